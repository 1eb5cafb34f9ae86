package io.cartwright.checkout;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.ANONYMOUS;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Operation;
import io.cartwright.wire.Route;
import io.cartwright.wire.checkout.AddToCheckoutRequest;
import io.cartwright.wire.checkout.AddToCheckoutResponse;
import io.cartwright.wire.checkout.CheckoutApi;
import io.cartwright.wire.checkout.CreateCheckoutRequest;
import io.cartwright.wire.checkout.CreateCheckoutResponse;
import io.cartwright.wire.checkout.CreateOrderAndChargeRequest;
import io.cartwright.wire.checkout.CreateOrderAndChargeResponse;
import io.cartwright.wire.checkout.CreateOrderRequest;
import io.cartwright.wire.checkout.CreateOrderResponse;
import io.cartwright.wire.checkout.GetCheckoutByCartIdRequest;
import io.cartwright.wire.checkout.GetCheckoutByCartIdResponse;
import io.cartwright.wire.checkout.GetCheckoutRequest;
import io.cartwright.wire.checkout.GetCheckoutResponse;
import io.cartwright.wire.checkout.GetCheckoutURLRequest;
import io.cartwright.wire.checkout.GetCheckoutURLResponse;
import io.cartwright.wire.checkout.GetWixCheckoutURLRequest;
import io.cartwright.wire.checkout.GetWixCheckoutURLResponse;
import io.cartwright.wire.checkout.MarkCheckoutAsCompletedAndRedirectToUrlRequest;
import io.cartwright.wire.checkout.MarkCheckoutAsCompletedRequest;
import io.cartwright.wire.checkout.MarkCheckoutAsCompletedResponse;
import io.cartwright.wire.checkout.RemoveCouponResponse;
import io.cartwright.wire.checkout.RemoveGiftCardRequest;
import io.cartwright.wire.checkout.RemoveGiftCardResponse;
import io.cartwright.wire.checkout.RemoveLineItemsRequest;
import io.cartwright.wire.checkout.RemoveLineItemsResponse;
import io.cartwright.wire.checkout.RemoveOverrideCheckoutUrlRequest;
import io.cartwright.wire.checkout.RemoveOverrideCheckoutUrlResponse;
import io.cartwright.wire.checkout.UpdateCheckoutRequest;
import io.cartwright.wire.checkout.UpdateCheckoutResponse;
import io.cartwright.wire.checkout.UpdateLineItemsQuantityResponse;
import io.cartwright.wire.common.RawHttpResponse;
import io.cartwright.wire.common.RemoveCouponRequest;
import io.cartwright.wire.common.UpdateLineItemsQuantityRequest;
import io.cartwright.wire.own.checkout.CreateCompletionTokenRequest;
import io.cartwright.wire.own.checkout.CreateCompletionTokenResponse;
import io.cartwright.wire.own.checkout.ExplainCheckoutRequest;
import io.cartwright.wire.own.checkout.ExplainCheckoutResponse;
import java.util.List;
import java.util.function.Function;

/** The operations of checkouts: the contract's sixteen, and two of ours. */
public final class CheckoutOperations {
  public static final Operation<CreateCheckoutRequest, CreateCheckoutResponse> CREATE_CHECKOUT =
      Operation.of(CheckoutApi.CREATE_CHECKOUT).allow(VISITOR, MEMBER, ADMIN).writes();
  public static final Operation<GetCheckoutRequest, GetCheckoutResponse> GET_CHECKOUT =
      byId(CheckoutApi.GET_CHECKOUT, GetCheckoutRequest::id);
  public static final Operation<GetCheckoutByCartIdRequest, GetCheckoutByCartIdResponse>
      GET_CHECKOUT_BY_CART_ID =
          Operation.of(CheckoutApi.GET_CHECKOUT_BY_CART_ID).allow(VISITOR, MEMBER, ADMIN);
  public static final Operation<UpdateCheckoutRequest, UpdateCheckoutResponse> UPDATE_CHECKOUT =
      byId(CheckoutApi.UPDATE_CHECKOUT, CheckoutOperations::idOf).writes();
  public static final Operation<AddToCheckoutRequest, AddToCheckoutResponse> ADD_TO_CHECKOUT =
      byId(CheckoutApi.ADD_TO_CHECKOUT, AddToCheckoutRequest::id).writes();
  public static final Operation<RemoveLineItemsRequest, RemoveLineItemsResponse> REMOVE_LINE_ITEMS =
      byId(CheckoutApi.REMOVE_LINE_ITEMS, RemoveLineItemsRequest::id).writes();
  public static final Operation<UpdateLineItemsQuantityRequest, UpdateLineItemsQuantityResponse>
      UPDATE_LINE_ITEMS_QUANTITY =
          byId(CheckoutApi.UPDATE_LINE_ITEMS_QUANTITY, UpdateLineItemsQuantityRequest::id).writes();
  public static final Operation<RemoveCouponRequest, RemoveCouponResponse> REMOVE_COUPON =
      byId(CheckoutApi.REMOVE_COUPON, RemoveCouponRequest::id).writes();
  public static final Operation<RemoveGiftCardRequest, RemoveGiftCardResponse> REMOVE_GIFT_CARD =
      byId(CheckoutApi.REMOVE_GIFT_CARD, RemoveGiftCardRequest::id).writes();
  public static final Operation<RemoveOverrideCheckoutUrlRequest, RemoveOverrideCheckoutUrlResponse>
      REMOVE_OVERRIDE_CHECKOUT_URL =
          byId(CheckoutApi.REMOVE_OVERRIDE_CHECKOUT_URL, RemoveOverrideCheckoutUrlRequest::id)
              .writes();
  public static final Operation<GetCheckoutURLRequest, GetCheckoutURLResponse> GET_CHECKOUT_URL =
      byId(CheckoutApi.GET_CHECKOUT_URL, GetCheckoutURLRequest::id);
  public static final Operation<GetWixCheckoutURLRequest, GetWixCheckoutURLResponse>
      GET_WIX_CHECKOUT_URL = byId(CheckoutApi.GET_WIX_CHECKOUT_URL, GetWixCheckoutURLRequest::id);
  public static final Operation<CreateOrderRequest, CreateOrderResponse> CREATE_ORDER =
      byId(CheckoutApi.CREATE_ORDER, CreateOrderRequest::id).writes();

