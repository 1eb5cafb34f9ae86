package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What-if, explanation and nearest discounts over HTTP and the bus. */
class WhatIfIT {
  private static final TestEngine ENGINE = TestEngine.shared();
  private static final String WHAT_IF = "/cartwright/v1/pricing/what-if";
  private static final String EXPLAIN = "/cartwright/v1/pricing/explain";
  private static final String NEAREST = "/cartwright/v1/pricing/nearest-discounts";
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String ROWS =
      "select (select count(*) from outbox) + (select count(*) from discount_rule)"
          + " + (select count(*) from discount_rule_version) + (select count(*) from tally)"
          + " + (select count(*) from cart) + (select count(*) from checkout)";

  /** An item that no rule names but those of the test. */
  private final String item = UUID.randomUUID().toString();

  private long rowsBefore;

  @BeforeEach
  void count() {
    rowsBefore = ENGINE.number(ROWS);
  }

  /** Tests that write make up for their own rows. */
  @AfterEach
  void nothingElseWasWritten() {
    assertEquals(rowsBefore, ENGINE.number(ROWS));
  }

  private static String json(String text, Object... values) {
    return text.formatted(values).replace('\'', '"');
  }

  private String basket(String price, int quantity) {
    return json(
        "'basket':{'lineItems':[{'id':'one','quantity':%d,'price':'%s','catalogReference':"
            + "{'appId':'%s','catalogItemId':'%s'}}]}",
        quantity, price, STORES, item);
  }

  /** The body of a rule on the test's item. */
  private String rule(String name, String percentage, String more) {
    return json(
        "{'name':'%s',%s'discounts':{'values':[{'percentage':%s,'specificItemsInfo':{'scopes':[%s]}}]}}",
        name, more, percentage, scope());
  }

  private String scope() {
    return json(
        "{'id':'specific_%1$s','type':'CATALOG_ITEM','catalogItemFilter':"
            + "{'catalogAppId':'%1$s','catalogItemIds':['%2$s']}}",
        STORES, item);
  }

  private String fromSubtotal(String from) {
    return json("'trigger':{'subtotalRange':{'scopes':[%s],'from':'%s'}},", scope(), from);
  }

  private static TestEngine.Answer admin(String path, String body) {
    return ENGINE.call("POST", path, ENGINE.apiKey(), body);
  }

  private static JsonNode ok(TestEngine.Answer answer) {
    assertEquals(200, answer.status(), String.valueOf(answer.body()));
    return answer.body();
  }

  private static void field(String field, TestEngine.Answer answer) {
    assertEquals(400, answer.status(), String.valueOf(answer.body()));
    assertEquals(
        field,
        answer.at("/details/validationError/fieldViolations/0/field").asText(),
        answer.body().toString());
  }

  private static JsonNode explained(JsonNode priced, String name) {
    return StreamSupport.stream(priced.at("/explanation/rules").spliterator(), false)
        .filter(each -> each.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(priced.at("/explanation").toString()));
  }

  private static String total(JsonNode priced) {
    return priced.at("/quote/priceSummary/total/amount").asText();
  }

  /** A stored rule, and its id. */
  private String create(String body) {
    String id =
        ok(admin("/ecom/v1/discount-rules", "{\"discountRule\":" + body + "}"))
            .at("/discountRule/id")
            .asText();
    rowsBefore = ENGINE.number(ROWS);
    return id;
  }

  private void delete(String ruleId) {
    assertEquals(rowsBefore, ENGINE.number(ROWS));
    String path = "/ecom/v1/discount-rules/" + ruleId;
    ok(ENGINE.call("DELETE", path, ENGINE.apiKey(), (String) null));
    rowsBefore = ENGINE.number(ROWS);
  }

