package io.cartwright.payment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers as Stripe's API does, on loopback: payment intents, captures, cancellations and refunds,
 * with idempotency keys. Its payment methods: {@code pm_card_visa}, {@code pm_card_declined},
 * {@code pm_card_lost} (the money is taken and the connection cut), {@code pm_card_refund_pending}.
 */
public final class StripeFake implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, ObjectNode> intents = new LinkedHashMap<>();
  private final Map<String, ObjectNode> refunds = new LinkedHashMap<>();
  private final Map<String, String> byKey = new HashMap<>();
  private final Map<String, String> requests = new HashMap<>();
  final List<String> bodies = new ArrayList<>();
  private final Semaphore held = new Semaphore(0);
  private volatile Gate gate = Gate.OPEN;
  private volatile CountDownLatch answers = new CountDownLatch(0);
  private int ids;

  /** Where a request that moves money is held up. */
  public enum Gate {
    OPEN,
    /** It is not read: nothing happens, and nothing is answered. */
    BEFORE,
    /** It is done, and answered when {@link #answer} is called. */
    AFTER
  }

  /** Holds up what moves money from now on. */
  public void shut(Gate at) {
    held.drainPermits();
    answers = new CountDownLatch(1);
    gate = at;
  }

  /** Waits until so many requests are held up. */
  public void awaitHeld(int count, Duration limit) throws InterruptedException {
    if (!held.tryAcquire(count, limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("held up: " + held.availablePermits() + " of " + count);
    }
  }

  /** Answers what is held up, and holds up no more. */
  public void answer() {
    gate = Gate.OPEN;
    answers.countDown();
  }

  /** What was taken for an order and not given back, in the smallest unit. */
  public synchronized long taken(String orderId) {
    long taken = 0;
    for (ObjectNode intent : intents.values()) {
      if (!orderId.equals(intent.at("/metadata/cartwright_order").asText())) continue;
      taken += intent.get("amount_received").asLong();
      for (ObjectNode refund : refunds.values()) {
        if (refund.get("payment_intent").equals(intent.get("id"))) {
          taken -= refund.get("amount").asLong();
        }
      }
    }
    return taken;
  }

  /** How the payments of an order stand at Stripe. */
  public synchronized List<String> statuses(String orderId) {
    return intents.values().stream()
        .filter(it -> orderId.equals(it.at("/metadata/cartwright_order").asText()))
        .map(it -> it.get("status").asText())
        .toList();
  }

  public StripeFake() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/v1/", this::serve);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  ObjectNode intent(String id) {
    return intents.get(id);
  }

  ObjectNode refund(String id) {
    return refunds.get(id);
  }

  int refunds() {
    return refunds.size();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath().substring("/v1/".length());
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    Gate at = exchange.getRequestMethod().equals("POST") ? gate : Gate.OPEN;
    CountDownLatch wait = answers;
    if (at == Gate.BEFORE) {
      held.release();
      park(wait);
      exchange.close();
      return;
    }
    Reply reply;
    synchronized (this) {
      bodies.add(body);
      reply = answer(exchange.getRequestMethod(), path, key, body);
    }
    if (at == Gate.AFTER) {
      held.release();
      park(wait);
    }
    if (reply == null) {
      exchange.close();
      return;
    }
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Request-Id", "req_" + ids);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void park(CountDownLatch wait) {
    try {
      wait.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private record Reply(int status, String body) {}

  /** Null when the answer gets lost. */
  private Reply answer(String verb, String path, String key, String body) {
    if (key != null && byKey.containsKey(key)) {
      return requests.get(key).equals(path + body)
          ? new Reply(200, byKey.get(key))
          : error("idempotency_error", "Keys can only be used with the same parameters.", null);
    }
    Map<String, String> form = form(body);
    Reply reply = verb.equals("GET") ? read(path) : write(path, form);
    if (key != null && reply.status() == 200) {
      byKey.put(key, reply.body());
      requests.put(key, path + body);
    }
    boolean lost = "pm_card_lost".equals(form.get("payment_method"));
    return lost ? null : reply;
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 0) continue;
      form.put(
          URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private Reply read(String path) {
    if (path.equals("payment_intents")) return new Reply(200, list(intents).toString());
    if (path.equals("refunds")) return new Reply(200, list(refunds).toString());
    ObjectNode intent = intents.get(path.substring(path.indexOf('/') + 1));
    return intent == null ? error("invalid_request_error", "No such", null) : ok(intent);
  }

  private static ObjectNode list(Map<String, ObjectNode> all) {
    ObjectNode list = JSON.createObjectNode();
    list.put("object", "list").put("has_more", false).put("url", "/v1/payment_intents");
    ArrayNode data = list.putArray("data");
    List<ObjectNode> newest = new ArrayList<>(all.values());
    for (int i = newest.size() - 1; i >= 0; i--) data.add(newest.get(i));
    return list;
  }

  private static Reply ok(ObjectNode node) {
    return new Reply(200, node.toString());
  }

  private static Reply error(String type, String message, String declineCode) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode error = root.putObject("error").put("type", type).put("message", message);
    if (declineCode != null) error.put("code", "card_declined").put("decline_code", declineCode);
    return new Reply(type.equals("card_error") ? 402 : 400, root.toString());
  }

  private Reply write(String path, Map<String, String> form) {
    if (path.equals("payment_intents")) return create(form);
    if (path.equals("refunds")) return refund(form);
    String[] parts = path.split("/");
    ObjectNode intent = intents.get(parts[1]);
    if (intent == null) return error("invalid_request_error", "No such payment_intent", null);
    String status = intent.get("status").asText();
    boolean capture = parts[2].equals("capture");
    if (capture && !status.equals("requires_capture") || !capture && status.equals("succeeded")) {
      return error("invalid_request_error", "The intent has status " + status, null);
    }
    if (capture) {
      intent.put("amount_received", Long.parseLong(form.get("amount_to_capture")));
      intent.put("amount_capturable", 0);
    }
    return ok(intent.put("status", capture ? "succeeded" : "canceled"));
  }

  private Reply create(Map<String, String> form) {
    String method = form.get("payment_method");
    if ("pm_card_declined".equals(method)) {
      return error("card_error", "Your card was declined.", "generic_decline");
    }
    boolean confirmed = "true".equals(form.get("confirm"));
    boolean manual = "manual".equals(form.get("capture_method"));
    String status = manual ? "requires_capture" : "succeeded";
    long amount = Long.parseLong(form.get("amount"));
    ObjectNode intent = JSON.createObjectNode();
    intent
        .put("id", "pi_3" + ++ids)
        .put("object", "payment_intent")
        .put("amount", amount)
        .put("amount_capturable", manual ? amount : 0)
        .put("amount_received", manual || !confirmed ? 0 : amount)
        .put("capture_method", manual ? "manual" : "automatic")
        .put("client_secret", "pi_3" + ids + "_secret_x")
        .put("confirmation_method", "automatic")
        .put("created", 1_770_000_000L)
        .put("currency", form.get("currency"))
        .put("livemode", false)
        .put("payment_method", method)
        .put("status", confirmed ? status : "requires_payment_method");
    intent.set("metadata", metadata(form));
    intents.put(intent.get("id").asText(), intent);
    return ok(intent);
  }

  private Reply refund(Map<String, String> form) {
    ObjectNode intent = intents.get(form.get("payment_intent"));
    if (intent == null) return error("invalid_request_error", "No such payment_intent", null);
    long taken = intent.get("amount_received").asLong();
    for (ObjectNode other : refunds.values()) {
      if (other.get("payment_intent").equals(intent.get("id"))) {
        taken -= other.get("amount").asLong();
      }
    }
    long amount = form.containsKey("amount") ? Long.parseLong(form.get("amount")) : taken;
    if (amount > taken) return error("invalid_request_error", "Amount is too large.", null);
    boolean pending = "pm_card_refund_pending".equals(intent.get("payment_method").asText());
    ObjectNode refund = JSON.createObjectNode();
    refund
        .put("id", "re_3" + ++ids)
        .put("object", "refund")
        .put("amount", amount)
        .put("created", 1_770_000_000L)
        .put("currency", intent.get("currency").asText())
        .put("payment_intent", intent.get("id").asText())
        .put("status", pending ? "pending" : "succeeded");
    refund.set("metadata", metadata(form));
    refunds.put(refund.get("id").asText(), refund);
    return ok(refund);
  }

  private static ObjectNode metadata(Map<String, String> form) {
    ObjectNode metadata = JSON.createObjectNode();
    form.forEach(
        (name, value) -> {
          if (name.startsWith("metadata[")) {
            metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
          }
        });
    return metadata;
  }

  /** An event about an object, as Stripe posts it. */
  static String event(String type, ObjectNode about) {
    ObjectNode event = JSON.createObjectNode();
    event
        .put("id", "evt_1")
        .put("object", "event")
        .put("api_version", com.stripe.Stripe.API_VERSION)
        .put("created", 1_770_000_000L)
        .put("livemode", false)
        .put("pending_webhooks", 1)
        .put("type", type);
    event.putObject("data").set("object", about);
    return event.toString();
  }

  /** A dispute of a payment. */
  static ObjectNode dispute(String intent, long amount) {
    return JSON.createObjectNode()
        .put("id", "dp_1")
        .put("object", "dispute")
        .put("amount", amount)
        .put("currency", "usd")
        .put("payment_intent", intent)
        .put("reason", "fraudulent")
        .put("status", "needs_response");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
