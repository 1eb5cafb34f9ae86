package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More load than the engine takes on: some is served, the rest is refused at once, and it ends. */
class OverloadIT {
  private static final int IN_FLIGHT_MAX = 8;
  private static final int CALLERS = 40;
  private static final String ADD = "/ecom/v1/carts/current/add-to-cart";
  private static final Duration NORMAL_AGAIN_WITHIN = Duration.ofSeconds(5);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static TestEngine engine;
  private static String line;

  @BeforeAll
  static void start() {
    engine =
        TestEngine.start(
            Map.of("engine.eventLoops", "1", "limits.inFlightMax", String.valueOf(IN_FLIGHT_MAX)));
    String product =
        engine
            .call(
                "POST",
                "/stores/v3/products-with-inventory",
                engine.apiKey(),
                "{\"product\":{\"name\":\"Wanted\",\"productType\":\"PHYSICAL\",\"physicalProperties\":{},"
                    + "\"visible\":true,\"variantsInfo\":{\"variants\":[{\"price\":{\"actualPrice\":"
                    + "{\"amount\":\"5.00\"}},\"inventoryItem\":{\"inStock\":true}}]}}}")
            .at("/product/id")
            .asText();
    line =
        "{\"lineItems\":[{\"quantity\":1,\"catalogReference\":{\"appId\":"
            + "\"215238eb-22a5-4c36-9e7b-e7c08025e04e\",\"catalogItemId\":\""
            + product
            + "\"}}]}";
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void whatIsTooMuchIsRefusedAtOnceAndItEnds() throws Exception {
    List<String> visitors = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) visitors.add(engine.visitor());
    assertEquals(200, engine.call("POST", ADD, visitors.get(0), line).status());

    List<CompletableFuture<HttpResponse<String>>> adds = new ArrayList<>();
    try (Connection locked = TestDatabase.connect(engine.database())) {
      lockCarts(locked);
      for (String visitor : visitors) adds.add(add(visitor));
      for (int i = 0; i < CALLERS - IN_FLIGHT_MAX; i++) {
        HttpResponse<String> refused = firstOf(adds);
        assertEquals(503, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("\"OVERLOADED\""), refused.body());
        assertEquals("1", refused.headers().firstValue("retry-after").orElse(null));
        assertTrue(refused.headers().firstValue("x-wix-request-id").isPresent());
      }
      assertEquals(200, engine.call("GET", "/health/live", null, (String) null).status());
      assertEquals(200, engine.call("GET", "/health/ready", null, (String) null).status());
      TestEngine.Answer metrics = engine.call("GET", "/metrics", null, (String) null);
      assertEquals(200, metrics.status());
      assertTrue(
          new String(metrics.raw().body()).contains("status=\"503\""), "refusals are counted");
    }
    for (CompletableFuture<HttpResponse<String>> taken : adds) taken.join();
    assertNormalSoon(visitors);
  }

  /** Reads of carts go on, writes wait until the connection is closed. */
  private static void lockCarts(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table cart in exclusive mode");
    }
  }

  private static CompletableFuture<HttpResponse<String>> add(String visitor) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(engine.engine().credentials().httpUrl() + ADD))
            .header("authorization", visitor)
            .header("content-type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(line))
            .build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Waits for the next answer and takes it out of the list. */
  @SuppressWarnings("unchecked")
  private static HttpResponse<String> firstOf(List<CompletableFuture<HttpResponse<String>>> adds) {
    CompletableFuture.anyOf(adds.toArray(CompletableFuture[]::new)).join();
    for (CompletableFuture<HttpResponse<String>> add : adds) {
      if (!add.isDone()) continue;
      adds.remove(add);
      return add.join();
    }
    throw new IllegalStateException("one of them was done");
  }

  private static void assertNormalSoon(List<String> visitors) {
    long end = System.nanoTime() + NORMAL_AGAIN_WITHIN.toNanos();
    int inARow = 0;
    while (inARow < CALLERS && System.nanoTime() < end) {
      String visitor = visitors.get(inARow);
      inARow = engine.call("POST", ADD, visitor, line).status() == 200 ? inARow + 1 : 0;
    }
    assertEquals(CALLERS, inARow, "adds in a row after the overload");
  }
}
