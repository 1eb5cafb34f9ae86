package io.cartwright.discount.rule;

import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.money.Decimals;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.Target;
import io.cartwright.pricing.Trigger;
import io.cartwright.wire.discountrules.AppliedSubjectType;
import io.cartwright.wire.discountrules.BuyXGetYInfo;
import io.cartwright.wire.discountrules.CustomerBuy;
import io.cartwright.wire.discountrules.CustomerGet;
import io.cartwright.wire.discountrules.DiscountConfig;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.DiscountSettings;
import io.cartwright.wire.discountrules.DiscountTrigger;
import io.cartwright.wire.discountrules.ItemQuantityRange;
import io.cartwright.wire.discountrules.SpecificItemsInfo;
import io.cartwright.wire.discountrules.SubtotalRange;
import io.cartwright.wire.discountrules.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The contract's rules as pricing takes them; for rules that have passed {@link RuleChecks}. */
final class RuleMapping {
  private static final int E4 = 4;

  private RuleMapping() {}

  /** The rule, with its id and creation date. */
  static Rule rule(DiscountRule rule) {
    var window = rule.activeTimeInfo();
    var discount = rule.discounts().values().get(0);
    DiscountSettings settings = rule.settings();
    boolean one = settings != null && settings.appliesTo() == AppliedSubjectType.LOWEST_PRICED_ITEM;
    return new Rule(
        rule.id(),
        rule.createdDate(),
        rule.name(),
        window == null ? null : window.start(),
        window == null ? null : window.end(),
        rule.trigger() == null ? null : trigger(rule.trigger()),
        target(discount),
        discount(discount),
        one ? Rule.AppliesTo.LOWEST_PRICED_ITEM : Rule.AppliesTo.ALL_ITEMS,
        settings != null && Boolean.TRUE.equals(settings.includeSubscription()));
  }

  /** How often the rule may be used; null without a limit. */
  static UsageLimit limit(DiscountRule rule) {
    DiscountSettings settings = rule.settings();
    boolean limited =
        settings != null && (settings.usageLimit() != null || settings.usageLimitPerUser() != null);
    return limited ? new UsageLimit(settings.usageLimit(), settings.usageLimitPerUser()) : null;
  }

  private static Trigger trigger(DiscountTrigger trigger) {
    return switch (RuleForm.typeOf(trigger)) {
      case AND -> new Trigger.And(triggers(trigger.and().triggers()));
      case OR -> new Trigger.Or(triggers(trigger.or().triggers()));
      case SUBTOTAL_RANGE -> subtotal(trigger.subtotalRange());
      case ITEM_QUANTITY_RANGE -> quantity(trigger.itemQuantityRange());
      case CUSTOM ->
          new Trigger.Custom(
              lower(trigger.customTrigger().appId()) + "/" + trigger.customTrigger().id());
      case CUSTOMER_ELIGIBILITY -> {
        Set<String> members = new LinkedHashSet<>();
        trigger
            .customerEligibility()
            .individualMembersInfo()
            .memberIds()
            .forEach(id -> members.add(lower(id)));
        yield new Trigger.Members(members);
      }
    };
  }

  private static List<Trigger> triggers(List<DiscountTrigger> triggers) {
    return triggers.stream().map(RuleMapping::trigger).toList();
  }

  private static Trigger subtotal(SubtotalRange range) {
    return new Trigger.SubtotalRange(
        ScopeMapping.scopes(range.scopes()), amount(range.from()), amount(range.to()));
  }

  private static Trigger quantity(ItemQuantityRange range) {
    return new Trigger.QuantityRange(
        ScopeMapping.scopes(range.scopes()),
        range.from() == null ? null : range.from().longValue(),
        range.to() == null ? null : range.to().longValue());
  }

  private static Target target(io.cartwright.wire.discountrules.Discount discount) {
    if (discount.targetType() == Type.BUY_X_GET_Y) return sets(discount.buyXGetYInfo());
    SpecificItemsInfo items = discount.specificItemsInfo();
    return new Target.Items(
        ScopeMapping.scopes(items.scopes()), ScopeMapping.scopes(items.excludedScopes()));
  }

  private static Target sets(BuyXGetYInfo sets) {
    CustomerBuy buys = sets.customerBuys();
    CustomerGet gets = sets.customerGets();
    return new Target.BuyXGetY(
        buys.minimumQuantity(),
        amount(buys.minimumSpend()),
        ScopeMapping.scopes(buys.scopes()),
        gets.quantity(),
        ScopeMapping.scopes(gets.scopes()),
        ScopeMapping.scopes(gets.excludedScopes()),
        sets.limit());
  }

  private static Discount discount(io.cartwright.wire.discountrules.Discount discount) {
    return switch (RuleForm.typeOf(discount)) {
      case PERCENTAGE -> new Discount.Percentage(Decimals.percentE4(discount.percentage()));
      case FIXED_AMOUNT -> new Discount.FixedAmount(amount(discount.fixedAmount()));
      case FIXED_PRICE -> new Discount.FixedPrice(amount(discount.fixedPrice()));
      case QUANTITY_BASED -> {
        DiscountConfig set = discount.quantityBased().configurations().get(0);
        yield new Discount.QuantityBased(set.quantity(), amount(set.price()));
      }
    };
  }

  private static Long amount(String decimal) {
    return decimal == null ? null : (Long) Decimals.capped(decimal, E4);
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
