package io.cartwright.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartwright.EngineProcess;
import io.cartwright.payment.StripeFake;
import io.cartwright.payment.StripeFake.Gate;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the engine at each point of a capture, a void, a refund and a charge. Their provider is a
 * server outside that lives on, so that it can be asked what it did. Each is made once in the end,
 * and the order says so.
 */
@Timeout(600)
class MoneyPointsCrashIT {
  /** Where the engine is cut off, in the order of the work. */
  enum Point {
    /** 1: the movement is written, and its request has not come to the provider. */
    WRITTEN,
    /** 2: the provider has done it, and has not answered. */
    DONE,
    /** 3: the answer has come, and is not in the books. */
    ANSWERED,
    /** 4: it is in the books, and the caller does not know. */
    ENTERED
  }

  private static final Path FOLDER = Path.of("target", "money-points-crash-it");
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration HELD_LIMIT = Duration.ofSeconds(30);
  private static final long HEAL_LIMIT_NS = Duration.ofSeconds(120).toNanos();
  private static final int POLL_MS = 300;
  private static final int ANSWER_ARRIVES_MS = 1_000;
  private static final String BILLING = "/ecom/v1/order-billing/";
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String STATUS = "/payments/0/status";

  private static StripeFake stripe;
  private static EngineProcess engine;
  private static String item;
  private static final CrashClient CLIENT = new CrashClient();

