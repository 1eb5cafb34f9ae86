package io.cartwright.tax;

import static io.cartwright.bus.Role.ADMIN;

import io.cartwright.bus.Operation;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.manualtaxmappings.BulkAssignExemptOverridesRequest;
import io.cartwright.wire.manualtaxmappings.BulkAssignExemptOverridesResponse;
import io.cartwright.wire.manualtaxmappings.BulkCreateManualTaxMappingsRequest;
import io.cartwright.wire.manualtaxmappings.BulkCreateManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.BulkUnassignExemptOverridesRequest;
import io.cartwright.wire.manualtaxmappings.BulkUnassignExemptOverridesResponse;
import io.cartwright.wire.manualtaxmappings.CreateManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.CreateManualTaxMappingResponse;
import io.cartwright.wire.manualtaxmappings.DeleteManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.DeleteManualTaxMappingResponse;
import io.cartwright.wire.manualtaxmappings.GetManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.GetManualTaxMappingResponse;
import io.cartwright.wire.manualtaxmappings.ListManualTaxMappingsRequest;
import io.cartwright.wire.manualtaxmappings.ListManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.ManualTaxMappingsApi;
import io.cartwright.wire.manualtaxmappings.QueryManualTaxMappingsRequest;
import io.cartwright.wire.manualtaxmappings.QueryManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.UpdateExtendedFieldsResponse;
import io.cartwright.wire.manualtaxmappings.UpdateManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.UpdateManualTaxMappingResponse;
import io.cartwright.wire.taxcalculation.CalculateTaxRequest;
import io.cartwright.wire.taxcalculation.CalculateTaxResponse;
import io.cartwright.wire.taxcalculation.ListTaxCalculatorsRequest;
import io.cartwright.wire.taxcalculation.ListTaxCalculatorsResponse;
import io.cartwright.wire.taxcalculation.TaxCalculationApi;
import io.cartwright.wire.taxgroups.CreateTaxGroupRequest;
import io.cartwright.wire.taxgroups.CreateTaxGroupResponse;
import io.cartwright.wire.taxgroups.DeleteTaxGroupRequest;
import io.cartwright.wire.taxgroups.DeleteTaxGroupResponse;
import io.cartwright.wire.taxgroups.GetTaxGroupRequest;
import io.cartwright.wire.taxgroups.GetTaxGroupResponse;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsByAppIdsRequest;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsByAppIdsResponse;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsRequest;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsResponse;
import io.cartwright.wire.taxgroups.QueryTaxGroupsRequest;
import io.cartwright.wire.taxgroups.QueryTaxGroupsResponse;
import io.cartwright.wire.taxgroups.TaxGroupsApi;
import io.cartwright.wire.taxgroups.UpdateTaxGroupRequest;
import io.cartwright.wire.taxgroups.UpdateTaxGroupResponse;
import io.cartwright.wire.taxregions.BulkCreateTaxRegionRequest;
import io.cartwright.wire.taxregions.BulkCreateTaxRegionResponse;
import io.cartwright.wire.taxregions.CreateTaxRegionRequest;
import io.cartwright.wire.taxregions.CreateTaxRegionResponse;
import io.cartwright.wire.taxregions.DeleteTaxRegionRequest;
import io.cartwright.wire.taxregions.DeleteTaxRegionResponse;
import io.cartwright.wire.taxregions.GetTaxRegionRequest;
import io.cartwright.wire.taxregions.GetTaxRegionResponse;
import io.cartwright.wire.taxregions.QueryTaxRegionsRequest;
import io.cartwright.wire.taxregions.QueryTaxRegionsResponse;
import io.cartwright.wire.taxregions.TaxRegionsApi;
import io.cartwright.wire.taxregions.UpdateTaxRegionRequest;
import io.cartwright.wire.taxregions.UpdateTaxRegionResponse;
import io.cartwright.wire.taxsettings.GetTaxSettingsRequest;
import io.cartwright.wire.taxsettings.GetTaxSettingsResponse;
import io.cartwright.wire.taxsettings.TaxSettingsApi;
import io.cartwright.wire.taxsettings.UpsertTaxSettingsRequest;
import io.cartwright.wire.taxsettings.UpsertTaxSettingsResponse;
import java.util.List;

/** Operations on tax: for administrators only. */
public final class TaxOperations {
  public static final Operation<CreateTaxGroupRequest, CreateTaxGroupResponse> CREATE_TAX_GROUP =
      Operation.of(TaxGroupsApi.CREATE_TAX_GROUP).allow(ADMIN).writes();

