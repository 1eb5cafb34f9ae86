package io.cartwright.checkout;

import io.cartwright.basket.Answers;
import io.cartwright.basket.Baskets;
import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.Priced;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.pricing.Delivery;
import io.cartwright.pricing.RuleBook;
import io.cartwright.pricing.TaxFacts;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.checkout.StoredCheckout;
import io.cartwright.wire.own.site.BusinessAddress;
import io.cartwright.wire.own.site.StockDecrement;
import io.cartwright.wire.own.site.WeightUnit;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Checkouts and their prices for tests of pure code: delivery costs 5.00, tax is 10 %. */
final class PricedCheckouts {
  static final String MEMBER = "00000000-0000-4000-8000-000000000001";

  boolean acceptsPayments = true;
  boolean taxIncluded;
  RuleBook rules = RuleBook.empty(1);
  CouponAnswer coupon;
  ApplicationError taxError;
  List<Delivery.Option> options =
      List.of(Delivery.Option.of("carrier", "truck", "Truck", Delivery.Rate.flat(500)));

  /** A checkout that can be placed. */
  static StoredCheckout of(Map<ResolvedItem, Integer> items) {
    StoredBasket basket =
        Baskets.of(items).toBuilder()
            .buyer(StoredBuyer.builder().visitorId(MEMBER).email("ada@example.com").build())
            .build();
    return StoredCheckout.builder()
        .basket(basket)
        .channelType("WEB")
        .purchaseFlowId(UUID.randomUUID().toString())
        .billingInfo(CheckoutFixture.home())
        .shippingDestination(CheckoutFixture.home())
        .completionSecret("secret")
        .build();
  }

  SiteSettings site() {
    return new SiteSettings(
        UUID.randomUUID(),
        1,
        "Shop",
        UUID.randomUUID(),
        "USD",
        "en",
        BusinessAddress.builder().country("US").build(),
        ZoneId.of("UTC"),
        WeightUnit.KG,
        acceptsPayments,
        List.of(),
        false,
        StockDecrement.ON_PLACEMENT);
  }

  Priced price(StoredCheckout checkout) {
    var option = checkout.basket().selectedShippingOption();
    boolean addressed = Checkouts.shippingAddress(checkout) != null;
    Delivery delivery =
        new Delivery(
            addressed ? options : List.of(),
            option == null ? null : option.carrierId(),
            option == null ? null : option.code(),
            addressed);
    TaxFacts tax =
        new TaxFacts(
            taxIncluded,
            false,
            Map.of("g", List.of(new TaxFacts.TaxRate("VAT", 100_000, null, "Here", "COUNTRY"))),
            "g",
            null);
    Answers answers =
        new Answers(
            new Rules(rules, Limits.NONE),
            coupon,
            null,
            new DeliveryAnswer(delivery, "region", "Everywhere", Map.of(), Map.of()),
            null,
            taxError == null ? new TaxAnswer(tax, "r") : null,
            taxError);
    PriceAsk ask =
        new PriceAsk(
            checkout.basket(),
            Baskets.USD,
            false,
            true,
            true,
            Checkouts.shippingAddress(checkout),
            Checkouts.billingAddress(checkout),
            option,
            List.of(),
            null);
    return Baskets.priced(ask, answers);
  }
}
