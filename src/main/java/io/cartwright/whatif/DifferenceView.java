package io.cartwright.whatif;

import io.cartwright.basket.Priced;
import io.cartwright.basket.Prices;
import io.cartwright.pricing.Quote;
import io.cartwright.pricing.Quote.Applied;
import io.cartwright.pricing.Quote.Source;
import io.cartwright.wire.own.whatif.LineDifference;
import io.cartwright.wire.own.whatif.PriceDifference;
import io.cartwright.wire.own.whatif.RuleDifference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What changes from one price of a basket to another. Differences are the second less the first.
 */
final class DifferenceView {
  private final Quote now;
  private final Quote whatIf;
  private final Prices prices;

  private DifferenceView(Quote now, Quote whatIf) {
    this.now = now;
    this.whatIf = whatIf;
    this.prices = Prices.in(now.currency());
  }

  /** The difference between two prices of one basket. */
  static PriceDifference of(Priced now, Priced whatIf) {
    return new DifferenceView(now.quote(), whatIf.quote()).difference();
  }

  private PriceDifference difference() {
    Quote.Summary before = now.summary();
    Quote.Summary after = whatIf.summary();
    return PriceDifference.builder()
        .subtotal(amount(after.subtotalMinor() - before.subtotalMinor()))
        .discount(amount(after.discountMinor() - before.discountMinor()))
        .shipping(amount(after.shippingMinor() - before.shippingMinor()))
        .tax(amount(after.taxMinor() - before.taxMinor()))
        .total(amount(after.totalMinor() - before.totalMinor()))
        .lineItems(lines())
        .rules(rules())
        .build();
  }

  private String amount(long minor) {
    return prices.amount(minor);
  }

  /** Every line, after all discounts. */
  private List<LineDifference> lines() {
    Map<String, Long> before = new HashMap<>();
    now.lines().forEach(line -> before.put(line.id(), line.lineAfterDiscountsMinor()));
    List<LineDifference> lines = new ArrayList<>();
    for (Quote.Line line : whatIf.lines()) {
      long was = before.get(line.id());
      long is = line.lineAfterDiscountsMinor();
      lines.add(new LineDifference(line.id(), amount(was), amount(is), amount(is - was)));
    }
    return lines;
  }

  /** The rules that take something else, or only in one of the two. */
  private List<RuleDifference> rules() {
    Map<String, Applied> before = taking(now);
    Map<String, Applied> after = taking(whatIf);
    Map<String, Applied> either = new LinkedHashMap<>(before);
    after.forEach(either::put);
    List<RuleDifference> rules = new ArrayList<>();
    either.forEach(
        (id, applied) -> {
          String was = amount(before.get(id));
          String is = amount(after.get(id));
          if (!Objects.equals(was, is)) {
            rules.add(new RuleDifference(id, applied.name(), was, is));
          }
        });
    return rules;
  }

  private String amount(Applied applied) {
    return applied == null ? null : amount(applied.amountMinor());
  }

  private static Map<String, Applied> taking(Quote quote) {
    Map<String, Applied> taking = new LinkedHashMap<>();
    for (Applied applied : quote.discounts()) {
      if (applied.source() == Source.RULE) taking.put(applied.id(), applied);
    }
    return taking;
  }
}
