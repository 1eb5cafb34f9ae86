package io.cartwright.gateway;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
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
   * What the pages show.
   *
   * @param ready whether the engine may be used now
   * @param metrics the metrics in Prometheus' text format
   * @param openApi the OpenAPI page
   * @param ids mints request ids
   */
  public record Sources(
      Supplier<Future<Boolean>> ready,
      Supplier<String> metrics,
      Supplier<byte[]> openApi,
      Supplier<String> ids) {}

  private Pages() {}

  static Router router(Vertx vertx, Sources sources) {
    Router router = Router.router(vertx);
    router.get("/health/live").handler(context -> json(context, 200, "{\"status\":\"UP\"}"));
    router.get("/health/ready").handler(context -> ready(context, sources));
    router
        .get("/metrics")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(sources.metrics().get()));
    router
        .get("/openapi.json")
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
        .handler(StaticHandler.create("web").setCachingEnabled(true).setIndexPage("index.html"));
    router.route().handler(context -> notFound(context, sources));
    router.errorHandler(404, context -> notFound(context, sources));
    return router;
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

  private static void notFound(RoutingContext context, Sources sources) {
    if (context.response().ended()) return;
    Outcome<Object> refused =
        Outcome.refused(
            CommonRefusal.ROUTE_NOT_FOUND,
            "no operation at " + context.request().method() + " " + context.request().path());
    context.response().putHeader("x-wix-request-id", sources.ids().get());
    context
        .response()
        .setStatusCode(404)
        .putHeader("content-type", "application/json")
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
