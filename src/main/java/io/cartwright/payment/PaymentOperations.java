package io.cartwright.payment;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentRequest;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentResponse;
import io.cartwright.wire.own.payment.CreatePaymentIntentRequest;
import io.cartwright.wire.own.payment.CreatePaymentIntentResponse;
import io.cartwright.wire.own.payment.DecideSandboxMovesRequest;
import io.cartwright.wire.own.payment.DecideSandboxMovesResponse;
import io.cartwright.wire.own.payment.DisputeSandboxPaymentRequest;
import io.cartwright.wire.own.payment.DisputeSandboxPaymentResponse;
import io.cartwright.wire.own.payment.NotifyPaymentRequest;
import io.cartwright.wire.own.payment.NotifyPaymentResponse;
import io.cartwright.wire.own.payment.PayOrderRequest;
import io.cartwright.wire.own.payment.PayOrderResponse;
import io.cartwright.wire.own.payment.PaymentApi;
import java.util.List;
import java.util.Locale;

/** Operations on payments; our own, the contract has none for paying. */
public final class PaymentOperations {
  /**
   * For the buyer of the order and for administrators. All payments of an order come to one event
   * loop: there a repeat under the same Idempotency-Key waits for the first, whose reply is not
   * stored before the provider has answered.
   */
  public static final Operation<PayOrderRequest, PayOrderResponse> PAY_ORDER =
      Operation.of(PaymentApi.PAY_ORDER)
          .allow(Role.VISITOR, Role.MEMBER, Role.ADMIN)
          .keyedBy((caller, ask) -> "payment/" + ask.orderId().toLowerCase(Locale.ROOT))
          .writes();

  /** For providers, who sign what they send instead of showing a token. */
  public static final Operation<NotifyPaymentRequest, NotifyPaymentResponse> NOTIFY_PAYMENT =
      Operation.of(PaymentApi.NOTIFY_PAYMENT).allow(Role.ANONYMOUS);

  /** Lets the sandbox decide a pending payment, and send its notification (again). */
  public static final Operation<ConfirmSandboxPaymentRequest, ConfirmSandboxPaymentResponse>
      CONFIRM_SANDBOX_PAYMENT = Operation.of(PaymentApi.CONFIRM_SANDBOX_PAYMENT).allow(Role.ADMIN);

  /** Keeps a means of payment for one charge; for the buyer of the order and administrators. */
  public static final Operation<CreatePaymentIntentRequest, CreatePaymentIntentResponse>
      CREATE_PAYMENT_INTENT =
          Operation.of(PaymentApi.CREATE_PAYMENT_INTENT)
              .allow(Role.VISITOR, Role.MEMBER, Role.ADMIN);

  /** Lets the sandbox decide pending captures, voids and refunds of a payment. */
  public static final Operation<DecideSandboxMovesRequest, DecideSandboxMovesResponse>
      DECIDE_SANDBOX_MOVES = Operation.of(PaymentApi.DECIDE_SANDBOX_MOVES).allow(Role.ADMIN);

  /** Has the sandbox tell of a chargeback, or of its reversal. */
  public static final Operation<DisputeSandboxPaymentRequest, DisputeSandboxPaymentResponse>
      DISPUTE_SANDBOX_PAYMENT = Operation.of(PaymentApi.DISPUTE_SANDBOX_PAYMENT).allow(Role.ADMIN);

  public static final List<Operation<?, ?>> ALL =
      List.of(
          PAY_ORDER,
          NOTIFY_PAYMENT,
          CONFIRM_SANDBOX_PAYMENT,
          CREATE_PAYMENT_INTENT,
          DECIDE_SANDBOX_MOVES,
          DISPUTE_SANDBOX_PAYMENT);

  private PaymentOperations() {}
}
