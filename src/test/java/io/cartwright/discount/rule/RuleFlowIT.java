package io.cartwright.discount.rule;

import static io.cartwright.discount.DiscountFixture.await;
import static io.cartwright.discount.DiscountFixture.code;
import static io.cartwright.discount.DiscountFixture.eventually;
import static io.cartwright.discount.DiscountFixture.field;
import static io.cartwright.discount.DiscountOperations.CREATE_DISCOUNT_RULE;
import static io.cartwright.discount.DiscountOperations.DELETE_DISCOUNT_RULE;
import static io.cartwright.discount.DiscountOperations.GET_DISCOUNT_RULE;
import static io.cartwright.discount.DiscountOperations.QUERY_DISCOUNT_RULES;
import static io.cartwright.discount.DiscountOperations.UPDATE_DISCOUNT_RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CallId;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountFixture;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.Rule;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.QueryDiscountRulesResponse;
import io.cartwright.wire.discountrules.Status;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules from the bus to Postgres and into the books. */
class RuleFlowIT {
  private static final String APP = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String VALUES =
      "'discounts':{'values':[{'percentage':20,'specificItemsInfo':{'scopes':[{'id':'all','type':"
          + "'CATALOG_ITEM','catalogItemFilter':{'catalogAppId':'"
          + APP
          + "'}}]}}]}";

  private static DatabaseConfig database;
  private DiscountFixture node;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @BeforeEach
  void start() {
    node = new DiscountFixture(database);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static String rule(String name, String more) {
    return "{'discountRule':{'name':'" + name + "'," + VALUES + more + "}}";
  }

  private DiscountRule create(String name, String more) {
    return node.done(CREATE_DISCOUNT_RULE, rule(name, more)).discountRule();
  }

  private DiscountRule get(String id) {
    return node.done(GET_DISCOUNT_RULE, "{}", id).discountRule();
  }

  private Set<String> namesInBook() {
    Set<String> names = new HashSet<>();
    for (Rule rule : node.rulesFor().book().rules()) names.add(rule.name());
    return names;
  }

  @Test
  void aNewRuleIsFilledInStoredAndInForceAtOnce() {
    DiscountRule created = create("Twenty", "");

    assertEquals("1", created.revision());
    assertEquals(true, created.active());
    assertEquals(Status.LIVE, created.status());
    assertEquals(0, created.usageCount());
    assertEquals(node.clock.instant(), created.createdDate());
    assertEquals("PERCENTAGE", created.discounts().values().get(0).discountType().name());
    assertEquals(created, get(created.id()));
    assertEquals(Set.of("Twenty"), namesInBook());
    assertEquals(1, node.rulesFor().book().version());
  }

  @Test
  void aPatchChangesWhatItNamesAndClearsWithNull() {
    DiscountRule rule =
        create(
            "Window",
            ",'activeTimeInfo':{'start':'2026-01-01T00:00:00Z','end':'2027-01-01T00:00:00Z'},"
                + "'tags':{'privateTags':{'tagIds':['a']}},"
                + "'trigger':{'subtotalRange':{'from':'10'}}");

    DiscountRule changed =
        node.done(
                UPDATE_DISCOUNT_RULE,
                "{'discountRule':{'revision':'1','activeTimeInfo':{'end':null},"
                    + "'trigger':{'itemQuantityRange':{'from':2}}}}",
                rule.id())
            .discountRule();

    assertEquals("2", changed.revision());
    assertEquals("Window", changed.name());
    assertEquals(rule.activeTimeInfo().start(), changed.activeTimeInfo().start());
    assertNull(changed.activeTimeInfo().end());
    assertNull(changed.trigger().subtotalRange());
    assertEquals("ITEM_QUANTITY_RANGE", changed.trigger().triggerType().name());
    assertEquals(List.of("a"), changed.tags().privateTags().tagIds());
    assertEquals(changed, get(rule.id()));

    DiscountRule cleared =
        node.done(
                UPDATE_DISCOUNT_RULE,
                "{'discountRule':{'revision':'2','trigger':null,'tags':null}}",
                rule.id())
            .discountRule();
    assertNull(cleared.trigger());
    assertNull(cleared.tags());
  }

  @Test
  void aStaleRevisionIsRefusedAndChangesNothing() {
    DiscountRule rule = create("Old", "");
    node.done(UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'1','name':'New'}}", rule.id());

    Outcome<?> stale =
        node.call(
            UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'1','name':'Lost'}}", rule.id());

