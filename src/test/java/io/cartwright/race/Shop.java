package io.cartwright.race;

import io.cartwright.TestEngine;
import io.cartwright.TestHttp;
import io.cartwright.site.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A client of engines that serve one site: each call goes to the next engine, and none waits for
 * another.
 */
final class Shop {
  static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);
  private static final String DESTINATION =
      """
      {"address":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001",\
      "addressLine1":"1 Main St"},"contactDetails":{"firstName":"Ada","lastName":"Byron"}}""";

  private final List<Credentials> engines;
  private final AtomicInteger turn = new AtomicInteger();

  Shop(List<TestEngine> engines) {
    this.engines = engines.stream().map(engine -> engine.engine().credentials()).toList();
  }

  /** Starts so many calls before the first of them is answered, and waits for all answers. */
  static <T> List<T> atOnce(int count, IntFunction<CompletableFuture<T>> call) {
    List<CompletableFuture<T>> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) asked.add(call.apply(i));
    return asked.stream().map(CompletableFuture::join).toList();
  }

  /** How often each code was answered; "done" stands for good answers. */
  static Map<String, Integer> codes(List<Answer> answers) {
    Map<String, Integer> codes = new TreeMap<>();
    for (Answer answer : answers) codes.merge(answer.code(), 1, Integer::sum);
    return codes;
  }

  CompletableFuture<Answer> post(String path, String authorization, String body) {
    return post(path, authorization, null, body);
  }

  /** Calls an engine under an Idempotency-Key; null for none. */
  CompletableFuture<Answer> post(String path, String authorization, String key, String body) {
    return send(path, authorization, key, "POST", body);
  }

  CompletableFuture<Answer> get(String path, String authorization) {
    return send(path, authorization, null, "GET", null);
  }

  private CompletableFuture<Answer> send(
      String path, String authorization, String key, String verb, String body) {
    Credentials engine = engines.get(Math.floorMod(turn.getAndIncrement(), engines.size()));
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    if (authorization != null) headers.put("authorization", authorization);
    if (key != null) headers.put("Idempotency-Key", key);
    byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    String url = engine.httpUrl() + path;
    return untilTaken(
        () -> TestHttp.send(verb, url, headers, bytes, LIMIT), System.nanoTime() + LIMIT.toNanos());
  }

  /** Asks again, as a client may, while the engine says that it is overloaded. */
  private static CompletableFuture<Answer> untilTaken(
      Supplier<CompletableFuture<TestHttp.Reply>> ask, long deadline) {
    return ask.get()
        .thenApply(reply -> new Answer(reply.status(), TestEngine.tree(reply.body())))
        .thenCompose(
            answer ->
                answer.isOverloaded() && System.nanoTime() < deadline
                    ? CompletableFuture.supplyAsync(() -> ask, LATER)
                        .thenCompose(again -> untilTaken(again, deadline))
                    : CompletableFuture.completedFuture(answer));
  }

  String apiKey() {
    return engines.get(0).apiKey();
  }

  /** Calls an engine as an administrator. */
  Answer manage(String path, String body) {
    return post(path, apiKey(), body).join().sure();
  }

  /** Access tokens of new visitors. */
  List<String> visitors(int count) {
    String ask = "{\"clientId\":\"" + engines.get(0).clientId() + "\",\"grantType\":\"anonymous\"}";
    return atOnce(count, i -> post("/oauth2/token", null, ask)).stream()
        .map(answer -> answer.sure().text("/access_token"))
        .toList();
  }

  /** A new product of so many units; answers its id. */
  String product(int units) {
    String body =
        """
        {"product":{"name":"Brick","productType":"PHYSICAL","physicalProperties":{},"variantsInfo":\
        {"variants":[{"price":{"actualPrice":{"amount":"31.00"}},"inventoryItem":{"quantity":%d}}]}}}"""
            .formatted(units);
    return manage("/stores/v3/products-with-inventory", body).text("/product/id");
  }

  /** The JSON of a line of so many units of a product. */
  static String line(String product, int quantity) {
    return "{\"quantity\":%d,\"catalogReference\":{\"appId\":\"%s\",\"catalogItemId\":\"%s\"}}"
        .formatted(quantity, STORES, product);
  }

  CompletableFuture<Answer> add(String visitor, String key, String line) {
    String body = "{\"lineItems\":[" + line + "]}";
    return post("/ecom/v1/carts/current/add-to-cart", visitor, key, body);
  }

  /** Makes a checkout that leaves nothing open. */
  CompletableFuture<Answer> checkout(String visitor, String lines, String coupon) {
    String body =
        """
        {"channelType":"WEB","lineItems":[%s]%s,"checkoutInfo":\
        {"buyerInfo":{"email":"ada@example.com"},"billingInfo":%s,\
        "shippingInfo":{"shippingDestination":%s}}}"""
            .formatted(
                lines,
                coupon == null ? "" : ",\"couponCode\":\"" + coupon + "\"",
                DESTINATION,
                DESTINATION);
    return post("/ecom/v1/checkouts", visitor, body);
  }

  /** A checkout of the same lines for each visitor; answers their ids. */
  List<String> checkouts(List<String> visitors, IntFunction<String> lines, String coupon) {
    return atOnce(visitors.size(), i -> checkout(visitors.get(i), lines.apply(i), coupon)).stream()
        .map(answer -> answer.sure().text("/checkout/id"))
        .toList();
  }

  CompletableFuture<Answer> order(String visitor, String checkoutId) {
    return order(visitor, checkoutId, null);
  }

  CompletableFuture<Answer> order(String visitor, String checkoutId, String key) {
    return post("/ecom/v1/checkouts/" + checkoutId + "/create-order", visitor, key, "{}");
  }

  CompletableFuture<Answer> pay(String visitor, String orderId, String paymentToken, String key) {
    String body = "{\"provider\":\"sandbox\",\"paymentToken\":\"" + paymentToken + "\"}";
    return post("/cartwright/v1/orders/" + orderId + "/pay", visitor, key, body);
  }

  /** Has the sandbox decide a pending payment and send its notification, once more if need be. */
  CompletableFuture<Answer> confirm(String orderId, boolean approve) {
    String body = "{\"orderId\":\"%s\",\"approve\":%b}".formatted(orderId, approve);
    return post("/cartwright/v1/payments/sandbox/confirm", apiKey(), body);
  }

  /** Calls an order off; its units go back to their shelves. */
  CompletableFuture<Answer> cancel(String orderId) {
    return post("/ecom/v1/orders/" + orderId + "/cancel", apiKey(), "{\"restockAllItems\":true}");
  }
}
