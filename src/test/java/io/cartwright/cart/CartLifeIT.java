package io.cartwright.cart;

import static io.cartwright.cart.CartFixture.line;
import static io.cartwright.cart.CartFixture.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cartwright.bus.Caller;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.BuyerLogin;
import io.cartwright.wire.cart.CreateCartRequest;
import io.cartwright.wire.cart.CreateCheckoutRequest;
import io.cartwright.wire.cart.GetCartByCheckoutIdRequest;
import io.cartwright.wire.cart.GetCartRequest;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.currentcart.CreateCheckoutFromCurrentCartRequest;
import io.cartwright.wire.currentcart.DeleteCurrentCartRequest;
import io.cartwright.wire.currentcart.GetCurrentCartRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CartLifeIT {
  private CartFixture fixture;

  @BeforeAll
  void open() {
    fixture = new CartFixture();
  }

  @AfterAll
  void shut() {
    fixture.close();
  }

  private Cart current(Caller buyer) {
    return fixture.done(CartOperations.GET_CURRENT_CART, buyer, new GetCurrentCartRequest()).cart();
  }

  private String currentRefused(Caller buyer) {
    return fixture.refused(CartOperations.GET_CURRENT_CART, buyer, new GetCurrentCartRequest());
  }

  @Test
  void aCartOfItsOwnIsNotTheCurrentOne() {
    Caller buyer = fixture.visitor();
    Cart made =
        fixture
            .done(
                CartOperations.CREATE_CART,
                buyer,
                CreateCartRequest.builder()
                    .cartInfo(Cart.builder().buyerNote("a gift").build())
                    .lineItems(List.of(line("mug", 2)))
                    .build())
            .cart();
    assertEquals("a gift", made.buyerNote());
    assertEquals("CART_NOT_FOUND", currentRefused(buyer));
    assertEquals(
        made,
        fixture.done(CartOperations.GET_CART, buyer, new GetCartRequest(made.id(), null)).cart());
    assertEquals(
        "CANT_CREATE_CART_WITHOUT_ITEMS",
        fixture.refused(CartOperations.CREATE_CART, buyer, CreateCartRequest.builder().build()));
  }

  @Test
  void aDeletedCartIsGoneAndTheNextAddMakesANewOne() {
    Caller buyer = fixture.visitor();
    String id = fixture.add(buyer, "mug", 1).id();
    fixture.done(CartOperations.DELETE_CURRENT_CART, buyer, new DeleteCurrentCartRequest());
    assertEquals("CART_NOT_FOUND", currentRefused(buyer));
    assertEquals(List.of("created", "deleted"), fixture.events(id));
    assertNotEquals(id, fixture.add(buyer, "mug", 1).id());
  }

  @Test
  void aCheckoutIsMadeOnceAndRemembered() {
    Caller buyer = fixture.visitor();
    Cart cart = fixture.add(buyer, "mug", 1);
    CreateCheckoutFromCurrentCartRequest web =
        CreateCheckoutFromCurrentCartRequest.builder().channelType(ChannelType.WEB).build();
    String id =
        fixture.done(CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART, buyer, web).checkoutId();
    String again =
        fixture
            .done(
                CartOperations.CREATE_CHECKOUT,
                buyer,
                CreateCheckoutRequest.builder().id(cart.id()).channelType(ChannelType.WEB).build())
            .checkoutId();
    assertEquals(id, again);
    assertEquals(id, current(buyer).checkoutId());
    assertEquals(
        cart.id(),
        fixture
            .done(CartOperations.GET_CART_BY_CHECKOUT_ID, buyer, new GetCartByCheckoutIdRequest(id))
            .cart()
            .id());
    assertEquals(
        "CART_NOT_FOUND",
        fixture.refused(
            CartOperations.GET_CART_BY_CHECKOUT_ID,
            fixture.visitor(),
            new GetCartByCheckoutIdRequest(id)));
    fixture.done(
        CartQuestions.CART_ORDERED,
        buyer,
        new CartQuestions.CartOrdered(UUID.fromString(cart.id()), null));
    fixture.done(
        CartQuestions.CART_ORDERED,
        buyer,
        new CartQuestions.CartOrdered(UUID.fromString(cart.id()), null));
    assertEquals("CART_NOT_FOUND", currentRefused(buyer));
  }

  @Test
  void aCheckoutNeedsAChannelAndAnEmailWithAnAddress() {
    Caller buyer = fixture.visitor();
    fixture.add(buyer, "mug", 1);
    CreateCheckoutFromCurrentCartRequest bare =
        CreateCheckoutFromCurrentCartRequest.builder().build();
    assertEquals(
        "INVALID_ARGUMENT",
        fixture.refused(CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART, buyer, bare));
    CreateCheckoutFromCurrentCartRequest addressed =
        bare.toBuilder()
            .channelType(ChannelType.WEB)
            .shippingAddress(Address.builder().country("US").build())
            .build();
    assertEquals(
        "INVALID_ARGUMENT",
        fixture.refused(CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART, buyer, addressed));
    fixture.done(
        CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART,
        buyer,
        addressed.toBuilder().email("a@b.co").build());
    fixture.shop.acceptsPayments = false;
    try {
      assertEquals(
          "SITE_MUST_ACCEPT_PAYMENTS_TO_CREATE_CHECKOUT",
          fixture.refused(
              CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART,
              buyer,
              bare.toBuilder().channelType(ChannelType.WEB).build()));
    } finally {
      fixture.shop.acceptsPayments = true;
    }
  }

  @Test
  void aLoginMergesTheVisitorsCartIntoTheMembers() {
    Caller visitor = fixture.visitor();
    Caller member = fixture.member();
    Cart visitors = fixture.add(visitor, "mug", 2);
    fixture.add(visitor, "plate", 1);
    Cart members = fixture.add(member, "mug", 1);
    BuyerLogin login = new BuyerLogin(visitor.subjectId(), member.subjectId());
    Caller system = Caller.system(fixture.site);
    fixture.done(SiteQuestions.BUYER_LOGIN, system, login);
    fixture.done(SiteQuestions.BUYER_LOGIN, system, login);
    assertEquals(List.of("mug x3", "plate x1"), lines(current(member)));
    assertEquals("CART_NOT_FOUND", currentRefused(visitor));
    assertEquals(List.of("created", "updated"), fixture.events(members.id()));
    assertEquals(List.of("created", "updated", "deleted"), fixture.events(visitors.id()));
  }

  @Test
  void aLoginWithoutAMembersCartMakesOne() {
    Caller visitor = fixture.visitor();
    Caller member = fixture.member();
    fixture.add(visitor, "mug", 2);
    fixture.done(
        SiteQuestions.BUYER_LOGIN,
        Caller.system(fixture.site),
        new BuyerLogin(visitor.subjectId(), member.subjectId()));
    Cart cart = current(member);
    assertEquals(List.of("mug x2"), lines(cart));
    assertEquals(member.subjectId().toString(), cart.buyerInfo().memberId());
    assertNull(cart.buyerInfo().visitorId());
  }

  @Test
  void whatWasAnsweredIsThereAfterARestart() {
    Caller buyer = fixture.visitor();
    Cart cart = fixture.add(buyer, "mug", 2);
    try (CartFixture restarted = new CartFixture(fixture.config)) {
      Cart read =
          restarted
              .done(CartOperations.GET_CURRENT_CART, buyer, new GetCurrentCartRequest())
              .cart();
      assertEquals(cart, read);
    }
  }
}
