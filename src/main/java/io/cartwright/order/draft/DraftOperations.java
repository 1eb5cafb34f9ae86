package io.cartwright.order.draft;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.Route;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.draftorders.AddLineItemsToDraftOrderRequest;
import io.cartwright.wire.draftorders.AddLineItemsToDraftOrderResponse;
import io.cartwright.wire.draftorders.CommitDraftOrderRequest;
import io.cartwright.wire.draftorders.CommitDraftOrderResponse;
import io.cartwright.wire.draftorders.CreateCustomAdditionalFeesRequest;
import io.cartwright.wire.draftorders.CreateCustomAdditionalFeesResponse;
import io.cartwright.wire.draftorders.CreateCustomDiscountsRequest;
import io.cartwright.wire.draftorders.CreateCustomDiscountsResponse;
import io.cartwright.wire.draftorders.CreateDraftOrderRequest;
import io.cartwright.wire.draftorders.CreateDraftOrderResponse;
import io.cartwright.wire.draftorders.CreateEmptyDraftOrderRequest;
import io.cartwright.wire.draftorders.CreateEmptyDraftOrderResponse;
import io.cartwright.wire.draftorders.CreateOrderFromDraftRequest;
import io.cartwright.wire.draftorders.CreateOrderFromDraftResponse;
import io.cartwright.wire.draftorders.DeleteCustomAdditionalFeesRequest;
import io.cartwright.wire.draftorders.DeleteCustomAdditionalFeesResponse;
import io.cartwright.wire.draftorders.DeleteCustomDiscountsRequest;
import io.cartwright.wire.draftorders.DeleteCustomDiscountsResponse;
import io.cartwright.wire.draftorders.DeleteDraftOrderRequest;
import io.cartwright.wire.draftorders.DeleteDraftOrderResponse;
import io.cartwright.wire.draftorders.DraftOrdersApi;
import io.cartwright.wire.draftorders.GetDraftOrderRequest;
import io.cartwright.wire.draftorders.GetDraftOrderResponse;
import io.cartwright.wire.draftorders.GetOrderDraftabilityStatusRequest;
import io.cartwright.wire.draftorders.GetOrderDraftabilityStatusResponse;
import io.cartwright.wire.draftorders.QueryDraftOrdersRequest;
import io.cartwright.wire.draftorders.QueryDraftOrdersResponse;
import io.cartwright.wire.draftorders.SetAdditionalFeesRequest;
import io.cartwright.wire.draftorders.SetAdditionalFeesResponse;
import io.cartwright.wire.draftorders.SetBillingInfoRequest;
import io.cartwright.wire.draftorders.SetBillingInfoResponse;
import io.cartwright.wire.draftorders.SetBusinessLocationRequest;
import io.cartwright.wire.draftorders.SetBusinessLocationResponse;
import io.cartwright.wire.draftorders.SetBuyerInfoRequest;
import io.cartwright.wire.draftorders.SetBuyerInfoResponse;
import io.cartwright.wire.draftorders.SetDepositRequest;
import io.cartwright.wire.draftorders.SetDepositResponse;
import io.cartwright.wire.draftorders.SetDiscountsRequest;
import io.cartwright.wire.draftorders.SetDiscountsResponse;
import io.cartwright.wire.draftorders.SetRecipientInfoRequest;
import io.cartwright.wire.draftorders.SetRecipientInfoResponse;
import io.cartwright.wire.draftorders.SetShippingInfoRequest;
import io.cartwright.wire.draftorders.SetShippingInfoResponse;
import io.cartwright.wire.draftorders.SetTaxExemptionRequest;
import io.cartwright.wire.draftorders.SetTaxExemptionResponse;
import io.cartwright.wire.draftorders.UpdateExtendedFieldsResponse;
import io.cartwright.wire.draftorders.UpdateLineItemsRequest;
import io.cartwright.wire.draftorders.UpdateLineItemsResponse;
import java.util.List;

/** The contract's operations on draft orders. */
public final class DraftOperations {
  public static final Operation<CreateDraftOrderRequest, CreateDraftOrderResponse>
      CREATE_DRAFT_ORDER = change(DraftOrdersApi.CREATE_DRAFT_ORDER);

  /** Older than createDraftOrder without a source, and the same. */
  public static final Operation<CreateEmptyDraftOrderRequest, CreateEmptyDraftOrderResponse>
      CREATE_EMPTY_DRAFT_ORDER = change(DraftOrdersApi.CREATE_EMPTY_DRAFT_ORDER);

  public static final Operation<GetDraftOrderRequest, GetDraftOrderResponse> GET_DRAFT_ORDER =
      read(DraftOrdersApi.GET_DRAFT_ORDER);

  public static final Operation<QueryDraftOrdersRequest, QueryDraftOrdersResponse>
      QUERY_DRAFT_ORDERS = read(DraftOrdersApi.QUERY_DRAFT_ORDERS);

  public static final Operation<
          GetOrderDraftabilityStatusRequest, GetOrderDraftabilityStatusResponse>
      GET_ORDER_DRAFTABILITY_STATUS = read(DraftOrdersApi.GET_ORDER_DRAFTABILITY_STATUS);

  public static final Operation<AddLineItemsToDraftOrderRequest, AddLineItemsToDraftOrderResponse>
      ADD_LINE_ITEMS_TO_DRAFT_ORDER = change(DraftOrdersApi.ADD_LINE_ITEMS_TO_DRAFT_ORDER);

