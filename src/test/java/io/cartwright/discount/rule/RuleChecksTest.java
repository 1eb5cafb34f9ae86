package io.cartwright.discount.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.wire.Violation;
import io.cartwright.wire.discountrules.DiscountRule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule about rules, with the field that it names. */
class RuleChecksTest {
  private static final String APP = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String SCOPE =
      "{'id':'s','catalogItemFilter':{'catalogAppId':'" + APP + "'}}";
  private static final String ITEMS = "'specificItemsInfo':{'scopes':[" + SCOPE + "]}";
  private static final String GETS = "'customerGets':{'quantity':1}";

  private static String first(String rule) {
    String json =
        rule.replace("APP", APP)
            .replace("ITEMS", ITEMS)
            .replace("SCOPE", SCOPE)
            .replace("GETS", GETS);
    DiscountRule sent = DiscountRule.CODEC.fromText(json.replace('\'', '"'));
    List<Violation> violations = RuleChecks.check(RuleForm.created(sent, UUID::randomUUID));
    return violations.isEmpty()
        ? "ok"
        : violations.get(0).field().replace("discountRule.", "")
            + " "
            + violations.get(0).violatedRule();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'percentage':5,ITEMS | ok",
        "ITEMS | discounts.values REQUIRED_ONE_OF_FIELD",
        "'percentage':5,'discountType':'FIXED_PRICE',ITEMS | discounts.values.discountType ONE_OF_ALIGNMENT",
        "'percentage':5 | discounts.values.specificItemsInfo REQUIRED_FIELD",
        "'percentage':5,'specificItemsInfo':{} | discounts.values.specificItemsInfo.scopes REQUIRED_FIELD",
        "'percentage':5,'specificItemsInfo':{'scopes':[SCOPE],'limit':1} | discounts.values.specificItemsInfo.limit FIELD_NOT_ALLOWED",
        "'percentage':5,ITEMS,'buyXGetYInfo':{} | discounts.values.buyXGetYInfo ONE_OF_ALIGNMENT",
        "'quantityBased':{},ITEMS | discounts.values.quantityBased.configurations REQUIRED_FIELD",
        "'quantityBased':{'configurations':[{'price':'1'}]},ITEMS | discounts.values.quantityBased.configurations.quantity REQUIRED_FIELD",
        "'quantityBased':{'configurations':[{'quantity':2}]},ITEMS | discounts.values.quantityBased.configurations.price REQUIRED_FIELD",
        "'percentage':5,'targetType':'BUY_X_GET_Y' | discounts.values.buyXGetYInfo REQUIRED_FIELD",
        "'percentage':5,'targetType':'BUY_X_GET_Y',ITEMS,'buyXGetYInfo':{} | discounts.values.specificItemsInfo ONE_OF_ALIGNMENT",
        "'percentage':5,'buyXGetYInfo':{GETS} | discounts.values.buyXGetYInfo.customerBuys REQUIRED_FIELD",
        "'percentage':5,'buyXGetYInfo':{GETS,'customerBuys':{}} | discounts.values.buyXGetYInfo.customerBuys REQUIRED_ONE_OF_FIELD",
        "'percentage':5,'buyXGetYInfo':{GETS,'customerBuys':{'minimumQuantity':1,'minimumSpend':'1'}} | discounts.values.buyXGetYInfo.customerBuys.minimumSpend ONE_OF_ALIGNMENT",
        "'percentage':5,'buyXGetYInfo':{'customerBuys':{'minimumQuantity':1}} | discounts.values.buyXGetYInfo.customerGets REQUIRED_FIELD",
        "'percentage':5,'buyXGetYInfo':{'customerBuys':{'minimumQuantity':1},'customerGets':{}} | discounts.values.buyXGetYInfo.customerGets.quantity REQUIRED_FIELD",
        "'percentage':5,'buyXGetYInfo':{'customerBuys':{'minimumQuantity':1},GETS} | ok",
        "'quantityBased':{'configurations':[{'quantity':2,'price':'1'}]},'buyXGetYInfo':{'customerBuys':{'minimumQuantity':1},GETS} | discounts.values.quantityBased FIELD_NOT_ALLOWED",
      })
  void discounts(String discount, String expected) {
    assertEquals(expected, first("{'name':'n','discounts':{'values':[{" + discount + "}]}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | ok",
        "{'triggerType':'AND'} | trigger REQUIRED_ONE_OF_FIELD",
        "{'triggerType':'AND','itemQuantityRange':{'from':1}} | trigger.triggerType ONE_OF_ALIGNMENT",
        "{'and':{}} | trigger.and.triggers REQUIRED_FIELD",
        "{'or':{'triggers':[{},{}]}} | trigger.or.triggers REQUIRED_ONE_OF_FIELD",
        "{'and':{'triggers':[{'and':{'triggers':[Q,Q]}},Q]}} | trigger.and.triggers.and FIELD_NOT_ALLOWED",
        "{'and':{'triggers':[{'or':{'triggers':[{'and':{'triggers':[Q,Q]}},Q]}},Q]}} | trigger.and.triggers.or.triggers.and FIELD_NOT_ALLOWED",
        "{'or':{'triggers':[{'or':{'triggers':[{'or':{'triggers':[{'or':{'triggers':[Q,Q]}},Q]}},Q]}},Q]}} | trigger.or.triggers.or.triggers.or.triggers.or.triggers VALIDATION",
        "{'or':{'triggers':[{'and':{'triggers':[Q,Q]}},Q]}} | ok",
        "{'customTrigger':{'appId':'APP'}} | trigger.customTrigger.id REQUIRED_FIELD",
        "{'customTrigger':{'id':'t'}} | trigger.customTrigger.appId REQUIRED_FIELD",
        "{'subtotalRange':{}} | trigger.subtotalRange REQUIRED_ONE_OF_FIELD",
        "{'subtotalRange':{'from':'10','to':'9.99'}} | trigger.subtotalRange.to VALIDATION",
        "{'subtotalRange':{'from':'10','to':'10.0'}} | ok",
        "{'subtotalRange':{'from':'10','scopes':[{'id':'x'}]}} | trigger.subtotalRange.scopes VALIDATION",
        "{'itemQuantityRange':{}} | trigger.itemQuantityRange REQUIRED_ONE_OF_FIELD",
        "{'itemQuantityRange':{'from':3,'to':2}} | trigger.itemQuantityRange.to VALIDATION",
        "{'customerEligibility':{}} | trigger.customerEligibility.individualMembersInfo.memberIds REQUIRED_FIELD",
        "{'customerEligibility':{'contactSegmentsInfo':{'segmentIds':['APP']}}} | trigger.customerEligibility.contactSegmentsInfo FIELD_NOT_ALLOWED",
        "{'customerEligibility':{'contactTagsInfo':{}}} | trigger.customerEligibility.contactTagsInfo FIELD_NOT_ALLOWED",
      })
  void triggers(String trigger, String expected) {
    String filled = trigger.replace("Q,", "{'itemQuantityRange':{'from':1}},");
    filled = filled.replace("Q]", "{'itemQuantityRange':{'from':1}}]");
    assertEquals(
        expected,
        first(
            "{'name':'n','trigger':"
                + filled
                + ",'discounts':{'values':[{'percentage':5,ITEMS}]}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':'all_APP'} | ok",
        "{'id':'specific_APP'} | VALIDATION",
        "{'id':'all_APP','type':'CUSTOM_FILTER'} | VALIDATION",
        "{'catalogItemFilter':{}} | VALIDATION",
        "{'catalogItemFilter':{'catalogAppId':'APP'},'type':'CUSTOM_FILTER'} | VALIDATION",
        "{'customFilter':{'appId':'APP','params':{'collectionIds':['c']}}} | ok",
        "{'customFilter':{'params':{'collectionIds':['c']}}} | VALIDATION",
        "{'customFilter':{'appId':'APP'}} | VALIDATION",
        "{'customFilter':{'appId':'APP','params':{'collectionIds':[]}}} | VALIDATION",
        "{'customFilter':{'appId':'APP','params':{'collectionIds':[1]}}} | VALIDATION",
      })
  void scopes(String scope, String expected) {
    String result =
        first(
            "{'name':'n','discounts':{'values':[{'percentage':5,'specificItemsInfo':{'scopes':["
                + scope
                + "]}}]}}");
    assertEquals(
        expected.equals("ok") ? "ok" : "discounts.values.specificItemsInfo.scopes " + expected,
        result);
  }

  @Test
  void nameDiscountAndWindow() {
    assertEquals("name REQUIRED_FIELD", first("{'discounts':{'values':[{'percentage':5,ITEMS}]}}"));
    assertEquals("discounts.values REQUIRED_FIELD", first("{'name':'n'}"));
    assertEquals(
        "discounts.values REQUIRED_FIELD", first("{'name':'n','discounts':{'values':[]}}"));
    assertEquals(
        "activeTimeInfo.recurrence FIELD_NOT_ALLOWED",
        first(
            "{'name':'n','activeTimeInfo':{'recurrence':{}},"
                + "'discounts':{'values':[{'percentage':5,ITEMS}]}}"));
  }
}
