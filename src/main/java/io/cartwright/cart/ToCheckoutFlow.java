package io.cartwright.cart;

import static io.cartwright.cart.CartRefusal.SITE_MUST_ACCEPT_PAYMENTS_TO_CREATE_CHECKOUT;
import static io.cartwright.checkout.CheckoutQuestions.FROM_CART;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.checkout.CheckoutQuestions.FromCart;
import io.cartwright.checkout.CheckoutQuestions.FromCartAnswer;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Stored;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.CreateCheckoutResponse;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.cart.StoredCart;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * Takes a cart to its checkout. The checkout is made, or brought up to date, in its own
 * transaction; then the cart remembers it. A call that was cut off in between finds the checkout by
 * the cart when it is made again.
 */
final class ToCheckoutFlow {
  /** What the caller says about the checkout. */
  record Wish(
      ChannelType channelType,
      Address shippingAddress,
      Address billingAddress,
      SelectedShippingOption shippingOption,
      String email) {}

  private final Bus bus;
  private final CartFlow carts;

  ToCheckoutFlow(Bus bus, CartFlow carts) {
    this.bus = bus;
    this.carts = carts;
  }

  <Q> Future<Outcome<CreateCheckoutResponse>> checkout(
      Operation<Q, CreateCheckoutResponse> operation,
      Call<Q> call,
      CartLoadFlow.Source source,
      Wish wish) {
    return source
        .load()
        .get()
        .compose(found -> found.thenAwait(cart -> checkout(operation, call, source, wish, cart)));
  }

  private <Q> Future<Outcome<CreateCheckoutResponse>> checkout(
      Operation<Q, CreateCheckoutResponse> operation,
      Call<Q> call,
      CartLoadFlow.Source source,
      Wish wish,
      Stored<StoredCart> cart) {
    return carts
        .settings(call)
        .compose(
            site ->
                site.then(s -> ready(s, cart.value(), wish))
                    .thenAwait(ready -> ask(call, cart, wish)))
        .compose(
            answer ->
                answer.thenAwait(
                    made ->
                        remember(
                            operation,
                            call,
                            source,
                            cart.value().checkoutId(),
                            made.checkoutId().toString())));
  }

  private static Outcome<StoredCart> ready(SiteSettings site, StoredCart cart, Wish wish) {
    if (wish.channelType() == null || wish.channelType() == ChannelType.UNSPECIFIED) {
      return Outcome.invalid(
          "channelType", Violation.Rule.REQUIRED_FIELD, "must name the sales channel");
    }
    StoredBuyer buyer = cart.basket().buyer();
    boolean addressGiven = wish.shippingAddress() != null || wish.billingAddress() != null;
    if (addressGiven && buyer.memberId() == null && buyer.email() == null && wish.email() == null) {
      return Outcome.invalid(
          "email",
          Violation.Rule.REQUIRED_FIELD,
          "must be set with an address while the buyer is not logged in");
    }
    if (!site.acceptsPayments()) {
      return Outcome.refused(
          SITE_MUST_ACCEPT_PAYMENTS_TO_CREATE_CHECKOUT, "the site does not accept payments");
    }
    return Carts.readyForCheckout(cart);
  }

  private Future<Outcome<FromCartAnswer>> ask(Call<?> call, Stored<StoredCart> cart, Wish wish) {
    StoredCart value = cart.value();
    SelectedShippingOption own = value.basket().selectedShippingOption();
    return bus.ask(
        FROM_CART,
        call,
        new FromCart(
            cart.id(),
            value,
            value.checkoutId() == null ? null : UUID.fromString(value.checkoutId()),
            wish.channelType(),
            wish.shippingAddress(),
            wish.billingAddress(),
            own == null ? wish.shippingOption() : null,
            wish.email()));
  }

  private <Q> Future<Outcome<CreateCheckoutResponse>> remember(
      Operation<Q, CreateCheckoutResponse> operation,
      Call<Q> call,
      CartLoadFlow.Source source,
      String known,
      String checkoutId) {
    if (checkoutId.equals(known) && !call.id().byCaller()) {
      return Future.succeededFuture(Outcome.done(new CreateCheckoutResponse(checkoutId)));
    }
    CartChange change =
        CartChange.of(
            (cart, found) -> Outcome.done(cart.toBuilder().checkoutId(checkoutId).build()));
    return carts.change(
        operation,
        call,
        source,
        Outcome.done(change),
        cart -> new CreateCheckoutResponse(checkoutId));
  }
}
