package io.cartwright.order.money;

import io.cartwright.bus.Outcome;
import io.cartwright.order.Prices;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentCollectabilityStatus;

/** Whether more money may be taken for an order, and how much. */
final class Collectability {
  private Collectability() {}

  static PaymentCollectabilityStatus of(Books books) {
    OrderStatus status = books.order().status();
    if (status == OrderStatus.CANCELED) {
      return PaymentCollectabilityStatus.NONCOLLECTABLE_ORDER_IS_CANCELLED;
    }
    if (status == OrderStatus.PENDING) {
      return PaymentCollectabilityStatus.NONCOLLECTABLE_ORDER_IS_PENDING;
    }
    if (status == OrderStatus.REJECTED) {
      return PaymentCollectabilityStatus.NONCOLLECTABLE_ORDER_IS_REJECTED;
    }
    if (books.ledger().isDisputed()) {
      return PaymentCollectabilityStatus.NONCOLLECTABLE_ORDER_HAS_CHARGEBACKS;
    }
    if (books.leftMinor() == 0) return PaymentCollectabilityStatus.NONCOLLECTABLE_ORDER_IS_PAID;
    boolean subscriptions =
        new RefundItemsBook(books).lines().anyMatch(line -> line.subscriptionInfo() != null);
    return subscriptions
        ? PaymentCollectabilityStatus.NONCOLLECTABLE_ORDER_HAS_SUBSCRIPTIONS
        : PaymentCollectabilityStatus.COLLECTABLE;
  }

  /**
   * What is to be collected. Refused, in this order: ORDER_CANCELED, ORDER_IS_PENDING when its own
   * payment may still come, ORDER_HAS_CHARGEBACKS, ORDER_ALREADY_PAID, INVALID_AMOUNT.
   *
   * @param amount null for all that is left
   * @param outside true when the merchant got the money outside; a dispute does not matter then
   */
  static Outcome<Long> amount(Books books, Price amount, boolean outside) {
    if (Records.isClosed(books.order())) {
      return Outcome.refused(MoneyRefusal.ORDER_CANCELED, "the order is " + books.order().status());
    }
    if (books.order().status() == OrderStatus.PENDING) {
      return Outcome.refused(MoneyRefusal.ORDER_IS_PENDING, "a payment is under way");
    }
    if (!outside && books.ledger().isDisputed()) {
      return Outcome.refused(MoneyRefusal.ORDER_HAS_CHARGEBACKS, "the order has a chargeback");
    }
    long left = books.leftMinor();
    if (left == 0) {
      return Outcome.refused(MoneyRefusal.ORDER_ALREADY_PAID, "nothing is left to be paid");
    }
    long minor = amount == null ? left : Prices.minor(books.currency(), amount);
    return minor < 1 || minor > left
        ? Outcome.refused(MoneyRefusal.INVALID_AMOUNT, "left to pay: " + books.price(left).amount())
        : Outcome.done(minor);
  }
}
