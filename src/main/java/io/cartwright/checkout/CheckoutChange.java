package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutRefusal.GIFT_CARD_NOT_FOUND;
import static io.cartwright.checkout.CheckoutRefusal.SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND;

import io.cartwright.basket.LineRequest;
import io.cartwright.basket.Lines;
import io.cartwright.basket.Priced;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.checkout.CheckoutQuestions.FromCart;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.money.Currency;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.CreateCheckoutRequest;
import io.cartwright.wire.checkout.LineItem;
import io.cartwright.wire.checkout.ShippingCalculationErrorData;
import io.cartwright.wire.checkout.UpdateCheckoutRequest;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.CustomLineItem;
import io.cartwright.wire.common.Details;
import io.cartwright.wire.common.LineItemQuantityUpdate;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a request wants of a checkout: what has to be asked of others first, then a pure move, then
 * a look at the price that the move leads to.
 *
 * @param added catalog items to ask about
 * @param couponCode coupon to ask about, or null
 * @param move the next state, or a refusal; it may run again when another change came between
 * @param selects true when it selects a shipping option, which must then be offered
 * @param ofCart true when it brings its lines from a cart
 */
record CheckoutChange(
    List<LineRequest> added, String couponCode, Move move, boolean selects, boolean ofCart) {

  /** The next state of a checkout whose lines are up to date with the catalog. */
  @FunctionalInterface
  interface Move {
    Outcome<StoredCheckout> next(StoredCheckout checkout, Found found);
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

  static CheckoutChange of(Move move) {
    return new CheckoutChange(List.of(), null, move, false, false);
  }

  private CheckoutChange before(Function<StoredCheckout, Outcome<StoredCheckout>> first) {
    return new CheckoutChange(
        added,
        couponCode,
        (checkout, found) -> first.apply(checkout).then(ok -> move.next(ok, found)),
        selects,
        ofCart);
  }

  /** Adds lines. */
  static Outcome<CheckoutChange> add(
      Caller caller, List<LineItem> items, List<CustomLineItem> custom) {
    return CheckoutInput.permittedLines(caller, items, custom)
        .then(ok -> CheckoutInput.requests(items))
        .map(
            added ->
                new CheckoutChange(
                    added,
                    null,
                    (checkout, found) -> withLines(checkout, added, custom, found),
                    false,
                    false))
        .map(change -> change.before(Checkouts::open));
  }

  private static Outcome<StoredCheckout> withLines(
      StoredCheckout checkout, List<LineRequest> added, List<CustomLineItem> custom, Found found) {
    return CheckoutInput.custom(custom, found.currency(), found.ids())
        .then(
            lines ->
                Lines.add(checkout.basket(), added, found.items(), found.currency(), found.ids())
                    .then(basket -> Lines.addCustom(basket, lines)))
        .map(basket -> Checkouts.withBasket(checkout, basket));
  }

  /** Fills a new checkout. */
  static Outcome<CheckoutChange> create(Caller caller, CreateCheckoutRequest request) {
    int lines =
        CheckoutInput.orEmpty(request.lineItems()).size()
            + CheckoutInput.orEmpty(request.customLineItems()).size();
    if (lines == 0) {
      return Outcome.invalid(
          "lineItems", Violation.Rule.MIN_SIZE, "a checkout needs at least one line item");
    }
    return CheckoutInput.permittedInfo(caller, "checkoutInfo", request.checkoutInfo())
        .then(ok -> giftCard(request.giftCardCode()))
        .then(ok -> CheckoutInput.url("overrideCheckoutUrl", request.overrideCheckoutUrl()))
        .then(ok -> add(caller, request.lineItems(), request.customLineItems()))
        .map(
            adding ->
                new CheckoutChange(
                    adding.added,
                    request.couponCode(),
                    (checkout, found) -> created(checkout, request, adding, found),
                    selects(request.checkoutInfo()),
                    false));
  }

  private static Outcome<StoredCheckout> created(
      StoredCheckout checkout, CreateCheckoutRequest request, CheckoutChange adding, Found found) {
    return Checkouts.edit(checkout, request.checkoutInfo(), null, true)
        .then(edited -> adding.move.next(edited, found))
        .map(next -> found.coupon() == null ? next : Checkouts.withCoupon(next, found.coupon()))
        .map(next -> next.toBuilder().overrideCheckoutUrl(request.overrideCheckoutUrl()).build());
  }

  /**
   * Edits fields, adds lines, sets or clears the coupon.
   *
   * @param present the names that were sent; null: whatever is not null
   */
  static Outcome<CheckoutChange> update(
      Caller caller, UpdateCheckoutRequest request, Fields present) {
    Fields ofCheckout = present == null ? null : present.child("checkout");
    if (isEmpty(request, present, ofCheckout)) {
      return Outcome.invalid(
          "checkout", Violation.Rule.REQUIRED_FIELD, "the update does not say what to change");
    }
    boolean coupon = names(present, "couponCode", request.couponCode());
    boolean giftCard = names(present, "giftCardCode", request.giftCardCode());
    boolean url = names(present, "overrideCheckoutUrl", request.overrideCheckoutUrl());
    return CheckoutInput.permittedInfo(caller, "checkout", request.checkout())
        .then(ok -> CheckoutInput.url("overrideCheckoutUrl", request.overrideCheckoutUrl()))
        .then(ok -> add(caller, request.lineItems(), request.customLineItems()))
        .map(
            adding ->
                new CheckoutChange(
                    adding.added,
                    request.couponCode(),
                    (checkout, found) ->
                        unlocked(caller, checkout, coupon, giftCard)
                            .then(ok -> giftCard(request.giftCardCode()))
                            .then(ok -> edit(checkout, request, ofCheckout))
                            .then(edited -> adding.move.next(edited, found))
                            .map(next -> coupon ? Checkouts.withCoupon(next, found.coupon()) : next)
                            .map(next -> url ? withUrl(next, request) : next),
                    selects(request.checkout()),
                    false))
        .map(change -> change.before(Checkouts::open));
  }

  private static boolean names(Fields present, String name, Object value) {
    return present == null ? value != null : present.has(name);
  }

  private static boolean isEmpty(UpdateCheckoutRequest request, Fields present, Fields ofCheckout) {
    if (request.lineItems() != null && !request.lineItems().isEmpty()) return false;
    if (request.customLineItems() != null && !request.customLineItems().isEmpty()) return false;
    if (names(present, "couponCode", request.couponCode())
        || names(present, "giftCardCode", request.giftCardCode())
        || names(present, "giftCardRedeemAmount", request.giftCardRedeemAmount())
        || names(present, "overrideCheckoutUrl", request.overrideCheckoutUrl())) {
      return false;
    }
    if (request.checkout() == null) return true;
    if (ofCheckout == null || ofCheckout.whole()) {
      return request.checkout().equals(Checkout.builder().id(request.checkout().id()).build());
    }
    return ofCheckout.names().stream().allMatch(name -> name.equals("id"));
  }

  private static Outcome<StoredCheckout> edit(
      StoredCheckout checkout, UpdateCheckoutRequest request, Fields ofCheckout) {
    return Checkouts.edit(checkout, request.checkout(), ofCheckout, false);
  }

  private static StoredCheckout withUrl(StoredCheckout checkout, UpdateCheckoutRequest request) {
    return checkout.toBuilder().overrideCheckoutUrl(request.overrideCheckoutUrl()).build();
  }

  private static boolean selects(Checkout info) {
    return info != null
        && info.shippingInfo() != null
        && info.shippingInfo().selectedCarrierServiceOption() != null;
  }

  private static Outcome<Void> unlocked(
      Caller caller, StoredCheckout checkout, boolean coupon, boolean giftCard) {
    if (caller.isAdmin()) return Outcome.done(null);
    if (coupon && Checkouts.isCouponLocked(checkout)) return CheckoutInput.denied("couponCode");
    return giftCard && Checkouts.isGiftCardLocked(checkout)
        ? CheckoutInput.denied("giftCardCode")
        : Outcome.done(null);
  }

  /** Nobody issues gift cards here, so no code is one of theirs. */
  private static Outcome<Void> giftCard(String code) {
    return code == null
        ? Outcome.done(null)
        : Outcome.refused(GIFT_CARD_NOT_FOUND, "no gift card has this code");
  }

  /** Sets quantities. */
  static Outcome<CheckoutChange> quantities(List<LineItemQuantityUpdate> updates) {
    return CheckoutInput.quantities(updates)
        .map(checked -> ofBasket(basket -> Lines.setQuantities(basket, checked)));
  }

  /** Takes lines out. */
  static CheckoutChange remove(List<String> ids) {
    return ofBasket(basket -> Lines.remove(basket, CheckoutInput.orEmpty(ids)));
  }

  private static CheckoutChange ofBasket(Function<StoredBasket, Outcome<StoredBasket>> move) {
    return of((checkout, found) ->
            move.apply(checkout.basket()).map(basket -> Checkouts.withBasket(checkout, basket)))
        .before(Checkouts::open);
  }

  /** Takes the coupon off. */
  static CheckoutChange removeCoupon(Caller caller) {
    return of((checkout, found) ->
            unlocked(caller, checkout, true, false).map(ok -> Checkouts.withCoupon(checkout, null)))
        .before(Checkouts::open);
  }

  /** Takes the gift card off; there is none. */
  static CheckoutChange removeGiftCard(Caller caller) {
    return of((checkout, found) -> unlocked(caller, checkout, false, true).map(ok -> checkout))
        .before(Checkouts::open);
  }

  static CheckoutChange removeOverrideUrl() {
    return of((checkout, found) ->
            Outcome.done(checkout.toBuilder().overrideCheckoutUrl(null).build()))
        .before(Checkouts::open);
  }

  /** Brings a checkout up to date with its cart. */
  static CheckoutChange fromCart(FromCart ask) {
    Move move = (checkout, found) -> Outcome.done(Checkouts.fromCart(checkout, ask));
    return new CheckoutChange(List.of(), null, move, false, true).before(Checkouts::open);
  }

  /** Gives the checkout of a visitor to the member that the visitor turned out to be. */
  static CheckoutChange moveTo(UUID memberId) {
    return of((checkout, found) -> Outcome.done(Checkouts.movedTo(checkout, memberId)))
        .before(Checkouts::open);
  }

  /** True when its lines were not refreshed before the move, since they come with it. */
  boolean refreshes() {
    return ofCart;
  }

  /** Refuses a shipping option that is not offered where the checkout goes. */
  Outcome<Priced> verify(StoredCheckout next, Priced priced) {
    Quote.Shipping shipping = priced.quote().shipping();
    boolean known = priced.answers().delivery() != null && Checkouts.shippingAddress(next) != null;
    if (!selects || !known || shipping.choiceHonoured()) return Outcome.done(priced);
    String code = next.basket().selectedShippingOption().code();
    Details details =
        Details.builder()
            .applicationError(
                new ApplicationError(
                    SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND.name(),
                    "no carrier offers " + code,
                    null))
            .build();
    return Outcome.refused(
        SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND,
        "the selected shipping option is not among those that are offered",
        ShippingCalculationErrorData.CODEC.toJson(
            ShippingCalculationErrorData.builder().selectedShippingOptionError(details).build()));
  }
}
