package io.cartwright.pricing;

/** What the evaluator's rules alone take off a basket: no quote, nothing allocated. */
final class OurRules implements Rival {
  private final RuleBook book;
  private final Evaluator evaluator = new Evaluator();

  OurRules(RuleBook book) {
    this.book = book;
  }

  @Override
  public long discount(Basket basket) {
    return evaluator.discount(book, basket);
  }
}
