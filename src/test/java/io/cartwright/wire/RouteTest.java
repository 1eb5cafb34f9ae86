package io.cartwright.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.wire.Violation.Rule;
import io.cartwright.wire.cart.AddToCartRequest;
import io.cartwright.wire.cart.CartApi;
import io.cartwright.wire.categories.CategoriesApi;
import io.cartwright.wire.common.LineItem;
import io.cartwright.wire.coupons.CouponsApi;
import io.cartwright.wire.deliveryprofile.DeliveryProfileApi;
import io.cartwright.wire.discountrules.DiscountRulesApi;
import io.cartwright.wire.discountrules.Queries;
import io.cartwright.wire.inventoryitemsv3.InventoryItemsV3Api;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.own.payment.PaymentApi;
import io.cartwright.wire.productsv3.ProductsV3Api;
import io.cartwright.wire.sdkauth.SdkAuthApi;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final String ID = "11111111-1111-4111-8111-111111111111";
  private static final String OTHER_ID = "22222222-2222-4222-8222-222222222222";

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> rules(Decoded<?> decoded) {
    return decoded.violations().stream().map(v -> v.field() + " " + v.violatedRule()).toList();
  }

  @Test
  void thePathWinsOverTheBody() {
    Decoded<AddToCartRequest> decoded =
        CartApi.ADD_TO_CART.decode(json("{'id':'" + OTHER_ID + "'}"), List.of(ID));
    assertEquals(List.of(), decoded.violations());
    assertEquals(ID, decoded.body().id());
  }

  @Test
  void aDottedPathParameterReachesIntoTheEntity() {
    var decoded =
        DiscountRulesApi.UPDATE_DISCOUNT_RULE.decode(
            json("{'discountRule':{'revision':'1','name':'n','id':'" + ID + "'}}"), List.of(ID));
    assertEquals(List.of(), decoded.violations());
    assertEquals(ID, decoded.body().discountRule().id());
    assertEquals(
        List.of("discountRule.id", "discountRule.name", "discountRule.revision"),
        decoded.present().paths());
  }

  @Test
  void aPathParameterIsCheckedAndToldOnce() {
    assertEquals(
        List.of("id FORMAT"),
        rules(CartApi.GET_CART.decodeQuery(List.of(Map.entry("id", "C1")), List.of("C1"))));
  }

  @Test
  void anEmptyBodyIsAnEmptyObject() {
    assertEquals(List.of(), CartApi.REMOVE_COUPON.decode(null, List.of(ID)).violations());
    assertEquals(ID, CartApi.REMOVE_COUPON.decode(new byte[0], List.of(ID)).body().id());
  }

  @Test
  void requiredFieldsOfTheRequestAndOfListElements() {
    Decoded<AddToCartRequest> decoded =
        CartApi.ADD_TO_CART.decode(
            json("{'lineItems':[{'quantity':1,'catalogReference':{}},{'quantity':1}]}"),
            List.of(ID));
    assertEquals(List.of("lineItems.catalogReference REQUIRED_FIELD"), rules(decoded));
    assertEquals("{\"index\":1}", decoded.violations().get(0).data().text());
    assertEquals(
        List.of("lineItemIds REQUIRED_FIELD"),
        rules(CartApi.REMOVE_LINE_ITEMS.decode(json("{}"), List.of(ID))));
  }

  @Test
  void requiredFieldsOfTheEntityOnCreateButNotOnPatch() {
    assertEquals(
        List.of("discountRule.discounts REQUIRED_FIELD", "discountRule.name REQUIRED_FIELD"),
        rules(
            DiscountRulesApi.CREATE_DISCOUNT_RULE.decode(json("{'discountRule':{}}"), List.of())));
    assertEquals(
        List.of("discountRule REQUIRED_FIELD"),
        rules(DiscountRulesApi.CREATE_DISCOUNT_RULE.decode(json("{}"), List.of())));
    assertEquals(
        List.of("discountRule.revision REQUIRED_FIELD"),
        rules(
            DiscountRulesApi.UPDATE_DISCOUNT_RULE.decode(
                json("{'discountRule':{'active':true}}"), List.of(ID))));
  }

  @Test
  void aRequiredFieldThatBrokeARuleIsToldOnce() {
    assertEquals(
        List.of("discountRule.name VALIDATION"),
        rules(
            DiscountRulesApi.CREATE_DISCOUNT_RULE.decode(
                json("{'discountRule':{'name':3,'discounts':{}}}"), List.of())));
  }

  @Test
  void oneOfARequiredGroup() {
    String rest = "'productId':'" + ID + "','variantId':'" + ID + "'";
    assertEquals(
        List.of("inventoryItem REQUIRED_ONE_OF_FIELD"),
        rules(
            InventoryItemsV3Api.CREATE_INVENTORY_ITEM.decode(
                json("{'inventoryItem':{" + rest + "}}"), List.of())));
    assertEquals(
        List.of(),
        rules(
            InventoryItemsV3Api.CREATE_INVENTORY_ITEM.decode(
                json("{'inventoryItem':{'quantity':3," + rest + "}}"), List.of())));
  }

  @Test
  void masksInEveryFormDecideForTheEntity() {
    for (String mask :
        List.of(
            "'name,active_time_info.start'",
            "['name','activeTimeInfo.start']",
            "{'paths':['discountRule.name','activeTimeInfo.start']}")) {
      var decoded =
          DiscountRulesApi.UPDATE_DISCOUNT_RULE.decode(
              json("{'discountRule':{'revision':'1','active':true},'mask':" + mask + "}"),
              List.of(ID));
      assertEquals(List.of(), decoded.violations());
      assertTrue(decoded.present().has("discountRule.name"), mask);
      assertTrue(decoded.present().has("discountRule.activeTimeInfo.start"), mask);
      assertTrue(!decoded.present().has("discountRule.active"), mask);
    }
  }

  @Test
  void masksOfBulkItemsAreLists() {
    var decoded =
        OrdersApi.BULK_UPDATE_ORDERS.decode(
            json(
                "{'orders':[{'order':{'id':'"
                    + ID
                    + "'},'fieldMask':'buyerInfo.email,archived'}]}"),
            List.of());
    assertEquals(List.of(), decoded.violations());
    assertEquals(
        List.of("buyerInfo.email", "archived"), decoded.body().orders().get(0).fieldMask());
  }

  @Test
  void everyMaskHasAnEntityToStartFrom() {
    assertEquals("specification", CouponsApi.UPDATE_COUPON.entity());
    assertEquals("cartInfo", CartApi.UPDATE_CART.entity());
    assertEquals("deliveryRegion", DeliveryProfileApi.UPDATE_DELIVERY_REGION.entity());
  }

  @Test
  void queryParametersAreNestedRepeatedAndTyped() {
    var decoded =
        CategoriesApi.LIST_ITEMS_IN_CATEGORY.decodeQuery(
            List.of(
                Map.entry("categoryId", ID),
                Map.entry("treeReference.appNamespace", "@wix/stores"),
                Map.entry("cursorPaging.limit", "5"),
                Map.entry("useCategoryArrangement", "true")),
            List.of(ID));
    assertEquals(List.of(), decoded.violations());
    assertEquals(5, decoded.body().cursorPaging().limit());
    assertEquals(true, decoded.body().useCategoryArrangement());
    for (var fields :
        List.of(
            List.of(Map.entry("fields", "URL"), Map.entry("fields", "CURRENCY")),
            List.of(Map.entry("fields", "URL,CURRENCY")))) {
      var product = ProductsV3Api.GET_PRODUCT.decodeQuery(fields, List.of(ID));
      assertEquals(2, product.body().fields().size());
    }
    assertEquals(
        1,
        ProductsV3Api.GET_PRODUCT
            .decodeQuery(List.of(Map.entry("fields", "URL")), List.of(ID))
            .body()
            .fields()
            .size());
    assertEquals(
        List.of("cursorPaging.limit VALIDATION"),
        rules(
            CategoriesApi.LIST_ITEMS_IN_CATEGORY.decodeQuery(
                List.of(
                    Map.entry("treeReference.appNamespace", "@wix/stores"),
                    Map.entry("cursorPaging.limit", "five")),
                List.of(ID))));
  }

  @Test
  void aWholeQueryInOneParameter() {
    String packed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json("{'query':{'filter':{'a':1.50},'cursorPaging':{'limit':7}}}"));
    var decoded =
        ProductsV3Api.QUERY_PRODUCTS.decodeQuery(List.of(Map.entry(".r", packed)), List.of());
    assertEquals("{\"a\":1.50}", decoded.body().query().filter().text());
    assertEquals(7, decoded.body().query().cursorPaging().limit());
    assertThrows(
        MalformedJson.class,
        () -> ProductsV3Api.QUERY_PRODUCTS.decodeQuery(List.of(Map.entry(".r", "?")), List.of()));
    assertThrows(
        MalformedJson.class,
        () ->
            ProductsV3Api.QUERY_PRODUCTS.decodeQuery(
                List.of(Map.entry("query", "1"), Map.entry("query.filter", "2")), List.of()));
  }

  @Test
  void longQueriesMayBePosted() {
    assertEquals(
        List.of(
            new Route.Fallback("POST", "/stores/v3/products/query"),
            new Route.Fallback("POST", "/_api/stores-catalog-orchestrator/v3/products/query")),
        ProductsV3Api.QUERY_PRODUCTS.fallbacks());
    assertTrue(ProductsV3Api.QUERY_PRODUCTS.isComplexQuery());
  }

  @Test
  void importsKeepWhatIsReadOnly() {
    assertTrue(OrdersApi.IMPORT_ORDER.isKeepsReadOnly());
    assertTrue(OrdersApi.IMPORT_ORDER.requiredPaths().contains("order.lineItems.quantity"));
  }

  @Test
  void aPathParameterWithoutAFieldIsMatchedAndDropped() {
    assertEquals(
        "{x}", SdkAuthApi.GRAPHQL.decode(json("{'query':'{x}'}"), List.of("v1")).body().query());
  }

  @Test
  void ourOwnMessagesAreDeclaredTheSameWay() {
    var decoded = PaymentApi.PAY_ORDER.decode(json("{'provider':'manual'}"), List.of(ID));
    assertEquals(List.of(), decoded.violations());
    assertEquals(ID, decoded.body().orderId());
  }

  @Test
  void requestAndResponseOfASample() {
    Decoded<AddToCartRequest> decoded =
        CartApi.ADD_TO_CART.decode(
            json(
                "{'id':'C1','lineItems':[{'quantity':2,'catalogReference':{'catalogItemId':'p1',"
                    + "'appId':'215238eb-22a5-4c36-9e7b-e7c08025e04e','options':{'variantId':'v1'}}}]}"),
            List.of("C1"));
    assertEquals(List.of("id FORMAT"), rules(decoded));
    LineItem line = decoded.body().lineItems().get(0);
    assertEquals("{\"variantId\":\"v1\"}", line.catalogReference().options().text());
    assertEquals(Rule.FORMAT, decoded.violations().get(0).violatedRule());
  }

  @Test
  void everyOperationOfTheContractIsListed() {
    List<String[]> rows = WireTypes.table("/contract-routes.tsv");
    assertEquals(582, rows.size());
    Set<String> names = new HashSet<>();
    rows.forEach(row -> assertTrue(names.add(row[0] + "." + row[1]), row[1]));
  }

  @Test
  void queriesKnowTheirFieldsAndOperators() {
    QuerySpec spec = Queries.DISCOUNT_RULE_QUERY_SPEC;
    assertEquals(QuerySpec.Paging.CURSOR, spec.paging());
    assertTrue(spec.fields().get("name").allows("$startsWith"));
    assertTrue(spec.fields().get("name").sortable());
    assertTrue(!spec.fields().get("tags.privateTags.tagIds").allows("$eq"));
  }
}
