package io.cartwright.payment;

import io.cartwright.bus.Operation;
import io.cartwright.order.money.MoneyQuestions.MoveNews;
import io.cartwright.wire.own.money.MoveKind;
import io.cartwright.wire.own.payment.PayOrderResponse;
import java.util.List;
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

  /**
   * Has a provider capture, void or refund money. Always answered: FAILED when there is no such
   * provider, NOT_SENT or UNKNOWN when it cannot be reached.
   */
  public static final Operation<MoveAsk, MoveNews> MOVE = Operation.internal("ecom.payment.move");

  /** Asks a provider where a movement stands. */
  public static final Operation<MoveAsk, MoveNews> MOVE_STATUS =
      Operation.internal("ecom.payment.moveStatus");

  /** Notes that an amount of an order is to be paid; answers by which id. */
  public static final Operation<Prepare, Prepared> PREPARE =
      Operation.internal("ecom.payment.prepare");

  /**
   * Charges a means of payment that the buyer chose before. Refused as {@link #PAY}, and with
   * PAYMENT_MEANS_NOT_FOUND, PAYMENT_MEANS_EXPIRED or PAYMENT_MEANS_USED.
   */
  public static final Operation<Charge, Charged> CHARGE = Operation.internal("ecom.payment.charge");

  /** Whether a buyer left a means of payment for an order that may be charged again. */
  public static final Operation<MoneyOf, Boolean> HAS_SAVED =
      Operation.internal("ecom.payment.hasSaved");

  /** By whom a site can be paid. */
  public static final Operation<ProvidersWanted, Providers> PROVIDERS =
      Operation.internal("ecom.payment.providers");

  private PaymentQuestions() {}

  /** Asks for {@link #PROVIDERS}. */
  public record ProvidersWanted() {
    public static final ProvidersWanted INSTANCE = new ProvidersWanted();
  }

  /** Names of providers, in alphabetical order. */
  public record Providers(List<String> names) {
    public Providers {
      names = List.copyOf(names);
    }
  }

  /**
   * A movement of an earlier payment.
   *
   * @param moveId the key under which the provider acts once
   * @param paymentReference the provider's own id of the payment, or null
   * @param amount decimal
   */
  public record MoveAsk(
      UUID siteId,
      UUID moveId,
      UUID paymentId,
      String paymentReference,
      MoveKind kind,
      String provider,
      String amount,
      String currency) {}

  /**
   * An amount to be paid.
   *
   * @param amount decimal, in the order's currency
   * @param delayCapture true to have the money held and not taken
   * @param paymentRequestId the payment request that this pays, or null
   */
  public record Prepare(UUID orderId, String amount, boolean delayCapture, UUID paymentRequestId) {
    public Prepare(UUID orderId, String amount, boolean delayCapture) {
      this(orderId, amount, delayCapture, null);
    }
  }

  /** The id by which a buyer pays what was prepared. */
  public record Prepared(UUID gatewayOrderId) {}

  /**
   * A charge in the buyer's absence.
   *
   * @param intentId the means to charge; null for the one that the buyer left for this
   * @param paymentId what the payment is to be called; one that exists is answered as it stands
   * @param amount decimal, in the order's currency
   * @param delayCapture true to have the money held and not taken
   * @param paymentRequestId the payment request that this pays, or null
   */
  public record Charge(
      UUID orderId,
      UUID intentId,
      UUID paymentId,
      String amount,
      boolean delayCapture,
      UUID paymentRequestId) {
    public Charge(
        UUID orderId, UUID intentId, UUID paymentId, String amount, boolean delayCapture) {
      this(orderId, intentId, paymentId, amount, delayCapture, null);
    }
  }

  /** The payment that a charge made. */
  public record Charged(UUID paymentId, PayOrderResponse reply) {}

  /**
   * A payment to make.
   *
   * @param provider the provider's name; null for {@link #SANDBOX}
   * @param paymentToken stands for the buyer's means of payment at the provider
   * @param delayCapture true to have the money held and not taken
   * @param amount decimal, in the order's currency; null for what is due now
   * @param paymentRequestId the payment request that this pays, or null
   */
  public record Pay(
      UUID orderId,
      String provider,
      String paymentToken,
      boolean delayCapture,
      String amount,
      UUID paymentRequestId) {
    public Pay(UUID orderId, String provider, String paymentToken, boolean delayCapture) {
      this(orderId, provider, paymentToken, delayCapture, null, null);
    }
  }

  /** Names an order. */
  public record MoneyOf(UUID orderId) {}
}
