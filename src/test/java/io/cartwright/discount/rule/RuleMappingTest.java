package io.cartwright.discount.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.Scope;
import io.cartwright.pricing.Target;
import io.cartwright.pricing.Trigger;
import io.cartwright.wire.discountrules.DiscountRule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each trigger, scope, kind, target and setting of the contract, as pricing takes it. */
class RuleMappingTest {
  private static final String APP = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String ALL = "{'id':'all_" + APP + "','type':'CATALOG_ITEM'}";
  private static final String ITEMS =
      "{'id':'specific_"
          + APP
          + "','type':'CATALOG_ITEM','catalogItemFilter':{'catalogAppId':'"
          + APP.toUpperCase(java.util.Locale.ROOT)
          + "','catalogItemIds':['A1','b2']}}";
  private static final String COLLECTIONS =
      "{'id':'collections_"
          + APP
          + "','type':'CUSTOM_FILTER','customFilter':{'appId':'"
          + APP
          + "','params':{'collectionIds':['C1']}}}";
  private static final String TWENTY =
      "'percentage':20,'specificItemsInfo':{'scopes':[" + ALL + "]}";

  private static final Scope APP_SCOPE = Scope.app(APP);
  private static final Scope ITEM_SCOPE = Scope.items(APP, Set.of("a1", "b2"));
  private static final Scope COLLECTION_SCOPE = Scope.collections(APP, Set.of("c1"));

  private static Rule rule(String discount, String more) {
    return RuleMapping.rule(wire(discount, more));
  }

  private static DiscountRule wire(String discount, String more) {
    String json =
        "{'id':'r1','createdDate':'2026-01-01T00:00:00Z','name':'R','discounts':{'values':[{"
            + discount
            + "}]}"
            + more
            + "}";
    DiscountRule sent = DiscountRule.CODEC.fromText(json.replace('\'', '"'));
    DiscountRule filled = RuleForm.updated(sent, sent, null, UUID::randomUUID);
    assertEquals(List.of(), RuleChecks.check(filled));
    return filled;
  }

  private static Trigger trigger(String trigger) {
    return rule(TWENTY, ",'trigger':" + trigger).trigger();
  }

  @Test
  void aRuleKeepsIdDateNameAndWindow() {
    Rule rule =
        rule(
            TWENTY,
            ",'activeTimeInfo':{'start':'2026-02-01T00:00:00Z','end':'2026-03-01T00:00:00Z'}");

    assertEquals("r1", rule.id());
    assertEquals(Instant.parse("2026-01-01T00:00:00Z"), rule.createdAt());
    assertEquals("R", rule.name());
    assertEquals(Instant.parse("2026-02-01T00:00:00Z"), rule.start());
    assertEquals(Instant.parse("2026-03-01T00:00:00Z"), rule.end());
    assertNull(rule.trigger());
    assertEquals(Rule.AppliesTo.ALL_ITEMS, rule.appliesTo());
    assertEquals(false, rule.includeSubscription());
  }

  @Test
  void kindsAreMappedInTenThousandths() {
    assertEquals(new Discount.Percentage(1_000), discount("'percentage':0.1"));
    assertEquals(new Discount.Percentage(333_333), discount("'percentage':33.33333"));
    assertEquals(new Discount.FixedAmount(3_333), discount("'fixedAmount':'0.3333'"));
    assertEquals(new Discount.FixedPrice(0), discount("'fixedPrice':'0'"));
    assertEquals(
        new Discount.FixedAmount(9_000_000_000_000_000_000L),
        discount("'fixedAmount':'1000000000000000'"));
    assertEquals(
        new Discount.QuantityBased(3, 999_900),
        discount("'quantityBased':{'configurations':[{'quantity':3,'price':'99.99'}]}"));
  }

  private static Discount discount(String kind) {
    return rule(kind + ",'specificItemsInfo':{'scopes':[" + ALL + "]}", "").discount();
  }