  /** Its mappings go with it; lines that name it are taxed as the default group. */
  public static final Operation<DeleteTaxGroupRequest, DeleteTaxGroupResponse> DELETE_TAX_GROUP =
      Operation.of(TaxGroupsApi.DELETE_TAX_GROUP).allow(ADMIN).writes();

  public static final Operation<GetTaxGroupRequest, GetTaxGroupResponse> GET_TAX_GROUP =
      Operation.of(TaxGroupsApi.GET_TAX_GROUP).allow(ADMIN);

  public static final Operation<ListDefaultTaxGroupsRequest, ListDefaultTaxGroupsResponse>
      LIST_DEFAULT_TAX_GROUPS = Operation.of(TaxGroupsApi.LIST_DEFAULT_TAX_GROUPS).allow(ADMIN);

  /** Answers for each app on its own. */
  public static final Operation<
          ListDefaultTaxGroupsByAppIdsRequest, ListDefaultTaxGroupsByAppIdsResponse>
      LIST_DEFAULT_TAX_GROUPS_BY_APP_IDS =
          Operation.of(TaxGroupsApi.LIST_DEFAULT_TAX_GROUPS_BY_APP_IDS).allow(ADMIN);

  /** Groups that were made, not those that are there from the start. */
  public static final Operation<QueryTaxGroupsRequest, QueryTaxGroupsResponse> QUERY_TAX_GROUPS =
      Operation.of(TaxGroupsApi.QUERY_TAX_GROUPS).allow(ADMIN);

  public static final Operation<UpdateTaxGroupRequest, UpdateTaxGroupResponse> UPDATE_TAX_GROUP =
      Operation.of(TaxGroupsApi.UPDATE_TAX_GROUP).allow(ADMIN).writes();

  /** Each region is created or refused on its own, all in one transaction. */
  public static final Operation<BulkCreateTaxRegionRequest, BulkCreateTaxRegionResponse>
      BULK_CREATE_TAX_REGION =
          Operation.of(TaxRegionsApi.BULK_CREATE_TAX_REGION).allow(ADMIN).writes();

  public static final Operation<CreateTaxRegionRequest, CreateTaxRegionResponse> CREATE_TAX_REGION =
      Operation.of(TaxRegionsApi.CREATE_TAX_REGION).allow(ADMIN).writes();

  /** Its mappings go with it. */
  public static final Operation<DeleteTaxRegionRequest, DeleteTaxRegionResponse> DELETE_TAX_REGION =
      Operation.of(TaxRegionsApi.DELETE_TAX_REGION).allow(ADMIN).writes();

  public static final Operation<GetTaxRegionRequest, GetTaxRegionResponse> GET_TAX_REGION =
      Operation.of(TaxRegionsApi.GET_TAX_REGION).allow(ADMIN);

  public static final Operation<QueryTaxRegionsRequest, QueryTaxRegionsResponse> QUERY_TAX_REGIONS =
      Operation.of(TaxRegionsApi.QUERY_TAX_REGIONS).allow(ADMIN);

  public static final Operation<UpdateTaxRegionRequest, UpdateTaxRegionResponse> UPDATE_TAX_REGION =
      Operation.of(TaxRegionsApi.UPDATE_TAX_REGION).allow(ADMIN).writes();

  public static final Operation<BulkAssignExemptOverridesRequest, BulkAssignExemptOverridesResponse>
      BULK_ASSIGN_EXEMPT_OVERRIDES =
          Operation.of(ManualTaxMappingsApi.BULK_ASSIGN_EXEMPT_OVERRIDES).allow(ADMIN).writes();

  /** Each mapping is created or refused on its own, all in one transaction. */
  public static final Operation<
          BulkCreateManualTaxMappingsRequest, BulkCreateManualTaxMappingsResponse>
      BULK_CREATE_MANUAL_TAX_MAPPINGS =
          Operation.of(ManualTaxMappingsApi.BULK_CREATE_MANUAL_TAX_MAPPINGS).allow(ADMIN).writes();

  public static final Operation<
          BulkUnassignExemptOverridesRequest, BulkUnassignExemptOverridesResponse>
      BULK_UNASSIGN_EXEMPT_OVERRIDES =
          Operation.of(ManualTaxMappingsApi.BULK_UNASSIGN_EXEMPT_OVERRIDES).allow(ADMIN).writes();

  public static final Operation<CreateManualTaxMappingRequest, CreateManualTaxMappingResponse>
      CREATE_MANUAL_TAX_MAPPING =
          Operation.of(ManualTaxMappingsApi.CREATE_MANUAL_TAX_MAPPING).allow(ADMIN).writes();

