package io.cartwright.pricing;

/** What the evaluator's rules alone take off a basket: no quote, nothing allocated. */
final class OurRules implements Rival {
  private final RuleBook book;
  private final Scratch scratch = new Scratch();
  private final RulePass pass = new RulePass(scratch);

  OurRules(RuleBook book) {
    this.book = book;
  }

  @Override
  public long discount(Basket basket) {
    scratch.load(book.table(), basket);
    pass.apply(book);
    long sum = 0;
    for (int i = 0; i < scratch.size; i++) {
      sum += scratch.byRules[i];
    }
    return sum;
  }
}
