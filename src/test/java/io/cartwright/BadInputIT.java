package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.Codec;
import io.cartwright.wire.WireField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Feeds every operation with what no honest client sends. The answer is always a clear 4xx (or 200
 * where the input happens to be fine), never a 5xx, and the event outbox shows that nothing was
 * changed by a refused request.
 */
class BadInputIT {
  private static final TestEngine ENGINE = TestEngine.shared();
  private static final String EVENTS = "select count(*) from outbox";
  private static final String LONG = "x".repeat(20_000);
  private static final List<String> WRONG_VALUES =
      List.of(
          "true",
          "12345678901234567890123",
          "-1",
          "1e400",
          "0.00000000000000001",
          "\"" + LONG + "\"",
          "\"NO_SUCH_VALUE\"",
          "\"00000000-0000-0000-0000-00000000000g\"",
          "{}",
          "[]",
          "[[[[]]]]",
          "{\"a\":{\"b\":[1,\"\\u0000\"]}}",
          "\"\\ud800\"");

  @TestFactory
  Stream<DynamicTest> noOperationFallsOver() {
    return Domains.operations().stream()
        .filter(operation -> operation.route() != null)
        .map(operation -> DynamicTest.dynamicTest(operation.address(), () -> attack(operation)));
  }

  private static String credential(Operation<?, ?> operation) {
    if (operation.callers().contains(Role.ADMIN)) return ENGINE.apiKey();
    return operation.callers().contains(Role.ANONYMOUS) ? null : ENGINE.visitor();
  }

  private static void attack(Operation<?, ?> operation) {
    String credential = credential(operation);
    long eventsBefore = ENGINE.number(EVENTS);
    boolean allRefused = true;
    for (byte[] body : bodies(operation)) {
      String path = CallersWalkIT.pathOf(operation);
      boolean inBody = CallersWalkIT.hasBody(operation);
      TestEngine.Answer answer =
          ENGINE.call(operation.route().verb(), path, credential, inBody ? body : null, Map.of());
      clear(answer, new String(body, StandardCharsets.UTF_8));
      allRefused &= answer.status() >= 400;
      if (!inBody) break;
    }
    if (allRefused) assertEquals(eventsBefore, ENGINE.number(EVENTS), "something was changed");
  }

  private static void clear(TestEngine.Answer answer, String sent) {
    String what =
        answer.status()
            + " "
            + answer.body()
            + " for "
            + sent.substring(0, Math.min(300, sent.length()));
    assertTrue(answer.status() < 500, what);
    if (answer.status() < 400) return;
    assertTrue(answer.body() != null && answer.body().has("message"), what);
    boolean violations = answer.at("/details/validationError/fieldViolations").size() > 0;
    assertTrue(answer.code() != null || violations, what);
    assertTrue(answer.raw().headers().contains("x-wix-request-id"), what);
  }

