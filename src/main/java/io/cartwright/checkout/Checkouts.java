package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutRefusal.CHECKOUT_IS_COMPLETE;
import static io.cartwright.checkout.CheckoutRefusal.INVALID_SELECTED_CARRIER_SERVICE_OPTION;

import io.cartwright.basket.Lines;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.checkout.CheckoutQuestions.FromCart;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.store.Stored;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.checkout.AddressWithContact;
import io.cartwright.wire.checkout.BuyerInfo;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.CreatedBy;
import io.cartwright.wire.checkout.MembershipOptions;
import io.cartwright.wire.checkout.ShippingInfo;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.CustomField;
import io.cartwright.wire.common.SelectedCarrierServiceOption;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.cart.StoredCart;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** The moves of a checkout beside those of its lines. Nothing is changed in place. */
final class Checkouts {
  private Checkouts() {}

  /**
   * A checkout without lines.
   *
   * @param secret signs the tokens that complete it
   */
  static StoredCheckout empty(
      Caller caller, ChannelType channel, UUID purchaseFlowId, String secret) {
    return StoredCheckout.builder()
        .basket(StoredBasket.builder().buyer(buyer(caller)).build())
        .channelType(channel.wire())
        .createdBy(createdBy(caller))
        .purchaseFlowId(purchaseFlowId.toString())
        .completionSecret(secret)
        .build();
  }

  private static StoredBuyer buyer(Caller caller) {
    StoredBuyer.Builder buyer = StoredBuyer.builder();
    if (caller.role() == Role.MEMBER) buyer.memberId(caller.subjectId().toString());
    if (caller.role() == Role.VISITOR) buyer.visitorId(caller.subjectId().toString());
    return buyer.build();
  }

  private static CreatedBy createdBy(Caller caller) {
    if (caller.subjectId() == null) return null;
    String id = caller.subjectId().toString();
    CreatedBy.Builder by = CreatedBy.builder();
    return switch (caller.role()) {
      case VISITOR -> by.visitorId(id).build();
      case MEMBER -> by.memberId(id).build();
      case ADMIN -> by.appId(id).build();
      case ANONYMOUS, SYSTEM -> null;
    };
  }

  /** Names the buyer; null when nobody owns the checkout. */
  static String buyerOf(StoredCheckout checkout) {
    StoredBuyer buyer = checkout.basket().buyer();
    if (buyer == null) return null;
    if (buyer.memberId() != null) return ofMember(buyer.memberId());
    return buyer.visitorId() == null ? null : ofVisitor(buyer.visitorId());
  }

  static String ofMember(String id) {
    return "m:" + id.toLowerCase(Locale.ROOT);
  }

  static String ofVisitor(String id) {
    return "v:" + id.toLowerCase(Locale.ROOT);
  }

  /** Whether this caller may reach the checkout: its buyer, and administrators. */
  static boolean isReachedBy(StoredCheckout checkout, Caller caller) {
    if (caller.isAdmin()) return true;
    if (!caller.isBuyer() || caller.subjectId() == null) return false;
    String id = caller.subjectId().toString();
    String key = caller.role() == Role.MEMBER ? ofMember(id) : ofVisitor(id);
    return key.equals(buyerOf(checkout));
  }

  static boolean isCompleted(StoredCheckout checkout) {
    return Boolean.TRUE.equals(checkout.completed());
  }

  static boolean isCouponLocked(StoredCheckout checkout) {
    return checkout.customSettings() != null
        && Boolean.TRUE.equals(checkout.customSettings().lockCouponCode());
  }

  static boolean isGiftCardLocked(StoredCheckout checkout) {
    return checkout.customSettings() != null
        && Boolean.TRUE.equals(checkout.customSettings().lockGiftCard());
  }

  /** Where the goods go; null when not known. */
  static Address shippingAddress(StoredCheckout checkout) {
    AddressWithContact destination = checkout.shippingDestination();
    return destination == null ? null : destination.address();
  }

  /** Where it is billed: what the buyer said, else where the goods go. */
  static AddressWithContact billing(StoredCheckout checkout) {
    AddressWithContact billing = checkout.billingInfo();
    boolean known = billing != null && billing.address() != null;
    if (known || checkout.shippingDestination() == null) return billing;
    AddressWithContact shipping = checkout.shippingDestination();
    return billing == null ? shipping : billing.toBuilder().address(shipping.address()).build();
  }

  static Address billingAddress(StoredCheckout checkout) {
    AddressWithContact billing = billing(checkout);
    return billing == null ? null : billing.address();
  }

  /** Refuses to change what is completed. */
  static Outcome<StoredCheckout> open(StoredCheckout checkout) {
    return isCompleted(checkout)
        ? Outcome.refused(CHECKOUT_IS_COMPLETE, "the checkout is completed")
        : Outcome.done(checkout);
  }

  /** Notes that the checkout is not any more what its order was placed from. */
  static StoredCheckout noteChange(StoredCheckout before, StoredCheckout next) {
    return next.orderId() == null || content(next).equals(content(before))
        ? next
        : PlacedView.keep(next.toBuilder().changedSinceOrder(true).build(), null);
  }