  @Test
  void aRuleIsAddedForOneQuestion() {
    String before = version();
    JsonNode answer =
        ok(
            admin(
                WHAT_IF,
                "{%s,\"addRules\":[%s,%s]}"
                    .formatted(
                        basket("42.00", 2),
                        rule("Ten", "10", fromSubtotal("84")),
                        rule("Twenty", "20", fromSubtotal("100")))));
    assertEquals("84.00", total(answer.get("now")));
    assertEquals("75.60", total(answer.get("whatIf")));
    assertEquals("-8.40", answer.at("/difference/total").asText());
    assertEquals("8.40", answer.at("/difference/discount").asText());
    assertEquals("84.00", answer.at("/difference/lineItems/0/now").asText());
    assertEquals("75.60", answer.at("/difference/lineItems/0/whatIf").asText());
    assertEquals("-8.40", answer.at("/difference/lineItems/0/difference").asText());
    assertEquals(1, answer.at("/difference/rules").size());
    assertEquals("Ten", answer.at("/difference/rules/0/name").asText());
    assertEquals("8.40", answer.at("/difference/rules/0/whatIf").asText());
    assertFalse(answer.at("/difference/rules/0").hasNonNull("now"));
    JsonNode twenty = explained(answer.get("whatIf"), "Twenty");
    assertFalse(twenty.get("fired").asBoolean());
    assertEquals("subtotal 84.00 of 100.00 in item " + item, twenty.get("text").asText());
    assertEquals("trigger.subtotalRange.from", twenty.get("condition").asText());
    assertEquals("8.40", explained(answer.get("whatIf"), "Ten").get("amount").asText());
    assertEquals(before, answer.at("/now/ruleBookVersion").asText());
    assertEquals(before, version());
  }

  private String version() {
    return ok(admin(EXPLAIN, "{" + basket("1.00", 1) + "}")).at("/price/ruleBookVersion").asText();
  }

  @Test
  void aStoredRuleIsChangedOrSwitchedOff() {
    String id = create(rule("Half", "50", ""));
    JsonNode changed =
        ok(
            admin(
                WHAT_IF,
                "{%s,\"changeRules\":[{\"ruleId\":\"%s\",\"discountRule\":%s}]}"
                    .formatted(
                        basket("10.00", 1),
                        id.toUpperCase(java.util.Locale.ROOT),
                        rule("Quarter", "25", ""))));
    assertEquals("5.00", total(changed.get("now")));
    assertEquals("7.50", total(changed.get("whatIf")));
    assertEquals("2.50", changed.at("/difference/total").asText());
    assertEquals(id, changed.at("/difference/rules/0/ruleId").asText());
    JsonNode off =
        ok(admin(WHAT_IF, "{%s,\"switchOffRuleIds\":[\"%s\"]}".formatted(basket("10.00", 1), id)));
    assertEquals("10.00", total(off.get("whatIf")));
    assertEquals("5.00", total(off.get("now")));
    assertEquals("5.00", off.at("/difference/rules/0/now").asText());
    assertFalse(off.at("/difference/rules/0").hasNonNull("whatIf"));
    delete(id);
    field(
        "switchOffRuleIds",
        admin(WHAT_IF, "{%s,\"switchOffRuleIds\":[\"%s\"]}".formatted(basket("10.00", 1), id)));
  }

  @Test
  void thePastHasTheRulesOfItsTimeAndTheFutureThoseThatStartThen() {
    Instant start = Instant.now().plus(Duration.ofDays(1));
    String id =
        create(rule("Soon", "10", json("'activeTimeInfo':{'start':'%s'},", start.toString())));
    String past = "{%s,\"asOf\":\"2020-01-01T00:00:00.000Z\"}".formatted(basket("10.00", 1));
    JsonNode then = ok(admin(WHAT_IF, past)).get("whatIf");
    assertEquals("0", then.get("ruleBookVersion").asText());
    assertEquals("2020-01-01T00:00:00.000Z", then.get("instant").asText());
    assertEquals(0, then.at("/explanation/rules").size());
    String future =
        "{%s,\"asOf\":\"%s\"}".formatted(basket("10.00", 1), start.plus(Duration.ofDays(1)));
    JsonNode later = ok(admin(WHAT_IF, future));
    assertEquals("9.00", total(later.get("whatIf")));
    assertEquals("10.00", total(later.get("now")));
    assertEquals("NOT_YET_STARTED", explained(later.get("now"), "Soon").get("reason").asText());
    assertEquals(id, later.at("/difference/rules/0/ruleId").asText());
    delete(id);
    JsonNode gone = ok(admin(WHAT_IF, "{%s,\"asOf\":\"%s\"}".formatted(basket("10.00", 1), start)));
    assertEquals("10.00", total(gone.get("whatIf")));
  }

