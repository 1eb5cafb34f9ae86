package io.cartwright.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cartwright.basket.Baskets;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.wire.cart.BuyerInfo;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.AddressWithContact;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.CommonImage;
import io.cartwright.wire.common.PageUrlV2;
import io.cartwright.wire.common.PaymentOption;
import io.cartwright.wire.common.PaymentOptionType;
import io.cartwright.wire.common.PhysicalProperties;
import io.cartwright.wire.common.ServiceProperties;
import io.cartwright.wire.own.basket.CustomFacts;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.cart.StoredCart;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CartsTest {
  /** What a stored cart of three lines may weigh, in bytes: more would cost the committer dear. */
  private static final int THREE_LINES_BYTES_MAX = 2_600;

  private static final UUID SITE = UUID.randomUUID();
  private static final Caller VISITOR = new Caller(SITE, Role.VISITOR, UUID.randomUUID());
  private static final Caller MEMBER = new Caller(SITE, Role.MEMBER, UUID.randomUUID());

  private static StoredCart of(Caller buyer, StoredLine... lines) {
    StoredCart cart = Carts.empty(buyer, UUID.randomUUID(), true);
    return Carts.withBasket(cart, cart.basket().toBuilder().lines(List.of(lines)).build());
  }

  private static StoredLine line(int quantity) {
    return StoredLine.builder()
        .id(UUID.randomUUID().toString())
        .quantity(quantity)
        .facts(ItemFacts.builder().priceMinor(100L).fullPriceMinor(100L).build())
        .build();
  }

  private static StoredLine custom(PaymentOptionType payment, boolean thing, boolean service) {
    StoredLine line = line(1);
    return line.toBuilder()
        .facts(
            line.facts().toBuilder()
                .paymentOption(new PaymentOption(payment))
                .physicalProperties(thing ? PhysicalProperties.builder().build() : null)
                .build())
        .custom(
            CustomFacts.builder()
                .serviceProperties(service ? ServiceProperties.builder().build() : null)
                .build())
        .build();
  }

  static Stream<Arguments> refusals() {
    String here = UUID.randomUUID().toString();
    Cart contact = Cart.builder().buyerInfo(BuyerInfo.builder().contactId(here).build()).build();
    return Stream.of(
        arguments(
            "CART_IS_ALREADY_ASSOCIATED_WITH_DIFFERENT_LOCATION",
            Carts.atLocation(Carts.movedTo(of(VISITOR), here), UUID.randomUUID().toString())),
        arguments(
            "CAN_ONLY_UPDATE_CONTACT_ID_FOR_NOT_LOGGED_IN_CUSTOMER",
            Carts.edit(of(MEMBER), contact, null)),
        arguments("EMPTY_CART", Carts.readyForCheckout(of(VISITOR))),
        arguments("LINE_ITEM_WITH_ZERO_QUANTITY", Carts.readyForCheckout(of(VISITOR, line(0)))),
        arguments(
            "CUSTOM_LINE_ITEM_ONLY_ACCEPTS_PAYMENTS_ONLINE_AND_OFFLINE",
            Carts.readyForCheckout(
                of(VISITOR, custom(PaymentOptionType.MEMBERSHIP, false, false)))),
        arguments(
            "CUSTOM_LINE_ITEM_MUST_HAVE_EXACTLY_ONE_PROPERTIES_TYPE",
            Carts.readyForCheckout(
                of(VISITOR, custom(PaymentOptionType.FULL_PAYMENT_OFFLINE, true, true)))));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(String code, Outcome<?> outcome) {
    assertEquals(code, assertInstanceOf(Outcome.Refused.class, outcome).refusal().name());
  }

  @Test
  void aCartIsReachedByItsBuyerAndByAdministrators() {
    StoredCart cart = of(VISITOR);
    assertTrue(Carts.isReachedBy(cart, VISITOR));
    assertTrue(Carts.isReachedBy(cart, new Caller(SITE, Role.ADMIN, UUID.randomUUID())));
    assertFalse(Carts.isReachedBy(cart, MEMBER));
    assertFalse(Carts.isReachedBy(cart, new Caller(SITE, Role.MEMBER, VISITOR.subjectId())));
    assertFalse(Carts.isReachedBy(cart, Caller.anonymous()));
  }

  @Test
  void editsKeepWhatTheyDoNotName() {
    StoredCart noted = of(VISITOR).toBuilder().buyerNote("ring twice").build();
    AddressWithContact boston =
        AddressWithContact.builder().address(Address.builder().city("Boston").build()).build();
    StoredCart edited =
        Carts.edit(noted, Cart.builder().contactInfo(boston).build(), null).orNull();
    assertEquals("ring twice", edited.buyerNote());
    assertEquals(boston, edited.contactInfo());
    assertEquals(noted.basket().buyer(), edited.basket().buyer());
  }

  @Test
  void aStoredCartIsCompactAndReadsBackEqual() {
    List<StoredLine> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) lines.add(full());
    StoredCart cart = of(VISITOR, lines.toArray(StoredLine[]::new));
    byte[] bytes = StoredCart.CODEC.toBytes(cart);
    assertEquals(cart, StoredCart.CODEC.fromBytes(bytes));
    assertTrue(bytes.length <= THREE_LINES_BYTES_MAX, bytes.length + " bytes");
  }

  private static StoredLine full() {
    String product = UUID.randomUUID().toString();
    StoredLine line = Baskets.of(java.util.Map.of(Baskets.item(product, 1999), 2)).lines().get(0);
    return line.toBuilder()
        .catalogReference(
            Baskets.reference(product, "{\"variantId\":\"" + UUID.randomUUID() + "\"}"))
        .facts(
            line.facts().toBuilder()
                .url(new PageUrlV2("/product-page/stoneware-mug", null))
                .image(
                    CommonImage.builder()
                        .id("mug.jpg")
                        .url("https://img.example.com/stoneware-mug.jpg")
                        .height(800)
                        .width(800)
                        .build())
                .inventoryItemId(UUID.randomUUID().toString())
                .collectionIds(List.of(UUID.randomUUID().toString()))
                .build())
        .build();
  }
}