  public static final Operation<DeleteManualTaxMappingRequest, DeleteManualTaxMappingResponse>
      DELETE_MANUAL_TAX_MAPPING =
          Operation.of(ManualTaxMappingsApi.DELETE_MANUAL_TAX_MAPPING).allow(ADMIN).writes();

  public static final Operation<GetManualTaxMappingRequest, GetManualTaxMappingResponse>
      GET_MANUAL_TAX_MAPPING =
          Operation.of(ManualTaxMappingsApi.GET_MANUAL_TAX_MAPPING).allow(ADMIN);

  public static final Operation<ListManualTaxMappingsRequest, ListManualTaxMappingsResponse>
      LIST_MANUAL_TAX_MAPPINGS =
          Operation.of(ManualTaxMappingsApi.LIST_MANUAL_TAX_MAPPINGS).allow(ADMIN);

  public static final Operation<QueryManualTaxMappingsRequest, QueryManualTaxMappingsResponse>
      QUERY_MANUAL_TAX_MAPPINGS =
          Operation.of(ManualTaxMappingsApi.QUERY_MANUAL_TAX_MAPPINGS).allow(ADMIN);

  /** The mapping's revision stays. */
  public static final Operation<UpdateExtendedFieldsRequest, UpdateExtendedFieldsResponse>
      UPDATE_MAPPING_EXTENDED_FIELDS =
          Operation.of(ManualTaxMappingsApi.UPDATE_EXTENDED_FIELDS).allow(ADMIN).writes();

  public static final Operation<UpdateManualTaxMappingRequest, UpdateManualTaxMappingResponse>
      UPDATE_MANUAL_TAX_MAPPING =
          Operation.of(ManualTaxMappingsApi.UPDATE_MANUAL_TAX_MAPPING).allow(ADMIN).writes();

  /** Keeps nothing. */
  public static final Operation<CalculateTaxRequest, CalculateTaxResponse> CALCULATE_TAX =
      Operation.of(TaxCalculationApi.CALCULATE_TAX).allow(ADMIN);

  public static final Operation<ListTaxCalculatorsRequest, ListTaxCalculatorsResponse>
      LIST_TAX_CALCULATORS = Operation.of(TaxCalculationApi.LIST_TAX_CALCULATORS).allow(ADMIN);

  public static final Operation<GetTaxSettingsRequest, GetTaxSettingsResponse> GET_TAX_SETTINGS =
      Operation.of(TaxSettingsApi.GET_TAX_SETTINGS).allow(ADMIN);

  public static final Operation<UpsertTaxSettingsRequest, UpsertTaxSettingsResponse>
      UPSERT_TAX_SETTINGS = Operation.of(TaxSettingsApi.UPSERT_TAX_SETTINGS).allow(ADMIN).writes();

  public static final List<Operation<?, ?>> GROUPS =
      List.of(
          CREATE_TAX_GROUP,
          DELETE_TAX_GROUP,
          GET_TAX_GROUP,
          LIST_DEFAULT_TAX_GROUPS,
          LIST_DEFAULT_TAX_GROUPS_BY_APP_IDS,
          QUERY_TAX_GROUPS,
          UPDATE_TAX_GROUP);

  public static final List<Operation<?, ?>> REGIONS =
      List.of(
          BULK_CREATE_TAX_REGION,
          CREATE_TAX_REGION,
          DELETE_TAX_REGION,
          GET_TAX_REGION,
          QUERY_TAX_REGIONS,
          UPDATE_TAX_REGION);

  public static final List<Operation<?, ?>> MAPPINGS =
      List.of(
          BULK_ASSIGN_EXEMPT_OVERRIDES,
          BULK_CREATE_MANUAL_TAX_MAPPINGS,
          BULK_UNASSIGN_EXEMPT_OVERRIDES,
          CREATE_MANUAL_TAX_MAPPING,
          DELETE_MANUAL_TAX_MAPPING,
          GET_MANUAL_TAX_MAPPING,
          LIST_MANUAL_TAX_MAPPINGS,
          QUERY_MANUAL_TAX_MAPPINGS,
          UPDATE_MAPPING_EXTENDED_FIELDS,
          UPDATE_MANUAL_TAX_MAPPING);

  public static final List<Operation<?, ?>> CALCULATION =
      List.of(CALCULATE_TAX, LIST_TAX_CALCULATORS);

  public static final List<Operation<?, ?>> SETTINGS =
      List.of(GET_TAX_SETTINGS, UPSERT_TAX_SETTINGS);

  private TaxOperations() {}
}
