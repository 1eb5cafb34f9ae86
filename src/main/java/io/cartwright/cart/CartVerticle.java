package io.cartwright.cart;

import static io.cartwright.cart.CartFlow.minted;

import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.PricingFlow;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Changed;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.cart.CartLoadFlow.Source;
import io.cartwright.cart.CartQuestions.CartOrdered;
import io.cartwright.cart.CartQuestions.CartWanted;
import io.cartwright.pricing.Pricer;
import io.cartwright.site.SiteQuestions;
import io.cartwright.wire.cart.AddToCartRequest;
import io.cartwright.wire.cart.CreateCartRequest;
import io.cartwright.wire.cart.CreateCartResponse;
import io.cartwright.wire.cart.CreateCheckoutRequest;
import io.cartwright.wire.cart.EstimateTotalsRequest;
import io.cartwright.wire.cart.GetCartByCheckoutIdRequest;
import io.cartwright.wire.cart.GetCartByCheckoutIdResponse;
import io.cartwright.wire.cart.GetCartRequest;
import io.cartwright.wire.cart.GetCartResponse;
import io.cartwright.wire.cart.RemoveBusinessLocationResponse;
import io.cartwright.wire.common.AddToCartResponse;
import io.cartwright.wire.common.CreateCheckoutResponse;
import io.cartwright.wire.common.DeleteCartResponse;
import io.cartwright.wire.common.EstimateTotalsResponse;
import io.cartwright.wire.common.RemoveCouponResponse;
import io.cartwright.wire.common.RemoveLineItemsResponse;
import io.cartwright.wire.common.UpdateCartRequest;
import io.cartwright.wire.common.UpdateCartResponse;
import io.cartwright.wire.common.UpdateLineItemsQuantityResponse;
import io.cartwright.wire.currentcart.AddToCurrentCartRequest;
import io.cartwright.wire.currentcart.CreateCheckoutFromCurrentCartRequest;
import io.cartwright.wire.currentcart.EstimateCurrentCartTotalsRequest;
import io.cartwright.wire.currentcart.GetCurrentCartResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves carts. To be deployed once on each event loop: each owns its share of the carts. */
public final class CartVerticle extends VerticleBase {
  private final Bus bus;
  private final CartLoadFlow loads;
  private final CartFlow carts;
  private final ShowFlow shows;
  private final EstimateFlow estimates;
  private final ToCheckoutFlow checkouts;
  private final LoginFlow logins;

  /**
   * @param pricer of this event loop alone
   * @param keptBytesMax of answers that this event loop keeps
   */
  public CartVerticle(
      Bus bus, CartStore store, Commits commits, Pricer pricer, Ids ids, long keptBytesMax) {
    this.bus = bus;
    this.loads = new CartLoadFlow(store, ids, bus.owners());
    this.carts = new CartFlow(bus, loads, commits, new PricingFlow(bus, pricer), ids);
    this.shows = new ShowFlow(carts, keptBytesMax);
    this.estimates = new EstimateFlow(carts);
    this.checkouts = new ToCheckoutFlow(bus, carts);
    this.logins = new LoginFlow(bus, carts, loads, store);
  }

  @Override
  public Future<?> start() {
    return Future.all(List.of(serveById(), serveCurrent(), serveQuestions()));
  }

  private Future<?> serveById() {
    return Future.all(
        List.of(
            bus.serve(CartOperations.CREATE_CART, this::createCart),
            bus.serve(CartOperations.GET_CART, this::getCart),
            bus.serve(CartOperations.UPDATE_CART, this::updateCart),
            bus.serve(
                CartOperations.DELETE_CART,
                call ->
                    carts.delete(
                        CartOperations.DELETE_CART,
                        call,
                        byId(call, call.body().id()),
                        new DeleteCartResponse())),
            bus.serve(CartOperations.ADD_TO_CART, this::addToCart),
            bus.serve(
                CartOperations.REMOVE_LINE_ITEMS,
                call ->
                    carts.change(
                        CartOperations.REMOVE_LINE_ITEMS,
                        call,
                        byId(call, call.body().id()),
                        Outcome.done(CartChange.remove(call.body().lineItemIds())),
                        RemoveLineItemsResponse::new)),
            bus.serve(
                CartOperations.UPDATE_LINE_ITEMS_QUANTITY,
                call ->
                    carts.change(
                        CartOperations.UPDATE_LINE_ITEMS_QUANTITY,
                        call,
                        byId(call, call.body().id()),
                        CartChange.quantities(call.body().lineItems()),
                        UpdateLineItemsQuantityResponse::new)),
            bus.serve(
                CartOperations.REMOVE_COUPON,
                call ->
                    carts.change(
                        CartOperations.REMOVE_COUPON,
                        call,
                        byId(call, call.body().id()),
                        Outcome.done(CartChange.removeCoupon()),
                        RemoveCouponResponse::new)),
            bus.serve(
                CartOperations.REMOVE_BUSINESS_LOCATION,
                call ->
                    carts.change(
                        CartOperations.REMOVE_BUSINESS_LOCATION,
                        call,
                        byId(call, call.body().id()),
                        Outcome.done(
                            CartChange.of((cart, f) -> Outcome.done(Carts.movedTo(cart, null)))),
                        RemoveBusinessLocationResponse::new)),
            bus.serve(CartOperations.ESTIMATE_TOTALS, this::estimateTotals),
            bus.serve(CartOperations.CREATE_CHECKOUT, this::createCheckout),
            bus.serve(CartOperations.GET_CART_BY_CHECKOUT_ID, this::getCartByCheckoutId),
            bus.serve(
                CartOperations.EXPLAIN_CART,
                call -> estimates.explain(call, byId(call, call.body().cartId())))));
  }

