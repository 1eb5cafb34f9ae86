package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Quote.Line;
import io.cartwright.pricing.Quote.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What changes nothing, or nothing that it should not. Both pricers answer alike throughout. */
class MetamorphicTest {
  private static final Instant NOW = BasketGenerator.NOW;
  private static final int CASES = 10_000;

  private interface Relation {
    void check(SplittableRandom random, List<Rule> rules, Basket basket);
  }

  private static void forRandomCases(String what, Relation relation) {
    SplittableRandom random = Seeds.random(what);
    for (int i = 0; i < CASES / 4; i++) {
      List<Basket> baskets = new BasketGenerator(random.split()).baskets(4);
      List<Rule> rules =
          new RuleGenerator(random.split(), NOW, baskets)
              .rules(random.nextInt(oneIn(random) ? 20 : 6));
      for (Basket basket : baskets) {
        relation.check(random, rules, basket);
      }
    }
  }

  private static boolean oneIn(SplittableRandom random) {
    return random.nextInt(4) == 0;
  }

  private static Quote price(List<Rule> rules, Basket basket) {
    return BookPair.compile(1, rules, NOW).price(basket);
  }

  @Test
  void rulesThatCannotMatchChangeNothing() {
    forRandomCases(
        "rules that cannot match",
        (random, rules, basket) -> {
          List<Rule> more = new ArrayList<>(rules);
          for (int i = random.nextInt(12); i >= 0; i--) {
            Rule like = new RuleGenerator(random, NOW, List.of(basket)).rule("never-" + i);
            more.add(random.nextInt(more.size() + 1), neverFires(random.nextInt(12), like, basket));
          }
          assertEquals(price(rules, basket), price(more, basket));
        });
  }

  /** A rule that is like another but for one condition, which this basket does not meet. */
  private static Rule neverFires(int way, Rule like, Basket basket) {
    long subtotal =
        basket.lines().stream().mapToLong(line -> line.baseUnitMinor() * line.quantity()).sum()
            * basket.currency().unitsPerMinor(4);
    long units = basket.lines().stream().mapToLong(BasketLine::quantity).sum();
    List<Scope> elsewhere = List.of(Scope.items("app0", Set.of("other")), Scope.app("other"));
    Trigger often = like.trigger() == null ? new Trigger.And(List.of()) : like.trigger();
    return switch (way) {
      case 0 -> rule(like, new Trigger.SubtotalRange(List.of(), subtotal + 1, null));
      case 1 -> rule(like, new Trigger.SubtotalRange(List.of(), null, subtotal - 1));
      case 2 -> rule(like, new Trigger.QuantityRange(List.of(), units + 1, null));
      case 3 -> rule(like, new Trigger.QuantityRange(List.of(), null, units - 1));
      case 4 -> rule(like, new Trigger.SubtotalRange(elsewhere, null, null));
      case 5 -> rule(like, new Trigger.QuantityRange(elsewhere, null, null));
      case 6 -> rule(like, new Trigger.Custom("no such trigger"));
      case 7 -> rule(like, new Trigger.Members(Set.of("nobody", "none")));
      case 8 -> rule(like, new Trigger.And(List.of(often, new Trigger.Custom("no"))));
      case 9 ->
          rule(
              like,
              new Trigger.Or(
                  List.of(new Trigger.Custom("no"), new Trigger.Members(Set.of("nobody")))));
      case 10 -> rule(like, NOW.plusNanos(1), null, like.target());
      default ->
          like.target() instanceof Target.Items
              ? rule(like, null, null, new Target.Items(elsewhere, List.of()))
              : rule(like, null, NOW, like.target());
    };
  }

  private static Rule rule(Rule like, Trigger trigger) {
    return new Rule(
        like.id(),
        like.createdAt(),
        like.name(),
        like.start(),
        like.end(),
        trigger,
        like.target(),
        like.discount(),
        like.appliesTo(),
        like.includeSubscription());
  }

  private static Rule rule(Rule like, Instant start, Instant end, Target target) {
    return new Rule(
        like.id(),
        like.createdAt(),
        like.name(),
        start,
        end,
        like.trigger(),
        target,
        like.discount(),
        like.appliesTo(),
        like.includeSubscription());
  }

