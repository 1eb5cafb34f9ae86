package io.cartwright.checkout;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.checkout.CheckoutFlow.Source;
import io.cartwright.checkout.CheckoutQuestions.FromCart;
import io.cartwright.checkout.CheckoutQuestions.FromCartAnswer;
import io.cartwright.checkout.CheckoutQuestions.Locate;
import io.cartwright.checkout.CheckoutQuestions.Located;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.Give;
import io.cartwright.site.SiteQuestions.BuyerLogin;
import io.cartwright.store.Stored;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.own.checkout.StoredCheckout;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers what other domains ask of checkouts, beside their completion. */
final class QuestionFlow {
  /** A cart's checkout, once it is known which one that is; done by its owner. */
  record Refresh(UUID checkoutId, boolean isNew, FromCart ask) {}

  /** A visitor's checkout that becomes a member's; done by its owner. */
  record Move(UUID checkoutId, UUID memberId) {}

  /** A checkout to show, once its id is known; done by its owner. */
  record ShowOf(String id) {}

  static final Operation<ShowOf, Checkout> SHOW =
      Operation.<ShowOf, Checkout>internal("ecom.checkout.show")
          .keyedBy((caller, ask) -> CheckoutKeys.owner(ask.id()));
  static final Operation<Refresh, FromCartAnswer> REFRESH =
      Operation.<Refresh, FromCartAnswer>internal("ecom.checkout.refresh")
          .keyedBy((caller, ask) -> CheckoutKeys.owner(ask.checkoutId().toString()));
  static final Operation<Move, Move> MOVE =
      Operation.<Move, Move>internal("ecom.checkout.move")
          .keyedBy((caller, ask) -> CheckoutKeys.owner(ask.checkoutId().toString()));

  private final Bus bus;
  private final CheckoutFlow checkouts;
  private final CheckoutUrls urls;
  private final Ids ids;

  QuestionFlow(Bus bus, CheckoutFlow checkouts, CheckoutUrls urls, Ids ids) {
    this.bus = bus;
    this.checkouts = checkouts;
    this.urls = urls;
    this.ids = ids;
  }

  /**
   * Finds the cart's checkout and has its owner bring it up to date, or makes one. A cart that
   * remembers none has none, as a rule: one is made without looking, and if that was wrong a unique
   * constraint says so.
   */
  Future<Outcome<FromCartAnswer>> fromCart(Call<FromCart> call) {
    if (call.body().checkoutId() != null) return fromCart(call, CheckoutFlow.TRIES_MAX);
    return bus.ask(REFRESH, call, new Refresh(ids.next(), true, call.body()))
        .compose(
            outcome ->
                Retries.isStale(outcome)
                    ? fromCart(call, CheckoutFlow.TRIES_MAX)
                    : Future.succeededFuture(outcome));
  }

  private Future<Outcome<FromCartAnswer>> fromCart(Call<FromCart> call, int tries) {
    return known(call)
        .map(
            found ->
                found
                    .map(open -> new Refresh(open, false, call.body()))
                    .orElseGet(() -> new Refresh(ids.next(), true, call.body())))
        .compose(ask -> bus.ask(REFRESH, call, ask))
        .compose(
            outcome ->
                Retries.isStale(outcome) && tries > 1
                    ? fromCart(call, tries - 1)
                    : Future.succeededFuture(outcome));
  }

  /** The cart's checkout that is not completed. */
  private Future<Optional<UUID>> known(Call<FromCart> call) {
    UUID siteId = call.caller().siteId();
    FromCart ask = call.body();
    CheckoutStore store = checkouts.store();
    Future<Optional<Stored<StoredCheckout>>> named =
        ask.checkoutId() == null
            ? Future.succeededFuture(Optional.empty())
            : store.find(siteId, ask.checkoutId());
    return named
        .compose(
            found ->
                found.filter(QuestionFlow::isOpen).isPresent()
                    ? Future.succeededFuture(found)
                    : store.findByCart(siteId, ask.cartId()))
        .map(found -> found.filter(QuestionFlow::isOpen).map(Stored::id));
  }

  private static boolean isOpen(Stored<StoredCheckout> checkout) {
    return !Checkouts.isCompleted(checkout.value());
  }

  Future<Outcome<FromCartAnswer>> refresh(Call<Refresh> call) {
    Refresh ask = call.body();
    Source source =
        ask.isNew()
            ? checkouts.brandNew(call, ask.checkoutId(), ask.ask().channelType())
            : checkouts.byId(call.asSystem(ask), ask.checkoutId().toString());
    int tries = ask.isNew() ? 1 : CheckoutFlow.TRIES_MAX;
    return checkouts
        .change(call, source, CheckoutChange.fromCart(ask.ask()), tries)
        .map(outcome -> outcome.map(shown -> new FromCartAnswer(shown.stored().id())));
  }

  /** Where a checkout's page is. */
  Future<Outcome<Located>> locate(Call<Locate> call) {
    return checkouts
        .byId(call, call.body().checkoutId())
        .get()
        .map(
            found ->
                found.map(
                    stored ->
                        new Located(
                            stored.id(),
                            urls.of(stored.id(), stored.value()),
                            stored.value().overrideCheckoutUrl() == null)));
  }

  /** A visitor who logs in takes the open checkouts along. */
  Future<Outcome<BuyerLogin>> loggedIn(Call<BuyerLogin> call) {
    UUID siteId = call.caller().siteId();
    BuyerLogin login = call.body();
    return checkouts
        .store()
        .openOf(siteId, Checkouts.ofVisitor(login.visitorId().toString()))
        .compose(open -> move(call, open, 0))
        .map(moved -> moved.map(done -> login));
  }

  private Future<Outcome<Void>> move(Call<BuyerLogin> call, List<UUID> open, int at) {
    if (at == open.size()) return Future.succeededFuture(Outcome.done(null));
    return bus.call(MOVE, call.asSystem(new Move(open.get(at), call.body().memberId())))
        .compose(moved -> moved.thenAwait(done -> move(call, open, at + 1)));
  }

  /** One that was completed meanwhile stays where it is. */
  Future<Outcome<Move>> move(Call<Move> call) {
    Move ask = call.body();
    Source source = checkouts.byId(call, ask.checkoutId().toString());
    return source
        .get()
        .compose(found -> found.thenAwait(checkout -> give(call, checkout.value())))
        .compose(
            given ->
                given.thenAwait(
                    done ->
                        checkouts.change(
                            call,
                            source,
                            CheckoutChange.moveTo(ask.memberId()),
                            CheckoutFlow.TRIES_MAX)))
        .map(
            outcome ->
                outcome instanceof Outcome.Refused<?> refused
                        && refused.refusal() == CheckoutRefusal.CHECKOUT_IS_COMPLETE
                    ? Outcome.done(ask)
                    : outcome.map(shown -> ask));
  }

  /** The order that was placed from it goes along. */
  private Future<Outcome<Give>> give(Call<Move> call, StoredCheckout checkout) {
    if (checkout.orderId() == null) return Future.succeededFuture(Outcome.done(null));
    Give ask = new Give(UUID.fromString(checkout.orderId()), call.body().memberId());
    return bus.call(OrderQuestions.GIVE, call.asSystem(ask));
  }
}
