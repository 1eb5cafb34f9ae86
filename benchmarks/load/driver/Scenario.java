import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What a visitor does: one request after the other.
 *
 * @param name as in the report
 * @param steps in order
 */
record Scenario(String name, List<Step> steps) {
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String ADDRESS =
      "{\"country\":\"US\",\"subdivision\":\"US-NY\",\"city\":\"New York\",\"postalCode\":\"10001\","
          + "\"addressLine\":\"1 Main St\"}";
  private static final String DESTINATION =
      "{\"address\":"
          + ADDRESS
          + ",\"contactDetails\":{\"firstName\":\"Ada\",\"lastName\":\"Load\",\"phone\":\"5551234567\"}}";

  /**
   * One request.
   *
   * @param body null for none
   * @param after takes what later steps need from the answer; null when nothing is needed
   */
  record Step(
      String verb,
      Function<Visit, String> path,
      Function<Visit, String> body,
      BiConsumer<Visit, String> after) {}

  /** A scenario by its name: fixed, get, estimate, add or flow. */
  static Scenario of(String name, String clientId) {
    Step add = post("/ecom/v1/carts/current/add-to-cart", visit -> line(visit.item));
    return switch (name) {
      case "fixed" -> new Scenario("fixedAnswer", List.of(get("/")));
      case "get" -> new Scenario("getCurrentCart", List.of(get("/ecom/v1/carts/current")));
      case "estimate" ->
          new Scenario(
              "estimateCurrentCartTotals",
              List.of(
                  post(
                      "/ecom/v1/carts/current/estimate-totals",
                      visit -> "{\"shippingAddress\":" + ADDRESS + "}")));
      case "add" -> new Scenario("addToCurrentCart", List.of(add));
      case "flow" -> new Scenario("wholeFlow", flow(clientId, add));
      default -> throw new IllegalArgumentException("no such scenario: " + name);
    };
  }

  private static List<Step> flow(String clientId, Step add) {
    String grant = "{\"clientId\":\"" + clientId + "\",\"grantType\":\"anonymous\"}";
    Step token =
        new Step(
            "POST",
            visit -> "/oauth2/token",
            visit -> grant,
            (visit, text) -> visit.token = visit.field("access_token"));
    Step createCheckout =
        new Step(
            "POST",
            visit -> "/ecom/v1/carts/current/create-checkout",
            visit ->
                "{\"channelType\":\"WEB\",\"email\":\"ada@example.com\",\"shippingAddress\":"
                    + ADDRESS
                    + "}",
            (visit, text) -> visit.checkout = visit.field("checkoutId"));
    Step updateCheckout =
        new Step(
            "PATCH",
            visit -> "/ecom/v1/checkouts/" + visit.checkout,
            visit ->
                "{\"checkout\":{\"id\":\""
                    + visit.checkout
                    + "\",\"buyerInfo\":{\"email\":\"ada@example.com\"},\"billingInfo\":"
                    + DESTINATION
                    + ",\"shippingInfo\":{\"shippingDestination\":"
                    + DESTINATION
                    + "}}}",
            null);
    Step createOrder =
        new Step(
            "POST",
            visit -> "/ecom/v1/checkouts/" + visit.checkout + "/create-order",
            visit -> "{\"id\":\"" + visit.checkout + "\"}",
            null);
    return List.of(token, add, add, createCheckout, updateCheckout, createOrder);
  }

  private static Step get(String path) {
    return new Step("GET", visit -> path, null, null);
  }

  private static Step post(String path, Function<Visit, String> body) {
    return new Step("POST", visit -> path, body, null);
  }

  private static String line(String item) {
    String[] ids = item.split(" ");
    return "{\"lineItems\":[{\"quantity\":1,\"catalogReference\":{\"appId\":\""
        + STORES
        + "\",\"catalogItemId\":\""
        + ids[0]
        + "\",\"options\":{\"variantId\":\""
        + ids[1]
        + "\"}}}]}";
  }
}
