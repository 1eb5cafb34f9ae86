package io.cartwright.whatif;

import io.cartwright.basket.PriceAsk;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.ChangedRule;
import io.cartwright.discount.DiscountQuestions.RulesWith;
import io.cartwright.wire.Violation;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.whatif.WhatIfRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads what is asked. Pure. */
final class WhatIfInput {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private WhatIfInput() {}

  /** Refuses an instant that no calendar of ours reaches, and rules without a body. */
  static Outcome<WhatIfRequest> checked(WhatIfRequest ask) {
    Instant at = ask.asOf();
    if (at != null && (at.isBefore(FIRST) || at.isAfter(LAST))) {
      return Outcome.invalid(
          "asOf", Violation.Rule.VALIDATION, "must be from the year 1970 to 9999");
    }
    for (var changed : orEmpty(ask.changeRules())) {
      if (changed.ruleId() == null || changed.discountRule() == null) {
        return Outcome.invalid(
            "changeRules", Violation.Rule.REQUIRED_FIELD, "must set ruleId and discountRule");
      }
    }
    return Outcome.done(ask);
  }

  /** The basket with the coupon and the buyer that are asked for. */
  static PriceAsk asked(PriceAsk ask, WhatIfRequest wish) {
    StoredBasket basket = ask.basket();
    if (wish.couponCode() != null) {
      StoredCoupon coupon = new StoredCoupon(null, wish.couponCode(), null);
      basket = basket.toBuilder().coupon(coupon).build();
    }
    if (wish.memberId() != null) {
      String member = wish.memberId().toLowerCase(Locale.ROOT);
      basket = basket.toBuilder().buyer(StoredBuyer.builder().memberId(member).build()).build();
    }
    return ask.with(basket).asItStands();
  }

  /** The rules that are asked for. */
  static RulesWith rules(WhatIfRequest wish) {
    return new RulesWith(
        wish.asOf(),
        orEmpty(wish.addRules()),
        orEmpty(wish.changeRules()).stream()
            .map(changed -> new ChangedRule(changed.ruleId(), changed.discountRule()))
            .toList(),
        orEmpty(wish.switchOffRuleIds()));
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
