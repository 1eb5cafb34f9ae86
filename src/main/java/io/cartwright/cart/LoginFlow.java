package io.cartwright.cart;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.site.SiteQuestions.BuyerLogin;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.own.cart.StoredCart;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * Merges a visitor's current cart into the member's at login. Both carts change in one transaction;
 * it is done by the owner of the member's cart, and the owner of the visitor's is then told to
 * forget it. A login that is told again finds no visitor's cart and does nothing.
 */
final class LoginFlow {
  static final Operation<BuyerLogin, BuyerLogin> MERGE =
      Operation.<BuyerLogin, BuyerLogin>internal("ecom.cart.merge")
          .keyedBy(
              (caller, login) ->
                  CartKeys.ownerOfBuyer(CartKeys.ofMember(login.memberId().toString())));

  private final Bus bus;
  private final CartFlow carts;
  private final CartLoadFlow loads;
  private final CartStore store;

  LoginFlow(Bus bus, CartFlow carts, CartLoadFlow loads, CartStore store) {
    this.bus = bus;
    this.carts = carts;
    this.loads = loads;
    this.store = store;
  }

  /** Hands the login to the owner of the member's cart. */
  Future<Outcome<BuyerLogin>> loggedIn(Call<BuyerLogin> call) {
    return bus.call(MERGE, CartFlow.minted(call));
  }

  /** Merges the carts. */
  Future<Outcome<BuyerLogin>> merge(Call<BuyerLogin> call) {
    UUID siteId = call.caller().siteId();
    Caller member = new Caller(siteId, Role.MEMBER, call.body().memberId());
    Call<BuyerLogin> asMember =
        new Call<>(member, call.id(), call.body(), null, call.now(), call.requestId());
    String turn = CartKeys.ownerOfBuyer(CartKeys.buyerOf(member));
    return carts.inTurn(turn, () -> attempt(asMember, CartFlow.TRIES_MAX));
  }

  private Future<Outcome<BuyerLogin>> attempt(Call<BuyerLogin> call, int tries) {
    UUID siteId = call.caller().siteId();
    String visitor = CartKeys.ofVisitor(call.body().visitorId().toString());
    return store
        .findCurrent(siteId, visitor)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Outcome.done(call.body()))
                    : mergeInto(call, found.get()))
        .compose(
            outcome ->
                CartFlow.lost(outcome) && tries > 1
                    ? attempt(call, tries - 1)
                    : Future.succeededFuture(outcome));
  }

  private Future<Outcome<BuyerLogin>> mergeInto(
      Call<BuyerLogin> call, Stored<StoredCart> visitors) {
    CartChange merge =
        CartChange.of((cart, found) -> Outcome.done(Carts.merge(cart, visitors.value())));
    return loads
        .currentOrNew(call)
        .load()
        .get()
        .compose(
            member ->
                member.thenAwait(
                    before ->
                        carts
                            .decide(call, before, merge)
                            .compose(
                                next -> next.thenAwait(s -> save(call, before, s, visitors)))));
  }

  private Future<Outcome<BuyerLogin>> save(
      Call<BuyerLogin> call,
      Stored<StoredCart> before,
      CartFlow.Shown next,
      Stored<StoredCart> visitors) {
    UUID siteId = call.caller().siteId();
    return carts
        .change(call, before, next, Cart.CODEC.toBytes(next.cart()))
        .map(change -> CartStore.delete(change, siteId, visitors, call.now()))
        .compose(
            change -> carts.commit(MERGE, call, change, call.body(), before.id(), next.stored()))
        .compose(
            outcome ->
                outcome.thenAwait(
                    done -> carts.tellChanged(call, visitors.id()).map(told -> outcome)));
  }
}