    assertEquals("INVALID_REVISION", code(stale));
    assertEquals("New", get(rule.id()).name());
  }

  @Test
  void ofTwoUpdatesAtOnceOneIsDone() {
    DiscountRule rule = create("Race", "");
    List<Future<Outcome<Object>>> both = new ArrayList<>();
    for (String name : List.of("A", "B")) {
      both.add(
          node.send(
                  UPDATE_DISCOUNT_RULE,
                  CallId.minted("c"),
                  "{'discountRule':{'revision':'1','name':'" + name + "'}}",
                  rule.id())
              .map(outcome -> outcome.map(done -> (Object) done)));
    }

    await(Future.all(both));
    List<String> codes = both.stream().map(each -> code(each.result())).sorted().toList();
    assertEquals(List.of("", "INVALID_REVISION"), codes);
  }

  @Test
  void anUnknownRuleIsNotFound() {
    String id = UUID.randomUUID().toString();

    assertEquals("DISCOUNT_RULE_NOT_FOUND", code(node.call(GET_DISCOUNT_RULE, "{}", id)));
    assertEquals("DISCOUNT_RULE_NOT_FOUND", code(node.call(DELETE_DISCOUNT_RULE, "{}", id)));
    assertEquals(
        "DISCOUNT_RULE_NOT_FOUND",
        code(node.call(UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'1'}}", id)));
  }

  @Test
  void wrongFieldsAreRefusedByTheirPath() {
    assertEquals("discountRule.name", field(node.call(CREATE_DISCOUNT_RULE, rule("", ""))));
    assertEquals(
        "discountRule.activeTimeInfo.end",
        field(
            node.call(
                CREATE_DISCOUNT_RULE,
                rule(
                    "W",
                    ",'activeTimeInfo':{'start':'2026-02-01T00:00:00Z',"
                        + "'end':'2026-02-01T00:00:00Z'}"))));
    DiscountRule rule = create("Named", "");
    assertEquals(
        "discountRule.name",
        field(
            node.call(
                UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'1','name':null}}", rule.id())));
  }

  @Test
  void aDeletedOrInactiveRuleLeavesTheBook() {
    DiscountRule gone = create("Gone", "");
    DiscountRule off = create("Off", "");
    create("Stays", "");

    node.done(DELETE_DISCOUNT_RULE, "{}", gone.id());
    node.done(UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'1','active':false}}", off.id());

    assertEquals(Set.of("Stays"), namesInBook());
    assertEquals("DISCOUNT_RULE_NOT_FOUND", code(node.call(GET_DISCOUNT_RULE, "{}", gone.id())));
  }

  @Test
  void pagesAreWalkedByCursorToTheEnd() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      node.clock.advance(Duration.ofSeconds(1));
      created.add(0, create("R" + i, "").id());
    }
    List<String> walked = new ArrayList<>();
    String paging = "{'limit':3}";
    QueryDiscountRulesResponse page;
    int pages = 0;
    do {
      page = node.done(QUERY_DISCOUNT_RULES, "{'query':{'cursorPaging':" + paging + "}}");
      page.discountRules().forEach(rule -> walked.add(rule.id()));
      paging = "{'limit':3,'cursor':'" + page.pagingMetadata().cursors().next() + "'}";
      pages++;
    } while (page.pagingMetadata().cursors().next() != null);

    assertEquals(created, walked);
    assertEquals(3, pages);
  }

  @Test
  void queriesFilterSortAndCount() {
    create("Alpha", ",'tags':{'privateTags':{'tagIds':['x','y']}}");
    create("Beta", ",'active':false");
    create("Gamma", ",'tags':{'privateTags':{'tagIds':['y']}}");

    assertEquals(
        List.of("Alpha", "Gamma"),
        names("{'filter':{'active':true},'sort':[{'fieldName':'name','order':'ASC'}]}"));
    assertEquals(
        List.of("Alpha"), names("{'filter':{'tags.privateTags.tagIds':{'$hasAll':['x','y']}}}"));
    QueryDiscountRulesResponse page =
        node.done(
            QUERY_DISCOUNT_RULES,
            "{'query':{'paging':{'limit':1,'offset':1},"
                + "'sort':[{'fieldName':'name','order':'DESC'}]}}");
    assertEquals("Beta", page.discountRules().get(0).name());
    assertEquals(3, page.pagingMetadata().total());
    assertEquals(
        "query.filter.colour",
        field(node.call(QUERY_DISCOUNT_RULES, "{'query':{'filter':{'colour':1}}}")));
  }

  private List<String> names(String query) {
    return node.done(QUERY_DISCOUNT_RULES, "{'query':" + query + "}").discountRules().stream()
        .map(DiscountRule::name)
        .toList();
  }

  @Test
  void statusFollowsTheClock() {
    DiscountRule rule =
        create(
            "Sale",
            ",'activeTimeInfo':{'start':'2026-01-02T04:00:00Z','end':'2026-01-02T05:00:00Z'}");
    assertEquals(Status.PENDING, rule.status());

    node.clock.advance(Duration.ofHours(1));
    assertEquals(Status.LIVE, get(rule.id()).status());
    node.clock.advance(Duration.ofHours(1));
    assertEquals(Status.EXPIRED, get(rule.id()).status());
  }

  @Test
  void aNewBookIsPublishedWhenARuleStartsAndWhenItEnds() throws InterruptedException {
    create(
        "Sale", ",'activeTimeInfo':{'start':'2026-01-02T04:00:00Z','end':'2026-01-02T05:00:00Z'}");
    long before = node.books.published();
    assertEquals("2026-01-02T04:00:00Z", node.rulesFor().book().nextBoundary().toString());

    node.clock.advance(Duration.ofHours(1));
    eventually(Duration.ofSeconds(3), () -> node.books.published() > before);
    assertEquals("2026-01-02T05:00:00Z", node.rulesFor().book().nextBoundary().toString());

    node.clock.advance(Duration.ofHours(1));
    assertNull(node.rulesFor().book().nextBoundary(), "asked at once, without the timer");
    assertEquals(1, node.rulesFor().book().version());
  }

  @Test
  void usesAreCountedAndLimitsExhaustTheRule() {
    DiscountRule limited = create("L", ",'settings':{'usageLimit':2,'usageLimitPerUser':1}");
    DiscountRule free = create("Free", "");
    assertEquals(new UsageLimit(2, 1), node.rulesFor().limits().of(limited.id()));
    assertNull(node.rulesFor().limits().of(free.id()));
    assertEquals(Set.of(), node.usedUp("anna", limited.id(), free.id()));

    node.use(DiscountQuestions.RULE_USES, limited.id());
    node.use(DiscountQuestions.RULE_BUYER_USES, limited.id() + ":anna");
    node.clock.advance(Duration.ofSeconds(1));
    assertEquals(Set.of(limited.id()), node.usedUp("anna", limited.id(), free.id()));
    assertEquals(Set.of(), node.usedUp("bert", limited.id(), free.id()));
    assertEquals(Set.of(), node.usedUp(null, limited.id(), free.id()));
    assertEquals(1, get(limited.id()).usageCount());

    node.use(DiscountQuestions.RULE_USES, limited.id());
    node.clock.advance(Duration.ofSeconds(1));
    assertEquals(Set.of(limited.id()), node.usedUp(null, limited.id(), free.id()));
  }

  @Test
  void aRepeatedCreateMakesOneRule() {
    Outcome<?> first = node.callOnce(CREATE_DISCOUNT_RULE, "key-1", rule("Once", ""));
    Outcome<?> second = node.callOnce(CREATE_DISCOUNT_RULE, "key-1", rule("Once", ""));

    assertEquals(first, second);
    assertEquals(1, names("{}").size());
  }

  @Test
  void customTriggersOfTooManyAppsAreRefused() {
    for (int i = 0; i < RuleFlow.CUSTOM_TRIGGER_APPS_MAX; i++) {
      create("C" + i, ",'trigger':{'customTrigger':{'id':'t','appId':'" + app(i) + "'}}");
    }
    create("Known", ",'trigger':{'customTrigger':{'id':'u','appId':'" + app(0) + "'}}");

    assertEquals(
        "MAX_CUSTOM_TRIGGER_APPS_EXCEEDED",
        code(
            node.call(
                CREATE_DISCOUNT_RULE,
                rule("X", ",'trigger':{'customTrigger':{'id':'t','appId':'" + app(99) + "'}}"))));
  }

  private static String app(int i) {
    return new UUID(7, i).toString();
  }

  @Test
  void limitsOfRulesAreDecidedByTheirCounters() {
    setCounter("discount-rules", RuleStore.RULES_MAX);
    assertEquals(
        "MAX_DISCOUNT_RULES_REACHED", code(node.call(CREATE_DISCOUNT_RULE, rule("R", ""))));

    setCounter("discount-rules", 0);
    setCounter("discount-rules-by-quantity", RuleStore.QUANTITY_BASED_MAX);
    String sets =
        rule("R", "")
            .replace(
                "'percentage':20",
                "'quantityBased':{'configurations':[{'quantity':3,'price':'9'}]}");
    assertEquals(
        "MAX_QUANTITY_BASED_DISCOUNTS_REACHED", code(node.call(CREATE_DISCOUNT_RULE, sets)));
    assertTrue(node.call(CREATE_DISCOUNT_RULE, rule("R", "")).isDone());
  }

  private void setCounter(String kind, long value) {
    TestDatabase.run(
        database,
        "insert into tally values ('"
            + node.siteId
            + "', '"
            + kind
            + "', '', "
            + value
            + ")"
            + " on conflict (site_id, kind, key) do update set value = excluded.value");
  }

  @Test
  void everyChangeIsAnEventAndAVersion() throws SQLException {
    DiscountRule rule = create("E", "");
    node.done(UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'1','name':'F'}}", rule.id());
    node.done(DELETE_DISCOUNT_RULE, "{}", rule.id());

    assertEquals(
        List.of("created 1", "updated 2", "deleted 3"),
        column(
            "select slug || ' ' || sequence from outbox where entity_id = '"
                + rule.id()
                + "' and entity_fqdn = 'wix.ecom.discounts.v1.discount_rule' order by sequence"));
    assertEquals(
        List.of("1 E", "2 F", "3 "),
        column(
            "select version || ' ' || coalesce(doc::json->>'name', '') from discount_rule_version"
                + " where rule_id = '"
                + rule.id()
                + "' order by version"));
  }

  private static List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) values.add(rows.getString(1));
    }
    return values;
  }

  @Test
  void theBooksOfTwoNodesConverge() throws InterruptedException {
    try (DiscountFixture other = new DiscountFixture(database, node.siteId, node.clock)) {
      assertEquals(0, other.rulesFor().book().rules().size());

      DiscountRule rule = create("Shared", "");
      eventually(Duration.ofSeconds(2), () -> other.rulesFor().book().version() == 1);
      assertEquals("Shared", other.rulesFor().book().rules().get(0).name());

      other.done(
          UPDATE_DISCOUNT_RULE, "{'discountRule':{'revision':'1','name':'Seen'}}", rule.id());
      create("Mine", "");
      eventually(Duration.ofSeconds(2), () -> other.rulesFor().book().version() == 3);
      assertEquals(node.rulesFor().book().rules(), other.rulesFor().book().rules());
      assertEquals(Set.of("Seen", "Mine"), namesInBook());
    }
  }

  @Test
  void aNodeThatStartsLaterHasTheRulesBeforeItServes() {
    create("Early", "");
    try (DiscountFixture later = new DiscountFixture(database, node.siteId, node.clock)) {
      assertEquals(1, later.books.published() > 0 ? 1 : 0);
      assertEquals(node.rulesFor().book().rules(), later.rulesFor().book().rules());
      assertEquals(1, later.rulesFor().book().version());
    }
  }

  @Test
  void aBurstOfRulesMakesFewBooks() {
    long before = node.books.published();
    List<Future<Outcome<Long>>> burst = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      burst.add(
          node.send(CREATE_DISCOUNT_RULE, CallId.minted("c"), rule("B" + i, ""))
              .map(outcome -> outcome.map(done -> 1L)));
    }

    await(Future.all(burst));
    assertFalse(burst.stream().anyMatch(each -> !each.result().isDone()));
    assertEquals(1_000, node.rulesFor().book().rules().size());
    assertEquals(1_000, node.rulesFor().book().version());
    long made = node.books.published() - before;
    assertTrue(made <= 100, made + " books for 1,000 rules");
  }
}
