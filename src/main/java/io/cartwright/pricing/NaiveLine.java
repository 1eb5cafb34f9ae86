package io.cartwright.pricing;

import static java.math.BigDecimal.ZERO;

import io.cartwright.pricing.Quote.Source;
import io.cartwright.pricing.Quote.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** A line while {@link NaiveEvaluator} works on it. */
final class NaiveLine {
  static final Comparator<NaiveLine> CHEAPEST_FIRST =
      Comparator.comparing(NaiveLine::unitPrice).thenComparing(line -> line.index);

  final BasketLine in;
  final int index;
  final NaiveMoney money;

  /** One unit before all discounts. */
  final BigDecimal baseUnit;

  /** The line before all discounts. */
  final BigDecimal before;

  /** The line after what was applied so far. */
  BigDecimal now;

  BigDecimal byRules = ZERO;
  BigDecimal byMerchant = ZERO;
  BigDecimal byCoupon = ZERO;

  NaiveLine(BasketLine in, int index, NaiveMoney money) {
    this.in = in;
    this.index = index;
    this.money = money;
    this.baseUnit =
        money.major(
            switch (in.payment()) {
              case FULL_PAYMENT_ONLINE, FULL_PAYMENT_OFFLINE, DEPOSIT_ONLINE ->
                  in.unitPriceMinor() + in.modifiersMinor();
              case MEMBERSHIP, MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER -> in.modifiersMinor();
              case MEMBERSHIP_OFFLINE -> 0;
            });
    this.before = baseUnit.multiply(quantity());
    this.now = before;
  }

  BigDecimal quantity() {
    return BigDecimal.valueOf(in.quantity());
  }

  boolean isIn(Scope scope) {
    boolean ofApp = in.catalogItemId() != null && in.appId().equals(scope.appId());
    return switch (scope.kind()) {
      case ALL -> true;
      case APP -> ofApp;
      case ITEMS -> ofApp && scope.ids().contains(in.catalogItemId());
      case COLLECTIONS -> ofApp && !Collections.disjoint(scope.ids(), in.collectionIds());
    };
  }

  boolean isInAny(List<Scope> scopes) {
    return scopes.stream().anyMatch(this::isIn);
  }

  /** Price of one unit: half up of line ÷ quantity. */
  BigDecimal unitPrice() {
    return worthOf(1);
  }

  /** What some units of the line cost at its average price. */
  BigDecimal worthOf(int units) {
    return money.proportion(now, BigDecimal.valueOf(units), quantity());
  }

  /** The amount that a percentage takes off some units at the line's average price. */
  BigDecimal percentOf(int units, long percentE4) {
    BigDecimal percentOfUnits = NaiveMoney.e4(percentE4).multiply(BigDecimal.valueOf(units));
    return money.proportion(now, percentOfUnits, BigDecimal.valueOf(100L * in.quantity()));
  }

  /** What some units cost at a price of their own, rounded after multiplying. */
  BigDecimal at(long priceE4, int units) {
    return money.rounded(NaiveMoney.e4(priceE4).multiply(BigDecimal.valueOf(units)));
  }

  /**
   * The prices of the units, summing to the line: those that are one minor unit dearer come first.
   */
  List<BigDecimal> unitPrices() {
    BigDecimal low = now.divide(quantity(), money.decimals(), RoundingMode.DOWN);
    BigDecimal dearer = now.subtract(low.multiply(quantity())).divide(money.cent());
    List<BigDecimal> prices = new ArrayList<>();
    for (int unit = 0; unit < in.quantity(); unit++) {
      prices.add(unit < dearer.intValueExact() ? low.add(money.cent()) : low);
    }
    return prices;
  }

  /** Takes an amount off; the step says what changed. */
  Step take(Source source, String id, int units, BigDecimal off) {
    BigDecimal former = now;
    now = now.subtract(off);
    switch (source) {
      case RULE -> byRules = byRules.add(off);
      case MERCHANT -> byMerchant = byMerchant.add(off);
      case COUPON -> byCoupon = byCoupon.add(off);
    }
    return new Step(source, id, in.id(), units, money.minor(former), money.minor(now));
  }

  /** Every unit by its line, cheapest first. */
  static List<NaiveLine> unitsCheapestFirst(List<NaiveLine> lines) {
    return lines.stream()
        .sorted(CHEAPEST_FIRST)
        .flatMap(line -> Collections.nCopies(line.in.quantity(), line).stream())
        .toList();
  }

  static long units(List<NaiveLine> lines) {
    return lines.stream().mapToLong(line -> line.in.quantity()).sum();
  }

  static int count(List<NaiveLine> units, NaiveLine line) {
    return (int) units.stream().filter(unit -> unit == line).count();
  }
}
