package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine's two faces, HTTP and the event bus: one set of checks, one set of answers. */
class BusGatewayIT {
  private static final TestEngine ENGINE = TestEngine.shared();
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

  /** An answer of either face. */
  private record Answer(int status, JsonNode body, String requestId) {
    String code() {
      return body.at("/details/applicationError/code").asText(null);
    }

    String violatedField() {
      return body.at("/details/validationError/fieldViolations/0/field").asText(null);
    }

    int quantity() {
      return body.at("/cart/lineItems/0/quantity").asInt();
    }

    String cartId() {
      return body.at("/cart/id").asText();
    }
  }

  /** An operation as both faces name it. */
  private enum Operation {
    ADD_TO_CURRENT_CART(
        "ecom.current-cart.addToCurrentCart", "POST", "/ecom/v1/carts/current/add-to-cart"),
    ADD_TO_CART("ecom.cart.addToCart", "POST", "/ecom/v1/carts/{id}/add-to-cart"),
    UPDATE_CURRENT_CART("ecom.current-cart.updateCurrentCart", "PATCH", "/ecom/v1/carts/current"),
    CREATE_DISCOUNT_RULE(
        "ecom.discount-rules.createDiscountRule", "POST", "/ecom/v1/discount-rules");

    final String address;
    final String verb;
    final String path;

    Operation(String address, String verb, String path) {
      this.address = address;
      this.verb = verb;
      this.path = path;
    }
  }

  private enum Face {
    HTTP {
      @Override
      Answer call(Operation operation, String token, String id, String body, String key) {
        TestEngine.Answer answer =
            ENGINE.call(
                operation.verb,
                operation.path.replace("{id}", String.valueOf(id)),
                token,
                body.getBytes(StandardCharsets.UTF_8),
                key == null ? Map.of() : Map.of("Idempotency-Key", key));
        return new Answer(
            answer.status(), answer.body(), answer.raw().headers().get("x-wix-request-id"));
      }
    },
    BUS {
      @Override
      Answer call(Operation operation, String token, String id, String body, String key) {
        DeliveryOptions options = new DeliveryOptions();
        if (token != null) options.addHeader("Authorization", token);
        if (key != null) options.addHeader("Idempotency-Key", key);
        String text = id == null ? body : new JsonObject(body).put("id", id).encode();
        return ask(operation.address, Buffer.buffer(text), options);
      }
    };

    /** Calls an operation; the id belongs into the path, or into the message. */
    abstract Answer call(Operation operation, String token, String id, String body, String key);

    Answer call(Operation operation, String token, String body) {
      return call(operation, token, null, body, null);
    }
  }

  private static Answer ask(String address, Object body, DeliveryOptions options) {
    EventBus bus = ENGINE.engine().services().vertx().eventBus();
    Message<Buffer> reply =
        bus.<Buffer>request(address, body, options)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new Answer(
        Integer.parseInt(reply.headers().get("status")),
        TestEngine.tree(reply.body().getBytes()),
        reply.headers().get("x-wix-request-id"));
  }

  private static final String LINE = line();

  private static String line() {
    JsonNode products =
        ENGINE
            .call(
                "POST",
                "/stores/v3/products/query",
                ENGINE.visitor(),
                "{\"query\":{\"cursorPaging\":{\"limit\":100}}}")
            .at("/products");
    for (JsonNode product : products) {
      boolean simple = product.path("variantSummary").path("variantCount").asInt() == 1;
      if (simple && product.at("/inventory/availabilityStatus").asText().equals("IN_STOCK")) {
        return adding(product.get("id").asText(), 1);
      }
    }
    throw new IllegalStateException("no simple product in stock");
  }

  private static String adding(String productId, int quantity) {
    return "{\"lineItems\":[{\"quantity\":"
        + quantity
        + ",\"catalogReference\":{\"appId\":\""
        + STORES
        + "\",\"catalogItemId\":\""
        + productId
        + "\"}}]}";
  }

  @ParameterizedTest
  @EnumSource
  void cartsAreFilledAndChanged(Face face) {
    String visitor = ENGINE.visitor();
    Answer first = face.call(Operation.ADD_TO_CURRENT_CART, visitor, LINE);
    assertEquals(200, first.status(), String.valueOf(first.body()));
    assertEquals(1, first.quantity());
    assertTrue(first.requestId() != null && !first.requestId().isEmpty());
    Answer second = face.call(Operation.ADD_TO_CART, visitor, first.cartId(), LINE, null);
    assertEquals(200, second.status(), String.valueOf(second.body()));
    assertEquals(2, second.quantity());
    String note = "{\"cartInfo\":{\"buyerNote\":\"ring twice\"}}";
    Answer noted = face.call(Operation.UPDATE_CURRENT_CART, visitor, note);
    assertEquals("ring twice", noted.body().at("/cart/buyerNote").asText(), noted.toString());
    Answer cleared =
        face.call(Operation.UPDATE_CURRENT_CART, visitor, "{\"cartInfo\":{\"buyerNote\":null}}");
    assertEquals(200, cleared.status(), cleared.toString());
    assertTrue(cleared.body().at("/cart/buyerNote").asText().isEmpty(), cleared.toString());
    assertEquals(2, cleared.quantity());
  }