  @Test
  void namesDoNotMatter() {
    String mark = "~renamed~";
    Rewrite renamed =
        new Rewrite() {
          @Override
          String name(String name) {
            return mark + name;
          }
        };
    forRandomCases(
        "names",
        (random, rules, basket) ->
            assertEquals(
                price(rules, basket).toString(),
                price(renamed.rules(rules), renamed.basket(basket)).toString().replace(mark, "")));
  }

  @Test
  void theSameMinorUnitsAreTheSameQuoteInEveryCurrency() {
    forRandomCases(
        "currencies",
        (random, rules, basket) -> {
          Currency other = Currency.of(List.of("JPY", "USD", "KWD").get(random.nextInt(3)));
          long from = basket.currency().unitsPerMinor(4);
          long to = other.unitsPerMinor(4);
          if (from > to) {
            return; // an amount finer than the minor unit has no counterpart
          }
          Rewrite exchanged =
              new Rewrite() {
                @Override
                long e4(long amount) {
                  return amount * (to / from);
                }

                @Override
                long e6(long amount) {
                  return amount * (to / from);
                }

                @Override
                Currency currency(Currency currency) {
                  return other;
                }
              };
          String expected = price(rules, basket).toString();
          String actual = price(exchanged.rules(rules), exchanged.basket(basket)).toString();
          String named = "currency=" + basket.currency();
          assertTrue(expected.contains(named));
          assertEquals(expected, actual.replace("currency=" + other, named));
        });
  }

  @Test
  void aLineThatNoScopeNamesChangesNoOtherLine() {
    Rewrite namedScopes =
        new Rewrite() {
          @Override
          Scope scope(Scope scope) {
            return scope.kind() == Scope.Kind.ALL ? Scope.app("app0") : scope;
          }

          @Override
          List<Scope> scopes(List<Scope> scopes) {
            return scopes.isEmpty() ? List.of(Scope.app("app1")) : super.scopes(scopes);
          }

          @Override
          Coupon coupon(Coupon coupon) {
            return new Coupon(
                coupon.id(),
                coupon.code(),
                coupon.name(),
                coupon.benefit(),
                scope(coupon.scope()),
                null,
                coupon.limitedToOneItem(),
                coupon.appliesToSubscriptions());
          }

          @Override
          MerchantDiscount merchant(MerchantDiscount discount) {
            List<String> lineIds =
                discount.lineIds().isEmpty() ? List.of("line0") : discount.lineIds();
            return new MerchantDiscount(
                discount.id(),
                discount.name(),
                discount.amountMinor(),
                discount.percentE4(),
                lineIds);
          }
        };
    forRandomCases(
        "unrelated line",
        (random, anyRules, anyBasket) -> {
          List<Rule> rules = namedScopes.rules(anyRules);
          Basket basket = namedScopes.basket(anyBasket);
          List<BasketLine> lines = new ArrayList<>(basket.lines());
          BasketLine unrelated =
              BasketLine.builder("unrelated", random.nextInt(900), 1 + random.nextInt(5)).build();
          int at = random.nextInt(lines.size() + 1);
          lines.add(at, unrelated);
          assertOnlyAdds(price(rules, basket), price(rules, withLines(basket, lines)), at);
        });
  }

  private static void assertOnlyAdds(Quote without, Quote with, int at) {
    List<Line> others = new ArrayList<>(with.lines());
    Line added = others.remove(at);
    assertEquals(0, added.totalDiscountMinor());
    assertEquals(without.lines(), others);
    assertEquals(without.discounts(), with.discounts());
    assertEquals(without.steps(), with.steps());
    assertEquals(without.shipping(), with.shipping());
    assertEquals(without.fees(), with.fees());
    assertEquals(without.couponProblem(), with.couponProblem());
    assertEquals(
        without.summary().totalMinor() + added.totalAfterTaxMinor(), with.summary().totalMinor());
    assertEquals(without.payLater(), with.payLater());
  }

