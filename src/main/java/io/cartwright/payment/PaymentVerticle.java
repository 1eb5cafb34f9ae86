package io.cartwright.payment;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.payment.ConclusionFlow.Remember;
import io.cartwright.payment.PaymentQuestions.MoneyOf;
import io.cartwright.payment.PaymentQuestions.Pay;
import io.cartwright.payment.SandboxProvider.Signed;
import io.cartwright.store.Committer;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentRequest;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentResponse;
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
  private PaymentFlow payments;

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
    all.addAll(more.apply(sandbox));
    Map<String, GuardedProvider> providers = GuardedProvider.all(vertx, settings, all);
    payments =
        new PaymentFlow(bus, store, new ConclusionFlow(bus, store, providers), providers, ids);
    return Future.all(
        bus.serve(PaymentOperations.PAY_ORDER, this::payOrder),
        bus.serve(PaymentOperations.NOTIFY_PAYMENT, this::notifyPayment),
        bus.serve(PaymentOperations.CONFIRM_SANDBOX_PAYMENT, this::confirmSandboxPayment),
        bus.serve(PaymentQuestions.PAY, call -> payments.pay(call, call.body(), Remember.NOTHING)),
        bus.serve(PaymentQuestions.HAS_MONEY, this::hasMoney));
  }

  private Future<Outcome<PayOrderResponse>> payOrder(Call<PayOrderRequest> call) {
    PayOrderRequest ask = call.body();
    Pay pay = new Pay(UUID.fromString(ask.orderId()), ask.provider(), ask.paymentToken(), false);
    return payments.pay(
        call,
        pay,
        (change, reply) -> Commits.remember(PaymentOperations.PAY_ORDER, call, change, reply));
  }

  private Future<Outcome<NotifyPaymentResponse>> notifyPayment(Call<NotifyPaymentRequest> call) {
    NotifyPaymentRequest ask = call.body();
    return payments
        .notified(call, ask.provider(), ask.payload(), ask.signature())
        .map(done -> done.map(concluded -> NotifyPaymentResponse.builder().build()));
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
