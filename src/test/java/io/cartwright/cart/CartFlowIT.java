package io.cartwright.cart;

import static io.cartwright.cart.CartFixture.await;
import static io.cartwright.cart.CartFixture.code;
import static io.cartwright.cart.CartFixture.line;
import static io.cartwright.cart.CartFixture.lines;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Changed;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.pricing.Coupon;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.pricing.Scope;
import io.cartwright.pricing.Target;
import io.cartwright.wire.cart.AddToCartRequest;
import io.cartwright.wire.cart.DeleteCartRequest;
import io.cartwright.wire.cart.GetCartRequest;
import io.cartwright.wire.cart.RemoveBusinessLocationRequest;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.CatalogOverrideFields;
import io.cartwright.wire.common.CustomLineItem;
import io.cartwright.wire.common.EstimateTotalsResponse;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.LineItem;
import io.cartwright.wire.common.LineItemQuantityUpdate;
import io.cartwright.wire.currentcart.AddToCurrentCartRequest;
import io.cartwright.wire.currentcart.DeleteCurrentCartRequest;
import io.cartwright.wire.currentcart.EstimateCurrentCartTotalsRequest;
import io.cartwright.wire.currentcart.GetCurrentCartRequest;
import io.cartwright.wire.currentcart.RemoveCouponFromCurrentCartRequest;
import io.cartwright.wire.currentcart.RemoveLineItemsFromCurrentCartRequest;
import io.cartwright.wire.currentcart.UpdateCurrentCartLineItemQuantityRequest;
import io.cartwright.wire.own.cart.ExplainCurrentCartRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CartFlowIT {
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

  private static CallId key(String key, long hash) {
    return new CallId(key, true, hash);
  }

  private void couponOf(String code, long amountE4) {
    Coupon coupon =
        new Coupon(
            "id-" + code,
            code,
            "Coupon " + code,
            new Coupon.Benefit.MoneyOff(amountE4),
            Scope.all(),
            null,
            false,
            true);
    fixture.shop.coupons.put(
        code, new CouponAnswer(coupon, "id-" + code, code, "Coupon " + code, null));
  }

  @Test
  void thereIsNoCartBeforeTheFirstAdd() {
    Caller buyer = fixture.visitor();
    assertEquals("CART_NOT_FOUND", currentRefused(buyer));
    assertEquals(
        "CART_NOT_FOUND",
        fixture.refused(
            CartOperations.ESTIMATE_CURRENT_CART_TOTALS,
            buyer,
            EstimateCurrentCartTotalsRequest.builder().build()));
    assertEquals(
        "CART_NOT_FOUND",
        fixture.refused(CartOperations.DELETE_CURRENT_CART, buyer, new DeleteCurrentCartRequest()));
  }

  @Test
  void theFirstAddMakesTheCartAndTheNextOnesFillIt() {
    Caller buyer = fixture.visitor();
    Cart first = fixture.add(buyer, "mug", 2);
    assertEquals("7.25", first.lineItems().get(0).price().amount());
    assertEquals("$14.50", first.lineItems().get(0).lineItemPrice().formattedAmount());
    assertEquals(buyer.subjectId().toString(), first.buyerInfo().visitorId());
    assertEquals("1", first.revision());
    fixture.add(buyer, "plate", 1);
    Cart third = fixture.add(buyer, "mug", 1);
    assertEquals(List.of("mug x3", "plate x1"), lines(third));
    assertEquals("34.25", third.subtotal().amount());
    assertEquals(third, current(buyer));
    assertEquals(List.of("created", "updated", "updated"), fixture.events(third.id()));
    Map<String, String> was = fixture.modified(third.id());
    assertEquals("2", was.get("revision"));
    assertEquals("27.00", was.get("subtotal.amount"));
    assertEquals("$27.00", was.get("subtotalAfterDiscounts.formattedAmount"));
    assertTrue(was.get("lineItems").contains("plate"));
    assertEquals(Set.of("revision", "lineItems", "subtotal", "subtotalAfterDiscounts"), roots(was));
  }

  private static Set<String> roots(Map<String, String> modified) {
    return modified.keySet().stream().map(path -> path.split("\\.")[0]).collect(toSet());
  }

  @Test
  void whatWasBeforeIsToldAlsoOfCartsThatAreNotAtHand() {
    Caller buyer = fixture.visitor();
    String first = fixture.add(buyer, "mug", 1).id();
    for (int i = 0; i < 2 * 2 * CartFlow.TOLD_MAX; i += 100) {
      List<Future<Outcome<Cart>>> others = new ArrayList<>();
      for (int j = 0; j < 100; j++) {
        CallId id = CallId.minted(UUID.randomUUID().toString());
        others.add(fixture.adding(fixture.visitor(), "plate", 1, id));
      }
      others.forEach(CartFixture::await);
    }
    int before = fixture.priced.get();
    fixture.patch(
        CartOperations.UPDATE_CURRENT_CART, buyer, "{\"cartInfo\":{\"buyerNote\":\"ring\"}}");
    assertEquals(2, fixture.priced.get() - before, "priced as it was and as it is");
    assertEquals(Map.of("revision", "1", "buyerNote", "null"), fixture.modified(first));
    fixture.patch(
        CartOperations.UPDATE_CURRENT_CART, buyer, "{\"cartInfo\":{\"buyerNote\":\"knock\"}}");
    assertEquals(3, fixture.priced.get() - before, "what was told last is at hand");
    assertEquals(Map.of("revision", "2", "buyerNote", "ring"), fixture.modified(first));
  }

  @Test
  void addsAtOnceAreAllThere() {
    Caller buyer = fixture.visitor();
    List<Future<Outcome<Cart>>> adds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      adds.add(fixture.adding(buyer, "mug", 1, CallId.minted(UUID.randomUUID().toString())));
    }
    adds.forEach(add -> assertTrue(await(add).isDone()));
    assertEquals(List.of("mug x20"), lines(current(buyer)));
  }

  @Test
  void byIdAndAsCurrentCartAtOnceLoseNothing() {
    Caller buyer = fixture.visitor();
    Caller admin = fixture.admin();
    String id = fixture.add(buyer, "mug", 1).id();
    AddToCartRequest one =
        AddToCartRequest.builder().id(id).lineItems(List.of(line("mug", 1))).build();
    List<Future<?>> adds = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      adds.add(fixture.ask(CartOperations.ADD_TO_CART, admin, one));
      adds.add(fixture.adding(buyer, "mug", 1, CallId.minted(UUID.randomUUID().toString())));
    }
    adds.forEach(add -> assertTrue(((Outcome<?>) await(add)).isDone()));
    assertEquals(List.of("mug x21"), lines(current(buyer)));
  }

  @Test
  void aBuyerReachesNobodyElsesCart() {
    String id = fixture.add(fixture.visitor(), "mug", 1).id();
    Caller other = fixture.visitor();
    assertEquals(
        "CART_NOT_FOUND",
        fixture.refused(CartOperations.GET_CART, other, new GetCartRequest(id, null)));
    assertEquals(
        "CART_NOT_FOUND",
        fixture.refused(CartOperations.DELETE_CART, other, new DeleteCartRequest(id)));
    assertEquals(
        id,
        fixture
            .done(CartOperations.GET_CART, fixture.admin(), new GetCartRequest(id, null))
            .cart()
            .id());
    Caller elsewhere = new Caller(UUID.randomUUID(), Role.ADMIN, UUID.randomUUID());
    assertEquals(
        "CART_NOT_FOUND",
        fixture.refused(CartOperations.GET_CART, elsewhere, new GetCartRequest(id, null)));
    assertEquals(
        "CART_NOT_FOUND",
        fixture.refused(
            CartOperations.GET_CART,
            fixture.admin(),
            new GetCartRequest(UUID.randomUUID().toString(), null)));
  }

  @Test
  void aRepeatedCommandIsAnsweredAndNotDoneAgain() {
    Caller buyer = fixture.visitor();
    Cart first = await(fixture.adding(buyer, "mug", 1, key("k", 1))).orNull();
    Cart again = await(fixture.adding(buyer, "mug", 1, key("k", 1))).orNull();
    assertEquals(first, again);
    assertEquals(List.of("mug x1"), lines(current(buyer)));
    assertEquals(
        "IDEMPOTENCY_KEY_REUSED", code(await(fixture.adding(buyer, "mug", 5, key("k", 2)))));
    List<Future<Outcome<Cart>>> racing = new ArrayList<>();
    for (int i = 0; i < 5; i++) racing.add(fixture.adding(buyer, "plate", 1, key("race", 3)));
    racing.forEach(add -> assertTrue(await(add).isDone()));
    assertEquals(List.of("mug x1", "plate x1"), lines(current(buyer)));
  }

  @Test
  void aChangeThatIsRefusedChangesNothing() {
    Caller buyer = fixture.visitor();
    Cart before = fixture.add(buyer, "mug", 1);
    assertEquals(
        "ITEM_NOT_FOUND_IN_CATALOG",
        code(await(fixture.adding(buyer, "ghost", 1, CallId.minted("x")))));
    assertEquals(before, current(buyer));
    assertEquals(List.of("created"), fixture.events(before.id()));
  }

  @Test
  void customLinesAndOverridesNeedAnAdministrator() {
    Caller buyer = fixture.visitor();
    String id = fixture.add(buyer, "mug", 1).id();
    CustomLineItem wrapping =
        CustomLineItem.builder()
            .price("2.50")
            .quantity(1)
            .itemType(ItemType.builder().preset(ItemTypePreset.SERVICE).build())
            .build();
    LineItem cheap =
        line("mug", 1).toBuilder()
            .catalogOverrideFields(CatalogOverrideFields.builder().price("0.01").build())
            .build();
    AddToCartRequest custom =
        AddToCartRequest.builder().id(id).customLineItems(List.of(wrapping)).build();
    AddToCartRequest override = AddToCartRequest.builder().id(id).lineItems(List.of(cheap)).build();
    Outcome<?> refused = await(fixture.ask(CartOperations.ADD_TO_CART, buyer, custom));
    assertEquals("PERMISSION_DENIED", code(refused));
    assertTrue(((Outcome.Refused<?>) refused).description().contains("customLineItems"));
    assertEquals("PERMISSION_DENIED", fixture.refused(CartOperations.ADD_TO_CART, buyer, override));
    Caller admin = fixture.admin();
    fixture.done(CartOperations.ADD_TO_CART, admin, custom);
    Cart both = fixture.done(CartOperations.ADD_TO_CART, admin, override).cart();
    assertEquals("9.76", both.subtotal().amount());
    assertEquals("9.76", current(buyer).subtotal().amount());
  }

  @Test
  void quantitiesAreSetAndLinesRemoved() {
    Caller buyer = fixture.visitor();
    fixture.add(buyer, "mug", 1);
    Cart cart = fixture.add(buyer, "plate", 1);
    String mug = cart.lineItems().get(0).id();
    Cart set =
        fixture
            .done(
                CartOperations.UPDATE_CURRENT_CART_LINE_ITEM_QUANTITY,
                buyer,
                new UpdateCurrentCartLineItemQuantityRequest(
                    List.of(new LineItemQuantityUpdate(mug, 7))))
            .cart();
    assertEquals(List.of("mug x7", "plate x1"), lines(set));
    Cart without =
        fixture
            .done(
                CartOperations.REMOVE_LINE_ITEMS_FROM_CURRENT_CART,
                buyer,
                new RemoveLineItemsFromCurrentCartRequest(List.of(mug)))
            .cart();
    assertEquals(List.of("plate x1"), lines(without));
  }

  @Test
  void aPatchMergesWhatIsSentAndClearsWithNull() {
    Caller buyer = fixture.visitor();
    fixture.add(buyer, "mug", 1);
    Cart changed =
        fixture
            .patch(
                CartOperations.UPDATE_CURRENT_CART,
                buyer,
                "{\"cartInfo\":{\"buyerNote\":\"ring twice\",\"buyerInfo\":{\"email\":\"a@b.co\"},"
                    + "\"contactInfo\":{\"address\":{\"country\":\"US\",\"city\":\"Boston\"}}}}")
            .orNull()
            .cart();
    assertEquals("ring twice", changed.buyerNote());
    assertEquals("a@b.co", changed.buyerInfo().email());
    Cart merged =
        fixture
            .patch(
                CartOperations.UPDATE_CURRENT_CART,
                buyer,
                "{\"cartInfo\":{\"buyerNote\":null,"
                    + "\"contactInfo\":{\"address\":{\"city\":\"Salem\"}}}}")
            .orNull()
            .cart();
    assertNull(merged.buyerNote());
    assertEquals("Salem", merged.contactInfo().address().city());
    assertEquals("US", merged.contactInfo().address().country());
    assertEquals(buyer.subjectId().toString(), merged.buyerInfo().visitorId());
  }

  @Test
  void theContactOfAMemberIsNotChanged() {
    String patch = "{\"cartInfo\":{\"buyerInfo\":{\"contactId\":\"" + UUID.randomUUID() + "\"}}}";
    Caller member = fixture.member();
    fixture.add(member, "mug", 1);
    assertEquals(
        "CAN_ONLY_UPDATE_CONTACT_ID_FOR_NOT_LOGGED_IN_CUSTOMER",
        code(fixture.patch(CartOperations.UPDATE_CURRENT_CART, member, patch)));
    Caller visitor = fixture.visitor();
    fixture.add(visitor, "mug", 1);
    assertTrue(fixture.patch(CartOperations.UPDATE_CURRENT_CART, visitor, patch).isDone());
  }

  @Test
  void aCouponIsCheckedReplacedAndRemoved() {
    Caller buyer = fixture.visitor();
    couponOf("ONE", 10_000);
    couponOf("TWO", 20_000);
    fixture.add(buyer, "mug", 1);
    assertEquals(
        "ERROR_COUPON_DOES_NOT_EXIST",
        code(
            fixture.patch(CartOperations.UPDATE_CURRENT_CART, buyer, "{\"couponCode\":\"NONE\"}")));
    fixture.patch(CartOperations.UPDATE_CURRENT_CART, buyer, "{\"couponCode\":\"ONE\"}");
    Cart two =
        fixture
            .patch(CartOperations.UPDATE_CURRENT_CART, buyer, "{\"couponCode\":\"TWO\"}")
            .orNull()
            .cart();
    assertEquals(1, two.appliedDiscounts().size());
    assertEquals("TWO", two.appliedDiscounts().get(0).coupon().code());
    assertEquals("2.00", two.discount().amount());
    Cart without =
        fixture
            .done(
                CartOperations.REMOVE_COUPON_FROM_CURRENT_CART,
                buyer,
                new RemoveCouponFromCurrentCartRequest())
            .cart();
    assertEquals(List.of(), without.appliedDiscounts());
  }

  @Test
  void aBusinessLocationIsSetOnce() {
    Caller buyer = fixture.visitor();
    String here = UUID.randomUUID().toString();
    AddToCurrentCartRequest add =
        AddToCurrentCartRequest.builder()
            .lineItems(List.of(line("mug", 1)))
            .businessLocationId(here)
            .build();
    Cart cart = fixture.done(CartOperations.ADD_TO_CURRENT_CART, buyer, add).cart();
    assertEquals(here, cart.businessLocationId());
    assertEquals(
        "CART_IS_ALREADY_ASSOCIATED_WITH_DIFFERENT_LOCATION",
        fixture.refused(
            CartOperations.ADD_TO_CURRENT_CART,
            buyer,
            add.toBuilder().businessLocationId(UUID.randomUUID().toString()).build()));
    assertNull(
        fixture
            .done(
                CartOperations.REMOVE_BUSINESS_LOCATION,
                buyer,
                new RemoveBusinessLocationRequest(cart.id()))
            .cart()
            .businessLocationId());
  }

  @Test
  void anEstimateHasDeliveryAndTaxUnlessTheyAreTurnedOff() {
    Caller buyer = fixture.visitor();
    fixture.add(buyer, "mug", 2);
    EstimateCurrentCartTotalsRequest all =
        EstimateCurrentCartTotalsRequest.builder()
            .shippingAddress(Address.builder().country("US").build())
            .build();
    EstimateTotalsResponse estimate =
        fixture.done(CartOperations.ESTIMATE_CURRENT_CART_TOTALS, buyer, all);
    assertEquals("14.50", estimate.priceSummary().subtotal().amount());
    assertEquals("5.00", estimate.priceSummary().shipping().amount());
    assertEquals("1.95", estimate.priceSummary().tax().amount());
    assertEquals("21.45", estimate.priceSummary().total().amount());
    assertEquals("truck", estimate.shippingInfo().selectedCarrierServiceOption().code());
    EstimateTotalsResponse bare =
        fixture.done(
            CartOperations.ESTIMATE_CURRENT_CART_TOTALS,
            buyer,
            all.toBuilder().calculateTax(false).calculateShipping(false).build());
    assertEquals("14.50", bare.priceSummary().total().amount());
    assertNull(bare.shippingInfo());
  }

  @Test
  void anExplanationNamesTheRulesThatFired() {
    Caller buyer = fixture.visitor();
    fixture.shop.sells("lamp", 4000);
    fixture.shop.rules =
        RuleBook.compile(
            9,
            List.of(
                new Rule(
                    "lamps",
                    CartFixture.NOW,
                    "Lamps",
                    null,
                    null,
                    null,
                    new Target.Items(
                        List.of(
                            Scope.items(CatalogQuestions.STORES_APP_ID, java.util.Set.of("lamp"))),
                        List.of()),
                    new Discount.Percentage(250_000),
                    Rule.AppliesTo.ALL_ITEMS,
                    true)),
            CartFixture.NOW);
    Cart cart = fixture.add(buyer, "lamp", 1);
    assertEquals("30.00", cart.lineItems().get(0).price().amount());
    assertEquals("40.00", cart.lineItems().get(0).priceBeforeDiscounts().amount());
    fixture.add(buyer, "mug", 1);
    var explained =
        fixture.done(CartOperations.EXPLAIN_CURRENT_CART, buyer, new ExplainCurrentCartRequest());
    assertEquals("9", explained.explanation().ruleBookVersion());
    assertTrue(explained.explanation().lineItems().get(0).rules().get(0).fired());
    assertEquals(
        "LINE_NOT_IN_SCOPE", explained.explanation().lineItems().get(1).rules().get(0).reason());
  }

  @Test
  void aReadOfAHotCartTouchesNoDatabaseAndAnAddIsOneStatement() {
    Caller buyer = fixture.visitor();
    fixture.add(buyer, "mug", 1);
    long reads = fixture.pools.statements().reads();
    long writes = fixture.pools.statements().writes();
    current(buyer);
    fixture.add(buyer, "mug", 1);
    assertEquals(0, fixture.pools.statements().reads() - reads);
    assertEquals(1, fixture.pools.statements().writes() - writes);
  }

  /** A visitor whose id was made at this instant. */
  private Caller visitorSince(Instant instant) {
    UUID id =
        new UUID(
            instant.toEpochMilli() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
    return new Caller(fixture.site, Role.VISITOR, id);
  }

  @Test
  void noCartOfAVisitorWhoHasJustComeIsLookedFor() {
    fixture.add(fixture.visitor(), "mug", 1);
    long reads = fixture.pools.statements().reads();
    fixture.add(visitorSince(CartFixture.NOW.minusSeconds(1)), "mug", 1);
    assertEquals(0, fixture.pools.statements().reads() - reads);
    fixture.add(visitorSince(CartFixture.NOW.minusSeconds(100)), "mug", 1);
    fixture.add(visitorSince(CartFixture.NOW.plusSeconds(1)), "mug", 1);
    assertEquals(2, fixture.pools.statements().reads() - reads);
  }

  @Test
  void aCartThatIsNotAtHandIsFoundThoughItsVisitorHasJustCome() {
    Caller buyer = visitorSince(CartFixture.NOW.minusSeconds(1));
    String id = fixture.add(buyer, "mug", 1).id();
    fixture.done(
        CartFlow.FORGET,
        buyer,
        new Changed(CartKeys.ownerOfCart(id), fixture.site, UUID.fromString(id)));
    Cart cart = fixture.add(buyer, "mug", 2);
    assertEquals(id, cart.id());
    assertEquals(3, cart.lineItems().get(0).quantity());
  }
}
