package io.cartwright.pricing;

import io.cartwright.money.Currency;
import io.cartwright.money.Decimals;
import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Explanation.Reason;
import io.cartwright.pricing.Gap.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Says in plain English what conditions, gaps and discounts are. */
final class Wording {
  private static final int IDS_SHOWN = 3;

  private final Currency currency;

  Wording(Currency currency) {
    this.currency = currency;
  }

  /**
   * An amount in ten-thousandths as text with the currency's decimals, or more where it has more.
   */
  String e4(long amountE4) {
    long perMinor = currency.unitsPerMinor(4);
    return amountE4 % perMinor == 0
        ? currency.format(amountE4 / perMinor)
        : Decimals.shortText(amountE4, 4);
  }

  /** A reason with what was seen and needed: "subtotal 84.00 of 100.00". */
  String reason(Reason reason, String seen, String needed, List<Scope> scopes) {
    String where = in(scopes);
    return switch (reason) {
      case NOT_YET_STARTED -> "starts at " + needed;
      case ENDED -> "ended at " + needed;
      case USAGE_LIMIT_REACHED -> "used up";
      case NO_LINE_IN_TRIGGER_SCOPE ->
          needed == null ? "nothing" + where : "nothing" + where + ", " + needed + " needed";
      case SUBTOTAL_BELOW_RANGE -> "subtotal " + seen + " of " + needed + where;
      case SUBTOTAL_ABOVE_RANGE -> "subtotal " + seen + ", at most " + needed + where;
      case QUANTITY_BELOW_RANGE -> "quantity " + seen + " of " + needed + where;
      case QUANTITY_ABOVE_RANGE -> "quantity " + seen + ", at most " + needed + where;
      case CUSTOM_TRIGGER_NOT_MET -> "custom trigger " + needed + " does not hold";
      case BUYER_NOT_ELIGIBLE ->
          seen == null ? "for members only, nobody is logged in" : "not for member " + seen;
      case LINE_NOT_IN_SCOPE -> "covers other items";
      case LINE_IS_SUBSCRIPTION -> "not for subscriptions";
      case LINE_ONLY_BOUGHT -> "counts as bought, others are discounted";
      case NOT_LOWEST_PRICED -> "another unit has the lowest price";
      case BOUGHT_QUANTITY_BELOW -> "bought " + seen + " of " + needed + where;
      case BOUGHT_SPEND_BELOW -> "spent " + seen + " of " + needed + where;
      case GOT_QUANTITY_BELOW -> "to be discounted " + seen + " of " + needed + where;
      case NO_WHOLE_SET ->
          seen == null ? "no whole set" : "units of a set " + seen + " of " + needed + where;
      case NOT_IN_A_SET -> "sets are made of other units";
      case NOTHING_LEFT_TO_TAKE -> "the price is as low already";
    };
  }

  /** What is missing and what one gets: "spend 16.00 more for 10 % off". */
  String nearMiss(Gap gap, String reward) {
    String where = in(gap.scopes());
    if (gap.measure() == Measure.SUBTOTAL) {
      return "spend " + currency.format(missingMinor(gap)) + " more" + where + " for " + reward;
    }
    return "add " + gap.missing() + " more" + where + " for " + reward;
  }

  /** Minor units that are missing from an amount, rounded up. */
  long missingMinor(Gap gap) {
    long perMinor = currency.unitsPerMinor(4);
    return (gap.missing() - 1) / perMinor + 1;
  }

  /** What a rule gives: "10 % off". */
  String reward(Rule rule) {
    String what = reward(rule.discount());
    if (rule.target() instanceof Target.BuyXGetY sets) {
      return what + " on " + sets.quantity();
    }
    return rule.appliesTo() == Rule.AppliesTo.LOWEST_PRICED_ITEM ? what + " on one" : what;
  }

  private String reward(Discount discount) {
    if (discount instanceof Discount.Percentage percentage) {
      return percent(percentage.percentE4());
    }
    if (discount instanceof Discount.FixedAmount amount) {
      return e4(amount.amountE4()) + " off each";
    }
    if (discount instanceof Discount.FixedPrice price) {
      return "a price of " + e4(price.priceE4());
    }
    Discount.QuantityBased sets = (Discount.QuantityBased) discount;
    return sets.quantity() + " for " + e4(sets.priceE4());
  }

  /** What a coupon gives: "5.00 off". */
  String reward(Coupon coupon) {
    if (coupon.benefit() instanceof Benefit.PercentOff percentage) {
      return percent(percentage.percentE4());
    }
    if (coupon.benefit() instanceof Benefit.MoneyOff money) {
      return e4(money.amountE4()) + " off";
    }
    if (coupon.benefit() instanceof Benefit.FixedPrice price) {
      return "a price of " + e4(price.priceE4());
    }
    if (coupon.benefit() instanceof Benefit.BuyXGetY sets) {
      return sets.y() + " free with " + sets.x();
    }
    return "free shipping";
  }

  private static String percent(long percentE4) {
    return Decimals.shortText(percentE4, 4) + " % off";
  }

  /** " in collection mugs"; empty for everything. */
  private static String in(List<Scope> scopes) {
    if (scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.kind() == Scope.Kind.ALL)) {
      return "";
    }
    return " in " + String.join(" or ", scopes.stream().map(Wording::scope).toList());
  }

  private static String scope(Scope scope) {
    return switch (scope.kind()) {
      case ALL -> "everything";
      case APP -> "app " + scope.appId();
      case ITEMS -> ids("item", scope);
      case COLLECTIONS -> ids("collection", scope);
    };
  }

  private static String ids(String what, Scope scope) {
    List<String> ids = new ArrayList<>(new TreeSet<>(scope.ids()));
    int shown = Math.min(ids.size(), IDS_SHOWN);
    String more = ids.size() > shown ? " and " + (ids.size() - shown) + " others" : "";
    return what + (ids.size() > 1 ? "s " : " ") + String.join(", ", ids.subList(0, shown)) + more;
  }
}