  @Test
  void aMemberIsAskedFor() {
    String member = UUID.randomUUID().toString();
    String eligible =
        json(
            "'trigger':{'customerEligibility':{'individualMembersInfo':{'memberIds':['%s']}}},",
            member);
    String ask =
        "{%s,\"addRules\":[%s],\"memberId\":\"%s\"}"
            .formatted(basket("10.00", 1), rule("Club", "10", eligible), member);
    assertEquals("9.00", total(ok(admin(WHAT_IF, ask)).get("whatIf")));
    JsonNode stranger =
        ok(
            admin(
                WHAT_IF,
                ask.replace("\"memberId\":\"" + member, "\"memberId\":\"" + UUID.randomUUID())));
    assertEquals("10.00", total(stranger.get("whatIf")));
    assertEquals(
        "BUYER_NOT_ELIGIBLE", explained(stranger.get("whatIf"), "Club").get("reason").asText());
  }

  @Test
  void aCouponThatDoesNotCountIsExplained() {
    JsonNode answer =
        ok(admin(WHAT_IF, "{%s,\"couponCode\":\"NO-SUCH-CODE\"}".formatted(basket("10.00", 1))));
    assertEquals(
        "ERROR_COUPON_DOES_NOT_EXIST",
        answer.at("/whatIf/explanation/coupon/problem").asText(),
        answer.toString());
  }

  @Test
  void aCartIsAskedAboutByItsBuyerAndByAdministrators() {
    String product = product();
    String visitor = ENGINE.visitor();
    String line =
        json(
            "{'lineItems':[{'quantity':2,'catalogReference':{'appId':'%s','catalogItemId':'%s'}}]}",
            STORES, product);
    String cart =
        ok(ENGINE.call("POST", "/ecom/v1/carts/current/add-to-cart", visitor, line))
            .at("/cart/id")
            .asText();
    String rule =
        ok(admin("/ecom/v1/discount-rules", "{\"discountRule\":" + onProduct(product) + "}"))
            .at("/discountRule/id")
            .asText();
    rowsBefore = ENGINE.number(ROWS);
    JsonNode own = ok(ENGINE.call("POST", NEAREST, visitor, "{}"));
    JsonNode near = named(own, "Three");
    assertEquals("add 1 more in item " + product + " for 10 % off", near.get("text").asText());
    assertEquals("2", near.get("seen").asText());
    assertEquals("3", near.get("needed").asText());
    assertEquals("1", near.get("missing").asText());
    assertEquals("PERCENTAGE", near.get("kind").asText());
    assertEquals("10", near.get("value").asText());
    // 10 % of three for 31.00.
    assertEquals("9.30", near.get("discount").asText());
    assertEquals(product, near.at("/scopes/0/ids/0").asText());
    String byId = "{\"cartId\":\"" + cart + "\"}";
    assertEquals(near, named(ok(admin(NEAREST, byId)), "Three"));
    TestEngine.Answer stranger = ENGINE.call("POST", NEAREST, ENGINE.visitor(), byId);
    assertEquals(404, stranger.status());
    assertEquals("CART_NOT_FOUND", stranger.code());
    assertEquals("CART_NOT_FOUND", ENGINE.call("POST", NEAREST, ENGINE.visitor(), "{}").code());
    JsonNode off =
        ok(
            admin(
                WHAT_IF,
                "{\"cartId\":\"%s\",\"addRules\":[%s]}"
                    .formatted(cart, onProduct(product).replace("\"from\":3", "\"from\":2"))));
    assertEquals("62.00", off.at("/difference/lineItems/0/now").asText());
    assertEquals("55.80", off.at("/difference/lineItems/0/whatIf").asText());
    delete(rule);
  }

