package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleBookTest extends PricingBase {

  private static Rule window(String id, Integer start, Integer end) {
    return new Rule(
        id,
        NOW,
        id,
        start == null ? null : NOW.plusSeconds(start),
        end == null ? null : NOW.plusSeconds(end),
        null,
        Target.Items.of(ALL),
        percent(10),
        null,
        false);
  }

  @Test
  void theNextBoundaryIsTheFirstStartOrEndAfterItsInstant() {
    assertEquals(NOW.plusSeconds(5), boundary(window("a", -9, 5), window("b", 7, 8)));
    assertEquals(NOW.plusSeconds(3), boundary(window("a", -9, 5), window("b", 3, 8)));
    assertEquals(NOW.plusSeconds(8), boundary(window("a", -9, 0), window("b", 0, 8)));
    assertNull(boundary(window("a", null, null), window("b", -2, -1)));
  }

  private static Instant boundary(Rule... rules) {
    return RuleBook.compile(1, List.of(rules), NOW).nextBoundary();
  }

  @Test
  void aQuoteNamesTheBooksVersionAndTheInstant() {
    Quote quote = price(basket(line("a", "1.00", 1)));
    assertEquals(7, quote.ruleBookVersion());
    assertEquals(NOW, quote.instant());
  }

  @Test
  void twoRulesWithOneIdAreRefused() {
    List<Rule> twice = List.of(window("a", null, null), window("a", 1, 2));
    assertThrows(IllegalArgumentException.class, () -> RuleBook.compile(1, twice, NOW));
  }

  @Test
  void onlyRulesThatTheBasketCanFireAreLookedAt() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rules.add(rule("item" + i, percent(10), only("i" + i)));
      rules.add(
          rule(
              "member" + i,
              new Trigger.Members(Set.of("m" + i)),
              Target.Items.of(ALL),
              percent(10),
              Rule.AppliesTo.ALL_ITEMS));
      rules.add(
          rule("from" + i, subtotal("" + (i + 5), null), Target.Items.of(ALL), percent(1), null));
    }
    RuleBook book = RuleBook.compile(1, rules, NOW);
    Basket basket = basket(line("i7", "10.00", 1)).memberId("m9").build();
    Scratch scratch = new Scratch();
    scratch.load(book, basket);
    scratch.collectCandidates(book, scratch.candidates);
    // its item's rule, its member's rule, and those from 5.00 to 10.00
    assertEquals(8, scratch.candidates.size());
    assertEquals(8, BookPair.of(book, rules).price(basket).discounts().size());
  }
}
