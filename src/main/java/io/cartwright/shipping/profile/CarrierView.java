package io.cartwright.shipping.profile;

import static io.cartwright.shipping.DeliveryMessages.list;

import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.shipping.offer.SiteDelivery;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.BulkActionMetadata;
import io.cartwright.wire.deliveryprofile.Column;
import io.cartwright.wire.deliveryprofile.DashboardTable;
import io.cartwright.wire.deliveryprofile.DeliveryCarrier;
import io.cartwright.wire.deliveryprofile.DeliveryCarrierDetails;
import io.cartwright.wire.deliveryprofile.DeliveryCarrierRegionalSettings;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.deliveryprofile.InstalledDeliveryCarrier;
import io.cartwright.wire.deliveryprofile.ItemMetadata;
import io.cartwright.wire.deliveryprofile.ListDeliveryCarriersResponse;
import io.cartwright.wire.deliveryprofile.ListDeliveryCarriersResult;
import io.cartwright.wire.deliveryprofile.Row;
import io.cartwright.wire.own.shipping.StoredOption;
import io.cartwright.wire.own.shipping.StoredProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The carriers of a profile with what can be set of them in each region. */
final class CarrierView {
  private static final int ROWS_MAX = 25;
  private static final int TABLES_MAX = 5;
  private static final String TITLE = "title";
  private static final String TIME = "estimatedDeliveryTime";
  private static final String AMOUNT = "amount";

  private final StoredProfile profile;
  private final SiteDelivery site;

  CarrierView(StoredProfile profile, SiteDelivery site) {
    this.profile = profile;
    this.site = site;
  }

  static InstalledDeliveryCarrier installed(Carriers.Carrier carrier) {
    return InstalledDeliveryCarrier.builder()
        .id(carrier.appId())
        .displayName(carrier.displayName())
        .description(carrier.description())
        .fallbackDefinitionMandatory(carrier.backupMandatory())
        .toggleGetCarrierSettingsEnabled(true)
        .build();
  }

  /**
   * @param appIds the carriers asked for, of which each is answered on its own; null: all that
   *     serve the profile
   */
  ListDeliveryCarriersResponse listed(List<String> appIds) {
    List<ListDeliveryCarriersResult> results = new ArrayList<>();
    int failures = 0;
    List<String> asked =
        appIds != null ? appIds : Carriers.BUILT_IN.stream().map(Carriers.Carrier::appId).toList();
    for (String appId : asked) {
      Optional<Carriers.Carrier> carrier = Carriers.find(appId);
      List<DeliveryCarrierRegionalSettings> settings =
          carrier.map(known -> settings(known.appId())).orElse(List.of());
      if (!settings.isEmpty()) {
        results.add(result(carrier.get(), settings));
      } else if (appIds != null) {
        failures++;
        results.add(missing(appId));
      }
    }
    return new ListDeliveryCarriersResponse(
        results, new BulkActionMetadata(results.size() - failures, failures, 0));
  }

  private static ListDeliveryCarriersResult missing(String appId) {
    ApplicationError error =
        ApplicationError.builder()
            .code(ShippingRefusal.DELIVERY_CARRIER_NOT_FOUND.name())
            .description("the carrier does not serve this profile")
            .build();
    return ListDeliveryCarriersResult.builder()
        .deliveryCarrierMetadata(new ItemMetadata(appId, false, error))
        .build();
  }

  private static ListDeliveryCarriersResult result(
      Carriers.Carrier carrier, List<DeliveryCarrierRegionalSettings> settings) {
    return ListDeliveryCarriersResult.builder()
        .deliveryCarrierMetadata(new ItemMetadata(carrier.appId(), true, null))
        .deliveryCarrierDetails(
            DeliveryCarrierDetails.builder()
                .id(carrier.appId())
                .displayName(carrier.displayName())
                .description(carrier.description())
                .fallbackDefinitionMandatory(carrier.backupMandatory())
                .toggleGetCarrierSettingsEnabled(true)
                .toggleUpdateCarrierActiveStatusEnabled(true)
                .build())
        .deliveryCarrierRegionalSettings(settings)
        .build();
  }

  private List<DeliveryCarrierRegionalSettings> settings(String appId) {
    List<DeliveryCarrierRegionalSettings> settings = new ArrayList<>();
    for (DeliveryRegion region : profile.profile().deliveryRegions()) {
      if (appId.equals(Carriers.BASIC_SHIPPING)) {
        if (Regions.hasOptions(profile, region.id())) {
          settings.add(new DeliveryCarrierRegionalSettings(region.id(), tables(options(region))));
        }
      } else {
        list(region.deliveryCarriers()).stream()
            .filter(carrier -> carrier.appId().equals(appId))
            .forEach(
                carrier ->
                    settings.add(
                        new DeliveryCarrierRegionalSettings(
                            region.id(), tables(List.of(row(region, carrier))))));
      }
    }
    return settings;
  }

  private List<Row> options(DeliveryRegion region) {
    List<Row> rows = new ArrayList<>();
    site.options().stream()
        .map(stored -> stored.value())
        .filter(stored -> stored.option().deliveryRegionIds().contains(region.id()))
        .forEach(stored -> rows.add(row(stored)));
    return rows;
  }

  private static Row row(StoredOption stored) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(TITLE, stored.option().title());
    data.put(TIME, stored.option().estimatedDeliveryTime());
    data.put(AMOUNT, stored.option().rates().get(0).amount());
    return new Row(stored.option().id(), Json.of(data), !Boolean.TRUE.equals(stored.inactive()));
  }

  private static Row row(DeliveryRegion region, DeliveryCarrier carrier) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(TITLE, carrier.backupRate().title());
    data.put(AMOUNT, carrier.backupRate().amount());
    return new Row(region.id(), Json.of(data), Boolean.TRUE.equals(carrier.backupRate().active()));
  }

  private static List<DashboardTable> tables(List<Row> rows) {
    List<Column> columns =
        List.of(
            new Column(TITLE, "Title"),
            new Column(TIME, "Estimated delivery time"),
            new Column(AMOUNT, "Rate"));
    List<DashboardTable> tables = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(rows.size(), from + ROWS_MAX);
      tables.add(new DashboardTable("Rates", columns, rows.subList(from, to)));
      from = to;
    } while (from < rows.size() && tables.size() < TABLES_MAX);
    return tables;
  }
}