  @Test
  void aCheckoutAndItsOrderAreAskedAboutAndAUsedUpRuleIsNoMiss() {
    String product = product();
    String visitor = ENGINE.visitor();
    String limited =
        onProduct(product)
            .replace("\"from\":3", "\"from\":1")
            .replace("{\"name\":\"Three\"", "{\"name\":\"Once\",\"settings\":{\"usageLimit\":1}");
    String once = ruleId(limited);
    String checkout =
        ok(ENGINE.call("POST", "/ecom/v1/checkouts", visitor, checkoutOf(product)))
            .at("/checkout/id")
            .asText();
    String path = "/ecom/v1/checkouts/" + checkout;
    String order =
        ok(ENGINE.call("POST", path + "/create-order", visitor, "{}")).at("/orderId").asText();
    rowsBefore = ENGINE.number(ROWS);
    awaitUsedUp(json("{'orderId':'%s'}", order));
    for (String basis :
        List.of(json("'checkoutId':'%s'", checkout), json("'orderId':'%s'", order))) {
      String off = json("{%s,'switchOffRuleIds':['%s']}", basis, once);
      JsonNode answer = ok(admin(WHAT_IF, off));
      assertEquals("33.75", total(answer.get("whatIf")));
      // The only use went to the order; 31.00 and 8.875 % tax are left.
      assertEquals("33.75", total(answer.get("now")));
      assertEquals(
          "USAGE_LIMIT_REACHED", explained(answer.get("now"), "Once").get("reason").asText());
      JsonNode explained = ok(admin(EXPLAIN, "{" + basis + "}")).get("price");
      assertEquals("used up", explained(explained, "Once").get("text").asText());
    }
    String own = json("{'checkoutId':'%s'}", checkout);
    assertEquals(List.of(), names(ok(ENGINE.call("POST", NEAREST, visitor, own)), "Once"));
    TestEngine.Answer stranger = ENGINE.call("POST", NEAREST, ENGINE.visitor(), own);
    assertEquals("CHECKOUT_NOT_FOUND", stranger.code());
    String two = limited.replace("\"from\":1", "\"from\":2");
    String patch = two.replaceFirst("\\{", json("{'revision':'1',"));
    ok(
        ENGINE.call(
            "PATCH",
            "/ecom/v1/discount-rules/" + once,
            ENGINE.apiKey(),
            "{\"discountRule\":" + patch + "}"));
    rowsBefore = ENGINE.number(ROWS);
    assertEquals(List.of(), names(ok(ENGINE.call("POST", NEAREST, visitor, own)), "Once"));
    delete(once);
  }

