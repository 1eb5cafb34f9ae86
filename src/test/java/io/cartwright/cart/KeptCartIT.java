package io.cartwright.cart;

import static io.cartwright.cart.CartFixture.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.cartwright.basket.Baskets;
import io.cartwright.bus.Caller;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.pricing.Scope;
import io.cartwright.pricing.Target;
import io.cartwright.wire.cart.GetCartRequest;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.RemoveLineItemsResponse;
import io.cartwright.wire.currentcart.GetCurrentCartRequest;
import io.cartwright.wire.currentcart.RemoveLineItemsFromCurrentCartRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept of a cart's answers is never shown once it is not so any more. */
class KeptCartIT {
  private static CartFixture fixture;

  private final Caller buyer = fixture.visitor();

  @BeforeAll
  static void start() {
    fixture = new CartFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @AfterEach
  void reset() {
    fixture.shop.sells("mug", 725);
    fixture.shop.rules = RuleBook.empty(1);
    fixture.shop.limits = Limits.NONE;
    fixture.shop.usedUp.clear();
    fixture.shop.currency = "USD";
  }

  private Cart current() {
    return fixture.done(CartOperations.GET_CURRENT_CART, buyer, new GetCurrentCartRequest()).cart();
  }

  private static RuleBook tenPercentOff(long version) {
    Scope mugs = Scope.items(Baskets.reference("mug").appId(), Set.of("mug"));
    Rule rule =
        new Rule(
            "ten",
            NOW.minusSeconds(1),
            "ten",
            null,
            null,
            null,
            new Target.Items(List.of(mugs), List.of()),
            new Discount.Percentage(100_000),
            null,
            false);
    return RuleBook.compile(version, List.of(rule), NOW);
  }

  @Test
  void anUnchangedCartIsPricedOnce() {
    Cart added = fixture.add(buyer, "mug", 2);
    assertEquals(added, current());
    int before = fixture.priced.get();
    assertEquals(added, current());
    assertEquals(added, current());
    assertEquals(before, fixture.priced.get());
  }

  @Test
  void aChangedCartIsShownAsItIs() {
    fixture.add(buyer, "mug", 2);
    Cart before = current();
    Cart after = fixture.add(buyer, "plate", 1);
    assertEquals(after, current());
    RemoveLineItemsResponse removed =
        fixture.done(
            CartOperations.REMOVE_LINE_ITEMS_FROM_CURRENT_CART,
            buyer,
            RemoveLineItemsFromCurrentCartRequest.builder()
                .lineItemIds(List.of(before.lineItems().get(0).id()))
                .build());
    assertEquals(removed.cart(), current());
    assertEquals(
        removed.cart(),
        fixture.done(CartOperations.GET_CART, buyer, new GetCartRequest(before.id(), null)).cart());
  }

  @Test
  void newRulesCountAtOnce() {
    fixture.add(buyer, "mug", 2);
    assertEquals("0.00", current().discount().amount());
    fixture.shop.rules = tenPercentOff(2);
    assertEquals("1.45", current().discount().amount());
    fixture.shop.rules = RuleBook.empty(3);
    assertEquals("0.00", current().discount().amount());
  }

  @Test
  void aLimitedRuleIsAskedAboutEachTime() {
    fixture.shop.rules = tenPercentOff(2);
    fixture.shop.limits = id -> new UsageLimit(1, null);
    fixture.add(buyer, "mug", 2);
    assertEquals("1.45", current().discount().amount());
    fixture.shop.usedUp.add("ten");
    assertEquals("0.00", current().discount().amount());
    assertEquals("0.00", current().discount().amount());
    fixture.shop.usedUp.clear();
    assertEquals("1.45", current().discount().amount());
  }

  @Test
  void newSettingsCountAtOnce() {
    fixture.add(buyer, "mug", 2);
    assertEquals("USD", current().currency());
    fixture.shop.currency = "EUR";
    assertEquals("EUR", current().currency());
    assertNotEquals("$14.50", current().subtotal().formattedAmount());
  }

  @Test
  void othersDoNotSeeIt() {
    String id = fixture.add(buyer, "mug", 1).id();
    fixture.done(CartOperations.GET_CART, buyer, new GetCartRequest(id, null));
    assertEquals(
        "CART_NOT_FOUND",
        fixture.refused(CartOperations.GET_CART, fixture.visitor(), new GetCartRequest(id, null)));
    fixture.done(CartOperations.GET_CART, fixture.admin(), new GetCartRequest(id, null));
  }
}
