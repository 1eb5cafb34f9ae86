package io.cartwright.basket;

import static io.cartwright.basket.Baskets.NOW;
import static io.cartwright.basket.Baskets.USD;
import static io.cartwright.basket.Baskets.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.pricing.Coupon;
import io.cartwright.pricing.Delivery;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.Evaluator;
import io.cartwright.pricing.Fee;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.pricing.Scope;
import io.cartwright.pricing.Target;
import io.cartwright.pricing.TaxFacts;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.wire.common.AppliedDiscount;
import io.cartwright.wire.common.AppliedDiscountDiscountType;
import io.cartwright.wire.common.CalculatedLineItem;
import io.cartwright.wire.common.MultiCurrencyPrice;
import io.cartwright.wire.common.PriceSummary;
import io.cartwright.wire.common.ShippingInformation;
import io.cartwright.wire.own.basket.BasketExplanation;
import io.cartwright.wire.own.basket.StoredBasket;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Two mugs at 10.00 and a plate at 5.01: 25.01. A rule takes 20 % off each line (4.00 and 1.00), a
 * coupon 10 % off what is left (1.60 and 0.40), delivery costs 6.00, a fee 1.00, and all is taxed
 * at 10 %.
 */
class QuoteViewTest {
  private final Priced priced = priced();
  private final QuoteView view = QuoteView.of(priced);

  private static Priced priced() {
    Map<io.cartwright.catalog.CatalogQuestions.ResolvedItem, Integer> items = new LinkedHashMap<>();
    items.put(item("mug", 1000), 2);
    items.put(item("plate", 501), 1);
    StoredBasket basket = Baskets.of(items);
    Rule rule =
        new Rule(
            "rule",
            NOW,
            "Spring",
            null,
            null,
            null,
            new Target.Items(List.of(Scope.all()), List.of()),
            new Discount.Percentage(200_000),
            Rule.AppliesTo.ALL_ITEMS,
            true);
    Coupon coupon =
        new Coupon(
            "coupon",
            "TEN",
            "Ten off",
            new Coupon.Benefit.PercentOff(100_000),
            Scope.all(),
            null,
            false,
            true);
    TaxFacts tax =
        new TaxFacts(
            false,
            false,
            Map.of("g", List.of(new TaxFacts.TaxRate("VAT", 100_000, "T", "Here", "STATE"))),
            "g",
            null);
    Delivery delivery =
        new Delivery(
            List.of(Delivery.Option.of("carrier", "truck", "Truck", Delivery.Rate.flat(600))),
            null,
            null,
            true);
    Answers answers =
        new Answers(
            new Rules(RuleBook.compile(3, List.of(rule), NOW), Limits.NONE),
            new CouponAnswer(coupon, "coupon", "TEN", "Ten off", null),
            null,
            new DeliveryAnswer(
                delivery, "region", "Everywhere", Map.of(), Map.of("c2", "GENERIC_ERROR")),
            null,
            new TaxAnswer(tax, "taxRegion"),
            null);
    PriceAsk ask =
        new PriceAsk(
            basket,
            USD,
            false,
            true,
            true,
            null,
            null,
            null,
            List.of(new Fee("f", "Wrapping", 100, true, null, "MANUAL", null, List.of())),
            null);
    var input = PricingInput.of(ask, answers, Set.of(), NOW);
    return new Priced(basket, input, new Evaluator().price(answers.rules().book(), input), answers);
  }

  private static BigDecimal of(MultiCurrencyPrice price) {
    assertEquals(price.amount(), price.convertedAmount());
    return new BigDecimal(price.amount());
  }