  public static final Operation<CreateOrderAndChargeRequest, CreateOrderAndChargeResponse>
      CREATE_ORDER_AND_CHARGE =
          byId(CheckoutApi.CREATE_ORDER_AND_CHARGE, CreateOrderAndChargeRequest::id).writes();

  /** A buyer's checkout is completed by its order; only administrators say so without one. */
  public static final Operation<MarkCheckoutAsCompletedRequest, MarkCheckoutAsCompletedResponse>
      MARK_CHECKOUT_AS_COMPLETED =
          byId(CheckoutApi.MARK_CHECKOUT_AS_COMPLETED, MarkCheckoutAsCompletedRequest::id)
              .allow(ADMIN)
              .writes();

  /** For browsers that come with a token and nothing else. */
  public static final Operation<MarkCheckoutAsCompletedAndRedirectToUrlRequest, RawHttpResponse>
      MARK_CHECKOUT_AS_COMPLETED_AND_REDIRECT_TO_URL =
          Operation.of(CheckoutApi.MARK_CHECKOUT_AS_COMPLETED_AND_REDIRECT_TO_URL)
              .allow(ANONYMOUS, VISITOR, MEMBER, ADMIN);

  /** Makes the token for a checkout page of the merchant's own. */
  public static final Operation<CreateCompletionTokenRequest, CreateCompletionTokenResponse>
      CREATE_COMPLETION_TOKEN =
          byId(
                  io.cartwright.wire.own.checkout.CheckoutApi.CREATE_COMPLETION_TOKEN,
                  CreateCompletionTokenRequest::checkoutId)
              .allow(ADMIN);

  public static final Operation<ExplainCheckoutRequest, ExplainCheckoutResponse> EXPLAIN_CHECKOUT =
      byId(
          io.cartwright.wire.own.checkout.CheckoutApi.EXPLAIN_CHECKOUT,
          ExplainCheckoutRequest::checkoutId);

  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_CHECKOUT,
          GET_CHECKOUT,
          GET_CHECKOUT_BY_CART_ID,
          UPDATE_CHECKOUT,
          ADD_TO_CHECKOUT,
          REMOVE_LINE_ITEMS,
          UPDATE_LINE_ITEMS_QUANTITY,
          REMOVE_COUPON,
          REMOVE_GIFT_CARD,
          REMOVE_OVERRIDE_CHECKOUT_URL,
          GET_CHECKOUT_URL,
          GET_WIX_CHECKOUT_URL,
          CREATE_ORDER,
          CREATE_ORDER_AND_CHARGE,
          MARK_CHECKOUT_AS_COMPLETED,
          MARK_CHECKOUT_AS_COMPLETED_AND_REDIRECT_TO_URL,
          CREATE_COMPLETION_TOKEN,
          EXPLAIN_CHECKOUT);

  private CheckoutOperations() {}

  /** Of a checkout by its id: a buyer's own, or any of the site for an administrator. */
  private static <Q, A> Operation<Q, A> byId(Route<Q, A> route, Function<Q, String> id) {
    return Operation.of(route)
        .allow(VISITOR, MEMBER, ADMIN)
        .keyedBy((caller, body) -> CheckoutKeys.owner(id.apply(body)));
  }

  private static String idOf(UpdateCheckoutRequest request) {
    return request.checkout() == null ? null : request.checkout().id();
  }
}
