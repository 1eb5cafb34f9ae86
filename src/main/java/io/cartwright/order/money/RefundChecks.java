package io.cartwright.order.money;

import io.cartwright.bus.Outcome;
import io.cartwright.order.Prices;
import io.cartwright.order.money.RefundAsk.Fee;
import io.cartwright.order.money.RefundAsk.Part;
import io.cartwright.order.money.RefundAsk.Units;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.RestockItem;
import io.cartwright.wire.orderbilling.AdditionalFeeRefund;
import io.cartwright.wire.orderbilling.LineItemRefund;
import io.cartwright.wire.orderbilling.PaymentNotRefundableDetails;
import io.cartwright.wire.orderbilling.PaymentRefund;
import io.cartwright.wire.orderbilling.ShippingRefund;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.ordertransactions.Payment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a refund may begin. The first check that fails is the answer: INVALID_ARGUMENT when the
 * order would have more than 300 refunds, PAYMENT_NOT_FOUND, LINE_ITEM_NOT_FOUND,
 * ADDITIONAL_FEE_NOT_FOUND, SHIPPING_NOT_FOUND, PAYMENT_NOT_REFUNDABLE, EXTERNAL_REFUND_EXPECTED,
 * INVALID_PAYMENT_REFUND_AMOUNT, INVALID_ADDITIONAL_FEE_REFUND_AMOUNT,
 * INVALID_SHIPPING_REFUND_AMOUNT, INVALID_LINE_ITEM_REFUND_QUANTITY,
 * INVALID_LINE_ITEM_RESTOCK_QUANTITY, PARTIAL_REFUND_FOR_MULTIPLE_LOCATIONS_NOT_ALLOWED.
 */
final class RefundChecks {
  /** Most refunds of an order, failed ones included. */
  static final int REFUNDS_MAX = 300;

  private final Books books;
  private final RefundAsk ask;
  private final RefundItemsBook items;

  RefundChecks(Books books, RefundAsk ask) {
    this.books = books;
    this.ask = ask;
    this.items = new RefundItemsBook(books);
  }

  /** Null when the refund may begin. */
  Outcome<Posting> refusal() {
    if (books.refunds().size() >= REFUNDS_MAX) {
      return Outcome.invalid(
          "refunds", Violation.Rule.MAX_SIZE, "an order has at most 300 refunds");
    }
    Outcome<Posting> refusal = unknown();
    if (refusal == null) refusal = payments();
    if (refusal == null) refusal = fees();
    if (refusal == null) refusal = shipping();
    if (refusal == null) refusal = lines();
    return refusal == null ? restock() : refusal;
  }

  private Outcome<Posting> unknown() {
    for (Part part : ask.parts()) {
      if (books.payment(part.paymentId()) == null) {
        return refused(MoneyRefusal.PAYMENT_NOT_FOUND, data(part));
      }
    }
    for (Units units : concat(ask.lines(), ask.restock())) {
      if (items.line(units.lineItemId()) == null) {
        return refused(MoneyRefusal.LINE_ITEM_NOT_FOUND, data(units));
      }
    }
    for (Fee fee : ask.fees()) {
      if (items.fee(fee.feeId()) == null) {
        return refused(MoneyRefusal.ADDITIONAL_FEE_NOT_FOUND, data(fee));
      }
    }
    boolean noShipping = ask.shipping() != null && items.shippingMinor() == 0;
    return noShipping ? refused(MoneyRefusal.SHIPPING_NOT_FOUND, shippingData()) : null;
  }

  private Outcome<Posting> payments() {
    Set<String> seen = new HashSet<>();
    for (Part part : ask.parts()) {
      Payment payment = books.payment(part.paymentId());
      Refundability may = Refundability.of(books, payment);
      if (may.never() != null) {
        PaymentNotRefundableDetails why =
            new PaymentNotRefundableDetails(payment.id(), may.never());
        return refused(
            MoneyRefusal.PAYMENT_NOT_REFUNDABLE, PaymentNotRefundableDetails.CODEC.toJson(why));
      }
      if (may.manual() != null && !part.external()) {
        return refused(MoneyRefusal.EXTERNAL_REFUND_EXPECTED, data(part));
      }
      long amount = part.amount() == null ? may.maxMinor() : minor(part.amount());
      boolean partial = amount < books.ledger().takenOf(Holds.id(payment));
      boolean wrong = amount < 1 || amount > may.maxMinor() || !seen.add(payment.id());
      if (wrong || partial && Means.of(payment) != Means.REGULAR) {
        return refused(MoneyRefusal.INVALID_PAYMENT_REFUND_AMOUNT, data(part));
      }
    }
    return null;
  }

