package io.cartwright.tax.mapping;

import io.cartwright.bus.BulkAnswers;
import io.cartwright.bus.Outcome;
import io.cartwright.wire.manualtaxmappings.BulkAssignExemptOverridesResponse;
import io.cartwright.wire.manualtaxmappings.BulkCreateManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.BulkExemptOverrideResult;
import io.cartwright.wire.manualtaxmappings.BulkManualTaxMappingResult;
import io.cartwright.wire.manualtaxmappings.BulkUnassignExemptOverridesResponse;
import io.cartwright.wire.manualtaxmappings.ItemMetadata;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import java.util.ArrayList;
import java.util.List;

/** What became of the items of bulk requests about mappings. Entities are shown on demand only. */
final class MappingAnswers {
  private MappingAnswers() {}

  static BulkCreateManualTaxMappingsResponse created(
      List<Outcome<ManualTaxMapping>> items, Boolean returnEntity) {
    List<BulkManualTaxMappingResult> results = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      results.add(
          new BulkManualTaxMappingResult(
              metadata(items.get(i), i, null), shown(items.get(i), returnEntity)));
    }
    return new BulkCreateManualTaxMappingsResponse(results, BulkAnswers.metadata(items));
  }

  static BulkAssignExemptOverridesResponse assigned(
      List<String> ids, List<Outcome<ManualTaxMapping>> items, Boolean returnEntity) {
    return new BulkAssignExemptOverridesResponse(
        overrides(ids, items, returnEntity), BulkAnswers.metadata(items));
  }

  static BulkUnassignExemptOverridesResponse unassigned(
      List<String> ids, List<Outcome<ManualTaxMapping>> items, Boolean returnEntity) {
    return new BulkUnassignExemptOverridesResponse(
        overrides(ids, items, returnEntity), BulkAnswers.metadata(items));
  }

  private static List<BulkExemptOverrideResult> overrides(
      List<String> ids, List<Outcome<ManualTaxMapping>> items, Boolean returnEntity) {
    List<BulkExemptOverrideResult> results = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      results.add(
          new BulkExemptOverrideResult(
              metadata(items.get(i), i, ids.get(i)), shown(items.get(i), returnEntity)));
    }
    return results;
  }

  private static ItemMetadata metadata(Outcome<ManualTaxMapping> item, int index, String asked) {
    String id = item.isDone() ? item.orNull().id() : asked;
    return new ItemMetadata(id, index, item.isDone(), BulkAnswers.error(item));
  }

  private static ManualTaxMapping shown(Outcome<ManualTaxMapping> item, Boolean returnEntity) {
    return Boolean.TRUE.equals(returnEntity) ? item.orNull() : null;
  }
}
