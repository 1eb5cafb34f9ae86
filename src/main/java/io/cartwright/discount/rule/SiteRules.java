package io.cartwright.discount.rule;

import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.pricing.RuleBook;
import java.time.Instant;

/** The rules of one site as they are published: a book, and until when it holds. */
final class SiteRules {
  private final Rules rules;
  private final Instant nextBoundary;

  SiteRules(RuleBook book, Limits limits) {
    rules = new Rules(book, limits);
    nextBoundary = book.nextBoundary();
  }

  RuleBook book() {
    return rules.book();
  }

  /** As others are told. */
  Rules rules() {
    return rules;
  }

  /** The instant at which the next rule starts or ends; null when none does. */
  Instant nextBoundary() {
    return nextBoundary;
  }

  /** True when no rule has started or ended between the book's instant and {@code now}. */
  boolean holdsAt(Instant now) {
    return nextBoundary == null || now.isBefore(nextBoundary);
  }
}
