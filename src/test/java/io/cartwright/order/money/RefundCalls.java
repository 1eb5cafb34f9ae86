package io.cartwright.order.money;

import io.cartwright.wire.orderbilling.OrderBillingApi;
import java.util.UUID;

/** Refunds of an order's first payment, for tests of other packages. */
public final class RefundCalls {
  private RefundCalls() {}

  /** The code of the refusal; "done" when there is none. */
  public static String refund(MoneyFixture money, UUID order, String amount) {
    return money.code(
        OrderBillingApi.REFUND_PAYMENTS,
        RefundIT.refund(order, money.payment(order), amount).build());
  }
}
