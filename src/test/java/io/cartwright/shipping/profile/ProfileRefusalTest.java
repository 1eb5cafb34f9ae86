package io.cartwright.shipping.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Outcome;
import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.ShippingFixture;
import io.cartwright.wire.Fields;
import io.cartwright.wire.deliveryprofile.AdditionalCharge;
import io.cartwright.wire.deliveryprofile.BackupRate;
import io.cartwright.wire.deliveryprofile.DeliveryCarrier;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.own.shipping.StoredProfile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row for each way in which a move of a profile is refused. */
class ProfileRefusalTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final UUID ID = new UUID(1, 1);

  private static StoredProfile profile(String... regions) {
    Outcome<StoredProfile> made = create(null, regions);
    if (made.orNull() == null) throw new AssertionError(made.toString());
    return made.orNull();
  }

  private static Outcome<StoredProfile> create(Boolean asDefault, String... regions) {
    DeliveryProfile asked =
        DeliveryProfile.builder()
            .name("P")
            .default_(asDefault)
            .deliveryRegions(List.of(regions).stream().map(ProfileRefusalTest::region).toList())
            .build();
    return Profiles.create(ID, asked, null, UUID::randomUUID, NOW);
  }

  private static DeliveryRegion region(String places) {
    return DeliveryRegion.CODEC.fromText(ShippingFixture.region(places).replace('\'', '"'));
  }

  /** Regions are divided by slashes, their places by spaces; nothing is the rest of the world. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "US/CA, none",
        "US-NY/US-CA, none",
        "US/'', none",
        "US/US, DESTINATIONS_COLLISION",
        "US/US-NY, DESTINATIONS_COLLISION",
        "US-NY/US, DESTINATIONS_COLLISION",
        "US-NY/US-ny, DESTINATIONS_COLLISION",
        "US US/CA, DESTINATIONS_COLLISION",
        "-/-, DESTINATIONS_COLLISION",
        "SE-AB/CA, SUBDIVISIONS_UNSUPPORTED_FOR_COUNTRY",
        "GB-SCT/GB-eng, none",
        "US-XX/CA, INVALID_ARGUMENT"
      })
  void destinations(String regions, String code) {
    String[] all = regions.replace("''", "").replace("-/-", " / ").split("/", -1);
    for (int i = 0; i < all.length; i++) all[i] = all[i].strip();
    assertEquals(code == null ? "" : code, ShippingFixture.code(create(null, all)));
  }

  @Test
  void aSecondDefaultAndAnEmptyName() {
    assertEquals("SINGLE_DEFAULT_DELIVERY_PROFILE", ShippingFixture.code(create(true)));
    DeliveryProfile nameless = DeliveryProfile.builder().name(" ").build();
    assertEquals(
        "deliveryProfile.name",
        ShippingFixture.field(Profiles.create(ID, nameless, null, UUID::randomUUID, NOW)));
  }

  @Test
  void regions() {
    StoredProfile before = profile("US");
    String id = before.profile().deliveryRegions().get(0).id();
    assertEquals("DESTINATIONS_COLLISION", code(Regions.add(before, region("US-NY"), ID, NOW)));
    assertEquals("", code(Regions.add(before, region(""), ID, NOW)));
    assertEquals("DELIVERY_REGION_NOT_FOUND", code(Regions.remove(before, "x", NOW)));
    DeliveryRegion cleared = DeliveryRegion.builder().id(id).build();
    assertEquals(
        "deliveryRegion.name",
        ShippingFixture.field(Regions.update(before, cleared, fields("{\"name\":null}"), NOW)));
    assertEquals(
        "DELIVERY_CARRIER_CANNOT_BE_UPDATED",
        code(Regions.update(before, cleared, fields("{\"deliveryCarriers\":[]}"), NOW)));
  }

  private static Fields fields(String json) {
    return Fields.of(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String code(Outcome<?> outcome) {
    return ShippingFixture.code(outcome);
  }

  private static String add(StoredProfile before, String appId, String amount) {
    BackupRate rate = amount == null ? null : new BackupRate("T", amount, true);
    String region = before.profile().deliveryRegions().get(0).id();
    return ShippingFixture.field(
        RegionCarriers.add(before, region, new DeliveryCarrier(appId, rate, null), NOW));
  }

  @Test
  void addingCarriers() {
    StoredProfile before = profile("US");
    assertEquals("UNKNOWN_DELIVERY_CARRIER", add(before, ID.toString(), "1"));
    assertEquals("DELIVERY_CARRIER_MISSING_BACKUP_RATE", add(before, Carriers.PICKUP, null));
    assertEquals("", add(before, Carriers.BASIC_SHIPPING, null));
    String region = before.profile().deliveryRegions().get(0).id();
    DeliveryCarrier empty =
        new DeliveryCarrier(Carriers.BASIC_SHIPPING, new BackupRate("T", null, true), null);
    assertEquals(
        "DELIVERY_CARRIER_MISSING_BACKUP_RATE",
        code(RegionCarriers.add(before, region, empty, NOW)));
    StoredProfile with =
        RegionCarriers.add(before, region, empty.toBuilder().backupRate(null).build(), NOW)
            .orNull()
            .next();
    assertEquals(
        "CARRIER_ALREADY_EXISTS_IN_REGION",
        add(with, Carriers.BASIC_SHIPPING.toUpperCase(java.util.Locale.ROOT), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1000000000", "1.0000001", "x", "1e99", ""})
  void amountsOfBackupRatesAndCharges(String amount) {
    StoredProfile before = profile("US");
    assertEquals("deliveryCarrier.backupRate.amount", add(before, Carriers.BASIC_SHIPPING, amount));
    DeliveryCarrier charged =
        new DeliveryCarrier(
            Carriers.BASIC_SHIPPING, null, List.of(new AdditionalCharge("Fee", amount)));
    String region = before.profile().deliveryRegions().get(0).id();
    assertEquals(
        "deliveryCarrier.additionalCharges.amount",
        ShippingFixture.field(RegionCarriers.add(before, region, charged, NOW)));
  }

  @Test
  void updatingCarriers() {
    StoredProfile before = profile("US");
    String region = before.profile().deliveryRegions().get(0).id();
    DeliveryCarrier none = DeliveryCarrier.builder().build();
    DeliveryCarrier basic = DeliveryCarrier.builder().appId(Carriers.BASIC_SHIPPING).build();
    DeliveryCarrier unknown = DeliveryCarrier.builder().appId(ID.toString()).build();
    assertEquals(
        "APP_ID_CANNOT_BE_UPDATED",
        code(RegionCarriers.update(before, region, none, fields("{\"appId\":null}"), NOW)));
    assertEquals(
        "deliveryCarrier.appId",
        ShippingFixture.field(RegionCarriers.update(before, region, none, fields("{}"), NOW)));
    assertEquals(
        "UNKNOWN_DELIVERY_CARRIER",
        code(RegionCarriers.update(before, region, unknown, null, NOW)));
    assertEquals(
        "DELIVERY_CARRIER_NOT_FOUND",
        code(RegionCarriers.update(before, region, basic, null, NOW)));
    assertEquals(
        "DELIVERY_REGION_NOT_FOUND", code(RegionCarriers.update(before, "x", basic, null, NOW)));
    assertEquals(
        "DELIVERY_CARRIER_NOT_FOUND",
        code(RegionCarriers.setActive(before, region, Carriers.PICKUP, true, NOW)));
  }
}
