package io.cartwright.order.money;

import static io.cartwright.order.OrderFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.payment.PaymentOperations;
import io.cartwright.wire.common.ActionType;
import io.cartwright.wire.common.DelayedCaptureSettings;
import io.cartwright.wire.common.DurationUnit;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.ScheduledAction;
import io.cartwright.wire.orderbilling.CaptureAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.ChargeOrderRequest;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.orderbilling.RegularCharge;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.own.payment.CreatePaymentIntentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Holds that are captured or let go by themselves when their time has come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ScheduledIT {
  private MoneyFixture money;

  @BeforeAll
  void open() {
    money = new MoneyFixture();
  }

  @AfterAll
  void shut() {
    money.close();
  }

  /** An order whose money is held for half an hour. */
  private UUID held(ScheduledAction action) {
    UUID order = money.unpaid();
    String intent =
        await(
                money.orders.ask(
                    PaymentOperations.CREATE_PAYMENT_INTENT,
                    money.orders.visitor(),
                    CreatePaymentIntentRequest.builder()
                        .orderId(order.toString())
                        .provider("sandbox")
                        .paymentToken("tok_approve")
                        .build()))
            .orNull()
            .paymentIntentId();
    DelayedCaptureSettings delay =
        DelayedCaptureSettings.builder()
            .scheduledAction(action)
            .delayDuration(new io.cartwright.wire.common.Duration(30, DurationUnit.MINUTES))
            .build();
    money.answer(
        OrderBillingApi.CHARGE_ORDER,
        ChargeOrderRequest.builder()
            .orderId(order.toString())
            .regularCharge(
                RegularCharge.builder()
                    .paymentIntentId(intent)
                    .amount(MoneyFixture.price("50.00"))
                    .delayedCaptureSettings(delay)
                    .build())
            .build());
    return order;
  }

  private Payment payment(UUID order) {
    return money.orders.transactions(order).payments().get(0);
  }

  private void assertScheduled(UUID order, ActionType action, Instant begun) {
    assertEquals(PaymentStatus.AUTHORIZED, payment(order).status());
    var scheduled = payment(order).regularPaymentDetails().authorizationDetails().scheduledAction();
    assertEquals(action, scheduled.actionType());
    assertEquals(begun.plus(Duration.ofMinutes(30)), scheduled.executionDate());
  }

  private void assertStruck(UUID order) {
    assertEquals(
        List.of("0"),
        money.orders.column(
            "select count(*) from money_schedule where doc like '%" + order + "%'"));
    assertEquals(List.of(), money.audit(order));
  }

  @Test
  void aHoldIsCapturedWhenItsTimeHasCome() {
    Instant begun = money.orders.clock.instant();
    UUID order = held(ScheduledAction.CAPTURE);
    assertScheduled(order, ActionType.CAPTURE, begun);
    money.heal();
    assertEquals(PaymentStatus.AUTHORIZED, payment(order).status(), "before its time");
    money.orders.clock.move(Duration.ofMinutes(28));
    money.heal();
    money.heal();
    assertEquals(PaymentStatus.APPROVED, payment(order).status());
    assertEquals(
        1, payment(order).regularPaymentDetails().authorizationDetails().captures().size());
    assertStruck(order);
  }

  @Test
  void aHoldIsLetGoWhenItsTimeHasCome() {
    Instant begun = money.orders.clock.instant();
    UUID order = held(ScheduledAction.VOID);
    assertScheduled(order, ActionType.VOID, begun);
    money.orders.clock.move(Duration.ofMinutes(28));
    money.heal();
    money.heal();
    assertEquals(PaymentStatus.VOIDED, payment(order).status());
    assertStruck(order);
  }

  @Test
  void whatStaffCapturedBeforeIsNotLetGo() {
    UUID order = held(ScheduledAction.VOID);
    PaymentCapture all = new PaymentCapture(money.payment(order), null);
    money.answer(
        OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS,
        new CaptureAuthorizedPaymentsRequest(order.toString(), List.of(all)));
    money.orders.clock.move(Duration.ofMinutes(28));
    money.heal();
    assertEquals(PaymentStatus.APPROVED, payment(order).status());
    assertStruck(order);
  }
}
