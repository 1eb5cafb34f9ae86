package io.cartwright.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cartwright.basket.Baskets;
import io.cartwright.basket.Priced;
import io.cartwright.basket.ordered.OrderTakes;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.order.OrderQuestions.UseTake;
import io.cartwright.pricing.Coupon;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.pricing.Scope;
import io.cartwright.pricing.Target;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderDraftTest {
  private static final String RULE = "11111111-0000-4000-8000-000000000001";
  private static final String COUPON = "22222222-0000-4000-8000-000000000002";

  private final PricedCheckouts prices = new PricedCheckouts();
  private StoredCheckout checkout;

  /** 3 × 19.99 and 1 × 7.25, 20 % off by a rule, then 10 % by a coupon; tax 10 %. */
  @BeforeEach
  void fill() {
    Map<io.cartwright.catalog.CatalogQuestions.ResolvedItem, Integer> items = new LinkedHashMap<>();
    items.put(Baskets.item("kettle", 1999, 10, true, true), 3);
    items.put(Baskets.item("cup", 725), 1);
    checkout = PricedCheckouts.of(items);
    Rule rule =
        new Rule(
            RULE,
            Baskets.NOW,
            "A fifth",
            null,
            null,
            null,
            new Target.Items(List.of(Scope.all()), List.of()),
            new Discount.Percentage(200_000),
            Rule.AppliesTo.ALL_ITEMS,
            true);
    prices.rules = RuleBook.compile(1, List.of(rule), Baskets.NOW);
    Coupon coupon =
        new Coupon(
            COUPON, "TEN", "Ten", new Coupon.Benefit.PercentOff(100_000), null, null, false, true);
    prices.coupon = new CouponAnswer(coupon, COUPON, "TEN", "Ten", new UsageLimit(5, 1));
  }

  private Order order() {
    Priced priced = prices.price(checkout);
    return OrderDraft.of(UUID.randomUUID(), checkout, priced, prices.site(), UUID::randomUUID);
  }

  private static BigDecimal amount(Price price) {
    return new BigDecimal(price.amount());
  }

  private static BigDecimal sum(Order order, Function<OrderLineItem, Price> amount) {
    return order.lineItems().stream()
        .map(line -> amount(amount.apply(line)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sumsHoldInEveryRegion(boolean taxIncluded) {
    prices.taxIncluded = taxIncluded;
    Order order = order();
    PriceSummary summary = order.priceSummary();
    assertEquals(
        amount(summary.total()),
        amount(summary.subtotal())
            .subtract(amount(summary.discount()))
            .add(amount(summary.shipping()))
            .add(amount(summary.totalAdditionalFees()))
            .add(amount(summary.tax())));
    assertEquals(
        amount(summary.total()),
        sum(order, OrderLineItem::totalPriceAfterTax)
            .add(amount(order.shippingInfo().cost().totalPriceAfterTax())));
    assertEquals(
        amount(summary.tax()),
        sum(order, line -> line.taxInfo().taxAmount())
            .add(amount(order.shippingInfo().cost().taxInfo().taxAmount())));
    assertEquals(summary.tax(), order.taxInfo().totalTax());
    assertEquals(summary.tax(), order.taxInfo().taxBreakdown().get(0).aggregatedTaxAmount());
    assertEquals(summary.total(), order.payNow().total());
    BigDecimal discounts =
        order.appliedDiscounts().stream()
            .map(d -> amount(d.coupon() == null ? d.discountRule().amount() : d.coupon().amount()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertEquals(sum(order, OrderLineItem::totalDiscount), discounts);
  }

  @Test
  void copiesEachLine() {
    OrderLineItem kettle = order().lineItems().get(0);
    assertEquals("15.99", kettle.price().amount());
    assertEquals("19.99", kettle.priceBeforeDiscounts().amount());
    assertEquals("16.79", kettle.totalDiscount().amount());
    assertEquals("43.18", kettle.totalPriceBeforeTax().amount());
    assertEquals("$43.18", kettle.totalPriceBeforeTax().formattedAmount());
    assertEquals("0.1", kettle.taxInfo().taxRate());
    assertEquals(3, kettle.quantity());
    assertEquals("Item kettle", kettle.productName().original());
  }

  @Test
  void copiesWhoWhereAndHow() {
    Order order = order();
    assertEquals("ada@example.com", order.buyerInfo().email());
    assertEquals("NO", order.billingInfo().address().country());
    assertEquals("Oslo", order.recipientInfo().address().city());
    assertEquals("Truck", order.shippingInfo().title());
    assertEquals("NO", order.shippingInfo().logistics().shippingDestination().address().country());
    assertEquals("Everywhere", order.shippingInfo().region().name());
    assertNull(order.number());
    assertNull(order.status());
  }

  @Test
  void takesStockAndUses() {
    Priced priced = prices.price(checkout);
    var stock = OrderTakes.stock(priced);
    assertEquals(1, stock.size());
    assertEquals(3, stock.get(0).quantity());
    assertEquals(false, stock.get(0).oversell());
    String visitor = PricedCheckouts.MEMBER;
    assertEquals(
        List.of(
            new UseTake(DiscountQuestions.RULE_USES, RULE, null),
            new UseTake(DiscountQuestions.COUPON_USES, COUPON, 5),
            new UseTake(DiscountQuestions.COUPON_BUYER_USES, COUPON + ":ada@example.com", 1)),
        OrderTakes.uses(priced));
    assertEquals(visitor, priced.basket().buyer().visitorId());
  }
}
