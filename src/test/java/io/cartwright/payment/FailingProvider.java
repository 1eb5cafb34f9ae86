package io.cartwright.payment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A provider that does what the sandbox does and fails at a chosen point. */
final class FailingProvider implements PaymentProvider {
  /** Where it fails. */
  enum Point {
    /** The charge is made, and nothing comes back until the provider is asked by the healer. */
    CRASHING,
    /** The charge never arrives. */
    UNREACHED
  }

  private final Point point;
  private final PaymentProvider sandbox;
  private final boolean alive;

  private FailingProvider(Point point, PaymentProvider sandbox, boolean alive) {
    this.point = point;
    this.sandbox = sandbox;
    this.alive = alive;
  }

  /** As the process sees them that dies: they never answer. */
  static List<PaymentProvider> dead(PaymentProvider sandbox) {
    return List.of(
        new FailingProvider(Point.CRASHING, sandbox, false),
        new FailingProvider(Point.UNREACHED, sandbox, false));
  }

  /** As they are seen after a restart. */
  static List<PaymentProvider> alive(PaymentProvider sandbox) {
    return List.of(
        new FailingProvider(Point.CRASHING, sandbox, true),
        new FailingProvider(Point.UNREACHED, sandbox, true));
  }

  @Override
  public String name() {
    return point.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public Future<ProviderAnswer> charge(ChargeRequest request) {
    return switch (point) {
      case CRASHING ->
          sandbox.charge(request).compose(answer -> Promise.<ProviderAnswer>promise().future());
      case UNREACHED -> Promise.<ProviderAnswer>promise().future();
    };
  }

  @Override
  public Future<ProviderAnswer> authorize(ChargeRequest request) {
    return charge(request);
  }

  @Override
  public Future<ProviderAnswer> status(UUID siteId, UUID key) {
    return alive ? sandbox.status(siteId, key) : Promise.<ProviderAnswer>promise().future();
  }

  @Override
  public Future<ProviderAnswer> undo(UUID siteId, UUID key) {
    return sandbox.undo(siteId, key);
  }

  @Override
  public Future<ProviderAnswer> capture(MoveRequest request) {
    return move(request, sandbox::capture);
  }

  @Override
  public Future<ProviderAnswer> cancel(MoveRequest request) {
    return move(request, sandbox::cancel);
  }

  @Override
  public Future<ProviderAnswer> refund(MoveRequest request) {
    return move(request, sandbox::refund);
  }

  private Future<ProviderAnswer> move(
      MoveRequest request, Function<MoveRequest, Future<ProviderAnswer>> ask) {
    if (alive) return ask.apply(request);
    return switch (point) {
      case CRASHING ->
          ask.apply(request).compose(answer -> Promise.<ProviderAnswer>promise().future());
      case UNREACHED -> Promise.<ProviderAnswer>promise().future();
    };
  }

  @Override
  public Future<ProviderAnswer> status(MoveRequest request) {
    return alive ? sandbox.status(request) : Promise.<ProviderAnswer>promise().future();
  }

  @Override
  public Future<Optional<ProviderNews>> parse(String payload, String signature) {
    return Future.succeededFuture(Optional.empty());
  }
}
