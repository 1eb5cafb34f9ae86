package io.cartwright.pricing;

import static io.cartwright.pricing.NaiveMoney.e4;
import static io.cartwright.pricing.NaiveMoney.sum;
import static java.math.BigDecimal.ZERO;

import io.cartwright.pricing.Quote.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The automatic rules, as {@link NaiveEvaluator} reads them: one after the other, unit by unit. */
final class NaiveRules {
  private final Basket basket;
  private final NaiveMoney money;
  private final List<NaiveLine> lines;
  private final List<Quote.Step> steps;

  NaiveRules(Basket basket, List<NaiveLine> lines, List<Quote.Step> steps) {
    this.basket = basket;
    this.money = new NaiveMoney(basket.currency().decimals());
    this.lines = lines;
    this.steps = steps;
  }

  void apply(List<Rule> stacked, Instant instant) {
    for (Rule rule : stacked) {
      boolean started = rule.start() == null || rule.start().compareTo(instant) <= 0;
      boolean ended = rule.end() != null && rule.end().compareTo(instant) <= 0;
      boolean exhausted = basket.exhaustedRuleIds().contains(rule.id());
      if (started && !ended && !exhausted && (rule.trigger() == null || holds(rule.trigger()))) {
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
      List<NaiveLine> seen = in(range.scopes());
      BigDecimal subtotal = sum(seen.stream().map(line -> line.before));
      return !seen.isEmpty()
          && (range.fromE4() == null || subtotal.compareTo(e4(range.fromE4())) >= 0)
          && (range.toE4() == null || subtotal.compareTo(e4(range.toE4())) <= 0);
    }
    if (trigger instanceof Trigger.QuantityRange range) {
      long quantity = NaiveLine.units(in(range.scopes()));
      return quantity > 0
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
    List<NaiveLine> eligible = eligible(rule, items.scopes(), items.excluded());
    if (rule.discount() instanceof Discount.QuantityBased sets) {
      priceSets(rule, sets, eligible);
    } else if (rule.appliesTo() == Rule.AppliesTo.LOWEST_PRICED_ITEM) {
      eligible.stream().min(NaiveLine.CHEAPEST_FIRST).ifPresent(line -> discount(rule, line, 1));
    } else {
      eligible.forEach(line -> discount(rule, line, line.in.quantity()));
    }
  }

  private void discount(Rule rule, NaiveLine line, int units) {
    BigDecimal worth = line.worthOf(units);
    BigDecimal off;
    if (rule.discount() instanceof Discount.Percentage percentage) {
      off = line.percentOf(units, percentage.percentE4());
    } else if (rule.discount() instanceof Discount.FixedAmount amount) {
      off = line.at(amount.amountE4(), units).min(worth);
    } else {
      Discount.FixedPrice price = (Discount.FixedPrice) rule.discount();
      off = worth.subtract(line.at(price.priceE4(), units)).max(ZERO);
    }
    steps.add(line.take(Source.RULE, rule.id(), units, off));
  }

  private void buyAndGet(Rule rule, Target.BuyXGetY sets) {
    List<NaiveLine> buys = eligible(rule, sets.buys(), List.of());
    List<NaiveLine> gets = eligible(rule, sets.gets(), sets.excluded());
    List<NaiveLine> got = List.of();
    for (int n = 1; sets.limit() == null || n <= sets.limit(); n++) {
      List<NaiveLine> next =
          sets.minimumQuantity() != null
              ? gotByQuantity(sets, n, buys, gets)
              : gotBySpend(sets, n, buys, gets);
      if (next == null) {
        break;
      }
      got = next;
    }
    if (rule.appliesTo() == Rule.AppliesTo.LOWEST_PRICED_ITEM && !got.isEmpty()) {
      got = got.subList(0, 1);
    }
    for (NaiveLine line : lines) {
      int units = NaiveLine.count(got, line);
      if (units > 0) {
        discount(rule, line, units);
      }
    }
  }

  /**
   * The cheapest units (each by its line) that n sets give while enough others are bought; null
   * when there are not.
   */
  private static List<NaiveLine> gotByQuantity(
      Target.BuyXGetY sets, int n, List<NaiveLine> buys, List<NaiveLine> gets) {
    long toBuy = (long) n * sets.minimumQuantity();
    long toGet = (long) n * sets.quantity();
    long boughtAtMost = NaiveLine.units(buys);
    List<NaiveLine> got = new ArrayList<>();
    for (NaiveLine unit : NaiveLine.unitsCheapestFirst(gets)) {
      boolean neededAsBought = buys.contains(unit) && boughtAtMost == toBuy;
      if (got.size() < toGet && !neededAsBought) {
        got.add(unit);
        boughtAtMost -= buys.contains(unit) ? 1 : 0;
      }
    }
    return boughtAtMost >= toBuy && got.size() == toGet ? got : null;
  }

  /**
   * The cheapest units, when the other units of the lines to buy cost enough for n sets before all
   * rules; else null.
   */
  private static List<NaiveLine> gotBySpend(
      Target.BuyXGetY sets, int n, List<NaiveLine> buys, List<NaiveLine> gets) {
    long toGet = (long) n * sets.quantity();
    List<NaiveLine> units = NaiveLine.unitsCheapestFirst(gets);
    if (units.size() < toGet) {
      return null;
    }
    List<NaiveLine> got = units.subList(0, (int) toGet);
    BigDecimal all = sum(buys.stream().map(line -> line.before));
    BigDecimal notSpent = sum(got.stream().filter(buys::contains).map(unit -> unit.baseUnit));
    BigDecimal needed = e4(sets.minimumSpendE4()).multiply(BigDecimal.valueOf(n));
    return all.subtract(notSpent).compareTo(needed) >= 0 ? got : null;
  }

  private record Unit(NaiveLine line, BigDecimal price) {}

  private void priceSets(Rule rule, Discount.QuantityBased sets, List<NaiveLine> eligible) {
    List<Unit> units = new ArrayList<>();
    for (NaiveLine line : eligible) {
      line.unitPrices().forEach(price -> units.add(new Unit(line, price)));
    }
    units.sort(Comparator.comparing(Unit::price).reversed().thenComparing(unit -> unit.line.index));
    List<Unit> inSets = units.subList(0, units.size() / sets.quantity() * sets.quantity());
    List<Unit> priced = new ArrayList<>();
    for (int first = 0; first < inSets.size(); first += sets.quantity()) {
      priced.addAll(
          priceSet(
              inSets.subList(first, first + sets.quantity()), money.rounded(e4(sets.priceE4()))));
    }
    for (NaiveLine line : eligible) {
      int count = (int) inSets.stream().filter(unit -> unit.line == line).count();
      if (count > 0) {
        BigDecimal off = price(inSets, line).subtract(price(priced, line));
        steps.add(line.take(Source.RULE, rule.id(), count, off));
      }
    }
  }

  private List<Unit> priceSet(List<Unit> set, BigDecimal price) {
    if (price.compareTo(sum(set.stream().map(Unit::price))) >= 0) {
      return set;
    }
    List<Unit> byLine =
        set.stream().sorted(Comparator.comparing((Unit unit) -> unit.line.index)).toList();
    List<BigDecimal> shares = money.share(price, byLine.stream().map(Unit::price).toList());
    List<Unit> priced = new ArrayList<>();
    for (int i = 0; i < byLine.size(); i++) {
      priced.add(new Unit(byLine.get(i).line, shares.get(i)));
    }
    return priced;
  }

  private static BigDecimal price(List<Unit> units, NaiveLine line) {
    return sum(units.stream().filter(unit -> unit.line == line).map(Unit::price));
  }

  private List<NaiveLine> eligible(Rule rule, List<Scope> scopes, List<Scope> excluded) {
    return in(scopes).stream()
        .filter(line -> !line.isInAny(excluded))
        .filter(line -> rule.includeSubscription() || !line.in.subscription())
        .toList();
  }

  /** The lines that a rule means by these scopes: all when it names none. */
  private List<NaiveLine> in(List<Scope> scopes) {
    return lines.stream().filter(line -> scopes.isEmpty() || line.isInAny(scopes)).toList();
  }
}
