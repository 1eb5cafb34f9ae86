package io.cartwright.cart;

import io.cartwright.basket.ExplanationView;
import io.cartwright.basket.PriceAsk;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.EstimateTotalsResponse;
import io.cartwright.wire.common.HostSelectedMembership;
import io.cartwright.wire.common.SelectedMemberships;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.own.cart.ExplainCartResponse;
import io.cartwright.wire.own.cart.StoredCart;
import io.vertx.core.Future;
import java.util.List;

/** Estimates and explains carts by what the catalog says now; nothing is stored. */
final class EstimateFlow {
  /**
   * What an estimate is asked for. Flags that are absent are true.
   *
   * @param shippingOption counts for carts that have none of their own
   * @param shippingAddress null: the cart's contact address
   */
  record Wish(
      SelectedShippingOption shippingOption,
      Address shippingAddress,
      Address billingAddress,
      SelectedMemberships memberships,
      Boolean tax,
      Boolean shipping,
      Boolean fees) {
    /** Everything, by what the cart itself says. */
    static final Wish ALL = new Wish(null, null, null, null, null, null, null);
  }

  private final CartFlow carts;

  EstimateFlow(CartFlow carts) {
    this.carts = carts;
  }

  Future<Outcome<EstimateTotalsResponse>> estimate(
      Call<?> call, CartLoadFlow.Source source, Wish wish) {
    return priced(call, source, wish)
        .map(
            outcome ->
                outcome.map(
                    shown ->
                        CartView.estimate(
                            shown.cart(), shown.priced(), shown.site(), memberships(wish))));
  }

  /** Tells which rules did what on each line, and how amounts were rounded. */
  Future<Outcome<ExplainCartResponse>> explain(Call<?> call, CartLoadFlow.Source source) {
    return priced(call, source, Wish.ALL)
        .map(
            outcome ->
                outcome.map(
                    shown ->
                        new ExplainCartResponse(
                            shown.stored().id().toString(), ExplanationView.of(shown.priced()))));
  }

  /** How a cart is priced: with everything, by the facts that are stored. */
  Future<Outcome<PriceAsk>> priceAsk(Call<?> call, CartLoadFlow.Source source) {
    return source
        .load()
        .get()
        .compose(
            found ->
                found.thenAwait(
                    cart ->
                        carts.settings(call).map(known -> known.map(site -> stored(cart, site)))));
  }

  private static PriceAsk stored(Stored<StoredCart> cart, SiteSettings site) {
    return ask(cart, Currency.of(site.currency()), Wish.ALL).asItStands();
  }

  private Future<Outcome<CartFlow.Shown>> priced(
      Call<?> call, CartLoadFlow.Source source, Wish wish) {
    return source
        .load()
        .get()
        .compose(
            found ->
                found.thenAwait(
                    cart -> carts.show(call, cart, currency -> ask(cart, currency, wish))));
  }

  private static PriceAsk ask(Stored<StoredCart> stored, Currency currency, Wish wish) {
    StoredCart cart = stored.value();
    Address contact = cart.contactInfo() == null ? null : cart.contactInfo().address();
    SelectedShippingOption own = cart.basket().selectedShippingOption();
    return new PriceAsk(
        cart.basket(),
        currency,
        true,
        !Boolean.FALSE.equals(wish.shipping()),
        !Boolean.FALSE.equals(wish.tax()),
        wish.shippingAddress() == null ? contact : wish.shippingAddress(),
        wish.billingAddress(),
        own == null ? wish.shippingOption() : own,
        List.of(),
        null);
  }

  private static List<HostSelectedMembership> memberships(Wish wish) {
    return wish.memberships() == null || wish.memberships().memberships() == null
        ? List.of()
        : wish.memberships().memberships();
  }
}
