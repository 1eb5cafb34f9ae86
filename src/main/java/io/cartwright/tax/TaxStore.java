package io.cartwright.tax;

import static io.cartwright.store.ColumnType.NUMERIC;
import static io.cartwright.store.ColumnType.TEXT;
import static io.cartwright.store.ColumnType.TEXT_ARRAY;
import static io.cartwright.store.ColumnType.UUID;

import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.wire.manualtaxmappings.ExemptDetails;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.cartwright.wire.taxgroups.TaxGroup;
import io.cartwright.wire.taxregions.TaxRegion;
import io.cartwright.wire.taxsettings.TaxSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tax groups, regions, mappings and settings in Postgres. */
public final class TaxStore {
  /** Unique index: one region for a place. */
  public static final String REGION_PLACE = "tax_region_place";

  /** Unique constraint: one mapping for a region and a group. */
  public static final String MAPPING_PLACE = "manual_tax_mapping_place";

  public static final DocumentTable<TaxGroup> GROUPS =
      DocumentTable.named(
              "tax_group", DocumentFormat.of(TaxGroup.CODEC::toText, TaxGroup.CODEC::fromText))
          .column("name", TEXT, TaxGroup::name)
          .build();

  public static final DocumentTable<TaxRegion> REGIONS =
      DocumentTable.named(
              "tax_region", DocumentFormat.of(TaxRegion.CODEC::toText, TaxRegion.CODEC::fromText))
          .column("country", TEXT, TaxRegion::country)
          .column("subdivision", TEXT, TaxRegion::subdivision)
          .column("app_id", UUID, region -> java.util.UUID.fromString(region.appId()))
          .build();

  public static final DocumentTable<ManualTaxMapping> MAPPINGS =
      DocumentTable.named(
              "manual_tax_mapping",
              DocumentFormat.of(ManualTaxMapping.CODEC::toText, ManualTaxMapping.CODEC::fromText))
          .column("tax_region_id", UUID, m -> java.util.UUID.fromString(m.taxRegionId()))
          .column("tax_group_id", UUID, m -> java.util.UUID.fromString(m.taxGroupId()))
          .column("tax_rate", NUMERIC, m -> new BigDecimal(m.taxRate()))
          .column("description", TEXT, ManualTaxMapping::description)
          .column("tax_type", TEXT, ManualTaxMapping::taxType)
          .column("tax_name", TEXT, ManualTaxMapping::taxName)
          .column("jurisdiction", TEXT, ManualTaxMapping::jurisdiction)
          .column(
              "jurisdiction_type",
              TEXT,
              m -> m.jurisdictionType() == null ? null : m.jurisdictionType().wire())
          .column("exempt_group_ids", TEXT_ARRAY, TaxStore::exemptGroupIds)
          .build();

  public static final DocumentTable<TaxSettings> SETTINGS =
      DocumentTable.named(
              "tax_settings",
              DocumentFormat.of(TaxSettings.CODEC::toText, TaxSettings.CODEC::fromText))
          .build();

  private static final String LOAD = "select " + Documents.COLUMNS + " from ";
  private static final String OF_SITE = " where site_id = $1 order by created_at, id";

  /** A sum over hashes of ids and revisions: it differs when any row came, went or changed. */
  private static final String MARKS =
      "select site_id, sum(hashtextextended(id::text || ':' || revision, 0)::numeric)::text as mark"
          + " from (select site_id, id, revision from tax_group where site_id = any($1)"
          + " union all select site_id, id, revision from tax_region where site_id = any($1)"
          + " union all select site_id, id, revision from manual_tax_mapping where site_id = any($1)"
          + " union all select site_id, id, revision from tax_settings where site_id = any($1)) t"
          + " group by site_id";

  private final Pools pools;
  private final Documents documents;

  public TaxStore(Pools pools, Documents documents) {
    this.pools = pools;
    this.documents = documents;
  }

  private static List<String> exemptGroupIds(ManualTaxMapping mapping) {
    return mapping.exemptRates() == null
        ? List.of()
        : mapping.exemptRates().stream().map(ExemptDetails::taxExemptGroupId).toList();
  }

  /** All of a site, as it is now. */
  Future<TaxTable> load(UUID siteId) {
    Future<Map<UUID, String>> marks = marks(List.of(siteId));
    return marks.compose(
        mark -> {
          Future<List<Stored<TaxGroup>>> groups = all(GROUPS, siteId);
          Future<List<Stored<TaxRegion>>> regions = all(REGIONS, siteId);
          Future<List<Stored<ManualTaxMapping>>> mappings = all(MAPPINGS, siteId);
          Future<Optional<Stored<TaxSettings>>> settings = documents.find(SETTINGS, siteId, siteId);
          return Future.all(groups, regions, mappings, settings)
              .map(
                  done ->
                      TaxTable.of(
                          siteId,
                          mark.getOrDefault(siteId, ""),
                          values(groups.result()),
                          values(regions.result()),
                          values(mappings.result()),
                          settings.result().map(Stored::value).orElse(null)));
        });
  }

  /** What tells one state of a site's tax from another; sites without any are absent. */
  Future<Map<UUID, String>> marks(Collection<UUID> sites) {
    return pools
        .readByKey(MARKS, Tuple.wrap(new Object[] {sites.toArray(UUID[]::new)}))
        .map(
            rows -> {
              Map<UUID, String> marks = new HashMap<>();
              for (Row row : rows) marks.put(row.getUUID("site_id"), row.getString("mark"));
              return marks;
            });
  }

  private <T> Future<List<Stored<T>>> all(DocumentTable<T> table, UUID siteId) {
    return pools
        .readByKey(LOAD + table.name() + OF_SITE, Tuple.of(siteId))
        .map(
            rows -> {
              List<Stored<T>> found = new ArrayList<>();
              rows.forEach(row -> found.add(Documents.stored(table, row)));
              return found;
            });
  }

  private static <T> List<T> values(List<Stored<T>> stored) {
    return stored.stream().map(Stored::value).toList();
  }
}
