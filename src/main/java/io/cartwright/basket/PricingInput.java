package io.cartwright.basket;

import io.cartwright.money.Decimals;
import io.cartwright.pricing.Basket;
import io.cartwright.pricing.BasketLine;
import io.cartwright.pricing.Delivery;
import io.cartwright.pricing.MerchantDiscount;
import io.cartwright.pricing.TaxFacts;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.SubscriptionOptionInfo;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.basket.StoredMerchantDiscount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes what the evaluator prices from a basket and the answers of other domains. */
final class PricingInput {
  private PricingInput() {}

  static Basket of(PriceAsk ask, Answers answers, Set<String> usedUp, Instant now) {
    StoredBasket basket = ask.basket();
    StoredBuyer buyer = basket.buyer();
    return new Basket(
        ask.currency(),
        now,
        buyer == null ? null : buyer.memberId(),
        lines(basket),
        answers.coupon() == null ? null : answers.coupon().coupon(),
        merchantDiscounts(basket),
        answers.delivery() == null ? Delivery.NONE : answers.delivery().delivery(),
        ask.fees(),
        answers.tax() == null ? TaxFacts.NONE : answers.tax().facts(),
        ask.giftCard(),
        Set.of(),
        usedUp);
  }

  /**
   * Names the buyer for limits on uses: member id, else e-mail, else visitor id; null for nobody.
   */
  static String buyerKey(StoredBuyer buyer) {
    if (buyer == null) return null;
    if (buyer.memberId() != null) return buyer.memberId();
    return buyer.email() != null ? buyer.email().toLowerCase(Locale.ROOT) : buyer.visitorId();
  }

  private static List<BasketLine> lines(StoredBasket basket) {
    List<StoredLine> stored = Lines.of(basket);
    List<BasketLine> lines = new ArrayList<>(stored.size());
    for (StoredLine line : stored) {
      if (line.quantity() > 0) lines.add(line(line));
    }
    return lines;
  }

  private static BasketLine line(StoredLine line) {
    ItemFacts facts = line.facts();
    boolean ofCatalog = References.fromCatalog(line);
    SubscriptionOptionInfo subscription = facts.subscriptionOptionInfo();
    return new BasketLine(
        line.id(),
        ofCatalog ? line.catalogReference().appId() : null,
        ofCatalog ? itemId(line) : null,
        facts.collectionIds() == null ? Set.of() : Set.copyOf(facts.collectionIds()),
        facts.priceMinor(),
        facts.fullPriceMinor(),
        facts.modifiersMinor() == null ? 0 : facts.modifiersMinor(),
        line.quantity(),
        Facts.pricingOption(Facts.payment(line)),
        facts.depositMinor(),
        facts.taxGroupId(),
        weightE6(facts),
        Facts.shippable(line),
        subscription != null,
        subscription != null
            && subscription.subscriptionSettings() != null
            && subscription.subscriptionSettings().freeTrialPeriod() != null,
        facts.itemType() != null && facts.itemType().preset() == ItemTypePreset.GIFT_CARD);
  }

  /** Rules and coupons name products; a variant counts as its product. */
  private static String itemId(StoredLine line) {
    String root = line.facts().rootCatalogItemId();
    return root == null ? line.catalogReference().catalogItemId() : root;
  }

  private static long weightE6(ItemFacts facts) {
    if (facts.physicalProperties() == null || facts.physicalProperties().weight() == null) return 0;
    return Math.max(0, Decimals.capped(facts.physicalProperties().weight(), 6));
  }

  private static List<MerchantDiscount> merchantDiscounts(StoredBasket basket) {
    if (basket.merchantDiscounts() == null) return List.of();
    List<MerchantDiscount> discounts = new ArrayList<>();
    for (StoredMerchantDiscount stored : basket.merchantDiscounts()) {
      discounts.add(
          new MerchantDiscount(
              stored.id(),
              stored.name(),
              stored.amountMinor(),
              stored.percentE4() == null ? null : stored.percentE4().longValue(),
              stored.lineItemIds()));
    }
    return discounts;
  }
}
