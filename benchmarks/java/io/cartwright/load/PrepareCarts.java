package io.cartwright.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares a load run: makes products with plenty of stock, and visitors with a cart of three lines
 * each; writes {@code products.txt} and adds to {@code tokens.txt}. Products that are there already
 * are used again. Arguments: credentials.json, number of carts, output folder.
 */
public final class PrepareCarts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final int THREADS = 16;
  private static final int TRIES = 20;
  private static final int AGAIN_AFTER_MS = 1_000;
  private static final int UNAVAILABLE = 503;
  private static final int PRODUCTS = 100;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String clientId;
  private final String apiKey;

  private PrepareCarts(JsonNode credentials) {
    url = credentials.get("httpUrl").asText();
    clientId = credentials.get("clientId").asText();
    apiKey = credentials.get("apiKey").asText();
  }

  public static void main(String[] arguments) throws Exception {
    try {
      new PrepareCarts(JSON.readTree(Path.of(arguments[0]).toFile()))
          .run(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
    } catch (IOException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private void run(int carts, Path folder) throws Exception {
    Files.createDirectories(folder);
    Path known = folder.resolve("products.txt");
    List<String> items = new ArrayList<>();
    if (Files.exists(known)) items.addAll(Files.readAllLines(known));
    else for (int i = 0; i < PRODUCTS; i++) items.add(product(i));
    Files.write(known, items);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<String>> tokens = new ArrayList<>();
    for (int i = 0; i < carts; i++) {
      int n = i;
      tokens.add(pool.submit(() -> cart(items, n)));
    }
    List<String> lines = new ArrayList<>();
    for (Future<String> token : tokens) lines.add(value(token));
    pool.shutdown();
    Files.write(
        folder.resolve("tokens.txt"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String value(Future<String> token) throws InterruptedException, IOException {
    try {
      return token.get();
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  /** Product id and variant id, separated by a blank. */
  private String product(int n) throws IOException, InterruptedException {
    String body =
        """
        {"product":{"name":"Load %d %d","productType":"PHYSICAL","physicalProperties":{},"visible":true,
         "variantsInfo":{"variants":[{"price":{"actualPrice":{"amount":"%d.95"}},
           "physicalProperties":{"weight":0.4},
           "inventoryItem":{"quantity":99999}}]}},"returnEntity":true}"""
            .formatted(n, System.nanoTime(), 5 + n % 30);
    JsonNode product =
        call("POST", "/stores/v3/products-with-inventory", apiKey, body).get("product");
    return product.get("id").asText() + " " + product.at("/variantsInfo/variants/0/id").asText();
  }

  private String cart(List<String> items, int n) throws IOException, InterruptedException {
    String token =
        call(
                "POST",
                "/oauth2/token",
                null,
                "{\"clientId\":\"" + clientId + "\",\"grantType\":\"anonymous\"}")
            .get("access_token")
            .asText();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      String[] item = items.get((n + i) % items.size()).split(" ");
      lines.append(i == 0 ? "" : ",").append(line(item[0], item[1]));
    }
    call("POST", "/ecom/v1/carts/current/add-to-cart", token, "{\"lineItems\":[" + lines + "]}");
    return token;
  }

  private static String line(String product, String variant) {
    return "{\"quantity\":1,\"catalogReference\":{\"appId\":\""
        + STORES
        + "\",\"catalogItemId\":\""
        + product
        + "\",\"options\":{\"variantId\":\""
        + variant
        + "\"}}}";
  }

  private JsonNode call(String verb, String path, String authorization, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("content-type", "application/json")
            .method(verb, HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) request.header("authorization", authorization);
    HttpResponse<String> reply = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (int i = 0; i < TRIES && reply.statusCode() == UNAVAILABLE; i++) {
      Thread.sleep(AGAIN_AFTER_MS);
      reply = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
    if (reply.statusCode() != 200) throw new IOException(path + ": " + reply.body());
    return JSON.readTree(reply.body());
  }
}
