package io.cartwright.gateway;

import io.cartwright.bus.Authenticator;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.wire.Route;
import io.vertx.core.Deployable;
import io.vertx.core.http.HttpServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the gateway's verticles: one for each event loop, all with the same table of routes, which
 * is made from the operations' declarations and from the contract's list of all operations.
 */
public final class Gateway {
  private static final String CONTRACT = "/contract-routes.tsv";

  /**
   * Limits of the edge.
   *
   * @param bodyMax bytes of a request body
   * @param inFlightMax requests under way at once on one event loop
   * @param perSecond requests that one caller may send per second, over all event loops
   * @param burst requests that one caller may send at once
   * @param loops number of event loops that the callers' requests are spread over
   * @param stopMs how long a stop waits for requests under way
   */
  public record Limits(
      long bodyMax, int inFlightMax, double perSecond, double burst, int loops, long stopMs) {}

  private final GatewayParts parts;

  public Gateway(
      Bus bus,
      Authenticator authenticator,
      List<Operation<?, ?>> operations,
      Limits limits,
      Clock clock,
      Supplier<String> ids,
      Pages.Sources pages,
      Function<Throwable, Outcome<Object>> faults,
      OperationMeter meter,
      BooleanSupplier committerBehind) {
    parts =
        new GatewayParts(
            routes(operations),
            List.copyOf(operations),
            () ->
                new Edge(
                    bus,
                    authenticator,
                    new RateLimiter(limits.perSecond() / limits.loops(), limits.burst()),
                    clock,
                    ids),
            vertx -> Pages.router(vertx, pages),
            faults,
            ids,
            limits.bodyMax(),
            () -> new Admission(limits.inFlightMax(), committerBehind),
            meter,
            limits.stopMs());
  }

  /** The gateway of one event loop, on these listeners. */
  public Deployable verticle(List<HttpServerOptions> listeners) {
    return new GatewayVerticle(parts, listeners);
  }

  /** The OpenAPI page of these operations, as JSON text. */
  public static byte[] openApi(List<Operation<?, ?>> operations, String version) {
    return OpenApi.of(operations, version).text().getBytes(StandardCharsets.UTF_8);
  }

  static RouteTable<GatewayParts.Target> routes(List<Operation<?, ?>> operations) {
    RouteTable<GatewayParts.Target> table = new RouteTable<>();
    for (Operation<?, ?> operation : operations) {
      Route<?, ?> route = operation.route();
      if (route == null) continue;
      GatewayParts.Target target = new GatewayParts.Target(operation.address(), operation);
      for (String path : route.paths()) table.add(route.verb(), path, target);
      for (Route.Fallback fallback : route.fallbacks()) {
        table.add(fallback.verb(), fallback.path(), target);
      }
    }
    contract().forEach(row -> addUnbuilt(table, row.split("\t", -1)));
    return table;
  }

  private static void addUnbuilt(RouteTable<GatewayParts.Target> table, String[] row) {
    GatewayParts.Target target = new GatewayParts.Target(row[0] + "." + row[1], null);
    table.add(row[2], row[3], target);
    if (!row[4].isEmpty()) table.add(row[2], row[4], target);
    if (!row[5].isEmpty()) {
      String[] fallback = row[5].split(" ");
      table.add(fallback[0], fallback[1], target);
    }
  }

  private static List<String> contract() {
    try (InputStream in = Gateway.class.getResourceAsStream(CONTRACT);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
