package io.cartwright.pricing;

import static java.math.BigDecimal.ZERO;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Quote.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The automatic rules, as {@link NaiveEvaluator} reads them: one after the other, unit by unit. */
final class NaiveRules {
  private static final Comparator<NaiveLine> CHEAPEST_FIRST =
      Comparator.comparing(NaiveLine::unitPrice).thenComparing(line -> line.index);

  private final Basket basket;
  private final Currency currency;
  private final List<NaiveLine> lines;
  private final List<Quote.Step> steps;

  NaiveRules(Basket basket, List<NaiveLine> lines, List<Quote.Step> steps) {
    this.basket = basket;
    this.currency = basket.currency();
    this.lines = lines;
    this.steps = steps;
  }

  void apply(RuleBook book) {
    for (Rule rule : book.rules()) {
      boolean counts =
          rule.isOpenAt(book.instant())
              && !basket.exhaustedRuleIds().contains(rule.id())
              && (rule.trigger() == null || holds(rule.trigger()));
      if (counts) {
        apply(rule);
      }
    }
  }

  private boolean holds(Trigger trigger) {
    if (trigger instanceof Trigger.And and) {
      return and.children().stream().allMatch(this::holds);
    }
    if (trigger instanceof Trigger.Or or) {
      return or.children().stream().anyMatch(this::holds);
    }
    if (trigger instanceof Trigger.SubtotalRange range) {
      List<NaiveLine> seen = lines.stream().filter(in(range.scopes())).toList();
      BigDecimal subtotal = seen.stream().map(line -> line.before).reduce(ZERO, BigDecimal::add);
      return !seen.isEmpty()
          && (range.fromE4() == null || subtotal.compareTo(e4(range.fromE4())) >= 0)
          && (range.toE4() == null || subtotal.compareTo(e4(range.toE4())) <= 0);
    }
    if (trigger instanceof Trigger.QuantityRange range) {
      List<NaiveLine> seen = lines.stream().filter(in(range.scopes())).toList();
      long quantity = units(seen);
      return !seen.isEmpty()
          && (range.from() == null || quantity >= range.from())
          && (range.to() == null || quantity <= range.to());
    }
    if (trigger instanceof Trigger.Custom custom) {
      return basket.customTriggers().contains(custom.key());
    }
    return basket.memberId() != null
        && ((Trigger.Members) trigger).memberIds().contains(basket.memberId());
  }

  private void apply(Rule rule) {
    if (rule.target() instanceof Target.BuyXGetY sets) {
      buyAndGet(rule, sets);
      return;
    }
    Target.Items items = (Target.Items) rule.target();
    List<NaiveLine> eligible =
        lines.stream()
            .filter(in(items.scopes()))
            .filter(notIn(items.excluded()))
            .filter(subscriptionAllowedBy(rule))
            .toList();
    if (rule.discount() instanceof Discount.QuantityBased sets) {
      priceSets(rule, sets, eligible);
    } else if (rule.appliesTo() == Rule.AppliesTo.LOWEST_PRICED_ITEM) {
      eligible.stream().min(CHEAPEST_FIRST).ifPresent(line -> discount(rule, line, 1));
    } else {
      eligible.forEach(line -> discount(rule, line, line.in.quantity()));
    }
  }

  private void discount(Rule rule, NaiveLine line, int units) {
    BigDecimal worth = line.worthOf(units);
    BigDecimal off;
    if (rule.discount() instanceof Discount.Percentage percentage) {
      off = line.percentOf(units, e4(percentage.percentE4()));
    } else if (rule.discount() instanceof Discount.FixedAmount amount) {
      off = rounded(e4(amount.amountE4()).multiply(BigDecimal.valueOf(units))).min(worth);
    } else {
      Discount.FixedPrice price = (Discount.FixedPrice) rule.discount();
      off =
          worth
              .subtract(rounded(e4(price.priceE4()).multiply(BigDecimal.valueOf(units))))
              .max(ZERO);
    }
    take(rule, line, units, off);
  }