  /** What the buyer put into it, without what the catalog says and who the buyer is. */
  private static StoredCheckout content(StoredCheckout checkout) {
    List<StoredLine> lines =
        Lines.of(checkout.basket()).stream()
            .map(line -> line.toBuilder().facts(null).build())
            .toList();
    StoredBuyer buyer = checkout.basket().buyer();
    StoredBuyer anybody =
        buyer == null ? null : buyer.toBuilder().visitorId(null).memberId(null).build();
    StoredBasket basket = checkout.basket().toBuilder().lines(lines).buyer(anybody).build();
    return withBasket(checkout, basket).toBuilder()
        .shownTotalMinor(null)
        .changedSinceOrder(null)
        .placed(null)
        .placedPacked(null)
        .build();
  }

  static StoredCheckout withBasket(StoredCheckout checkout, StoredBasket basket) {
    return checkout.toBuilder().basket(basket).build();
  }

  /** Sets or, with null, takes off the coupon. */
  static StoredCheckout withCoupon(StoredCheckout checkout, CouponAnswer coupon) {
    StoredCoupon stored =
        coupon == null ? null : new StoredCoupon(coupon.id(), coupon.code(), coupon.name());
    return withBasket(checkout, checkout.basket().toBuilder().coupon(stored).build());
  }

  static StoredCheckout completed(StoredCheckout checkout, String orderId) {
    return checkout.toBuilder()
        .completed(true)
        .orderId(orderId == null ? checkout.orderId() : orderId)
        .changedSinceOrder(null)
        .completionSecret(null)
        .build();
  }

  /**
   * An order was placed from it, which is still to be paid.
   *
   * @param shown what the order was placed from, which the buyer sees from now on
   */
  static StoredCheckout ordered(StoredCheckout checkout, UUID orderId, Checkout shown) {
    return PlacedView.keep(
        checkout.toBuilder()
            .orderId(orderId.toString())
            .orderedCartUnits(checkout.cartUnits())
            .changedSinceOrder(null)
            .build(),
        shown);
  }

  /** What was shown when it was placed or completed, as it stands now; null before that. */
  static Checkout frozen(Stored<StoredCheckout> stored) {
    StoredCheckout checkout = stored.value();
    return !PlacedView.isKept(checkout)
        ? null
        : PlacedView.of(checkout).toBuilder()
            .completed(isCompleted(checkout))
            .orderId(checkout.orderId())
            .updatedDate(stored.updatedAt())
            .build();
  }

  /** The visitor who owns it is known as a member from now on. */
  static StoredCheckout movedTo(StoredCheckout checkout, UUID memberId) {
    String member = memberId.toString();
    StoredBuyer buyer = checkout.basket().buyer();
    Checkout placed = PlacedView.of(checkout);
    if (placed != null && placed.buyerInfo() != null) {
      var shown = placed.buyerInfo().toBuilder().visitorId(null).memberId(member).build();
      placed = placed.toBuilder().buyerInfo(shown).build();
    }
    StoredBuyer known = buyer.toBuilder().visitorId(null).memberId(member).build();
    return PlacedView.keep(
        withBasket(checkout, checkout.basket().toBuilder().buyer(known).build()), placed);
  }

  /**
   * Takes over the fields that a caller may set.
   *
   * @param created true for a new checkout, whose settings are fixed then
   * @param present the names that were sent; null: whatever is not null
   */
  static Outcome<StoredCheckout> edit(
      StoredCheckout checkout, Checkout patch, Fields present, boolean created) {
    if (patch == null) return Outcome.done(checkout);
    Checkout after = Checkout.CODEC.merge(created ? null : editable(checkout), patch, present);
    StoredBuyer before = checkout.basket().buyer();
    String email = after.buyerInfo() == null ? null : after.buyerInfo().email();
    if (before.email() != null && email == null) {
      return Outcome.invalid(
          "checkout.buyerInfo.email", Violation.Rule.REQUIRED_FIELD, "cannot be removed");
    }
    if (after.customFields() != null) {
      for (CustomField field : after.customFields()) {
        if (field.value() == null) {
          return Outcome.invalid(
              "checkout.customFields.value", Violation.Rule.REQUIRED_FIELD, "must be set");
        }
      }
    }
    return option(checkout, patch, after)
        .map(option -> taken(checkout, after, email, option, created));
  }