  @BeforeAll
  static void start() throws Exception {
    stripe = new StripeFake();
    engine =
        EngineProcess.start(
            FOLDER,
            START_LIMIT,
            Map.of(
                "CARTWRIGHT_PAYMENT_STRIPE_SECRET_KEY", "sk_test_secret",
                "CARTWRIGHT_PAYMENT_STRIPE_URL", stripe.url(),
                "CARTWRIGHT_PAYMENT_CALL_TIMEOUT", "4500ms",
                "CARTWRIGHT_PAYMENT_HEAL_AFTER", "10s",
                "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    CLIENT.follow(engine.credentials());
    String product =
        """
        {"product":{"name":"Lamp","productType":"PHYSICAL","physicalProperties":{},"variantsInfo":\
        {"variants":[{"price":{"actualPrice":{"amount":"50.00"}},\
        "inventoryItem":{"quantity":100}}]}}}""";
    item = sure("/stores/v3/products-with-inventory", product).at("/product/id").asText();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (engine != null) engine.close();
    if (stripe != null) stripe.close();
  }

  private static JsonNode sure(String path, String body) {
    return CLIENT.sure(path, CLIENT.credential("apiKey"), body).body();
  }

  private static String unpaid() {
    String place =
        """
        {"address":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001",\
        "addressLine1":"1 Main St"},"contactDetails":{"firstName":"Ada","lastName":"Byron"}}""";
    String checkout =
        """
        {"channelType":"WEB","lineItems":[{"quantity":1,"catalogReference":{"appId":"%s",\
        "catalogItemId":"%s"}}],"checkoutInfo":{"buyerInfo":{"email":"ada@example.com"},\
        "billingInfo":%s,"shippingInfo":{"shippingDestination":%s}}}"""
            .formatted(STORES, item, place, place);
    String id = sure("/ecom/v1/checkouts", checkout).at("/checkout/id").asText();
    return sure("/ecom/v1/checkouts/" + id + "/create-order", "{}").at("/orderId").asText();
  }

  private static String paying(String gatewayOrder) {
    String more =
        gatewayOrder == null ? "" : ",\"paymentGatewayOrderId\":\"%s\"".formatted(gatewayOrder);
    return "{\"provider\":\"stripe\",\"paymentToken\":\"pm_card_visa\"%s}".formatted(more);
  }

  private static String path(String order) {
    return "/cartwright/v1/orders/" + order + "/pay";
  }

  private static String paid() {
    String order = unpaid();
    sure(path(order), paying(null));
    return order;
  }

  private static String held() {
    String order = unpaid();
    String prepared =
        sure(
                "/ecom/v1/payments-collector/orders/" + order + "/prepare-payment-collection",
                "{\"ecomOrderId\":\"%s\",\"amount\":{\"amount\":\"50.00\"},\"delayedCapture\":true}"
                    .formatted(order))
            .at("/paymentGatewayOrderId")
            .asText();
    sure(path(order), paying(prepared));
    assertEquals("AUTHORIZED", books(order).at(STATUS).asText());
    return order;
  }

  private static JsonNode books(String order) {
    return sure("/ecom/v1/payments/orders/" + order, null).at("/orderTransactions");
  }

  /** A call that will be cut off, and may be repeated under its key. */
  private record Cut(String order, String path, String body, String key) {
    static Cut of(String order, String path, String body) {
      return new Cut(order, path, body, UUID.randomUUID().toString());
    }

    Answer call() {
      return CLIENT.call(path, CLIENT.credential("apiKey"), key, body);
    }
  }

  private static String payment(String order) {
    return books(order).at("/payments/0/id").asText();
  }

  private static Cut capture() {
    String order = held();
    String body = "{\"orderId\":\"%s\",\"payments\":[{\"paymentId\":\"%s\"}]}";
    return Cut.of(
        order, BILLING + "capture-authorized-payments", body.formatted(order, payment(order)));
  }

  private static Cut cancel() {
    String order = held();
    String body = "{\"orderId\":\"%s\",\"paymentIds\":[\"%s\"]}";
    return Cut.of(
        order, BILLING + "void-authorized-payments", body.formatted(order, payment(order)));
  }

  private static Cut refund() {
    String order = paid();
    String body = "{\"orderId\":\"%s\",\"paymentRefunds\":[{\"paymentId\":\"%s\"}]}";
    return Cut.of(order, BILLING + "refund-payments", body.formatted(order, payment(order)));
  }

  private static Cut charge() {
    String order = unpaid();
    return Cut.of(order, path(order), paying(null));
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void eachMovementIsMadeOnce(Point point) throws Exception {
    Cut capture = capture();
    Cut cancel = cancel();
    Cut refund = refund();
    Cut charge = charge();
    List<Cut> all = List.of(capture, cancel, refund, charge);
    if (point != Point.ENTERED) stripe.shut(point == Point.WRITTEN ? Gate.BEFORE : Gate.AFTER);
    List<CompletableFuture<Answer>> calls =
        all.stream().map(cut -> CompletableFuture.supplyAsync(cut::call)).toList();
    cutOff(point, calls);
    engine = engine.restart(START_LIMIT);
    CLIENT.follow(engine.credentials());

    await(capture.order(), STATUS, "APPROVED");
    await(cancel.order(), STATUS, "VOIDED");
    await(refund.order(), "/refunds/0/transactions/0/refundStatus", "SUCCEEDED");
    await(charge.order(), STATUS, point == Point.WRITTEN ? "" : "APPROVED");
    repeat(all, point);

    JsonNode captures = books(capture.order()).at("/payments/0/regularPaymentDetails");
    assertEquals(1, captures.at("/authorizationDetails/captures").size());
    assertEquals(1, books(refund.order()).at("/refunds").size());
    assertEquals("REFUNDED", books(refund.order()).at(STATUS).asText());
    assertEquals(5_000, stripe.taken(capture.order()));
    assertEquals(0, stripe.taken(refund.order()));
    assertEquals(0, stripe.taken(cancel.order()));
    assertEquals(List.of("canceled"), stripe.statuses(cancel.order()));
    assertEquals(total(charge.order()), stripe.taken(charge.order()), "charged once");
    assertEquals(List.of("succeeded"), stripe.statuses(charge.order()));
  }

  /** What the order costs, in cents. */
  private static long total(String order) {
    String amount =
        sure("/ecom/v1/orders/" + order, null).at("/order/priceSummary/total/amount").asText();
    return new BigDecimal(amount).movePointRight(2).longValueExact();
  }

  private static void cutOff(Point point, List<CompletableFuture<Answer>> calls) throws Exception {
    CrashDatabase database = new CrashDatabase(engine.data());
    switch (point) {
      case WRITTEN, DONE -> stripe.awaitHeld(calls.size(), HELD_LIMIT);
      case ANSWERED -> {
        stripe.awaitHeld(calls.size(), HELD_LIMIT);
        database.suspend();
        stripe.answer();
        Thread.sleep(ANSWER_ARRIVES_MS);
      }
      case ENTERED -> CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
    }
    engine.kill();
    if (point == Point.ANSWERED) database.kill();
    stripe.answer();
  }

  /** A caller who heard nothing asks again under its key. */
  private static void repeat(List<Cut> all, Point point) throws InterruptedException {
    for (Cut cut : all) {
      long end = System.nanoTime() + HEAL_LIMIT_NS;
      Answer answer = cut.call();
      while (point == Point.WRITTEN && cut == all.get(all.size() - 1) && !answer.ok()) {
        assertTrue(System.nanoTime() < end, () -> "the order cannot be paid again");
        Thread.sleep(POLL_MS);
        answer = cut.call();
      }
    }
  }

  private static void await(String order, String pointer, String value)
      throws InterruptedException {
    long end = System.nanoTime() + HEAL_LIMIT_NS;
    while (!books(order).at(pointer).asText().equals(value)) {
      assertTrue(System.nanoTime() < end, () -> order + " does not heal: " + books(order));
      Thread.sleep(POLL_MS);
    }
  }
}
