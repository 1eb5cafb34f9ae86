package io.cartwright.discount.rule;

import io.cartwright.wire.Violation.Rule;
import io.cartwright.wire.discountrules.CustomerEligibility;
import io.cartwright.wire.discountrules.DiscountTrigger;
import io.cartwright.wire.discountrules.ItemQuantityRange;
import io.cartwright.wire.discountrules.SubtotalRange;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a trigger must be like. AND and OR may hold each other up to {@link #DEPTH_MAX} levels, but
 * an AND holds no further AND.
 */
final class TriggerChecks {
  /** Levels of AND and OR above a condition. */
  static final int DEPTH_MAX = 3;

  private final RuleChecks checks;

  TriggerChecks(RuleChecks checks) {
    this.checks = checks;
  }

  void trigger(DiscountTrigger trigger, String path) {
    if (trigger != null) trigger(trigger, path, 0, false);
  }

  private void trigger(DiscountTrigger trigger, String path, int depth, boolean withinAnd) {
    if (RuleForm.typeOf(trigger) == null) {
      checks.violate(
          path,
          Rule.REQUIRED_ONE_OF_FIELD,
          "must set one of and, or, customTrigger, subtotalRange, itemQuantityRange,"
              + " customerEligibility");
      return;
    }
    if (trigger.triggerType() != null && trigger.triggerType() != RuleForm.typeOf(trigger)) {
      checks.violate(
          path + ".triggerType", Rule.ONE_OF_ALIGNMENT, "does not fit the trigger that is set");
    }
    switch (RuleForm.typeOf(trigger)) {
      case AND -> {
        if (withinAnd) {
          checks.violate(path + ".and", Rule.FIELD_NOT_ALLOWED, "must not be within another and");
        }
        children(trigger.and().triggers(), path + ".and.triggers", depth, true);
      }
      case OR -> children(trigger.or().triggers(), path + ".or.triggers", depth, withinAnd);
      case CUSTOM -> custom(trigger, path + ".customTrigger");
      case SUBTOTAL_RANGE -> subtotal(trigger.subtotalRange(), path + ".subtotalRange");
      case ITEM_QUANTITY_RANGE ->
          quantity(trigger.itemQuantityRange(), path + ".itemQuantityRange");
      case CUSTOMER_ELIGIBILITY -> buyers(trigger.customerEligibility(), path);
    }
  }

  private void children(List<DiscountTrigger> triggers, String path, int depth, boolean withinAnd) {
    if (RuleChecks.isEmpty(triggers)) {
      checks.missing(path);
    } else if (depth >= DEPTH_MAX) {
      checks.violate(path, Rule.VALIDATION, "is nested deeper than " + DEPTH_MAX);
    } else {
      triggers.forEach(child -> trigger(child, path, depth + 1, withinAnd));
    }
  }

  private void custom(DiscountTrigger trigger, String path) {
    if (trigger.customTrigger().id() == null) checks.missing(path + ".id");
    if (trigger.customTrigger().appId() == null) checks.missing(path + ".appId");
  }

  private void subtotal(SubtotalRange range, String path) {
    checks.scopes(range.scopes(), path + ".scopes");
    if (range.from() == null && range.to() == null) {
      checks.violate(path, Rule.REQUIRED_ONE_OF_FIELD, "must set from, to, or both");
    } else if (range.from() != null
        && range.to() != null
        && new BigDecimal(range.from()).compareTo(new BigDecimal(range.to())) > 0) {
      checks.violate(path + ".to", Rule.VALIDATION, "must not be below from");
    }
  }

  private void quantity(ItemQuantityRange range, String path) {
    checks.scopes(range.scopes(), path + ".scopes");
    if (range.from() == null && range.to() == null) {
      checks.violate(path, Rule.REQUIRED_ONE_OF_FIELD, "must set from, to, or both");
    } else if (range.from() != null && range.to() != null && range.from() > range.to()) {
      checks.violate(path + ".to", Rule.VALIDATION, "must not be below from");
    }
  }

  private void buyers(CustomerEligibility eligibility, String path) {
    String below = path + ".customerEligibility";
    if (eligibility.contactSegmentsInfo() != null) {
      checks.notAllowed(below + ".contactSegmentsInfo");
    } else if (eligibility.contactTagsInfo() != null) {
      checks.notAllowed(below + ".contactTagsInfo");
    } else if (eligibility.individualMembersInfo() == null
        || RuleChecks.isEmpty(eligibility.individualMembersInfo().memberIds())) {
      checks.missing(below + ".individualMembersInfo.memberIds");
    }
  }
}
