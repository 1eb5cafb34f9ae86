package io.cartwright.cart;

import io.cartwright.basket.LineRequest;
import io.cartwright.basket.Lines;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.money.Currency;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.CustomLineItem;
import io.cartwright.wire.common.LineItem;
import io.cartwright.wire.common.LineItemQuantityUpdate;
import io.cartwright.wire.common.UpdateCartRequest;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.cart.StoredCart;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a request wants of a cart: what has to be asked of others first, and then a pure move.
 *
 * @param added catalog items to ask about
 * @param couponCode coupon to ask about, or null
 * @param move the next state, or a refusal; it may run again when another change came between
 */
record CartChange(List<LineRequest> added, String couponCode, Move move) {

  /** The next state of a cart whose lines are up to date with the catalog. */
  @FunctionalInterface
  interface Move {
    Outcome<StoredCart> next(StoredCart cart, Found found);
  }

  /**
   * What others said.
   *
   * @param items the catalog's answer for each added item, null where it has none
   * @param coupon the coupon that was asked for, or null
   * @param ids source of new ids
   */
  record Found(
      List<ResolvedItem> items, CouponAnswer coupon, Currency currency, Supplier<UUID> ids) {}

  /** A move that needs nothing from others. */
  static CartChange of(Move move) {
    return new CartChange(List.of(), null, move);
  }

  /** Adds lines, at a business location if one is named. Refuses to add nothing. */
  static Outcome<CartChange> add(
      Caller caller, List<LineItem> items, List<CustomLineItem> custom, String locationId) {
    boolean nothing =
        CartInput.orEmpty(items).isEmpty()
            && CartInput.orEmpty(custom).isEmpty()
            && locationId == null;
    return nothing
        ? Outcome.invalid(
            "lineItems", Violation.Rule.REQUIRED_FIELD, "must hold at least one line item")
        : fill(caller, items, custom, locationId);
  }

  private static Outcome<CartChange> fill(
      Caller caller, List<LineItem> items, List<CustomLineItem> custom, String locationId) {
    return CartInput.permitted(caller, items, custom)
        .then(ok -> CartInput.requests(items))
        .map(
            added ->
                new CartChange(
                    added,
                    null,
                    (cart, found) ->
                        Carts.atLocation(cart, locationId)
                            .then(at -> withLines(at, added, custom, found))));
  }

  private static Outcome<StoredCart> withLines(
      StoredCart cart, List<LineRequest> added, List<CustomLineItem> custom, Found found) {
    return CartInput.custom(custom, found.currency(), found.ids())
        .then(
            lines ->
                Lines.add(cart.basket(), added, found.items(), found.currency(), found.ids())
                    .then(basket -> Lines.addCustom(basket, lines)))
        .map(basket -> Carts.withBasket(cart, basket));
  }

  /**
   * Edits fields, adds lines, sets or clears the coupon.
   *
   * @param present the names that were sent; null: whatever is not null
   */
  static Outcome<CartChange> update(Caller caller, UpdateCartRequest request, Fields present) {
    boolean clearsCoupon =
        request.couponCode() == null && present != null && present.has("couponCode");
    Fields ofCart = present == null ? null : present.child("cartInfo");
    return edit(
        caller,
        request.cartInfo(),
        ofCart,
        request.couponCode(),
        clearsCoupon,
        request.lineItems(),
        request.customLineItems());
  }

  /** Fills a new cart. */
  static Outcome<CartChange> create(
      Caller caller,
      Cart info,
      String couponCode,
      List<LineItem> items,
      List<CustomLineItem> custom) {
    return edit(caller, info, null, couponCode, false, items, custom);
  }

  private static Outcome<CartChange> edit(
      Caller caller,
      Cart info,
      Fields present,
      String couponCode,
      boolean clearsCoupon,
      List<LineItem> items,
      List<CustomLineItem> custom) {
    return fill(caller, items, custom, null)
        .map(
            adding ->
                new CartChange(
                    adding.added(),
                    couponCode,
                    (cart, found) ->
                        Carts.edit(cart, info, present)
                            .then(edited -> adding.move().next(edited, found))
                            .map(next -> coupon(next, found, clearsCoupon))));
  }

  private static StoredCart coupon(StoredCart cart, Found found, boolean clears) {
    return found.coupon() == null && !clears ? cart : Carts.withCoupon(cart, found.coupon());
  }

  /** Sets quantities. */
  static Outcome<CartChange> quantities(List<LineItemQuantityUpdate> updates) {
    return CartInput.quantities(updates)
        .map(checked -> ofBasket(basket -> Lines.setQuantities(basket, checked)));
  }

  /** Takes lines out. */
  static CartChange remove(List<String> ids) {
    return ofBasket(basket -> Lines.remove(basket, CartInput.orEmpty(ids)));
  }

  /** Takes the coupon off. */
  static CartChange removeCoupon() {
    return of((cart, found) -> Outcome.done(Carts.withCoupon(cart, null)));
  }

  private static CartChange ofBasket(
      java.util.function.Function<StoredBasket, Outcome<StoredBasket>> move) {
    return of(
        (cart, found) -> move.apply(cart.basket()).map(basket -> Carts.withBasket(cart, basket)));
  }
}