  private static Basket withLines(Basket basket, List<BasketLine> lines) {
    return new Rewrite() {
      @Override
      List<BasketLine> lines(List<BasketLine> former) {
        return lines;
      }
    }.basket(basket);
  }

  /**
   * Ties go to the earlier line, so no two lines cost the same here, nor do they after a rule: each
   * has a price of its own among a hundred billion, and rules take a part of it that leaves them
   * apart. Sets for an amount make prices equal, so that there is at most one, at the end, and then
   * nothing else is shared out.
   */
  @Test
  void theOrderOfLinesThatDoNotTieChangesNothing() {
    forRandomCases(
        "order of lines",
        (random, anyRules, anyBasket) -> {
          Rewrite apart = apart(random);
          List<Rule> rules = apart.rules(anyRules);
          Basket basket = apart.basket(anyBasket);
          if (random.nextBoolean()) {
            rules.add(lastOfAll(random, anyBasket));
            basket = Basket.builder(basket.currency(), NOW, basket.lines()).build();
          }
          List<BasketLine> shuffled = new ArrayList<>(basket.lines());
          Collections.shuffle(shuffled, new Random(random.nextLong()));
          assertEquals(
              withoutOrder(price(rules, basket)),
              withoutOrder(price(rules, withLines(basket, shuffled))));
        });
  }

  private static Rewrite apart(SplittableRandom random) {
    return new Rewrite() {
      @Override
      BasketLine line(BasketLine line) {
        boolean member = line.payment() == BasketLine.PaymentOption.MEMBERSHIP_OFFLINE;
        return new BasketLine(
            line.id(),
            line.appId(),
            line.catalogItemId(),
            line.collectionIds(),
            random.nextLong(1_000_000_000L, 100_000_000_000L),
            line.fullPriceMinor(),
            random.nextLong(1_000_000_000L, 100_000_000_000L),
            line.quantity(),
            member ? null : line.payment(),
            line.depositMinor(),
            line.taxGroup(),
            line.weightE6(),
            line.shippable(),
            line.subscription(),
            line.freeTrial(),
            line.giftCardItem());
      }

      @Override
      Rule rule(Rule rule) {
        return with(
            rule,
            rule.createdAt(),
            oneIn(random)
                ? new Discount.FixedAmount(random.nextInt(1, 9_000_000))
                : new Discount.Percentage(random.nextInt(1, 500_000)));
      }
    };
  }

  private static Rule lastOfAll(SplittableRandom random, Basket basket) {
    Rule rule = new RuleGenerator(random, NOW, List.of(basket)).rule("z");
    Rule items = rule(rule, null, null, Target.Items.of(BasketGenerator.scope(random, true)));
    long price = random.nextLong(1_000_000_000L, 10_000_000_000_000L);
    return with(
        items, NOW.plusSeconds(1), new Discount.QuantityBased(1 + random.nextInt(5), price));
  }

  private static Rule with(Rule rule, Instant createdAt, Discount discount) {
    return new Rule(
        rule.id(),
        createdAt,
        rule.name(),
        rule.start(),
        rule.end(),
        rule.trigger(),
        rule.target(),
        discount,
        rule.appliesTo(),
        rule.includeSubscription());
  }

  /** All amounts of a quote, by the ids of what they belong to. */
  private static String withoutOrder(Quote quote) {
    Map<String, Object> amounts = new TreeMap<>();
    quote.lines().forEach(line -> amounts.put("line " + line.id(), line));
    quote.tax().forEach(row -> amounts.put("tax " + row.rate(), row));
    for (Quote.Applied row : quote.discounts()) {
      Set<String> lines = new TreeSet<>();
      row.lines().forEach(line -> lines.add(line.toString()));
      amounts.put("discount " + row.id(), row.amountMinor() + " " + lines);
    }
    for (Quote.OptionQuote option : quote.shipping().options()) {
      amounts.put(
          "option " + option.carrierId() + " " + option.code(),
          option.priceMinor() + " " + new TreeSet<>(option.lineIds()));
    }
    return amounts
        + quote.summary().toString()
        + quote.payNow()
        + quote.payLater()
        + quote.payAfterFreeTrial()
        + quote.giftCard()
        + quote.couponProblem();
  }

