package io.cartwright.gateway;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.function.Supplier;

/**
 * Everything over HTTP that is not an operation: health, metrics, the OpenAPI page, and static
 * pages. Unknown paths end here with ROUTE_NOT_FOUND.
 */
public final class Pages {
  /**
   * What the pages show. The gateway gives every reply its request id.
   *
   * @param ready whether the engine may be used now
   * @param metrics the metrics in Prometheus' text format
   * @param openApi the OpenAPI page
   */
  public record Sources(
      Supplier<Future<Boolean>> ready, Supplier<String> metrics, Supplier<byte[]> openApi) {}

  /**
   * Pages run what is served here and nothing else, talk to the engine only, and are framed by
   * nobody.
   */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Pages() {}

  static Router router(Vertx vertx, Sources sources) {
    Router router = Router.router(vertx);
    page(router, "/health/live").handler(context -> json(context, 200, "{\"status\":\"UP\"}"));
    page(router, "/health/ready").handler(context -> ready(context, sources));
    page(router, "/metrics")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(sources.metrics().get()));
    page(router, "/openapi.json")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("content-type", "application/json")
                    .end(Buffer.buffer(sources.openApi().get())));
    router
        .route()
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(Pages::guard)
        .handler(StaticHandler.create("web").setCachingEnabled(true).setIndexPage("index.html"));
    router.route().handler(Pages::notFound);
    router.errorHandler(404, Pages::notFound);
    router.errorHandler(
        400,
        context ->
            refuse(context, CommonRefusal.MALFORMED_REQUEST, "the path or the head is malformed"));
    router.errorHandler(
        500,
        context -> refuse(context, CommonRefusal.INTERNAL_ERROR, "the engine failed; see its log"));
    return router;
  }

  private static void guard(RoutingContext context) {
    context
        .response()
        .putHeader("content-security-policy", CONTENT_POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer");
    context.next();
  }

  private static void ready(RoutingContext context, Sources sources) {
    sources
        .ready()
        .get()
        .onComplete(
            done -> {
              boolean up = done.succeeded() && done.result();
              json(context, up ? 200 : 503, up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
            });
  }

  private static Route page(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static void notFound(RoutingContext context) {
    refuse(
        context,
        CommonRefusal.ROUTE_NOT_FOUND,
        "no operation at " + context.request().method() + " " + context.request().path());
  }

  private static void refuse(RoutingContext context, CommonRefusal refusal, String description) {
    if (context.response().ended()) return;
    Outcome<Object> refused = Outcome.refused(refusal, description);
    context
        .response()
        .setStatusCode(refusal.kind().status())
        .putHeader("content-type", "application/json")
        .putHeader("access-control-allow-origin", "*")
        .end(Buffer.buffer(ErrorBody.of((Outcome.Refused<?>) refused)));
  }

  private static void json(RoutingContext context, int status, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body);
  }
}
