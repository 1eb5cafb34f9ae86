package io.cartwright.payment;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.order.money.MoneyQuestions.MoveNews;
import io.cartwright.payment.ConclusionFlow.Remember;
import io.cartwright.payment.PaymentQuestions.MoneyOf;
import io.cartwright.payment.PaymentQuestions.MoveAsk;
import io.cartwright.payment.PaymentQuestions.Pay;
import io.cartwright.payment.PaymentQuestions.Providers;
import io.cartwright.payment.PaymentQuestions.ProvidersWanted;
import io.cartwright.payment.SandboxProvider.Signed;
import io.cartwright.store.Committer;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.wire.Violation;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentRequest;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentResponse;
import io.cartwright.wire.own.payment.DecideSandboxMovesRequest;
import io.cartwright.wire.own.payment.DecideSandboxMovesResponse;
import io.cartwright.wire.own.payment.DisputeSandboxPaymentRequest;
import io.cartwright.wire.own.payment.DisputeSandboxPaymentResponse;
import io.cartwright.wire.own.payment.NotifyPaymentRequest;
import io.cartwright.wire.own.payment.NotifyPaymentResponse;
import io.cartwright.wire.own.payment.PayOrderRequest;
import io.cartwright.wire.own.payment.PayOrderResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Serves payments. */
public final class PaymentVerticle extends VerticleBase {
  private final Bus bus;
  private final Ids ids;
  private final PaymentStore store;
  private final SandboxStore books;
  private final PaymentSettings settings;
  private final Function<SandboxProvider, List<PaymentProvider>> more;
  private SandboxProvider sandbox;
  private Map<String, GuardedProvider> providers;
  private PaymentFlow payments;
  private NotificationFlow notifications;
  private MeansFlow means;

  public PaymentVerticle(
      Bus bus, Pools pools, Committer committer, Clock clock, Ids ids, PaymentSettings settings) {
    this(bus, pools, committer, clock, ids, settings, sandbox -> List.of());
  }

  /** Makes one with further providers, which may use the sandbox. */
  PaymentVerticle(
      Bus bus,
      Pools pools,
      Committer committer,
      Clock clock,
      Ids ids,
      PaymentSettings settings,
      Function<SandboxProvider, List<PaymentProvider>> more) {
    this.bus = bus;
    this.ids = ids;
    this.store = new PaymentStore(pools, committer);
    this.books = new SandboxStore(new Documents(pools), committer, clock);
    this.settings = settings;
    this.more = more;
  }

  @Override
  public Future<?> start() {
    sandbox = new SandboxProvider(books, vertx, settings.sandboxDelay());
    List<PaymentProvider> all = new ArrayList<>(List.of(new ManualProvider(), sandbox));
    if (settings.stripe().enabled()) {
      all.add(new StripeProvider(vertx, settings.stripe(), settings.callTimeout()));
    }
    all.addAll(more.apply(sandbox));
    providers = GuardedProvider.all(vertx, settings, all);
    ConclusionFlow conclusion = new ConclusionFlow(bus, store, providers);
    payments = new PaymentFlow(bus, store, conclusion, providers, ids);
    notifications = new NotificationFlow(bus, store, conclusion, providers);
    means = new MeansFlow(bus, store, payments, providers, ids);
    return Future.all(
        List.of(
            bus.serve(PaymentOperations.PAY_ORDER, this::payOrder),
            bus.serve(PaymentOperations.NOTIFY_PAYMENT, this::notifyPayment),
            bus.serve(PaymentOperations.CONFIRM_SANDBOX_PAYMENT, this::confirmSandboxPayment),
            bus.serve(PaymentOperations.CREATE_PAYMENT_INTENT, means::createIntent),
            bus.serve(PaymentOperations.DECIDE_SANDBOX_MOVES, this::decideSandboxMoves),
            bus.serve(PaymentOperations.DISPUTE_SANDBOX_PAYMENT, this::disputeSandboxPayment),
            bus.serve(
                PaymentQuestions.PAY, call -> payments.pay(call, call.body(), Remember.NOTHING)),
            bus.serve(PaymentQuestions.MOVE, this::move),
            bus.serve(PaymentQuestions.MOVE_STATUS, this::moveStatus),
            bus.serve(PaymentQuestions.PREPARE, means::prepare),
            bus.serve(PaymentQuestions.CHARGE, means::charge),
            bus.serve(PaymentQuestions.HAS_SAVED, this::hasSaved),
            bus.serve(PaymentQuestions.HAS_MONEY, this::hasMoney),
            bus.serve(PaymentQuestions.PROVIDERS, this::providers)));
  }

  private Future<Outcome<MoveNews>> move(Call<MoveAsk> call) {
    GuardedProvider provider = providers.get(call.body().provider());
    MoveRequest request = Moves.request(call.body());
    if (provider == null) {
      return Future.succeededFuture(
          Outcome.done(
              Moves.news(request.key(), ProviderAnswer.of(ProviderAnswer.State.NOT_SENT))));
    }
    Future<ProviderAnswer> asked =
        switch (request.kind()) {
          case CAPTURE -> provider.capture(request);
          case VOID -> provider.cancel(request);
          case REFUND -> provider.refund(request);
        };
    return asked.map(answer -> Outcome.done(Moves.news(request.key(), answer)));
  }

  private Future<Outcome<MoveNews>> moveStatus(Call<MoveAsk> call) {
    GuardedProvider provider = providers.get(call.body().provider());
    MoveRequest request = Moves.request(call.body());
    Future<ProviderAnswer> asked =
        provider == null
            ? Future.succeededFuture(ProviderAnswer.of(ProviderAnswer.State.UNKNOWN))
            : provider.status(request);
    return asked.map(answer -> Outcome.done(Moves.news(request.key(), answer)));
  }

