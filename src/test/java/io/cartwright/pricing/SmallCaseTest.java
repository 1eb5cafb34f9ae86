package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SmallCaseTest {

  @Test
  void aCaseIsMadeAsSmallAsItsFailureAllows() {
    Predicate<SmallCase> fails = tried -> takesByAFixedPrice(tried.rules(), tried.basket());
    SplittableRandom random = new SplittableRandom(1);
    int found = 0;
    while (found < 20) {
      List<Basket> baskets = new BasketGenerator(random.split()).baskets(1);
      List<Rule> rules = new RuleGenerator(random.split(), BasketGenerator.NOW, baskets).rules(20);
      if (fails.test(new SmallCase(rules, baskets.get(0)))) {
        SmallCase small = SmallCase.of(rules, baskets.get(0), fails);
        assertTrue(fails.test(small));
        assertEquals(1, small.rules().size());
        assertNull(small.rules().get(0).trigger());
        assertNull(small.rules().get(0).start());
        assertNull(small.basket().coupon());
        assertTrue(small.basket().lines().size() <= 2, small::toString);
        found++;
      }
    }
  }

  private static boolean takesByAFixedPrice(List<Rule> rules, Basket basket) {
    BookPair book = BookPair.compile(1, rules, BasketGenerator.NOW);
    FeatureCount features = new FeatureCount();
    features.begin(rules);
    features.add(basket, book.price(basket));
    return features.count(Feature.FIXED_PRICE) > 0;
  }
}