  @ParameterizedTest
  @EnumSource
  void whoMayNotCallIsRefused(Face face) {
    Answer nobody = face.call(Operation.ADD_TO_CURRENT_CART, null, LINE);
    assertEquals(401, nobody.status());
    assertEquals("UNAUTHENTICATED", nobody.code());
    Answer stranger = face.call(Operation.ADD_TO_CURRENT_CART, "no-such-token", LINE);
    assertEquals(401, stranger.status());
    Answer visitor = face.call(Operation.CREATE_DISCOUNT_RULE, ENGINE.visitor(), "{}");
    assertEquals(403, visitor.status());
    assertEquals("PERMISSION_DENIED", visitor.code());
    Answer administrator = face.call(Operation.ADD_TO_CURRENT_CART, ENGINE.apiKey(), LINE);
    assertEquals(403, administrator.status());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrongIsNamed(Face face) {
    String visitor = ENGINE.visitor();
    Answer tooMany =
        face.call(Operation.ADD_TO_CURRENT_CART, visitor, adding(UUID.randomUUID().toString(), -1));
    assertEquals(400, tooMany.status());
    assertEquals("lineItems.quantity", tooMany.violatedField());
    Answer malformed = face.call(Operation.ADD_TO_CURRENT_CART, visitor, "{");
    assertEquals(400, malformed.status());
    assertEquals("MALFORMED_JSON", malformed.code());
    Answer longKey = face.call(Operation.ADD_TO_CURRENT_CART, visitor, null, LINE, "k".repeat(201));
    assertEquals(400, longKey.status());
    assertEquals("Idempotency-Key", longKey.violatedField());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotTheirsIsNotFound(Face face) {
    String visitor = ENGINE.visitor();
    Answer unknown =
        face.call(Operation.ADD_TO_CART, visitor, UUID.randomUUID().toString(), LINE, null);
    assertEquals(404, unknown.status());
    assertEquals("CART_NOT_FOUND", unknown.code());
    String others = face.call(Operation.ADD_TO_CURRENT_CART, ENGINE.visitor(), LINE).cartId();
    assertEquals(404, face.call(Operation.ADD_TO_CART, visitor, others, LINE, null).status());
  }

  @ParameterizedTest
  @EnumSource
  void aHundredRepeatsAtOnceAreOneCommand(Face face) throws Exception {
    String visitor = ENGINE.visitor();
    face.call(Operation.ADD_TO_CURRENT_CART, visitor, LINE);
    String key = UUID.randomUUID().toString();
    Set<JsonNode> answers = new HashSet<>();
    ExecutorService callers = Executors.newFixedThreadPool(100);
    try {
      List<CompletableFuture<Answer>> calls =
          java.util.stream.IntStream.range(0, 100)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> face.call(Operation.ADD_TO_CURRENT_CART, visitor, null, LINE, key),
                          callers))
              .toList();
      for (CompletableFuture<Answer> call : calls) {
        Answer answer = call.get(30, TimeUnit.SECONDS);
        assertEquals(200, answer.status(), String.valueOf(answer.body()));
        answers.add(answer.body());
      }
    } finally {
      callers.shutdown();
    }
    assertEquals(1, answers.size());
    assertEquals(2, answers.iterator().next().at("/cart/lineItems/0/quantity").asInt());
    Answer later = face.call(Operation.ADD_TO_CURRENT_CART, visitor, null, LINE, key);
    assertEquals(answers, Set.of(later.body()));
    Answer other =
        face.call(
            Operation.ADD_TO_CURRENT_CART,
            visitor,
            null,
            LINE.replace("\"quantity\":1", "\"quantity\":2"),
            key);
    assertEquals(409, other.status());
    assertEquals("IDEMPOTENCY_KEY_REUSED", other.code());
    assertEquals(3, face.call(Operation.ADD_TO_CURRENT_CART, visitor, LINE).quantity());
  }

  @Test
  void aMessageMayBeBufferTextOrJsonObject() {
    DeliveryOptions options = new DeliveryOptions().addHeader("Authorization", ENGINE.visitor());
    String address = Operation.ADD_TO_CURRENT_CART.address;
    assertEquals(200, ask(address, Buffer.buffer(LINE), options).status());
    assertEquals(200, ask(address, LINE, options).status());
    assertEquals(3, ask(address, new JsonObject(LINE), options).quantity());
    Answer number = ask(address, 42, options);
    assertEquals(400, number.status());
    assertNull(number.violatedField());
  }
}
