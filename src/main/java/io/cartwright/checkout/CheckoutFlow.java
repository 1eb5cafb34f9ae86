package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutRefusal.CHECKOUT_NOT_FOUND;
import static io.cartwright.site.SiteQuestions.SETTINGS;

import io.cartwright.basket.Lines;
import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.Priced;
import io.cartwright.basket.PricingFlow;
import io.cartwright.basket.References;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Changed;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.LastTold;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Refusal;
import io.cartwright.bus.Retries;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.checkout.CheckoutChange.Found;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.money.Currency;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.CreateOrderAndChargeRequest;
import io.cartwright.wire.checkout.CreateOrderAndChargeResponse;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.checkout.StoredCheckout;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Loads checkouts, changes them, prices them and saves them. Every reply that shows a checkout
 * leaves its total in the stored one, so that placing an order can tell whether the buyer saw what
 * is due. Belongs to one event loop.
 */
final class CheckoutFlow {
  /** Tells the owner of a checkout to forget what it keeps of it. */
  static final Operation<Changed, Changed> FORGET = Changed.topic("ecom.checkout.forget");

  /** Tells the owner of a checkout not to hold it while another domain writes it. */
  static final Operation<Changed, Changed> LEAVE = Changed.topic("ecom.checkout.leave");

  /** How often a change is tried when others come between. */
  static final int TRIES_MAX = 20;

  /** Checkouts of which an event loop holds what was told last: some 6 kB each. */
  static final int TOLD_MAX = 500;

  private final Bus bus;
  private final CheckoutStore store;
  private final Commits commits;
  private final PricingFlow pricing;
  private final Ids ids;
  private final CheckoutCache cache;
  private final LastTold told = new LastTold(TOLD_MAX);

  CheckoutFlow(Bus bus, CheckoutStore store, Commits commits, PricingFlow pricing, Ids ids) {
    this.bus = bus;
    this.store = store;
    this.commits = commits;
    this.pricing = pricing;
    this.ids = ids;
    this.cache = new CheckoutCache(bus.owners());
  }

  /** Commits a change of a checkout, which is at hand in JSON as it is shown then. */
  private interface Commit<A> {
    Future<Outcome<A>> apply(Change change, Shown shown, byte[] json);
  }

  /** Where a checkout comes from; asked again for each try. */
  interface Source extends Supplier<Future<Outcome<Stored<StoredCheckout>>>> {}

  /** A checkout that was priced, and what is shown of it. */
  record Shown(
      Stored<StoredCheckout> stored, Priced priced, SiteSettings site, Checkout checkout) {}

  /** Stores the reply of a charge under the call's Idempotency-Key, if it has one. */
  Future<Outcome<CreateOrderAndChargeResponse>> keepReply(
      Call<CreateOrderAndChargeRequest> call, CreateOrderAndChargeResponse reply) {
    return commits.commit(
        CheckoutOperations.CREATE_ORDER_AND_CHARGE, call, Change.at(call.now()), reply);
  }

  CheckoutCache cache() {
    return cache;
  }

  CheckoutStore store() {
    return store;
  }

  /** The checkout with this id, if the caller may reach it. */
  Source byId(Call<?> call, String id) {
    return () -> {
      UUID siteId = call.caller().siteId();
      UUID checkoutId = uuid(id);
      if (checkoutId == null) return Future.succeededFuture(notFound());
      Stored<StoredCheckout> held = cache.find(siteId, checkoutId, call.now());
      if (held != null) return Future.succeededFuture(reached(call, Optional.of(held)));
      long mark = cache.mark(checkoutId);
      return store
          .find(siteId, checkoutId)
          .map(
              found -> {
                found.ifPresent(checkout -> cache.put(siteId, checkout, call.now(), mark));
                return reached(call, found);
              });
    };
  }

