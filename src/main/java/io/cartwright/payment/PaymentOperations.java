package io.cartwright.payment;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentRequest;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentResponse;
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

  public static final List<Operation<?, ?>> ALL =
      List.of(PAY_ORDER, NOTIFY_PAYMENT, CONFIRM_SANDBOX_PAYMENT);

  private PaymentOperations() {}
}
