package io.cartwright.shipping.offer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Basket;
import io.cartwright.pricing.BasketLine;
import io.cartwright.pricing.Delivery;
import io.cartwright.pricing.Evaluator;
import io.cartwright.pricing.Quote;
import io.cartwright.pricing.Quote.OptionQuote;
import io.cartwright.pricing.RuleBook;
import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.DeliveryQuestions;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.shipping.ShippingFixture;
import io.cartwright.shipping.option.OptionOperations;
import io.cartwright.shipping.profile.ProfileOperations;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.common.PickupMethod;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.shippingoptions.ShippingOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered where, from stored profiles and options to prices by the evaluator. */
class DeliverToIT {
  private DatabaseConfig database;
  private ShippingFixture node;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    node = new ShippingFixture(database);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private static String regionOf(DeliveryProfile profile, int index) {
    return profile.deliveryRegions().get(index).id();
  }

  @Test
  void theMostSpecificRegionCounts() {
    DeliveryProfile profile = node.profile("P", "US-NY CA", "DE", "");
    node.option("New York and Canada", "{'amount':'1'}", regionOf(profile, 0));
    node.option("Germany", "{'amount':'2'}", regionOf(profile, 1));
    node.option("World", "{'amount':'3'}", regionOf(profile, 2));
    String line = "line:" + profile.id();
    assertEquals(List.of("New York and Canada"), node.titles("US", "NY", line));
    assertEquals(List.of("New York and Canada"), node.titles("US", "us-ny", line));
    assertEquals(List.of("New York and Canada"), node.titles("CA", "QC", line));
    assertEquals(List.of("World"), node.titles("US", "CA", line));
    assertEquals(List.of("World"), node.titles("US", null, line));
    assertEquals(List.of("Germany"), node.titles("DE", "BY", line));
    DeliveryAnswer answer = node.deliver("DE", null, line);
    assertEquals(regionOf(profile, 1), answer.regionId());
    assertEquals("Region DE", answer.regionName());
  }

  @Test
  void withoutADestinationNothingIsOffered() {
    node.option("Any", "{'amount':'1'}", regionOf(node.defaultProfile(), 1));
    DeliveryAnswer answer = node.deliver(null, null, "line");
    assertEquals(List.of(), answer.delivery().options());
    assertFalse(answer.delivery().addressKnown());
    assertNull(answer.regionId());
    assertTrue(node.deliver("FR", null, "line").delivery().addressKnown());
  }

  @Test
  void aRegionThatIsSwitchedOffDeliversNothing() {
    DeliveryProfile profile = node.profile("P", "FR", "");
    node.option("France", "{'amount':'1'}", regionOf(profile, 0));
    node.option("World", "{'amount':'1'}", regionOf(profile, 1));
    node.done(
        ProfileOperations.UPDATE_DELIVERY_REGION,
        "{'deliveryRegion':{'active':false}}",
        profile.id(),
        regionOf(profile, 0));
    assertEquals(List.of(), node.titles("FR", null, "line:" + profile.id()));
    assertEquals(List.of("World"), node.titles("IT", null, "line:" + profile.id()));
  }

  @Test
  void linesWithoutAProfileOrWithALostOneTravelByTheDefaultOne() {
    node.option("Post", "{'amount':'1'}", regionOf(node.defaultProfile(), 1));
    DeliveryProfile lost = node.profile("Lost", "FR");
    node.done(ProfileOperations.DELETE_DELIVERY_PROFILE, "{}", lost.id());
    assertEquals(List.of("Post"), node.titles("FR", null, "a", "b:" + lost.id()));
    assertNull(
        node.deliver("FR", null, "a", "b:" + lost.id())
            .delivery()
            .options()
            .get(0)
            .parts()
            .get(0)
            .lineIds());
  }

  private static Map<String, String> offered(DeliveryAnswer answer, BasketLine... lines) {
    Map<String, String> prices = new TreeMap<>();
    for (OptionQuote option : price(answer, lines).shipping().options()) {
      prices.put(option.title(), Currency.of("USD").format(option.priceMinor()));
    }
    return prices;
  }

