package io.cartwright.discount.rule;

import static io.cartwright.discount.DiscountFixture.code;
import static io.cartwright.discount.DiscountFixture.eventually;
import static io.cartwright.discount.DiscountOperations.CREATE_DISCOUNT_RULE;
import static io.cartwright.discount.DiscountOperations.DELETE_DISCOUNT_RULE;
import static io.cartwright.discount.DiscountOperations.UPDATE_DISCOUNT_RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.discount.DiscountFixture;
import io.cartwright.pricing.RuleBook;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.discountrules.DiscountRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules as they stood, from the log of their versions. */
class RulesAsOfIT {
  private static final String APP = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String VALUES =
      "'discounts':{'values':[{'percentage':20,'specificItemsInfo':{'scopes':[{'id':'all','type':"
          + "'CATALOG_ITEM','catalogItemFilter':{'catalogAppId':'"
          + APP
          + "'}}]}}]}";

  private static DatabaseConfig database;
  private DiscountFixture node;
  private Instant start;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @BeforeEach
  void start() {
    node = new DiscountFixture(database);
    start = node.clock.instant();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private DiscountRule create(String name, String more) {
    String json = "{'discountRule':{'name':'" + name + "'," + VALUES + more + "}}";
    return node.done(CREATE_DISCOUNT_RULE, json).discountRule();
  }

  private void rename(DiscountRule rule, String revision, String name) {
    String json = "{'discountRule':{'revision':'" + revision + "','name':'" + name + "'}}";
    node.done(UPDATE_DISCOUNT_RULE, json, rule.id());
  }

  private RuleBook asOf(Long version, Instant instant) {
    return node.rulesAsOf(version, instant).orNull().book();
  }

  private String names(Long version, Instant instant) {
    RuleBook book = asOf(version, instant);
    return book.version()
        + book.rules().stream()
            .map(rule -> rule.name() + (rule.isOpenAt(book.instant()) ? "" : "-"))
            .sorted()
            .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aVersionCountsFromItsInstantUntilTheNext() {
    DiscountRule rule = create("A", "");
    node.clock.advance(Duration.ofHours(1));
    rename(rule, "1", "B");
    node.clock.advance(Duration.ofHours(1));
    node.done(DELETE_DISCOUNT_RULE, "{}", rule.id());
    node.clock.advance(Duration.ofHours(1));
    Instant b = start.plus(Duration.ofHours(1));

    assertEquals("0[]", names(null, start.minusMillis(1)));
    assertEquals("1[A]", names(null, start));
    assertEquals("1[A]", names(null, b.minusMillis(1)));
    assertEquals("2[B]", names(null, b));
    assertEquals("3[]", names(null, null));
    assertEquals("0[]", names(0L, null));
    assertEquals("1[A]", names(1L, null));
    assertEquals(start, asOf(1L, null).instant(), "windows as they were when it began to count");
    assertEquals("2[B]", names(2L, null));
    assertEquals("3[]", names(3L, null));
    assertEquals("RULES_VERSION_NOT_FOUND", code(node.rulesAsOf(4L, null)));
    assertEquals("RULES_VERSION_NOT_FOUND", code(node.rulesAsOf(-1L, null)));
  }

  @Test
  void windowsAreResolvedAtTheInstantAskedFor() {
    create(
        "Sale", ",'activeTimeInfo':{'start':'2026-03-01T00:00:00Z','end':'2026-04-01T00:00:00Z'}");
    Instant opens = Instant.parse("2026-03-01T00:00:00Z");

    assertEquals("1[Sale-]", names(null, null));
    assertEquals("1[Sale-]", names(null, opens.minusMillis(1)));
    assertEquals("1[Sale]", names(null, opens));
    assertEquals("1[Sale-]", names(1L, Instant.parse("2026-04-01T00:00:00Z")));
    assertEquals(opens, asOf(null, start).nextBoundary());
    node.clock.advance(Duration.ofDays(90));
    assertEquals("1[Sale-]", names(null, start), "what is over now was not yet begun then");
  }

  @Test
  void rulesThatWereSwitchedOffAreInNoBook() {
    DiscountRule rule = create("A", "");
    node.done(UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'1','active':false}}", rule.id());
    node.done(UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'2','active':true}}", rule.id());

    assertEquals("1[A]", names(1L, null));
    assertEquals("2[]", names(2L, null));
    assertEquals("3[A]", names(3L, null));
  }

