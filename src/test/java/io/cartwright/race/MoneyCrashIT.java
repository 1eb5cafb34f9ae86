package io.cartwright.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartwright.EngineProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills the engine while a capture and a refund are between their provider's deed and its answer.
 * When it is back it asks what became of them, and each is made once.
 */
@Timeout(300)
class MoneyCrashIT {
  private static final Path FOLDER = Path.of("target", "money-crash-it");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final long HEAL_LIMIT_NS = Duration.ofSeconds(90).toNanos();
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

  /** The sandbox writes its books at once and answers after its delay. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "CARTWRIGHT_PAYMENT_SANDBOX_DELAY",
          "3s",
          "CARTWRIGHT_PAYMENT_HEAL_AFTER",
          "10s",
          "JAVA_TOOL_OPTIONS",
          "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

  private static final String REFUND = "/refunds/0/transactions/0/refundStatus";
  private static final String CAPTURES =
      "/payments/0/regularPaymentDetails/authorizationDetails/captures";

  private static final int WITHIN_THE_DELAY_MS = 1_200;
  private static final int POLL_MS = 500;

  private final CrashClient client = new CrashClient();

  private Answer sure(String path, String body) {
    return client.sure(path, client.credential("apiKey"), body);
  }

  private String order(String token) {
    String product =
        """
        {"product":{"name":"Lamp","productType":"PHYSICAL","physicalProperties":{},"variantsInfo":\
        {"variants":[{"price":{"actualPrice":{"amount":"50.00"}},\
        "inventoryItem":{"quantity":100}}]}}}""";
    String item = sure("/stores/v3/products-with-inventory", product).text("/product/id");
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
    String id = sure("/ecom/v1/checkouts", checkout).text("/checkout/id");
    String order = sure("/ecom/v1/checkouts/" + id + "/create-order", "{}").text("/orderId");
    String means = "{\"provider\":\"sandbox\",\"paymentToken\":\"%s\"}".formatted(token);
    sure("/cartwright/v1/orders/" + order + "/pay", means);
    return order;
  }

  private JsonNode transactions(String order) {
    return sure("/ecom/v1/payments/orders/" + order, null).at("/orderTransactions");
  }

  private void send(String path, String body) {
    CompletableFuture.runAsync(() -> client.call(path, client.credential("apiKey"), null, body));
  }

  private JsonNode await(String order, String pointer, String value) throws InterruptedException {
    long end = System.nanoTime() + HEAL_LIMIT_NS;
    JsonNode found = transactions(order);
    while (!found.at(pointer).asText().equals(value)) {
      assertTrue(System.nanoTime() < end, () -> order + " does not heal");
      Thread.sleep(POLL_MS);
      found = transactions(order);
    }
    return found;
  }

  @Test
  void aKillBetweenDeedAndAnswerLeavesOneCaptureAndOneRefund() throws Exception {
    EngineProcess engine = EngineProcess.start(FOLDER, START_LIMIT, SETTINGS);
    try {
      client.follow(engine.credentials());
      String held = order("tok_authorize");
      String paid = order("tok_approve");
      String hold = transactions(held).at("/payments/0/id").asText();
      String payment = transactions(paid).at("/payments/0/id").asText();
      send(
          "/ecom/v1/order-billing/capture-authorized-payments",
          "{\"orderId\":\"%s\",\"payments\":[{\"paymentId\":\"%s\"}]}".formatted(held, hold));
      send(
          "/ecom/v1/order-billing/refund-payments",
          "{\"orderId\":\"%s\",\"paymentRefunds\":[{\"paymentId\":\"%s\"}]}"
              .formatted(paid, payment));
      Thread.sleep(WITHIN_THE_DELAY_MS);
      engine.kill();
      engine = engine.restart(START_LIMIT);
      client.follow(engine.credentials());

      assertEquals("STARTED", transactions(paid).at(REFUND).asText());
      JsonNode refunded = await(paid, REFUND, "SUCCEEDED");
      assertEquals("REFUNDED", refunded.at("/payments/0/status").asText());
      assertEquals(1, refunded.at("/refunds").size());
      JsonNode captured = await(held, "/payments/0/status", "APPROVED");
      assertEquals(1, captured.at(CAPTURES).size());
      assertEquals("SUCCEEDED", captured.at(CAPTURES + "/0/status").asText());
    } finally {
      engine.close();
    }
  }
}
