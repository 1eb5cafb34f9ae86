package io.cartwright.discount.rule;

import io.cartwright.wire.Violation;
import io.cartwright.wire.Violation.Rule;
import io.cartwright.wire.discountrules.BuyXGetYInfo;
import io.cartwright.wire.discountrules.Discount;
import io.cartwright.wire.discountrules.DiscountConfig;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.DiscountType;
import io.cartwright.wire.discountrules.QuantityBased;
import io.cartwright.wire.discountrules.SpecificItemsInfo;
import io.cartwright.wire.discountrules.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a rule must be like beyond the limits of its single fields, which are checked when it is
 * read. A rule that passes can be compiled.
 */
final class RuleChecks {
  private static final String ROOT = "discountRule";

  private final List<Violation> violations = new ArrayList<>();

  private RuleChecks() {}

  /** Everything that is wrong with a filled-in rule; empty when it can be stored. */
  static List<Violation> check(DiscountRule rule) {
    RuleChecks checks = new RuleChecks();
    checks.rule(rule);
    return checks.violations;
  }

  private void rule(DiscountRule rule) {
    if (rule.name() == null) missing(ROOT + ".name");
    new TriggerChecks(this).trigger(rule.trigger(), ROOT + ".trigger");
    window(rule);
    String values = ROOT + ".discounts.values";
    if (rule.discounts() == null || isEmpty(rule.discounts().values())) {
      missing(values);
    } else {
      rule.discounts().values().forEach(discount -> discount(discount, values));
    }
  }

  private void window(DiscountRule rule) {
    if (rule.activeTimeInfo() == null) return;
    String path = ROOT + ".activeTimeInfo";
    var start = rule.activeTimeInfo().start();
    var end = rule.activeTimeInfo().end();
    if (start != null && end != null && !start.isBefore(end)) {
      violate(path + ".end", Rule.VALIDATION, "must be after the start");
    }
    if (rule.activeTimeInfo().recurrence() != null) notAllowed(path + ".recurrence");
  }

  private void discount(Discount discount, String path) {
    if (discount.discountType() == null) {
      violate(
          path,
          Rule.REQUIRED_ONE_OF_FIELD,
          "must set one of percentage, fixedAmount, fixedPrice, quantityBased");
    } else if (discount.discountType() != RuleForm.typeOf(discount)) {
      violate(
          path + ".discountType", Rule.ONE_OF_ALIGNMENT, "does not fit the discount that is set");
    }
    if (discount.quantityBased() != null) {
      sets(discount.quantityBased(), path + ".quantityBased.configurations");
    }
    if (discount.targetType() == Type.BUY_X_GET_Y) {
      buyXGetY(discount, path);
    } else {
      specificItems(discount, path);
    }
  }

  private void sets(QuantityBased sets, String path) {
    if (isEmpty(sets.configurations())) {
      missing(path);
      return;
    }
    for (DiscountConfig config : sets.configurations()) {
      if (config.quantity() == null) missing(path + ".quantity");
      if (config.price() == null) missing(path + ".price");
    }
  }

  private void specificItems(Discount discount, String path) {
    if (discount.buyXGetYInfo() != null) {
      violate(path + ".buyXGetYInfo", Rule.ONE_OF_ALIGNMENT, "does not fit the targetType");
    }
    SpecificItemsInfo items = discount.specificItemsInfo();
    String below = path + ".specificItemsInfo";
    if (items == null) {
      missing(below);
      return;
    }
    if (isEmpty(items.scopes())) missing(below + ".scopes");
    scopes(items.scopes(), below + ".scopes");
    scopes(items.excludedScopes(), below + ".excludedScopes");
    if (items.limit() != null) notAllowed(below + ".limit");
  }

  private void buyXGetY(Discount discount, String path) {
    if (discount.discountType() == DiscountType.QUANTITY_BASED) {
      violate(path + ".quantityBased", Rule.FIELD_NOT_ALLOWED, "cannot be used with BUY_X_GET_Y");
    }
    if (discount.specificItemsInfo() != null) {
      violate(path + ".specificItemsInfo", Rule.ONE_OF_ALIGNMENT, "does not fit the targetType");
    }
    BuyXGetYInfo sets = discount.buyXGetYInfo();
    String below = path + ".buyXGetYInfo";
    if (sets == null) {
      missing(below);
      return;
    }
    buys(sets, below + ".customerBuys");
    gets(sets, below + ".customerGets");
  }

  private void buys(BuyXGetYInfo sets, String path) {
    if (sets.customerBuys() == null) {
      missing(path);
      return;
    }
    long conditions =
        Stream.of(sets.customerBuys().minimumQuantity(), sets.customerBuys().minimumSpend())
            .filter(Objects::nonNull)
            .count();
    if (conditions == 0) {
      violate(path, Rule.REQUIRED_ONE_OF_FIELD, "must set one of minimumQuantity, minimumSpend");
    } else if (conditions == 2) {
      violate(
          path + ".minimumSpend",
          Rule.ONE_OF_ALIGNMENT,
          "must not be set together with minimumQuantity");
    }
    scopes(sets.customerBuys().scopes(), path + ".scopes");
  }

  private void gets(BuyXGetYInfo sets, String path) {
    if (sets.customerGets() == null) {
      missing(path);
      return;
    }
    if (sets.customerGets().quantity() == null) missing(path + ".quantity");
    scopes(sets.customerGets().scopes(), path + ".scopes");
    scopes(sets.customerGets().excludedScopes(), path + ".excludedScopes");
  }

  void scopes(List<io.cartwright.wire.discountrules.Scope> scopes, String path) {
    if (scopes == null) return;
    scopes.forEach(
        scope -> {
          String problem = ScopeMapping.problem(scope);
          if (problem != null) violate(path, Rule.VALIDATION, problem);
        });
  }

  void missing(String field) {
    violate(field, Rule.REQUIRED_FIELD, "must be set");
  }

  void notAllowed(String field) {
    violate(field, Rule.FIELD_NOT_ALLOWED, "is not supported");
  }

  void violate(String field, Rule rule, String description) {
    violations.add(Violation.of(field, description, rule));
  }

  static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }
}
