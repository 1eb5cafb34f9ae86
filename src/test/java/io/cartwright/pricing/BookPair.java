package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;

/** A compiled book, and the naive reading of the rules that it was made of. */
record BookPair(RuleBook book, NaiveEvaluator naive) {

  static BookPair compile(long version, List<Rule> rules, Instant instant) {
    return of(RuleBook.compile(version, rules, instant), rules);
  }

  static BookPair of(RuleBook book, List<Rule> rules) {
    return new BookPair(book, new NaiveEvaluator(rules));
  }

  /** The quote on which both agree. */
  Quote price(Basket basket) {
    Quote expected = naive.price(book, basket);
    assertEquals(expected, new Evaluator().price(book, basket));
    return expected;
  }
}