  private void take(Rule rule, NaiveLine line, int units, BigDecimal off) {
    BigDecimal before = line.now;
    line.now = before.subtract(off);
    line.byRules = line.byRules.add(off);
    steps.add(
        new Quote.Step(
            Source.RULE, rule.id(), line.in.id(), units, minor(before), minor(line.now)));
  }

  private void buyAndGet(Rule rule, Target.BuyXGetY sets) {
    List<NaiveLine> buys =
        lines.stream().filter(in(sets.buys())).filter(subscriptionAllowedBy(rule)).toList();
    List<NaiveLine> gets =
        lines.stream()
            .filter(in(sets.gets()))
            .filter(notIn(sets.excluded()))
            .filter(subscriptionAllowedBy(rule))
            .toList();
    List<NaiveLine> got = List.of();
    for (int n = 1; sets.limit() == null || n <= sets.limit(); n++) {
      List<NaiveLine> next =
          sets.minimumQuantity() != null
              ? gotByQuantity(
                  buys, gets, (long) n * sets.minimumQuantity(), (long) n * sets.quantity())
              : gotBySpend(buys, gets, sets.minimumSpendE4(), n, (long) n * sets.quantity());
      if (next == null) {
        break;
      }
      got = next;
    }
    if (rule.appliesTo() == Rule.AppliesTo.LOWEST_PRICED_ITEM && !got.isEmpty()) {
      got = got.subList(0, 1);
    }
    for (NaiveLine line : lines) {
      int units = (int) got.stream().filter(unit -> unit == line).count();
      if (units > 0) {
        discount(rule, line, units);
      }
    }
  }

  /**
   * The cheapest units (each by its line) that can be got while enough others are bought; null when
   * there are not.
   */
  private List<NaiveLine> gotByQuantity(
      List<NaiveLine> buys, List<NaiveLine> gets, long toBuy, long toGet) {
    long boughtAtMost = units(buys);
    List<NaiveLine> got = new ArrayList<>();
    for (NaiveLine unit : unitsCheapestFirst(gets)) {
      boolean neededAsBought = buys.contains(unit) && boughtAtMost == toBuy;
      if (got.size() < toGet && !neededAsBought) {
        got.add(unit);
        boughtAtMost -= buys.contains(unit) ? 1 : 0;
      }
    }
    return boughtAtMost >= toBuy && got.size() == toGet ? got : null;
  }

  /**
   * The cheapest units, when the other units of the lines to buy cost enough before all rules; else
   * null.
   */
  private List<NaiveLine> gotBySpend(
      List<NaiveLine> buys, List<NaiveLine> gets, long minimumE4, int sets, long toGet) {
    List<NaiveLine> units = unitsCheapestFirst(gets);
    if (units.size() < toGet) {
      return null;
    }
    List<NaiveLine> got = units.subList(0, (int) toGet);
    BigDecimal spent = buys.stream().map(line -> line.before).reduce(ZERO, BigDecimal::add);
    for (NaiveLine unit : got) {
      spent = buys.contains(unit) ? spent.subtract(unit.baseUnit()) : spent;
    }
    BigDecimal needed = e4(minimumE4).multiply(BigDecimal.valueOf(sets));
    return spent.compareTo(needed) >= 0 ? got : null;
  }

  static List<NaiveLine> unitsCheapestFirst(List<NaiveLine> lines) {
    List<NaiveLine> units = new ArrayList<>();
    for (NaiveLine line : lines.stream().sorted(CHEAPEST_FIRST).toList()) {
      for (int i = 0; i < line.in.quantity(); i++) {
        units.add(line);
      }
    }
    return units;
  }

  private record Unit(NaiveLine line, BigDecimal price) {}

