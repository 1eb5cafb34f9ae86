package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.basket.kept.OrderPricing;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept with an order is all that its price depends on. */
class KeptPricingTest {
  private static final long SEED = 20_260_301;
  private static final int BOOKS = 1_000;
  private static final int BASKETS = 20;

  @Test
  void whatIsReadIsWhatWasKeptAndGivesTheSameQuote() {
    SplittableRandom random = new SplittableRandom(SEED);
    Evaluator evaluator = new Evaluator();
    for (int i = 0; i < BOOKS; i++) {
      List<Basket> baskets = new BasketGenerator(random.split()).baskets(BASKETS);
      List<Rule> rules = new RuleGenerator(random.split(), BasketGenerator.NOW, baskets).rules(10);
      RuleBook book = RuleBook.compile(i, rules, BasketGenerator.NOW);
      for (Basket basket : baskets) {
        Quote quote = evaluator.price(book, basket);
        OrderPricing kept = OrderPricing.of(new UUID(1, 1), new UUID(2, 2), book, basket, quote);
        assertEquals(basket, kept.basket(), "seed " + SEED);
        assertEquals(kept.quote(), OrderPricing.text(evaluator.price(book, kept.basket())));
      }
    }
  }
}
