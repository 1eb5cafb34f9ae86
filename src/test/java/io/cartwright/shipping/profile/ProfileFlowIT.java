package io.cartwright.shipping.profile;

import static io.cartwright.shipping.ShippingFixture.code;
import static io.cartwright.shipping.ShippingFixture.field;
import static io.cartwright.shipping.ShippingFixture.region;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CallId;
import io.cartwright.bus.Outcome;
import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.ShippingFixture;
import io.cartwright.shipping.option.OptionOperations;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.deliveryprofile.CreateDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.DeliveryCarrier;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.deliveryprofile.ListDeliveryCarriersResponse;
import io.cartwright.wire.shippingoptions.ShippingOption;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delivery profiles from the request to the outbox, on a real database. */
class ProfileFlowIT {
  private static final String NOBODY = UUID.randomUUID().toString();
  private ShippingFixture node;

  @BeforeEach
  void open() {
    node = new ShippingFixture(TestDatabase.fresh());
  }

  @AfterEach
  void close() {
    node.close();
  }

  private DeliveryProfile read(String id) {
    return node.done(ProfileOperations.GET_DELIVERY_PROFILE, "{}", id).deliveryProfile();
  }

  @Test
  void aSiteBeginsWithItsOwnCountryAndTheRestOfTheWorld() {
    DeliveryProfile first = node.defaultProfile();
    assertEquals(List.of("Domestic", "International"), names(first));
    assertEquals("US", first.deliveryRegions().get(0).destinations().get(0).countryCode());
    assertEquals(List.of(), first.deliveryRegions().get(1).destinations());
    assertEquals(List.of("created"), node.events(first.id()));
    assertEquals(
        "DEFAULT_DELIVERY_PROFILE_CANNOT_BE_DELETED",
        code(node.call(ProfileOperations.DELETE_DELIVERY_PROFILE, "{}", first.id())));
  }

