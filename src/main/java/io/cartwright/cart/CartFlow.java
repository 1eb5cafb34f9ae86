package io.cartwright.cart;

import static io.cartwright.cart.CartRefusal.CART_CHANGED;
import static io.cartwright.site.SiteQuestions.SETTINGS;

import io.cartwright.basket.Lines;
import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.Priced;
import io.cartwright.basket.PricingFlow;
import io.cartwright.basket.References;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Changed;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.LastTold;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Refusal;
import io.cartwright.cart.CartChange.Found;
import io.cartwright.cart.CartQuestions.CartOrdered;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.money.Currency;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.cart.StoredCart;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes carts and prices them for reading: load, ask what the move needs, decide, price for the
 * reply, commit. A change that lost to another one is decided again from the cart as it then is.
 * Belongs to one event loop.
 */
final class CartFlow {
  /** Tells the owner of a cart to forget what it keeps of it. */
  static final Operation<Changed, Changed> FORGET = Changed.topic("ecom.cart.forget");

  /** How often a change is tried. */
  static final int TRIES_MAX = 5;

  /** Carts of which an event loop holds what was told last: some 3 kB each. */
  static final int TOLD_MAX = 1_000;

  private final Bus bus;
  private final CartLoadFlow loads;
  private final Commits commits;
  private final PricingFlow pricing;
  private final Ids ids;
  private final Turns turns = new Turns();
  private final LastTold told = new LastTold(TOLD_MAX);

  CartFlow(Bus bus, CartLoadFlow loads, Commits commits, PricingFlow pricing, Ids ids) {
    this.bus = bus;
    this.loads = loads;
    this.commits = commits;
    this.pricing = pricing;
    this.ids = ids;
  }

  /** A cart that was priced, and what is shown of it. */
  record Shown(Stored<StoredCart> stored, Priced priced, SiteSettings site, Cart cart) {}

  /** The settings of the caller's site. */
  Future<Outcome<SiteSettings>> settings(Call<?> call) {
    return bus.ask(SETTINGS, call, SettingsWanted.INSTANCE);
  }

  /** The rules in force. */
  Future<Outcome<Rules>> rules(Call<?> call) {
    return pricing.rules(call);
  }

