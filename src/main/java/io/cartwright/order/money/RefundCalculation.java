package io.cartwright.order.money;

import io.cartwright.order.Prices;
import io.cartwright.order.money.RefundItemsBook.Worth;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.Details;
import io.cartwright.wire.orderbilling.AdditionalFeeRefund;
import io.cartwright.wire.orderbilling.AggregatedRefundSummary;
import io.cartwright.wire.orderbilling.CalculateRefundResponse;
import io.cartwright.wire.orderbilling.CalculatedAdditionalFeeRefund;
import io.cartwright.wire.orderbilling.CalculatedLineItemRefund;
import io.cartwright.wire.orderbilling.CalculatedRefundItems;
import io.cartwright.wire.orderbilling.CalculatedRefundNotAvailableStatus;
import io.cartwright.wire.orderbilling.CalculatedRefundSummary;
import io.cartwright.wire.orderbilling.CalculatedShippingRefund;
import io.cartwright.wire.orderbilling.CalculationError;
import io.cartwright.wire.orderbilling.LineItemRefund;
import io.cartwright.wire.orderbilling.RefundItems;
import io.cartwright.wire.orderbilling.ShippingRefund;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.OrderLineItem;
import java.util.ArrayList;
import java.util.List;

/** What lines, fees and delivery are worth that are to be given back. Writes nothing. */
final class RefundCalculation {
  private final Books books;
  private final RefundItemsBook items;
  private final List<CalculationError> errors = new ArrayList<>();
  private final List<CalculatedLineItemRefund> lines = new ArrayList<>();
  private final List<CalculatedAdditionalFeeRefund> fees = new ArrayList<>();
  private CalculatedShippingRefund shipping;
  private Worth sum = Worth.NOTHING;
  private long linesMinor;
  private long feesMinor;

  private RefundCalculation(Books books) {
    this.books = books;
    this.items = new RefundItemsBook(books);
  }

  static CalculateRefundResponse of(Books books, RefundItems asked) {
    return new RefundCalculation(books)
        .answer(asked == null ? RefundItems.builder().build() : asked);
  }

  private CalculateRefundResponse answer(RefundItems asked) {
    if (asked.lineItems() != null) asked.lineItems().forEach(this::line);
    if (asked.additionalFees() != null) asked.additionalFees().forEach(this::fee);
    if (asked.shipping() != null) shipping(asked.shipping());
    if (!errors.isEmpty()) {
      return CalculateRefundResponse.builder()
          .notAvailable(new CalculatedRefundNotAvailableStatus(errors))
          .build();
    }
    AggregatedRefundSummary summary =
        AggregatedRefundSummary.builder()
            .total(books.price(sum.totalMinor()))
            .tax(books.price(sum.taxMinor()))
            .discount(books.price(sum.discountMinor()))
            .subtotal(books.price(sum.subtotalMinor()))
            .lineItemsSubtotal(books.price(linesMinor))
            .additionalFeesTotal(books.price(feesMinor))
            .build();
    return CalculateRefundResponse.builder()
        .available(true)
        .summary(summary)
        .calculatedRefundItems(new CalculatedRefundItems(lines, fees, shipping))
        .build();
  }

  private void line(LineItemRefund ask) {
    OrderLineItem line = items.line(ask.lineItemId());
    MoneyRefusal refusal = null;
    if (line == null) {
      refusal = MoneyRefusal.LINE_ITEM_NOT_FOUND;
    } else if (ask.quantity() == null
        || ask.quantity() > RefundItemsBook.quantity(line) - RefundItemsBook.refunded(line)) {
      refusal = MoneyRefusal.INVALID_LINE_ITEM_REFUND_QUANTITY;
    }
    if (refusal != null) {
      errors.add(CalculationError.builder().lineItem(ask).error(error(refusal)).build());
      return;
    }
    Worth worth = items.worth(line, ask.quantity());
    sum = sum.plus(worth);
    linesMinor = Math.addExact(linesMinor, worth.subtotalMinor());
    lines.add(new CalculatedLineItemRefund(ask, summary(worth)));
  }

  private void fee(AdditionalFeeRefund ask) {
    AdditionalFee fee = items.fee(ask.additionalFeeId());
    if (fee == null) {
      Details why = error(MoneyRefusal.ADDITIONAL_FEE_NOT_FOUND);
      errors.add(CalculationError.builder().additionalFee(ask).error(why).build());
      return;
    }
    long left = items.feeMinor(fee) - items.feeRefunded(fee.id());
    long amount = ask.amount() == null ? left : Prices.minor(books.currency(), ask.amount());
    if (amount < 1 || amount > left) {
      Details why = error(MoneyRefusal.INVALID_ADDITIONAL_FEE_REFUND_AMOUNT);
      errors.add(CalculationError.builder().additionalFee(ask).error(why).build());
      return;
    }
    Worth worth = items.worth(fee, amount);
    sum = sum.plus(worth);
    feesMinor = Math.addExact(feesMinor, worth.totalMinor());
    fees.add(new CalculatedAdditionalFeeRefund(ask, summary(worth), fee.source()));
  }

  private void shipping(ShippingRefund ask) {
    long left = items.shippingMinor() - items.shippingRefunded();
    long amount = ask.amount() == null ? left : Prices.minor(books.currency(), ask.amount());
    MoneyRefusal refusal = null;
    if (items.shippingMinor() == 0) {
      refusal = MoneyRefusal.SHIPPING_NOT_FOUND;
    } else if (amount < 1 || amount > left) {
      refusal = MoneyRefusal.INVALID_SHIPPING_REFUND_AMOUNT;
    }
    if (refusal != null) {
      errors.add(CalculationError.builder().shipping(ask).error(error(refusal)).build());
      return;
    }
    Worth worth = items.worthOfShipping(amount);
    sum = sum.plus(worth);
    shipping = new CalculatedShippingRefund(ask, summary(worth));
  }

  private CalculatedRefundSummary summary(Worth worth) {
    return new CalculatedRefundSummary(
        books.price(worth.totalMinor()),
        books.price(worth.taxMinor()),
        books.price(worth.discountMinor()),
        books.price(worth.subtotalMinor()));
  }

  private static Details error(MoneyRefusal refusal) {
    return Details.builder()
        .applicationError(new ApplicationError(refusal.name(), "cannot be given back", null))
        .build();
  }
}
