package io.cartwright.payment;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Rounds;
import io.cartwright.store.Committer;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks providers what became of attempts that have no end: a crash or a lost answer left them
 * behind, or their notification never came. One for each node is enough; several do no harm.
 */
public final class PaymentHealerVerticle extends VerticleBase {
  private static final int BATCH_MAX = 100;

  private final Bus bus;
  private final Clock clock;
  private final Ids ids;
  private final PaymentStore store;
  private final SandboxStore books;
  private final PaymentSettings settings;
  private final Function<SandboxProvider, List<PaymentProvider>> more;
  private ConclusionFlow conclusion;

  public PaymentHealerVerticle(
      Bus bus, Pools pools, Committer committer, Clock clock, Ids ids, PaymentSettings settings) {
    this(bus, pools, committer, clock, ids, settings, sandbox -> List.of());
  }

  PaymentHealerVerticle(
      Bus bus,
      Pools pools,
      Committer committer,
      Clock clock,
      Ids ids,
      PaymentSettings settings,
      Function<SandboxProvider, List<PaymentProvider>> more) {
    this.bus = bus;
    this.clock = clock;
    this.ids = ids;
    this.store = new PaymentStore(pools, committer);
    this.books = new SandboxStore(new Documents(pools), committer, clock);
    this.settings = settings;
    this.more = more;
  }

  @Override
  public Future<?> start() {
    SandboxProvider sandbox = new SandboxProvider(books, vertx, settings.sandboxDelay());
    List<PaymentProvider> all = new ArrayList<>(List.of(new ManualProvider(), sandbox));
    if (settings.stripe().enabled()) {
      all.add(new StripeProvider(vertx, settings.stripe(), settings.callTimeout()));
    }
    all.addAll(more.apply(sandbox));
    Map<String, GuardedProvider> providers = GuardedProvider.all(vertx, settings, all);
    conclusion = new ConclusionFlow(bus, store, providers);
    Rounds.begin(vertx, settings.healInterval(), "heal open payments", this::heal);
    return Future.succeededFuture();
  }

  /** Looks once; what fails is logged and seen again next time. */
  Future<Void> heal() {
    Call<Void> call =
        new Call<>(
            Caller.anonymous(),
            CallId.minted(ids.next().toString()),
            null,
            null,
            clock.instant(),
            "payment-healer");
    return store
        .openSince(call.now().minus(settings.healAfter()), BATCH_MAX)
        .compose(
            open ->
                Rounds.inTurn(
                    open,
                    "heal payment",
                    one -> one.stored().id(),
                    one -> conclusion.heal(call, one)));
  }
}