  private Future<?> serveCurrent() {
    return Future.all(
        List.of(
            bus.serve(
                CartOperations.GET_CURRENT_CART,
                call ->
                    shows.show(
                        CartOperations.GET_CURRENT_CART,
                        call,
                        loads.current(call),
                        GetCurrentCartResponse::new)),
            bus.serve(CartOperations.UPDATE_CURRENT_CART, this::updateCurrentCart),
            bus.serve(
                CartOperations.DELETE_CURRENT_CART,
                call ->
                    carts.delete(
                        CartOperations.DELETE_CURRENT_CART,
                        call,
                        loads.current(call),
                        new DeleteCartResponse())),
            bus.serve(CartOperations.ADD_TO_CURRENT_CART, this::addToCurrentCart),
            bus.serve(
                CartOperations.REMOVE_LINE_ITEMS_FROM_CURRENT_CART,
                call ->
                    carts.change(
                        CartOperations.REMOVE_LINE_ITEMS_FROM_CURRENT_CART,
                        call,
                        loads.current(call),
                        Outcome.done(CartChange.remove(call.body().lineItemIds())),
                        RemoveLineItemsResponse::new)),
            bus.serve(
                CartOperations.UPDATE_CURRENT_CART_LINE_ITEM_QUANTITY,
                call ->
                    carts.change(
                        CartOperations.UPDATE_CURRENT_CART_LINE_ITEM_QUANTITY,
                        call,
                        loads.current(call),
                        CartChange.quantities(call.body().lineItems()),
                        UpdateLineItemsQuantityResponse::new)),
            bus.serve(
                CartOperations.REMOVE_COUPON_FROM_CURRENT_CART,
                call ->
                    carts.change(
                        CartOperations.REMOVE_COUPON_FROM_CURRENT_CART,
                        call,
                        loads.current(call),
                        Outcome.done(CartChange.removeCoupon()),
                        RemoveCouponResponse::new)),
            bus.serve(CartOperations.ESTIMATE_CURRENT_CART_TOTALS, this::estimateCurrentCartTotals),
            bus.serve(
                CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART,
                this::createCheckoutFromCurrentCart),
            bus.serve(
                CartOperations.EXPLAIN_CURRENT_CART,
                call -> estimates.explain(call, loads.current(call)))));
  }

  private Future<?> serveQuestions() {
    return Future.all(
        bus.serve(SiteQuestions.BUYER_LOGIN, logins::loggedIn),
        bus.serve(LoginFlow.MERGE, logins::merge),
        bus.serve(CartFlow.FORGET, this::forget),
        bus.serve(CartQuestions.CART_ORDERED, this::ordered),
        bus.serve(CartQuestions.PRICE_ASK, this::priceAsk));
  }

  private Future<Outcome<Changed>> forget(Call<Changed> call) {
    loads.forget(call.body().siteId(), call.body().id());
    return Future.succeededFuture(Outcome.done(call.body()));
  }

  private Future<Outcome<PriceAsk>> priceAsk(Call<CartWanted> call) {
    String id = call.body().cartId();
    return estimates.priceAsk(call, id == null ? loads.current(call) : byId(call, id));
  }

  private Source byId(Call<?> call, String id) {
    return loads.byId(call, id);
  }

  private Future<Outcome<GetCartResponse>> getCart(Call<GetCartRequest> call) {
    Source source = byId(call, call.body().id());
    if (!Boolean.TRUE.equals(call.body().refreshOverride())) {
      return shows.show(CartOperations.GET_CART, call, source, GetCartResponse::new);
    }
    return source
        .load()
        .get()
        .compose(
            found ->
                found.thenAwait(
                    cart ->
                        carts.show(
                            call,
                            cart,
                            currency -> PriceAsk.freshLinesOf(cart.value().basket(), currency))))
        .map(outcome -> outcome.map(shown -> new GetCartResponse(shown.cart())));
  }