  public static final Operation<UpdateLineItemsRequest, UpdateLineItemsResponse> UPDATE_LINE_ITEMS =
      change(DraftOrdersApi.UPDATE_LINE_ITEMS);

  public static final Operation<CreateCustomDiscountsRequest, CreateCustomDiscountsResponse>
      CREATE_CUSTOM_DISCOUNTS = change(DraftOrdersApi.CREATE_CUSTOM_DISCOUNTS);

  public static final Operation<SetDiscountsRequest, SetDiscountsResponse> SET_DISCOUNTS =
      change(DraftOrdersApi.SET_DISCOUNTS);

  public static final Operation<DeleteCustomDiscountsRequest, DeleteCustomDiscountsResponse>
      DELETE_CUSTOM_DISCOUNTS = change(DraftOrdersApi.DELETE_CUSTOM_DISCOUNTS);

  public static final Operation<
          CreateCustomAdditionalFeesRequest, CreateCustomAdditionalFeesResponse>
      CREATE_CUSTOM_ADDITIONAL_FEES = change(DraftOrdersApi.CREATE_CUSTOM_ADDITIONAL_FEES);

  public static final Operation<SetAdditionalFeesRequest, SetAdditionalFeesResponse>
      SET_ADDITIONAL_FEES = change(DraftOrdersApi.SET_ADDITIONAL_FEES);

  public static final Operation<
          DeleteCustomAdditionalFeesRequest, DeleteCustomAdditionalFeesResponse>
      DELETE_CUSTOM_ADDITIONAL_FEES = change(DraftOrdersApi.DELETE_CUSTOM_ADDITIONAL_FEES);

  public static final Operation<SetShippingInfoRequest, SetShippingInfoResponse> SET_SHIPPING_INFO =
      change(DraftOrdersApi.SET_SHIPPING_INFO);

  public static final Operation<SetBuyerInfoRequest, SetBuyerInfoResponse> SET_BUYER_INFO =
      change(DraftOrdersApi.SET_BUYER_INFO);

  public static final Operation<SetBillingInfoRequest, SetBillingInfoResponse> SET_BILLING_INFO =
      change(DraftOrdersApi.SET_BILLING_INFO);

  public static final Operation<SetRecipientInfoRequest, SetRecipientInfoResponse>
      SET_RECIPIENT_INFO = change(DraftOrdersApi.SET_RECIPIENT_INFO);

  public static final Operation<SetBusinessLocationRequest, SetBusinessLocationResponse>
      SET_BUSINESS_LOCATION = change(DraftOrdersApi.SET_BUSINESS_LOCATION);

  public static final Operation<SetTaxExemptionRequest, SetTaxExemptionResponse> SET_TAX_EXEMPTION =
      change(DraftOrdersApi.SET_TAX_EXEMPTION);

  public static final Operation<SetDepositRequest, SetDepositResponse> SET_DEPOSIT =
      change(DraftOrdersApi.SET_DEPOSIT);

  public static final Operation<UpdateExtendedFieldsRequest, UpdateExtendedFieldsResponse>
      UPDATE_EXTENDED_FIELDS = change(DraftOrdersApi.UPDATE_EXTENDED_FIELDS);

  public static final Operation<CommitDraftOrderRequest, CommitDraftOrderResponse>
      COMMIT_DRAFT_ORDER = change(DraftOrdersApi.COMMIT_DRAFT_ORDER);

  public static final Operation<CreateOrderFromDraftRequest, CreateOrderFromDraftResponse>
      CREATE_ORDER_FROM_DRAFT = change(DraftOrdersApi.CREATE_ORDER_FROM_DRAFT);

  public static final Operation<DeleteDraftOrderRequest, DeleteDraftOrderResponse>
      DELETE_DRAFT_ORDER = change(DraftOrdersApi.DELETE_DRAFT_ORDER);

  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_DRAFT_ORDER,
          CREATE_EMPTY_DRAFT_ORDER,
          GET_DRAFT_ORDER,
          QUERY_DRAFT_ORDERS,
          GET_ORDER_DRAFTABILITY_STATUS,
          ADD_LINE_ITEMS_TO_DRAFT_ORDER,
          UPDATE_LINE_ITEMS,
          CREATE_CUSTOM_DISCOUNTS,
          SET_DISCOUNTS,
          DELETE_CUSTOM_DISCOUNTS,
          CREATE_CUSTOM_ADDITIONAL_FEES,
          SET_ADDITIONAL_FEES,
          DELETE_CUSTOM_ADDITIONAL_FEES,
          SET_SHIPPING_INFO,
          SET_BUYER_INFO,
          SET_BILLING_INFO,
          SET_RECIPIENT_INFO,
          SET_BUSINESS_LOCATION,
          SET_TAX_EXEMPTION,
          SET_DEPOSIT,
          UPDATE_EXTENDED_FIELDS,
          COMMIT_DRAFT_ORDER,
          CREATE_ORDER_FROM_DRAFT,
          DELETE_DRAFT_ORDER);

  private DraftOperations() {}

  private static <Q, A> Operation<Q, A> read(Route<Q, A> route) {
    return Operation.of(route).allow(Role.ADMIN);
  }

  private static <Q, A> Operation<Q, A> change(Route<Q, A> route) {
    return read(route).writes();
  }
}
