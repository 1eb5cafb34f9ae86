package io.cartwright.payment;

import io.cartwright.bus.Operation;
import io.cartwright.wire.own.payment.PayOrderResponse;
import java.util.UUID;

/** What other domains ask about payments. These stay inside the JVM. */
public final class PaymentQuestions {
  /** The provider of a charge that names none. */
  public static final String SANDBOX = "sandbox";

  /** The provider of payments that are made outside, such as cash on delivery. */
  public static final String MANUAL = "manual";

  /**
   * Pays what is due now of an order, on behalf of its buyer or an administrator. Refused as
   * payOrder is, see {@link PaymentRefusal}.
   */
  public static final Operation<Pay, PayOrderResponse> PAY = Operation.internal("ecom.payment.pay");

  /** Whether money of an order has moved, or may be moving now. */
  public static final Operation<MoneyOf, Boolean> HAS_MONEY =
      Operation.internal("ecom.payment.hasMoney");

  private PaymentQuestions() {}

  /**
   * A payment to make.
   *
   * @param provider the provider's name; null for {@link #SANDBOX}
   * @param paymentToken stands for the buyer's means of payment at the provider
   * @param delayCapture true to have the money held and not taken
   * @param amount decimal, in the order's currency; null for what is due now
   */
  public record Pay(
      UUID orderId, String provider, String paymentToken, boolean delayCapture, String amount) {
    public Pay(UUID orderId, String provider, String paymentToken, boolean delayCapture) {
      this(orderId, provider, paymentToken, delayCapture, null);
    }
  }

  /** Names an order. */
  public record MoneyOf(UUID orderId) {}
}
