package io.cartwright.cart;

import static io.cartwright.cart.CartRefusal.CAN_ONLY_UPDATE_CONTACT_ID_FOR_NOT_LOGGED_IN_CUSTOMER;
import static io.cartwright.cart.CartRefusal.CART_IS_ALREADY_ASSOCIATED_WITH_DIFFERENT_LOCATION;
import static io.cartwright.cart.CartRefusal.CUSTOM_LINE_ITEM_MUST_HAVE_EXACTLY_ONE_PROPERTIES_TYPE;
import static io.cartwright.cart.CartRefusal.CUSTOM_LINE_ITEM_ONLY_ACCEPTS_PAYMENTS_ONLINE_AND_OFFLINE;
import static io.cartwright.cart.CartRefusal.EMPTY_CART;
import static io.cartwright.cart.CartRefusal.LINE_ITEM_WITH_ZERO_QUANTITY;

import io.cartwright.basket.Facts;
import io.cartwright.basket.Lines;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.wire.Fields;
import io.cartwright.wire.cart.BuyerInfo;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.PaymentOptionType;
import io.cartwright.wire.own.basket.CustomFacts;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.cart.StoredCart;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The moves of a cart beside those of its lines. Nothing is changed in place. */
final class Carts {
  private Carts() {}

  /**
   * A cart without lines.
   *
   * @param current true for the buyer's current cart
   */
  static StoredCart empty(Caller buyer, UUID purchaseFlowId, boolean current) {
    String id = buyer.subjectId().toString();
    StoredBuyer.Builder who = StoredBuyer.builder();
    return StoredCart.builder()
        .basket(
            StoredBasket.builder()
                .buyer((buyer.role() == Role.MEMBER ? who.memberId(id) : who.visitorId(id)).build())
                .build())
        .current(current ? true : null)
        .purchaseFlowId(purchaseFlowId.toString())
        .build();
  }

  /** Names the buyer; null when nobody owns the cart. */
  static String buyerOf(StoredCart cart) {
    StoredBuyer buyer = cart.basket().buyer();
    if (buyer == null) return null;
    if (buyer.memberId() != null) return CartKeys.ofMember(buyer.memberId());
    return buyer.visitorId() == null ? null : CartKeys.ofVisitor(buyer.visitorId());
  }

  /** Names the buyer whose current cart this is; null when it is not a current one. */
  static String currentOf(StoredCart cart) {
    return Boolean.TRUE.equals(cart.current()) ? buyerOf(cart) : null;
  }

  /** Whether this caller may reach the cart: its buyer, and administrators. */
  static boolean isReachedBy(StoredCart cart, Caller caller) {
    return caller.isAdmin() || Objects.equals(CartKeys.buyerOf(caller), buyerOf(cart));
  }

  static StoredCart withBasket(StoredCart cart, StoredBasket basket) {
    return cart.toBuilder().basket(basket).build();
  }

  /** Sets the business location of a cart that has none, or the same. */
  static Outcome<StoredCart> atLocation(StoredCart cart, String locationId) {
    String before = cart.basket().businessLocationId();
    if (locationId == null || locationId.equalsIgnoreCase(before)) return Outcome.done(cart);
    if (before != null) {
      return Outcome.refused(
          CART_IS_ALREADY_ASSOCIATED_WITH_DIFFERENT_LOCATION,
          "the cart belongs to business location " + before);
    }
    return Outcome.done(movedTo(cart, locationId));
  }

  /** Sets or, with null, clears the business location. */
  static StoredCart movedTo(StoredCart cart, String locationId) {
    return withBasket(cart, cart.basket().toBuilder().businessLocationId(locationId).build());
  }

  /** Sets or, with null, takes off the coupon. */
  static StoredCart withCoupon(StoredCart cart, CouponAnswer coupon) {
    StoredCoupon stored =
        coupon == null ? null : new StoredCoupon(coupon.id(), coupon.code(), coupon.name());
    return withBasket(cart, cart.basket().toBuilder().coupon(stored).build());
  }