  private void priceSets(Rule rule, Discount.QuantityBased sets, List<NaiveLine> eligible) {
    List<Unit> units = new ArrayList<>();
    for (NaiveLine line : eligible) {
      line.unitPrices().forEach(price -> units.add(new Unit(line, price)));
    }
    units.sort(Comparator.comparing(Unit::price).reversed().thenComparing(unit -> unit.line.index));
    BigDecimal price = rounded(e4(sets.priceE4()));
    int inSets = units.size() / sets.quantity() * sets.quantity();
    List<Unit> after = new ArrayList<>();
    for (int first = 0; first < inSets; first += sets.quantity()) {
      after.addAll(priceSet(units.subList(first, first + sets.quantity()), price));
    }
    for (NaiveLine line : eligible) {
      int count = (int) units.subList(0, inSets).stream().filter(unit -> unit.line == line).count();
      if (count > 0) {
        take(rule, line, count, sum(units.subList(0, inSets), line).subtract(sum(after, line)));
      }
    }
  }

  private List<Unit> priceSet(List<Unit> set, BigDecimal price) {
    BigDecimal sum = set.stream().map(Unit::price).reduce(ZERO, BigDecimal::add);
    if (price.compareTo(sum) >= 0) {
      return set;
    }
    List<Unit> byLine =
        set.stream().sorted(Comparator.comparing((Unit unit) -> unit.line.index)).toList();
    List<BigDecimal> shares =
        share(price, byLine.stream().map(Unit::price).toList(), currency.decimals());
    List<Unit> priced = new ArrayList<>();
    for (int i = 0; i < byLine.size(); i++) {
      priced.add(new Unit(byLine.get(i).line, shares.get(i)));
    }
    return priced;
  }

  private static BigDecimal sum(List<Unit> units, NaiveLine line) {
    return units.stream()
        .filter(unit -> unit.line == line)
        .map(Unit::price)
        .reduce(ZERO, BigDecimal::add);
  }

  /** Shares an amount out by largest remainder, ties to the earlier. */
  static List<BigDecimal> share(BigDecimal amount, List<BigDecimal> weights, int decimals) {
    BigDecimal sum = weights.stream().reduce(ZERO, BigDecimal::add);
    BigDecimal cent = BigDecimal.ONE.movePointLeft(decimals);
    List<BigDecimal> shares = new ArrayList<>();
    List<BigDecimal> rests = new ArrayList<>();
    BigDecimal left = amount;
    for (BigDecimal weight : weights) {
      BigDecimal share = amount.multiply(weight).divide(sum, decimals, RoundingMode.DOWN);
      shares.add(share);
      rests.add(amount.multiply(weight).subtract(share.multiply(sum)));
      left = left.subtract(share);
    }
    while (left.signum() > 0) {
      int largest = 0;
      for (int i = 1; i < rests.size(); i++) {
        largest = rests.get(i).compareTo(rests.get(largest)) > 0 ? i : largest;
      }
      shares.set(largest, shares.get(largest).add(cent));
      rests.set(largest, BigDecimal.ONE.negate());
      left = left.subtract(cent);
    }
    return shares;
  }

  private static Predicate<NaiveLine> in(List<Scope> scopes) {
    return line -> scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.covers(line.in));
  }

  private static Predicate<NaiveLine> notIn(List<Scope> scopes) {
    return line -> scopes.stream().noneMatch(scope -> scope.covers(line.in));
  }

  private static Predicate<NaiveLine> subscriptionAllowedBy(Rule rule) {
    return line -> rule.includeSubscription() || !line.in.subscription();
  }

  private static long units(List<NaiveLine> lines) {
    return lines.stream().mapToLong(line -> line.in.quantity()).sum();
  }

  private static BigDecimal e4(long value) {
    return BigDecimal.valueOf(value, 4);
  }

  private BigDecimal rounded(BigDecimal amount) {
    return amount.setScale(currency.decimals(), RoundingMode.HALF_UP);
  }

  private long minor(BigDecimal amount) {
    return amount.movePointRight(currency.decimals()).longValueExact();
  }
}
