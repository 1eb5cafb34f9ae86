package io.cartwright.discount.rule;

import io.cartwright.wire.common.Tags;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.DiscountTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What is searched and counted of a rule. */
final class RuleColumns {
  private RuleColumns() {}

  static Instant start(DiscountRule rule) {
    return rule.activeTimeInfo() == null ? null : rule.activeTimeInfo().start();
  }

  static Instant end(DiscountRule rule) {
    return rule.activeTimeInfo() == null ? null : rule.activeTimeInfo().end();
  }

  static List<String> privateTags(DiscountRule rule) {
    Tags tags = rule.tags();
    boolean none =
        tags == null || tags.privateTags() == null || tags.privateTags().tagIds() == null;
    return none ? List.of() : tags.privateTags().tagIds();
  }

  /** The apps whose custom triggers the rule names, in lower case. */
  static Set<String> customTriggerAppIds(DiscountRule rule) {
    Set<String> apps = new TreeSet<>();
    if (rule.trigger() != null) collect(rule.trigger(), apps);
    return apps;
  }

  private static void collect(DiscountTrigger trigger, Set<String> apps) {
    if (trigger.customTrigger() != null) {
      apps.add(trigger.customTrigger().appId().toLowerCase(Locale.ROOT));
    }
    if (trigger.and() != null) trigger.and().triggers().forEach(child -> collect(child, apps));
    if (trigger.or() != null) trigger.or().triggers().forEach(child -> collect(child, apps));
  }

  static boolean isQuantityBased(DiscountRule rule) {
    return rule != null && rule.discounts().values().get(0).quantityBased() != null;
  }
}
