package io.cartwright.order.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartwright.TestEngine;
import io.cartwright.TestEngine.Answer;
import io.cartwright.store.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** An engine, called over HTTP, and its database, read beside it. */
final class LifeShop implements AutoCloseable {
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String BUYER =
      """
      {"address":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001",\
      "addressLine1":"1 Main St"},"contactDetails":{"firstName":"Ada","lastName":"Byron"}}""";
  private static final String LEDGER =
      """
      select payment_id, account, (sum(sign * amount) * 100)::bigint from (
        select payment_id, to_account as account, amount, 1 as sign from money_entry where order_id = ?
        union all
        select payment_id, from_account, amount, -1 from money_entry where order_id = ?) moved
      group by 1, 2""";
  private static final String STOCK =
      """
      select key, value, (select coalesce(sum(delta), 0) from stock_movement
        where inventory_item_id::text = key) from tally where kind = 'stock' and key in (?, ?)""";
  private static final String[] SUMS = {
    "balance", "paid", "refunded", "pendingRefund", "authorized", "pending"
  };
  private static final String SHELF =
      "select inventory_item_id from stock_movement where order_id = ? and delta = ?";

  private final TestEngine engine = TestEngine.shared();
  private final Connection database;

  LifeShop() throws SQLException {
    database = TestDatabase.connect(engine.database());
  }

  /** Decimal text of an amount in minor units. */
  static String text(long minor) {
    return BigDecimal.valueOf(minor, 2).toPlainString();
  }

  static long minor(JsonNode price) {
    return new BigDecimal(price.path("amount").asText("0")).movePointRight(2).longValueExact();
  }

  Answer call(String verb, String path, String body) {
    return engine.call(verb, path, engine.apiKey(), body);
  }

  private JsonNode sure(String verb, String path, String authorization, String body) {
    Answer answer = engine.call(verb, path, authorization, body);
    if (answer.status() != 200) throw new IllegalStateException(path + ": " + answer.body());
    return answer.body();
  }

  /** Status and code of an answer, as in {@code 404 ORDER_NOT_FOUND}; 200 when it is good. */
  static String said(Answer answer) {
    if (answer.status() == 200) return "200";
    String code = answer.body().at("/details/applicationError/code").asText();
    return answer.status() + (code.isEmpty() ? "" : " " + code);
  }

  private String product(int units) {
    String body =
        """
        {"product":{"name":"Brick","productType":"PHYSICAL","physicalProperties":{},"variantsInfo":\
        {"variants":[{"price":{"actualPrice":{"amount":"31.00"}},"inventoryItem":{"quantity":%d}}]}}}"""
            .formatted(units);
    return sure("POST", "/stores/v3/products-with-inventory", engine.apiKey(), body)
        .at("/product/id")
        .asText();
  }

  private static String line(String product, int quantity) {
    return "{\"quantity\":%d,\"catalogReference\":{\"appId\":\"%s\",\"catalogItemId\":\"%s\"}}"
        .formatted(quantity, STORES, product);
  }

  /** A new order of two lines that awaits its payment, and what is known of it. */
  String placed(LifeModel[] known) throws SQLException {
    String visitor = engine.visitor();
    String lines = line(product(20), 3) + "," + line(product(20), 2);
    String body =
        """
        {"channelType":"WEB","lineItems":[%s],"checkoutInfo":{"buyerInfo":{"email":"a@example.com"},\
        "billingInfo":%s,"shippingInfo":{"shippingDestination":%s}}}"""
            .formatted(lines, BUYER, BUYER);
    String checkout = sure("POST", "/ecom/v1/checkouts", visitor, body).at("/checkout/id").asText();
    String order =
        sure("POST", "/ecom/v1/checkouts/" + checkout + "/create-order", visitor, "{}")
            .at("/orderId")
            .asText();
    JsonNode shown = order(order);
    LifeModel model = new LifeModel(minor(shown.at("/priceSummary/total")));
    for (JsonNode each : shown.path("lineItems")) {
      int quantity = each.path("quantity").asInt();
      String shelf = shelf(order, quantity);
      model.lines.put(each.path("id").asText(), new LifeModel.Line(quantity, shelf, 20 - quantity));
    }
    known[0] = model;
    return order;
  }

