package io.cartwright.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartwright.TestEngine;
import io.cartwright.store.OutboxPayload;
import io.cartwright.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Walks through what happens after the sale on a whole engine, and holds the events that it writes
 * against those of the contract: each is seen, with the body where the contract has it, and no
 * entity tells of anything that the contract does not know.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class AfterTheSaleEventsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EVENTS = Path.of("src/build/contract/events.json");
  private static final Path OPERATIONS = Path.of("src/build/contract/operations.json");
  private static final Set<String> MODULES =
      Set.of(
          "orders",
          "order-transactions",
          "order-billing",
          "order-fulfillments",
          "draft-orders",
          "order-invoices",
          "order-payment-requests",
          "orders-settings");

  /** Seen elsewhere: it takes a minute until somebody looks what has expired. */
  private static final Set<String> ELSEWHERE =
      Set.of("wix.ecom.v1.order_payment_request_expired"); // RequestIT.aRequestExpires

  private static final String KEEP =
      """
      create table seen_event (entity_fqdn text, slug text, payload bytea);
      create function keep_event() returns trigger language plpgsql as $$
        begin
          insert into seen_event values (new.entity_fqdn, new.slug, new.payload);
          return new;
        end $$;
      create trigger keep_event after insert on outbox for each row execute function keep_event();
      """;

  private TestEngine engine;
  private JsonNode operations;

  @BeforeAll
  void open() throws IOException {
    engine = TestEngine.start(Map.of());
    TestDatabase.run(engine.database(), KEEP);
    operations = JSON.readTree(OPERATIONS.toFile()).get("operations");
  }

  @AfterAll
  void shut() {
    engine.close();
  }

  @Test
  void eachEventOfTheContractIsSeenAndNoOther() throws IOException, SQLException {
    String order = sold();
    edited(order);
    moneyMoves(order);
    requests();
    ended();

    Map<String, JsonNode> contract = contract();
    Map<String, JsonNode> seen = seen(contract);
    Set<String> missing = new TreeSet<>(contract.keySet());
    missing.removeAll(seen.keySet());
    missing.removeAll(ELSEWHERE);
    assertEquals(Set.of(), missing, "events of the contract that nobody has seen");
    Set<String> unknown = new TreeSet<>(seen.keySet());
    unknown.removeAll(contract.keySet());
    assertEquals(Set.of(), unknown, "events that the contract does not know");
    seen.forEach((type, event) -> assertShape(contract.get(type), event));
  }

  /** The body stands where the contract says, and an update tells what was before. */
  private static void assertShape(JsonNode contract, JsonNode event) {
    String type = contract.get("eventType").asText();
    String key = contract.get("bodyKey").asText();
    assertTrue(event.at("/" + key.replace('.', '/')).isObject(), type + " has no " + key);
    if (!contract.path("modifiedFields").asBoolean()) return;
    JsonNode modified = event.at("/updatedEvent/modifiedFields");
    assertTrue(modified.isObject() && !modified.isEmpty(), type + " does not tell what it was");
  }

  private static Map<String, JsonNode> contract() throws IOException {
    JsonNode all = JSON.readTree(EVENTS.toFile());
    Map<String, JsonNode> contract = new TreeMap<>();
    for (JsonNode event : all.isArray() ? all : all.get("events")) {
      if (!MODULES.contains(event.path("module").asText())) continue;
      contract.put(event.get("eventType").asText(), event);
    }
    return contract;
  }

  /** The last event of each type, of the entities that the contract's events are about. */
  private Map<String, JsonNode> seen(Map<String, JsonNode> contract)
      throws SQLException, IOException {
    Set<String> entities = new TreeSet<>();
    contract.values().forEach(event -> entities.add(event.get("fqdn").asText()));
    Map<String, JsonNode> seen = new TreeMap<>();
    try (Connection connection = TestDatabase.connect(engine.database());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select entity_fqdn, slug, encode(payload, 'hex') from seen_event")) {
      while (rows.next()) {
        if (!entities.contains(rows.getString(1))) continue;
        byte[] payload = OutboxPayload.unpack(HexFormat.of().parseHex(rows.getString(3)));
        seen.put(rows.getString(1) + "_" + rows.getString(2), JSON.readTree(payload));
      }
    }
    return seen;
  }

  private JsonNode ask(String module, String operation, String body, Object... values) {
    String json = body.formatted(values).replace('\'', '"');
    for (JsonNode one : operations) {
      if (!one.get("module").asText().equals(module)) continue;
      if (one.get("operation").asText().equals(operation)) {
        return call(one.get("httpMethod").asText(), path(one, json), json);
      }
    }
    throw new IllegalArgumentException(module + " " + operation);
  }

  /** The path with its parameters as the body has them. */
  private static String path(JsonNode operation, String json) {
    String path = operation.get("publicPath").asText();
    JsonNode body = TestEngine.tree(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (JsonNode parameter : operation.path("pathParams")) {
      String name = parameter.asText();
      path = path.replace("{" + name + "}", body.at("/" + name.replace('.', '/')).asText());
    }
    return path;
  }

  private JsonNode call(String verb, String path, String json) {
    boolean bodiless = verb.equals("GET") || verb.equals("DELETE");
    TestEngine.Answer answer = engine.call(verb, path, engine.apiKey(), bodiless ? null : json);
    assertEquals(200, answer.status(), () -> verb + " " + path + " " + answer.body());
    return answer.body();
  }

  private static final String ORDER =
      """
      'lineItems':[{'quantity':2,'productName':{'original':'Mug'},'itemType':{'preset':'PHYSICAL'},
        'price':{'amount':'10'}}],
      'priceSummary':{'total':{'amount':'20'}}, 'currency':'USD', 'channelInfo':{'type':'WEB'},
      'buyerInfo':{'email':'buyer@example.com'}, 'shippingInfo':{'title':'Post'}
      """;

  /** An order that is recorded, changed and sent. */
  private String sold() {
    ask("orders-settings", "updateOrdersSettings", "{'ordersSettings':{'createInvoice':true}}");
    JsonNode order = ask("orders", "createOrder", "{'order':{" + ORDER + "}}").get("order");
    String id = order.get("id").asText();
    ask("orders", "updateOrder", "{'order':{'id':'%s','archived':true}}", id);
    ask(
        "order-fulfillments",
        "createFulfillment",
        "{'orderId':'%s','fulfillment':{'lineItems':[{'id':'%s','quantity':2}]}}",
        id,
        order.at("/lineItems/0/id").asText());
    return id;
  }

  /** A payment that is disputed, and given back in part. */
  private void moneyMoves(String order) {
    String request = requested(order, "20");
    ask(
        "order-payment-requests",
        "chargeOrderPaymentRequest",
        "{'orderPaymentRequestId':'%s','paymentToken':'tok_approve'}",
        request);
    String payment =
        ask("order-transactions", "listTransactionsForSingleOrder", "{'orderId':'%s'}", order)
            .at("/orderTransactions/payments/0/id")
            .asText();
    String dispute = "{\"paymentId\":\"%s\",\"amount\":\"1.00\",\"reverse\":%s}";
    for (boolean reverse : new boolean[] {false, true}) {
      call("POST", "/cartwright/v1/payments/sandbox/dispute", dispute.formatted(payment, reverse));
    }
    ask(
        "order-billing",
        "refundPayments",
        "{'orderId':'%s','paymentRefunds':[{'paymentId':'%s','amount':{'amount':'5'}}]}",
        order,
        payment);
  }

  private String requested(String order, String amount) {
    return ask(
            "order-payment-requests",
            "createOrderPaymentRequest",
            "{'orderPaymentRequest':{'orderId':'%s','amount':{'amount':'%s'},'title':'Rest'}}",
            order,
            amount)
        .at("/orderPaymentRequest/id")
        .asText();
  }

  /** Requests that are changed, taken back and deleted, of an order that is called off. */
  private void requests() {
    String other =
        ask("orders", "createOrder", "{'order':{" + ORDER + "}}").at("/order/id").asText();
    String request = requested(other, "5");
    ask(
        "order-payment-requests",
        "updateOrderPaymentRequest",
        "{'orderPaymentRequest':{'id':'%s','title':'Other'}}",
        request);
    String id = "{'orderPaymentRequestId':'%s'}";
    ask("order-payment-requests", "voidOrderPaymentRequest", id, request);
    ask("order-payment-requests", "deleteOrderPaymentRequest", id, request);
    ask("orders", "cancelOrder", "{'id':'%s'}", other);
  }

  /** An edit that adds a line, and one that is thrown away. */
  private void edited(String order) {
    String draft = begun("createDraftOrder", "{'sourceOrderId':'%s'}", order);
    ask(
        "draft-orders",
        "addLineItemsToDraftOrder",
        "{'draftOrderId':'%s','customLineItems':[{'quantity':1,'price':{'amount':'5'},"
            + "'productName':{'original':'Card'},'itemType':{'preset':'SERVICE'}}]}",
        draft);
    ask("draft-orders", "commitDraftOrder", "{'draftOrderId':'%s'}", draft);
    String scratch = begun("createEmptyDraftOrder", "{}");
    ask("draft-orders", "deleteDraftOrder", "{'draftOrderId':'%s'}", scratch);
  }

  private String begun(String operation, String body, Object... values) {
    return ask("draft-orders", operation, body, values)
        .at("/calculatedDraftOrder/draftOrder/id")
        .asText();
  }

  private static final String PAID = ",'status':'APPROVED','paymentStatus':'PAID'";

  /** An order from elsewhere, that goes again. */
  private void ended() {
    String imported =
        ask("orders", "importOrder", "{'order':{" + ORDER + PAID + "}}").at("/order/id").asText();
    ask("orders", "bulkDeleteImportedOrders", "{'orderIds':['%s']}", imported);
  }
}
