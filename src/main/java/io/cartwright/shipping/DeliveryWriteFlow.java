package io.cartwright.shipping;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.store.Change;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a change of delivery and answers when it counts in this node's memory. When another
 * change came between loading and committing, all is loaded and decided again; whether the caller's
 * revision is stale is part of the decision.
 */
public final class DeliveryWriteFlow {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWriteFlow.class);

  private final Commits commits;
  private final DeliveryCache cache;

  /**
   * What was decided.
   *
   * @param change null when nothing is to be changed
   */
  public record Plan<A>(Change change, A reply) {}

  public DeliveryWriteFlow(Commits commits, DeliveryCache cache) {
    this.commits = commits;
    this.cache = cache;
  }

  /**
   * @param plan loads and decides; asked again when it was overtaken
   */
  public <Q, A> Future<Outcome<A>> write(
      Operation<Q, A> operation, Call<Q> call, Supplier<Future<Outcome<Plan<A>>>> plan) {
    return attempt(operation, call, plan, Retries.TRIES_MAX);
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation, Call<Q> call, Supplier<Future<Outcome<Plan<A>>>> plan, int tries) {
    return plan.get()
        .compose(
            decided ->
                decided.thenAwait(
                    planned ->
                        planned.change() == null
                            ? Future.succeededFuture(Outcome.done(planned.reply()))
                            : commit(operation, call, planned)
                                .compose(
                                    outcome ->
                                        Retries.isStale(outcome) && tries > 1
                                            ? attempt(operation, call, plan, tries - 1)
                                            : shown(call, outcome))));
  }

  private <Q, A> Future<Outcome<A>> commit(Operation<Q, A> operation, Call<Q> call, Plan<A> plan) {
    return commits.commit(operation, call, plan.change(), plan.reply(), DeliveryStore::onUnique);
  }

  private <A> Future<Outcome<A>> shown(Call<?> call, Outcome<A> outcome) {
    if (!outcome.isDone()) return Future.succeededFuture(outcome);
    UUID siteId = call.caller().siteId();
    return cache
        .changed(siteId)
        .map(read -> outcome)
        .recover(
            fault -> {
              LOG.warn("Delivery of site {} changed and cannot be read yet: {}", siteId, fault);
              return Future.succeededFuture(outcome);
            });
  }
}
