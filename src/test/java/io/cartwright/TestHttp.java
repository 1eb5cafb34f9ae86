package io.cartwright;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Calls engines over HTTP/1.1, on connections that are kept. The JDK's own client does not do:
 * under Java 25 it takes an answer for one that nobody asked for, once in a hundred thousand or so
 * (JDK-8357639).
 */
public final class TestHttp {
  private static final int CONNECTIONS = 2_000;
  private static final HttpClient CLIENT =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2))
          .createHttpClient(
              new HttpClientOptions().setConnectTimeout(10_000),
              new PoolOptions().setHttp1MaxSize(CONNECTIONS));

  /** What follows an answer may wait for another: not on an event loop. */
  private static final Executor CALLERS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "caller");
            thread.setDaemon(true);
            return thread;
          });

  private TestHttp() {}

  /** What came back. */
  public record Reply(int status, MultiMap headers, byte[] body) {}

  /**
   * @param body null for none
   * @param limit after which it fails with a {@link java.util.concurrent.TimeoutException}
   */
  public static CompletableFuture<Reply> send(
      String verb, String url, Map<String, String> headers, byte[] body, Duration limit) {
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.valueOf(verb)).setAbsoluteURI(url);
    headers.forEach(options::putHeader);
    return CLIENT
        .request(options)
        .compose(request -> replyTo(request, body))
        .toCompletionStage()
        .toCompletableFuture()
        .thenApplyAsync(reply -> reply, CALLERS)
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** In one go, on the request's event loop: a reply that comes before it is awaited is lost. */
  private static Future<Reply> replyTo(HttpClientRequest request, byte[] body) {
    return (body == null ? request.send() : request.send(Buffer.buffer(body)))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        read ->
                            new Reply(response.statusCode(), response.headers(), read.getBytes())));
  }
}
