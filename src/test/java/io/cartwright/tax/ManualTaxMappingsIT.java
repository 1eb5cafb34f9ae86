package io.cartwright.tax;

import static io.cartwright.tax.TaxFixture.mappingBody;
import static io.cartwright.tax.TaxFixture.mappingJson;
import static io.cartwright.tax.TaxOperations.BULK_ASSIGN_EXEMPT_OVERRIDES;
import static io.cartwright.tax.TaxOperations.BULK_CREATE_MANUAL_TAX_MAPPINGS;
import static io.cartwright.tax.TaxOperations.BULK_UNASSIGN_EXEMPT_OVERRIDES;
import static io.cartwright.tax.TaxOperations.CREATE_MANUAL_TAX_MAPPING;
import static io.cartwright.tax.TaxOperations.DELETE_MANUAL_TAX_MAPPING;
import static io.cartwright.tax.TaxOperations.DELETE_TAX_GROUP;
import static io.cartwright.tax.TaxOperations.GET_MANUAL_TAX_MAPPING;
import static io.cartwright.tax.TaxOperations.LIST_MANUAL_TAX_MAPPINGS;
import static io.cartwright.tax.TaxOperations.QUERY_MANUAL_TAX_MAPPINGS;
import static io.cartwright.tax.TaxOperations.UPDATE_MANUAL_TAX_MAPPING;
import static io.cartwright.tax.TaxOperations.UPDATE_MAPPING_EXTENDED_FIELDS;
import static io.cartwright.tax.TaxRefusal.MANUAL_TAX_MAPPING_ALREADY_EXISTS;
import static io.cartwright.tax.TaxRefusal.MANUAL_TAX_MAPPING_NOT_FOUND;
import static io.cartwright.tax.TaxRefusal.TAX_GROUP_ID_NOT_FOUND;
import static io.cartwright.tax.TaxRefusal.TAX_REGION_ID_NOT_FOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.wire.manualtaxmappings.BulkAssignExemptOverridesResponse;
import io.cartwright.wire.manualtaxmappings.BulkCreateManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.BulkUnassignExemptOverridesResponse;
import io.cartwright.wire.manualtaxmappings.ExemptDetails;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ManualTaxMappingsIT {
  private static final TaxFixture TAX = new TaxFixture();
  private static final String REGION = TAX.region("LI", null, false).id();

  @AfterAll
  static void close() {
    TAX.close();
  }

  private static ManualTaxMapping mapping(String group) {
    return TAX.mapping(REGION, TAX.group(group).id(), "0.081");
  }

  private static ManualTaxMapping read(String id) {
    return TAX.done(GET_MANUAL_TAX_MAPPING, "{}", id).manualTaxMapping();
  }

  private static String patch(String revision, String more) {
    return "{\"manualTaxMapping\":{\"revision\":\"" + revision + "\"" + more + "}}";
  }

  @Test
  void mappingsAreMadeReadChangedAndDeletedWithTheirEvents() {
    TAX.events();
    String group = TAX.group("Whole life").id();
    ManualTaxMapping made = TAX.mapping(REGION, group.toUpperCase(), "0.081");
    assertEquals(group, made.taxGroupId());
    assertEquals(made, read(made.id()));
    String changes = ",\"taxRate\":\"0.026\",\"description\":\"reduced\"";
    ManualTaxMapping changed =
        TAX.done(UPDATE_MANUAL_TAX_MAPPING, patch("1", changes), made.id()).manualTaxMapping();
    assertEquals("0.026", changed.taxRate());
    assertEquals("reduced", changed.description());
    assertEquals("VAT", changed.taxName());
    assertEquals("2", changed.revision());
    TAX.refused(
        CommonRefusal.INVALID_REVISION, UPDATE_MANUAL_TAX_MAPPING, patch("1", ""), made.id());
    TAX.done(DELETE_MANUAL_TAX_MAPPING, "{}", made.id());
    TAX.refused(MANUAL_TAX_MAPPING_NOT_FOUND, GET_MANUAL_TAX_MAPPING, "{}", made.id());
    TAX.refused(MANUAL_TAX_MAPPING_NOT_FOUND, DELETE_MANUAL_TAX_MAPPING, "{}", made.id());
    TAX.refused(MANUAL_TAX_MAPPING_NOT_FOUND, UPDATE_MANUAL_TAX_MAPPING, patch("2", ""), made.id());
    assertEquals(
        List.of(
            "manual_tax_mapping_created",
            "manual_tax_mapping_deleted",
            "manual_tax_mapping_updated",
            "tax_group_created"),
        TAX.events());
  }

  @Test
  void aGroupHasOneMappingInARegion() {
    ManualTaxMapping one = mapping("One");
    ManualTaxMapping other = mapping("Other");
    TAX.refused(
        MANUAL_TAX_MAPPING_ALREADY_EXISTS,
        CREATE_MANUAL_TAX_MAPPING,
        mappingBody(REGION, one.taxGroupId(), "0.1"));
    TAX.refused(
        MANUAL_TAX_MAPPING_ALREADY_EXISTS,
        UPDATE_MANUAL_TAX_MAPPING,
        patch("1", ",\"taxGroupId\":\"" + one.taxGroupId() + "\""),
        other.id());
  }

  @Test
  void regionAndGroupMustBeThere() {
    String nothing = UUID.randomUUID().toString();
    ManualTaxMapping mapping = mapping("There");
    TAX.refused(
        TAX_REGION_ID_NOT_FOUND,
        CREATE_MANUAL_TAX_MAPPING,
        mappingBody(nothing, mapping.taxGroupId(), "0.1"));
    TAX.refused(
        TAX_GROUP_ID_NOT_FOUND, CREATE_MANUAL_TAX_MAPPING, mappingBody(REGION, nothing, "0.1"));
    TAX.refused(
        TAX_REGION_ID_NOT_FOUND,
        UPDATE_MANUAL_TAX_MAPPING,
        patch("1", ",\"taxRegionId\":\"" + nothing + "\""),
        mapping.id());
    TAX.refused(
        TAX_GROUP_ID_NOT_FOUND,
        UPDATE_MANUAL_TAX_MAPPING,
        patch("1", ",\"taxGroupId\":\"" + nothing + "\""),
        mapping.id());
  }

  @Test
  void ratesAreFractionsOfThePrice() {
    ManualTaxMapping mapping = mapping("Rated");
    for (String rate : List.of("19", "1.000001", "-0.1", "0.0000001")) {
      TAX.invalid(
          "manualTaxMapping.taxRate",
          CREATE_MANUAL_TAX_MAPPING,
          mappingBody(REGION, mapping.taxGroupId(), rate));
    }
    for (String field : List.of("taxRate", "taxRegionId", "taxGroupId")) {
      TAX.invalid(
          "manualTaxMapping." + field,
          UPDATE_MANUAL_TAX_MAPPING,
          patch("1", ",\"" + field + "\":null"),
          mapping.id());
    }
  }

  @Test
  void extendedFieldsChangeWithoutTheRevision() {
    ManualTaxMapping mapping = mapping("Extended");
    String data = "{\"namespace\":\"@acme/audit\",\"namespaceData\":{\"count\":3}}";
    ManualTaxMapping extended =
        TAX.done(UPDATE_MAPPING_EXTENDED_FIELDS, data, mapping.id()).manualTaxMapping();
    assertEquals("{\"count\":3}", extended.extendedFields().namespaces().get("@acme/audit").text());
    assertEquals("1", extended.revision());
    assertEquals(extended, read(mapping.id()));
    ManualTaxMapping changed =
        TAX.done(UPDATE_MANUAL_TAX_MAPPING, patch("1", ",\"taxRate\":\"0.05\""), mapping.id())
            .manualTaxMapping();
    assertEquals("2", changed.revision());
    assertEquals(extended.extendedFields(), changed.extendedFields());
    TAX.refused(MANUAL_TAX_MAPPING_NOT_FOUND, UPDATE_MAPPING_EXTENDED_FIELDS, data, "no-such-id");
  }

  @Test
  void bulkCreateAnswersForEach() {
    ManualTaxMapping there = mapping("Bulk, there");
    String fresh = TAX.group("Bulk, new").id();
    String list =
        String.join(
            ",",
            mappingJson(REGION, fresh, "0.05"),
            mappingJson(REGION, there.taxGroupId(), "0.05"),
            mappingJson(REGION, fresh, "0.05"),
            mappingJson(REGION, UUID.randomUUID().toString(), "0.05"));
    BulkCreateManualTaxMappingsResponse reply =
        TAX.done(
            BULK_CREATE_MANUAL_TAX_MAPPINGS,
            "{\"manualTaxMappings\":[" + list + "],\"returnEntity\":true}");
    assertEquals(
        List.of(
            "-",
            "MANUAL_TAX_MAPPING_ALREADY_EXISTS",
            "MANUAL_TAX_MAPPING_ALREADY_EXISTS",
            "TAX_GROUP_ID_NOT_FOUND"),
        reply.results().stream()
            .map(r -> r.itemMetadata().success() ? "-" : r.itemMetadata().error().code())
            .toList());
    assertEquals(1, reply.bulkActionMetadata().totalSuccesses());
    ManualTaxMapping made = reply.results().get(0).item();
    assertEquals(made, read(made.id()));
  }

  @Test
  void ratesOfExemptGroupsAreAssignedAndTakenAway() {
    ManualTaxMapping mapping = mapping("Exempt");
    String exempt = UUID.randomUUID().toString();
    String other = UUID.randomUUID().toString();
    String assign =
        """
        {"returnEntity":true,"assignOverrides":[
          {"manualTaxMappingId":"%1$s","exemptGroupOverrides":[{"exemptGroupId":"%2$s","rate":"0.02"}]},
          {"manualTaxMappingId":"%4$s","exemptGroupOverrides":[{"exemptGroupId":"%2$s","rate":"0"}]},
          {"manualTaxMappingId":"%1$s","exemptGroupOverrides":[
            {"exemptGroupId":"%2$s","rate":"0.01"},{"exemptGroupId":"%3$s","rate":"0"}]}]}
        """
            .formatted(mapping.id(), exempt, other, UUID.randomUUID());
    BulkAssignExemptOverridesResponse assigned = TAX.done(BULK_ASSIGN_EXEMPT_OVERRIDES, assign);
    assertEquals(
        List.of(true, false, true),
        assigned.results().stream().map(r -> r.itemMetadata().success()).toList());
    assertEquals(
        "MANUAL_TAX_MAPPING_NOT_FOUND", assigned.results().get(1).itemMetadata().error().code());
    ManualTaxMapping after = read(mapping.id());
    assertEquals(after, assigned.results().get(2).item());
    assertEquals(
        List.of(new ExemptDetails(exempt, "0.01"), new ExemptDetails(other, "0")),
        after.exemptRates());
    assertEquals("2", after.revision());
    String found =
        "{\"query\":{\"filter\":{\"exemptRates.taxExemptGroupId\":{\"$hasSome\":[\""
            + exempt
            + "\"]}}}}";
    assertEquals(List.of(after), TAX.done(QUERY_MANUAL_TAX_MAPPINGS, found).manualTaxMappings());
    String unassign =
        "{\"unassignOverrides\":[{\"manualTaxMappingId\":\"%s\",\"exemptGroupIds\":[\"%s\"]}]}"
            .formatted(mapping.id(), exempt.toUpperCase());
    BulkUnassignExemptOverridesResponse gone = TAX.done(BULK_UNASSIGN_EXEMPT_OVERRIDES, unassign);
    assertNull(gone.results().get(0).item());
    assertEquals(1, gone.bulkActionMetadata().totalSuccesses());
    assertEquals(List.of(new ExemptDetails(other, "0")), read(mapping.id()).exemptRates());
    TAX.invalid(
        "assignOverrides.exemptGroupOverrides.rate",
        BULK_ASSIGN_EXEMPT_OVERRIDES,
        assign.replace("0.01", "1.5"));
  }

  @Test
  void aMappingHoldsNoMoreThanFiftyExemptGroups() {
    ManualTaxMapping mapping = mapping("Crowded");
    StringBuilder overrides = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      overrides
          .append(i == 0 ? "" : ",")
          .append("{\"exemptGroupId\":\"" + UUID.randomUUID() + "\",\"rate\":\"0\"}");
    }
    String body = "{\"assignOverrides\":[{\"manualTaxMappingId\":\"%s\",%s}]}";
    String all = "\"exemptGroupOverrides\":[" + overrides + "]";
    String one =
        "\"exemptGroupOverrides\":[{\"exemptGroupId\":\""
            + UUID.randomUUID()
            + "\",\"rate\":\"0\"}]";
    TAX.done(BULK_ASSIGN_EXEMPT_OVERRIDES, body.formatted(mapping.id(), all));
    BulkAssignExemptOverridesResponse refused =
        TAX.done(BULK_ASSIGN_EXEMPT_OVERRIDES, body.formatted(mapping.id(), one));
    assertEquals(
        "EXEMPT_RATES_LIMIT_EXCEEDED", refused.results().get(0).itemMetadata().error().code());
    assertEquals(50, read(mapping.id()).exemptRates().size());
  }

  @Test
  void mappingsAreListedAndQueried() {
    ManualTaxMapping mapping = mapping("Listed");
    assertTrue(TAX.done(LIST_MANUAL_TAX_MAPPINGS, "{}").manualTaxMappings().contains(mapping));
    String query =
        "{\"query\":{\"filter\":{\"taxGroupId\":\"%s\",\"taxRate\":{\"$gt\":\"0.08\"}},\"sort\":[{\"fieldName\":\"taxRate\"}]}}"
            .formatted(mapping.taxGroupId());
    assertEquals(List.of(mapping), TAX.done(QUERY_MANUAL_TAX_MAPPINGS, query).manualTaxMappings());
    TAX.invalid(
        "query.sort.taxGroupId",
        QUERY_MANUAL_TAX_MAPPINGS,
        "{\"query\":{\"sort\":[{\"fieldName\":\"taxGroupId\"}]}}");
  }

  @Test
  void theMappingsOfAGroupGoWithIt() {
    ManualTaxMapping mapping = mapping("Short-lived");
    TAX.done(DELETE_TAX_GROUP, "{}", mapping.taxGroupId());
    TAX.refused(MANUAL_TAX_MAPPING_NOT_FOUND, GET_MANUAL_TAX_MAPPING, "{}", mapping.id());
  }
}