  /** Prices a cart for reading, as far as {@code ask} says. */
  Future<Outcome<Shown>> show(
      Call<?> call, Stored<StoredCart> cart, Function<Currency, PriceAsk> ask) {
    return settings(call)
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        pricing
                            .price(call, ask.apply(Currency.of(site.currency())))
                            .map(priced -> priced.map(p -> shown(cart, p, site)))));
  }

  /** The cart as it stands: lines and discounts. */
  Future<Outcome<Shown>> show(Call<?> call, Stored<StoredCart> cart) {
    return show(call, cart, currency -> PriceAsk.linesOf(cart.value().basket(), currency));
  }

  private static Shown shown(Stored<StoredCart> cart, Priced priced, SiteSettings site) {
    return new Shown(cart, priced, site, CartView.cart(cart, priced, site));
  }

  /**
   * Changes a cart. Refuses what the move refuses, and {@link CartRefusal#CART_CHANGED} when others
   * were faster each time.
   */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      CartLoadFlow.Source source,
      Outcome<CartChange> change,
      Function<Cart, A> reply) {
    return change.thenAwait(
        wanted ->
            inTurn(
                source.turn(), () -> attempt(operation, call, source, wanted, reply, TRIES_MAX)));
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation,
      Call<Q> call,
      CartLoadFlow.Source source,
      CartChange change,
      Function<Cart, A> reply,
      int tries) {
    return source
        .load()
        .get()
        .compose(
            found ->
                found.thenAwait(
                    before ->
                        decide(call, before, change)
                            .compose(
                                next ->
                                    next.thenAwait(
                                        shown -> save(operation, call, before, shown, reply)))))
        .compose(
            outcome ->
                !lost(outcome)
                    ? Future.succeededFuture(outcome)
                    : tries > 1
                        ? attempt(operation, call, source, change, reply, tries - 1)
                        : Future.succeededFuture(
                            Outcome.refused(CART_CHANGED, "others change this cart: try again")));
  }

  static boolean lost(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused
        && (refused.refusal() == CommonRefusal.INVALID_REVISION
            || refused.refusal() == CART_CHANGED);
  }

  /** The cart after the change, priced; nothing is saved yet. */
  Future<Outcome<Shown>> decide(Call<?> call, Stored<StoredCart> before, CartChange change) {
    StoredBasket basket = before.value().basket();
    Future<Outcome<SiteSettings>> settings = settings(call);
    Future<Outcome<List<ResolvedItem>>> items =
        pricing.resolve(call, References.toAsk(basket, change.added()));
    Future<Outcome<CouponAnswer>> coupon =
        change.couponCode() == null
            ? Future.succeededFuture(Outcome.done(null))
            : pricing.coupon(call, basket, change.couponCode());
    return settings.compose(
        site ->
            items.compose(
                resolved ->
                    coupon.compose(
                        code ->
                            site.thenAwait(
                                s ->
                                    resolved.thenAwait(
                                        r ->
                                            code.thenAwait(
                                                c -> next(call, before, change, s, r, c)))))));
  }

  private Future<Outcome<Shown>> next(
      Call<?> call,
      Stored<StoredCart> before,
      CartChange change,
      SiteSettings site,
      List<ResolvedItem> resolved,
      CouponAnswer coupon) {
    Currency currency = Currency.of(site.currency());
    int known = resolved.size() - change.added().size();
    StoredCart refreshed =
        Carts.withBasket(
            before.value(),
            Lines.refresh(before.value().basket(), resolved.subList(0, known), currency));
    Found found = new Found(resolved.subList(known, resolved.size()), coupon, currency, ids::next);
    return change
        .move()
        .next(refreshed, found)
        .thenAwait(
            cart ->
                pricing
                    .price(call, PriceAsk.linesOf(cart.basket(), currency))
                    .map(priced -> priced.map(p -> shown(successor(before, cart, call), p, site))));
  }

  private static Stored<StoredCart> successor(
      Stored<StoredCart> before, StoredCart cart, Call<?> call) {
    return new Stored<>(before.id(), before.revision() + 1, before.createdAt(), call.now(), cart);
  }

  private <Q, A> Future<Outcome<A>> save(
      Operation<Q, A> operation,
      Call<Q> call,
      Stored<StoredCart> before,
      Shown next,
      Function<Cart, A> reply) {
    UUID siteId = call.caller().siteId();
    byte[] json = Cart.CODEC.toBytes(next.cart());
    A answer = reply.apply(next.cart());
    return change(call, before, next, json)
        .compose(change -> commit(operation, call, change, answer, before.id(), next.stored()))
        .map(
            outcome -> {
              if (!outcome.isDone()) return outcome;
              told.put(siteId, next.stored(), json);
              return operation.leavesNode()
                  ? Outcome.done(
                      answer, operation.responseCodec().toBytes(answer, next.cart(), json))
                  : outcome;
            });
  }

  /**
   * The change that saves a cart. What the cart was is what was told of it last; where that is not
   * at hand, what it would be shown as now.
   *
   * @param json what is shown of the next one
   */
  Future<Change> change(Call<?> call, Stored<StoredCart> before, Shown next, byte[] json) {
    UUID siteId = call.caller().siteId();
    byte[] last = told.find(siteId, before);
    if (last != null || before.revision() == 0) {
      return Future.succeededFuture(CartStore.save(siteId, before, next.stored(), last, json));
    }
    return show(call, before)
        .map(
            known -> {
              byte[] was = known.isDone() ? Cart.CODEC.toBytes(known.orNull().cart()) : null;
              return CartStore.save(siteId, before, next.stored(), was, json);
            });
  }

  /** Takes an order's lines out of its cart, and deletes the cart when nothing is left. */
  Future<Outcome<CartOrdered>> ordered(
      Operation<CartOrdered, CartOrdered> operation,
      Call<CartOrdered> call,
      CartLoadFlow.Source source) {
    return inTurn(source.turn(), () -> ordered(operation, call, source, TRIES_MAX));
  }

  private Future<Outcome<CartOrdered>> ordered(
      Operation<CartOrdered, CartOrdered> operation,
      Call<CartOrdered> call,
      CartLoadFlow.Source source,
      int tries) {
    CartOrdered told = call.body();
    return source
        .load()
        .get()
        .compose(
            found ->
                found.thenAwait(
                    cart -> {
                      StoredCart rest = Carts.without(cart.value(), told.units(), ids.next());
                      return Lines.of(rest.basket()).isEmpty()
                          ? remove(operation, call, cart, told)
                          : decide(call, cart, withoutOrdered(told))
                              .compose(
                                  next ->
                                      next.thenAwait(
                                          shown -> save(operation, call, cart, shown, it -> told)));
                    }))
        .compose(
            outcome ->
                lost(outcome) && tries > 1
                    ? ordered(operation, call, source, tries - 1)
                    : Future.succeededFuture(outcome));
  }

  private CartChange withoutOrdered(CartOrdered told) {
    return CartChange.of(
        (cart, found) -> Outcome.done(Carts.without(cart, told.units(), ids.next())));
  }

  /** Deletes a cart. */
  <Q, A> Future<Outcome<A>> delete(
      Operation<Q, A> operation, Call<Q> call, CartLoadFlow.Source source, A reply) {
    return inTurn(
        source.turn(),
        () ->
            source
                .load()
                .get()
                .compose(found -> found.thenAwait(cart -> remove(operation, call, cart, reply))));
  }

  private <Q, A> Future<Outcome<A>> remove(
      Operation<Q, A> operation, Call<Q> call, Stored<StoredCart> cart, A reply) {
    UUID siteId = call.caller().siteId();
    Change change = CartStore.delete(Change.at(call.now()), siteId, cart, call.now());
    return commit(operation, call, change, reply, cart.id(), null);
  }

  /**
   * Commits, and keeps what is committed at hand; after anything else the cart is forgotten, since
   * it is not as was thought. Its owner is told when that is another node.
   */
  <Q, A> Future<Outcome<A>> commit(
      Operation<Q, A> operation,
      Call<Q> call,
      Change change,
      A reply,
      UUID cartId,
      Stored<StoredCart> next) {
    UUID siteId = call.caller().siteId();
    return commits
        .commit(operation, call, change, reply, CartFlow::onUnique)
        .onComplete(
            done -> {
              if (done.succeeded() && done.result().isDone() && next != null) {
                loads.keep(siteId, next, call.now());
              } else {
                loads.forget(siteId, cartId);
              }
            })
        .eventually(() -> tellOwner(call, cartId));
  }

  private Future<Void> tellOwner(Call<?> call, UUID cartId) {
    return bus.owns(CartKeys.ownerOfCart(cartId.toString()))
        ? Future.succeededFuture()
        : tellChanged(call, cartId);
  }

  /** Has the owner of a cart forget it, which somebody else has changed. */
  Future<Void> tellChanged(Call<?> call, UUID cartId) {
    String key = CartKeys.ownerOfCart(cartId.toString());
    return bus.tell(FORGET, call, new Changed(key, call.caller().siteId(), cartId));
  }

  private static Refusal onUnique(String constraint) {
    return CartStore.ONE_CURRENT.equals(constraint) ? CART_CHANGED : null;
  }

  /**
   * The call without the caller's Idempotency-Key, for what is done on behalf of another command.
   */
  static <Q> Call<Q> minted(Call<Q> call) {
    return new Call<>(
        call.caller(),
        CallId.minted(call.id().value()),
        call.body(),
        call.present(),
        call.now(),
        call.requestId());
  }

  /** Runs work on one thing, one piece after the other. */
  <A> Future<Outcome<A>> inTurn(String turn, Supplier<Future<Outcome<A>>> work) {
    Promise<Outcome<A>> promise = Promise.promise();
    boolean taken =
        turns.take(
            turn,
            () ->
                Future.succeededFuture()
                    .compose(now -> work.get())
                    .onComplete(done -> end(turn, done, promise)));
    return taken
        ? promise.future()
        : Future.succeededFuture(
            Outcome.refused(CommonRefusal.OVERLOADED, "too many changes of this cart wait"));
  }

  private <A> void end(String turn, AsyncResult<Outcome<A>> done, Promise<Outcome<A>> promise) {
    turns.done(turn);
    if (done.succeeded()) {
      promise.complete(done.result());
    } else {
      promise.fail(done.cause());
    }
  }
}