  private Future<Outcome<Providers>> providers(Call<ProvidersWanted> call) {
    List<String> names = providers.keySet().stream().sorted().toList();
    return Future.succeededFuture(Outcome.done(new Providers(names)));
  }

  private Future<Outcome<Boolean>> hasSaved(Call<MoneyOf> call) {
    return means
        .saved(call.caller().siteId(), call.body().orderId())
        .map(found -> Outcome.done(found.isPresent()));
  }

  private Future<Outcome<PayOrderResponse>> payOrder(Call<PayOrderRequest> call) {
    PayOrderRequest ask = call.body();
    Pay pay = new Pay(UUID.fromString(ask.orderId()), ask.provider(), ask.paymentToken(), false);
    Future<Outcome<Pay>> wanted =
        ask.paymentGatewayOrderId() == null
            ? Future.succeededFuture(Outcome.done(pay))
            : means.collection(
                call.caller().siteId(), pay, UUID.fromString(ask.paymentGatewayOrderId()));
    return wanted.compose(
        found ->
            found.thenAwait(
                it ->
                    payments
                        .pay(
                            call,
                            it,
                            (change, reply) ->
                                Commits.remember(PaymentOperations.PAY_ORDER, call, change, reply))
                        .compose(paid -> kept(call, it, paid))));
  }

  private Future<Outcome<PayOrderResponse>> kept(
      Call<PayOrderRequest> call, Pay pay, Outcome<PayOrderResponse> paid) {
    boolean keep = Boolean.TRUE.equals(call.body().savePaymentMethod()) && paid.isDone();
    return keep ? means.keep(call, pay).map(done -> paid) : Future.succeededFuture(paid);
  }

  private Future<Outcome<NotifyPaymentResponse>> notifyPayment(Call<NotifyPaymentRequest> call) {
    NotifyPaymentRequest ask = call.body();
    return notifications
        .notified(call, ask.provider(), ask.payload(), ask.signature())
        .map(done -> done.map(taken -> NotifyPaymentResponse.builder().build()));
  }

  private Future<Outcome<DecideSandboxMovesResponse>> decideSandboxMoves(
      Call<DecideSandboxMovesRequest> call) {
    DecideSandboxMovesRequest ask = call.body();
    boolean approve = !Boolean.FALSE.equals(ask.approve());
    return sandbox
        .decide(call.caller().siteId(), UUID.fromString(ask.paymentId()), approve)
        .compose(decided -> decided.thenAwait(all -> sendAll(call, all)))
        .map(
            sent -> sent.map(count -> DecideSandboxMovesResponse.builder().decided(count).build()));
  }

  private Future<Outcome<DisputeSandboxPaymentResponse>> disputeSandboxPayment(
      Call<DisputeSandboxPaymentRequest> call) {
    DisputeSandboxPaymentRequest ask = call.body();
    UUID disputeId = ids.next();
    if (ask.amount() != null && !ask.amount().matches("\\d{1,12}(\\.\\d{1,4})?")) {
      return Future.succeededFuture(
          Outcome.invalid("amount", Violation.Rule.FORMAT, "must be a decimal"));
    }
    return sandbox
        .dispute(
            call.caller().siteId(),
            UUID.fromString(ask.paymentId()),
            disputeId,
            ask.amount(),
            Boolean.TRUE.equals(ask.reverse()))
        .compose(disputed -> disputed.thenAwait(all -> sendAll(call, all)))
        .map(
            sent ->
                sent.map(
                    count ->
                        DisputeSandboxPaymentResponse.builder()
                            .disputeId(disputeId.toString())
                            .build()));
  }

  private Future<Outcome<Integer>> sendAll(Call<?> call, List<Signed> all) {
    Future<Outcome<Integer>> sent = Future.succeededFuture(Outcome.done(0));
    for (Signed one : all) {
      sent =
          sent.compose(
              before ->
                  before.thenAwait(
                      count -> send(call, one).map(outcome -> outcome.map(ok -> count + 1))));
    }
    return sent;
  }

  /** The notification takes the way of any other: to the operation that all providers call. */
  private Future<Outcome<ConfirmSandboxPaymentResponse>> confirmSandboxPayment(
      Call<ConfirmSandboxPaymentRequest> call) {
    ConfirmSandboxPaymentRequest ask = call.body();
    boolean approve = !Boolean.FALSE.equals(ask.approve());
    return sandbox
        .confirm(call.caller().siteId(), UUID.fromString(ask.orderId()), approve)
        .compose(confirmed -> confirmed.thenAwait(signed -> send(call, signed)));
  }

  private Future<Outcome<ConfirmSandboxPaymentResponse>> send(Call<?> call, Signed signed) {
    NotifyPaymentRequest news =
        NotifyPaymentRequest.builder()
            .provider(PaymentQuestions.SANDBOX)
            .payload(signed.payload())
            .signature(signed.signature())
            .build();
    Call<NotifyPaymentRequest> sent =
        new Call<>(
            Caller.anonymous(),
            CallId.minted(ids.next().toString()),
            news,
            null,
            call.now(),
            call.requestId());
    return bus.call(PaymentOperations.NOTIFY_PAYMENT, sent)
        .map(
            done ->
                done.map(
                    taken ->
                        ConfirmSandboxPaymentResponse.builder().status(signed.state()).build()));
  }

  private Future<Outcome<Boolean>> hasMoney(Call<MoneyOf> call) {
    return store
        .findLive(call.caller().siteId(), call.body().orderId())
        .map(live -> Outcome.done(live.isPresent()));
  }
}
