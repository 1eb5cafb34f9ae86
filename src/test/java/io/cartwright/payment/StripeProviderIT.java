package io.cartwright.payment;

import static io.cartwright.order.OrderFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.net.Webhook;
import io.cartwright.config.StripeConfig;
import io.cartwright.order.OrderFixture;
import io.cartwright.order.money.MoneyFixture;
import io.cartwright.order.money.RefundCalls;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.own.payment.NotifyPaymentRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that are paid by Stripe's library against a server with the shapes of Stripe's API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class StripeProviderIT {
  private static final String SECRET = "whsec_test";

  private StripeFake stripe;
  private MoneyFixture money;
  private StripeConfig config;

  @BeforeAll
  void open() {
    stripe = new StripeFake();
    config = new StripeConfig("sk_test_secret", SECRET, stripe.url());
    money = new MoneyFixture(false);
    OrderFixture o = money.orders;
    PaymentSettings settings =
        new PaymentSettings(
            Duration.ofSeconds(3),
            500,
            10_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            Duration.ZERO,
            config);
    o.deploy(new PaymentVerticle(o.bus, o.pools, o.committer, o.clock, o.ids, settings));
  }

  @AfterAll
  void shut() {
    money.close();
    stripe.close();
  }

  private UUID paid(String method) {
    UUID order = money.unpaid();
    assertEquals("done", money.pay(order, "stripe", method));
    return order;
  }

  private String intentOf(UUID order) {
    return money
        .orders
        .transactions(order)
        .payments()
        .get(0)
        .regularPaymentDetails()
        .providerTransactionId();
  }

  private String told(String payload, String signature) {
    NotifyPaymentRequest ask =
        NotifyPaymentRequest.builder()
            .provider("stripe")
            .payload(payload)
            .signature(signature)
            .build();
    return OrderFixture.code(
        await(money.orders.ask(PaymentOperations.NOTIFY_PAYMENT, money.orders.admin(), ask)));
  }

  private static String signature(String payload, String secret) throws Exception {
    long now = Webhook.Util.getTimeNow();
    return "t=" + now + ",v1=" + Webhook.Util.computeHmacSha256(secret, now + "." + payload);
  }

  @Test
  void anOrderIsPaidAndGivenBackInParts() {
    UUID order = paid("pm_card_visa");
    assertEquals(OrderStatus.APPROVED, money.orders.order(order).status());
    ObjectNode intent = stripe.intent(intentOf(order));
    assertEquals(5_000, intent.get("amount_received").asLong());
    assertEquals("done", RefundCalls.refund(money, order, "20.00"));
    assertEquals("done", RefundCalls.refund(money, order, null));
    assertEquals(
        PaymentStatusEnumPaymentStatus.FULLY_REFUNDED, money.orders.order(order).paymentStatus());
    assertEquals(List.of(), money.audit(order));
  }

  @Test
  void aDeclinedCardIsToldInStripesWords() {
    assertEquals("PAYMENT_ERROR", money.pay(money.unpaid(), "stripe", "pm_card_declined"));
  }

  @Test
  void aLostAnswerIsFoundAgain() {
    UUID order = paid("pm_card_lost");
    assertEquals(PaymentStatusEnumPaymentStatus.PAID, money.orders.order(order).paymentStatus());
    assertEquals(List.of(), money.audit(order));
  }

  @Test
  void heldMoneyIsCapturedInPart() throws Exception {
    StripeProvider provider = new StripeProvider(money.orders.vertx, config, Duration.ofSeconds(3));
    UUID key = UUID.randomUUID();
    ChargeRequest charge =
        new ChargeRequest(
            UUID.randomUUID(), key, UUID.randomUUID(), "50.00", "USD", "pm_card_visa");
    ProviderAnswer held = await(provider.authorize(charge));
    assertEquals(ProviderAnswer.State.AUTHORIZED, held.state());
    MoveRequest capture =
        new MoveRequest(
            charge.siteId(),
            UUID.randomUUID(),
            key,
            held.reference(),
            MoveRequest.Kind.CAPTURE,
            "20.00",
            "USD");
    assertEquals(ProviderAnswer.State.NOT_FOUND, await(provider.status(capture)).state());
    assertEquals(ProviderAnswer.State.APPROVED, await(provider.capture(capture)).state());
    assertEquals(ProviderAnswer.State.APPROVED, await(provider.capture(capture)).state());
    assertEquals(ProviderAnswer.State.APPROVED, await(provider.status(capture)).state());
    assertEquals(2_000, stripe.intent(held.reference()).get("amount_received").asLong());
    assertEquals(ProviderAnswer.State.UNDONE, await(provider.undo(charge.siteId(), key)).state());
  }

  @Test
  void aPaymentThatNeverArrivedCannotArriveAnyMore() {
    StripeProvider provider = new StripeProvider(money.orders.vertx, config, Duration.ofSeconds(3));
    UUID site = UUID.randomUUID();
    UUID key = UUID.randomUUID();
    assertEquals(ProviderAnswer.State.NOT_FOUND, await(provider.status(site, key)).state());
    assertEquals(ProviderAnswer.State.UNDONE, await(provider.undo(site, key)).state());
    ChargeRequest late = new ChargeRequest(site, key, site, "50.00", "USD", "pm_card_visa");
    assertEquals(ProviderAnswer.State.DECLINED, await(provider.charge(late)).state());
  }

  @Test
  void aRefundThatIsDecidedLaterIsTold() throws Exception {
    UUID order = paid("pm_card_refund_pending");
    int before = stripe.refunds();
    assertEquals("done", RefundCalls.refund(money, order, "50.00"));
    assertEquals(before + 1, stripe.refunds());
    assertEquals("50.00", money.orders.order(order).balanceSummary().pendingRefund().amount());
    String reference =
        money
            .orders
            .column(
                "select doc::json ->> 'reference' from money_move where order_id = '" + order + "'")
            .get(0);
    ObjectNode refund = stripe.refund(reference);
    refund.put("status", "succeeded");
    String payload = StripeFake.event("refund.updated", refund);
    assertEquals("PAYMENT_NOTIFICATION_NOT_GENUINE", told(payload, signature(payload, "other")));
    assertEquals("PAYMENT_NOTIFICATION_NOT_GENUINE", told(payload, "nonsense"));
    assertEquals("done", told(payload, signature(payload, SECRET)));
    assertEquals("done", told(payload, signature(payload, SECRET)));
    assertEquals(
        PaymentStatusEnumPaymentStatus.FULLY_REFUNDED, money.orders.order(order).paymentStatus());
    assertEquals(List.of(), money.audit(order));
  }

  @Test
  void aDisputeTakesAndGivesBack() throws Exception {
    UUID order = paid("pm_card_visa");
    ObjectNode dispute = StripeFake.dispute(intentOf(order), 5_000);
    String taken = StripeFake.event("charge.dispute.funds_withdrawn", dispute);
    assertEquals("done", told(taken, signature(taken, SECRET)));
    assertEquals("50.00", money.orders.order(order).balanceSummary().chargeback().amount());
    String back = StripeFake.event("charge.dispute.funds_reinstated", dispute);
    assertEquals("done", told(back, signature(back, SECRET)));
    assertEquals(List.of(), money.audit(order));
    assertEquals(
        PaymentStatus.APPROVED, money.orders.transactions(order).payments().get(0).status());
  }

  @Test
  void theKeyIsNeverShown() {
    assertFalse(config.toString().contains("sk_test"));
    assertTrue(stripe.bodies.stream().noneMatch(body -> body.contains("card[number]")));
  }

  @ParameterizedTest
  @CsvSource({"10.05, USD, 1005", "500, JPY, 500", "1.234, KWD, 1234", "100, ISK, 10000"})
  void amountsAreInStripesUnits(String amount, String currency, long minor) {
    assertEquals(minor, StripeAmounts.toStripe(amount, currency));
    assertEquals(amount, StripeAmounts.fromStripe(minor, currency));
  }
}
