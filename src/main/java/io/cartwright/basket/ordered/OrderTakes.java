package io.cartwright.basket.ordered;

import io.cartwright.basket.Lines;
import io.cartwright.basket.Priced;
import io.cartwright.basket.PricingFlow;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.order.OrderQuestions.UseTake;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What an order takes in its transaction: units from stock, uses of coupons and rules. */
public final class OrderTakes {
  private static final UsageLimit UNLIMITED = new UsageLimit(null, null);

  private OrderTakes() {}

  /** Units of each line whose stock is tracked; an item without a count may be oversold. */
  public static List<StockTake> stock(Priced priced) {
    List<StockTake> takes = new ArrayList<>();
    for (StoredLine line : Lines.of(priced.basket())) {
      ItemFacts facts = line.facts();
      if (facts.inventoryItemId() == null || line.quantity() < 1) continue;
      takes.add(
          new StockTake(
              UUID.fromString(facts.inventoryItemId()),
              line.id(),
              line.quantity(),
              facts.quantityAvailable() == null));
    }
    return takes;
  }

  /** One use of each rule that took something, and of the coupon. */
  public static List<UseTake> uses(Priced priced) {
    String buyer = PricingFlow.buyerKey(priced.basket().buyer());
    List<UseTake> takes = new ArrayList<>();
    for (Quote.Applied applied : priced.quote().discounts()) {
      if (applied.source() != Quote.Source.RULE) continue;
      UsageLimit known = priced.answers().rules().limits().of(applied.id());
      UsageLimit limit = known == null ? UNLIMITED : known;
      takes.add(new UseTake(DiscountQuestions.RULE_USES, applied.id(), limit.total()));
      if (limit.perBuyer() != null && buyer != null) {
        String key = applied.id() + ":" + buyer;
        takes.add(new UseTake(DiscountQuestions.RULE_BUYER_USES, key, limit.perBuyer()));
      }
    }
    CouponAnswer coupon = priced.answers().coupon();
    if (coupon == null) return takes;
    UsageLimit limit = coupon.limit() == null ? UNLIMITED : coupon.limit();
    takes.add(new UseTake(DiscountQuestions.COUPON_USES, coupon.id(), limit.total()));
    if (limit.perBuyer() != null && buyer != null) {
      String key = coupon.id() + ":" + buyer;
      takes.add(new UseTake(DiscountQuestions.COUPON_BUYER_USES, key, limit.perBuyer()));
    }
    return takes;
  }
}