  @Test
  void scopesAreMappedByTheirFilterOrConventionalId() {
    assertEquals(
        new Target.Items(List.of(APP_SCOPE, ITEM_SCOPE, COLLECTION_SCOPE), List.of(ITEM_SCOPE)),
        rule(
                "'percentage':5,'specificItemsInfo':{'scopes':["
                    + String.join(",", ALL, ITEMS, COLLECTIONS)
                    + "],'excludedScopes':["
                    + ITEMS
                    + "]}",
                "")
            .target());
  }

  @Test
  void buyXGetYIsMapped() {
    String sets =
        "'percentage':100,'targetType':'BUY_X_GET_Y','buyXGetYInfo':{'customerBuys':{%s,'scopes':["
            + ITEMS
            + "]},'customerGets':{'quantity':1,'scopes':["
            + ALL
            + "],'excludedScopes':["
            + COLLECTIONS
            + "]}%s}";

    assertEquals(
        new Target.BuyXGetY(
            2, null, List.of(ITEM_SCOPE), 1, List.of(APP_SCOPE), List.of(COLLECTION_SCOPE), 3),
        rule(sets.formatted("'minimumQuantity':2", ",'limit':3"), "").target());
    assertEquals(
        new Target.BuyXGetY(
            null,
            505_000L,
            List.of(ITEM_SCOPE),
            1,
            List.of(APP_SCOPE),
            List.of(COLLECTION_SCOPE),
            null),
        rule(sets.formatted("'minimumSpend':'50.5'", ""), "").target());
  }

  @Test
  void rangesAreMappedWithOpenBounds() {
    assertEquals(
        new Trigger.SubtotalRange(List.of(APP_SCOPE), 100_000L, 200_001L),
        trigger("{'subtotalRange':{'scopes':[" + ALL + "],'from':'10','to':'20.0001'}}"));
    assertEquals(
        new Trigger.SubtotalRange(List.of(), 100_000L, null),
        trigger("{'subtotalRange':{'from':'10'}}"));
    assertEquals(
        new Trigger.QuantityRange(List.of(), null, 3L), trigger("{'itemQuantityRange':{'to':3}}"));
  }

  @Test
  void customTriggersAndBuyersAreMapped() {
    assertEquals(
        new Trigger.Custom(APP + "/vip"),
        trigger("{'customTrigger':{'id':'vip','appId':'" + APP + "'}}"));
    assertEquals(
        new Trigger.Members(Set.of(APP)),
        trigger(
            "{'customerEligibility':{'individualMembersInfo':{'memberIds':['"
                + APP.toUpperCase(java.util.Locale.ROOT)
                + "']}}}"));
  }

  @Test
  void nestedTriggersAreMapped() {
    String range = "{'itemQuantityRange':{'from':%d}}";
    String or = "{'or':{'triggers':[" + range.formatted(1) + "," + range.formatted(2) + "]}}";
    String and = "{'and':{'triggers':[" + or + "," + range.formatted(3) + "]}}";

    assertEquals(
        new Trigger.And(
            List.of(
                new Trigger.Or(
                    List.of(
                        new Trigger.QuantityRange(List.of(), 1L, null),
                        new Trigger.QuantityRange(List.of(), 2L, null))),
                new Trigger.QuantityRange(List.of(), 3L, null))),
        trigger(and));
  }

  @Test
  void settingsAreMapped() {
    DiscountRule wire =
        wire(
            TWENTY,
            ",'settings':{'appliesTo':'LOWEST_PRICED_ITEM','includeSubscription':true,"
                + "'usageLimit':5,'usageLimitPerUser':1}");

    assertEquals(Rule.AppliesTo.LOWEST_PRICED_ITEM, RuleMapping.rule(wire).appliesTo());
    assertEquals(true, RuleMapping.rule(wire).includeSubscription());
    assertEquals(new UsageLimit(5, 1), RuleMapping.limit(wire));
    assertNull(RuleMapping.limit(wire(TWENTY, ",'settings':{'appliesTo':'ALL_ITEMS'}")));
  }
}