  private Outcome<Posting> fees() {
    Map<String, Long> asked = new HashMap<>();
    for (Fee part : ask.fees()) {
      AdditionalFee fee = items.fee(part.feeId());
      long left = items.feeMinor(fee) - items.feeRefunded(fee.id());
      long amount = part.amount() == null ? left : minor(part.amount());
      long all = asked.merge(fee.id(), amount, Math::addExact);
      if (amount < 1 || all > left) {
        return refused(MoneyRefusal.INVALID_ADDITIONAL_FEE_REFUND_AMOUNT, data(part));
      }
    }
    return null;
  }

  private Outcome<Posting> shipping() {
    if (ask.shipping() == null) return null;
    long left = items.shippingMinor() - items.shippingRefunded();
    Price amount = ask.shipping().amount();
    long wanted = amount == null ? left : minor(amount);
    return wanted < 1 || wanted > left
        ? refused(MoneyRefusal.INVALID_SHIPPING_REFUND_AMOUNT, shippingData())
        : null;
  }

  private Outcome<Posting> lines() {
    Map<String, Integer> asked = new HashMap<>();
    for (Units units : ask.lines()) {
      OrderLineItem line = items.line(units.lineItemId());
      int all = asked.merge(line.id(), units.quantity(), Math::addExact);
      int left = RefundItemsBook.quantity(line) - RefundItemsBook.refunded(line);
      if (units.quantity() < 1 || all > left) {
        return refused(MoneyRefusal.INVALID_LINE_ITEM_REFUND_QUANTITY, data(units));
      }
    }
    return null;
  }

  private Outcome<Posting> restock() {
    Map<String, Integer> asked = new HashMap<>();
    for (Units units : ask.restock()) {
      OrderLineItem line = items.line(units.lineItemId());
      int all = asked.merge(line.id(), units.quantity(), Math::addExact);
      int left = restockable(line);
      if (units.quantity() < 1 || all > left) {
        return refused(MoneyRefusal.INVALID_LINE_ITEM_RESTOCK_QUANTITY, restockData(units));
      }
      boolean several = line.locations() != null && line.locations().size() > 1;
      if (several && all < RefundItemsBook.quantity(line)) {
        return refused(
            MoneyRefusal.PARTIAL_REFUND_FOR_MULTIPLE_LOCATIONS_NOT_ALLOWED, restockData(units));
      }
    }
    return null;
  }

  private int restockable(OrderLineItem line) {
    int back = RefundItemsBook.restocked(line);
    if (ask.restockUnrefunded()) return RefundItemsBook.quantity(line) - back;
    int now =
        ask.lines().stream()
            .filter(units -> units.lineItemId().equalsIgnoreCase(line.id()))
            .mapToInt(Units::quantity)
            .sum();
    return RefundItemsBook.refunded(line) + now - back;
  }

  private long minor(Price price) {
    return Prices.minor(books.currency(), price);
  }

  private static List<Units> concat(List<Units> first, List<Units> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }

  private static Outcome<Posting> refused(MoneyRefusal refusal, Json data) {
    return Outcome.refused(refusal, "the refund is not possible as asked", data);
  }

  private static Json data(Part part) {
    return PaymentRefund.CODEC.toJson(
        PaymentRefund.builder()
            .paymentId(part.paymentId())
            .amount(part.amount())
            .externalRefund(part.external())
            .build());
  }

  private static Json data(Units units) {
    return LineItemRefund.CODEC.toJson(new LineItemRefund(units.lineItemId(), units.quantity()));
  }

  private static Json data(Fee fee) {
    return AdditionalFeeRefund.CODEC.toJson(new AdditionalFeeRefund(fee.feeId(), fee.amount()));
  }

  private static Json restockData(Units units) {
    return RestockItem.CODEC.toJson(
        RestockItem.builder().lineItemId(units.lineItemId()).quantity(units.quantity()).build());
  }

  private Json shippingData() {
    return ShippingRefund.CODEC.toJson(new ShippingRefund(ask.shipping().amount()));
  }
}
