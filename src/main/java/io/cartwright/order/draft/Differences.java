package io.cartwright.order.draft;

import io.cartwright.wire.common.DescriptionLine;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.ItemChangedDetails;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.V1ShippingInformation;
import java.util.List;
import java.util.Objects;

/** What differs between an order before and after an edit. Pure. */
final class Differences {
  private Differences() {}

  static String amount(Price price) {
    return price == null || price.amount() == null ? "0" : price.amount();
  }

  static boolean same(Price a, Price b) {
    return new java.math.BigDecimal(amount(a)).compareTo(new java.math.BigDecimal(amount(b))) == 0;
  }

  /** The price of a unit before discounts. */
  static Price unit(OrderLineItem line) {
    return line.priceBeforeDiscounts() == null ? line.price() : line.priceBeforeDiscounts();
  }

  static OrderLineItem line(Order order, String id) {
    return DraftLines.of(order).stream()
        .filter(line -> line.id().equalsIgnoreCase(id))
        .findFirst()
        .orElse(null);
  }

  /** What the line was in all that somebody changed by hand; null when nothing was. */
  static ItemChangedDetails changed(OrderLineItem before, OrderLineItem after) {
    ItemChangedDetails.Builder was = ItemChangedDetails.builder();
    boolean any = false;
    if (DraftLines.quantity(before) != DraftLines.quantity(after)) {
      was.quantityBeforeChange(Math.max(1, DraftLines.quantity(before)));
      any = true;
    }
    if (!same(unit(before), unit(after))) {
      was.priceBeforeChange(unit(before));
      any = true;
    }
    if (!Objects.equals(before.priceDescription(), after.priceDescription())) {
      was.priceDescriptionBeforeChange(before.priceDescription());
      any = true;
    }
    if (!Objects.equals(before.productName(), after.productName())) {
      was.productNameBeforeChange(before.productName());
      any = true;
    }
    if (!Objects.equals(list(before.descriptionLines()), list(after.descriptionLines()))) {
      was.descriptionLinesBeforeChange(before.descriptionLines());
      any = true;
    }
    if (!Objects.equals(before.modifierGroups(), after.modifierGroups())) {
      was.modifierGroupsBeforeChange(before.modifierGroups());
      any = true;
    }
    if (!Objects.equals(before.catalogReference(), after.catalogReference())) {
      was.catalogReferenceOptionsBeforeChange(
          before.catalogReference() == null ? null : before.catalogReference().options());
      any = true;
    }
    return any ? was.build() : null;
  }

  private static List<DescriptionLine> list(List<DescriptionLine> lines) {
    return lines == null ? List.of() : lines;
  }

  /** True when a line costs something else though nobody changed it by hand. */
  static boolean changedImplicitly(OrderLineItem before, OrderLineItem after) {
    return !same(before.totalDiscount(), after.totalDiscount())
        || !same(before.totalPriceAfterTax(), after.totalPriceAfterTax())
        || !same(before.totalPriceBeforeTax(), after.totalPriceBeforeTax());
  }

  /** True when the order is delivered in another way, to another place or at another price. */
  static boolean delivery(V1ShippingInformation before, V1ShippingInformation after) {
    if (before == null || after == null) return before != after;
    return !Objects.equals(before.title(), after.title())
        || !Objects.equals(before.code(), after.code())
        || !Objects.equals(before.carrierId(), after.carrierId())
        || !Objects.equals(before.logistics(), after.logistics())
        || !same(total(before), total(after));
  }

  /** What delivery costs with tax. */
  static Price total(V1ShippingInformation shipping) {
    if (shipping == null || shipping.cost() == null) return null;
    return shipping.cost().totalPriceAfterTax() == null
        ? shipping.cost().price()
        : shipping.cost().totalPriceAfterTax();
  }
}
