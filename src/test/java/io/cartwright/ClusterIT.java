package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartwright.ClusterNode.Answer;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import io.cartwright.tax.Calculators;
import io.cartwright.tax.SystemGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Engines in JVMs of their own, one database, one Hazelcast cluster. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final long SEEN_WITHIN_MS = 2_000;
  private static final String TO_VIENNA = "{\"shippingAddress\":{\"country\":\"AT\"}}";

  private static DatabaseConfig database;
  private static List<Integer> ports;
  private static ClusterNode first;
  private static ClusterNode second;
  private static String productId;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.fresh();
    ports = ClusterNode.freePorts(3);
    first = ClusterNode.start(0, ports, database);
    second = ClusterNode.start(1, ports, database);
    productId = aProduct();
  }

  @AfterAll
  static void stop() throws Exception {
    if (second != null) second.close();
    if (first != null) first.close();
  }

  /** Any demo product of one variant that has plenty of stock. */
  private static String aProduct() {
    JsonNode products =
        first
            .call(
                "POST",
                "/stores/v3/products/query",
                first.visitor(),
                "{\"query\":{\"cursorPaging\":{\"limit\":100}}}")
            .at("/products");
    for (JsonNode product : products) {
      boolean simple = product.path("variantSummary").path("variantCount").asInt() == 1;
      boolean inStock = product.at("/inventory/availabilityStatus").asText().equals("IN_STOCK");
      if (simple && inStock) return product.get("id").asText();
    }
    throw new IllegalStateException("no simple product in stock: " + products);
  }

  private static String line() {
    return "{\"lineItems\":[{\"quantity\":1,\"catalogReference\":{\"appId\":\""
        + STORES
        + "\",\"catalogItemId\":\""
        + productId
        + "\"}}]}";
  }

  private static CompletableFuture<Answer> addLater(ClusterNode node, String token) {
    return node.later("POST", "/ecom/v1/carts/current/add-to-cart", token, line());
  }

  private static int add(ClusterNode node, String token) {
    return quantity(addLater(node, token).join().ok());
  }

  private static int quantity(Answer answer) {
    return answer.at("/cart/lineItems/0/quantity").asInt();
  }

  private static int quantity(ClusterNode node, String token) {
    return quantity(node.call("GET", "/ecom/v1/carts/current", token, null));
  }

  private static Answer estimate(ClusterNode node, String token) {
    return node.call("POST", "/ecom/v1/carts/current/estimate-totals", token, TO_VIENNA).ok();
  }

  private static void awaitEstimate(ClusterNode node, String token, Predicate<Answer> seen)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SEEN_WITHIN_MS);
    Answer last = estimate(node, token);
    while (!seen.test(last) && System.nanoTime() < end) {
      Thread.sleep(20);
      last = estimate(node, token);
    }
    assertTrue(seen.test(last), String.valueOf(last));
  }

  @Test
  @Order(1)
  void aCartIsOneOnBothEngines() {
    assertEquals(first.siteId(), second.siteId());
    String token = first.visitor();
    List<CompletableFuture<Answer>> adds = new ArrayList<>();
    for (int i = 0; i < 40; i++) adds.add(addLater(i % 2 == 0 ? first : second, token));
    for (CompletableFuture<Answer> add : adds) add.join().ok();
    assertEquals(40, quantity(first, token));
    assertEquals(40, quantity(second, token));
  }

  @Test
  @Order(2)
  void aLoginOnEitherEngineIsSeenOnTheOther() {
    for (int i = 0; i < 12; i++) {
      ClusterNode here = i % 2 == 0 ? first : second;
      ClusterNode there = i % 2 == 0 ? second : first;
      UUID memberId = UUID.randomUUID();
      String member = here.login(here.visitor(), memberId);
      assertEquals(1, add(there, member));
      assertEquals(1, quantity(here, member));
      String visitor = there.visitor();
      assertEquals(1, add(here, visitor));
      assertEquals(2, add(there, visitor));
      String again = here.login(visitor, memberId);
      assertEquals(3, quantity(there, again));
      assertEquals(3, quantity(here, member));
      assertEquals(404, there.call("GET", "/ecom/v1/carts/current", visitor, null).status());
    }
  }

  @Test
  @Order(3)
  void aDiscountRuleOfOneEngineCountsOnTheOther() throws Exception {
    String token = second.visitor();
    add(second, token);
    String before = estimate(second, token).at("/priceSummary/discount/amount").asText();
    String rule =
        "{\"discountRule\":{\"name\":\"Cluster\",\"active\":true,\"discounts\":{\"values\":[{"
            + "\"targetType\":\"SPECIFIC_ITEMS\",\"discountType\":\"PERCENTAGE\",\"percentage\":90,"
            + "\"specificItemsInfo\":{\"scopes\":[{\"id\":\"stores\",\"type\":\"CATALOG_ITEM\","
            + "\"catalogItemFilter\":{\"catalogAppId\":\""
            + STORES
            + "\",\"catalogItemIds\":[\""
            + productId
            + "\"]}}]}}]}}}";
    first.call("POST", "/ecom/v1/discount-rules", first.apiKey(), rule).ok();
    awaitEstimate(
        second,
        token,
        answer -> !answer.at("/priceSummary/discount/amount").asText().equals(before));
  }

  @Test
  @Order(4)
  void aTaxOfOneEngineCountsOnTheOther() throws Exception {
    String token = second.visitor();
    add(second, token);
    String before = estimate(second, token).at("/taxSummary/totalTax/amount").asText();
    String region =
        "{\"taxRegion\":{\"country\":\"AT\",\"taxIncludedInPrice\":false,\"appId\":\""
            + Calculators.MANUAL.appId()
            + "\"}}";
    String regionId =
        first
            .call("POST", "/billing/v1/tax-regions", first.apiKey(), region)
            .ok()
            .at("/taxRegion/id")
            .asText();
    String mapping =
        "{\"manualTaxMapping\":{\"taxRegionId\":\""
            + regionId
            + "\",\"taxGroupId\":\""
            + SystemGroups.products(UUID.fromString(first.siteId())).id()
            + "\",\"taxRate\":\"0.2\",\"taxName\":\"USt\",\"taxType\":\"VAT\","
            + "\"jurisdiction\":\"AT\",\"jurisdictionType\":\"COUNTRY\"}}";
    first.call("POST", "/billing/v1/manual-tax-mappings", first.apiKey(), mapping).ok();
    awaitEstimate(
        second, token, answer -> !answer.at("/taxSummary/totalTax/amount").asText().equals(before));
  }

  @Test
  @Order(5)
  void aDeliveryOptionOfOneEngineIsOfferedByTheOther() throws Exception {
    String token = first.visitor();
    add(first, token);
    JsonNode regions =
        second
            .call("GET", "/ecom/v1/delivery-profiles/query", second.apiKey(), null)
            .ok()
            .at("/deliveryProfiles/0/deliveryRegions");
    String option =
        "{\"shippingOption\":{\"title\":\"Balloon\",\"deliveryRegionIds\":[\""
            + regions.get(1).get("id").asText()
            + "\"],\"rates\":[{\"amount\":\"3\"}]}}";
    assertTrue(!estimate(first, token).toString().contains("Balloon"));
    second.call("POST", "/ecom/v1/shipping-options", second.apiKey(), option).ok();
    awaitEstimate(first, token, answer -> answer.toString().contains("Balloon"));
  }

  /** The steps go through either engine, and what one did is seen on the other at once. */
  @Test
  @Order(6)
  void aPurchaseIsOneOnBothEngines() throws Exception {
    String address =
        "{\"country\":\"US\",\"subdivision\":\"US-NY\",\"city\":\"New York\","
            + "\"postalCode\":\"10001\",\"addressLine\":\"1 Main St\"}";
    for (int i = 0; i < 8; i++) {
      ClusterNode here = i % 2 == 0 ? first : second;
      ClusterNode there = i % 2 == 0 ? second : first;
      String token = here.visitor();
      add(there, token);
      String id =
          here.call(
                  "POST",
                  "/ecom/v1/carts/current/create-checkout",
                  token,
                  "{\"channelType\":\"WEB\",\"email\":\"ann@example.com\",\"shippingAddress\":"
                      + address
                      + ",\"billingAddress\":"
                      + address
                      + "}")
              .ok()
              .at("/checkoutId")
              .asText();
      String path = "/ecom/v1/checkouts/" + id;
      String code =
          there
              .call("GET", path, token, null)
              .ok()
              .at("/checkout/shippingInfo/carrierServiceOptions/0/shippingOptions/0/code")
              .asText();
      here.call(
              "PATCH",
              path,
              token,
              "{\"checkout\":{\"shippingInfo\":{\"selectedCarrierServiceOption\":{\"code\":\""
                  + code
                  + "\"}}}}")
          .ok();
      String orderId =
          there.call("POST", path + "/create-order", token, "{}").ok().at("/orderId").asText();
      here.call(
              "POST",
              "/cartwright/v1/orders/" + orderId + "/pay",
              token,
              "{\"provider\":\"sandbox\",\"paymentToken\":\"tok_approve\"}")
          .ok();
      for (ClusterNode node : List.of(there, here)) {
        assertTrue(node.call("GET", path, token, null).ok().at("/checkout/completed").asBoolean());
        awaitNoCart(node, token);
      }
    }
  }

  /** The cart goes in a transaction of its own after the order is approved. */
  private static void awaitNoCart(ClusterNode node, String token) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SEEN_WITHIN_MS);
    while (node.call("GET", "/ecom/v1/carts/current", token, null).status() != 404) {
      assertTrue(System.nanoTime() < end, "the cart stays");
      Thread.sleep(20);
    }
  }

  /** Each write goes through one engine, and is read at once through all that are there. */
  @Test
  @Order(7)
  void aThirdEngineComesAndGoesAndNoCartIsOld() throws Exception {
    Shoppers shoppers = new Shoppers(16);
    List<ClusterNode> two = List.of(first, second);
    shoppers.buy(two, 1);
    CompletableFuture<ClusterNode> joining = CompletableFuture.supplyAsync(ClusterIT::third);
    while (!joining.isDone()) shoppers.buy(two, 1);
    ClusterNode third = joining.join();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3_000);
    while (System.nanoTime() < end) shoppers.buy(List.of(first, second, third), 1);
    CompletableFuture<Void> leaving = CompletableFuture.runAsync(() -> close(third));
    while (!leaving.isDone()) shoppers.buy(two, 1);
    leaving.join();
    end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(4_500);
    while (System.nanoTime() < end) shoppers.buy(two, 1);
  }

  private static ClusterNode third() {
    try {
      return ClusterNode.start(2, ports, database);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void close(ClusterNode node) {
    try {
      node.close();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Visitors, and how much each has put into the cart. */
  private static final class Shoppers {
    private final String[] tokens;
    private final int[] bought;
    private int turn;

    Shoppers(int count) {
      tokens = new String[count];
      bought = new int[count];
      for (int i = 0; i < count; i++) tokens[i] = first.visitor();
    }

    void buy(List<ClusterNode> nodes, int times) {
      for (int i = 0; i < tokens.length * times; i++) {
        int who = i % tokens.length;
        ClusterNode writer = nodes.get(turn++ % nodes.size());
        assertEquals(++bought[who], add(writer, tokens[who]));
        for (ClusterNode reader : nodes) assertEquals(bought[who], quantity(reader, tokens[who]));
      }
    }
  }

  @Test
  @Order(8)
  void cartsOutliveTheirOwner() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tokens.add(first.visitor());
      add(first, tokens.get(i));
    }
    first.suspend();
    addAtOnce(tokens, 2);
    addAtOnce(tokens, 3);
    first.kill();
    addAtOnce(tokens, 4);
    for (String token : tokens) assertEquals(4, quantity(second, token));
  }

  /** Through the engine that is left: no caller waits longer than a buyer would. */
  private static void addAtOnce(List<String> tokens, int expected) {
    long startNanos = System.nanoTime();
    List<CompletableFuture<Answer>> adds =
        tokens.stream().map(token -> addLater(second, token)).toList();
    for (CompletableFuture<Answer> add : adds) assertEquals(expected, quantity(add.join().ok()));
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    assertTrue(tookMs < 4_500, tookMs + " ms");
  }
}
