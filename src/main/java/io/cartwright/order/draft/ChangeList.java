package io.cartwright.order.draft;

import io.cartwright.wire.common.LineItemAmount;
import io.cartwright.wire.common.LineItemChanges;
import io.cartwright.wire.common.LineItemPriceChange;
import io.cartwright.wire.common.LineItemProductNameChange;
import io.cartwright.wire.common.LineItemQuantityChange;
import io.cartwright.wire.common.LineItemQuantityChangeType;
import io.cartwright.wire.common.ManagedAdditionalFee;
import io.cartwright.wire.common.ManagedDiscount;
import io.cartwright.wire.common.ManagedLineItem;
import io.cartwright.wire.common.OrderChange;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.ShippingInformationChange;
import io.cartwright.wire.common.TotalPriceChange;
import io.cartwright.wire.common.TranslatedValue;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.AppliedDiscount;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.ShippingInformation;
import io.cartwright.wire.orders.V1ShippingInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What an edit did, as the order's diary tells it. Pure. */
final class ChangeList {
  private final Order before;
  private final Order after;
  private final List<OrderChange> changes = new ArrayList<>();

  private ChangeList(Order before, Order after) {
    this.before = before;
    this.after = after;
  }

  /** Lines, discounts, fees, delivery, total: in this order, each as it stands in its order. */
  static List<OrderChange> of(Order before, Order after) {
    return new ChangeList(before, after).list();
  }

  private List<OrderChange> list() {
    lines();
    discounts();
    fees();
    delivery();
    Price was = before.priceSummary() == null ? null : before.priceSummary().total();
    Price is = after.priceSummary() == null ? null : after.priceSummary().total();
    if (!Differences.same(was, is)) {
      add(OrderChange.builder().totalPriceChanged(new TotalPriceChange(was, is)));
    }
    return changes;
  }

  private void add(OrderChange.Builder change) {
    changes.add(change.build());
  }

  private void lines() {
    for (OrderLineItem line : DraftLines.of(before)) {
      OrderLineItem next = Differences.line(after, line.id());
      if (next == null) add(OrderChange.builder().lineItemRemoved(managed(line)));
      else changed(line, next);
    }
    for (OrderLineItem line : DraftLines.of(after)) {
      if (Differences.line(before, line.id()) == null) {
        add(OrderChange.builder().lineItemAdded(managed(line)));
      }
    }
  }

  private static ManagedLineItem managed(OrderLineItem line) {
    return new ManagedLineItem(
        line.id(), line.productName(), Math.max(1, DraftLines.quantity(line)));
  }

  private void changed(OrderLineItem was, OrderLineItem is) {
    LineItemChanges.Builder change =
        LineItemChanges.builder().id(is.id()).name(is.productName()).quantity(quantity(was, is));
    boolean priced = !Differences.same(Differences.unit(was), Differences.unit(is));
    if (priced) {
      change.price(new LineItemPriceChange(Differences.unit(was), Differences.unit(is)));
    }
    boolean named = !Objects.equals(was.productName(), is.productName());
    if (named) {
      change.productName(new LineItemProductNameChange(was.productName(), is.productName()));
    }
    boolean counted = DraftLines.quantity(was) != DraftLines.quantity(is);
    if (priced || named || counted) {
      add(OrderChange.builder().lineItemChanged(change.build()));
    }
  }

  private static LineItemQuantityChange quantity(OrderLineItem was, OrderLineItem is) {
    int diff = DraftLines.quantity(is) - DraftLines.quantity(was);
    if (diff == 0) return null;
    return new LineItemQuantityChange(
        DraftLines.quantity(was),
        DraftLines.quantity(is),
        Math.abs(diff),
        diff > 0
            ? LineItemQuantityChangeType.QUANTITY_INCREASED
            : LineItemQuantityChangeType.QUANTITY_DECREASED);
  }

  private static <T> List<T> list(List<T> list) {
    return list == null ? List.of() : list;
  }

  private void discounts() {
    List<AppliedDiscount> had = list(before.appliedDiscounts());
    List<AppliedDiscount> has = list(after.appliedDiscounts());
    for (AppliedDiscount row : had) {
      if (has.stream().noneMatch(other -> Objects.equals(other.id(), row.id()))) {
        add(OrderChange.builder().discountRemoved(managed(row)));
      }
    }
    for (AppliedDiscount row : has) {
      if (had.stream().noneMatch(other -> Objects.equals(other.id(), row.id()))) {
        add(OrderChange.builder().discountAdded(managed(row)));
      }
    }
  }

  private ManagedDiscount managed(AppliedDiscount row) {
    List<LineItemAmount> lines =
        list(row.lineItemDiscounts()).stream()
            .map(part -> new LineItemAmount(part.id(), null, part.totalDiscount()))
            .toList();
    return new ManagedDiscount(row.id(), name(Rows.name(row)), lines, Rows.amount(row));
  }

  private static TranslatedValue name(String name) {
    return name == null || name.isEmpty() ? null : new TranslatedValue(name, null);
  }

  private void fees() {
    List<AdditionalFee> had = list(before.additionalFees());
    List<AdditionalFee> has = list(after.additionalFees());
    for (AdditionalFee fee : had) {
      if (has.stream().noneMatch(other -> Objects.equals(other.id(), fee.id()))) {
        add(OrderChange.builder().additionalFeeRemoved(managed(fee)));
      }
    }
    for (AdditionalFee fee : has) {
      if (had.stream().noneMatch(other -> Objects.equals(other.id(), fee.id()))) {
        add(OrderChange.builder().additionalFeeAdded(managed(fee)));
      }
    }
  }

  private static ManagedAdditionalFee managed(AdditionalFee fee) {
    List<LineItemAmount> lines =
        list(fee.lineItemIds()).stream().map(id -> new LineItemAmount(id, null, null)).toList();
    return new ManagedAdditionalFee(fee.id(), name(fee.name()), lines, fee.price());
  }

  private void delivery() {
    if (!Differences.delivery(before.shippingInfo(), after.shippingInfo())) return;
    add(
        OrderChange.builder()
            .shippingInformationChanged(
                new ShippingInformationChange(
                    shown(before.shippingInfo()), shown(after.shippingInfo()))));
  }

  private static ShippingInformation shown(V1ShippingInformation shipping) {
    return shipping == null
        ? null
        : new ShippingInformation(Differences.total(shipping), shipping.title());
  }
}
