package io.cartwright.tax;

import io.cartwright.money.Decimals;
import io.cartwright.pricing.TaxFacts;
import io.cartwright.pricing.TaxFacts.TaxRate;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.wire.manualtaxmappings.ExemptDetails;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.cartwright.wire.taxgroups.TaxGroup;
import io.cartwright.wire.taxregions.TaxRegion;
import io.cartwright.wire.taxsettings.TaxSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The tax of one site at one moment, worked out so that an address costs two lookups: by country
 * and subdivision, then by country. Immutable.
 */
public final class TaxTable {
  /** What is said where no region is. */
  public static final TaxAnswer NOWHERE = new TaxAnswer(TaxFacts.NONE, null);

  private static final int RATE_DECIMALS = 6;

  private record Place(String country, String subdivision) {}

  /**
   * A region's rules.
   *
   * @param byExemptGroup for the exempt groups that have a rate of their own in this region
   */
  private record Rules(TaxAnswer standard, Map<String, TaxAnswer> byExemptGroup) {}

  private final String mark;
  private final TaxSettings settings;
  private final Set<String> groups = new LinkedHashSet<>();
  private final Map<String, Place> regions = new HashMap<>();
  private final Map<Place, Rules> rules = new HashMap<>();
  private final Set<String> mapped = new HashSet<>();
  private final Set<String> dividedOnly = new HashSet<>();

  private TaxTable(String mark, TaxSettings settings) {
    this.mark = mark;
    this.settings = settings;
  }

  /**
   * The table of a site. Mappings whose region or group is gone do not count.
   *
   * @param mark tells this state from others
   * @param groups those that were made for the site
   * @param settings null when they were never set
   */
  public static TaxTable of(
      UUID siteId,
      String mark,
      List<TaxGroup> groups,
      List<TaxRegion> regions,
      List<ManualTaxMapping> mappings,
      TaxSettings settings) {
    TaxTable table = new TaxTable(mark, settings);
    SystemGroups.of(siteId).forEach(group -> table.groups.add(group.id()));
    groups.forEach(group -> table.groups.add(group.id()));
    Map<String, List<ManualTaxMapping>> byRegion = new HashMap<>();
    for (ManualTaxMapping mapping : mappings) {
      if (!table.groups.contains(mapping.taxGroupId())) continue;
      byRegion.computeIfAbsent(mapping.taxRegionId(), id -> new ArrayList<>()).add(mapping);
      table.mapped.add(pair(mapping.taxRegionId(), mapping.taxGroupId()));
    }
    String products = SystemGroups.products(siteId).id();
    String shipping = SystemGroups.shipping(siteId).id();
    for (TaxRegion region : regions) {
      List<ManualTaxMapping> own = byRegion.getOrDefault(region.id(), List.of());
      table.add(region, own, products, shipping);
    }
    for (Place place : table.regions.values()) {
      if (!table.rules.containsKey(new Place(place.country(), null))) {
        table.dividedOnly.add(place.country());
      }
    }
    return table;
  }

  private void add(
      TaxRegion region, List<ManualTaxMapping> mappings, String products, String shipping) {
    Map<String, TaxAnswer> exempt = new HashMap<>();
    for (ManualTaxMapping mapping : mappings) {
      if (mapping.exemptRates() == null) continue;
      for (ExemptDetails rate : mapping.exemptRates()) {
        exempt.computeIfAbsent(
            rate.taxExemptGroupId(), id -> answer(region, mappings, id, products, shipping));
      }
    }
    Place place = new Place(region.country(), region.subdivision());
    regions.put(region.id(), place);
    rules.put(place, new Rules(answer(region, mappings, null, products, shipping), exempt));
  }

  private TaxAnswer answer(
      TaxRegion region,
      List<ManualTaxMapping> mappings,
      String exemptGroup,
      String products,
      String shipping) {
    Map<String, List<TaxRate>> rates = new HashMap<>();
    groups.forEach(group -> rates.put(group, List.of()));
    boolean shippingHasRate = false;
    for (ManualTaxMapping mapping : mappings) {
      rates.put(mapping.taxGroupId(), List.of(rate(mapping, exemptGroup)));
      shippingHasRate |= mapping.taxGroupId().equals(shipping);
    }
    boolean included = Boolean.TRUE.equals(region.taxIncludedInPrice());
    return new TaxAnswer(
        new TaxFacts(included, false, rates, products, shippingHasRate ? shipping : null),
        region.id());
  }

  private static TaxRate rate(ManualTaxMapping mapping, String exemptGroup) {
    String rate = mapping.taxRate();
    if (exemptGroup != null && mapping.exemptRates() != null) {
      for (ExemptDetails exempt : mapping.exemptRates()) {
        if (exempt.taxExemptGroupId().equals(exemptGroup)) rate = exempt.taxRate();
      }
    }
    return new TaxRate(
        mapping.taxName(),
        Decimals.scaled(rate, RATE_DECIMALS),
        mapping.taxType(),
        mapping.jurisdiction(),
        mapping.jurisdictionType() == null ? null : mapping.jurisdictionType().wire());
  }

  /**
   * The rules at an address; {@link #NOWHERE} when no region has it.
   *
   * @param country null when it is not known
   * @param subdivision as {@code NY} or {@code US-NY}, or null
   * @param exemptGroup the buyer's exempt group, or null; one without rates of its own in the
   *     region pays what everybody pays
   */
  public TaxAnswer at(String country, String subdivision, String exemptGroup) {
    if (country == null) return NOWHERE;
    String known = country.strip().toUpperCase(Locale.ROOT);
    String bare = Subdivisions.bare(known, subdivision);
    Rules found = bare == null ? null : rules.get(new Place(known, bare));
    if (found == null) found = rules.get(new Place(known, null));
    if (found == null) return NOWHERE;
    if (exemptGroup == null) return found.standard();
    return found
        .byExemptGroup()
        .getOrDefault(exemptGroup.toLowerCase(Locale.ROOT), found.standard());
  }

  /** True when the country has regions, and all of them are subdivisions. */
  public boolean needsSubdivision(String country) {
    return dividedOnly.contains(country);
  }

  /** True when there is a region for exactly this place. */
  public boolean hasPlace(String country, String subdivision) {
    return rules.containsKey(new Place(country, subdivision));
  }

  public boolean hasRegion(String id) {
    return regions.containsKey(id);
  }

  /** True for those that were made as for those that are there from the start. */
  public boolean hasGroup(String id) {
    return groups.contains(id);
  }

  /** True when the group has a mapping in the region. */
  public boolean isMapped(String regionId, String groupId) {
    return mapped.contains(pair(regionId, groupId));
  }

  /** The site's settings; null when they were never set. */
  public TaxSettings settings() {
    return settings;
  }

  String mark() {
    return mark;
  }

  private static String pair(String regionId, String groupId) {
    return regionId + "/" + groupId;
  }
}
