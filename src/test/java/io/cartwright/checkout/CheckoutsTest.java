package io.cartwright.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.basket.Baskets;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Role;
import io.cartwright.checkout.CheckoutQuestions.FromCart;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.CustomSettings;
import io.cartwright.wire.checkout.SelectedMemberships;
import io.cartwright.wire.checkout.ShippingInfo;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.CustomField;
import io.cartwright.wire.common.SelectedCarrierServiceOption;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.own.cart.StoredCart;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckoutsTest {
  private static final UUID SITE = UUID.randomUUID();
  private static final UUID BUYER = UUID.fromString(PricedCheckouts.MEMBER);

  private static StoredCheckout mug() {
    return PricedCheckouts.of(Map.of(Baskets.item("mug", 1000), 2));
  }

  private static Caller caller(Role role, UUID id) {
    return new Caller(SITE, role, id);
  }

  @Test
  void isReachedByItsBuyerAndAdministrators() {
    StoredCheckout checkout = mug();
    assertTrue(Checkouts.isReachedBy(checkout, caller(Role.VISITOR, BUYER)));
    assertFalse(Checkouts.isReachedBy(checkout, caller(Role.VISITOR, UUID.randomUUID())));
    assertFalse(Checkouts.isReachedBy(checkout, caller(Role.MEMBER, BUYER)));
    assertFalse(Checkouts.isReachedBy(checkout, Caller.anonymous()));
    assertTrue(Checkouts.isReachedBy(checkout, caller(Role.ADMIN, UUID.randomUUID())));
    StoredCheckout nobodys =
        Checkouts.empty(caller(Role.ADMIN, BUYER), ChannelType.POS, UUID.randomUUID(), "s");
    assertFalse(Checkouts.isReachedBy(nobodys, caller(Role.VISITOR, BUYER)));
    StoredCheckout moved = Checkouts.movedTo(checkout, BUYER);
    assertTrue(Checkouts.isReachedBy(moved, caller(Role.MEMBER, BUYER)));
    assertFalse(Checkouts.isReachedBy(moved, caller(Role.VISITOR, BUYER)));
  }

  @Test
  void settingsAreFixedWhenItIsMade() {
    Checkout patch =
        Checkout.builder()
            .customSettings(CustomSettings.builder().lockCouponCode(true).build())
            .build();
    StoredCheckout empty =
        Checkouts.empty(caller(Role.ADMIN, BUYER), ChannelType.POS, UUID.randomUUID(), "s");
    StoredCheckout made = Checkouts.edit(empty, patch, null, true).orNull();
    assertTrue(Checkouts.isCouponLocked(made));
    StoredCheckout later = Checkouts.edit(mug(), patch, null, false).orNull();
    assertFalse(Checkouts.isCouponLocked(later));
  }

  @Test
  void aCustomFieldNeedsAValue() {
    Checkout patch =
        Checkout.builder()
            .customFields(List.of(CustomField.builder().title("Engraving").build()))
            .build();
    assertEquals(
        "INVALID_ARGUMENT", CheckoutFixture.code(Checkouts.edit(mug(), patch, null, false)));
  }

  @Test
  void anOptionNamedByCodeForgetsTheFormerCarrier() {
    StoredCheckout chosen = select(mug(), "truck", "6f0b6a0a-9e0d-4c9b-9d3c-0d7f4c3e9a11");
    assertEquals(
        "6f0b6a0a-9e0d-4c9b-9d3c-0d7f4c3e9a11",
        chosen.basket().selectedShippingOption().carrierId());
    StoredCheckout other = select(chosen, "mule", null);
    assertEquals("mule", other.basket().selectedShippingOption().code());
    assertNull(other.basket().selectedShippingOption().carrierId());
  }

  private static StoredCheckout select(StoredCheckout checkout, String code, String carrierId) {
    SelectedCarrierServiceOption option =
        SelectedCarrierServiceOption.builder().code(code).carrierId(carrierId).build();
    Checkout patch =
        Checkout.builder()
            .shippingInfo(ShippingInfo.builder().selectedCarrierServiceOption(option).build())
            .build();
    return Checkouts.edit(checkout, patch, null, false).orNull();
  }

  @Test
  void onlyTheBuyersOwnChangesCountAfterAnOrder() {
    StoredCheckout ordered =
        Checkouts.ordered(mug(), UUID.randomUUID(), Checkout.builder().build());
    var lines =
        ordered.basket().lines().stream()
            .map(
                line ->
                    line.toBuilder()
                        .facts(line.facts().toBuilder().quantityAvailable(1).build())
                        .build())
            .toList();
    StoredCheckout restocked =
        Checkouts.withBasket(ordered, ordered.basket().toBuilder().lines(lines).build());
    assertNull(Checkouts.noteChange(ordered, restocked).changedSinceOrder());
    StoredCheckout noted = ordered.toBuilder().buyerNote("ring twice").build();
    assertTrue(Checkouts.noteChange(ordered, noted).changedSinceOrder());
    assertNull(PlacedView.of(Checkouts.noteChange(ordered, noted)));
    assertNull(
        Checkouts.noteChange(mug(), noted.toBuilder().orderId(null).build()).changedSinceOrder());
  }

  @Test
  void aCompletedOneForgetsItsSecretAndTakesNoChange() {
    StoredCheckout completed = Checkouts.completed(mug(), null);
    assertNull(completed.completionSecret());
    assertEquals("CHECKOUT_IS_COMPLETE", CheckoutFixture.code(Checkouts.open(completed)));
  }

  @Test
  void aCartBringsItsLinesAndLeavesWhatTheBuyerSaid() {
    StoredCheckout before =
        mug().toBuilder().memberships(new SelectedMemberships(List.of())).build();
    StoredCart cart =
        StoredCart.builder()
            .basket(
                Baskets.of(Map.of(Baskets.item("plate", 1250), 4)).toBuilder()
                    .selectedShippingOption(SelectedShippingOption.builder().code("bike").build())
                    .build())
            .purchaseFlowId("11111111-0000-4000-8000-000000000001")
            .build();
    UUID cartId = UUID.randomUUID();
    FromCart ask = new FromCart(cartId, cart, null, ChannelType.WEB, null, null, null, null);
    StoredCheckout after = Checkouts.fromCart(before, ask);
    assertEquals(4, after.basket().lines().get(0).quantity());
    assertEquals("bike", after.basket().selectedShippingOption().code());
    assertEquals("ada@example.com", after.basket().buyer().email());
    assertEquals(before.shippingDestination(), after.shippingDestination());
    assertEquals(cartId.toString(), after.cartId());
  }

  @Test
  void aTokenIsGoodForItsSecretAndItsTime() {
    Instant now = Instant.parse("2026-03-04T05:06:07Z");
    String text = CompletionToken.mint(SITE, BUYER, "https://a.example/x\ny", "secret", now);
    CompletionToken token = CompletionToken.read(text);
    assertEquals(List.of(SITE, BUYER), List.of(token.siteId(), token.checkoutId()));
    assertEquals("https://a.example/x\ny", token.redirectUrl());
    assertTrue(token.isGenuine("secret", now));
    assertFalse(token.isGenuine("other", now));
    assertFalse(token.isGenuine(null, now));
    assertFalse(token.isGenuine("secret", now.plus(CompletionToken.LIFETIME)));
    String otherEnd = text.substring(0, text.length() - 2) + (text.endsWith("AA") ? "BB" : "AA");
    assertFalse(CompletionToken.read(otherEnd).isGenuine("secret", now));
    for (String bad : List.of("", ".", "x", "x.y", "!!.!!", "YQ.YQ")) {
      assertNull(CompletionToken.read(bad), bad);
    }
  }
}
