package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.discount.DiscountFixture;
import io.cartwright.pricing.BasketLine;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.Target;
import io.cartwright.store.TestDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoDiscountsIT {
  @Test
  void theDemoShopHasRulesOnItsCategoriesAndTwoCoupons() {
    try (DiscountFixture node = new DiscountFixture(TestDatabase.fresh())) {
      DiscountFixture.await(new DemoDiscounts(node.bus, node.clock, node.siteId).fill());

      List<Rule> rules = node.rulesFor().book().rules();
      assertEquals(
          Set.of(
              "10 % off kitchen tools",
              "3 for 2 on mugs", "Spend 100, save 5 %", "Spend 200, save 10 %"),
          Set.copyOf(rules.stream().map(Rule::name).toList()));
      String kitchen = CatalogIds.of(node.siteId, "demo-category", "kitchen").toString();
      BasketLine pan =
          BasketLine.builder("line", 2_000, 1)
              .item(CatalogQuestions.STORES_APP_ID, "pan")
              .collections(Set.of(kitchen))
              .build();
      long covering =
          rules.stream()
              .filter(rule -> rule.target() instanceof Target.Items)
              .filter(rule -> ((Target.Items) rule.target()).scopes().get(0).covers(pan))
              .count();
      assertEquals(3, covering);
      assertEquals("FREESHIP", node.couponFor("freeship", null).orNull().code());
      assertEquals(1, node.couponFor("welcome10", null).orNull().limit().perBuyer());
    }
  }
}
