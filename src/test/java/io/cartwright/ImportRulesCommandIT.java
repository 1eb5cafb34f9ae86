package io.cartwright;

import static io.cartwright.discount.DiscountFixture.eventually;
import static io.cartwright.discount.DiscountOperations.CREATE_DISCOUNT_RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.discount.DiscountFixture;
import io.cartwright.discount.DiscountFixture.StoppedClock;
import io.cartwright.money.Currency;
import io.cartwright.pricing.Basket;
import io.cartwright.pricing.BasketLine;
import io.cartwright.pricing.Evaluator;
import io.cartwright.pricing.RuleBook;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of rules from the command line, beside a node that runs. */
class ImportRulesCommandIT {
  private static final int RULES = 100_000;
  private static final String APP = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

  private static DatabaseConfig database;

  @TempDir Path folder;
  private UUID site;

  /** How a command ended. */
  private record Run(int code, String output, String errors) {}

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @BeforeEach
  void newSite() {
    site = UUID.randomUUID();
    TestDatabase.run(
        database,
        "insert into site values ('%1$s', '%1$s', 1, now(), now(), '{\"id\":\"%1$s\"}', '%1$s')"
            .formatted(site));
  }

  @Test
  void manyRulesMakeOneBook() throws Exception {
    Path file = file(RULES);
    try (DiscountFixture node = new DiscountFixture(database, site, new StoppedClock())) {
      node.done(CREATE_DISCOUNT_RULE, rule(RULES).replace('"', '\''));
      assertEquals(1, node.rulesFor().book().size());
      long before = node.books.published();

      long began = System.nanoTime();
      Run run = run(file);
      System.out.printf("%d rules imported in %d ms%n", RULES, millis(began));
      assertEquals("", run.errors());
      assertEquals(0, run.code());
      assertEquals("100000 rules added to site " + site, run.output().strip());

      began = System.nanoTime();
      eventually(Duration.ofSeconds(30), () -> node.books.published() > before);
      System.out.printf("their book is published %d ms later%n", millis(began));
      RuleBook book = node.rulesFor().book();
      assertEquals(RULES + 1, book.size());
      assertEquals(RULES + 1, book.version());
      assertEquals(9_000, priceOf(node, book, 77_777), "10 % off");
      Thread.sleep(1_500);
      assertEquals(before + 1, node.books.published(), "one book, also after the next look");

      assertEquals(1, node.rulesAsOf(1L, null).orNull().book().size());
      node.done(CREATE_DISCOUNT_RULE, rule(RULES + 1).replace('"', '\''));
      assertEquals(RULES + 2, node.rulesFor().book().version());
    }
    assertEquals(RULES + 2, count("discount_rule where revision = 1 and site_id = '%s'"));
    assertEquals(RULES + 2, count("outbox where slug = 'created' and site_id = '%s'"));
    assertEquals(
        RULES + 2, count("tally where kind = 'discount-rules' and site_id = '%s'", "max(value)"));
    try (DiscountFixture started = new DiscountFixture(database, site, new StoppedClock())) {
      assertEquals(RULES + 2, started.rulesFor().book().size());
    }
  }

  @Test
  void aBadLineWritesNothing() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(file(1_500)));
    lines.set(1_199, lines.get(1_199).replace("\"percentage\":10", "\"percentage\":101"));
    lines.set(1_299, "{\"discountRule\":{\"name\":\"No discount\"}}");
    lines.set(1_399, "{\"discountRule\":");
    Run run = run(Files.write(folder.resolve("bad"), lines));
    assertEquals(1, run.code());
    List<String> told = run.errors().lines().toList();
    assertTrue(told.get(0).startsWith("line 1200: discountRule.discounts."), run.errors());
    assertTrue(told.get(1).startsWith("line 1300: discountRule."), run.errors());
    assertTrue(run.errors().contains("line 1400: "), run.errors());
    assertEquals("Nothing is imported.", told.get(told.size() - 1));
    assertNothingIsWritten();
  }

  @Test
  void aLimitOfTheSiteWritesNothing() throws Exception {
    TestDatabase.run(
        database, "insert into tally values ('" + site + "', 'discount-rules', '', 4999999)");
    Run run = run(file(2));
    assertEquals(1, run.code());
    assertTrue(run.errors().startsWith("MAX_DISCOUNT_RULES_REACHED"), run.errors());
    assertNothingIsWritten();
  }

  @Test
  void anUnknownSiteOrAMissingFileIsAFailure() throws Exception {
    Path file = file(1);
    site = UUID.randomUUID();
    assertEquals(new Run(2, "", "The import failed: there is no site " + site), run(file));
    assertEquals(2, run(folder.resolve("none")).code());
  }

  private void assertNothingIsWritten() throws Exception {
    assertEquals(0, count("discount_rule where site_id = '%s'"));
    assertEquals(0, count("discount_rule_version where site_id = '%s'"));
    assertEquals(0, count("outbox where site_id = '%s'"));
    assertEquals(0, count("tally where kind = 'discount-rules-version' and site_id = '%s'"));
  }

  private Path file(int rules) throws IOException {
    List<String> lines = new ArrayList<>(rules);
    for (int i = 0; i < rules; i++) lines.add(rule(i));
    return Files.write(folder.resolve("rules"), lines);
  }

  /** Ten percent off one item. */
  private static String rule(int i) {
    return ("{'discountRule':{'name':'R"
            + i
            + "','discounts':{'values':[{'percentage':10,'specificItemsInfo':{'scopes':[{'id':'s',"
            + "'type':'CATALOG_ITEM','catalogItemFilter':{'catalogAppId':'"
            + APP
            + "','catalogItemIds':['"
            + item(i)
            + "']}}]}}]}}}")
        .replace('\'', '"');
  }

  private static UUID item(int i) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L | i);
  }

  private static long priceOf(DiscountFixture node, RuleBook book, int i) {
    BasketLine line = BasketLine.builder("l", 10_000, 1).item(APP, item(i).toString()).build();
    Basket basket = Basket.builder(Currency.of("USD"), node.clock.instant(), List.of(line)).build();
    return new Evaluator().price(book, basket).lines().get(0).totalBeforeTaxMinor();
  }

  private Run run(Path file) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        ImportRulesCommand.run(
            List.of(file.toString(), "--site", site.toString()),
            Map.of(
                "CARTWRIGHT_DATABASE_URL", database.url(),
                "CARTWRIGHT_DATABASE_USER", database.user(),
                "CARTWRIGHT_DATABASE_PASSWORD", String.valueOf(database.password())),
            new PrintStream(output, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8));
    return new Run(code, output.toString().strip(), errors.toString().strip());
  }

  private long count(String rows) throws Exception {
    return count(rows, "count(*)");
  }

  private long count(String rows, String what) throws Exception {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select " + what + " from " + rows.formatted(site))) {
      found.next();
      return found.getLong(1);
    }
  }

  private static long millis(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }
}