  @Test
  void anIdThatIsUsedAgainIsTheRuleOfItsTime() {
    DiscountRule rule = create("First", "");
    node.done(DELETE_DISCOUNT_RULE, "{}", rule.id());
    again(rule, 3);
    create("Other", "");

    assertEquals("1[First]", names(1L, null));
    assertEquals("2[]", names(2L, null));
    assertEquals("3[Again]", names(3L, null));
    assertEquals("4[Again,Other]", names(4L, null));
  }

  private void again(DiscountRule rule, long version) {
    String doc = DiscountRule.CODEC.toText(rule.toBuilder().name("Again").build());
    TestDatabase.run(
        database,
        "insert into discount_rule_version values ('"
            + (node.siteId + "', " + version + ", '" + rule.id() + "', '" + doc + "', '")
            + (node.clock.instant() + "')"));
    TestDatabase.run(
        database,
        "update tally set value = value + 1 where kind = 'discount-rules-version' and site_id = '"
            + (node.siteId + "'"));
  }

  @Test
  void timesOfVersionsNeverGoBackThoughTheClockDoes() {
    create("A", "");
    node.clock.advance(Duration.ofSeconds(-10));
    create("B", "");
    node.clock.advance(Duration.ofSeconds(20));
    create("C", "");

    assertEquals("0[]", names(null, start.minusSeconds(10)));
    assertEquals("2[A,B]", names(null, start));
    assertEquals("2[A,B]", names(null, start.plusSeconds(9)));
    assertEquals("3[A,B,C]", names(null, start.plusSeconds(10)));
    assertEquals(start, asOf(2L, null).instant());
  }

  /** Every version of a random history, asked for in random order, is the book that was live. */
  @Test
  void everyVersionIsTheBookThatWasLive() throws InterruptedException {
    long seed = 20_260_102;
    Random random = new Random(seed);
    List<DiscountRule> rules = new ArrayList<>();
    Map<Long, RuleBook> live = new HashMap<>();
    for (int i = 0; i < 120; i++) {
      node.clock.advance(Duration.ofMinutes(random.nextInt(600)));
      change(random, rules, "R" + i);
      long version = i + 1;
      eventually(Duration.ofSeconds(60), () -> node.rulesFor().book().version() == version);
      RuleBook book = node.rulesFor().book();
      live.put(book.version(), book);
    }
    assertEquals(120, live.size());
    for (int i = 0; i < 200; i++) {
      RuleBook then = live.get(1L + random.nextInt(120));
      RuleBook now = asOf(then.version(), then.instant());
      assertEquals(then.rules(), now.rules(), "version " + then.version() + ", seed " + seed);
      assertEquals(then.nextBoundary(), now.nextBoundary());
      assertEquals(then.instant(), now.instant());
    }
  }

  private void change(Random random, List<DiscountRule> rules, String name) {
    int what = rules.isEmpty() ? 0 : random.nextInt(4);
    if (what < 2) {
      String end = node.clock.instant().plus(Duration.ofHours(1 + random.nextInt(400))).toString();
      rules.add(
          create(name, random.nextBoolean() ? "" : ",'activeTimeInfo':{'end':'" + end + "'}"));
      return;
    }
    int index = random.nextInt(rules.size());
    DiscountRule rule = rules.get(index);
    if (what == 3) {
      node.done(DELETE_DISCOUNT_RULE, "{}", rule.id());
      rules.remove(index);
      return;
    }
    String json =
        "{'discountRule':{'revision':'"
            + (rule.revision() + "','name':'" + name + "','active':" + random.nextBoolean() + "}}");
    rules.set(index, node.done(UPDATE_DISCOUNT_RULE, json, rule.id()).discountRule());
  }
}
