package io.cartwright.payment;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Payment outside: by cash, cheque or bank transfer. Moves no money. */
final class ManualProvider implements PaymentProvider {
  private static final ProviderAnswer OUTSIDE =
      new ProviderAnswer(ProviderAnswer.State.DECLINED, null, "This payment is made outside.");
  private static final ProviderAnswer OFFLINE = ProviderAnswer.of(ProviderAnswer.State.OFFLINE);

  @Override
  public String name() {
    return PaymentQuestions.MANUAL;
  }

  @Override
  public Future<ProviderAnswer> charge(ChargeRequest request) {
    return Future.succeededFuture(OFFLINE);
  }

  @Override
  public Future<ProviderAnswer> authorize(ChargeRequest request) {
    return Future.succeededFuture(OFFLINE);
  }

  @Override
  public Future<ProviderAnswer> status(UUID siteId, UUID key) {
    return Future.succeededFuture(OFFLINE);
  }

  @Override
  public Future<ProviderAnswer> undo(UUID siteId, UUID key) {
    return Future.succeededFuture(ProviderAnswer.of(ProviderAnswer.State.UNDONE));
  }

  @Override
  public Future<ProviderAnswer> capture(MoveRequest request) {
    return Future.succeededFuture(OUTSIDE);
  }

  @Override
  public Future<ProviderAnswer> cancel(MoveRequest request) {
    return Future.succeededFuture(OUTSIDE);
  }

  @Override
  public Future<ProviderAnswer> refund(MoveRequest request) {
    return Future.succeededFuture(OUTSIDE);
  }

  @Override
  public Future<ProviderAnswer> status(MoveRequest request) {
    return Future.succeededFuture(OUTSIDE);
  }

  @Override
  public Future<Optional<ProviderNews>> parse(String payload, String signature) {
    return Future.succeededFuture(Optional.empty());
  }
}
