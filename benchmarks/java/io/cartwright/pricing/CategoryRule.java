package io.cartwright.pricing;

/** Reads a rule of {@link Workload.Shape#CATEGORY_AND_QUANTITY} for those that know no other. */
final class CategoryRule {
  static final long HUNDRED_PERCENT_E4 = 1_000_000;

  private CategoryRule() {}

  static String category(Rule rule) {
    return ((Target.Items) rule.target()).scopes().get(0).ids().iterator().next();
  }

  static int unitsMin(Rule rule) {
    return Math.toIntExact(((Trigger.QuantityRange) rule.trigger()).from());
  }

  static long percentE4(Rule rule) {
    return ((Discount.Percentage) rule.discount()).percentE4();
  }
}
