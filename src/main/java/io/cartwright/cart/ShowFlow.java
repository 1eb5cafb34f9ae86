package io.cartwright.cart;

import io.cartwright.bus.Call;
import io.cartwright.bus.KeptAnswers;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.own.cart.StoredCart;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Function;

/**
 * Shows carts as they stand, and keeps the answers: what a cart shows hangs on the stored cart, the
 * site's settings and the rules alone, and all three are asked for each time. A cart whose price
 * hangs on how often something was used is priced each time. Belongs to one event loop.
 */
final class ShowFlow {
  private record Key(Operation<?, ?> operation, UUID cartId) {}

  /** Equal facts make equal answers. */
  private record Facts(Stored<StoredCart> cart, SiteSettings site, Rules rules) {}

  private final CartFlow carts;
  private final KeptAnswers<Key, Facts> kept;

  /**
   * @param keptBytesMax of answers that are kept
   */
  ShowFlow(CartFlow carts, long keptBytesMax) {
    this.carts = carts;
    this.kept = new KeptAnswers<>(keptBytesMax);
  }

  /** The cart of a source. */
  <Q, A> Future<Outcome<A>> show(
      Operation<Q, A> operation,
      Call<?> call,
      CartLoadFlow.Source source,
      Function<Cart, A> reply) {
    return source
        .load()
        .get()
        .compose(found -> found.thenAwait(cart -> show(operation, call, cart, reply)));
  }

  private <Q, A> Future<Outcome<A>> show(
      Operation<Q, A> operation, Call<?> call, Stored<StoredCart> cart, Function<Cart, A> reply) {
    return carts
        .settings(call)
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        carts
                            .rules(call)
                            .compose(
                                found ->
                                    found.thenAwait(
                                        rules ->
                                            show(
                                                operation,
                                                call,
                                                new Facts(cart, site, rules),
                                                reply)))));
  }

  private <Q, A> Future<Outcome<A>> show(
      Operation<Q, A> operation, Call<?> call, Facts facts, Function<Cart, A> reply) {
    Key key = new Key(operation, facts.cart().id());
    byte[] json = kept.find(key, facts);
    if (json != null) {
      return Future.succeededFuture(Outcome.done(operation.responseCodec(), json));
    }
    return carts
        .show(call, facts.cart())
        .map(outcome -> outcome.then(shown -> keep(operation, key, shown, reply)));
  }

  /** The facts are those that the cart was priced by in the end. */
  private <Q, A> Outcome<A> keep(
      Operation<Q, A> operation, Key key, CartFlow.Shown shown, Function<Cart, A> reply) {
    A answer = reply.apply(shown.cart());
    byte[] json = operation.responseCodec().toBytes(answer);
    if (!shown.priced().hangsOnUses()) {
      Rules rules = shown.priced().answers().rules();
      kept.put(key, new Facts(shown.stored(), shown.site(), rules), json);
    }
    return Outcome.done(answer, json);
  }
}
