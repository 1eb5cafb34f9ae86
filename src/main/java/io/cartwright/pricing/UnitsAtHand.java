package io.cartwright.pricing;

import io.cartwright.pricing.Explanation.Reason;
import io.cartwright.pricing.Gap.Measure;
import io.cartwright.pricing.TriggerCheck.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The units of a basket that a rule could make sets of, and why they make none. See {@link
 * BuyAndGetPass} for when a set can be made.
 */
final class UnitsAtHand {
  private static final String BUYS = "discounts.values[0].buyXGetYInfo.customerBuys.";
  private static final String GETS = "discounts.values[0].buyXGetYInfo.customerGets.quantity";

  private final Rule rule;
  private final Basket basket;
  private final ToLongFunction<BasketLine> now;
  private final Wording wording;

  /**
   * @param now what a line costs when the rule's turn comes
   */
  UnitsAtHand(Rule rule, Basket basket, ToLongFunction<BasketLine> now) {
    this.rule = rule;
    this.basket = basket;
    this.now = now;
    this.wording = new Wording(basket.currency());
  }

  /** Why the rule makes no set; null when nothing is missing for one. */
  Failure whyNoSet() {
    if (rule.target() instanceof Target.BuyXGetY sets) {
      return sets.minimumQuantity() != null ? byQuantity(sets) : bySpend(sets);
    }
    if (rule.discount() instanceof Discount.QuantityBased sets) {
      Target.Items items = (Target.Items) rule.target();
      return missing(
          Reason.NO_WHOLE_SET,
          "discounts.values[0].quantityBased.configurations[0].quantity",
          units(items.scopes(), items.excluded(), null),
          sets.quantity(),
          items.scopes(),
          items.excluded());
    }
    return null;
  }

  private Failure byQuantity(Target.BuyXGetY sets) {
    long buys = units(sets.buys(), List.of(), null);
    long gets = units(sets.gets(), sets.excluded(), null);
    long both = units(sets.gets(), sets.excluded(), sets.buys());
    int x = sets.minimumQuantity();
    int y = sets.quantity();
    long all = buys + gets - both;
    long missing = (long) x + y - all;
    if (buys < x) {
      boolean whole = missing > x - buys;
      return missing(
          Reason.BOUGHT_QUANTITY_BELOW,
          BUYS + "minimumQuantity",
          whole ? all : buys,
          whole ? x + y : x,
          sets.buys(),
          List.of());
    }
    if (gets < y && missing <= y - gets) {
      return missing(Reason.GOT_QUANTITY_BELOW, GETS, gets, y, sets.gets(), sets.excluded());
    }
    return missing(Reason.NO_WHOLE_SET, GETS, all, (long) x + y, sets.gets(), sets.excluded());
  }

  private Failure bySpend(Target.BuyXGetY sets) {
    long gets = units(sets.gets(), sets.excluded(), null);
    Failure tooFew =
        missing(
            Reason.GOT_QUANTITY_BELOW, GETS, gets, sets.quantity(), sets.gets(), sets.excluded());
    if (tooFew != null) {
      return tooFew;
    }
    long minor = spentBeside(sets);
    long e4 = minor * basket.currency().unitsPerMinor(4);
    if (e4 >= sets.minimumSpendE4()) {
      return null;
    }
    return new Failure(
        Reason.BOUGHT_SPEND_BELOW,
        BUYS + "minimumSpend",
        basket.currency().format(minor),
        wording.e4(sets.minimumSpendE4()),
        sets.buys(),
        new Gap(Measure.SUBTOTAL, e4, sets.minimumSpendE4(), sets.buys(), List.of()));
  }

  private static Failure missing(
      Reason reason,
      String condition,
      long seen,
      long needed,
      List<Scope> scopes,
      List<Scope> excluded) {
    return seen >= needed
        ? null
        : new Failure(
            reason,
            condition,
            Long.toString(seen),
            Long.toString(needed),
            scopes,
            new Gap(Measure.QUANTITY, seen, needed, scopes, excluded));
  }

  /** Units in the scopes and, unless null, in {@code also}. */
  private long units(List<Scope> scopes, List<Scope> excluded, List<Scope> also) {
    long units = 0;
    for (BasketLine line : basket.lines()) {
      boolean in =
          takesPart(line)
              && TriggerCheck.isIn(scopes, line)
              && !TriggerCheck.isInAny(excluded, line)
              && (also == null || TriggerCheck.isIn(also, line));
      units += in ? line.quantity() : 0;
    }
    return units;
  }

  private boolean takesPart(BasketLine line) {
    return rule.includeSubscription() || !line.subscription();
  }

  /** What bought lines cost before all rules, the cheapest units being got. */
  private long spentBeside(Target.BuyXGetY sets) {
    long spent = 0;
    List<BasketLine> gets = new ArrayList<>();
    for (BasketLine line : basket.lines()) {
      if (!takesPart(line)) {
        continue;
      }
      if (TriggerCheck.isIn(sets.buys(), line)) {
        spent += line.baseUnitMinor() * line.quantity();
      }
      if (TriggerCheck.isIn(sets.gets(), line) && !TriggerCheck.isInAny(sets.excluded(), line)) {
        gets.add(line);
      }
    }
    gets.sort(
        Comparator.comparingLong(line -> TakeOff.worth(now.applyAsLong(line), line.quantity(), 1)));
    long left = sets.quantity();
    for (BasketLine line : gets) {
      long got = Math.min(left, line.quantity());
      left -= got;
      if (TriggerCheck.isIn(sets.buys(), line)) {
        spent -= line.baseUnitMinor() * got;
      }
    }
    return spent;
  }
}
