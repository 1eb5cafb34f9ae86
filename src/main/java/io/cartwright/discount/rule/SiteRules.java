package io.cartwright.discount.rule;

import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.RuleBook;
import java.time.Instant;
import java.util.Map;

/**
 * The rules of one site as they are published: a book, and the limits of its rules that have one,
 * by rule id.
 */
public record SiteRules(RuleBook book, Map<String, UsageLimit> limits) {
  public SiteRules {
    limits = Map.copyOf(limits);
  }

  /** True when no rule has started or ended between the book's instant and {@code now}. */
  boolean holdsAt(Instant now) {
    return book.nextBoundary() == null || now.isBefore(book.nextBoundary());
  }
}