  /**
   * A line and its two halves are rounded apart, so splitting changes nothing only where nothing is
   * rounded: prices are whole multiples of ten billion, percentages are whole. One unit of a line
   * leaves an average price, which the halves do not share: rules that take single units, and sets,
   * come last, and there is no coupon for one unit. What sets take is shared over lines to the
   * cent, so of sets the sum is compared.
   */
  @Test
  void splittingALineChangesNothingWhereNothingIsRounded() {
    SplittableRandom random = Seeds.random("splitting");
    int split = 0;
    while (split < CASES) {
      ExactCase exact = ExactCase.random(random.split());
      List<BasketLine> lines = new ArrayList<>();
      for (BasketLine line : exact.basket().lines()) {
        int first = line.quantity() == 1 ? 0 : random.nextInt(line.quantity());
        if (first > 0) {
          lines.add(ExactCase.part(line, line.id(), first));
          lines.add(ExactCase.part(line, line.id() + "'", line.quantity() - first));
          split++;
        } else {
          lines.add(line);
        }
      }
      Quote whole = price(exact.rules(), exact.basket());
      Quote halves = price(exact.rules(), withLines(exact.basket(), lines));
      assertEquals(whole.summary(), halves.summary());
      if (!exact.endsWithSets()) {
        assertEquals(byItem(whole), byItem(halves));
      }
    }
  }

  private static String byItem(Quote quote) {
    Map<String, long[]> amounts = new TreeMap<>();
    for (Line line : quote.lines()) {
      long[] sums = amounts.computeIfAbsent(line.id().replace("'", ""), id -> new long[5]);
      sums[0] += line.lineBeforeDiscountsMinor();
      sums[1] += line.ruleDiscountMinor();
      sums[2] += line.couponDiscountMinor();
      sums[3] += line.tax().taxMinor();
      sums[4] += line.totalAfterTaxMinor();
    }
    StringBuilder text = new StringBuilder();
    amounts.forEach((id, sums) -> text.append(id).append(java.util.Arrays.toString(sums)));
    return text.toString();
  }

  @Test
  void amountsTimesTenAreTheQuoteTimesTenWhereNothingIsRounded() {
    SplittableRandom random = Seeds.random("scaling");
    for (int i = 0; i < CASES; i++) {
      ExactCase exact = ExactCase.random(random.split());
      Summary one = price(exact.rules(), exact.basket()).summary();
      Rewrite tenfold = scaled(10, 10, Currency.of("USD"));
      assertEquals(
          times(10, one),
          price(tenfold.rules(exact.rules()), tenfold.basket(exact.basket())).summary());
      // the same amounts in a currency of three decimals: only the minor units are ten times as
      // many
      Rewrite finer = scaled(10, 1, Currency.of("KWD"));
      assertEquals(
          times(10, one),
          price(finer.rules(exact.rules()), finer.basket(exact.basket())).summary());
    }
  }

  private static Rewrite scaled(long minorFactor, long e4Factor, Currency to) {
    return new Rewrite() {
      @Override
      long minor(long amount) {
        return amount * minorFactor;
      }

      @Override
      long e4(long amount) {
        return amount * e4Factor;
      }

      @Override
      Currency currency(Currency currency) {
        return to;
      }
    };
  }

  private static Summary times(long factor, Summary one) {
    return new Summary(
        one.subtotalMinor() * factor,
        one.discountMinor() * factor,
        one.shippingMinor() * factor,
        one.feesMinor() * factor,
        one.taxMinor() * factor,
        one.totalMinor() * factor);
  }

  @Test
  void theOrderInWhichRulesAreGivenDoesNotMatter() {
    forRandomCases(
        "order of rules",
        (random, rules, basket) -> {
          List<Rule> shuffled = new ArrayList<>(rules);
          Collections.shuffle(shuffled, new Random(random.nextLong()));
          assertEquals(price(rules, basket), price(shuffled, basket));
          assertEquals(price(rules, basket), price(new ArrayList<>(new HashSet<>(rules)), basket));
        });
  }
}