  private Future<Outcome<CreateCartResponse>> createCart(Call<CreateCartRequest> call) {
    CreateCartRequest body = call.body();
    boolean empty =
        CartInput.orEmpty(body.lineItems()).isEmpty()
            && CartInput.orEmpty(body.customLineItems()).isEmpty();
    Outcome<CartChange> filling =
        empty
            ? Outcome.refused(
                CartRefusal.CANT_CREATE_CART_WITHOUT_ITEMS, "a cart needs at least one item")
            : CartChange.create(
                call.caller(),
                body.cartInfo(),
                body.couponCode(),
                body.lineItems(),
                body.customLineItems());
    return carts.change(
        CartOperations.CREATE_CART, call, loads.brandNew(call), filling, CreateCartResponse::new);
  }

  private Future<Outcome<AddToCartResponse>> addToCart(Call<AddToCartRequest> call) {
    AddToCartRequest body = call.body();
    return carts.change(
        CartOperations.ADD_TO_CART,
        call,
        byId(call, body.id()),
        CartChange.add(
            call.caller(), body.lineItems(), body.customLineItems(), body.businessLocationId()),
        AddToCartResponse::new);
  }

  private Future<Outcome<AddToCartResponse>> addToCurrentCart(Call<AddToCurrentCartRequest> call) {
    AddToCurrentCartRequest body = call.body();
    return carts.change(
        CartOperations.ADD_TO_CURRENT_CART,
        call,
        loads.currentOrNew(call),
        CartChange.add(
            call.caller(), body.lineItems(), body.customLineItems(), body.businessLocationId()),
        AddToCartResponse::new);
  }

  private Future<Outcome<UpdateCartResponse>> updateCart(Call<UpdateCartRequest> call) {
    return carts.change(
        CartOperations.UPDATE_CART,
        call,
        byId(call, call.body().cartInfo().id()),
        CartChange.update(call.caller(), call.body(), call.present()),
        UpdateCartResponse::new);
  }

  private Future<Outcome<UpdateCartResponse>> updateCurrentCart(Call<UpdateCartRequest> call) {
    return carts.change(
        CartOperations.UPDATE_CURRENT_CART,
        call,
        loads.current(call),
        CartChange.update(call.caller(), call.body(), call.present()),
        UpdateCartResponse::new);
  }

  private Future<Outcome<EstimateTotalsResponse>> estimateTotals(Call<EstimateTotalsRequest> call) {
    EstimateTotalsRequest body = call.body();
    return estimates.estimate(
        call,
        byId(call, body.id()),
        new EstimateFlow.Wish(
            body.selectedShippingOption(),
            body.shippingAddress(),
            body.billingAddress(),
            body.selectedMemberships(),
            body.calculateTax(),
            body.calculateShipping(),
            body.calculateAdditionalFees()));
  }

  private Future<Outcome<EstimateTotalsResponse>> estimateCurrentCartTotals(
      Call<EstimateCurrentCartTotalsRequest> call) {
    EstimateCurrentCartTotalsRequest body = call.body();
    return estimates.estimate(
        call,
        loads.current(call),
        new EstimateFlow.Wish(
            body.selectedShippingOption(),
            body.shippingAddress(),
            body.billingAddress(),
            body.selectedMemberships(),
            body.calculateTax(),
            body.calculateShipping(),
            body.calculateAdditionalFees()));
  }

  private Future<Outcome<CreateCheckoutResponse>> createCheckout(Call<CreateCheckoutRequest> call) {
    CreateCheckoutRequest body = call.body();
    return checkouts.checkout(
        CartOperations.CREATE_CHECKOUT,
        call,
        byId(call, body.id()),
        new ToCheckoutFlow.Wish(
            body.channelType(),
            body.shippingAddress(),
            body.billingAddress(),
            body.selectedShippingOption(),
            body.email()));
  }

  private Future<Outcome<CreateCheckoutResponse>> createCheckoutFromCurrentCart(
      Call<CreateCheckoutFromCurrentCartRequest> call) {
    CreateCheckoutFromCurrentCartRequest body = call.body();
    return checkouts.checkout(
        CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART,
        call,
        loads.current(call),
        new ToCheckoutFlow.Wish(
            body.channelType(),
            body.shippingAddress(),
            body.billingAddress(),
            body.selectedShippingOption(),
            body.email()));
  }

  private Future<Outcome<GetCartByCheckoutIdResponse>> getCartByCheckoutId(
      Call<GetCartByCheckoutIdRequest> call) {
    return loads
        .byCheckout(call, call.body().id())
        .compose(found -> found.thenAwait(cart -> carts.show(call, cart)))
        .map(outcome -> outcome.map(shown -> new GetCartByCheckoutIdResponse(shown.cart())));
  }

  /** The buyer starts with a new cart; one that is gone already is as good. */
  private Future<Outcome<CartOrdered>> ordered(Call<CartOrdered> call) {
    Call<CartOrdered> own = minted(call.asSystem(call.body()));
    return carts
        .ordered(CartQuestions.CART_ORDERED, own, byId(own, call.body().cartId().toString()))
        .map(
            outcome ->
                outcome instanceof Outcome.Refused<CartOrdered> refused
                        && refused.refusal() == CartRefusal.CART_NOT_FOUND
                    ? Outcome.done(call.body())
                    : outcome);
  }
}
