package io.cartwright.order.money;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.awaitAll;
import static io.cartwright.order.money.MoneyFixture.price;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderFixture;
import io.cartwright.order.OrderStore;
import io.cartwright.payment.PaymentOperations;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundStatus;
import io.cartwright.wire.common.RestockItem;
import io.cartwright.wire.orderbilling.AdditionalFeeRefund;
import io.cartwright.wire.orderbilling.CalculateRefundRequest;
import io.cartwright.wire.orderbilling.CalculateRefundResponse;
import io.cartwright.wire.orderbilling.CaptureAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.GetOrderRefundabilityRequest;
import io.cartwright.wire.orderbilling.GetOrderRefundabilityResponse;
import io.cartwright.wire.orderbilling.LineItemRefund;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.orderbilling.PaymentRefund;
import io.cartwright.wire.orderbilling.RefundItems;
import io.cartwright.wire.orderbilling.RefundPaymentsRequest;
import io.cartwright.wire.orderbilling.RefundPaymentsResponse;
import io.cartwright.wire.orderbilling.RefundSideEffects;
import io.cartwright.wire.orderbilling.RestockSideEffects;
import io.cartwright.wire.orderbilling.ShippingRefund;
import io.cartwright.wire.orderbilling.VoidAuthorizedPaymentsRequest;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.orders.TriggerRefundRequest;
import io.cartwright.wire.orders.TriggerRefundResponse;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.own.payment.DecideSandboxMovesRequest;
import io.cartwright.wire.own.payment.DisputeSandboxPaymentRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RefundIT {
  private static final int RACES = 12;

  private MoneyFixture money;

  @BeforeAll
  void open() {
    money = new MoneyFixture();
  }

  @AfterAll
  void shut() {
    money.close();
  }

  static RefundPaymentsRequest.Builder refund(UUID order, String payment, String amount) {
    return RefundPaymentsRequest.builder()
        .orderId(order.toString())
        .paymentRefunds(
            List.of(
                PaymentRefund.builder()
                    .paymentId(payment)
                    .amount(amount == null ? null : price(amount))
                    .build()));
  }

  private RefundPaymentsResponse refunded(UUID order, String amount) {
    return money.answer(
        OrderBillingApi.REFUND_PAYMENTS, refund(order, money.payment(order), amount).build());
  }

  private void assertStands(
      UUID order, PaymentStatusEnumPaymentStatus status, String refunded, String pending) {
    assertEquals(List.of(), money.audit(order));
    assertEquals(status, money.orders.order(order).paymentStatus());
    assertEquals(refunded, money.orders.order(order).balanceSummary().refunded().amount());
    assertEquals(pending, money.orders.order(order).balanceSummary().pendingRefund().amount());
  }

  private void decide(String payment, boolean approve) {
    DecideSandboxMovesRequest ask =
        DecideSandboxMovesRequest.builder().paymentId(payment).approve(approve).build();
    assertEquals(
        "done",
        OrderFixture.code(
            await(
                money.orders.ask(
                    PaymentOperations.DECIDE_SANDBOX_MOVES, money.orders.admin(), ask))));
  }

  private String dispute(String payment, String amount, boolean reverse) {
    DisputeSandboxPaymentRequest ask =
        DisputeSandboxPaymentRequest.builder()
            .paymentId(payment)
            .amount(amount)
            .reverse(reverse)
            .build();
    return OrderFixture.code(
        await(
            money.orders.ask(
                PaymentOperations.DISPUTE_SANDBOX_PAYMENT, money.orders.admin(), ask)));
  }

  @Test
  void partsAddUpToTheWholeAndNoMore() {
    UUID order = money.paid("tok_approve");
    refunded(order, "20.00");
    assertStands(order, PaymentStatusEnumPaymentStatus.PARTIALLY_REFUNDED, "20.00", "0.00");
    assertEquals(PaymentStatus.PARTIALLY_REFUNDED, money.books(order).payments().get(0).status());
    refunded(order, null);
    assertStands(order, PaymentStatusEnumPaymentStatus.FULLY_REFUNDED, "50.00", "0.00");
    assertEquals(
        "PAYMENT_NOT_REFUNDABLE",
        money.code(
            OrderBillingApi.REFUND_PAYMENTS, refund(order, money.payment(order), "1").build()));
    assertEquals(2, money.orders.events(order).stream().filter("refund_completed"::equals).count());
  }

  @Test
  void anOrderHasThreeHundredRefundsAtMost() {
    UUID order = money.paid("tok_refund_fail");
    refunded(order, "0.01");
    OrderFixture orders = money.orders;
    Stored<OrderTransactions> known =
        await(orders.documents.find(OrderStore.TRANSACTIONS, orders.site, order)).orElseThrow();
    Refund one = known.value().refunds().get(0);
    List<Refund> failed = new ArrayList<>();
    while (failed.size() < RefundChecks.REFUNDS_MAX - 1) {
      failed.add(one.toBuilder().id(UUID.randomUUID().toString()).build());
    }
    orders.commit(
        orders
            .change()
            .update(
                OrderStore.TRANSACTIONS,
                orders.site,
                order,
                known.revision(),
                known.value().toBuilder().refunds(failed).build()));
    RefundPaymentsRequest ask = refund(order, money.payment(order), "0.01").build();
    assertEquals("done", money.code(OrderBillingApi.REFUND_PAYMENTS, ask));
    assertEquals("INVALID_ARGUMENT", money.code(OrderBillingApi.REFUND_PAYMENTS, ask));
    assertEquals(RefundChecks.REFUNDS_MAX, money.books(order).refunds().size());
    assertStands(order, PaymentStatusEnumPaymentStatus.PAID, "0.00", "0.00");
  }

  @Test
  void bothFamiliesEndInTheSameBooks() {
    UUID order = money.paid("tok_approve");
    TriggerRefundRequest ask =
        TriggerRefundRequest.builder()
            .ecomOrderId(order.toString())
            .payments(
                List.of(
                    io.cartwright.wire.orders.PaymentRefund.builder()
                        .paymentId(money.payment(order))
                        .amount(price("12.50"))
                        .build()))
            .build();
    TriggerRefundResponse reply = money.answer(OrdersApi.TRIGGER_REFUND, ask);
    assertEquals(List.of(), reply.failedPaymentIds());
    assertEquals(reply.refundId(), money.books(order).refunds().get(0).id());
    assertStands(order, PaymentStatusEnumPaymentStatus.PARTIALLY_REFUNDED, "12.50", "0.00");
  }

  @Test
  void unitsGoBackToTheShelf() {
    UUID order = money.paid("tok_approve");
    long before = money.orders.stock(money.shelf);
    RefundPaymentsRequest ask =
        refund(order, money.payment(order), "25.00")
            .refundItems(
                RefundItems.builder()
                    .lineItems(List.of(new LineItemRefund(money.line(order), 2)))
                    .additionalFees(List.of(new AdditionalFeeRefund(money.fee, price("2.00"))))
                    .shipping(new ShippingRefund(price("3.00")))
                    .build())
            .sideEffects(
                RefundSideEffects.builder()
                    .restock(
                        new RestockSideEffects(
                            List.of(
                                RestockItem.builder()
                                    .lineItemId(money.line(order))
                                    .quantity(1)
                                    .build())))
                    .build())
            .build();
    money.answer(OrderBillingApi.REFUND_PAYMENTS, ask);

    assertEquals(before + 1, money.orders.stock(money.shelf));
    assertEquals(2, money.orders.order(order).lineItems().get(0).refundQuantity());
    assertEquals(1, money.orders.order(order).lineItems().get(0).restockQuantity());
    assertEquals(
        List.of("1"),
        money.orders.column(
            "select delta from stock_movement where reason = 'ORDER_REFUNDED' and order_id = '"
                + order
                + "'"));
    GetOrderRefundabilityResponse may =
        money.answer(
            OrderBillingApi.GET_ORDER_REFUNDABILITY,
            new GetOrderRefundabilityRequest(order.toString()));
    assertEquals(2, may.lineItems().get(0).availableRefundQuantity());
    assertEquals("3.00", may.additionalFees().get(0).availableRefundAmount().amount());
    assertEquals("2.00", may.shipping().availableRefundAmount().amount());
    assertEquals("25.00", may.paymentsSummary().monetary().maxRefund().amount());
    assertEquals(true, may.payments().get(0).refundable());
  }

  @Test
  void aCalculationIsWorthWhatItsUnitsAre() {
    UUID order = money.paid("tok_approve");
    RefundItems items =
        RefundItems.builder()
            .lineItems(List.of(new LineItemRefund(money.line(order), 3)))
            .shipping(new ShippingRefund(price("5.00")))
            .build();
    CalculateRefundResponse reply =
        money.answer(
            OrderBillingApi.CALCULATE_REFUND, new CalculateRefundRequest(order.toString(), items));
    assertEquals(true, reply.available());
    assertEquals("35.00", reply.summary().total().amount());
    assertEquals("30.00", reply.summary().lineItemsSubtotal().amount());
    RefundItems tooMany =
        RefundItems.builder().lineItems(List.of(new LineItemRefund(money.line(order), 5))).build();
    CalculateRefundResponse no =
        money.answer(
            OrderBillingApi.CALCULATE_REFUND,
            new CalculateRefundRequest(order.toString(), tooMany));
    assertEquals(
        "INVALID_LINE_ITEM_REFUND_QUANTITY",
        no.notAvailable().errors().get(0).error().applicationError().code());
    assertEquals(0, money.books(order).refunds().size());
  }

  @Test
  void aDelayedRefundEndsWhenItsProviderSaysSo() {
    UUID order = money.paid("tok_refund_pending");
    refunded(order, "50.00");
    assertStands(order, PaymentStatusEnumPaymentStatus.PAID, "0.00", "50.00");
    decide(money.payment(order), true);
    decide(money.payment(order), true);
    assertStands(order, PaymentStatusEnumPaymentStatus.FULLY_REFUNDED, "50.00", "0.00");
  }

  @Test
  void aFailedRefundLeavesTheMoneyToBeRefunded() {
    UUID order = money.paid("tok_refund_fail");
    RefundPaymentsResponse reply = refunded(order, "50.00");
    assertEquals(RefundStatus.FAILED, reply.refund().transactions().get(0).refundStatus());
    assertStands(order, PaymentStatusEnumPaymentStatus.PAID, "0.00", "0.00");
    refunded(order, "1.00");
    assertStands(order, PaymentStatusEnumPaymentStatus.PAID, "0.00", "0.00");
  }

  @Test
  void aLostAnswerIsAskedFor() {
    UUID order = money.paid("tok_refund_timeout");
    refunded(order, "10.00");
    assertStands(order, PaymentStatusEnumPaymentStatus.PARTIALLY_REFUNDED, "10.00", "0.00");
  }

  @Test
  void aChargebackTakesFromWhatIsLeft() {
    UUID order = money.paid("tok_approve");
    refunded(order, "30.00");
    assertEquals("done", dispute(money.payment(order), "50.00", false));
    assertEquals(List.of(), money.audit(order));
    assertEquals("50.00", money.orders.order(order).balanceSummary().chargeback().amount());
    assertEquals(
        "PAYMENT_NOT_REFUNDABLE",
        money.code(
            OrderBillingApi.REFUND_PAYMENTS, refund(order, money.payment(order), "1").build()));
    assertEquals("done", dispute(money.payment(order), null, true));
    assertEquals("done", dispute(money.payment(order), null, true));
    refunded(order, "20.00");
    assertStands(order, PaymentStatusEnumPaymentStatus.FULLY_REFUNDED, "50.00", "0.00");
  }

  @Test
  void twoRefundsOfTheWholeGiveItBackOnce() {
    for (int i = 0; i < RACES; i++) {
      UUID order = money.paid("tok_approve");
      RefundPaymentsRequest ask = refund(order, money.payment(order), "50.00").build();
      List<Future<Outcome<RefundPaymentsResponse>>> both = new ArrayList<>();
      for (int j = 0; j < 3; j++) both.add(money.asked(OrderBillingApi.REFUND_PAYMENTS, ask));
      long done = awaitAll(both).stream().map(OrderFixture::code).filter("done"::equals).count();
      assertEquals(1, done);
      assertStands(order, PaymentStatusEnumPaymentStatus.FULLY_REFUNDED, "50.00", "0.00");
    }
  }

  @Test
  void captureAndVoidDoNotBothHappen() {
    for (int i = 0; i < RACES; i++) {
      UUID order = money.paid("tok_authorize");
      String payment = money.payment(order);
      Future<String> capture =
          money
              .asked(
                  OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS,
                  new CaptureAuthorizedPaymentsRequest(
                      order.toString(), List.of(new PaymentCapture(payment, price("20.00")))))
              .map(OrderFixture::code);
      Future<String> cancel =
          money
              .asked(
                  OrderBillingApi.VOID_AUTHORIZED_PAYMENTS,
                  new VoidAuthorizedPaymentsRequest(order.toString(), List.of(payment)))
              .map(OrderFixture::code);
      List<String> codes = awaitAll(List.of(capture, cancel));
      assertEquals(1, codes.stream().filter("done"::equals).count(), codes.toString());
      PaymentStatus status = money.books(order).payments().get(0).status();
      assertEquals(
          codes.get(0).equals("done") ? PaymentStatus.APPROVED : PaymentStatus.VOIDED, status);
      assertEquals(List.of(), money.audit(order));
    }
  }

  @Test
  void refundAndChargebackNeverLoseMoney() {
    for (int i = 0; i < RACES; i++) {
      UUID order = money.paid("tok_approve");
      String payment = money.payment(order);
      Future<String> refund =
          money
              .asked(OrderBillingApi.REFUND_PAYMENTS, refund(order, payment, "50.00").build())
              .map(OrderFixture::code);
      DisputeSandboxPaymentRequest ask =
          DisputeSandboxPaymentRequest.builder().paymentId(payment).build();
      Future<String> dispute =
          money
              .orders
              .ask(PaymentOperations.DISPUTE_SANDBOX_PAYMENT, money.orders.admin(), ask)
              .map(OrderFixture::code);
      List<String> codes = awaitAll(List.of(refund, dispute));
      assertEquals("done", codes.get(1));
      assertEquals(List.of(), money.audit(order));
      long taken = money.books(order).ledger().taken();
      assertEquals(5_000, taken);
      assertTrue(money.books(order).ledger().sum(Account.REFUNDED) <= 5_000);
    }
  }
}