  /** The newest checkout of a cart, if the caller may reach it. */
  Future<Outcome<Stored<StoredCheckout>>> byCart(Call<?> call, String cartId) {
    UUID id = uuid(cartId);
    return id == null
        ? Future.succeededFuture(notFound())
        : store.findByCart(call.caller().siteId(), id).map(found -> reached(call, found));
  }

  /** A new checkout of the caller. */
  Source brandNew(Call<?> call, ChannelType channel) {
    return brandNew(call, ids.next(), channel);
  }

  /** A new checkout of the caller under this id. */
  Source brandNew(Call<?> call, UUID id, ChannelType channel) {
    return () ->
        Future.succeededFuture(
            Outcome.done(
                new Stored<>(
                    id,
                    0,
                    call.now(),
                    call.now(),
                    Checkouts.empty(call.caller(), channel, ids.next(), secret()))));
  }

  /** Two ids hold 148 random bits. */
  String secret() {
    return (ids.next() + "" + ids.next()).replace("-", "");
  }

  /** Another buyer's checkout is refused like an unknown one. */
  private static Outcome<Stored<StoredCheckout>> reached(
      Call<?> call, Optional<Stored<StoredCheckout>> found) {
    Caller caller = call.caller();
    return found.isPresent() && Checkouts.isReachedBy(found.get().value(), caller)
        ? Outcome.done(found.get())
        : notFound();
  }

  static <T> Outcome<T> notFound() {
    return Outcome.refused(CHECKOUT_NOT_FOUND, "there is no such checkout");
  }