  private static Quote price(DeliveryAnswer answer, BasketLine... lines) {
    Basket basket =
        Basket.builder(
                Currency.of("USD"), java.time.Instant.parse("2026-01-02T03:04:05Z"), List.of(lines))
            .delivery(answer.delivery())
            .build();
    return new Evaluator().price(RuleBook.empty(1), basket);
  }

  private static BasketLine line(String id, long unitMinor, int quantity, double weight) {
    return BasketLine.builder(id, unitMinor, quantity)
        .shippable(true)
        .weightE6(Math.round(weight * 1_000_000))
        .build();
  }

  @Test
  void severalProfilesGiveOptionsOfSeveralParts() {
    DeliveryProfile bulky = node.profile("Bulky", "US");
    String home = regionOf(node.defaultProfile(), 0);
    String big = regionOf(bulky, 0);
    node.option("Both", "{'amount':'3','multiplyByQuantity':true}", home, big);
    node.option("Express", "{'amount':'10'}", home);
    node.option("Truck", "{'amount':'50'}", big);
    node.option("Crane", "{'amount':'90'}", big);
    String sofa = "sofa:" + bulky.id();
    DeliveryAnswer answer = node.deliver("US", null, "book", sofa);
    assertEquals(
        Map.of("Both", "9.00", "Express + Truck", "60.00", "Express + Crane", "100.00"),
        offered(answer, line("book", 1_000, 2, 1), line("sofa", 90_000, 1, 1)));
    assertEquals(
        List.of("Both", "Express + Truck", "Express + Crane"),
        node.titles("US", null, "book", sofa));
    Quote quote = price(answer, line("book", 1_000, 2, 1), line("sofa", 90_000, 1, 1));
    assertFalse(quote.shipping().chosen().partial());
    assertEquals("Both", quote.shipping().chosen().title());
    assertEquals(home, answer.regionId());
    assertEquals(List.of(), node.titles("CA", null, "book", sofa), "the sofa stays at home");
    assertEquals(List.of("Both", "Truck", "Crane"), node.titles("US", null, sofa));
  }

  @Test
  void codesOfCombinationsAreStable() {
    DeliveryProfile bulky = node.profile("Bulky", "US");
    node.option("Express", "{'amount':'10'}", regionOf(node.defaultProfile(), 0));
    ShippingOption truck = node.option("Truck", "{'amount':'50'}", regionOf(bulky, 0));
    String sofa = "sofa:" + bulky.id();
    String code = node.deliver("US", null, "book", sofa).delivery().options().get(0).code();
    node.option("Crane", "{'amount':'50'}", regionOf(bulky, 0));
    assertEquals(code, node.deliver("US", null, "book", sofa).delivery().options().get(0).code());
    assertEquals(truck.id(), node.deliver("US", null, sofa).delivery().options().get(0).code());
  }

  @ParameterizedTest
  @CsvSource({
    "BY_TOTAL_PRICE, EQ, 20, true", "BY_TOTAL_PRICE, EQ, 20.000001, false",
    "BY_TOTAL_PRICE, GT, 19.999999, true", "BY_TOTAL_PRICE, GT, 20, false",
    "BY_TOTAL_PRICE, GTE, 20, true", "BY_TOTAL_PRICE, GTE, 20.000001, false",
    "BY_TOTAL_PRICE, LT, 20.000001, true", "BY_TOTAL_PRICE, LT, 20, false",
    "BY_TOTAL_PRICE, LTE, 20, true", "BY_TOTAL_PRICE, LTE, 19.999999, false",
    "BY_TOTAL_WEIGHT, EQ, 3, true", "BY_TOTAL_WEIGHT, EQ, 3.000001, false",
    "BY_TOTAL_WEIGHT, GT, 2.999999, true", "BY_TOTAL_WEIGHT, GT, 3, false",
    "BY_TOTAL_WEIGHT, GTE, 3, true", "BY_TOTAL_WEIGHT, GTE, 3.000001, false",
    "BY_TOTAL_WEIGHT, LT, 3.000001, true", "BY_TOTAL_WEIGHT, LT, 3, false",
    "BY_TOTAL_WEIGHT, LTE, 3, true", "BY_TOTAL_WEIGHT, LTE, 2.999999, false",
    "BY_TOTAL_QUANTITY, EQ, 2, true", "BY_TOTAL_QUANTITY, EQ, 3, false",
    "BY_TOTAL_QUANTITY, GT, 1, true", "BY_TOTAL_QUANTITY, GT, 2, false",
    "BY_TOTAL_QUANTITY, GTE, 2, true", "BY_TOTAL_QUANTITY, GTE, 3, false",
    "BY_TOTAL_QUANTITY, LT, 3, true", "BY_TOTAL_QUANTITY, LT, 2, false",
    "BY_TOTAL_QUANTITY, LTE, 2, true", "BY_TOTAL_QUANTITY, LTE, 1, false"
  })
  void everyOperatorHoldsUpToItsBoundary(
      String type, String operator, String value, boolean holds) {
    String rate =
        "{'amount':'5','conditions':[{'type':'%s','operator':'%s','value':'%s'}]}"
            .formatted(type, operator, value);
    node.option("Post", rate, regionOf(node.defaultProfile(), 0));
    Map<String, String> prices = offered(node.deliver("US", null, "a"), line("a", 1_000, 2, 1.5));
    assertEquals(holds ? Map.of("Post", "5.00") : Map.of(), prices);
  }