  /**
   * Takes over the fields of a cart that its buyer may set.
   *
   * @param present the names that were sent; null: whatever is not null
   */
  static Outcome<StoredCart> edit(StoredCart cart, Cart patch, Fields present) {
    if (patch == null) return Outcome.done(cart);
    Cart before = editable(cart);
    Cart after = Cart.CODEC.merge(before, patch, present);
    StoredBuyer buyer = cart.basket().buyer();
    BuyerInfo info = after.buyerInfo();
    String contactId = info == null ? null : info.contactId();
    if (buyer.memberId() != null && !Objects.equals(contactId, buyer.contactId())) {
      return Outcome.refused(
          CAN_ONLY_UPDATE_CONTACT_ID_FOR_NOT_LOGGED_IN_CUSTOMER,
          "the contact of a member cannot be changed");
    }
    StoredBuyer next =
        buyer.toBuilder().contactId(contactId).email(info == null ? null : info.email()).build();
    return Outcome.done(
        cart.toBuilder()
            .basket(
                cart.basket().toBuilder()
                    .buyer(next)
                    .selectedShippingOption(after.selectedShippingOption())
                    .businessLocationId(after.businessLocationId())
                    .build())
            .buyerNote(after.buyerNote())
            .contactInfo(after.contactInfo())
            .overrideCheckoutUrl(after.overrideCheckoutUrl())
            .extendedFields(after.extendedFields())
            .build());
  }

  private static Cart editable(StoredCart cart) {
    StoredBuyer buyer = cart.basket().buyer();
    return Cart.builder()
        .buyerInfo(BuyerInfo.builder().contactId(buyer.contactId()).email(buyer.email()).build())
        .selectedShippingOption(cart.basket().selectedShippingOption())
        .businessLocationId(cart.basket().businessLocationId())
        .buyerNote(cart.buyerNote())
        .contactInfo(cart.contactInfo())
        .overrideCheckoutUrl(cart.overrideCheckoutUrl())
        .extendedFields(cart.extendedFields())
        .build();
  }

  /** The member's cart after login, with what the visitor had put into theirs. */
  static StoredCart merge(StoredCart member, StoredCart visitor) {
    StoredBuyer buyer = member.basket().buyer();
    StoredBasket basket = Lines.merge(member.basket(), visitor.basket());
    if (buyer.email() == null && visitor.basket().buyer().email() != null) {
      buyer = buyer.toBuilder().email(visitor.basket().buyer().email()).build();
    }
    return member.toBuilder()
        .basket(basket.toBuilder().buyer(buyer).build())
        .buyerNote(member.buyerNote() == null ? visitor.buyerNote() : member.buyerNote())
        .contactInfo(member.contactInfo() == null ? visitor.contactInfo() : member.contactInfo())
        .build();
  }

  /**
   * What stays of a cart that was ordered, on the way to a checkout of its own.
   *
   * @param units what the order took of each line, by its id; null: all
   */
  static StoredCart without(StoredCart cart, Map<String, Integer> units, UUID purchaseFlowId) {
    StoredBasket left =
        units == null
            ? cart.basket().toBuilder().lines(null).build()
            : Lines.without(cart.basket(), units);
    return withBasket(cart, left).toBuilder()
        .checkoutId(null)
        .purchaseFlowId(purchaseFlowId.toString())
        .build();
  }

  /** Whether the cart can become a checkout. */
  static Outcome<StoredCart> readyForCheckout(StoredCart cart) {
    if (Lines.of(cart.basket()).isEmpty()) {
      return Outcome.refused(EMPTY_CART, "the cart has no line items");
    }
    for (StoredLine line : Lines.of(cart.basket())) {
      if (line.quantity() < 1) {
        return Outcome.refused(
            LINE_ITEM_WITH_ZERO_QUANTITY, "line item " + line.id() + " has no units");
      }
      if (line.custom() != null) {
        Outcome<StoredCart> refused = checkCustom(line, line.custom());
        if (refused != null) return refused;
      }
    }
    return Outcome.done(cart);
  }

  private static Outcome<StoredCart> checkCustom(StoredLine line, CustomFacts custom) {
    PaymentOptionType payment = Facts.payment(line);
    if (payment != PaymentOptionType.FULL_PAYMENT_ONLINE
        && payment != PaymentOptionType.FULL_PAYMENT_OFFLINE) {
      return Outcome.refused(
          CUSTOM_LINE_ITEM_ONLY_ACCEPTS_PAYMENTS_ONLINE_AND_OFFLINE,
          "line item " + line.id() + " has payment option " + payment);
    }
    if (line.facts().physicalProperties() != null && custom.serviceProperties() != null) {
      return Outcome.refused(
          CUSTOM_LINE_ITEM_MUST_HAVE_EXACTLY_ONE_PROPERTIES_TYPE,
          "line item " + line.id() + " is both a thing and a service");
    }
    return null;
  }
}
