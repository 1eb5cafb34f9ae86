package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** What staff decide about an order's status. Pure. */
final class OrderEnds {
  private OrderEnds() {}

  /**
   * Calls an order off. Refused, in this order: ORDER_IS_PENDING, ORDER_IS_REJECTED,
   * ORDER_ALREADY_CANCELED; ORDER_HAS_AUTHORIZED_TRANSACTION while money is held.
   */
  static Outcome<Order> canceled(Order order, Instant now, Supplier<UUID> ids) {
    return OrderStatuses.moved(order, OrderMove.CANCEL)
        .then(
            moved ->
                holdsMoney(order)
                    ? Outcome.refused(
                        OrderRefusal.ORDER_HAS_AUTHORIZED_TRANSACTION,
                        "capture or void the authorized payments first")
                    : Outcome.done(
                        moved.toBuilder()
                            .activities(
                                new Activities(order.activities(), now, ids)
                                    .add(ActivityType.ORDER_CANCELED)
                                    .list())
                            .build()));
  }

  private static boolean holdsMoney(Order order) {
    return order.balanceSummary() != null
        && Prices.minor(Currency.of(order.currency()), order.balanceSummary().authorized()) > 0;
  }

  /**
   * Leads an order to a status. Refused as the moves of {@link OrderMove} have it, and like {@link
   * #canceled} where it is to be CANCELED.
   */
  static Outcome<Order> to(Order order, OrderStatus status, Instant now, Supplier<UUID> ids) {
    return switch (status) {
      case APPROVED -> OrderStatuses.moved(order, OrderMove.APPROVE);
      case PENDING -> OrderStatuses.moved(order, OrderMove.AWAIT);
      case REJECTED -> OrderStatuses.moved(order, OrderMove.REJECT);
      case CANCELED -> canceled(order, now, ids);
      case INITIALIZED -> OrderStatuses.unmoved(order, "an order begins only once");
    };
  }

  /** Whether an order that ends gives its stock back: one that never was approved always does. */
  static boolean givesStockBack(Order before, boolean restock) {
    return restock || before.status() != OrderStatus.APPROVED;
  }

  /** Whether an order that ends gives back what it used of coupons and rules: one not paid does. */
  static boolean givesUsesBack(Order before) {
    PaymentStatusEnumPaymentStatus status = before.paymentStatus();
    return switch (status) {
      case PAID, PARTIALLY_PAID, PARTIALLY_REFUNDED, FULLY_REFUNDED -> false;
      case UNSPECIFIED, NOT_PAID, PENDING, PENDING_MERCHANT, CANCELED, DECLINED -> true;
    };
  }
}
