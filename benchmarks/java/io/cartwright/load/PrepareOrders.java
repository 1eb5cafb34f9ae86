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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares orders of 30.00 and writes a line with order id and payment id for each. Arguments:
 * credentials.json, number of orders, the file, and how they are paid: {@code tok_approve} or
 * {@code tok_authorize} in the sandbox, {@code APPROVED} or {@code AUTHORIZED} as a record of a
 * payment made elsewhere.
 */
public final class PrepareOrders {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int THREADS = 16;
  private static final String ORDER =
      """
      {"order":{"channelInfo":{"type":"WEB"},"currency":"USD","buyerInfo":{"email":"ada@example.com"},
       "billingInfo":{"address":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001","addressLine":"1 Main St"},
        "contactDetails":{"firstName":"Ada","lastName":"Load","phone":"5551234567"}},
       "lineItems":[{"productName":{"original":"Mug"},"quantity":1,"itemType":{"preset":"PHYSICAL"},"price":{"amount":"30.00"},
        "physicalProperties":{"sku":"MUG"},"catalogReference":{"catalogItemId":"5f1e3a4c-0d0c-4d3c-9a8e-0c7a5a1b2c3d",
         "appId":"215238eb-22a5-4c36-9e7b-e7c08025e04e"}}],
       "priceSummary":{"subtotal":{"amount":"30.00"},"total":{"amount":"30.00"},"shipping":{"amount":"0"},
        "tax":{"amount":"0"},"discount":{"amount":"0"}}}}""";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String apiKey;
  private final String paid;

  private PrepareOrders(JsonNode credentials, String paid) {
    url = credentials.get("httpUrl").asText();
    apiKey = credentials.get("apiKey").asText();
    this.paid = paid;
  }

  public static void main(String[] arguments) throws Exception {
    PrepareOrders orders =
        new PrepareOrders(JSON.readTree(Path.of(arguments[0]).toFile()), arguments[3]);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<String>> made = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) made.add(pool.submit(orders::order));
    List<String> lines = new ArrayList<>();
    for (Future<String> one : made) lines.add(one.get());
    pool.shutdown();
    Files.write(Path.of(arguments[2]), lines);
  }

  private String order() throws IOException, InterruptedException {
    String id = call("POST", "/ecom/v1/orders", ORDER).at("/order/id").asText();
    if (!paid.startsWith("tok_")) {
      String body =
          ("{\"payments\":[{\"amount\":{\"amount\":\"30.00\"},\"status\":\"" + paid + "\",")
              + ("\"regularPaymentDetails\":{\"offlinePayment\":"
                  + paid.equals("APPROVED")
                  + "}}]}");
      JsonNode added = call("POST", "/ecom/v1/payments/orders/" + id + "/add-payment", body);
      return id + " " + added.at("/paymentsIds/0").asText();
    }
    String pay = "{\"provider\":\"sandbox\",\"paymentToken\":\"" + paid + "\"}";
    call("POST", "/cartwright/v1/orders/" + id + "/pay", pay);
    JsonNode books = call("GET", "/ecom/v1/payments/orders/" + id, null);
    return id + " " + books.at("/orderTransactions/payments/0/id").asText();
  }

  private JsonNode call(String verb, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("content-type", "application/json")
            .header("authorization", apiKey)
            .method(
                verb,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (reply.statusCode() != 200) throw new IOException(path + ": " + reply.body());
    return JSON.readTree(reply.body());
  }
}
