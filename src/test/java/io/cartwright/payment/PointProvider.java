package io.cartwright.payment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Does what the sandbox does, and falls silent at a chosen point of a capture, void or refund. */
final class PointProvider implements PaymentProvider {
  /** Where the process is cut off. */
  enum Point {
    /** The movement is written and its provider was not asked. */
    BEFORE_THE_CALL,
    /** The provider has moved the money, and its answer never came. */
    AFTER_THE_CALL,
    /** Nothing happens to it. */
    NEVER
  }

  static final String NAME = "point";
  volatile Point point = Point.NEVER;
  private final PaymentProvider sandbox;

  PointProvider(PaymentProvider sandbox) {
    this.sandbox = sandbox;
  }

  private static <T> Future<T> silence() {
    return Promise.<T>promise().future();
  }

  private Future<ProviderAnswer> move(
      MoveRequest request, Function<MoveRequest, Future<ProviderAnswer>> ask) {
    return switch (point) {
      case BEFORE_THE_CALL -> silence();
      case AFTER_THE_CALL -> ask.apply(request).compose(answer -> silence());
      case NEVER -> ask.apply(request);
    };
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Future<ProviderAnswer> charge(ChargeRequest request) {
    return sandbox.charge(request);
  }

  @Override
  public Future<ProviderAnswer> authorize(ChargeRequest request) {
    return sandbox.authorize(request);
  }

  @Override
  public Future<ProviderAnswer> status(UUID siteId, UUID key) {
    return sandbox.status(siteId, key);
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

  @Override
  public Future<ProviderAnswer> status(MoveRequest request) {
    return point == Point.NEVER ? sandbox.status(request) : silence();
  }

  @Override
  public Future<Optional<ProviderNews>> parse(String payload, String signature) {
    return Future.succeededFuture(Optional.empty());
  }
}
