package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartwright.discount.DiscountFixture.StoppedClock;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A year of a shop: rules come, change, start, end, are used up and go, while orders are placed;
 * then all orders are priced again.
 */
class ReplayYearIT {
  private static final long SEED = 20_260_102;
  private static final int DAYS = 365;
  private static final int PRODUCTS = 8;
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String HOME =
      "{'address':{'country':'US','subdivision':'US-NY','city':'New York','postalCode':'10001',"
          + "'addressLine1':'1 Main St'},'contactDetails':{'firstName':'Ada','lastName':'B'}}";

  private static final Random RANDOM = new Random(SEED);
  private static final StoppedClock CLOCK = new StoppedClock();
  private static final List<String> PRODUCT_IDS = new ArrayList<>();
  private static final List<JsonNode> RULES = new ArrayList<>();
  private static final List<String> ORDERS = new ArrayList<>();
  private static DatabaseConfig database;
  private static TestEngine engine;
  private static int changes;

  @BeforeAll
  static void live() {
    database = TestDatabase.fresh();
    engine = TestEngine.start(database, Map.of(), CLOCK);
    for (int i = 0; i < PRODUCTS; i++) PRODUCT_IDS.add(product(i));
    for (int day = 0; day < DAYS; day++) {
      CLOCK.advance(Duration.ofMinutes(24 * 60 - 300 + RANDOM.nextInt(600)));
      if (RANDOM.nextInt(10) < 7) changeRule(day);
      if (RANDOM.nextInt(10) < 8) order(day);
    }
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static JsonNode admin(String verb, String path, String json) {
    TestEngine.Answer answer = engine.call(verb, path, engine.apiKey(), json.replace('\'', '"'));
    assertEquals(200, answer.status(), () -> path + " " + json + " " + answer.body());
    return answer.body();
  }

  private static String product(int i) {
    String price = (5 + 13 * i) + "." + (10 + RANDOM.nextInt(89));
    return admin(
            "POST",
            "/stores/v3/products-with-inventory",
            "{'product':{'name':'P"
                + i
                + "','productType':'PHYSICAL','physicalProperties':{},'variantsInfo':{'variants':"
                + "[{'price':{'actualPrice':{'amount':'"
                + price
                + "'}},'inventoryItem':{'quantity':99999}}]}}}")
        .at("/product/id")
        .asText();
  }

  private static void changeRule(int day) {
    changes++;
    int what = RULES.isEmpty() ? 0 : RANDOM.nextInt(10);
    if (what < 4 || RULES.size() < 5) {
      RULES.add(
          admin("POST", "/ecom/v1/discount-rules", "{'discountRule':" + rule(day) + "}")
              .at("/discountRule"));
      return;
    }
    int index = RANDOM.nextInt(RULES.size());
    JsonNode rule = RULES.get(index);
    String path = "/ecom/v1/discount-rules/" + rule.at("/id").asText();
    if (what < 6) {
      admin("DELETE", path, "{}");
      RULES.remove(index);
      return;
    }
    String revision = "'revision':'" + rule.at("/revision").asText() + "'";
    String patch =
        what < 8
            ? "'active':" + !rule.at("/active").asBoolean()
            : "'name':'N" + day + "','discounts':" + discounts();
    RULES.set(
        index,
        admin("PATCH", path, "{'discountRule':{" + revision + "," + patch + "}}")
            .at("/discountRule"));
  }

  private static String rule(int day) {
    String rule = "{'name':'R" + day + "','discounts':" + discounts();
    if (RANDOM.nextInt(3) == 0) {
      String kind =
          RANDOM.nextBoolean() ? "subtotalRange':{'from':'" : "itemQuantityRange':{'from':";
      String from =
          kind.endsWith("'") ? 20 + RANDOM.nextInt(150) + "'" : 2 + RANDOM.nextInt(4) + "";
      rule += ",'trigger':{'" + kind + from + "}}";
    }
    if (RANDOM.nextInt(2) == 0) {
      Instant start = CLOCK.instant().plus(Duration.ofHours(RANDOM.nextInt(200) - 50));
      Instant end = start.plus(Duration.ofHours(100 + RANDOM.nextInt(1_500)));
      rule += ",'activeTimeInfo':{'start':'" + start + "','end':'" + end + "'}";
    }
    if (RANDOM.nextInt(3) == 0) {
      rule += ",'settings':{'usageLimit':" + (1 + RANDOM.nextInt(4)) + ",'usageLimitPerUser':1}";
    }
    return rule + "}";
  }

  private static String discounts() {
    String items = "'specificItemsInfo':{'scopes':[" + scope() + "]}";
    String value =
        switch (RANDOM.nextInt(5)) {
          case 0 -> "'percentage':" + (1 + RANDOM.nextInt(40)) + "," + items;
          case 1 -> "'fixedAmount':'" + (1 + RANDOM.nextInt(9)) + ".35'," + items;
          case 2 -> "'fixedPrice':'" + (4 + RANDOM.nextInt(40)) + ".99'," + items;
          case 3 ->
              "'quantityBased':{'configurations':[{'quantity':3,'price':'"
                  + (30 + RANDOM.nextInt(90))
                  + "'}]},"
                  + items;
          default ->
              "'percentage':100,'targetType':'BUY_X_GET_Y','buyXGetYInfo':{'customerBuys':"
                  + "{'minimumQuantity':2,'scopes':["
                  + scope()
                  + "]},'customerGets':{'quantity':1,'scopes':["
                  + scope()
                  + "]}}";
        };
    return "{'values':[{" + value + "}]}";
  }

  private static String scope() {
    String ids =
        RANDOM.nextInt(3) == 0
            ? ""
            : ",'catalogItemIds':['"
                + PRODUCT_IDS.get(RANDOM.nextInt(PRODUCTS))
                + "','"
                + PRODUCT_IDS.get(RANDOM.nextInt(PRODUCTS))
                + "']";
    return "{'id':'s','type':'CATALOG_ITEM','catalogItemFilter':{'catalogAppId':'"
        + STORES
        + "'"
        + ids
        + "}}";
  }

  private static void order(int day) {
    List<String> lines = new ArrayList<>();
    boolean withCoupon = RANDOM.nextInt(4) == 0;
    for (int i = 0; i <= RANDOM.nextInt(4); i++) {
      int product = i == 0 && withCoupon ? PRODUCTS - 1 : RANDOM.nextInt(PRODUCTS);
      lines.add(
          "{'quantity':"
              + (1 + RANDOM.nextInt(5))
              + ",'catalogReference':{'appId':'"
              + STORES
              + "','catalogItemId':'"
              + PRODUCT_IDS.get(product)
              + "'}}");
    }
    String coupon = withCoupon ? ",'couponCode':'FREESHIP'" : "";
    String checkout =
        ("{'channelType':'WEB','lineItems':"
                + lines
                + coupon
                + ",'checkoutInfo':{'buyerInfo':{'email':'b"
                + RANDOM.nextInt(20)
                + "@example.com'},'billingInfo':"
                + HOME
                + ",'shippingInfo':{'shippingDestination':"
                + HOME
                + "}}}")
            .replace('\'', '"');
    String visitor = engine.visitor();
    TestEngine.Answer made = engine.call("POST", "/ecom/v1/checkouts", visitor, checkout);
    assertEquals(200, made.status(), () -> "day " + day + ": " + made.body());
    String path = "/ecom/v1/checkouts/" + made.at("/checkout/id").asText() + "/create-order";
    TestEngine.Answer placed = engine.call("POST", path, visitor, "{}");
    assertEquals(200, placed.status(), () -> "day " + day + ": " + placed.body());
    ORDERS.add(placed.at("/orderId").asText());
  }

  private static TestEngine.Answer replay(String orderId) {
    return engine.call(
        "POST", "/cartwright/v1/orders/" + orderId + "/replay", engine.apiKey(), "{}");
  }

  private static Map<String, String> settings() {
    return Map.of(
        "CARTWRIGHT_DATABASE_URL", database.url(),
        "CARTWRIGHT_DATABASE_USER", database.user(),
        "CARTWRIGHT_DATABASE_PASSWORD", database.password());
  }

  @Test
  void everyOrderOfTheYearIsPricedAlike() throws Exception {
    assertTrue(changes > 200 && ORDERS.size() > 200, changes + " " + ORDERS.size());
    long versions = engine.number("select count(distinct rule_book_version) from order_pricing");
    long usedUp =
        engine.number(
            "select count(*) from order_pricing where input like '%\"exhaustedRuleIds\":[%'");
    long discounted =
        engine.number("select count(*) from order_pricing where quote like '%\"RULE\"%'");
    long bytes =
        engine.number("select avg(length(input) + length(quote))::bigint from order_pricing");
    System.out.printf(
        "%d rule changes, %d orders by %d versions, %d with rules, %d with used-up rules, %d bytes%n",
        changes, ORDERS.size(), versions, discounted, usedUp, bytes);
    assertTrue(versions > 100 && usedUp > 5 && discounted > 100);

    ReplayProcess all = ReplayProcess.run(settings());
    assertEquals("", all.errors());
    assertEquals(
        ORDERS.size() + " orders priced again: " + ORDERS.size() + " equal, 0 different, 0 failed",
        all.lastLine(),
        all.output());
    assertEquals(0, all.code());
  }

  @Test
  void oneOrderIsPricedAgainOverHttp() {
    JsonNode answer = replay(ORDERS.get(100)).body();
    assertTrue(answer.at("/equal").asBoolean(), answer::toString);
    assertEquals(0, answer.at("/differences").size());
    assertEquals("ORDER_PRICING_NOT_FOUND", replay("00000000-0000-4000-8000-000000000000").code());
  }

  @Test
  void aQuoteThatWasTamperedWithIsFound() throws Exception {
    String order = ORDERS.get(50);
    String row = " where order_id = '" + order + "'";
    long total =
        engine.number(
            "select (quote::json->'summary'->>'totalMinor')::bigint from order_pricing" + row);
    String change =
        "update order_pricing set quote = regexp_replace(quote, '\"totalMinor\":%d\\}', ";
    String wrong = "'\"totalMinor\":" + (total - 1) + "}')";
    TestDatabase.run(database, change.formatted(total) + wrong + row);
    try {
      JsonNode answer = replay(order).body();
      assertEquals(false, answer.at("/equal").asBoolean());
      assertEquals(1, answer.at("/differences").size(), answer::toString);
      JsonNode difference = answer.at("/differences/0");
      assertEquals(String.valueOf(total - 1), difference.at("/then").asText());
      assertEquals(String.valueOf(total), difference.at("/now").asText());

      ReplayProcess all =
          ReplayProcess.run(
              settings(), "--from", "2026-01-01T00:00:00Z", "--to=2030-01-01T00:00:00Z");
      assertEquals(1, all.code(), all.errors());
      assertTrue(all.output().contains(order + " " + difference.at("/path").asText()));
      assertTrue(all.lastLine().endsWith((ORDERS.size() - 1) + " equal, 1 different, 0 failed"));
      ReplayProcess none = ReplayProcess.run(settings(), "--to", "2026-01-01T00:00:00Z");
      assertEquals("0 orders priced again: 0 equal, 0 different, 0 failed", none.lastLine());
    } finally {
      String back = change.formatted(total - 1) + "'\"totalMinor\":" + total + "}')";
      TestDatabase.run(database, back + row);
    }
  }

  @Test
  void wordsThatMeanNothingAreRefused() throws Exception {
    ReplayProcess wrong = ReplayProcess.run(settings(), "--fast");
    assertEquals(2, wrong.code());
    assertTrue(wrong.errors().startsWith("Unknown argument: --fast"), wrong.errors());
  }
}
