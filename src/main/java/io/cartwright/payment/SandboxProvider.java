package io.cartwright.payment;

import io.cartwright.bus.Outcome;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.payment.SandboxNotification;
import io.cartwright.wire.own.payment.SandboxPayment;
import io.cartwright.wire.own.payment.SandboxState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment provider for tests and demonstrations. It keeps its own books and knows the engine only
 * by its requests, as one outside would.
 *
 * <p>Its tokens: {@code tok_approve}, {@code tok_decline}, {@code tok_pending} (decided later, and
 * told by a notification), {@code tok_timeout} (the money is taken, the answer is lost), {@code
 * tok_authorize} (the money is held). Any other token is declined.
 */
public final class SandboxProvider implements PaymentProvider {
  static final String TIMEOUT = "tok_timeout";

  private final SandboxStore books;
  private final Vertx vertx;
  private final Duration delay;

  SandboxProvider(SandboxStore books, Vertx vertx, Duration delay) {
    this.books = books;
    this.vertx = vertx;
    this.delay = delay;
  }

  /** A notification as the sandbox sends it. */
  record Signed(String payload, String signature, SandboxState state) {}

  @Override
  public String name() {
    return PaymentQuestions.SANDBOX;
  }

  @Override
  public Future<ProviderAnswer> charge(ChargeRequest request) {
    return take(request, SandboxState.APPROVED);
  }

  @Override
  public Future<ProviderAnswer> authorize(ChargeRequest request) {
    return take(request, SandboxState.AUTHORIZED);
  }

  private Future<ProviderAnswer> take(ChargeRequest request, SandboxState whenGood) {
    SandboxPayment asked = payment(request, whenGood);
    return books
        .open(request.siteId(), asked)
        .compose(
            opened ->
                opened.isNew() && TIMEOUT.equals(request.token())
                    ? Promise.<ProviderAnswer>promise().future()
                    : later(answer(opened.payment())));
  }

  private static SandboxPayment payment(ChargeRequest request, SandboxState whenGood) {
    String token = request.token() == null ? "" : request.token();
    SandboxState state =
        switch (token) {
          case "tok_approve", TIMEOUT -> whenGood;
          case "tok_pending" -> SandboxState.PENDING;
          case "tok_authorize" -> SandboxState.AUTHORIZED;
          default -> SandboxState.DECLINED;
        };
    String failure =
        switch (token) {
          case "tok_approve", TIMEOUT, "tok_pending", "tok_authorize" -> null;
          case "tok_decline" -> "The card was declined.";
          default -> "The sandbox does not know this token.";
        };
    return SandboxPayment.builder()
        .key(request.key().toString())
        .orderId(request.orderId().toString())
        .amount(request.amount())
        .currency(request.currency())
        .token(token)
        .state(state)
        .reference("sbx_" + request.key())
        .failure(failure)
        .build();
  }

  @Override
  public Future<ProviderAnswer> status(UUID siteId, UUID key) {
    return books
        .find(siteId, key)
        .compose(
            found ->
                later(
                    found
                        .map(stored -> answer(stored.value()))
                        .orElse(ProviderAnswer.of(ProviderAnswer.State.NOT_FOUND))));
  }

  /** A key that is not known yet is entered as undone, so that it will never take money. */
  @Override
  public Future<ProviderAnswer> undo(UUID siteId, UUID key) {
    SandboxPayment blank =
        SandboxPayment.builder()
            .key(key.toString())
            .state(SandboxState.UNDONE)
            .reference("sbx_" + key)
            .build();
    return books
        .open(siteId, blank)
        .compose(opened -> books.change(siteId, key, SandboxProvider::undone))
        .compose(after -> later(answer(after.orElseThrow())));
  }

  private static SandboxPayment undone(SandboxPayment payment) {
    return switch (payment.state()) {
      case DECLINED, UNDONE -> payment;
      case PENDING, APPROVED, AUTHORIZED -> payment.toBuilder().state(SandboxState.UNDONE).build();
    };
  }

  /**
   * Decides the pending payment of an order and answers the notification; one that is decided the
   * same way already is answered again. Refuses PAYMENT_NOT_FOUND and SANDBOX_PAYMENT_NOT_PENDING.
   */
  Future<Outcome<Signed>> confirm(UUID siteId, UUID orderId, boolean approve) {
    SandboxState wanted = approve ? SandboxState.APPROVED : SandboxState.DECLINED;
    return books
        .ofOrder(siteId, orderId)
        .map(SandboxProvider::latestPending)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(
                        Outcome.refused(
                            PaymentRefusal.PAYMENT_NOT_FOUND, "no pending payment of this order"))
                    : books
                        .change(siteId, found.get().id(), payment -> decided(payment, wanted))
                        .compose(after -> signed(siteId, after.orElseThrow(), wanted)));
  }

  private static Optional<Stored<SandboxPayment>> latestPending(
      List<Stored<SandboxPayment>> payments) {
    return payments.stream()
        .filter(stored -> "tok_pending".equals(stored.value().token()))
        .reduce((earlier, later) -> later);
  }

  private static SandboxPayment decided(SandboxPayment payment, SandboxState wanted) {
    if (payment.state() != SandboxState.PENDING) return payment;
    String failure = wanted == SandboxState.DECLINED ? "The payment was not confirmed." : null;
    return payment.toBuilder().state(wanted).failure(failure).build();
  }

  private Future<Outcome<Signed>> signed(UUID siteId, SandboxPayment payment, SandboxState wanted) {
    if (payment.state() != wanted) {
      return Future.succeededFuture(
          Outcome.refused(
              PaymentRefusal.SANDBOX_PAYMENT_NOT_PENDING, "the payment is " + payment.state()));
    }
    String payload =
        SandboxNotification.CODEC.toText(
            SandboxNotification.builder()
                .siteId(siteId.toString())
                .key(payment.key())
                .state(payment.state())
                .reference(payment.reference())
                .failure(payment.failure())
                .build());
    return books
        .secret()
        .map(
            secret ->
                Outcome.done(new Signed(payload, Signature.of(secret, payload), payment.state())));
  }

  @Override
  public Future<Optional<Notification>> parse(String payload, String signature) {
    return books
        .secret()
        .map(
            secret ->
                Signature.isGenuine(secret, payload, signature)
                    ? Optional.of(read(payload))
                    : Optional.empty());
  }

  private static Notification read(String payload) {
    SandboxNotification news = SandboxNotification.CODEC.fromText(payload);
    return new Notification(
        UUID.fromString(news.siteId()),
        UUID.fromString(news.key()),
        new ProviderAnswer(state(news.state()), news.reference(), news.failure()));
  }

  private static ProviderAnswer answer(SandboxPayment payment) {
    return new ProviderAnswer(state(payment.state()), payment.reference(), payment.failure());
  }

  private static ProviderAnswer.State state(SandboxState state) {
    return switch (state) {
      case PENDING -> ProviderAnswer.State.PENDING;
      case APPROVED -> ProviderAnswer.State.APPROVED;
      case AUTHORIZED -> ProviderAnswer.State.AUTHORIZED;
      case DECLINED -> ProviderAnswer.State.DECLINED;
      case UNDONE -> ProviderAnswer.State.UNDONE;
    };
  }

  private Future<ProviderAnswer> later(ProviderAnswer answer) {
    if (delay.isZero()) return Future.succeededFuture(answer);
    Promise<ProviderAnswer> promise = Promise.promise();
    vertx.setTimer(delay.toMillis(), timer -> promise.complete(answer));
    return promise.future();
  }
}