  @Test
  void ofSeveralValidRatesTheLowestCountsAfterMultiplying() {
    String home = regionOf(node.defaultProfile(), 0);
    node.option(
        "Post",
        "{'amount':'3','multiplyByQuantity':true},{'amount':'8'},{'amount':'0','conditions':["
            + "{'type':'BY_TOTAL_PRICE','operator':'GTE','value':'75'},"
            + "{'type':'BY_TOTAL_QUANTITY','operator':'LTE','value':'5'}]}",
        home);
    DeliveryAnswer answer = node.deliver("US", null, "a");
    assertEquals(Map.of("Post", "6.00"), offered(answer, line("a", 1_000, 2, 0)));
    assertEquals(Map.of("Post", "8.00"), offered(answer, line("a", 1_000, 3, 0)));
    assertEquals(Map.of("Post", "0.00"), offered(answer, line("a", 2_500, 3, 0)));
    assertEquals(Map.of("Post", "8.00"), offered(answer, line("a", 2_500, 6, 0)), "all must hold");
  }

  @ParameterizedTest
  @CsvSource({"USD, 1.005, 101", "USD, 1.004, 100", "JPY, 1.5, 2", "KWD, 1.005, 1005"})
  void amountsAreRoundedHalfUpToMinorUnits(String currency, String amount, long minor) {
    node.currency = currency;
    node.option("Post", "{'amount':'" + amount + "'}", regionOf(node.defaultProfile(), 0));
    Delivery.Option option = node.deliver("US", null, "a").delivery().options().get(0);
    assertEquals(minor, option.parts().get(0).rates().get(0).amountMinor());
  }

  private void carrier(String regionId, String appId, String title, String amount, String charge) {
    node.done(
        ProfileOperations.ADD_DELIVERY_CARRIER,
        ("{'deliveryRegionId':'%s','deliveryCarrier':{'appId':'%s','backupRate':{'title':'%s',"
                + "'amount':'%s','active':true},'additionalCharges':[%s]}}")
            .formatted(regionId, appId, title, amount, charge));
  }

  @Test
  void theBackupRateShowsWhereTheCarrierHasNoRateAndChargesAreAdded() {
    String home = regionOf(node.defaultProfile(), 0);
    carrier(
        home,
        Carriers.BASIC_SHIPPING,
        "Fallback",
        "9.50",
        "{'description':'Handling','amount':'1.25'}");
    node.option(
        "Light",
        "{'amount':'2','conditions':[{'type':'BY_TOTAL_WEIGHT','operator':'LT','value':'1'}]}",
        home);
    DeliveryAnswer answer = node.deliver("US", null, "a");
    assertEquals(Map.of("Light", "3.25"), offered(answer, line("a", 1_000, 1, 0.5)));
    assertEquals(Map.of("Fallback", "10.75"), offered(answer, line("a", 1_000, 1, 1)));
    OptionQuote light = price(answer, line("a", 1_000, 1, 0.5)).shipping().chosen();
    assertEquals(200, light.rateMinor());
    assertEquals(List.of(new Delivery.Charge("HANDLING_FEE", 125)), light.charges());
  }

