package io.cartwright.gateway;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Kind;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.wire.common.RawHttpResponse;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP face of one event loop: finds the operation, collects the body within its limit, hands
 * both to the {@link Edge}, and writes the answer in the contract's shape. Whatever is no operation
 * goes to the router of pages.
 */
final class GatewayVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);
  private static final CharSequence REQUEST_ID =
      io.vertx.core.http.HttpHeaders.createOptimized("x-wix-request-id");
  private static final CharSequence ALLOW_ORIGIN =
      io.vertx.core.http.HttpHeaders.createOptimized("access-control-allow-origin");
  private static final CharSequence EXPOSE_HEADERS =
      io.vertx.core.http.HttpHeaders.createOptimized("access-control-expose-headers");
  private static final CharSequence ANY = io.vertx.core.http.HttpHeaders.createOptimized("*");
  private static final CharSequence JSON =
      io.vertx.core.http.HttpHeaders.createOptimized("application/json");

  /** Said at the door; made once, since it is said often when there is least time. */
  static final Outcome.Refused<Object> BUSY =
      (Outcome.Refused<Object>) Outcome.refused(CommonRefusal.OVERLOADED, "busy");

  private static final byte[] BUSY_BODY = ErrorBody.of(BUSY);

  private final GatewayParts parts;
  private final List<HttpServerOptions> listeners;
  private final List<HttpServer> servers = new ArrayList<>();
  private Edge edge;
  private Handler<HttpServerRequest> pages;
  private Admission admission;
  private boolean stopping;

  GatewayVerticle(GatewayParts parts, List<HttpServerOptions> listeners) {
    this.parts = parts;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public Future<?> start() {
    edge = parts.edge();
    pages = parts.pages().apply(vertx);
    admission = parts.admissions().get();
    Future<?> all = new BusGateway(edge, admission, parts).register(vertx);
    for (HttpServerOptions options : listeners) {
      HttpServer server =
          vertx
              .createHttpServer(options)
              .requestHandler(this::route)
              .invalidRequestHandler(this::malformed);
      all =
          all.compose(
                  done ->
                      server
                          .listen()
                          .recover(failure -> Future.failedFuture(taken(options, failure))))
              .onSuccess(servers::add);
    }
    return all;
  }

  private static IOException taken(HttpServerOptions options, Throwable failure) {
    String where = options.getHost() + ":" + options.getPort();
    return new IOException("cannot listen on " + where + ": " + failure.getMessage(), failure);
  }

  /**
   * Takes no more connections and waits for the requests under way. Their replies tell the callers
   * to send no more on these connections.
   */
  @Override
  public Future<?> stop() {
    stopping = true;
    List<Future<Void>> closing = new ArrayList<>();
    for (HttpServer server : servers) {
      closing.add(server.shutdown(parts.stopMs(), TimeUnit.MILLISECONDS));
    }
    return Future.join(closing);
  }

  /**
   * A head that is no valid HTTP; how the rest is to be read is unknown, so the connection ends.
   */
  private void malformed(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status = 400;
    if (cause instanceof TooLongHttpLineException) status = 414;
    if (cause instanceof TooLongHttpHeaderException) status = 431;
    Outcome.Refused<?> refused =
        (Outcome.Refused<?>)
            Outcome.refused(
                status == 400 ? CommonRefusal.MALFORMED_REQUEST : CommonRefusal.REQUEST_TOO_LARGE,
                status == 400 ? "no valid HTTP" : "the request's head is too long");
    head(request.response().putHeader("connection", "close"), status, parts.ids().get())
        .end(Buffer.buffer(ErrorBody.of(refused)))
        .onComplete(done -> request.connection().close());
  }

  private void route(HttpServerRequest request) {
    String requestId = parts.ids().get();
    String verb = request.method().name();
    RouteTable.Match<GatewayParts.Target> match = parts.routes().find(verb, request.path());
    if (match == null) {
      request.response().putHeader(REQUEST_ID, requestId);
      if (request.method() == HttpMethod.OPTIONS) preflight(request.response());
      else pages.handle(request);
      return;
    }
    Operation<?, ?> operation = match.target().operation();
    if (operation == null) {
      reply(
          request.response(),
          requestId,
          Outcome.refused(
              CommonRefusal.NOT_IMPLEMENTED, match.target().name() + " is not built yet"));
      return;
    }
    long now = System.nanoTime();
    if (admission.beginsTurn(now)) {
      vertx.runOnContext(turned -> admission.endTurn(System.nanoTime()));
    }
    if (admission.enter(operation.write(), operation.callers().contains(Role.ANONYMOUS), now)) {
      serve(request, requestId, operation, match.values(), now);
    } else {
      reply(request.response(), requestId, BUSY);
      parts
          .meter()
          .answered(operation.address(), BUSY.refusal().kind().status(), System.nanoTime() - now);
    }
  }

  private void serve(
      HttpServerRequest request,
      String requestId,
      Operation<?, ?> operation,
      List<String> values,
      long started) {
    HttpServerResponse response = request.response();
    Future<Outcome<byte[]>> body =
        hasBody(request.method())
            ? BodyReader.read(request, parts.bodyMax())
            : Future.succeededFuture(Outcome.done(null));
    Future<Outcome<Object>> outcome =
        body.compose(
            read -> read.thenAwait(bytes -> carried(request, requestId, operation, values, bytes)));
    outcome.onComplete(
        done -> {
          admission.leave();
          if (stopping && request.version() != HttpVersion.HTTP_2 && !response.headWritten()) {
            response.putHeader("connection", "close");
          }
          if (done.succeeded()) answer(response, requestId, operation, done.result());
          else fault(response, requestId, operation, done.cause());
          parts
              .meter()
              .answered(operation.address(), response.getStatusCode(), System.nanoTime() - started);
        });
  }

  private Future<Outcome<Object>> carried(
      HttpServerRequest request,
      String requestId,
      Operation<?, ?> operation,
      List<String> values,
      byte[] body) {
    MultiMap parameters = null;
    if (body == null) {
      try {
        parameters = request.params();
      } catch (IllegalArgumentException malformed) {
        return Future.succeededFuture(
            Outcome.refused(
                CommonRefusal.MALFORMED_REQUEST, "the query holds a broken percent escape"));
      }
    }
    return edge.handle(asked(request, requestId, operation, decoded(values), body, parameters));
  }

  private static Edge.Request asked(
      HttpServerRequest request,
      String requestId,
      Operation<?, ?> operation,
      List<String> values,
      byte[] body,
      MultiMap parameters) {
    return new Edge.Request(
        operation,
        values,
        SignedBody.of(operation, request.getHeader(SignedBody.HEADER), body),
        parameters,
        request.getHeader("authorization"),
        request.getHeader("wix-site-id"),
        request.getHeader("idempotency-key"),
        requestId,
        request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress());
  }

  private static List<String> decoded(List<String> values) {
    for (String value : values) {
      if (value.indexOf('%') < 0) continue;
      return values.stream().map(GatewayVerticle::percentDecoded).toList();
    }
    return values;
  }

  private static String percentDecoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return value;
    }
  }

  private static boolean hasBody(HttpMethod method) {
    return method == HttpMethod.POST || method == HttpMethod.PATCH || method == HttpMethod.PUT;
  }

  private void answer(
      HttpServerResponse response,
      String requestId,
      Operation<?, ?> operation,
      Outcome<Object> outcome) {
    if (response.ended() || response.closed()) return;
    if (!(outcome instanceof Outcome.Done<Object> done)) {
      reply(response, requestId, (Outcome.Refused<Object>) outcome);
    } else if (!done.isWritten() && done.value() instanceof RawHttpResponse raw) {
      raw(response, requestId, raw);
    } else {
      byte[][] body =
          done.parts() == null ? new byte[][] {parts.encode(operation, done)} : done.parts();
      // Sent from the arrays themselves, which nobody changes.
      head(response, 200, requestId).end(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
    }
  }

  /** A reply that is no JSON, such as a redirect of a browser. */
  private static void raw(HttpServerResponse response, String requestId, RawHttpResponse raw) {
    response.setStatusCode(raw.statusCode() == null ? 200 : raw.statusCode());
    response.putHeader(REQUEST_ID, requestId);
    if (raw.headers() != null) raw.headers().forEach(h -> response.putHeader(h.key(), h.value()));
    response.end(
        raw.body() == null
            ? Buffer.buffer()
            : Buffer.buffer(Base64.getDecoder().decode(raw.body())));
  }

  private void fault(
      HttpServerResponse response, String requestId, Operation<?, ?> operation, Throwable cause) {
    Outcome<Object> known = parts.faults().apply(cause);
    if (known == null) {
      LOG.error("{} {} failed", requestId, operation, cause);
      known = Outcome.refused(CommonRefusal.INTERNAL_ERROR, "the engine failed; see its log");
    } else {
      LOG.warn("{} {} unavailable: {}", requestId, operation, String.valueOf(cause.getMessage()));
    }
    reply(response, requestId, known);
  }

  private static void reply(HttpServerResponse response, String requestId, Outcome<?> outcome) {
    Outcome.Refused<?> refused = (Outcome.Refused<?>) outcome;
    Kind kind = refused.refusal().kind();
    if (response.ended() || response.closed()) return;
    if (kind == Kind.UNAVAILABLE || kind == Kind.RATE_LIMITED)
      response.putHeader("retry-after", "1");
    byte[] body = refused == BUSY ? BUSY_BODY : ErrorBody.of(refused);
    head(response, kind.status(), requestId).end(Buffer.buffer(body));
  }

  private static HttpServerResponse head(
      HttpServerResponse response, int status, String requestId) {
    response.setStatusCode(status);
    response
        .headers()
        .set(io.vertx.core.http.HttpHeaders.CONTENT_TYPE, JSON)
        .set(REQUEST_ID, requestId)
        .set(ALLOW_ORIGIN, ANY)
        .set(EXPOSE_HEADERS, REQUEST_ID);
    return response;
  }

  private static void preflight(HttpServerResponse response) {
    response
        .setStatusCode(204)
        .putHeader("access-control-allow-origin", "*")
        .putHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE")
        .putHeader("access-control-allow-headers", "*, Authorization, Content-Type")
        .putHeader("access-control-max-age", "86400")
        .end();
  }
}