  /**
   * Whole bodies that are broken, then each field of the request, two levels deep, with each wrong
   * value.
   */
  private static List<byte[]> bodies(Operation<?, ?> operation) {
    List<byte[]> bodies = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "42",
            "{}{}",
            "{\"a\":\"\\x\"}",
            "[".repeat(5_000),
            "{\"a\":".repeat(200) + "1" + "}".repeat(200))) {
      bodies.add(text.getBytes(StandardCharsets.UTF_8));
    }
    bodies.add(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'});
    bodies.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0});
    for (WireField field : operation.requestCodec().fields()) {
      for (String wrong : WRONG_VALUES)
        bodies.add(utf8("{\"" + field.name() + "\":" + wrong + "}"));
      Codec<?> below = field.codec();
      if (below == null) continue;
      boolean list = field.shape() == WireField.Shape.LIST;
      for (WireField inner : below.fields()) {
        for (String wrong : WRONG_VALUES.subList(0, 8)) {
          String object = "{\"" + inner.name() + "\":" + wrong + "}";
          bodies.add(
              utf8("{\"" + field.name() + "\":" + (list ? "[" + object + "]" : object) + "}"));
        }
      }
    }
    return bodies;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    byte[] large = utf8("{\"a\":\"" + "x".repeat(2_000_000) + "\"}");
    TestEngine.Answer answer =
        ENGINE.call(
            "POST", "/ecom/v1/carts/current/add-to-cart", ENGINE.visitor(), large, Map.of());
    assertTrue(answer.status() == 413, answer.status() + " " + answer.body());
    assertFalse(answer.code() == null);
  }

  @Test
  void oddQueryStringsAreRefusedOrIgnored() {
    for (String query :
        List.of(
            "?.r=%%%",
            "?.r=e30", "?.r=bm90IGpzb24", "?a=1&a.b=2", "?id=x&id=y", "?=&&&", "?%00=1")) {
      TestEngine.Answer answer =
          ENGINE.call(
              "GET",
              "/stores/v3/products/query" + query.replace("%%%", "%25%25"),
              ENGINE.apiKey(),
              (String) null);
      assertTrue(answer.status() < 500, query + " " + answer.status() + " " + answer.body());
    }
  }

  @Test
  void brokenEscapesAreRefusedAndHoldNothing() {
    String key = "Authorization: " + ENGINE.apiKey() + "\r\n";
    for (String target : List.of("/stores/v3/products/x?a=%zz", "/ecom/v1/carts/x?%", "/%zz")) {
      String reply = http("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + key);
      assertTrue(reply.startsWith("HTTP/1.1 400 "), target + " " + reply);
      assertTrue(reply.contains("\"MALFORMED_REQUEST\""), target + " " + reply);
    }
  }

  @Test
  void headsThatAreNoHttpAreRefusedInTheContractsShape() {
    String long40k = "x".repeat(40_000);
    Map<String, String> statuses =
        Map.of(
            "RUBBISH\r\n",
            "400",
            "GET / HTTP/1.1\r\n",
            "400",
            "GET /health/live HTTP/1.1\r\nHost: x\r\nbad name: 1\r\n",
            "400",
            "GET /" + long40k + " HTTP/1.1\r\nHost: x\r\n",
            "414",
            "GET / HTTP/1.1\r\nHost: x\r\na: " + long40k + "\r\n",
            "431");
    statuses.forEach(
        (head, status) -> {
          String reply = http(head);
          assertTrue(reply.split(" ", 3)[1].equals(status), head + " " + reply);
          assertTrue(reply.contains("\"applicationError\""), head + " " + reply);
          assertTrue(reply.contains("x-wix-request-id: "), head + " " + reply);
        });
  }

  @Test
  void everyReplyHasARequestId() {
    for (String line :
        List.of(
            "GET /health/live",
            "HEAD /health/ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /api.html",
            "GET /no-such-page",
            "OPTIONS /ecom/v1/carts")) {
      String reply = http(line + " HTTP/1.1\r\nHost: x\r\n");
      assertTrue(reply.contains("x-wix-request-id: "), line + " " + reply);
      assertTrue(reply.startsWith("HTTP/1.1 2") || line.contains("no-such"), line + " " + reply);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int port = URI.create(ENGINE.engine().credentials().httpUrl()).getPort();
    Map<String, String> settings = Map.of("http.port", "" + port, "demo.enabled", "false");
    IllegalStateException failed =
        assertThrows(IllegalStateException.class, () -> TestEngine.start(settings).close());
    String why = String.valueOf(failed.getCause());
    assertTrue(why.contains("cannot listen on 127.0.0.1:" + port + ": "), why);
    assertEquals(why.indexOf("cannot"), why.lastIndexOf("cannot"), why);
  }

  /** Sends a head as it is, and reads all of the reply. */
  private static String http(String head) {
    URI url = URI.create(ENGINE.engine().credentials().httpUrl());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      String closing = head.contains("HTTP/1.1") ? head + "Connection: close\r\n" : head;
      socket.getOutputStream().write(utf8(closing + "\r\n"));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(head.substring(0, Math.min(80, head.length())), failure);
    }
  }
}
