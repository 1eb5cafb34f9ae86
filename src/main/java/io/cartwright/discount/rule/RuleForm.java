package io.cartwright.discount.rule;

import io.cartwright.bus.Ids;
import io.cartwright.wire.Fields;
import io.cartwright.wire.discountrules.And;
import io.cartwright.wire.discountrules.CustomerEligibility;
import io.cartwright.wire.discountrules.Discount;
import io.cartwright.wire.discountrules.DiscountConfig;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.DiscountTrigger;
import io.cartwright.wire.discountrules.DiscountType;
import io.cartwright.wire.discountrules.Discounts;
import io.cartwright.wire.discountrules.EligibilityType;
import io.cartwright.wire.discountrules.Or;
import io.cartwright.wire.discountrules.QuantityBased;
import io.cartwright.wire.discountrules.TriggerType;
import io.cartwright.wire.discountrules.Type;
import java.util.List;

/**
 * Fills in what a rule leaves to be understood: that it is active, and the types that follow from
 * which fields are set. What is there is left as it is, for {@link RuleChecks} to judge.
 */
final class RuleForm {
  private RuleForm() {}

  /** A new rule from what the caller sent. */
  static DiscountRule created(DiscountRule sent, Ids ids) {
    return filled(DiscountRule.CODEC.merge(null, sent, null), ids);
  }

  /**
   * A rule after a PATCH. A trigger's type follows its new content unless the patch names it.
   *
   * @param present names below {@code discountRule}
   */
  static DiscountRule updated(DiscountRule before, DiscountRule patch, Fields present, Ids ids) {
    DiscountRule merged = DiscountRule.CODEC.merge(before, patch, present);
    boolean typeNamed = present == null || present.has("trigger.triggerType");
    if (merged.trigger() != null && patch.trigger() != null && !typeNamed) {
      DiscountTrigger untyped = merged.trigger().toBuilder().triggerType(null).build();
      merged = merged.toBuilder().trigger(untyped).build();
    }
    return filled(merged, ids);
  }

  private static DiscountRule filled(DiscountRule rule, Ids ids) {
    return rule.toBuilder()
        .active(rule.active() == null || rule.active())
        .trigger(filled(rule.trigger()))
        .discounts(filled(rule.discounts(), ids))
        .build();
  }

  private static DiscountTrigger filled(DiscountTrigger trigger) {
    if (trigger == null || DiscountTrigger.builder().build().equals(trigger)) return null;
    return trigger.toBuilder()
        .triggerType(trigger.triggerType() == null ? typeOf(trigger) : trigger.triggerType())
        .and(trigger.and() == null ? null : new And(filled(trigger.and().triggers())))
        .or(trigger.or() == null ? null : new Or(filled(trigger.or().triggers())))
        .customerEligibility(filled(trigger.customerEligibility()))
        .build();
  }

  private static List<DiscountTrigger> filled(List<DiscountTrigger> triggers) {
    if (triggers == null) return null;
    return triggers.stream()
        .map(trigger -> filled(trigger) == null ? trigger : filled(trigger))
        .toList();
  }

  private static CustomerEligibility filled(CustomerEligibility eligibility) {
    boolean plain =
        eligibility != null
            && eligibility.eligibilityType() == null
            && eligibility.individualMembersInfo() != null;
    return plain
        ? eligibility.toBuilder().eligibilityType(EligibilityType.INDIVIDUAL_MEMBERS).build()
        : eligibility;
  }

  /** The type that follows from the field that is set; null when none is. */
  static TriggerType typeOf(DiscountTrigger trigger) {
    if (trigger.and() != null) return TriggerType.AND;
    if (trigger.or() != null) return TriggerType.OR;
    if (trigger.customTrigger() != null) return TriggerType.CUSTOM;
    if (trigger.subtotalRange() != null) return TriggerType.SUBTOTAL_RANGE;
    if (trigger.itemQuantityRange() != null) return TriggerType.ITEM_QUANTITY_RANGE;
    return trigger.customerEligibility() != null ? TriggerType.CUSTOMER_ELIGIBILITY : null;
  }

  private static Discounts filled(Discounts discounts, Ids ids) {
    if (discounts == null || discounts.values() == null) return discounts;
    return new Discounts(discounts.values().stream().map(each -> filled(each, ids)).toList());
  }

  private static Discount filled(Discount discount, Ids ids) {
    return discount.toBuilder()
        .targetType(discount.targetType() == null ? targetOf(discount) : discount.targetType())
        .discountType(discount.discountType() == null ? typeOf(discount) : discount.discountType())
        .quantityBased(filled(discount.quantityBased(), ids))
        .build();
  }

  private static Type targetOf(Discount discount) {
    if (discount.buyXGetYInfo() != null && discount.specificItemsInfo() == null) {
      return Type.BUY_X_GET_Y;
    }
    return Type.SPECIFIC_ITEMS;
  }

  /** The type that follows from the field that is set; null when none is. */
  static DiscountType typeOf(Discount discount) {
    if (discount.percentage() != null) return DiscountType.PERCENTAGE;
    if (discount.fixedAmount() != null) return DiscountType.FIXED_AMOUNT;
    if (discount.fixedPrice() != null) return DiscountType.FIXED_PRICE;
    return discount.quantityBased() != null ? DiscountType.QUANTITY_BASED : null;
  }

  private static QuantityBased filled(QuantityBased sets, Ids ids) {
    if (sets == null || sets.configurations() == null) return sets;
    return new QuantityBased(
        sets.configurations().stream()
            .map(
                config ->
                    new DiscountConfig(
                        config.id() == null ? ids.next().toString() : config.id(),
                        config.quantity(),
                        config.price()))
            .toList());
  }
}
