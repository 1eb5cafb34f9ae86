package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two engines in JVMs of their own, one database, one Hazelcast cluster. */
class ClusterIT {
  private static final Path FOLDER = Path.of("target", "cluster-it");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void cartsAreOneOnBothEnginesAndOutliveTheirOwner() throws Exception {
    DatabaseConfig database = TestDatabase.fresh();
    List<Integer> ports = freePorts(2);
    try (EngineProcess first = engine(0, ports, database);
        EngineProcess second = engine(1, ports, database)) {
      JsonNode one = JSON.readTree(first.credentials().toFile());
      JsonNode two = JSON.readTree(second.credentials().toFile());
      assertEquals(one.get("siteId"), two.get("siteId"));
      List<String> urls = List.of(one.get("httpUrl").asText(), two.get("httpUrl").asText());
      String token = token(urls.get(0), one.get("clientId").asText());
      String line = anItem(urls.get(0), token);
      addAtOnce(urls, token, line, 40);
      assertEquals(40, quantity(urls.get(0), token));
      assertEquals(40, quantity(urls.get(1), token));
      first.kill();
      assertEquals(40, quantity(urls.get(1), token));
      assertEquals(200, add(urls.get(1), token, line).statusCode());
      assertEquals(41, quantity(urls.get(1), token));
    }
  }

  private static EngineProcess engine(int n, List<Integer> ports, DatabaseConfig database)
      throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>();
    settings.put("CARTWRIGHT_DATABASE_URL", database.url());
    settings.put("CARTWRIGHT_DATABASE_USER", database.user());
    settings.put("CARTWRIGHT_DATABASE_PASSWORD", database.password());
    settings.put("CARTWRIGHT_CLUSTER_ENABLED", "true");
    settings.put("CARTWRIGHT_CLUSTER_NAME", "cluster-it-" + ports.get(0));
    settings.put("CARTWRIGHT_CLUSTER_HOST", "127.0.0.1");
    settings.put("CARTWRIGHT_CLUSTER_PORT", String.valueOf(ports.get(n)));
    settings.put(
        "CARTWRIGHT_CLUSTER_MEMBERS", "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1));
    settings.put(
        "CARTWRIGHT_TOKENS_KEY_FILE", FOLDER.resolve("tokens.pem").toAbsolutePath().toString());
    return EngineProcess.start(FOLDER.resolve("engine" + n), START_LIMIT, settings);
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<Integer> ports = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    for (int i = 0; i < count; i++) held.add(new ServerSocket(0));
    for (ServerSocket socket : held) {
      ports.add(socket.getLocalPort());
      socket.close();
    }
    return ports;
  }

  private void addAtOnce(List<String> urls, String token, String line, int times) {
    List<CompletableFuture<Integer>> adds = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      String url = urls.get(i % urls.size());
      adds.add(
          http.sendAsync(addRequest(url, token, line), HttpResponse.BodyHandlers.ofString())
              .thenApply(HttpResponse::statusCode));
    }
    for (CompletableFuture<Integer> add : adds) assertEquals(200, add.join());
  }

  private HttpResponse<String> add(String url, String token, String line)
      throws IOException, InterruptedException {
    return http.send(addRequest(url, token, line), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest addRequest(String url, String token, String line) {
    return post(url + "/ecom/v1/carts/current/add-to-cart", "{\"lineItems\":[" + line + "]}")
        .header("authorization", token)
        .build();
  }

  private static HttpRequest.Builder post(String url, String body) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofSeconds(60))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private int quantity(String url, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/ecom/v1/carts/current"))
            .timeout(Duration.ofSeconds(60))
            .header("authorization", token)
            .build();
    String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return JSON.readTree(body).at("/cart/lineItems/0/quantity").asInt();
  }

  private String token(String url, String clientId) throws IOException, InterruptedException {
    String body = "{\"clientId\":\"" + clientId + "\",\"grantType\":\"anonymous\"}";
    HttpRequest request = post(url + "/oauth2/token", body).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .get("access_token")
        .asText();
  }

  /** A line of any demo product that has plenty of stock. */
  private String anItem(String url, String token) throws IOException, InterruptedException {
    HttpRequest request =
        post(url + "/stores/v3/products/query", "{\"query\":{\"cursorPaging\":{\"limit\":100}}}")
            .header("authorization", token)
            .build();
    JsonNode products =
        JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
            .get("products");
    for (JsonNode product : products) {
      String line =
          "{\"quantity\":1,\"catalogReference\":{\"appId\":\""
              + STORES
              + "\",\"catalogItemId\":\""
              + product.get("id").asText()
              + "\"}}";
      boolean simple = product.path("variantSummary").path("variantCount").asInt() == 1;
      boolean inStock = product.at("/inventory/availabilityStatus").asText().equals("IN_STOCK");
      if (simple && inStock) return line;
    }
    throw new IllegalStateException("no simple product in stock: " + products);
  }
}
