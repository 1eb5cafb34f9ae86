package io.cartwright.tax.mapping;

import static io.cartwright.tax.TaxRefusal.EXEMPT_RATES_LIMIT_EXCEEDED;
import static io.cartwright.tax.TaxRefusal.MANUAL_TAX_MAPPING_ALREADY_EXISTS;
import static io.cartwright.tax.TaxRefusal.TAX_GROUP_ID_NOT_FOUND;
import static io.cartwright.tax.TaxRefusal.TAX_REGION_ID_NOT_FOUND;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Decimals;
import io.cartwright.tax.TaxTable;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.ExtendedFields;
import io.cartwright.wire.manualtaxmappings.ExemptDetails;
import io.cartwright.wire.manualtaxmappings.ExemptGroupIdOverride;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may become of manual tax mappings. */
final class ManualTaxMappings {
  /** Exempt groups of one mapping. */
  static final int EXEMPT_RATES_MAX = 50;

  private static final long ONE_E6 = 1_000_000;

  private ManualTaxMappings() {}

  /** A new mapping. Whether there is one for its region and group already is not looked at. */
  static Outcome<ManualTaxMapping> made(ManualTaxMapping sent, TaxTable table) {
    return checked(ManualTaxMapping.CODEC.merge(null, sent, null), table);
  }

  /** A mapping after an update. */
  static Outcome<ManualTaxMapping> changed(
      ManualTaxMapping base, ManualTaxMapping patch, Fields present, TaxTable table) {
    return checked(ManualTaxMapping.CODEC.merge(base, patch, present), table);
  }

  /** Each of several new mappings, or why it is refused; of two for one place the first counts. */
  static List<Outcome<ManualTaxMapping>> made(List<ManualTaxMapping> sent, TaxTable table) {
    Set<String> places = new HashSet<>();
    List<Outcome<ManualTaxMapping>> made = new ArrayList<>();
    for (ManualTaxMapping each : sent) {
      made.add(
          made(each, table)
              .then(
                  mapping ->
                      table.isMapped(mapping.taxRegionId(), mapping.taxGroupId())
                              || !places.add(mapping.taxRegionId() + mapping.taxGroupId())
                          ? alreadyExists()
                          : Outcome.done(mapping)));
    }
    return made;
  }

  static <T> Outcome<T> alreadyExists() {
    return Outcome.refused(
        MANUAL_TAX_MAPPING_ALREADY_EXISTS, "this tax group has a mapping in this tax region");
  }

  private static Outcome<ManualTaxMapping> checked(ManualTaxMapping mapping, TaxTable table) {
    if (mapping.taxRegionId() == null) return missing("taxRegionId");
    if (mapping.taxGroupId() == null) return missing("taxGroupId");
    if (mapping.taxRate() == null) return missing("taxRate");
    if (!isRate(mapping.taxRate())) return notARate("manualTaxMapping.taxRate");
    String regionId = lower(mapping.taxRegionId());
    if (!table.hasRegion(regionId)) {
      return Outcome.refused(TAX_REGION_ID_NOT_FOUND, "there is no tax region " + regionId);
    }
    String groupId = lower(mapping.taxGroupId());
    if (!table.hasGroup(groupId)) {
      return Outcome.refused(TAX_GROUP_ID_NOT_FOUND, "there is no tax group " + groupId);
    }
    return exemptRates(mapping)
        .map(
            rates ->
                mapping.toBuilder()
                    .taxRegionId(regionId)
                    .taxGroupId(groupId)
                    .exemptRates(rates)
                    .build());
  }

  private static Outcome<List<ExemptDetails>> exemptRates(ManualTaxMapping mapping) {
    if (mapping.exemptRates() == null) return Outcome.done(null);
    Map<String, ExemptDetails> rates = new LinkedHashMap<>();
    for (ExemptDetails rate : mapping.exemptRates()) {
      if (rate.taxExemptGroupId() == null) return missing("exemptRates.taxExemptGroupId");
      if (rate.taxRate() == null) return missing("exemptRates.taxRate");
      if (!isRate(rate.taxRate())) return notARate("manualTaxMapping.exemptRates.taxRate");
      String id = lower(rate.taxExemptGroupId());
      rates.put(id, new ExemptDetails(id, rate.taxRate()));
    }
    return Outcome.done(List.copyOf(rates.values()));
  }

  /** Refuses a rate that is no fraction of the price. */
  static Outcome<ExemptGroupIdOverride> override(ExemptGroupIdOverride override) {
    return isRate(override.rate())
        ? Outcome.done(override)
        : notARate("assignOverrides.exemptGroupOverrides.rate");
  }

  /** The mapping with further rates of exempt groups, or other ones. */
  static Outcome<ManualTaxMapping> assigned(
      ManualTaxMapping mapping, List<ExemptGroupIdOverride> overrides) {
    Map<String, ExemptDetails> rates = byGroup(mapping);
    for (ExemptGroupIdOverride override : overrides) {
      String id = lower(override.exemptGroupId());
      rates.put(id, new ExemptDetails(id, override.rate()));
    }
    return rates.size() > EXEMPT_RATES_MAX
        ? Outcome.refused(
            EXEMPT_RATES_LIMIT_EXCEEDED,
            "a mapping holds rates of at most " + EXEMPT_RATES_MAX + " exempt groups")
        : Outcome.done(mapping.toBuilder().exemptRates(List.copyOf(rates.values())).build());
  }

  /**
   * The mapping without rates of these exempt groups; those that it has no rate of are passed over.
   */
  static ManualTaxMapping unassigned(ManualTaxMapping mapping, List<String> exemptGroupIds) {
    Map<String, ExemptDetails> rates = byGroup(mapping);
    exemptGroupIds.forEach(id -> rates.remove(lower(id)));
    return mapping.toBuilder().exemptRates(List.copyOf(rates.values())).build();
  }

  private static Map<String, ExemptDetails> byGroup(ManualTaxMapping mapping) {
    Map<String, ExemptDetails> rates = new LinkedHashMap<>();
    if (mapping.exemptRates() != null) {
      mapping.exemptRates().forEach(rate -> rates.put(rate.taxExemptGroupId(), rate));
    }
    return rates;
  }

  /** The mapping with other data of a namespace; none takes the namespace away. */
  static ManualTaxMapping extended(ManualTaxMapping mapping, String namespace, Json data) {
    Map<String, Json> namespaces = new LinkedHashMap<>();
    if (mapping.extendedFields() != null && mapping.extendedFields().namespaces() != null) {
      namespaces.putAll(mapping.extendedFields().namespaces());
    }
    if (data == null) namespaces.remove(namespace);
    else namespaces.put(namespace, data);
    return mapping.toBuilder().extendedFields(new ExtendedFields(namespaces)).build();
  }

  private static boolean isRate(String text) {
    try {
      long rateE6 = Decimals.capped(text, 6);
      return rateE6 >= 0 && rateE6 <= ONE_E6;
    } catch (IllegalArgumentException notADecimal) {
      return false;
    }
  }

  private static <T> Outcome<T> notARate(String field) {
    return Outcome.invalid(
        field, Violation.Rule.DECIMAL_LTE, "must be a fraction from 0 to 1, such as 0.19 for 19 %");
  }

  private static <T> Outcome<T> missing(String field) {
    return Outcome.invalid(
        "manualTaxMapping." + field, Violation.Rule.REQUIRED_FIELD, "must be set");
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