  private String shelf(String order, int quantity) throws SQLException {
    try (PreparedStatement ask = database.prepareStatement(SHELF)) {
      ask.setObject(1, UUID.fromString(order));
      ask.setLong(2, -quantity);
      try (ResultSet rows = ask.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private JsonNode order(String order) {
    return sure("GET", "/ecom/v1/orders/" + order, engine.apiKey(), null).path("order");
  }

  /** All that is shown of an order at one moment. */
  record Shown(JsonNode order, JsonNode transactions, JsonNode fulfillments) {}

  Shown shown(String order) {
    String key = engine.apiKey();
    return new Shown(
        order(order),
        sure("GET", "/ecom/v1/payments/orders/" + order, key, null).path("orderTransactions"),
        sure("GET", "/ecom/v1/fulfillments/orders/" + order, key, null)
            .at("/orderWithFulfillments/fulfillments"));
  }

  /** The order as it is shown and as its ledgers are, in the words of {@link LifeModel#facts}. */
  Map<String, String> facts(Shown shown, LifeModel model) throws SQLException {
    Map<String, String> facts = new TreeMap<>();
    String orderId = shown.order().path("id").asText();
    order(shown.order(), facts);
    for (JsonNode payment : shown.transactions().path("payments")) {
      facts.put("payment " + payment.path("id").asText(), payment.path("status").asText());
    }
    facts.put("refunds", Integer.toString(shown.transactions().path("refunds").size()));
    JsonNode may =
        sure(
            "POST",
            "/ecom/v1/order-billing/get-order-refundability",
            engine.apiKey(),
            "{\"orderId\":\"" + orderId + "\"}");
    facts.put("refundable", text(minor(may.at("/paymentsSummary/monetary/maxRefund"))));
    parcels(shown.fulfillments(), facts);
    ledger(orderId, facts);
    stock(model, facts);
    return facts;
  }

  private static void order(JsonNode shown, Map<String, String> facts) {
    facts.put("status", shown.path("status").asText());
    facts.put("paymentStatus", shown.path("paymentStatus").asText());
    facts.put("fulfillmentStatus", shown.path("fulfillmentStatus").asText());
    facts.put("archived", Boolean.toString(shown.path("archived").asBoolean()));
    for (String sum : SUMS) facts.put(sum, text(minor(shown.path("balanceSummary").path(sum))));
    for (JsonNode line : shown.path("lineItems")) {
      int refunded = line.path("refundQuantity").asInt();
      int restocked = line.path("restockQuantity").asInt();
      facts.put(
          "line " + line.path("id").asText(), refunded + " refunded, " + restocked + " restocked");
    }
  }

  private static void parcels(JsonNode all, Map<String, String> facts) {
    for (JsonNode parcel : all) {
      Map<String, Integer> units = new TreeMap<>();
      for (JsonNode line : parcel.path("lineItems")) {
        units.put(line.path("id").asText(), line.path("quantity").asInt());
      }
      JsonNode number = parcel.at("/trackingInfo/trackingNumber");
      facts.put(
          "parcel " + parcel.path("id").asText(),
          units + " " + (number.isMissingNode() ? null : number.asText()));
    }
  }

  private void ledger(String order, Map<String, String> facts) throws SQLException {
    Map<String, Map<String, Long>> accounts = new HashMap<>();
    for (String payment : facts.keySet().toArray(String[]::new)) {
      if (payment.startsWith("payment ")) accounts.put(payment.substring(8), new HashMap<>());
    }
    try (PreparedStatement ask = database.prepareStatement(LEDGER)) {
      ask.setObject(1, UUID.fromString(order));
      ask.setObject(2, UUID.fromString(order));
      try (ResultSet rows = ask.executeQuery()) {
        while (rows.next()) {
          accounts
              .computeIfAbsent(rows.getString(1), id -> new HashMap<>())
              .put(rows.getString(2), rows.getLong(3));
        }
      }
    }
    accounts.forEach((id, sums) -> facts.put("ledger " + id, ledger(sums)));
  }

  private static String ledger(Map<String, Long> of) {
    return LifeModel.ledger(
        of.getOrDefault("PENDING", 0L),
        of.getOrDefault("HELD", 0L),
        of.getOrDefault("PAID", 0L),
        of.getOrDefault("REFUNDING", 0L),
        of.getOrDefault("REFUNDED", 0L),
        of.getOrDefault("DISPUTED", 0L));
  }

  private void stock(LifeModel model, Map<String, String> facts) throws SQLException {
    try (PreparedStatement ask = database.prepareStatement(STOCK)) {
      int place = 1;
      for (LifeModel.Line line : model.lines.values()) ask.setString(place++, line.shelf);
      try (ResultSet rows = ask.executeQuery()) {
        while (rows.next()) {
          long value = rows.getLong(2);
          boolean sums = value == rows.getLong(3);
          facts.put("stock " + rows.getString(1), value + (sums ? "" : ", not the sum of moves"));
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
