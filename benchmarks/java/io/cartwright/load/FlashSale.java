package io.cartwright.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * A flash sale, and beside it the same number of orders spread over many products. Each visitor has
 * a connection and makes one attempt after the other: a checkout of one unit, and its order. Both
 * sales go on by turns, a tenth of the units at a time, so that what else the machine does hits
 * both; then everybody goes for the last tenth, until no attempt is left. Prints a JSON line for
 * each sale. Arguments: credentials.json, units, attempts, visitors. Run by {@code
 * benchmarks/load/flash-sale.sh}.
 */
public final class FlashSale {
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final int PRODUCTS = 1_000;
  private static final int UNITS_MAX = 99_999;
  private static final int SLICES = 10;
  private static final int OK = 200;
  private static final String DESTINATION =
      """
      {"address":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001",\
      "addressLine1":"1 Main St"},"contactDetails":{"firstName":"Ada","lastName":"Load"}}""";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final JsonObject credentials;
  private final URI url;
  private final HttpClient http;
  private final List<String> tokens = new ArrayList<>();

  private FlashSale(JsonObject credentials, int visitors) {
    this.credentials = credentials;
    this.url = URI.create(credentials.getString("httpUrl"));
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(visitors));
  }

  /** An answer of the engine. */
  private record Answer(int status, Buffer body) {
    boolean ok() {
      return status == OK;
    }

    JsonObject json() {
      return body.toJsonObject();
    }
  }

  /** What came of a sale; touched by the driver's event loop only. */
  private static final class Tally {
    final Map<String, Integer> refused = new TreeMap<>();
    long nanos;
    int sold;

    void note(Answer answer) {
      if (answer.ok()) {
        sold++;
        return;
      }
      JsonObject details = answer.json().getJsonObject("details", new JsonObject());
      String code =
          details.getJsonObject("applicationError", new JsonObject()).getString("code", "other");
      refused.merge(answer.status() + " " + code, 1, Integer::sum);
    }

    double rate() {
      return sold * 1e9 / nanos;
    }

    void print(String scenario) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "{\"scenario\":\"%s\",\"sold\":%d,\"ordersPerSecond\":%.1f,\"seconds\":%.1f,\"refused\":%s}",
              scenario,
              sold,
              rate(),
              nanos / 1e9,
              new JsonObject(new TreeMap<>(refused))));
    }
  }

  public static void main(String[] arguments) throws Exception {
    JsonObject credentials = new JsonObject(Files.readString(Path.of(arguments[0])));
    int visitors = Integer.parseInt(arguments[3]);
    FlashSale driver = new FlashSale(credentials, visitors);
    driver.run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), visitors);
    await(driver.vertx.close());
  }

  private void run(int units, int attempts, int visitors) throws Exception {
    String ask =
        new JsonObject()
            .put("clientId", credentials.getString("clientId"))
            .put("grantType", "anonymous")
            .encode();
    List<Future<Answer>> asked = new ArrayList<>();
    for (int i = 0; i < visitors; i++) asked.add(post("/oauth2/token", null, ask));
    for (Future<Answer> answer : asked) {
      tokens.add(await(answer).json().getString("access_token"));
    }
    List<Future<String>> made = new ArrayList<>();
    for (int i = 0; i < PRODUCTS; i++) made.add(product(UNITS_MAX));
    List<String> products = new ArrayList<>();
    for (Future<String> product : made) products.add(await(product));
    String wanted = await(product(units));
    System.err.println(wanted);

    IntFunction<String> spread = n -> products.get(n % products.size());
    Tally spreadSale = new Tally();
    Tally flashSale = new Tally();
    sale(new Tally(), units / 2, spread);
    int slice = units / SLICES;
    for (int i = 1; i < SLICES; i++) {
      sale(spreadSale, slice, spread);
      sale(flashSale, slice, n -> wanted);
    }
    Tally rest = new Tally();
    sale(rest, attempts - (SLICES - 1) * slice, n -> wanted);
    spreadSale.print("spreadSale");
    flashSale.print("flashSale");
    rest.print("flashSaleToTheEnd");
    double ratio = flashSale.rate() / spreadSale.rate();
    System.out.printf(Locale.ROOT, "{\"scenario\":\"flashToSpread\",\"ratio\":%.2f}%n", ratio);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }

  private Future<String> product(int units) {
    String body =
        """
        {"product":{"name":"Sale %d","productType":"PHYSICAL","physicalProperties":{},"visible":true,\
        "variantsInfo":{"variants":[{"price":{"actualPrice":{"amount":"9.95"}},\
        "inventoryItem":{"quantity":%d}}]}}}"""
            .formatted(System.nanoTime(), units);
    return post("/stores/v3/products-with-inventory", credentials.getString("apiKey"), body)
        .map(
            made -> {
              if (!made.ok()) throw new IllegalStateException(made.body().toString());
              return made.json().getJsonObject("product").getString("id");
            });
  }

  /** All visitors' attempts; the n-th of all is for the n-th product. */
  private void sale(Tally tally, int attempts, IntFunction<String> products) throws Exception {
    long startNanos = System.nanoTime();
    List<Future<Void>> visitors = new ArrayList<>();
    long count = tokens.size();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) attempts * i / count);
      int to = (int) ((long) attempts * (i + 1) / count);
      visitors.add(visit(tally, tokens.get(i), products, from, to));
    }
    await(Future.all(visitors));
    tally.nanos += System.nanoTime() - startNanos;
  }

  private Future<Void> visit(
      Tally tally, String token, IntFunction<String> products, int from, int to) {
    if (from == to) return Future.succeededFuture();
    return attempt(tally, token, products.apply(from))
        .compose(done -> visit(tally, token, products, from + 1, to));
  }

  private Future<Void> attempt(Tally tally, String token, String product) {
    String body =
        """
        {"channelType":"WEB","lineItems":[{"quantity":1,"catalogReference":{"appId":"%s",\
        "catalogItemId":"%s"}}],"checkoutInfo":{"buyerInfo":{"email":"ada@example.com"},\
        "billingInfo":%s,"shippingInfo":{"shippingDestination":%s}}}"""
            .formatted(STORES, product, DESTINATION, DESTINATION);
    return post("/ecom/v1/checkouts", token, body)
        .compose(
            made -> made.ok() ? post(orderPath(made), token, "{}") : Future.succeededFuture(made))
        .map(
            answer -> {
              tally.note(answer);
              return null;
            });
  }

  private static String orderPath(Answer checkout) {
    String id = checkout.json().getJsonObject("checkout").getString("id");
    return "/ecom/v1/checkouts/" + id + "/create-order";
  }

  private Future<Answer> post(String path, String authorization, String body) {
    RequestOptions to =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setURI(path)
            .putHeader("content-type", "application/json");
    if (authorization != null) to.putHeader("authorization", authorization);
    // Nested, so that the body is asked for on the event loop, before any of it can come.
    return http.request(to)
        .compose(
            request ->
                request
                    .send(Buffer.buffer(body))
                    .compose(
                        reply -> reply.body().map(bytes -> new Answer(reply.statusCode(), bytes))));
  }
}