  @Test
  void lookingForTheFirstTimeFromManySidesMakesOneDefault() {
    List<Future<?>> looks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      looks.add(
          node.send(
              ProfileOperations.QUERY_DELIVERY_PROFILES, CallId.minted("c" + i), "{'query':{}}"));
    }
    ShippingFixture.await(Future.all(looks));
    assertEquals(
        1,
        node.done(ProfileOperations.QUERY_DELIVERY_PROFILES, "{'query':{}}")
            .deliveryProfiles()
            .size());
  }

  private static List<String> names(DeliveryProfile profile) {
    return profile.deliveryRegions().stream().map(DeliveryRegion::name).toList();
  }

  @Test
  void createsReadsAndFinds() {
    DeliveryProfile made = node.profile("Bulky", "CA", "US-NY US-ca");
    assertEquals("1", made.revision());
    assertFalse(made.default_());
    assertTrue(made.deliveryRegions().get(0).active());
    assertEquals(new UUID(9, 9).toString(), made.createdBy().userId());
    assertEquals(made, read(made.id()));
    String regionId = made.deliveryRegions().get(1).id();
    assertEquals(
        made,
        node.done(ProfileOperations.GET_DELIVERY_PROFILE_BY_DELIVERY_REGION_ID, "{}", regionId)
            .deliveryProfile());
    for (String filter :
        List.of(
            "{'name':'Bulky'}",
            "{'name':{'$startsWith':'Bul'},'default':{'$ne':true}}",
            "{'id':{'$in':['" + made.id() + "']}}",
            "{'createdBy.userId':'" + new UUID(9, 9) + "'}")) {
      assertEquals(List.of(made), query("'filter':" + filter), filter);
    }
    assertEquals("query.filter.colour", unknownField("'filter':{'colour':'red'}"));
    assertEquals(
        "query.sort.colour", unknownField("'sort':[{'fieldName':'colour','order':'ASC'}]"));
  }

  private List<DeliveryProfile> query(String query) {
    return node.done(ProfileOperations.QUERY_DELIVERY_PROFILES, "{'query':{" + query + "}}")
        .deliveryProfiles();
  }

  private String unknownField(String query) {
    return field(node.call(ProfileOperations.QUERY_DELIVERY_PROFILES, "{'query':{" + query + "}}"));
  }

  @Test
  void pagesByCursor() {
    node.profile("A");
    node.profile("B");
    String by = "'sort':[{'fieldName':'name','order':'ASC'}]";
    var page =
        node.done(
            ProfileOperations.QUERY_DELIVERY_PROFILES,
            "{'query':{" + by + ",'cursorPaging':{'limit':2}}}");
    assertEquals(List.of("A", "B"), page.deliveryProfiles().stream().map(p -> p.name()).toList());
    assertTrue(page.pagingMetadata().hasNext());
    var next =
        node.done(
            ProfileOperations.QUERY_DELIVERY_PROFILES,
            "{'query':{'cursorPaging':{'limit':2,'cursor':'"
                + page.pagingMetadata().cursors().next()
                + "'}}}");
    assertEquals("General profile", next.deliveryProfiles().get(0).name());
  }

  @Test
  void renamesAtTheCurrentRevisionOnly() {
    DeliveryProfile made = node.profile("Old", "CA");
    String patch = "{'deliveryProfile':{'revision':'%s','name':%s}}";
    DeliveryProfile renamed =
        node.done(ProfileOperations.UPDATE_DELIVERY_PROFILE, patch.formatted(1, "'New'"), made.id())
            .deliveryProfile();
    assertEquals("2", renamed.revision());
    assertEquals(made.deliveryRegions(), renamed.deliveryRegions());
    assertEquals(
        "INVALID_REVISION",
        code(
            node.call(
                ProfileOperations.UPDATE_DELIVERY_PROFILE, patch.formatted(1, "'x'"), made.id())));
    assertEquals(
        "deliveryProfile.name",
        field(
            node.call(
                ProfileOperations.UPDATE_DELIVERY_PROFILE, patch.formatted(2, "null"), made.id())));
    assertEquals(List.of("created", "updated"), node.events(made.id()));
  }

  @Test
  void whatHasOperationsOfItsOwnIsNotUpdated() {
    DeliveryProfile made = node.profile("P", "CA");
    String regionId = made.deliveryRegions().get(0).id();
    assertEquals("DEFAULT_CANNOT_BE_UPDATED", patched(made, "'default':true"));
    assertEquals("DELIVERY_REGION_CANNOT_BE_UPDATED", patched(made, "'deliveryRegions':[]"));
    assertEquals(
        "DELIVERY_CARRIER_CANNOT_BE_UPDATED",
        code(
            node.call(
                ProfileOperations.UPDATE_DELIVERY_REGION,
                "{'deliveryRegion':{'deliveryCarriers':[]}}",
                made.id(),
                regionId)));
    assertEquals(made, read(made.id()));
    String same = "'deliveryRegions':[{'id':'" + regionId + "'," + region("CA").substring(1) + "]";
    assertEquals("", patched(made, same));
  }

  private String patched(DeliveryProfile profile, String fields) {
    return code(
        node.call(
            ProfileOperations.UPDATE_DELIVERY_PROFILE,
            "{'deliveryProfile':{'revision':'1'," + fields + "}}",
            profile.id()));
  }

  @Test
  void regionsComeChangeAndGo() {
    DeliveryProfile made = node.profile("P", "CA");
    DeliveryProfile two =
        node.done(
                ProfileOperations.ADD_DELIVERY_REGION,
                "{'deliveryRegion':" + region("US-NY MX") + ",'revision':'1'}",
                made.id())
            .deliveryProfile();
    assertEquals(2, two.deliveryRegions().size());
    String regionId = two.deliveryRegions().get(1).id();
    DeliveryRegion changed =
        node.done(
                ProfileOperations.UPDATE_DELIVERY_REGION,
                "{'deliveryRegion':{'active':false,'destinations':[{'countryCode':'MX'}]}}",
                made.id(),
                regionId)
            .deliveryProfile()
            .deliveryRegions()
            .get(1);
    assertEquals("Region US-NY MX", changed.name());
    assertEquals(1, changed.destinations().size());
    assertFalse(changed.active());
    ShippingOption option = node.option("Van", "{'amount':'1'}", regionId);
    assertEquals(
        "INVALID_REVISION",
        code(
            node.call(
                ProfileOperations.REMOVE_DELIVERY_REGION,
                "{'revision':'1'}",
                made.id(),
                regionId)));
    DeliveryProfile one =
        node.done(ProfileOperations.REMOVE_DELIVERY_REGION, "{}", made.id(), regionId)
            .deliveryProfile();
    assertEquals("4", one.revision());
    assertEquals(1, one.deliveryRegions().size());
    assertEquals(
        List.of("created", "region_added", "region_updated", "region_removed"),
        node.events(made.id()));
    ShippingOption left =
        node.done(OptionOperations.GET_SHIPPING_OPTION, "{}", option.id()).shippingOption();
    assertEquals(List.of(), left.deliveryRegionIds());
    assertNull(left.deliveryRegionId());
    assertEquals("2", left.revision());
    assertEquals(List.of("created", "updated"), node.events(option.id()));
    assertEquals(
        "DELIVERY_REGION_NOT_FOUND",
        code(
            node.call(
                ProfileOperations.GET_DELIVERY_PROFILE_BY_DELIVERY_REGION_ID, "{}", regionId)));
  }

  @Test
  void deletingAProfileTakesItsRegionsFromTheOptions() {
    DeliveryProfile made = node.profile("P", "CA", "MX");
    String ca = made.deliveryRegions().get(0).id();
    String mx = made.deliveryRegions().get(1).id();
    String home = node.defaultProfile().deliveryRegions().get(0).id();
    ShippingOption option = node.option("Van", "{'amount':'1'}", ca, home, mx);
    node.done(ProfileOperations.DELETE_DELIVERY_PROFILE, "{}", made.id());
    assertEquals(
        List.of(home),
        node.done(OptionOperations.GET_SHIPPING_OPTION, "{}", option.id())
            .shippingOption()
            .deliveryRegionIds());
    assertEquals(List.of("created", "deleted"), node.events(made.id()));
    assertEquals(
        "DELIVERY_PROFILE_NOT_FOUND",
        code(node.call(ProfileOperations.GET_DELIVERY_PROFILE, "{}", made.id())));
  }

  @Test
  void carriersComeChangeAndGo() {
    DeliveryProfile made = node.profile("P", "CA");
    String regionId = made.deliveryRegions().get(0).id();
    String add =
        "{'deliveryRegionId':'%s','deliveryCarrier':{'appId':'%s','backupRate':"
            + "{'title':'Fallback','amount':'9.50','active':true}}}";
    String basic = add.formatted(regionId, Carriers.BASIC_SHIPPING);
    DeliveryCarrier added =
        carriers(node.done(ProfileOperations.ADD_DELIVERY_CARRIER, basic).deliveryProfile()).get(0);
    assertEquals("9.50", added.backupRate().amount());
    assertEquals(
        "CARRIER_ALREADY_EXISTS_IN_REGION",
        code(node.call(ProfileOperations.ADD_DELIVERY_CARRIER, basic)));
    String update =
        "{'deliveryRegionId':'%s','deliveryCarrier':{'appId':'%s','additionalCharges':"
            + "[{'description':'Handling','amount':'1.25'}]}}";
    DeliveryCarrier changed =
        carriers(
                node.done(
                        ProfileOperations.UPDATE_DELIVERY_CARRIER,
                        update.formatted(regionId, Carriers.BASIC_SHIPPING))
                    .deliveryProfile())
            .get(0);
    assertEquals("Fallback", changed.backupRate().title());
    assertEquals("1.25", changed.additionalCharges().get(0).amount());
    String remove = "{'deliveryRegionId':'%s','appId':'%s'}";
    String gone = remove.formatted(regionId, Carriers.BASIC_SHIPPING);
    DeliveryProfile after =
        node.done(ProfileOperations.REMOVE_DELIVERY_CARRIER, gone).deliveryProfile();
    assertEquals(List.of(), carriers(after));
    assertEquals(
        after, node.done(ProfileOperations.REMOVE_DELIVERY_CARRIER, gone).deliveryProfile());
    assertEquals(
        List.of("created", "region_updated", "region_updated", "region_updated"),
        node.events(made.id()));
  }

  private static List<DeliveryCarrier> carriers(DeliveryProfile profile) {
    return profile.deliveryRegions().get(0).deliveryCarriers();
  }

  @Test
  void listsCarriersWithTheirRows() {
    DeliveryProfile made = node.profile("P", "CA", "MX");
    String ca = made.deliveryRegions().get(0).id();
    ShippingOption van = node.option("Van", "{'amount':'4.00'}", ca);
    String ask = "{'appIds':['%s','%s']}".formatted(Carriers.BASIC_SHIPPING, Carriers.PICKUP);
    ListDeliveryCarriersResponse listed =
        node.done(ProfileOperations.LIST_DELIVERY_CARRIERS, ask, made.id());
    assertEquals(1, listed.bulkActionMetadata().totalSuccesses());
    assertEquals(1, listed.bulkActionMetadata().totalFailures());
    assertEquals(
        "DELIVERY_CARRIER_NOT_FOUND",
        listed.results().get(1).deliveryCarrierMetadata().error().code());
    var settings = listed.results().get(0).deliveryCarrierRegionalSettings();
    assertEquals(2, settings.size());
    assertEquals(van.id(), settings.get(0).dashboardTables().get(0).rows().get(0).key());
    assertEquals(List.of(), settings.get(1).dashboardTables().get(0).rows());
    assertEquals(
        List.of(Carriers.BASIC_SHIPPING, Carriers.PICKUP),
        node
            .done(ProfileOperations.LIST_INSTALLED_DELIVERY_CARRIERS, "{}")
            .installedDeliveryCarriers()
            .stream()
            .map(carrier -> carrier.id())
            .toList());
  }

  @Test
  void rowsAreSwitchedOffAndOn() {
    DeliveryProfile made = node.profile("P", "CA");
    String ca = made.deliveryRegions().get(0).id();
    ShippingOption van = node.option("Van", "{'amount':'4.00'}", ca);
    node.done(ProfileOperations.ADD_DELIVERY_CARRIER, pickup(ca, "'amount':'2'"));
    String line = "line:" + made.id();
    assertEquals(List.of("Van", "Store"), node.titles("CA", null, line));
    String set = "{'carrierAppId':'%s','rowId':'%s','active':%s}";
    node.done(
        ProfileOperations.SET_DELIVERY_CARRIER_ACTIVE_STATUS,
        set.formatted(Carriers.BASIC_SHIPPING, van.id(), false));
    assertEquals(List.of("Store"), node.titles("CA", null, line));
    node.done(
        ProfileOperations.SET_DELIVERY_CARRIER_ACTIVE_STATUS,
        set.formatted(Carriers.PICKUP, ca, false));
    assertEquals(List.of(), node.titles("CA", null, line));
    String update = "{'carrierId':'%s','rowId':'%s','active':true}";
    node.done(
        ProfileOperations.UPDATE_CARRIER_SETTINGS,
        update.formatted(Carriers.BASIC_SHIPPING, van.id()));
    assertEquals(List.of("Van"), node.titles("CA", null, line));
    assertEquals(List.of("created"), node.events(van.id()));
    assertEquals(
        "DELIVERY_CARRIER_NOT_FOUND",
        code(
            node.call(
                ProfileOperations.SET_DELIVERY_CARRIER_ACTIVE_STATUS,
                set.formatted(NOBODY, van.id(), true))));
    assertEquals(
        "SHIPPING_OPTION_NOT_FOUND",
        code(
            node.call(
                ProfileOperations.SET_DELIVERY_CARRIER_ACTIVE_STATUS,
                set.formatted(Carriers.BASIC_SHIPPING, NOBODY, true))));
  }

  private static String pickup(String regionId, String amount) {
    return "{'deliveryRegionId':'%s','deliveryCarrier':{'appId':'%s','backupRate':{'title':'Store',"
            .formatted(regionId, Carriers.PICKUP)
        + amount
        + ",'active':true}}}";
  }

  @Test
  void extendedFieldsKeepTheRevision() {
    DeliveryProfile made = node.profile("P", "CA");
    String ask = "{'namespace':'@acme/maps','namespaceData':%s}";
    node.done(ProfileOperations.UPDATE_EXTENDED_FIELDS, ask.formatted("{'x':1}"), made.id());
    DeliveryProfile after =
        node.done(ProfileOperations.UPDATE_EXTENDED_FIELDS, ask.formatted("{'zone':7}"), made.id())
            .deliveryProfile();
    assertEquals("1", after.revision());
    assertEquals("{\"zone\":7}", after.extendedFields().namespaces().get("@acme/maps").text());
    assertEquals(List.of("created", "updated", "updated"), node.events(made.id()));
    assertEquals(
        "",
        code(
            node.call(
                ProfileOperations.UPDATE_DELIVERY_PROFILE,
                "{'deliveryProfile':{'revision':'1','name':'Q'}}",
                made.id())));
  }

  @Test
  void destinationPropertiesTellWherePickupIsTheOnlyWay() {
    DeliveryProfile first = node.defaultProfile();
    String home = first.deliveryRegions().get(0).id();
    node.done(ProfileOperations.ADD_DELIVERY_CARRIER, pickup(home, "'amount':'0'"));
    node.option("Abroad", "{'amount':'9'}", first.deliveryRegions().get(1).id());
    node.profile("P", "CA-ON");
    var properties = node.done(ProfileOperations.GET_DELIVERY_DESTINATION_PROPERTIES, "{}");
    assertFalse(properties.restOfWorld().pickupOnly());
    assertEquals(
        List.of("CA", "US"), properties.countries().stream().map(c -> c.country()).toList());
    assertEquals("CA-ON", properties.countries().get(0).subdivisions().get(0).subdivision());
    assertTrue(properties.countries().get(1).deliveryDestinationProperties().pickupOnly());
    node.option("Here too", "{'amount':'9'}", home);
    properties = node.done(ProfileOperations.GET_DELIVERY_DESTINATION_PROPERTIES, "{}");
    assertFalse(properties.countries().get(1).deliveryDestinationProperties().pickupOnly());
  }

  @Test
  void aSiteHasAtMost99ProfilesAnd250Destinations() {
    node.defaultProfile();
    List<Future<Outcome<CreateDeliveryProfileResponse>>> creations = new ArrayList<>();
    for (int i = 0; i < DeliveryStore.PROFILES_MAX; i++) {
      creations.add(
          node.send(
              ProfileOperations.CREATE_DELIVERY_PROFILE,
              CallId.minted("c" + i),
              "{'deliveryProfile':{'name':'P','deliveryRegions':[]}}"));
    }
    ShippingFixture.await(Future.all(creations));
    List<String> codes = creations.stream().map(done -> code(done.result())).sorted().toList();
    assertEquals(98, codes.stream().filter(String::isEmpty).count());
    assertEquals("DELIVERY_PROFILES_LIMIT_EXCEEDED", codes.get(98));
    DeliveryProfile one =
        creations.stream()
            .filter(done -> done.result().isDone())
            .findFirst()
            .get()
            .result()
            .orNull()
            .deliveryProfile();
    String many = String.join(" ", List.of(java.util.Locale.getISOCountries()).subList(0, 249));
    assertEquals(
        "",
        code(
            node.call(
                ProfileOperations.ADD_DELIVERY_REGION,
                "{'deliveryRegion':" + region(many) + "}",
                one.id())));
    String other = creations.get(0).result().orNull().deliveryProfile().id();
    assertEquals(
        "DESTINATIONS_LIMIT_EXCEEDED",
        code(
            node.call(
                ProfileOperations.ADD_DELIVERY_REGION,
                "{'deliveryRegion':" + region("CA") + "}",
                other.equals(one.id())
                    ? creations.get(1).result().orNull().deliveryProfile().id()
                    : other)));
  }

  @Test
  void changesAtTheSameTimeAllCount() {
    DeliveryProfile made = node.profile("P");
    List<Future<?>> adds = new ArrayList<>();
    for (String country : List.of("CA", "MX", "FR", "DE", "IT")) {
      adds.add(
          node.send(
              ProfileOperations.ADD_DELIVERY_REGION,
              CallId.minted(country),
              "{'deliveryRegion':" + region(country) + "}",
              made.id()));
    }
    ShippingFixture.await(Future.all(adds));
    assertEquals(5, read(made.id()).deliveryRegions().size());
    assertEquals("6", read(made.id()).revision());
  }
}
