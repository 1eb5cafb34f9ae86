package io.cartwright.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;

/**
 * The upper bound for reads: a bare Vert.x server on one event loop that answers every request with
 * the same 1.5 kB of JSON. {@code benchmarks/load/run.sh} starts it beside the engine.
 */
public final class FixedAnswer {
  private static final int ANSWER_BYTES = 1536;

  private FixedAnswer() {}

  /** Starts it on the port that is given. */
  public static void main(String[] arguments) {
    String filler = "x".repeat(ANSWER_BYTES - "{\"a\":\"\"}".length());
    Buffer answer = Buffer.buffer("{\"a\":\"" + filler + "\"}");
    Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true))
        .createHttpServer(new HttpServerOptions().setPort(Integer.parseInt(arguments[0])))
        .requestHandler(
            request -> request.response().putHeader("content-type", "application/json").end(answer))
        .listen();
  }
}