  @Test
  void aProfileWithoutABackupRateTakesPartInTheBackupWithItsRates() {
    DeliveryProfile bulky = node.profile("Bulky", "US");
    node.option("Truck", "{'amount':'50'}", regionOf(bulky, 0));
    carrier(regionOf(node.defaultProfile(), 0), Carriers.BASIC_SHIPPING, "Fallback", "9", "");
    DeliveryAnswer answer = node.deliver("US", null, "book", "sofa:" + bulky.id());
    assertEquals(
        Map.of("Fallback", "59.00"),
        offered(answer, line("book", 1_000, 1, 1), line("sofa", 1_000, 1, 1)));
  }

  @Test
  void pickupIsOfferedAtTheBusinessAddress() {
    String home = regionOf(node.defaultProfile(), 0);
    carrier(home, Carriers.PICKUP, "Our shop", "0", "");
    ShippingOption post =
        node.done(
                OptionOperations.CREATE_SHIPPING_OPTION,
                ("{'shippingOption':{'title':'Post','estimatedDeliveryTime':'2 days',"
                        + "'deliveryRegionIds':['%s'],'rates':[{'amount':'5'}]}}")
                    .formatted(home))
            .shippingOption();
    DeliveryAnswer answer = node.deliver("US", null, "a");
    assertEquals(
        Map.of("Post", "5.00", "Our shop", "0.00"), offered(answer, line("a", 1_000, 1, 1)));
    var pickup = answer.logistics().get(DeliveryQuestions.key(Carriers.PICKUP, "pickup"));
    assertEquals("New York", pickup.pickupDetails().address().city());
    assertEquals(PickupMethod.STORE_PICKUP, pickup.pickupDetails().pickupMethod());
    assertEquals(
        "2 days",
        answer
            .logistics()
            .get(DeliveryQuestions.key(Carriers.BASIC_SHIPPING, post.id()))
            .deliveryTime());
  }

  @Test
  void removingBasicShippingTakesTheOptionsOfARegionAndAddingItBringsThemBack() {
    String home = regionOf(node.defaultProfile(), 0);
    node.option("Post", "{'amount':'5'}", home);
    String ask = "{'deliveryRegionId':'%s','appId':'%s'}".formatted(home, Carriers.BASIC_SHIPPING);
    node.done(ProfileOperations.REMOVE_DELIVERY_CARRIER, ask);
    assertEquals(List.of(), node.titles("US", null, "a"));
    carrier(home, Carriers.PICKUP, "Our shop", "0", "");
    assertEquals(List.of("Our shop"), node.titles("US", null, "a"));
    node.done(
        ProfileOperations.ADD_DELIVERY_CARRIER,
        "{'deliveryRegionId':'%s','deliveryCarrier':{'appId':'%s'}}"
            .formatted(home, Carriers.BASIC_SHIPPING));
    assertEquals(List.of("Post", "Our shop"), node.titles("US", null, "a"));
  }

  @Test
  void optionsStandInTheOrderOfTheirCreation() {
    String home = regionOf(node.defaultProfile(), 0);
    for (String title : List.of("C", "A", "B")) node.option(title, "{'amount':'5'}", home);
    assertEquals(List.of("C", "A", "B"), node.titles("US", null, "a"));
  }

  @Test
  void anotherNodeFollowsWithinTwoSeconds() throws InterruptedException {
    try (ShippingFixture other = new ShippingFixture(database, node.siteId)) {
      String home = regionOf(node.defaultProfile(), 0);
      assertEquals(List.of(), other.titles("US", null, "a"));
      ShippingOption post = node.option("Post", "{'amount':'5'}", home);
      long end = System.nanoTime() + 2_000_000_000L;
      while (other.titles("US", null, "a").isEmpty()) {
        assertTrue(System.nanoTime() < end, "not within two seconds");
        Thread.sleep(20);
      }
      assertEquals(post.id(), other.deliver("US", null, "a").delivery().options().get(0).code());
      assertEquals(node.defaultProfile(), other.defaultProfile());
    }
  }
}