  /** Counts of uses may be a second old. */
  private static void awaitUsedUp(String ask) {
    for (int tries = 0; tries < 50; tries++) {
      JsonNode once = explained(ok(admin(EXPLAIN, ask)).get("price"), "Once");
      if (once.path("text").asText().equals("used up")) return;
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("not used up");
  }

  private static List<String> names(JsonNode answer, String name) {
    return StreamSupport.stream(answer.get("discounts").spliterator(), false)
        .map(each -> each.path("name").asText())
        .filter(name::equals)
        .toList();
  }

  private static String ruleId(String body) {
    return ok(admin("/ecom/v1/discount-rules", "{\"discountRule\":" + body + "}"))
        .at("/discountRule/id")
        .asText();
  }

  private static String checkoutOf(String product) {
    String place =
        "{'address':{'country':'US','subdivision':'US-NY','city':'New York','postalCode':'10001',"
            + "'addressLine':'1 Main St'},'contactDetails':{'firstName':'Ada','lastName':'L',"
            + "'phone':'1'}}";
    return json(
        "{'channelType':'WEB','lineItems':[{'quantity':1,'catalogReference':{'appId':'%s',"
            + "'catalogItemId':'%s'}}],'checkoutInfo':{'buyerInfo':{'email':'ada@example.com'},"
            + "'billingInfo':%s}}",
        STORES, product, place);
  }

  private static String onProduct(String product) {
    String scope =
        json(
            "{'id':'specific_%1$s','type':'CATALOG_ITEM','catalogItemFilter':"
                + "{'catalogAppId':'%1$s','catalogItemIds':['%2$s']}}",
            STORES, product);
    return json(
        "{'name':'Three','trigger':{'itemQuantityRange':{'scopes':[%1$s],'from':3}},'discounts':"
            + "{'values':[{'percentage':10,'specificItemsInfo':{'scopes':[%1$s]}}]}}",
        scope);
  }

  private static JsonNode named(JsonNode answer, String name) {
    for (JsonNode each : answer.get("discounts")) {
      if (each.path("name").asText().equals(name)) return each;
    }
    throw new AssertionError(answer.toString());
  }

  private static String product() {
    String body =
        json(
            "{'product':{'name':'Brick','productType':'DIGITAL','variantsInfo':"
                + "{'variants':[{'price':{'actualPrice':{'amount':'31.00'}},"
                + "'inventoryItem':{'quantity':9}}]}}}");
    return ok(admin("/stores/v3/products-with-inventory", body)).at("/product/id").asText();
  }

  @Test
  void whoMayNotCallIsRefused() {
    for (String token : List.of(ENGINE.visitor(), ENGINE.member(UUID.randomUUID()))) {
      for (String path : List.of(WHAT_IF, EXPLAIN)) {
        TestEngine.Answer answer = ENGINE.call("POST", path, token, "{" + basket("1.00", 1) + "}");
        assertEquals(403, answer.status());
        assertEquals("PERMISSION_DENIED", answer.code());
      }
    }
    field("cartId", admin(NEAREST, "{}"));
  }

  @Test
  void whatIsWrongIsNamed() {
    String basket = basket("1.00", 1);
    field("cartId", admin(WHAT_IF, "{}"));
    field("cartId", admin(EXPLAIN, "{%s,\"cartId\":\"%s\"}".formatted(basket, item)));
    field("basket.lineItems.id", admin(WHAT_IF, "{\"basket\":{\"lineItems\":[{}]}}"));
    field("asOf", admin(WHAT_IF, "{%s,\"asOf\":\"yesterday\"}".formatted(basket)));
    field("asOf", admin(WHAT_IF, "{%s,\"asOf\":\"1066-10-14T09:00:00Z\"}".formatted(basket)));
    field(
        "addRules.discounts.values",
        admin(WHAT_IF, "{%s,\"addRules\":[{\"name\":\"x\"}]}".formatted(basket)));
    field(
        "changeRules.discountRule.name",
        admin(
            WHAT_IF,
            "{%s,\"changeRules\":[{\"ruleId\":\"%s\",\"discountRule\":%s}]}"
                .formatted(
                    basket,
                    create(rule("Known", "10", "")),
                    rule("x", "10", "").replace("\"name\":\"x\",", ""))));
    field(
        "changeRules.ruleId",
        admin(
            WHAT_IF,
            "{%s,\"changeRules\":[{\"ruleId\":\"%s\",\"discountRule\":%s}]}"
                .formatted(basket, UUID.randomUUID(), rule("x", "10", ""))));
    for (String kind : List.of("cart", "checkout", "order")) {
      TestEngine.Answer unknown =
          admin(WHAT_IF, json("{'%sId':'%s'}", kind, UUID.randomUUID().toString()));
      assertEquals(404, unknown.status());
      assertEquals(kind.toUpperCase(java.util.Locale.ROOT) + "_NOT_FOUND", unknown.code());
    }
  }

  @Test
  void theBusAnswersAlike() {
    String body = "{%s,\"addRules\":[%s]}".formatted(basket("42.00", 2), rule("Ten", "10", ""));
    JsonNode byHttp = ok(admin(WHAT_IF, body));
    Message<Buffer> reply = ask("ecom.own.whatif.whatIf", ENGINE.apiKey(), body);
    assertEquals("200", reply.headers().get("status"));
    JsonNode byBus = TestEngine.tree(reply.body().getBytes());
    String summary = "/whatIf/quote/priceSummary";
    assertEquals(byHttp.at(summary), byBus.at(summary));
    assertEquals(byHttp.at("/difference/total"), byBus.at("/difference/total"));
    assertEquals(
        "403", ask("ecom.own.whatif.whatIf", ENGINE.visitor(), body).headers().get("status"));
    assertTrue(ask("ecom.own.whatif.explainPrice", ENGINE.apiKey(), "{}").body() != null);
  }

  private static Message<Buffer> ask(String address, String token, String body) {
    DeliveryOptions options = new DeliveryOptions().addHeader("Authorization", token);
    return ENGINE
        .engine()
        .services()
        .vertx()
        .eventBus()
        .<Buffer>request(address, Buffer.buffer(body), options)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
