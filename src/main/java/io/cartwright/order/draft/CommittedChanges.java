package io.cartwright.order.draft;

import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.AdditionalFeeDelta;
import io.cartwright.wire.orders.AppliedDiscount;
import io.cartwright.wire.orders.AppliedDiscountDelta;
import io.cartwright.wire.orders.CommittedDiffs;
import io.cartwright.wire.orders.DeltaPaymentOptionType;
import io.cartwright.wire.orders.ItemChangedDetails;
import io.cartwright.wire.orders.LineItemDelta;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderLineItemChangedDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What an edit did, as the event of its commit tells it. Pure. */
final class CommittedChanges {
  private CommittedChanges() {}

  static CommittedDiffs of(Order before, Order after) {
    CommittedDiffs.Builder diffs =
        CommittedDiffs.builder()
            .lineItems(lines(before, after))
            .appliedDiscounts(discounts(before, after))
            .additionalFees(fees(before, after));
    if (Differences.delivery(before.shippingInfo(), after.shippingInfo())) {
      if (after.shippingInfo() == null) diffs.shippingInfoRemoved(true);
      else diffs.changedShippingInfo(after.shippingInfo());
    }
    return diffs.build();
  }

  private static List<LineItemDelta> lines(Order before, Order after) {
    List<LineItemDelta> deltas = new ArrayList<>();
    for (OrderLineItem line : DraftLines.of(before)) {
      OrderLineItem next = Differences.line(after, line.id());
      LineItemDelta.Builder delta = LineItemDelta.builder().lineItemId(line.id());
      if (next == null) {
        deltas.add(delta.lineItemRemoved(removed(line)).build());
        continue;
      }
      ItemChangedDetails changed = Differences.changed(line, next);
      if (changed != null) deltas.add(delta.changedDetails(changed).build());
      else if (Differences.changedImplicitly(line, next)) {
        deltas.add(delta.changedImplicitly(true).build());
      }
    }
    for (OrderLineItem line : DraftLines.of(after)) {
      if (Differences.line(before, line.id()) == null) {
        deltas.add(LineItemDelta.builder().lineItemId(line.id()).lineItemAdded(true).build());
      }
    }
    return deltas;
  }

  /** The line as it was; the event knows fewer payment options than orders do. */
  private static OrderLineItemChangedDetails removed(OrderLineItem line) {
    DeltaPaymentOptionType option =
        line.paymentOption() == null
            ? null
            : DeltaPaymentOptionType.TYPE.find(line.paymentOption().wire());
    OrderLineItem plain = line.toBuilder().paymentOption(null).build();
    return Shapes.as(OrderLineItemChangedDetails.CODEC, OrderLineItem.CODEC, plain).toBuilder()
        .paymentOption(option)
        .build();
  }

  private static <T> List<T> list(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static List<AppliedDiscountDelta> discounts(Order before, Order after) {
    List<AppliedDiscountDelta> deltas = new ArrayList<>();
    for (AppliedDiscount row : list(before.appliedDiscounts())) {
      if (find(after, row.id()) == null) {
        deltas.add(
            AppliedDiscountDelta.builder().discountId(row.id()).discountRemoved(true).build());
      }
    }
    for (AppliedDiscount row : list(after.appliedDiscounts())) {
      AppliedDiscount was = find(before, row.id());
      if (was == null || !Differences.same(Rows.amount(was), Rows.amount(row))) {
        deltas.add(AppliedDiscountDelta.builder().discountId(row.id()).editedDiscount(row).build());
      }
    }
    return deltas;
  }

  private static AppliedDiscount find(Order order, String id) {
    return list(order.appliedDiscounts()).stream()
        .filter(row -> Objects.equals(row.id(), id))
        .findFirst()
        .orElse(null);
  }

  private static List<AdditionalFeeDelta> fees(Order before, Order after) {
    List<AdditionalFeeDelta> deltas = new ArrayList<>();
    for (AdditionalFee fee : list(before.additionalFees())) {
      if (fee(after, fee.id()) == null) {
        deltas.add(
            AdditionalFeeDelta.builder()
                .additionalFeeId(fee.id())
                .additionalFeeRemoved(true)
                .build());
      }
    }
    for (AdditionalFee fee : list(after.additionalFees())) {
      AdditionalFee was = fee(before, fee.id());
      if (was == null || !Differences.same(was.price(), fee.price())) {
        deltas.add(
            AdditionalFeeDelta.builder()
                .additionalFeeId(fee.id())
                .editedAdditionalFee(fee)
                .build());
      }
    }
    return deltas;
  }

  private static AdditionalFee fee(Order order, String id) {
    return list(order.additionalFees()).stream()
        .filter(fee -> Objects.equals(fee.id(), id))
        .findFirst()
        .orElse(null);
  }
}