  private static StoredCheckout taken(
      StoredCheckout checkout,
      Checkout after,
      String email,
      SelectedShippingOption option,
      boolean created) {
    StoredBuyer buyer = checkout.basket().buyer().toBuilder().email(email).build();
    MembershipOptions memberships = after.membershipOptions();
    return checkout.toBuilder()
        .basket(
            checkout.basket().toBuilder()
                .buyer(buyer)
                .selectedShippingOption(option)
                .businessLocationId(after.businessLocationId())
                .taxExemptGroupId(after.taxExemptGroupId())
                .build())
        .billingInfo(after.billingInfo())
        .shippingDestination(
            after.shippingInfo() == null ? null : after.shippingInfo().shippingDestination())
        .buyerNote(after.buyerNote())
        .customFields(after.customFields())
        .extendedFields(after.extendedFields())
        .customContentReference(after.customContentReference())
        .memberships(memberships == null ? null : memberships.selectedMemberships())
        .customSettings(created ? after.customSettings() : checkout.customSettings())
        .externalReference(created ? after.externalReference() : checkout.externalReference())
        .build();
  }

  /** The option that is selected now; one named by code alone forgets the former carrier. */
  private static Outcome<SelectedShippingOption> option(
      StoredCheckout checkout, Checkout patch, Checkout after) {
    SelectedCarrierServiceOption now =
        after.shippingInfo() == null ? null : after.shippingInfo().selectedCarrierServiceOption();
    if (now == null) return Outcome.done(null);
    if (now.code() == null || now.code().isBlank()) {
      return Outcome.refused(
          INVALID_SELECTED_CARRIER_SERVICE_OPTION, "the selected shipping option has no code");
    }
    SelectedCarrierServiceOption sent =
        patch.shippingInfo() == null ? null : patch.shippingInfo().selectedCarrierServiceOption();
    SelectedShippingOption before = checkout.basket().selectedShippingOption();
    boolean otherCode = before == null || !Objects.equals(before.code(), now.code());
    boolean carrierUnnamed = sent != null && sent.carrierId() == null;
    return Outcome.done(
        SelectedShippingOption.builder()
            .code(now.code())
            .carrierId(otherCode && carrierUnnamed ? null : now.carrierId())
            .build());
  }

  private static Checkout editable(StoredCheckout checkout) {
    StoredBasket basket = checkout.basket();
    SelectedShippingOption option = basket.selectedShippingOption();
    SelectedCarrierServiceOption selected =
        option == null
            ? null
            : SelectedCarrierServiceOption.builder()
                .code(option.code())
                .carrierId(option.carrierId())
                .build();
    return Checkout.builder()
        .buyerInfo(BuyerInfo.builder().email(basket.buyer().email()).build())
        .shippingInfo(
            ShippingInfo.builder()
                .shippingDestination(checkout.shippingDestination())
                .selectedCarrierServiceOption(selected)
                .build())
        .businessLocationId(basket.businessLocationId())
        .taxExemptGroupId(basket.taxExemptGroupId())
        .billingInfo(checkout.billingInfo())
        .buyerNote(checkout.buyerNote())
        .customFields(checkout.customFields())
        .extendedFields(checkout.extendedFields())
        .customContentReference(checkout.customContentReference())
        .membershipOptions(
            MembershipOptions.builder().selectedMemberships(checkout.memberships()).build())
        .build();
  }

  /** A checkout brought up to date with its cart. */
  static StoredCheckout fromCart(StoredCheckout before, FromCart ask) {
    StoredCart cart = ask.cart();
    StoredBasket basket = cart.basket();
    String email = ask.email() == null ? basket.buyer().email() : ask.email();
    if (email == null) email = before.basket().buyer().email();
    SelectedShippingOption option =
        ask.shippingOption() == null ? basket.selectedShippingOption() : ask.shippingOption();
    if (option == null) option = before.basket().selectedShippingOption();
    AddressWithContact destination = destination(before, ask);
    return before.toBuilder()
        .basket(
            basket.toBuilder()
                .buyer(basket.buyer().toBuilder().email(email).build())
                .selectedShippingOption(option)
                .taxExemptGroupId(before.basket().taxExemptGroupId())
                .build())
        .shippingDestination(destination)
        .billingInfo(
            ask.billingAddress() == null
                ? before.billingInfo()
                : contact(before.billingInfo(), ask.billingAddress()))
        .buyerNote(cart.buyerNote() == null ? before.buyerNote() : cart.buyerNote())
        .overrideCheckoutUrl(cart.overrideCheckoutUrl())
        .extendedFields(cart.extendedFields())
        .cartId(ask.cartId().toString())
        .cartUnits(Lines.unitsById(basket))
        .channelType(ask.channelType().wire())
        .purchaseFlowId(cart.purchaseFlowId())
        .build();
  }

  private static AddressWithContact destination(StoredCheckout before, FromCart ask) {
    if (ask.shippingAddress() != null) {
      return contact(before.shippingDestination(), ask.shippingAddress());
    }
    if (before.shippingDestination() != null || ask.cart().contactInfo() == null) {
      return before.shippingDestination();
    }
    return AddressWithContact.builder()
        .address(ask.cart().contactInfo().address())
        .contactDetails(ask.cart().contactInfo().contactDetails())
        .build();
  }

  private static AddressWithContact contact(AddressWithContact before, Address address) {
    return before == null
        ? AddressWithContact.builder().address(address).build()
        : before.toBuilder().address(address).build();
  }
}
