package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutFixture.await;
import static io.cartwright.checkout.CheckoutFixture.code;
import static io.cartwright.checkout.CheckoutFixture.line;
import static io.cartwright.checkout.CheckoutFixture.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.basket.Baskets;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.payment.PaymentOperations;
import io.cartwright.pricing.Coupon;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.BuyerLogin;
import io.cartwright.wire.checkout.AddToCheckoutRequest;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.CreateOrderAndChargeRequest;
import io.cartwright.wire.checkout.CreateOrderAndChargeResponse;
import io.cartwright.wire.checkout.CreateOrderRequest;
import io.cartwright.wire.checkout.CreateOrderResponse;
import io.cartwright.wire.checkout.CustomSettings;
import io.cartwright.wire.checkout.GetCheckoutByCartIdRequest;
import io.cartwright.wire.checkout.GetCheckoutRequest;
import io.cartwright.wire.checkout.GetCheckoutURLRequest;
import io.cartwright.wire.checkout.MarkCheckoutAsCompletedAndRedirectToUrlRequest;
import io.cartwright.wire.checkout.MarkCheckoutAsCompletedRequest;
import io.cartwright.wire.checkout.RemoveLineItemsRequest;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.CustomLineItem;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.LineItemQuantityUpdate;
import io.cartwright.wire.common.ProductName;
import io.cartwright.wire.common.RawHttpResponse;
import io.cartwright.wire.common.RemoveCouponRequest;
import io.cartwright.wire.common.UpdateLineItemsQuantityRequest;
import io.cartwright.wire.common.V1ModifierGroup;
import io.cartwright.wire.currentcart.AddToCurrentCartRequest;
import io.cartwright.wire.currentcart.CreateCheckoutFromCurrentCartRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.own.checkout.CreateCompletionTokenRequest;
import io.cartwright.wire.own.checkout.ExplainCheckoutRequest;
import io.cartwright.wire.own.payment.PayOrderRequest;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CheckoutFlowIT {
  private CheckoutFixture shop;

  @BeforeAll
  void open() {
    shop = new CheckoutFixture();
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  private static String total(Checkout checkout) {
    return checkout.priceSummary().total().amount();
  }

  @Test
  void showsWhatIsDueWithDeliveryAndTax() {
    Checkout checkout = shop.create(shop.visitor(), line("mug", 2));
    assertEquals("20.00", checkout.priceSummary().subtotal().amount());
    assertEquals("5.00", checkout.priceSummary().shipping().amount());
    assertEquals("2.50", checkout.priceSummary().tax().amount());
    assertEquals("27.50", total(checkout));
    assertEquals("truck", checkout.shippingInfo().selectedCarrierServiceOption().code());
    assertEquals(ChannelType.WEB, checkout.channelType());
    assertFalse(checkout.completed());
    assertEquals(List.of("created"), shop.events(checkout.id()));
  }

  @Test
  void carriesAPurchaseFromCartToPaidOrder() {
    Caller buyer = shop.visitor();
    var added =
        AddToCurrentCartRequest.builder()
            .lineItems(
                List.of(
                    io.cartwright.wire.common.LineItem.builder()
                        .catalogReference(Baskets.reference("mug"))
                        .quantity(3)
                        .build()))
            .build();
    var cart = shop.done(io.cartwright.cart.CartOperations.ADD_TO_CURRENT_CART, buyer, added);
    var ask = CreateCheckoutFromCurrentCartRequest.builder().channelType(ChannelType.WEB).build();
    var toCheckout = io.cartwright.cart.CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART;
    String id = shop.done(toCheckout, buyer, ask).checkoutId();
    assertEquals(id, shop.done(toCheckout, buyer, ask).checkoutId());

    Checkout byCart =
        shop.done(
                CheckoutOperations.GET_CHECKOUT_BY_CART_ID,
                buyer,
                GetCheckoutByCartIdRequest.builder().id(cart.cart().id()).build())
            .checkout();
    assertEquals(id, byCart.id());
    assertEquals(cart.cart().purchaseFlowId(), byCart.purchaseFlowId());

    assertEquals("NO_SELECTED_CARRIER_SERVICE_OPTION", code(await(shop.placing(buyer, id))));
    Checkout addressed =
        shop.update(
                buyer,
                id,
                """
                {"checkout":{"buyerInfo":{"email":"ada@example.com"},"shippingInfo":{"shippingDestination":
                {"address":{"country":"NO","city":"Oslo"},"contactDetails":{"firstName":"Ada"}}}}}""")
            .orNull();
    assertEquals("38.50", total(addressed));
    Map<String, String> was = shop.modified(id);
    assertEquals("null", was.get("buyerInfo.email"));
    assertEquals("null", was.get("shippingInfo.shippingDestination"));
    assertNotEquals("38.50", was.get("priceSummary.total.amount"));
    assertFalse(was.containsKey("cartId") || was.containsKey("buyerInfo.visitorId"));
    CreateOrderResponse placed = shop.place(buyer, id);
    assertEquals(placed.orderId(), placed.paymentGatewayOrderId());
    Order order = shop.order(placed.orderId());
    assertEquals(OrderStatus.INITIALIZED, order.status());
    assertEquals("38.50", order.priceSummary().total().amount());
    assertEquals(id, order.checkoutId());
    assertEquals("NO", order.billingInfo().address().country());
    assertEquals("Ada", order.recipientInfo().contactDetails().firstName());
    assertFalse(shop.get(buyer, id).completed());
    assertEquals(placed, shop.place(buyer, id));

    shop.done(
        PaymentOperations.PAY_ORDER,
        buyer,
        PayOrderRequest.builder()
            .orderId(placed.orderId())
            .provider("sandbox")
            .paymentToken("tok_approve")
            .build());
    assertEquals(OrderStatus.APPROVED, shop.order(placed.orderId()).status());
    Checkout completed = shop.get(buyer, id);
    assertTrue(completed.completed());
    assertEquals(placed.orderId(), completed.orderId());
    assertEquals(List.of("created", "updated", "updated", "updated", "completed"), shop.events(id));
    assertEquals(Set.of("completed"), changed(id));
    assertEquals(placed.orderId(), shop.place(buyer, id).orderId());
    assertNull(shop.place(buyer, id).paymentGatewayOrderId());
    assertEquals(
        List.of("1"), shop.query("select count(*) from orders where checkout_id = '" + id + "'"));
  }

  @Test
  void makesOneOrderWhenPlacedManyTimesAtOnce() {
    Caller buyer = shop.visitor();
    UUID stock = shop.stocks("stool", 500, 10);
    String id = shop.create(buyer, line("stool", 2)).id();
    List<Future<Outcome<CreateOrderResponse>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) all.add(shop.placing(buyer, id));
    Set<String> orders = new HashSet<>();
    for (var placing : all) orders.add(await(placing).orNull().orderId());
    assertEquals(1, orders.size());
    assertEquals(8, shop.left(stock));
    assertEquals(
        List.of("1"), shop.query("select count(*) from orders where checkout_id = '" + id + "'"));
  }

  @Test
  void sellsTheLastUnitOnce() {
    UUID stock = shop.stocks("rarity", 500, 1);
    List<Future<Outcome<CreateOrderResponse>>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Caller buyer = shop.visitor();
      both.add(shop.placing(buyer, shop.create(buyer, line("rarity", 1)).id()));
    }
    List<Outcome<CreateOrderResponse>> done = both.stream().map(CheckoutFixture::await).toList();
    assertEquals(1, done.stream().filter(Outcome::isDone).count());
    assertEquals(0, shop.left(stock));
    Outcome<?> lost = done.stream().filter(outcome -> !outcome.isDone()).findFirst().orElseThrow();
    assertEquals("FULL_OUT_OF_STOCK", code(lost));
  }

  @Test
  void refusesADriftOnceAndThenTakesTheTotalThatWasShown() {
    Caller buyer = shop.visitor();
    shop.shop.sells("rising", 1000);
    String id = shop.create(buyer, line("rising", 1)).id();
    shop.shop.sells("rising", 1100);
    Outcome<CreateOrderResponse> refused = await(shop.placing(buyer, id));
    assertEquals("CHECKOUT_CHANGED", code(refused));
    assertEquals(
        "{\"total\":\"17.60\",\"previousTotal\":\"16.50\"}",
        ((Outcome.Refused<?>) refused).data().text());
    String orderId = shop.place(buyer, id).orderId();
    assertEquals("17.60", shop.order(orderId).priceSummary().total().amount());
  }

  @Test
  void takesTheTotalThatAReadHasShown() {
    Caller buyer = shop.visitor();
    shop.shop.sells("falling", 1000);
    String id = shop.create(buyer, line("falling", 1)).id();
    shop.shop.sells("falling", 900);
    assertEquals("15.40", total(shop.get(buyer, id)));
    assertNotNull(shop.place(buyer, id).orderId());
  }

  /** The fields that changed by the last update, beside when that was. */
  private Set<String> changed(String id) {
    Set<String> fields = new TreeSet<>(shop.modified(id).keySet());
    fields.remove("updatedDate");
    return fields;
  }

  @Test
  void answersARepeatedCommandWithoutDoingItAgain() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    CallId key = new CallId("order-1", true, 7);
    CreateOrderRequest ask = CreateOrderRequest.builder().id(id).build();
    var first = await(shop.ask(CheckoutOperations.CREATE_ORDER, buyer, ask, key)).orNull();
    var again = await(shop.ask(CheckoutOperations.CREATE_ORDER, buyer, ask, key)).orNull();
    assertEquals(first, again);
    var other = new CallId("order-1", true, 8);
    assertEquals(
        "IDEMPOTENCY_KEY_REUSED",
        code(await(shop.ask(CheckoutOperations.CREATE_ORDER, buyer, ask, other))));
  }

  @Test
  void completesAtOnceWhatCostsNothing() {
    Caller buyer = shop.visitor();
    shop.shop.items.put("gift", unshipped("gift", 0));
    String id = shop.create(buyer, line("gift", 1)).id();
    CreateOrderResponse placed = shop.place(buyer, id);
    assertNull(placed.paymentGatewayOrderId());
    assertEquals(OrderStatus.APPROVED, shop.order(placed.orderId()).status());
    assertEquals(PaymentStatusEnumPaymentStatus.PAID, shop.order(placed.orderId()).paymentStatus());
    assertTrue(shop.get(buyer, id).completed());
    assertEquals(List.of("created", "updated", "completed"), shop.events(id));
    assertEquals(
        "CHECKOUT_IS_COMPLETE",
        shop.refused(
            CheckoutOperations.ADD_TO_CHECKOUT,
            buyer,
            AddToCheckoutRequest.builder().id(id).lineItems(List.of(line("mug", 1))).build()));
  }

  private static io.cartwright.catalog.CatalogQuestions.ResolvedItem unshipped(
      String id, long priceMinor) {
    var item = Baskets.item(id, priceMinor);
    return new io.cartwright.catalog.CatalogQuestions.ResolvedItem(
        item.reference(),
        null,
        null,
        true,
        true,
        priceMinor,
        priceMinor,
        Set.of(),
        id,
        item.productName(),
        null,
        null,
        List.of(),
        null,
        item.itemType(),
        null,
        null);
  }

  @Test
  void chargesByToken() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    var ask = CreateOrderAndChargeRequest.builder().id(id).paymentToken("tok_approve").build();
    var paid = shop.done(CheckoutOperations.CREATE_ORDER_AND_CHARGE, buyer, ask);
    assertTrue(paid.checkoutCompleted());
    assertEquals(PaymentStatusEnumPaymentStatus.PAID, shop.order(paid.orderId()).paymentStatus());
    var again = shop.done(CheckoutOperations.CREATE_ORDER_AND_CHARGE, buyer, ask);
    assertEquals(paid.orderId(), again.orderId());

    String other = shop.create(buyer, line("mug", 1)).id();
    assertEquals(
        "PAYMENT_ERROR",
        shop.refused(
            CheckoutOperations.CREATE_ORDER_AND_CHARGE,
            buyer,
            CreateOrderAndChargeRequest.builder().id(other).paymentToken("tok_decline").build()));
    assertFalse(shop.get(buyer, other).completed());
  }

  @Test
  void chargesOnceForAllRepeatsUnderOneKey() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    var ask = CreateOrderAndChargeRequest.builder().id(id).paymentToken("tok_approve").build();
    CallId key = new CallId(UUID.randomUUID().toString(), true, 1);
    var charge = CheckoutOperations.CREATE_ORDER_AND_CHARGE;
    List<Future<Outcome<CreateOrderAndChargeResponse>>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) asked.add(shop.ask(charge, buyer, ask, key));
    Set<CreateOrderAndChargeResponse> replies = new HashSet<>();
    asked.forEach(one -> replies.add(await(one).orNull()));
    assertEquals(1, replies.size());
    assertTrue(replies.iterator().next().checkoutCompleted());

    CallId other = new CallId(key.value(), true, 2);
    assertEquals(
        CommonRefusal.IDEMPOTENCY_KEY_REUSED,
        ((Outcome.Refused<?>) await(shop.ask(charge, buyer, ask, other))).refusal());
  }

  @Test
  void countsUsesOfACouponAndRefusesOneTooMany() {
    shop.shop.coupons.put("ONCE", coupon("ONCE", new UsageLimit(1, 1)));
    Caller buyer = shop.visitor();
    String first =
        shop.done(
                CheckoutOperations.CREATE_CHECKOUT,
                buyer,
                ready(line("mug", 1)).couponCode("ONCE").build())
            .checkout()
            .id();
    Caller other = shop.visitor();
    Checkout second =
        shop.done(
                CheckoutOperations.CREATE_CHECKOUT,
                other,
                ready(line("mug", 1)).couponCode("ONCE").build())
            .checkout();
    assertEquals("15.40", total(second));
    assertEquals("1.00", second.appliedDiscounts().get(0).coupon().amount().amount());
    shop.place(buyer, first);
    shop.shop.coupons.remove("ONCE");
    assertEquals("15.40", total(shop.get(buyer, first)));
    shop.shop.coupons.put("ONCE", coupon("ONCE", new UsageLimit(1, 1)));
    assertEquals("ERROR_COUPON_USAGE_EXCEEDED", code(await(shop.placing(other, second.id()))));
    Checkout without =
        shop.done(
                CheckoutOperations.REMOVE_COUPON,
                other,
                RemoveCouponRequest.builder().id(second.id()).build())
            .checkout();
    assertEquals("16.50", total(without));
    assertNotNull(shop.place(other, second.id()).orderId());
    assertEquals(
        "ERROR_COUPON_DOES_NOT_EXIST",
        code(shop.update(buyer, first, "{\"checkout\":{},\"couponCode\":\"NONE\"}")));
  }

  private static CouponAnswer coupon(String code, UsageLimit limit) {
    String id = UUID.nameUUIDFromBytes(code.getBytes()).toString();
    Coupon coupon =
        new Coupon(
            id, code, "Ten", new Coupon.Benefit.PercentOff(100_000), null, null, false, false);
    return new CouponAnswer(coupon, id, code, "Ten", limit);
  }

  @Test
  void aPaymentThatIsPendingDoesNotCompleteTheCheckout() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    var ask = CreateOrderAndChargeRequest.builder().id(id).paymentToken("tok_pending");
    var charge = CheckoutOperations.CREATE_ORDER_AND_CHARGE;
    assertFalse(shop.done(charge, buyer, ask.build()).checkoutCompleted());
    assertEquals(
        "CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS",
        shop.refused(charge, buyer, ask.paymentToken("tok_approve").build()));
    assertFalse(shop.done(charge, buyer, ask.paymentToken(null).build()).checkoutCompleted());
    assertFalse(shop.get(buyer, id).completed());
  }

  @Test
  void whatComesIntoTheCartAfterTheCheckoutStaysThere() {
    Caller buyer = shop.visitor();
    addToCart(buyer, "mug", 2);
    var ask =
        CreateCheckoutFromCurrentCartRequest.builder()
            .channelType(ChannelType.WEB)
            .email("ada@example.com")
            .shippingAddress(CheckoutFixture.HOME)
            .billingAddress(CheckoutFixture.HOME)
            .build();
    var toCheckout = io.cartwright.cart.CartOperations.CREATE_CHECKOUT_FROM_CURRENT_CART;
    String id = shop.done(toCheckout, buyer, ask).checkoutId();
    String orderId = shop.place(buyer, id).orderId();
    addToCart(buyer, "mug", 3);
    addToCart(buyer, "plate", 1);
    assertEquals(id, shop.done(toCheckout, buyer, ask).checkoutId());
    shop.done(
        PaymentOperations.PAY_ORDER,
        buyer,
        PayOrderRequest.builder()
            .orderId(orderId)
            .provider("sandbox")
            .paymentToken("tok_approve")
            .build());
    assertTrue(shop.get(buyer, id).completed());
    assertEquals(List.of(4, 1), addToCart(buyer, "mug", 1));
    assertNotEquals(id, shop.done(toCheckout, buyer, ask).checkoutId());
  }

  private List<Integer> addToCart(Caller buyer, String item, int quantity) {
    var added =
        io.cartwright.wire.common.LineItem.builder()
            .catalogReference(Baskets.reference(item))
            .quantity(quantity)
            .build();
    var ask = AddToCurrentCartRequest.builder().lineItems(List.of(added)).build();
    return shop
        .done(io.cartwright.cart.CartOperations.ADD_TO_CURRENT_CART, buyer, ask)
        .cart()
        .lineItems()
        .stream()
        .map(line -> line.quantity())
        .toList();
  }

  @Test
  void groupsOfACustomLineMayHaveNoModifiers() {
    var group = V1ModifierGroup.builder().id("wrap").build();
    var wrapping =
        CustomLineItem.builder()
            .price("1.00")
            .quantity(1)
            .productName(ProductName.builder().original("Wrapping").build())
            .itemType(ItemType.builder().preset(ItemTypePreset.DIGITAL).build())
            .modifierGroups(List.of(group))
            .build();
    var ask = ready().lineItems(null).customLineItems(List.of(wrapping)).build();
    String id = shop.done(CheckoutOperations.CREATE_CHECKOUT, shop.admin(), ask).checkout().id();
    String order = shop.place(shop.admin(), id).orderId();
    assertEquals("1.00", shop.order(order).priceSummary().subtotal().amount());
  }

  @Test
  void hidesCheckoutsFromOthers() {
    Caller owner = shop.visitor();
    String id = shop.create(owner, line("mug", 1)).id();
    GetCheckoutRequest ask = GetCheckoutRequest.builder().id(id).build();
    for (Caller other :
        List.of(
            shop.visitor(), shop.member(), new Caller(shop.site, Role.MEMBER, owner.subjectId()))) {
      assertEquals("CHECKOUT_NOT_FOUND", shop.refused(CheckoutOperations.GET_CHECKOUT, other, ask));
      assertEquals("CHECKOUT_NOT_FOUND", code(await(shop.placing(other, id))));
      assertEquals(
          "CHECKOUT_NOT_FOUND",
          code(shop.update(other, id, "{\"checkout\":{\"buyerNote\":\"x\"}}")));
    }
    assertEquals(id, shop.get(shop.admin(), id).id());
  }

  @Test
  void keepsAdministratorsFieldsFromBuyers() {
    Caller buyer = shop.visitor();
    var custom = CustomLineItem.builder().price("1.00").build();
    assertEquals(
        "PERMISSION_DENIED",
        shop.refused(
            CheckoutOperations.CREATE_CHECKOUT,
            buyer,
            ready().lineItems(null).customLineItems(List.of(custom)).build()));
    String id = shop.create(buyer, line("mug", 1)).id();
    assertEquals(
        "PERMISSION_DENIED",
        code(
            shop.update(
                buyer,
                id,
                "{\"checkout\":{\"taxExemptGroupId\":\"6f0b6a0a-9e0d-4c9b-9d3c-0d7f4c3e9a11\"}}")));
    var locked =
        ready(line("mug", 1))
            .checkoutInfo(
                Checkout.builder()
                    .customSettings(CustomSettings.builder().lockCouponCode(true).build())
                    .build())
            .build();
    String own =
        shop.done(CheckoutOperations.CREATE_CHECKOUT, shop.admin(), locked).checkout().id();
    assertEquals(
        "CHECKOUT_NOT_FOUND",
        shop.refused(
            CheckoutOperations.GET_CHECKOUT, buyer, GetCheckoutRequest.builder().id(own).build()));
  }

  @Test
  void updatesPathByPath() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    assertEquals("INVALID_ARGUMENT", code(shop.update(buyer, id, "{\"checkout\":{}}")));
    assertEquals(
        "INVALID_ARGUMENT",
        code(shop.update(buyer, id, "{\"checkout\":{\"buyerInfo\":{\"email\":null}}}")));
    Checkout moved =
        shop.update(
                buyer,
                id,
                "{\"checkout\":{\"shippingInfo\":{\"shippingDestination\":{\"address\":{\"city\":\"Bergen\"}}}}}")
            .orNull();
    var address = moved.shippingInfo().shippingDestination().address();
    assertEquals(List.of("Bergen", "NO"), List.of(address.city(), address.country()));
    assertEquals("ada@example.com", moved.buyerInfo().email());
    assertEquals(
        "SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND",
        code(
            shop.update(
                buyer,
                id,
                "{\"checkout\":{\"shippingInfo\":{\"selectedCarrierServiceOption\":{\"code\":\"mule\"}}}}")));
    assertEquals(
        "INVALID_SELECTED_CARRIER_SERVICE_OPTION",
        code(
            shop.update(
                buyer,
                id,
                "{\"checkout\":{\"shippingInfo\":{\"selectedCarrierServiceOption\":{}}}}")));
    assertEquals(
        "GIFT_CARD_NOT_FOUND",
        code(shop.update(buyer, id, "{\"checkout\":{},\"giftCardCode\":\"12345678\"}")));
    Checkout chosen =
        shop.update(
                buyer,
                id,
                "{\"checkout\":{\"shippingInfo\":{\"selectedCarrierServiceOption\":{\"code\":\"truck\"}}}}")
            .orNull();
    assertTrue(chosen.shippingInfo().selectedCarrierServiceOption().requestedShippingOption());
  }

  @Test
  void changesLines() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    Checkout added =
        shop.done(
                CheckoutOperations.ADD_TO_CHECKOUT,
                buyer,
                AddToCheckoutRequest.builder().id(id).lineItems(List.of(line("plate", 1))).build())
            .checkout();
    assertEquals(2, added.lineItems().size());
    String plate = added.lineItems().get(1).id();
    Checkout more =
        shop.done(
                CheckoutOperations.UPDATE_LINE_ITEMS_QUANTITY,
                buyer,
                UpdateLineItemsQuantityRequest.builder()
                    .id(id)
                    .lineItems(
                        List.of(LineItemQuantityUpdate.builder().id(plate).quantity(4).build()))
                    .build())
            .checkout();
    assertEquals("50.00", more.lineItems().get(1).lineItemPrice().amount());
    Checkout fewer =
        shop.done(
                CheckoutOperations.REMOVE_LINE_ITEMS,
                buyer,
                RemoveLineItemsRequest.builder().id(id).lineItemIds(List.of(plate)).build())
            .checkout();
    assertEquals(1, fewer.lineItems().size());
  }

  @Test
  void keepsEveryConcurrentChange() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(
          shop.ask(
              CheckoutOperations.ADD_TO_CHECKOUT,
              buyer,
              AddToCheckoutRequest.builder().id(id).lineItems(List.of(line("mug", 1))).build()));
    }
    all.forEach(CheckoutFixture::await);
    assertEquals(11, shop.get(buyer, id).lineItems().get(0).quantity());
  }

  @Test
  void refusesToPlaceWhatWasChangedAfterItsOrder() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    String orderId = shop.place(buyer, id).orderId();
    shop.get(buyer, id);
    assertEquals(orderId, shop.place(buyer, id).orderId());
    shop.done(
        CheckoutOperations.ADD_TO_CHECKOUT,
        buyer,
        AddToCheckoutRequest.builder().id(id).lineItems(List.of(line("plate", 1))).build());
    Outcome<?> refused = await(shop.placing(buyer, id));
    assertEquals("CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS", code(refused));
    assertEquals("{\"orderId\":\"" + orderId + "\"}", ((Outcome.Refused<?>) refused).data().text());
  }

  @Test
  void completesByATokenOnce() {
    String id = shop.create(shop.visitor(), line("mug", 1)).id();
    String token =
        shop.done(
                CheckoutOperations.CREATE_COMPLETION_TOKEN,
                shop.admin(),
                CreateCompletionTokenRequest.builder()
                    .checkoutId(id)
                    .redirectUrl("https://pay.example.com/thanks")
                    .build())
            .token();
    var redeem = CheckoutOperations.MARK_CHECKOUT_AS_COMPLETED_AND_REDIRECT_TO_URL;
    var forged =
        MarkCheckoutAsCompletedAndRedirectToUrlRequest.builder().token(token + "x").build();
    assertEquals("UNAUTHENTICATED_TOKEN", shop.refused(redeem, Caller.anonymous(), forged));
    var ask = MarkCheckoutAsCompletedAndRedirectToUrlRequest.builder().token(token).build();
    RawHttpResponse answer = shop.done(redeem, Caller.anonymous(), ask);
    assertEquals(302, answer.statusCode());
    assertEquals("https://pay.example.com/thanks", answer.headers().get(0).value());
    assertTrue(shop.get(shop.admin(), id).completed());
    assertEquals("UNAUTHENTICATED_TOKEN", shop.refused(redeem, Caller.anonymous(), ask));
    assertEquals(List.of("created", "updated", "completed"), shop.events(id));
  }

  @Test
  void isMarkedAsCompletedOnce() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    var ask = MarkCheckoutAsCompletedRequest.builder().id(id).build();
    for (int i = 0; i < 2; i++) {
      shop.done(CheckoutOperations.MARK_CHECKOUT_AS_COMPLETED, shop.admin(), ask);
    }
    assertEquals(List.of("created", "updated", "completed"), shop.events(id));
    assertEquals("false", shop.modified(id).get("completed"));
    assertEquals(Set.of("completed"), changed(id));
    assertEquals("CHECKOUT_ALREADY_PAID", code(await(shop.placing(buyer, id))));
  }

  @Test
  void tellsWhereItsPageIs() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    var ask = GetCheckoutURLRequest.builder().id(id).build();
    assertEquals(
        CheckoutFixture.PUBLIC_URL + "/checkout/" + id,
        shop.done(CheckoutOperations.GET_CHECKOUT_URL, buyer, ask).checkoutUrl());
    assertEquals(
        "INVALID_ARGUMENT",
        code(shop.update(buyer, id, "{\"checkout\":{},\"overrideCheckoutUrl\":\"javascript:1\"}")));
    shop.update(buyer, id, "{\"checkout\":{},\"overrideCheckoutUrl\":\"https://own.example/pay\"}");
    assertEquals(
        "https://own.example/pay",
        shop.done(CheckoutOperations.GET_CHECKOUT_URL, buyer, ask).checkoutUrl());
  }

  @Test
  void movesAlongWhenItsVisitorLogsIn() {
    Caller visitor = shop.visitor();
    Caller member = shop.member();
    String id = shop.create(visitor, line("mug", 1)).id();
    shop.get(visitor, id);
    shop.done(
        SiteQuestions.CHECKOUTS_LOGIN,
        Caller.system(shop.site),
        new BuyerLogin(visitor.subjectId(), member.subjectId()));
    assertEquals(member.subjectId().toString(), shop.get(member, id).buyerInfo().memberId());
    assertEquals(
        "CHECKOUT_NOT_FOUND",
        shop.refused(
            CheckoutOperations.GET_CHECKOUT, visitor, GetCheckoutRequest.builder().id(id).build()));
  }

  @Test
  void anUnpaidOrderGoesAlongWithItsCheckout() {
    Caller visitor = shop.visitor();
    Caller member = shop.member();
    String id = shop.create(visitor, line("mug", 1)).id();
    String orderId = shop.place(visitor, id).orderId();
    shop.done(
        SiteQuestions.CHECKOUTS_LOGIN,
        Caller.system(shop.site),
        new BuyerLogin(visitor.subjectId(), member.subjectId()));
    assertEquals(orderId, shop.place(member, id).orderId());
    assertEquals(member.subjectId().toString(), shop.get(member, id).buyerInfo().memberId());
    var pay =
        PayOrderRequest.builder()
            .orderId(orderId)
            .provider("sandbox")
            .paymentToken("tok_approve")
            .build();
    assertEquals("ORDER_NOT_FOUND", shop.refused(PaymentOperations.PAY_ORDER, visitor, pay));
    shop.done(PaymentOperations.PAY_ORDER, member, pay);
    assertTrue(shop.get(member, id).completed());
    assertEquals(member.subjectId().toString(), shop.order(orderId).buyerInfo().memberId());
  }

  @Test
  void isAbandonedOnceAndRecoveredByItsOrder() {
    Caller buyer = shop.visitor();
    shop.shop.items.put("flyer", unshipped("flyer", 0));
    String id = shop.create(buyer, line("flyer", 1)).id();
    Clock later = Clock.fixed(CheckoutFixture.NOW.plus(Duration.ofHours(2)), ZoneOffset.UTC);
    for (int i = 0; i < 2; i++) await(shop.abandonment(later).abandonAll());
    List<String> abandoned =
        shop.query("select id from abandoned_checkout where checkout_id = '" + id + "'");
    assertEquals(1, abandoned.size());
    assertEquals(List.of("created"), shop.events(abandoned.get(0)));
    shop.place(buyer, id);
    assertEquals(List.of("created", "recovered"), shop.events(abandoned.get(0)));
    assertEquals(
        List.of("RECOVERED"),
        shop.query("select status from abandoned_checkout where checkout_id = '" + id + "'"));
  }

  @Test
  void explainsItsTotal() {
    Caller buyer = shop.visitor();
    String id = shop.create(buyer, line("mug", 1)).id();
    var explained =
        shop.done(
            CheckoutOperations.EXPLAIN_CHECKOUT,
            buyer,
            ExplainCheckoutRequest.builder().checkoutId(id).build());
    assertEquals(1, explained.explanation().lineItems().size());
    assertNotEquals(null, explained.explanation().ruleBookVersion());
  }
}
