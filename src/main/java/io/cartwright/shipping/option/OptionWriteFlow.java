package io.cartwright.shipping.option;

import io.cartwright.bus.Call;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.DeliveryWriteFlow;
import io.cartwright.shipping.DeliveryWriteFlow.Plan;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.shipping.StoredOption;
import io.cartwright.wire.shippingoptions.ShippingOption;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Function;

/** Loads a shipping option, has a move decided, and commits it. */
public final class OptionWriteFlow {
  private final DeliveryStore store;
  private final DeliveryWriteFlow writes;

  public OptionWriteFlow(DeliveryStore store, DeliveryWriteFlow writes) {
    this.store = store;
    this.writes = writes;
  }

  Future<Outcome<Stored<StoredOption>>> load(Call<?> call, String optionId) {
    return store
        .findOption(call.caller().siteId(), DeliveryMessages.id(optionId))
        .map(
            found ->
                found
                    .map(Outcome::done)
                    .orElseGet(
                        () ->
                            Outcome.refused(
                                ShippingRefusal.SHIPPING_OPTION_NOT_FOUND,
                                "there is no such id: " + optionId)));
  }

  /** A move that the contract shows: its event is told. */
  <Q, A> Future<Outcome<A>> move(
      Operation<Q, A> operation,
      Call<Q> call,
      String optionId,
      Function<StoredOption, Outcome<StoredOption>> move,
      Function<ShippingOption, A> reply) {
    return move(operation, call, optionId, move, reply, true);
  }

  /** A move of what the contract does not show of an option. */
  public <Q, A> Future<Outcome<A>> moveQuietly(
      Operation<Q, A> operation,
      Call<Q> call,
      String optionId,
      Function<StoredOption, Outcome<StoredOption>> move,
      Function<ShippingOption, A> reply) {
    return move(operation, call, optionId, move, reply, false);
  }

  private <Q, A> Future<Outcome<A>> move(
      Operation<Q, A> operation,
      Call<Q> call,
      String optionId,
      Function<StoredOption, Outcome<StoredOption>> move,
      Function<ShippingOption, A> reply,
      boolean told) {
    return writes.write(
        operation,
        call,
        () ->
            load(call, optionId)
                .map(
                    found ->
                        found.then(
                            before ->
                                move.apply(before.value())
                                    .map(next -> plan(call, before, next, reply, told)))));
  }

  private static <A> Plan<A> plan(
      Call<?> call,
      Stored<StoredOption> before,
      StoredOption next,
      Function<ShippingOption, A> reply,
      boolean told) {
    A answer = reply.apply(next.option());
    if (next == before.value()) return new Plan<>(null, answer);
    UUID siteId = call.caller().siteId();
    Change change = DeliveryStore.change(siteId, call.now());
    if (told) {
      Options.change(change, siteId, before, next, call.now());
    } else {
      Options.replace(change, siteId, before, next);
    }
    return new Plan<>(change, answer);
  }
}