  @Test
  void theSummaryIsTheSumOfItsParts() {
    PriceSummary summary = view.summary();
    assertEquals("25.01", summary.subtotal().amount());
    assertEquals("7.00", summary.discount().amount());
    assertEquals("6.00", summary.shipping().amount());
    assertEquals("1.00", summary.additionalFees().amount());
    assertEquals("2.50", summary.tax().amount());
    assertEquals("27.51", summary.total().amount());
    assertEquals("$27.51", summary.total().formattedAmount());
    BigDecimal parts =
        of(view.payNow().total())
            .add(of(view.payLater().total()))
            .add(of(view.payAfterFreeTrial().total()));
    assertEquals(of(summary.total()), parts);
  }

  @Test
  void linesTellTheirPriceStepByStep() {
    CalculatedLineItem mug = view.lineItems().get(0);
    assertEquals("10.00", mug.pricesBreakdown().fullPrice().amount());
    assertEquals("10.00", mug.pricesBreakdown().priceBeforeDiscounts().amount());
    assertEquals("8.00", mug.pricesBreakdown().price().amount());
    assertEquals("16.00", mug.pricesBreakdown().lineItemPrice().amount());
    assertEquals("5.60", mug.pricesBreakdown().totalDiscount().amount());
    assertEquals("14.40", mug.pricesBreakdown().totalPriceBeforeTax().amount());
    assertEquals("15.84", mug.pricesBreakdown().totalPriceAfterTax().amount());
    assertEquals("0.1", mug.pricesBreakdown().taxDetails().taxRate());
  }

  @Test
  void afterTaxTotalsSumToTheTotal() {
    BigDecimal sum = of(view.delivery().selected().cost().totalPriceAfterTax());
    for (CalculatedLineItem line : view.lineItems()) {
      sum = sum.add(of(line.pricesBreakdown().totalPriceAfterTax()));
    }
    sum = sum.add(of(view.additionalFees().get(0).priceAfterTax()));
    assertEquals(of(view.summary().total()), sum);
  }

  @Test
  void discountsNameTheirSourceAndSumToTheDiscount() {
    List<AppliedDiscount> applied = view.discounts().applied();
    assertEquals("Spring", applied.get(0).discountRule().name().original());
    assertEquals("TEN", applied.get(1).coupon().code());
    assertEquals(AppliedDiscountDiscountType.GLOBAL, applied.get(1).discountType());
    BigDecimal sum = BigDecimal.ZERO;
    for (AppliedDiscount discount : applied) {
      for (var line : discount.lineItemDiscounts()) sum = sum.add(of(line.totalDiscountAmount()));
    }
    assertEquals(of(view.summary().discount()), sum);
  }

  @Test
  void deliveryShowsOptionsByCarrier() {
    ShippingInformation info = view.delivery().information();
    assertEquals("Everywhere", info.region().name());
    assertEquals("truck", info.carrierServiceOptions().get(0).shippingOptions().get(0).code());
    assertEquals("Truck", info.selectedCarrierServiceOption().title());
  }

  @Test
  void taxIsSummedByName() {
    assertEquals("2.50", view.tax().summary().totalTax().amount());
    assertEquals("25.01", view.tax().summary().taxableAmount().amount());
    assertEquals("VAT", view.tax().summary().aggregatedTaxBreakdown().get(0).taxName());
  }

  @Test
  void aCarrierThatFailedIsACalculationError() {
    var errors = view.errors().calculationErrors();
    assertEquals("c2", errors.carrierErrors().errors().get(0).carrierId());
    assertEquals(
        "GENERIC_ERROR", errors.carrierErrors().errors().get(0).error().applicationError().code());
    assertTrue(!view.errors().none());
    assertTrue(QuoteView.of(Baskets.priced(priced.basket())).errors().none());
  }

  @Test
  void theExplanationTellsWhichRuleDidWhat() {
    BasketExplanation explanation = ExplanationView.of(priced);
    assertEquals("3", explanation.ruleBookVersion());
    assertEquals(List.of("rule"), explanation.stacking());
    var verdict = explanation.lineItems().get(0).rules().get(0);
    assertTrue(verdict.fired());
    assertEquals("20.00", verdict.before());
    assertEquals("16.00", verdict.after());
  }
}
