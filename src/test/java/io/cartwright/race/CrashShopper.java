package io.cartwright.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * A visitor who does one thing after the other, without end: add to the cart, make the cart's
 * checkout, make a checkout, order it, pay for it. A call whose outcome is unknown is repeated
 * until it is answered. What was answered stands in the ledger.
 */
final class CrashShopper {
  private static final int PAUSE_MS = 20;
  private static final String DESTINATION =
      """
      {"address":{"country":"US","subdivision":"US-NY","city":"New York","postalCode":"10001",\
      "addressLine1":"1 Main St"},"contactDetails":{"firstName":"Ada","lastName":"Byron"}}""";

  private enum Step {
    ADD,
    CART_CHECKOUT,
    CHECKOUT,
    ORDER,
    PAY
  }

  private final CrashClient client;
  private final String item;
  private final String refreshToken;
  private final Map<String, String> orders = new HashMap<>();
  private final Set<String> paid = new HashSet<>();
  private Step step = Step.ADD;
  private boolean begun;
  private String key = UUID.randomUUID().toString();
  private String token;
  private String cartId;
  private String cartCheckoutId;
  private String checkoutId;
  private int units;
  private volatile int answered;

  /**
   * Makes one.
   *
   * @param item the JSON of the catalog reference to buy
   */
  CrashShopper(CrashClient client, String item) {
    this.client = client;
    this.item = item;
    String ask = "{\"clientId\":\"%s\",\"grantType\":\"anonymous\"}";
    Answer made = client.sure("/oauth2/token", null, ask.formatted(client.credential("clientId")));
    token = made.text("/access_token");
    refreshToken = made.text("/refresh_token");
  }

  /** How many writes were answered so far. */
  int answered() {
    return answered;
  }

  /** The order of each checkout that was answered with one. */
  Map<String, String> orders() {
    return orders;
  }

  /** Goes on until it is told to stop. */
  void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) advance();
  }

  /** Ends what is begun, so that no outcome is unknown any more. */
  void settle(BooleanSupplier late) throws InterruptedException {
    while (step != Step.ADD || begun) {
      assertTrue(!late.getAsBoolean(), "stays at " + step);
      advance();
    }
  }

  private void advance() throws InterruptedException {
    begun = true;
    boolean done =
        switch (step) {
          case ADD -> add();
          case CART_CHECKOUT -> cartCheckout();
          case CHECKOUT -> checkout();
          case ORDER -> order();
          case PAY -> pay();
        };
    if (!done) {
      Thread.sleep(PAUSE_MS);
      return;
    }
    begun = false;
    answered++;
    step = Step.values()[(step.ordinal() + 1) % Step.values().length];
    key = UUID.randomUUID().toString();
  }

  private boolean add() {
    int more = 1 + units % 3;
    String body = "{\"lineItems\":[{\"quantity\":%d,\"catalogReference\":%s}]}";
    Answer answer = write("/ecom/v1/carts/current/add-to-cart", key, body.formatted(more, item));
    if (answer == null) return false;
    units += more;
    checkCart(answer);
    return true;
  }

  private void checkCart(Answer answer) {
    if (cartId == null) cartId = answer.text("/cart/id");
    assertEquals(cartId, answer.text("/cart/id"), "the visitor's cart");
    assertEquals(1, answer.body().at("/cart/lineItems").size(), "lines of " + cartId);
    assertEquals(
        units, answer.body().at("/cart/lineItems/0/quantity").asInt(), "units in " + cartId);
  }

  private boolean cartCheckout() {
    Answer answer =
        write("/ecom/v1/carts/current/create-checkout", null, "{\"channelType\":\"WEB\"}");
    if (answer == null) return false;
    if (cartCheckoutId == null) cartCheckoutId = answer.text("/checkoutId");
    assertEquals(cartCheckoutId, answer.text("/checkoutId"), "the cart's checkout");
    return true;
  }

  private boolean checkout() {
    String body =
        """
        {"channelType":"WEB","lineItems":[{"quantity":2,"catalogReference":%s}],"checkoutInfo":\
        {"buyerInfo":{"email":"ada@example.com"},"billingInfo":%s,\
        "shippingInfo":{"shippingDestination":%s}}}""";
    Answer answer =
        write("/ecom/v1/checkouts", key, body.formatted(item, DESTINATION, DESTINATION));
    if (answer == null) return false;
    checkoutId = answer.text("/checkout/id");
    return true;
  }

  /** Every other order is asked for with a key; the others are repeated without one. */
  private boolean order() {
    String path = "/ecom/v1/checkouts/" + checkoutId + "/create-order";
    Answer answer = write(path, orders.size() % 2 == 0 ? key : null, "{}");
    if (answer == null) return false;
    orders.put(checkoutId, answer.text("/orderId"));
    return true;
  }

  /** A payment that was cut off may be left to the healer. */
  private boolean pay() {
    String order = orders.get(checkoutId);
    String means =
        orders.size() % 2 == 0
            ? "{\"provider\":\"manual\"}"
            : "{\"provider\":\"sandbox\",\"paymentToken\":\"tok_approve\"}";
    Answer answer = client.call("/cartwright/v1/orders/" + order + "/pay", token, key, means);
    if (answer == null) return false;
    if (answer.ok() && !answer.text("/status").equals("PENDING")) {
      paid.add(order);
    } else if (!answer.ok()) {
      assertTrue(
          Set.of("CHECKOUT_ALREADY_PAID", "CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS")
              .contains(answer.code()),
          () -> "paying: " + answer);
    }
    return true;
  }

  private Answer write(String path, String idempotencyKey, String body) {
    Answer answer = client.call(path, token, idempotencyKey, body);
    assertTrue(answer == null || answer.ok(), () -> path + ": " + answer);
    return answer;
  }

  /** Compares what the engine shows with the ledger. */
  void check() {
    String ask =
        "{\"clientId\":\"%s\",\"grantType\":\"refresh_token\",\"refreshToken\":\"%s\"}"
            .formatted(client.credential("clientId"), refreshToken);
    Answer again = client.sure("/oauth2/token", null, ask);
    assertEquals(refreshToken, again.text("/refresh_token"));
    token = again.text("/access_token");
    if (cartId != null) checkCart(client.sure("/ecom/v1/carts/current", token, null));
    if (cartCheckoutId != null) client.sure("/ecom/v1/checkouts/" + cartCheckoutId, token, null);
    orders.forEach(this::checkOrder);
  }

  private void checkOrder(String checkout, String order) {
    Answer shown = client.sure("/ecom/v1/orders/" + order, token, null);
    assertEquals(checkout, shown.text("/order/checkoutId"));
    boolean approved = shown.text("/order/status").equals("APPROVED");
    assertTrue(approved || !paid.contains(order), () -> "not paid any more: " + shown);
    Answer source = client.sure("/ecom/v1/checkouts/" + checkout, token, null);
    assertEquals(order, source.text("/checkout/orderId"));
    assertEquals(approved, source.body().at("/checkout/completed").asBoolean(), order);
  }
}