  static UUID uuid(String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The settings of the caller's site. */
  Future<Outcome<SiteSettings>> settings(Call<?> call) {
    return bus.ask(SETTINGS, call, SettingsWanted.INSTANCE);
  }

  /** Prices a checkout by what everybody says now. */
  Future<Outcome<Shown>> price(Call<?> call, Stored<StoredCheckout> stored) {
    return settings(call)
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        pricing
                            .price(call, ask(stored.value(), site, true))
                            .map(priced -> priced.map(p -> shown(stored, p, site)))));
  }

  /** How a checkout is priced, by the facts that are stored. */
  Future<Outcome<PriceAsk>> priceAsk(Call<?> call, Source source) {
    return source
        .get()
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        settings(call)
                            .map(known -> known.map(site -> ask(stored.value(), site, false)))));
  }

  private static PriceAsk ask(StoredCheckout checkout, SiteSettings site, boolean refresh) {
    return new PriceAsk(
        checkout.basket(),
        Currency.of(site.currency()),
        refresh,
        true,
        true,
        Checkouts.shippingAddress(checkout),
        Checkouts.billingAddress(checkout),
        checkout.basket().selectedShippingOption(),
        List.of(),
        null);
  }

  private static Shown shown(Stored<StoredCheckout> stored, Priced priced, SiteSettings site) {
    return new Shown(stored, priced, site, CheckoutView.of(stored, priced, site));
  }

  /**
   * Shows a checkout as it stands now, and remembers that its total was shown. One that an order
   * was placed from is shown as it was placed, until it is changed.
   */
  Future<Outcome<Checkout>> show(Call<?> call, Source source) {
    return show(call, source, TRIES_MAX);
  }

  private Future<Outcome<Checkout>> show(Call<?> call, Source source, int tries) {
    return source
        .get()
        .compose(found -> found.thenAwait(stored -> show(call, stored, source, tries)));
  }

  private Future<Outcome<Checkout>> show(
      Call<?> call, Stored<StoredCheckout> stored, Source source, int tries) {
    Checkout frozen = Checkouts.frozen(stored);
    if (frozen != null) return Future.succeededFuture(Outcome.done(frozen));
    return price(call, stored)
        .compose(
            priced ->
                priced.thenAwait(
                    shown ->
                        noteTotal(call, shown)
                            .compose(
                                noted ->
                                    noted || tries <= 1
                                        ? Future.succeededFuture(Outcome.done(shown.checkout()))
                                        : show(call, source, tries - 1))));
  }

  /** Keeps the total that is shown now; false when another change came between. */
  Future<Boolean> noteTotal(Call<?> call, Shown shown) {
    long total = total(shown.priced());
    Stored<StoredCheckout> before = shown.stored();
    StoredCheckout checkout = before.value();
    boolean known = checkout.shownTotalMinor() != null && checkout.shownTotalMinor() == total;
    if (known || Checkouts.isCompleted(checkout)) return Future.succeededFuture(true);
    UUID siteId = call.caller().siteId();
    StoredCheckout next =
        PlacedView.keep(checkout.toBuilder().shownTotalMinor(total).build(), null);
    Change change = CheckoutStore.note(Change.at(call.now()), siteId, before, next);
    return store
        .commit(change)
        .map(
            committed -> {
              if (committed.ok()) cache.put(siteId, successor(before, next, call), call.now());
              else cache.drop(siteId, before.id());
              return committed.ok();
            })
        .eventually(() -> tellOwner(call, before.id()));
  }

  /** Forgets a checkout that was changed, and has its owner forget it. */
  Future<Void> changed(Call<?> call, UUID id) {
    cache.drop(call.caller().siteId(), id);
    return tellOwner(call, id);
  }

  private Future<Void> tellOwner(Call<?> call, UUID id) {
    return bus.owns(CheckoutKeys.owner(id.toString()))
        ? Future.succeededFuture()
        : tellChanged(call, id);
  }

  /** Has the owner of a checkout forget it. */
  Future<Void> tellChanged(Call<?> call, UUID id) {
    return tell(FORGET, call, id);
  }

  /** Has the owner of a checkout not hold it while another domain writes it. */
  Future<Void> leaveToOthers(Call<?> call, UUID id) {
    return tell(LEAVE, call, id);
  }

  private Future<Void> tell(Operation<Changed, Changed> topic, Call<?> call, UUID id) {
    String key = CheckoutKeys.owner(id.toString());
    return bus.tell(topic, call, new Changed(key, call.caller().siteId(), id));
  }

  /** What the buyer is shown as the total. */
  static long total(Priced priced) {
    return priced.quote().totalAfterGiftCardMinor();
  }

  static Stored<StoredCheckout> successor(
      Stored<StoredCheckout> before, StoredCheckout next, Call<?> call) {
    return new Stored<>(before.id(), before.revision() + 1, before.createdAt(), call.now(), next);
  }

  /** Changes a checkout on behalf of an operation of the contract. */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      Source source,
      Outcome<CheckoutChange> change,
      Function<Checkout, A> reply) {
    return change.thenAwait(
        wanted ->
            attempt(
                call,
                source,
                wanted,
                (ready, shown, json) ->
                    commit(operation, call, ready, reply.apply(shown.checkout()), shown, json),
                false,
                TRIES_MAX));
  }

  private <Q, A> Future<Outcome<A>> commit(
      Operation<Q, A> operation, Call<Q> call, Change ready, A answer, Shown shown, byte[] json) {
    return commits
        .commit(operation, call, ready, answer, CheckoutFlow::onUnique)
        .map(
            outcome ->
                outcome.isDone() && operation.leavesNode()
                    ? Outcome.done(
                        answer, operation.responseCodec().toBytes(answer, shown.checkout(), json))
                    : outcome);
  }

  /** Changes a checkout on behalf of another domain, at its owner. */
  Future<Outcome<Shown>> change(Call<?> call, Source source, CheckoutChange change, int tries) {
    return attempt(
        call,
        source,
        change,
        (ready, shown, json) ->
            store.commit(ready).map(done -> Commits.outcome(done, shown, CheckoutFlow::onUnique)),
        true,
        tries);
  }

  /** Another call has just made the cart's checkout: look again. */
  static Refusal onUnique(String constraint) {
    return constraint.equals(CheckoutStore.ONE_OPEN_OF_CART)
        ? CommonRefusal.INVALID_REVISION
        : null;
  }

  /**
   * Tries a change.
   *
   * @param keepsNew whether a checkout that is made by it is held: only its owner may
   */
  private <A> Future<Outcome<A>> attempt(
      Call<?> call,
      Source source,
      CheckoutChange change,
      Commit<A> commit,
      boolean keepsNew,
      int tries) {
    return source
        .get()
        .compose(
            found ->
                found.thenAwait(
                    before ->
                        decide(call, before, change)
                            .compose(
                                next ->
                                    next.thenAwait(
                                        shown -> save(call, before, shown, commit, keepsNew)))))
        .compose(
            outcome ->
                Retries.isStale(outcome) && tries > 1
                    ? attempt(call, source, change, commit, keepsNew, tries - 1)
                    : Future.succeededFuture(outcome));
  }

  /** Asks what the move needs. */
  private Future<Outcome<Shown>> decide(
      Call<?> call, Stored<StoredCheckout> before, CheckoutChange change) {
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
      Stored<StoredCheckout> before,
      CheckoutChange change,
      SiteSettings site,
      List<ResolvedItem> resolved,
      CouponAnswer coupon) {
    Currency currency = Currency.of(site.currency());
    int known = resolved.size() - change.added().size();
    StoredCheckout refreshed =
        Checkouts.withBasket(
            before.value(),
            Lines.refresh(before.value().basket(), resolved.subList(0, known), currency));
    Found found = new Found(resolved.subList(known, resolved.size()), coupon, currency, ids::next);
    return change
        .move()
        .next(refreshed, found)
        .map(next -> Checkouts.noteChange(refreshed, next))
        .thenAwait(
            next ->
                pricing
                    .price(call, ask(next, site, change.refreshes()))
                    .map(
                        priced ->
                            priced
                                .then(p -> change.verify(next, p))
                                .map(p -> changed(call, before, next, p, site))));
  }

  private static Shown changed(
      Call<?> call,
      Stored<StoredCheckout> before,
      StoredCheckout next,
      Priced priced,
      SiteSettings site) {
    StoredCheckout kept =
        Checkouts.withBasket(next, priced.basket()).toBuilder()
            .shownTotalMinor(total(priced))
            .build();
    return shown(successor(before, kept, call), priced, site);
  }

  private <A> Future<Outcome<A>> save(
      Call<?> call, Stored<StoredCheckout> before, Shown next, Commit<A> commit, boolean keepsNew) {
    UUID siteId = call.caller().siteId();
    byte[] json = Checkout.CODEC.toBytes(next.checkout());
    return was(call, before)
        .map(
            was ->
                CheckoutStore.save(Change.at(call.now()), siteId, before, next.stored(), was, json))
        .compose(change -> commit.apply(change, next, json))
        .onComplete(
            done -> {
              boolean committed = done.succeeded() && done.result().isDone();
              boolean held = before.revision() > 0 || keepsNew;
              if (committed) told.put(siteId, next.stored(), json);
              if (committed && held) cache.put(siteId, next.stored(), call.now());
              else cache.drop(siteId, before.id());
            })
        .eventually(() -> tellOwner(call, before.id()));
  }

  /**
   * What a checkout was shown as before a change, in JSON: what was told of it last; where that is
   * not at hand, what it would be shown as now. Null when it is new or cannot be priced.
   */
  private Future<byte[]> was(Call<?> call, Stored<StoredCheckout> before) {
    if (before.revision() == 0) return Future.succeededFuture();
    byte[] last = told.find(call.caller().siteId(), before);
    if (last != null) return Future.succeededFuture(last);
    Checkout frozen = Checkouts.frozen(before);
    if (frozen != null) return Future.succeededFuture(Checkout.CODEC.toBytes(frozen));
    return price(call, before)
        .map(known -> known.isDone() ? Checkout.CODEC.toBytes(known.orNull().checkout()) : null);
  }
}
