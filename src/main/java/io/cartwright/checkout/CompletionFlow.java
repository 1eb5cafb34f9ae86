package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutRefusal.UNAUTHENTICATED_TOKEN;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.cart.CartQuestions;
import io.cartwright.cart.CartQuestions.CartOrdered;
import io.cartwright.checkout.CheckoutFlow.Shown;
import io.cartwright.checkout.CheckoutFlow.Source;
import io.cartwright.checkout.CheckoutQuestions.Completion;
import io.cartwright.checkout.CheckoutQuestions.CompletionOf;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.abandonedcheckouts.AbandonedCheckout;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.own.checkout.StoredCheckout;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes checkouts: when their order is approved, in its transaction; when an administrator says
 * so; and when a buyer comes back with a token from a page of the merchant's own. A checkout that
 * was abandoned is recovered thereby.
 */
final class CompletionFlow {
  static final Operation<CompletionToken, String> REDEEM =
      Operation.<CompletionToken, String>internal("ecom.checkout.redeem")
          .keyedBy((caller, token) -> CheckoutKeys.owner(token.checkoutId().toString()));

  private static final Logger LOG = LoggerFactory.getLogger(CompletionFlow.class);

  private final Bus bus;
  private final CheckoutFlow checkouts;

  CompletionFlow(Bus bus, CheckoutFlow checkouts) {
    this.bus = bus;
    this.checkouts = checkouts;
  }

  /** Prepares the completion of a checkout whose order is approved by another domain. */
  Future<Outcome<Completion>> completion(Call<CompletionOf> call) {
    UUID siteId = call.caller().siteId();
    CompletionOf ask = call.body();
    return checkouts
        .leaveToOthers(call, ask.checkoutId())
        .compose(left -> checkouts.store().find(siteId, ask.checkoutId()))
        .compose(
            found ->
                found.isEmpty() || Checkouts.isCompleted(found.get().value())
                    ? Future.succeededFuture(Outcome.done(Completion.NOTHING))
                    : completion(call, found.get()));
  }

  private Future<Outcome<Completion>> completion(
      Call<CompletionOf> call, Stored<StoredCheckout> stored) {
    String orderId = call.body().orderId().toString();
    StoredCheckout checkout = stored.value();
    return show(call, stored)
        .compose(shown -> joined(call, stored, shown, orderId))
        .map(
            join ->
                Outcome.done(
                    new Completion(
                        join, () -> tellCart(call, checkout, checkout.orderedCartUnits()))));
  }

  /**
   * The checkout as it was placed; else as it is priced now, and without amounts if it cannot be.
   */
  private Future<Checkout> show(Call<?> call, Stored<StoredCheckout> stored) {
    Checkout frozen = Checkouts.frozen(stored);
    if (frozen != null) return Future.succeededFuture(frozen);
    Checkout bare = Checkout.builder().id(stored.id().toString()).build();
    return checkouts
        .price(call, stored)
        .map(priced -> priced.isDone() ? priced.orNull().checkout() : bare)
        .otherwise(
            fault -> {
              LOG.warn("{} completes {} unpriced", call.requestId(), stored.id(), fault);
              return bare;
            });
  }

  /** What completes a checkout that was priced. */
  Future<Consumer<Change>> completion(Call<?> call, Shown shown, String orderId) {
    return joined(call, shown.stored(), shown.checkout(), orderId);
  }

  private Future<Consumer<Change>> joined(
      Call<?> call, Stored<StoredCheckout> before, Checkout shown, String orderId) {
    UUID siteId = call.caller().siteId();
    StoredCheckout completed = Checkouts.completed(before.value(), orderId);
    Checkout told =
        shown.toBuilder()
            .completed(true)
            .orderId(completed.orderId())
            .updatedDate(call.now())
            .build();
    return abandoned(siteId, before.value())
        .map(
            abandoned ->
                change -> {
                  StoredCheckout next = PlacedView.keep(completed, told);
                  if (abandoned.isPresent()) {
                    next = next.toBuilder().recovered(true).build();
                    Abandonment.recover(change, siteId, abandoned.get(), call.now());
                  }
                  CheckoutStore.complete(change, siteId, before, next, shown, told, call.now());
                });
  }

