package io.cartwright.order.draft;

import io.cartwright.basket.kept.OrderPricing;
import io.cartwright.discount.DiscountQuestions.RulesAsOf;
import io.cartwright.pricing.Basket;
import io.cartwright.wire.Json;
import io.cartwright.wire.own.draft.DraftPrice;
import io.cartwright.wire.own.draft.StoredDraft;
import java.time.Duration;
import java.time.Instant;

/**
 * What a draft was priced by when it was last written, so that it can be committed at that price.
 * The same input and the same rules make the same quote. Pure.
 */
final class KeptPrice {
  /** How old a price may be that is committed as it is. */
  static final Duration AGE_MAX = Duration.ofHours(1);

  private KeptPrice() {}

  static DraftPrice of(Calculated calculated) {
    OrderPricing by = calculated.pricing(null, null);
    boolean complete =
        !calculated.optionGone()
            && calculated.offered().answers().deliveryError() == null
            && calculated.offered().answers().taxError() == null;
    Long shipping = calculated.shippingMinor();
    return DraftPrice.builder()
        .calculatedDate(by.instant())
        .complete(complete)
        .ruleBookVersion(Long.toString(by.ruleBookVersion()))
        .bookInstant(by.bookInstant())
        .input(new Json(by.input()))
        .shippingMinor(shipping == null ? null : shipping.toString())
        .build();
  }

  /** False for a price with errors in it, one that is too old, and where none is kept. */
  static boolean isUsable(StoredDraft draft, Instant now) {
    DraftPrice price = draft.price();
    return price != null
        && Boolean.TRUE.equals(price.complete())
        && !price.calculatedDate().plus(AGE_MAX).isBefore(now);
  }

  static RulesAsOf rules(DraftPrice price) {
    return new RulesAsOf(Long.valueOf(price.ruleBookVersion()), price.bookInstant());
  }

  /** What the evaluator saw. */
  static Basket input(DraftPrice price) {
    return new OrderPricing(
            null,
            null,
            Long.parseLong(price.ruleBookVersion()),
            price.bookInstant(),
            price.calculatedDate(),
            price.input().text(),
            null)
        .basket();
  }

  static Long shippingMinor(DraftPrice price) {
    return price.shippingMinor() == null ? null : Long.valueOf(price.shippingMinor());
  }
}
