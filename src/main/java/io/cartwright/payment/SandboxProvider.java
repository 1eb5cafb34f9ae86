package io.cartwright.payment;

import io.cartwright.bus.Outcome;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.payment.SandboxDispute;
import io.cartwright.wire.own.payment.SandboxMove;
import io.cartwright.wire.own.payment.SandboxNotification;
import io.cartwright.wire.own.payment.SandboxPayment;
import io.cartwright.wire.own.payment.SandboxState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A payment provider for tests and demonstrations. It keeps its own books and knows the engine only
 * by its requests, as one outside would.
 *
 * <p>Its tokens: {@code tok_approve}, {@code tok_decline}, {@code tok_pending} (decided later, and
 * told by a notification), {@code tok_timeout} (the money is taken, the answer is lost), {@code
 * tok_authorize} (the money is held). Those named {@code tok_refund_...} are approved, those named
 * {@code tok_capture_...} and {@code tok_void_...} are held, and their later refund, capture or
 * void ends as the name says: {@code pending}, {@code fail}, or {@code timeout}. Any other token is
 * declined.
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
                    : later(SandboxNews.answer(opened.payment())));
  }

  private static SandboxPayment payment(ChargeRequest request, SandboxState whenGood) {
    String token = request.token() == null ? "" : request.token();
    SandboxState state =
        switch (token) {
          case "tok_approve",
              TIMEOUT,
              "tok_refund_pending",
              "tok_refund_fail",
              "tok_refund_timeout" ->
              whenGood;
          case "tok_pending" -> SandboxState.PENDING;
          case "tok_authorize",
              "tok_capture_pending",
              "tok_capture_fail",
              "tok_capture_timeout",
              "tok_void_fail",
              "tok_void_timeout" ->
              SandboxState.AUTHORIZED;
          default -> SandboxState.DECLINED;
        };
    String failure = null;
    if (state == SandboxState.DECLINED) {
      failure =
          token.equals("tok_decline")
              ? "The card was declined."
              : "The sandbox does not know this token.";
    }
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
                        .map(stored -> SandboxNews.answer(stored.value()))
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
        .compose(after -> later(SandboxNews.answer(after.orElseThrow())));
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
    return sign(SandboxNews.of(siteId, payment), payment.state()).map(Outcome::done);
  }

  private Future<Signed> sign(SandboxNotification news, SandboxState state) {
    String payload = SandboxNotification.CODEC.toText(news);
    return books.secret().map(secret -> new Signed(payload, Signature.of(secret, payload), state));
  }

  @Override
  public Future<ProviderAnswer> capture(MoveRequest request) {
    return move(request);
  }

  @Override
  public Future<ProviderAnswer> cancel(MoveRequest request) {
    return move(request);
  }

  @Override
  public Future<ProviderAnswer> refund(MoveRequest request) {
    return move(request);
  }

  private Future<ProviderAnswer> move(MoveRequest request) {
    AtomicBoolean repeated = new AtomicBoolean();
    return books
        .change(
            request.siteId(),
            request.paymentKey(),
            payment -> {
              repeated.set(SandboxMoves.find(payment, request.key()) != null);
              return SandboxMoves.made(payment, request);
            })
        .compose(after -> moved(after, request, repeated.get()));
  }

  private Future<ProviderAnswer> moved(
      Optional<SandboxPayment> after, MoveRequest request, boolean repeated) {
    if (after.isEmpty()) {
      return later(
          new ProviderAnswer(ProviderAnswer.State.DECLINED, null, "There is no such payment."));
    }
    if (!repeated && SandboxMoves.isLost(after.get(), request)) {
      return Promise.<ProviderAnswer>promise().future();
    }
    return later(SandboxNews.answer(SandboxMoves.find(after.get(), request.key())));
  }

  @Override
  public Future<ProviderAnswer> status(MoveRequest request) {
    return books
        .find(request.siteId(), request.paymentKey())
        .compose(
            found -> {
              SandboxMove move =
                  found.map(it -> SandboxMoves.find(it.value(), request.key())).orElse(null);
              return later(
                  move == null
                      ? ProviderAnswer.of(ProviderAnswer.State.NOT_FOUND)
                      : SandboxNews.answer(move));
            });
  }

  /**
   * Decides what is pending of a payment's captures, voids and refunds, and answers the
   * notifications of all that are decided. Refuses PAYMENT_NOT_FOUND.
   */
  Future<Outcome<List<Signed>>> decide(UUID siteId, UUID paymentKey, boolean approve) {
    return books
        .change(siteId, paymentKey, payment -> SandboxMoves.decided(payment, approve))
        .compose(
            after -> {
              if (after.isEmpty()) return unknown();
              List<Future<Signed>> all = new ArrayList<>();
              for (SandboxMove move : SandboxMoves.moves(after.get())) {
                all.add(sign(SandboxNews.of(siteId, after.get(), move), move.state()));
              }
              return Future.join(all).map(done -> Outcome.done(done.<Signed>list()));
            });
  }

  /**
   * Has the buyer's bank take money back, or give up all that it took, and answers the
   * notifications. Refuses PAYMENT_NOT_FOUND.
   */
  Future<Outcome<List<Signed>>> dispute(
      UUID siteId, UUID paymentKey, UUID disputeId, String amount, boolean reverse) {
    return books
        .change(
            siteId,
            paymentKey,
            reverse ? SandboxMoves::won : SandboxMoves.disputed(disputeId, amount))
        .compose(
            after -> {
              if (after.isEmpty()) return unknown();
              List<Future<Signed>> all = new ArrayList<>();
              for (SandboxDispute dispute : SandboxMoves.disputes(after.get())) {
                all.add(sign(SandboxNews.of(siteId, after.get(), dispute), after.get().state()));
              }
              return Future.join(all).map(done -> Outcome.done(done.<Signed>list()));
            });
  }

  private static Future<Outcome<List<Signed>>> unknown() {
    return Future.succeededFuture(
        Outcome.refused(PaymentRefusal.PAYMENT_NOT_FOUND, "the sandbox has no such payment"));
  }

  @Override
  public Future<Optional<ProviderNews>> parse(String payload, String signature) {
    return books
        .secret()
        .map(
            secret ->
                Signature.isGenuine(secret, payload, signature)
                    ? Optional.of(SandboxNews.read(payload))
                    : Optional.empty());
  }

  private Future<ProviderAnswer> later(ProviderAnswer answer) {
    if (delay.isZero()) return Future.succeededFuture(answer);
    Promise<ProviderAnswer> promise = Promise.promise();
    vertx.setTimer(delay.toMillis(), timer -> promise.complete(answer));
    return promise.future();
  }
}
