package io.cartwright.shipping.option;

import static io.cartwright.shipping.ShippingFixture.code;
import static io.cartwright.shipping.ShippingFixture.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CallId;
import io.cartwright.shipping.ShippingFixture;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.shippingoptions.ShippingOption;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shipping options from the request to the outbox, on a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptionFlowIT {
  private static final String NOBODY = UUID.randomUUID().toString();
  private ShippingFixture node;
  private String ca;
  private String mx;

  @BeforeAll
  void open() {
    node = new ShippingFixture(TestDatabase.fresh());
    DeliveryProfile profile = node.profile("P", "CA", "MX");
    ca = profile.deliveryRegions().get(0).id();
    mx = profile.deliveryRegions().get(1).id();
  }

  @AfterAll
  void close() {
    node.close();
  }

  private ShippingOption read(String id) {
    return node.done(OptionOperations.GET_SHIPPING_OPTION, "{}", id).shippingOption();
  }

  @Test
  void createsReadsAndDeletes() {
    ShippingOption van = node.option("Van", "{'amount':'4.00'}", ca);
    assertEquals("1", van.revision());
    assertEquals(ca, van.deliveryRegionId());
    assertEquals(van, read(van.id()));
    node.done(OptionOperations.DELETE_SHIPPING_OPTION, "{}", van.id());
    assertEquals(
        "SHIPPING_OPTION_NOT_FOUND",
        code(node.call(OptionOperations.GET_SHIPPING_OPTION, "{}", van.id())));
    assertEquals(List.of("created", "deleted"), node.events(van.id()));
  }

  @Test
  void theOldSingleRegionIsTaken() {
    ShippingOption option =
        node.done(
                OptionOperations.CREATE_SHIPPING_OPTION,
                "{'shippingOption':{'deliveryRegionId':'" + ca + "','rates':[{'amount':'1'}]}}")
            .shippingOption();
    assertEquals(List.of(ca), option.deliveryRegionIds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'rates':[] | shippingOption.rates",
        "'title':'x' | shippingOption.rates",
        "'rates':[{}] | shippingOption.rates.amount",
        "'rates':[{'amount':'-1'}] | shippingOption.rates.amount",
        "'rates':[{'amount':'1.2345'}] | shippingOption.rates.amount",
        "'rates':[{'amount':'1','conditions':[{}]}] | shippingOption.rates.conditions.type",
        "'rates':[{'amount':'1','conditions':[{'type':'BY_MOON'}]}] |"
            + " shippingOption.rates.conditions.type",
        "'rates':[{'amount':'1','conditions':[{'type':'BY_TOTAL_QUANTITY','operator':'EQ',"
            + "'value':'1.5'}]}] | INVALID_QUANTITY_VALUE",
        "'rates':[{'amount':'1','conditions':[{'type':'BY_TOTAL_QUANTITY','operator':'EQ',"
            + "'value':'2.0'}]}] | ''",
        "'rates':[{'amount':'1','conditions':[{'type':'BY_TOTAL_WEIGHT','operator':'EQ',"
            + "'value':'1.5'}]}] | ''",
        "'deliveryRegionIds':['11111111-1111-1111-1111-111111111111'],'rates':[{'amount':'1'}] |"
            + " DELIVERY_REGION_NOT_FOUND"
      })
  void refusals(String fields, String wanted) {
    String text = fields.strip();
    assertEquals(
        wanted.equals("''") ? "" : wanted,
        field(
            node.call(
                OptionOperations.CREATE_SHIPPING_OPTION, "{'shippingOption':{" + text + "}}")));
  }

  @Test
  void aPatchMergesAndNeedsTheRevision() {
    ShippingOption van = node.option("Van", "{'amount':'4.00'}", ca);
    String patch = "{'shippingOption':{'revision':'%s',%s}}";
    node.done(
        OptionOperations.UPDATE_SHIPPING_OPTION,
        patch.formatted(1, "'estimatedDeliveryTime':'2 days'"),
        van.id());
    ShippingOption after =
        node.done(
                OptionOperations.UPDATE_SHIPPING_OPTION,
                patch.formatted(
                    2,
                    "'estimatedDeliveryTime':null,'rates':[{'amount':'6'}],'deliveryRegionIds':['"
                        + mx
                        + "']"),
                van.id())
            .shippingOption();
    assertNull(after.estimatedDeliveryTime());
    assertEquals("Van", after.title());
    assertEquals("6", after.rates().get(0).amount());
    assertEquals(List.of(ca), after.deliveryRegionIds(), "regions have their own operations");
    assertEquals("3", after.revision());
    assertEquals(
        "INVALID_REVISION",
        code(
            node.call(
                OptionOperations.UPDATE_SHIPPING_OPTION,
                patch.formatted(1, "'title':'x'"),
                van.id())));
    assertEquals(
        "INVALID_QUANTITY_VALUE",
        code(
            node.call(
                OptionOperations.UPDATE_SHIPPING_OPTION,
                patch.formatted(
                    3,
                    "'rates':[{'amount':'1','conditions':[{'type':'BY_TOTAL_QUANTITY',"
                        + "'operator':'LT','value':'0.5'}]}]"),
                van.id())));
    assertEquals(
        "shippingOption.revision",
        field(
            node.call(
                OptionOperations.UPDATE_SHIPPING_OPTION,
                "{'shippingOption':{'title':'x'}}",
                van.id())));
    assertEquals(
        "SHIPPING_OPTION_NOT_FOUND",
        code(
            node.call(
                OptionOperations.UPDATE_SHIPPING_OPTION,
                patch.formatted(1, "'title':'x'"),
                NOBODY)));
    assertEquals(after, read(van.id()));
    assertEquals(List.of("created", "updated", "updated"), node.events(van.id()));
  }

  @Test
  void regionsAreAddedAndRemoved() {
    ShippingOption van = node.option("Van", "{'amount':'4.00'}", ca);
    String ask = "{'deliveryRegionId':'%s','revision':'%s'}";
    ShippingOption added =
        node.done(OptionOperations.ADD_DELIVERY_REGION, ask.formatted(mx, 1), van.id())
            .shippingOption();
    assertEquals(List.of(ca, mx), added.deliveryRegionIds());
    assertEquals(
        added,
        node.done(OptionOperations.ADD_DELIVERY_REGION, ask.formatted(mx, 2), van.id())
            .shippingOption());
    assertEquals(
        "INVALID_REVISION",
        code(node.call(OptionOperations.REMOVE_DELIVERY_REGION, ask.formatted(ca, 1), van.id())));
    ShippingOption removed =
        node.done(OptionOperations.REMOVE_DELIVERY_REGION, ask.formatted(ca, 2), van.id())
            .shippingOption();
    assertEquals(List.of(mx), removed.deliveryRegionIds());
    assertEquals(mx, removed.deliveryRegionId());
    assertEquals("3", removed.revision());
    assertEquals(
        "DELIVERY_REGION_NOT_FOUND",
        code(node.call(OptionOperations.ADD_DELIVERY_REGION, ask.formatted(NOBODY, 3), van.id())));
    assertEquals(List.of("created", "updated", "updated"), node.events(van.id()));
  }

  @Test
  void queriesByRegionAndPagesByCursor() {
    DeliveryProfile profile = node.profile("Q", "FO", "GL");
    String fo = profile.deliveryRegions().get(0).id();
    String gl = profile.deliveryRegions().get(1).id();
    ShippingOption a = node.option("A", "{'amount':'1'}", fo);
    ShippingOption b = node.option("B", "{'amount':'1'}", fo, gl);
    assertEquals(List.of(a, b), query("{'deliveryRegionIds':{'$hasSome':['" + fo + "']}}"));
    assertEquals(
        List.of(b), query("{'deliveryRegionIds':{'$hasAll':['" + fo + "','" + gl + "']}}"));
    assertEquals(List.of(a, b), query("{'deliveryRegionId':'" + fo + "'}"));
    assertEquals(
        "query.filter.title",
        field(
            node.call(
                OptionOperations.QUERY_SHIPPING_OPTIONS, "{'query':{'filter':{'title':'A'}}}")));
    var page =
        node.done(
            OptionOperations.QUERY_SHIPPING_OPTIONS,
            "{'query':{'filter':{'deliveryRegionId':'" + fo + "'},'cursorPaging':{'limit':1}}}");
    assertEquals(List.of(a), page.shippingOptions());
    assertTrue(page.pagingMetadata().hasNext());
    String next = page.pagingMetadata().cursors().next();
    assertEquals(
        List.of(b),
        node.done(
                OptionOperations.QUERY_SHIPPING_OPTIONS,
                "{'query':{'cursorPaging':{'limit':1,'cursor':'" + next + "'}}}")
            .shippingOptions());
  }

  private List<ShippingOption> query(String filter) {
    return node.done(OptionOperations.QUERY_SHIPPING_OPTIONS, "{'query':{'filter':" + filter + "}}")
        .shippingOptions();
  }

  @Test
  void extendedFieldsKeepTheRevision() {
    ShippingOption van = node.option("Van", "{'amount':'4.00'}", ca);
    ShippingOption after =
        node.done(
                OptionOperations.UPDATE_EXTENDED_FIELDS,
                "{'namespace':'@acme/vans','namespaceData':{'colour':'blue'}}",
                van.id())
            .shippingOption();
    assertEquals("1", after.revision());
    assertEquals(
        "{\"colour\":\"blue\"}", after.extendedFields().namespaces().get("@acme/vans").text());
    assertEquals(
        "SHIPPING_OPTION_NOT_FOUND",
        code(
            node.call(
                OptionOperations.UPDATE_EXTENDED_FIELDS,
                "{'namespace':'n','namespaceData':{}}",
                "no-id")));
  }

  @Test
  void aRepeatedCommandIsAnsweredAndNotDoneAgain() {
    String json = "{'shippingOption':{'title':'Once','rates':[{'amount':'1'}]}}";
    CallId key = new CallId("key", true, 7);
    var first =
        ShippingFixture.await(node.send(OptionOperations.CREATE_SHIPPING_OPTION, key, json));
    var again =
        ShippingFixture.await(node.send(OptionOperations.CREATE_SHIPPING_OPTION, key, json));
    assertEquals(first, again);
  }
}