  private Future<Optional<Stored<AbandonedCheckout>>> abandoned(
      UUID siteId, StoredCheckout checkout) {
    if (checkout.abandonedCheckoutId() == null || Boolean.TRUE.equals(checkout.recovered())) {
      return Future.succeededFuture(Optional.empty());
    }
    return checkouts.store().findAbandoned(siteId, UUID.fromString(checkout.abandonedCheckoutId()));
  }

  /**
   * Tells the cart that it became an order; that it stays when this fails harms nobody.
   *
   * @param units what the cart held of each line when the ordered checkout was made from it
   */
  void tellCart(Call<?> call, StoredCheckout checkout, Map<String, Integer> units) {
    if (checkout.cartId() == null) return;
    CartOrdered told = new CartOrdered(UUID.fromString(checkout.cartId()), units);
    bus.call(CartQuestions.CART_ORDERED, call.asSystem(told))
        .onFailure(fault -> LOG.warn("{} left the cart {}", call.requestId(), told, fault));
  }

  /** Completes a checkout because its caller says so; done before, it stays as it is. */
  <Q, A> Future<Outcome<A>> markCompleted(
      Operation<Q, A> operation, Call<Q> call, String checkoutId, String orderId, A reply) {
    Source source = checkouts.byId(call, checkoutId);
    return Retries.whileStale(
        () ->
            source
                .get()
                .compose(
                    found ->
                        found.thenAwait(
                            stored ->
                                Checkouts.isCompleted(stored.value())
                                    ? Future.succeededFuture(Outcome.done(reply))
                                    : complete(
                                        call,
                                        stored,
                                        orderId,
                                        change -> {
                                          Commits.remember(operation, call, change, reply);
                                        },
                                        reply))),
        CheckoutFlow.TRIES_MAX);
  }

  private <A> Future<Outcome<A>> complete(
      Call<?> call,
      Stored<StoredCheckout> stored,
      String orderId,
      Consumer<Change> remember,
      A reply) {
    return show(call, stored)
        .compose(shown -> joined(call, stored, shown, orderId))
        .compose(
            join -> {
              Change change = Change.at(call.now());
              join.accept(change);
              remember.accept(change);
              return checkouts.store().commit(change);
            })
        .eventually(() -> checkouts.changed(call, stored.id()))
        .map(committed -> Commits.outcome(committed, reply, constraint -> null));
  }

  /** Hands a token to the owner of the checkout that it names. */
  Future<Outcome<String>> redeem(Call<?> call, String text) {
    CompletionToken token = CompletionToken.read(text);
    if (token == null) return Future.succeededFuture(unauthenticated());
    return bus.call(
        REDEEM,
        new Call<>(
            Caller.system(token.siteId()),
            CallId.minted(call.id().value()),
            token,
            null,
            call.now(),
            call.requestId()));
  }

  /**
   * Completes the checkout that a token names and answers where the token leads to. A token works
   * once: the completed checkout has forgotten the secret that signed it.
   */
  Future<Outcome<String>> redeem(Call<CompletionToken> call) {
    CompletionToken token = call.body();
    return Retries.whileStale(
        () ->
            checkouts
                .store()
                .find(token.siteId(), token.checkoutId())
                .compose(
                    found ->
                        found.isPresent()
                                && token.isGenuine(
                                    found.get().value().completionSecret(), call.now())
                            ? complete(call, found.get(), null, change -> {}, token.redirectUrl())
                            : Future.succeededFuture(unauthenticated())),
        CheckoutFlow.TRIES_MAX);
  }

  private static <T> Outcome<T> unauthenticated() {
    return Outcome.refused(
        UNAUTHENTICATED_TOKEN, "the token is not ours, has expired, or was used before");
  }
}
