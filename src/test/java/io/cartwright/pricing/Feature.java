package io.cartwright.pricing;

import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Quote.Applied;
import io.cartwright.pricing.Quote.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a random case exercised; a rule's feature counts when the rule took something. */
enum Feature {
  PERCENTAGE,
  FIXED_AMOUNT,
  FIXED_PRICE,
  QUANTITY_BASED,
  ITEMS,
  BUY_BY_QUANTITY,
  BUY_BY_SPEND,
  BUY_WITH_LIMIT,
  LOWEST_PRICED_ITEM,
  INCLUDES_SUBSCRIPTION,
  EXCLUDED_SCOPE,
  SEVERAL_SCOPES,
  SCOPE_ALL,
  SCOPE_APP,
  SCOPE_ITEMS,
  SCOPE_COLLECTIONS,
  NO_TRIGGER,
  SUBTOTAL,
  SUBTOTAL_OF_SCOPES,
  QUANTITY,
  QUANTITY_OF_SCOPES,
  CUSTOM,
  MEMBERS,
  AND,
  OR,
  NESTED,
  WINDOW_START,
  WINDOW_END,
  SEVERAL_RULES,
  FIVE_RULES,
  EXHAUSTED_RULE,
  MERCHANT,
  MONEY_OFF,
  PERCENT_OFF,
  FREE_SHIPPING,
  COUPON_FIXED_PRICE,
  COUPON_BUY_X_GET_Y,
  ONE_ITEM_COUPON,
  COUPON_MINIMUM_NOT_MET,
  COUPON_COVERS_NO_LINE,
  DELIVERY,
  FEES,
  GIFT_CARD,
  DEPOSIT,
  PAID_LATER,
  FREE_TRIAL,
  TAX_INSIDE,
  TAX_BESIDE,
  NO_DECIMALS,
  TWO_DECIMALS,
  THREE_DECIMALS;

  /** The features of a rule. */
  static Set<Feature> of(Rule rule) {
    Set<Feature> found = EnumSet.noneOf(Feature.class);
    found.add(
        rule.discount() instanceof Discount.Percentage
            ? PERCENTAGE
            : rule.discount() instanceof Discount.FixedAmount
                ? FIXED_AMOUNT
                : rule.discount() instanceof Discount.FixedPrice ? FIXED_PRICE : QUANTITY_BASED);
    if (rule.target() instanceof Target.Items items) {
      found.add(ITEMS);
      scopes(items.scopes(), items.excluded(), found);
    } else {
      Target.BuyXGetY sets = (Target.BuyXGetY) rule.target();
      found.add(sets.minimumQuantity() != null ? BUY_BY_QUANTITY : BUY_BY_SPEND);
      add(found, BUY_WITH_LIMIT, sets.limit() != null);
      scopes(sets.gets(), sets.excluded(), found);
    }
    add(found, LOWEST_PRICED_ITEM, rule.appliesTo() == Rule.AppliesTo.LOWEST_PRICED_ITEM);
    add(found, INCLUDES_SUBSCRIPTION, rule.includeSubscription());
    add(found, WINDOW_START, rule.start() != null);
    add(found, WINDOW_END, rule.end() != null);
    add(found, NO_TRIGGER, rule.trigger() == null);
    if (rule.trigger() != null) {
      trigger(rule.trigger(), 0, found);
    }
    return found;
  }

  private static void scopes(List<Scope> scopes, List<Scope> excluded, Set<Feature> found) {
    add(found, EXCLUDED_SCOPE, !excluded.isEmpty());
    add(found, SEVERAL_SCOPES, scopes.size() > 1);
    for (Scope scope : scopes) {
      found.add(
          switch (scope.kind()) {
            case ALL -> SCOPE_ALL;
            case APP -> SCOPE_APP;
            case ITEMS -> SCOPE_ITEMS;
            case COLLECTIONS -> SCOPE_COLLECTIONS;
          });
    }
  }

  private static void trigger(Trigger trigger, int depth, Set<Feature> found) {
    if (trigger instanceof Trigger.SubtotalRange range) {
      found.add(range.scopes().isEmpty() ? SUBTOTAL : SUBTOTAL_OF_SCOPES);
    } else if (trigger instanceof Trigger.QuantityRange range) {
      found.add(range.scopes().isEmpty() ? QUANTITY : QUANTITY_OF_SCOPES);
    } else if (trigger instanceof Trigger.Custom) {
      found.add(CUSTOM);
    } else if (trigger instanceof Trigger.Members) {
      found.add(MEMBERS);
    } else {
      found.add(trigger instanceof Trigger.And ? AND : OR);
      add(found, NESTED, depth > 0);
      List<Trigger> children =
          trigger instanceof Trigger.And and ? and.children() : ((Trigger.Or) trigger).children();
      children.forEach(child -> trigger(child, depth + 1, found));
    }
  }

  /** The features of a basket, as its quote shows them. */
  static Set<Feature> of(Basket basket, Quote quote) {
    Set<Feature> found = EnumSet.noneOf(Feature.class);
    long rules = quote.discounts().stream().filter(row -> row.source() == Source.RULE).count();
    add(found, SEVERAL_RULES, rules > 1);
    add(found, FIVE_RULES, rules >= 5);
    add(found, EXHAUSTED_RULE, !basket.exhaustedRuleIds().isEmpty());
    add(found, DELIVERY, quote.shipping().priceMinor() > 0);
    add(found, FEES, quote.summary().feesMinor() > 0);
    add(found, GIFT_CARD, quote.giftCard().totalMinor() > 0);
    add(found, DEPOSIT, quote.lines().stream().anyMatch(line -> line.depositMinor() != null));
    add(found, PAID_LATER, quote.payLater().totalMinor() > 0);
    add(found, FREE_TRIAL, quote.payAfterFreeTrial().totalMinor() > 0);
    add(found, quote.taxIncluded() ? TAX_INSIDE : TAX_BESIDE, quote.summary().taxMinor() > 0);
    found.add(
        switch (quote.currency().decimals()) {
          case 0 -> NO_DECIMALS;
          case 2 -> TWO_DECIMALS;
          default -> THREE_DECIMALS;
        });
    for (Applied row : quote.discounts()) {
      add(found, MERCHANT, row.source() == Source.MERCHANT);
      if (row.source() == Source.COUPON) {
        coupon(basket.coupon(), found);
      }
    }
    if (quote.couponProblem() != null) {
      found.add(
          switch (quote.couponProblem()) {
            case MINIMUM_SUBTOTAL_NOT_MET -> COUPON_MINIMUM_NOT_MET;
            case COVERS_NO_LINE -> COUPON_COVERS_NO_LINE;
          });
    }
    return found;
  }

  private static void coupon(Coupon coupon, Set<Feature> found) {
    add(found, ONE_ITEM_COUPON, coupon.limitedToOneItem());
    Benefit benefit = coupon.benefit();
    add(found, MONEY_OFF, benefit instanceof Benefit.MoneyOff);
    add(found, PERCENT_OFF, benefit instanceof Benefit.PercentOff);
    add(found, FREE_SHIPPING, benefit instanceof Benefit.FreeShipping);
    add(found, COUPON_FIXED_PRICE, benefit instanceof Benefit.FixedPrice);
    add(found, COUPON_BUY_X_GET_Y, benefit instanceof Benefit.BuyXGetY);
  }

  private static void add(Set<Feature> found, Feature feature, boolean is) {
    if (is) {
      found.add(feature);
    }
  }
}
