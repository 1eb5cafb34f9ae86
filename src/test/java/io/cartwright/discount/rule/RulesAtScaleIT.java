package io.cartwright.discount.rule;

import static io.cartwright.discount.DiscountOperations.CREATE_DISCOUNT_RULE;
import static io.cartwright.discount.DiscountOperations.UPDATE_DISCOUNT_RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.discount.DiscountFixture;
import io.cartwright.discount.DiscountFixture.StoppedClock;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.discountrules.DiscountRule;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A site of many rules: the start of a node, a change, a book of the past. A small one by default;
 * {@code mvn test-compile surefire:test -Dtest=RulesAtScaleIT -Dcartwright.rules=1000000} prints
 * what a large one takes.
 */
class RulesAtScaleIT {
  private static final int RULES = Integer.getInteger("cartwright.rules", 2_000);
  private static final int CHANGES = 50;
  private static final String RULE =
      "{'discountRule':{'name':'R','settings':{'usageLimit':5},'discounts':{'values':[{"
          + "'percentage':20,'specificItemsInfo':{'scopes':[{'id':'s','type':'CATALOG_ITEM',"
          + "'catalogItemFilter':{'catalogAppId':'215238eb-22a5-4c36-9e7b-e7c08025e04e',"
          + "'catalogItemIds':['00000000-0000-4000-8000-000000000000']}}]}}]}}}";

  @Test
  void aLargeSiteStartsAndChangesQuickly() throws InterruptedException {
    DatabaseConfig database = TestDatabase.fresh();
    UUID site = UUID.randomUUID();
    DiscountRule rule;
    try (DiscountFixture first = new DiscountFixture(database, site, new StoppedClock())) {
      rule = first.done(CREATE_DISCOUNT_RULE, RULE).discountRule();
    }
    multiply(database, site, rule.id());
    long used = heap();
    long began = System.nanoTime();
    try (DiscountFixture node = new DiscountFixture(database, site, new StoppedClock())) {
      assertEquals(RULES + 1, node.rulesFor().book().size());
      System.out.printf("%d rules: start %.1f s%n", RULES + 1, seconds(began));
      System.out.printf("%d MB of memory%n", (heap() - used) >> 20);

      long books = node.books.published();
      double changing = 0;
      for (int i = 1; i <= CHANGES; i++) {
        Thread.sleep(RuleBookCache.INTERVAL_MS + 5);
        began = System.nanoTime();
        String json = "{'discountRule':{'revision':'" + i + "','name':'N" + i + "'}}";
        node.done(UPDATE_DISCOUNT_RULE, json, rule.id());
        changing += seconds(began);
        assertEquals("N" + i, node.rulesFor().book().rule(rule.id()).name());
      }
      System.out.printf("%.1f ms a change, its commit included%n", changing * 1_000 / CHANGES);
      assertTrue(node.books.published() - books <= CHANGES);

      began = System.nanoTime();
      long version = node.rulesFor().book().version();
      var past = node.rulesAsOf(version - CHANGES / 2, null).orNull().book();
      assertEquals("N" + CHANGES / 2, past.rule(rule.id()).name());
      assertEquals(RULES + 1, past.size());
      System.out.printf("%.1f ms to the book of %d versions ago%n", seconds(began) * 1_000, 25);
    }
  }

  /** Copies a rule under other ids, for other items. */
  private static void multiply(DatabaseConfig database, UUID site, String id) {
    String row = " from discount_rule, generate_series(1, " + RULES + ") i where id = '" + id + "'";
    String newId = "md5(i::text)::uuid";
    String doc =
        "replace(replace(doc, '"
            + id
            + "', md5(i::text)::uuid::text), '00000000-0000-4000-8000-000000000000',"
            + " md5((i % 300000)::text || 'item')::uuid::text)";
    TestDatabase.run(
        database,
        "insert into discount_rule select site_id, "
            + newId
            + ", revision, created_at, updated_at, "
            + doc
            + ", active, name, active_start, active_end, private_tag_ids, custom_trigger_app_ids"
            + row);
    TestDatabase.run(
        database,
        "alter table discount_rule_version disable trigger discount_rule_version_time;"
            + "insert into discount_rule_version select site_id, 1 + row_number() over (order by id),"
            + " id, doc, created_at from discount_rule where id <> '"
            + id
            + "';alter table discount_rule_version enable trigger discount_rule_version_time;"
            + "update tally set value = 1 + "
            + RULES
            + " where kind = 'discount-rules-version' and site_id = '"
            + site
            + "';analyze");
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
