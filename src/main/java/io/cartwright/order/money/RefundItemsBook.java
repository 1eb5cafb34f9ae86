package io.cartwright.order.money;

import io.cartwright.order.Prices;
import io.cartwright.wire.common.AdditionalFeeRefund;
import io.cartwright.wire.common.LineItemTaxInfo;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundStatus;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.ShippingPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What of an order's lines, fees and delivery was given back, and what each still is worth. Units
 * of a line share its amounts so that the units given back one by one add up to the whole line.
 */
final class RefundItemsBook {
  private final Books books;

  RefundItemsBook(Books books) {
    this.books = books;
  }

  /**
   * Amounts of something given back; total = subtotal − discount + tax.
   *
   * @param totalMinor with tax, after discounts
   */
  record Worth(long totalMinor, long taxMinor, long discountMinor) {
    static final Worth NOTHING = new Worth(0, 0, 0);

    long subtotalMinor() {
      return totalMinor - taxMinor + discountMinor;
    }

    Worth plus(Worth other) {
      return new Worth(
          Math.addExact(totalMinor, other.totalMinor),
          Math.addExact(taxMinor, other.taxMinor),
          Math.addExact(discountMinor, other.discountMinor));
    }

    private Worth share(long part, long whole) {
      return new Worth(
          part(totalMinor, part, whole),
          part(taxMinor, part, whole),
          part(discountMinor, part, whole));
    }

    private Worth minus(Worth other) {
      return new Worth(
          totalMinor - other.totalMinor,
          taxMinor - other.taxMinor,
          discountMinor - other.discountMinor);
    }

    private static long part(long amount, long part, long whole) {
      if (whole == 0) return 0;
      return BigDecimal.valueOf(amount)
          .multiply(BigDecimal.valueOf(part))
          .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
          .longValueExact();
    }
  }

  OrderLineItem line(String id) {
    return lines()
        .filter(line -> line.id() != null && line.id().equalsIgnoreCase(id))
        .findFirst()
        .orElse(null);
  }

  Stream<OrderLineItem> lines() {
    return books.order().lineItems() == null ? Stream.of() : books.order().lineItems().stream();
  }

  AdditionalFee fee(String id) {
    return fees().filter(fee -> id.equalsIgnoreCase(fee.id())).findFirst().orElse(null);
  }

  Stream<AdditionalFee> fees() {
    return books.order().additionalFees() == null
        ? Stream.of()
        : books.order().additionalFees().stream();
  }

  static int quantity(OrderLineItem line) {
    return line.quantity() == null ? 0 : line.quantity();
  }

  static int refunded(OrderLineItem line) {
    return line.refundQuantity() == null ? 0 : line.refundQuantity();
  }

  static int restocked(OrderLineItem line) {
    return line.restockQuantity() == null ? 0 : line.restockQuantity();
  }

  long feeMinor(AdditionalFee fee) {
    return minor(fee.priceAfterTax() == null ? fee.price() : fee.priceAfterTax());
  }

  long shippingMinor() {
    ShippingPrice cost = shipping();
    if (cost == null) return 0;
    return minor(cost.totalPriceAfterTax() == null ? cost.price() : cost.totalPriceAfterTax());
  }

  private ShippingPrice shipping() {
    return books.order().shippingInfo() == null ? null : books.order().shippingInfo().cost();
  }

  /** What was given back, or is on its way, of a fee. */
  long feeRefunded(String id) {
    return standing()
        .flatMap(refund -> Stream.ofNullable(refund.details().additionalFees()))
        .flatMap(List::stream)
        .filter(part -> part.additionalFeeId().equalsIgnoreCase(id))
        .map(AdditionalFeeRefund::amount)
        .mapToLong(this::minor)
        .sum();
  }

  /** What was given back, or is on its way, of the delivery. */
  long shippingRefunded() {
    return standing()
        .map(refund -> refund.details().shipping())
        .filter(Objects::nonNull)
        .mapToLong(part -> minor(part.amount()))
        .sum();
  }

  private Stream<Refund> standing() {
    return books.refunds().stream()
        .filter(refund -> refund.details() != null && !hasFailed(refund));
  }

  /** True when nothing of a refund came through, or will. */
  static boolean hasFailed(Refund refund) {
    return refund.transactions() != null
        && !refund.transactions().isEmpty()
        && refund.transactions().stream()
            .allMatch(part -> part.refundStatus() == RefundStatus.FAILED);
  }

  /** What the next units of a line are worth, after those that were given back. */
  Worth worth(OrderLineItem line, int quantity) {
    int before = refunded(line);
    int all = quantity(line);
    Worth whole = whole(line);
    return whole.share(before + quantity, all).minus(whole.share(before, all));
  }

  private Worth whole(OrderLineItem line) {
    LineItemTaxInfo tax = line.taxInfo();
    long total;
    if (line.totalPriceAfterTax() != null) {
      total = minor(line.totalPriceAfterTax());
    } else if (line.lineItemPrice() != null) {
      total = minor(line.lineItemPrice());
    } else {
      total = Math.multiplyExact(minor(line.price()), quantity(line));
    }
    return new Worth(total, tax == null ? 0 : minor(tax.taxAmount()), minor(line.totalDiscount()));
  }

  Worth worth(AdditionalFee fee, long amountMinor) {
    LineItemTaxInfo tax = fee.taxInfo();
    return new Worth(feeMinor(fee), tax == null ? 0 : minor(tax.taxAmount()), 0)
        .share(amountMinor, feeMinor(fee));
  }

  Worth worthOfShipping(long amountMinor) {
    ShippingPrice cost = shipping();
    LineItemTaxInfo tax = cost == null ? null : cost.taxInfo();
    return new Worth(shippingMinor(), tax == null ? 0 : minor(tax.taxAmount()), 0)
        .share(amountMinor, shippingMinor());
  }

  long minor(Price price) {
    return Prices.minor(books.currency(), price);
  }
}
