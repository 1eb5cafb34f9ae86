package io.cartwright.order.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartwright.TestEngine.Answer;
import io.cartwright.order.life.LifeModel.Line;
import io.cartwright.order.life.LifeModel.Parcel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Moves of staff on one order that are drawn by chance, allowed and not: each tells beforehand what
 * will be answered, and changes the model when that is a good answer.
 */
class LifeMoves {
  final LifeShop shop;
  final String order;
  final LifeModel model;
  final Random random;
  final List<String> trace = new ArrayList<>();

  /** What the last move was to be answered, and was. */
  String expected;

  String said;

  LifeMoves(LifeShop shop, String order, LifeModel model, Random random) {
    this.shop = shop;
    this.order = order;
    this.model = model;
    this.random = random;
  }

  <T> T any(Collection<T> of) {
    return new ArrayList<>(of).get(random.nextInt(of.size()));
  }

  <T> T oneOf(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** True once in so many draws. */
  boolean rarely(int times) {
    return random.nextInt(times) == 0;
  }

  /** Asks, notes both answers, and returns the body when a good one was expected and came. */
  JsonNode ask(String expecting, String verb, String path, String body) {
    Answer answer = shop.call(verb, path, body);
    expected = expecting;
    said = LifeShop.said(answer);
    String more = said.equals("400") ? " " + answer.body() : "";
    trace.add(verb + " " + path + " " + body + " -> " + said + more);
    return said.equals("200") && expecting.equals("200") ? answer.body() : null;
  }

  /** Leads the order to a status by hand. */
  void lead() {
    String to = oneOf(List.of("APPROVED", "APPROVED", "PENDING", "REJECTED", "INITIALIZED"));
    boolean already = to.equals(model.status) && !to.equals("INITIALIZED");
    boolean may =
        already
            || switch (to) {
              case "APPROVED" -> List.of("INITIALIZED", "PENDING").contains(model.status);
              case "PENDING" -> model.status.equals("INITIALIZED");
              case "REJECTED" -> model.status.equals("PENDING");
              default -> false;
            };
    String no = to.equals("INITIALIZED") ? "428 STATUS_NOT_ALLOWED" : stuck();
    JsonNode done =
        ask(
            may ? "200" : no,
            "POST",
            "/ecom/v1/orders/" + order + "/update-status",
            "{\"orderId\":\"%s\",\"status\":\"%s\"}".formatted(order, to));
    if (done == null) return;
    if (to.equals("REJECTED")) model.giveBack();
    model.status = to;
  }

  /** Why the order does not leave its status. */
  private String stuck() {
    return switch (model.status) {
      case "PENDING" -> "428 ORDER_IS_PENDING";
      case "REJECTED" -> "428 ORDER_IS_REJECTED";
      case "CANCELED" -> "428 ORDER_ALREADY_CANCELED";
      default -> "428 STATUS_NOT_ALLOWED";
    };
  }

  /** Calls the order off. */
  void cancel() {
    boolean restock = random.nextBoolean();
    boolean open = model.status.equals("INITIALIZED") || model.status.equals("APPROVED");
    boolean held = model.sum(it -> it.held) > 0;
    String expecting = open ? "200" : stuck();
    if (open && held) expecting = "428 ORDER_HAS_AUTHORIZED_TRANSACTION";
    JsonNode done =
        ask(
            expecting,
            "POST",
            "/ecom/v1/orders/" + order + "/cancel",
            "{\"restockAllItems\":" + restock + "}");
    if (done == null) return;
    if (restock || !model.status.equals("APPROVED")) model.giveBack();
    model.status = "CANCELED";
  }

  /** Edits what staff may edit. */
  void edit() {
    boolean archived = random.nextBoolean();
    boolean wrong = rarely(4);
    String email = wrong ? "nobody" : "b@example.com";
    boolean stays = List.of("PENDING", "REJECTED").contains(model.status);
    JsonNode done =
        ask(
            wrong ? "400" : stays ? stuck() : "200",
            "PATCH",
            "/ecom/v1/orders/" + order,
            "{\"order\":{\"archived\":%b,\"buyerInfo\":{\"email\":\"%s\"}}}"
                .formatted(archived, email));
    if (done != null) model.archived = archived;
  }

  /** Sends units, a few or more than are left. */
  void send() {
    boolean unknown = rarely(10);
    String id = unknown ? UUID.randomUUID().toString() : any(model.lines.keySet());
    Line line = model.lines.get(id);
    int units = 1 + random.nextInt(3);
    int left = unknown ? 0 : line.quantity - model.sent(id);
    String number = random.nextBoolean() ? null : "T" + random.nextInt(6);
    boolean repeated = isTaken(number, null);
    String expecting = "200";
    if (repeated) expecting = "409 TRACKING_NUMBER_ALREADY_EXISTS";
    if (units > left) expecting = "428 FULFILLABLE_QUANTITY_EXCEEDED";
    if (unknown) expecting = "404 LINE_ITEM_NOT_FOUND";
    if (!model.status.equals("APPROVED")) expecting = "428 ORDER_NOT_APPROVED";
    JsonNode done =
        ask(
            expecting,
            "POST",
            "/ecom/v1/fulfillments/orders/" + order + "/create-fulfillment",
            "{\"fulfillment\":{\"lineItems\":[{\"id\":\"%s\",\"quantity\":%d}]%s}}"
                .formatted(id, units, tracking(number)));
    if (done == null) return;
    Map<String, Integer> sent = new TreeMap<>(Map.of(id, units));
    model.parcels.put(done.path("fulfillmentId").asText(), new Parcel(sent, number));
  }

  private boolean isTaken(String number, String own) {
    return number != null
        && model.parcels.entrySet().stream()
            .anyMatch(it -> !it.getKey().equals(own) && number.equals(it.getValue().number));
  }

  private static String tracking(String number) {
    if (number == null) return "";
    return ",\"trackingInfo\":{\"trackingNumber\":\"%s\",\"shippingProvider\":\"ups\"}"
        .formatted(number);
  }

  private String anyParcel() {
    boolean unknown = model.parcels.isEmpty() || rarely(5);
    return unknown ? UUID.randomUUID().toString() : any(model.parcels.keySet());
  }

  /** Gives a parcel a number to track it by. */
  void track() {
    String id = anyParcel();
    String number = "T" + random.nextInt(6);
    Parcel parcel = model.parcels.get(id);
    String expecting = isTaken(number, id) ? "409 TRACKING_NUMBER_ALREADY_EXISTS" : "200";
    if (parcel == null) expecting = "404 FULFILLMENT_NOT_FOUND";
    JsonNode done =
        ask(
            expecting,
            "PATCH",
            "/ecom/v1/fulfillments/" + id + "/orders/" + order,
            "{\"fulfillment\":{\"id\":\"" + id + "\"" + tracking(number) + "}}");
    if (done != null) parcel.number = number;
  }

  /** Takes a parcel back. */
  void unsend() {
    String id = anyParcel();
    JsonNode done =
        ask(
            model.parcels.containsKey(id) ? "200" : "404 FULFILLMENT_NOT_FOUND",
            "DELETE",
            "/ecom/v1/fulfillments/" + id + "/orders/" + order,
            null);
    if (done != null) model.parcels.remove(id);
  }

  /** Asks for something of an order that is not there. */
  void unknown() {
    String nowhere = UUID.randomUUID().toString();
    List<String[]> calls =
        List.of(
            new String[] {"/ecom/v1/orders/%s/cancel", "{}"},
            new String[] {"/ecom/v1/orders/%s/update-status", "{\"status\":\"APPROVED\"}"},
            new String[] {"/cartwright/v1/orders/%s/pay", "{\"provider\":\"sandbox\"}"},
            new String[] {
              "/ecom/v1/payments/orders/%s/add-payment", LifeMoney.record("1", "APPROVED")
            },
            new String[] {
              "/ecom/v1/fulfillments/orders/%s/create-fulfillment",
              "{\"fulfillment\":{\"lineItems\":[{\"id\":\"" + nowhere + "\"}]}}"
            });
    String[] call = oneOf(calls);
    ask("404 ORDER_NOT_FOUND", "POST", call[0].formatted(nowhere), call[1]);
  }
}
