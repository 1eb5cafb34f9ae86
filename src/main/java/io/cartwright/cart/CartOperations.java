package io.cartwright.cart;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.wire.Route;
import io.cartwright.wire.cart.AddToCartRequest;
import io.cartwright.wire.cart.CartApi;
import io.cartwright.wire.cart.CreateCartRequest;
import io.cartwright.wire.cart.CreateCartResponse;
import io.cartwright.wire.cart.CreateCheckoutRequest;
import io.cartwright.wire.cart.DeleteCartRequest;
import io.cartwright.wire.cart.EstimateTotalsRequest;
import io.cartwright.wire.cart.GetCartByCheckoutIdRequest;
import io.cartwright.wire.cart.GetCartByCheckoutIdResponse;
import io.cartwright.wire.cart.GetCartRequest;
import io.cartwright.wire.cart.GetCartResponse;
import io.cartwright.wire.cart.RemoveBusinessLocationRequest;
import io.cartwright.wire.cart.RemoveBusinessLocationResponse;
import io.cartwright.wire.cart.RemoveLineItemsRequest;
import io.cartwright.wire.common.AddToCartResponse;
import io.cartwright.wire.common.CreateCheckoutResponse;
import io.cartwright.wire.common.DeleteCartResponse;
import io.cartwright.wire.common.EstimateTotalsResponse;
import io.cartwright.wire.common.RemoveCouponRequest;
import io.cartwright.wire.common.RemoveCouponResponse;
import io.cartwright.wire.common.RemoveLineItemsResponse;
import io.cartwright.wire.common.UpdateCartRequest;
import io.cartwright.wire.common.UpdateCartResponse;
import io.cartwright.wire.common.UpdateLineItemsQuantityRequest;
import io.cartwright.wire.common.UpdateLineItemsQuantityResponse;
import io.cartwright.wire.currentcart.AddToCurrentCartRequest;
import io.cartwright.wire.currentcart.CreateCheckoutFromCurrentCartRequest;
import io.cartwright.wire.currentcart.CurrentCartApi;
import io.cartwright.wire.currentcart.DeleteCurrentCartRequest;
import io.cartwright.wire.currentcart.EstimateCurrentCartTotalsRequest;
import io.cartwright.wire.currentcart.GetCurrentCartRequest;
import io.cartwright.wire.currentcart.GetCurrentCartResponse;
import io.cartwright.wire.currentcart.RemoveCouponFromCurrentCartRequest;
import io.cartwright.wire.currentcart.RemoveLineItemsFromCurrentCartRequest;
import io.cartwright.wire.currentcart.UpdateCurrentCartLineItemQuantityRequest;
import io.cartwright.wire.own.cart.ExplainCartRequest;
import io.cartwright.wire.own.cart.ExplainCartResponse;
import io.cartwright.wire.own.cart.ExplainCurrentCartRequest;
import java.util.List;
import java.util.function.Function;

/** The operations of carts, by id and as the caller's current one. */
public final class CartOperations {
  public static final Operation<CreateCartRequest, CreateCartResponse> CREATE_CART =
      current(CartApi.CREATE_CART).writes();
  public static final Operation<GetCartRequest, GetCartResponse> GET_CART =
      byId(CartApi.GET_CART, GetCartRequest::id);
  public static final Operation<UpdateCartRequest, UpdateCartResponse> UPDATE_CART =
      byId(CartApi.UPDATE_CART, CartOperations::idOf).writes();
  public static final Operation<DeleteCartRequest, DeleteCartResponse> DELETE_CART =
      byId(CartApi.DELETE_CART, DeleteCartRequest::id).writes();
  public static final Operation<AddToCartRequest, AddToCartResponse> ADD_TO_CART =
      byId(CartApi.ADD_TO_CART, AddToCartRequest::id).writes();
  public static final Operation<RemoveLineItemsRequest, RemoveLineItemsResponse> REMOVE_LINE_ITEMS =
      byId(CartApi.REMOVE_LINE_ITEMS, RemoveLineItemsRequest::id).writes();
  public static final Operation<UpdateLineItemsQuantityRequest, UpdateLineItemsQuantityResponse>
      UPDATE_LINE_ITEMS_QUANTITY =
          byId(CartApi.UPDATE_LINE_ITEMS_QUANTITY, UpdateLineItemsQuantityRequest::id).writes();
  public static final Operation<RemoveCouponRequest, RemoveCouponResponse> REMOVE_COUPON =
      byId(CartApi.REMOVE_COUPON, RemoveCouponRequest::id).writes();
  public static final Operation<RemoveBusinessLocationRequest, RemoveBusinessLocationResponse>
      REMOVE_BUSINESS_LOCATION =
          byId(CartApi.REMOVE_BUSINESS_LOCATION, RemoveBusinessLocationRequest::id).writes();
  public static final Operation<EstimateTotalsRequest, EstimateTotalsResponse> ESTIMATE_TOTALS =
      byId(CartApi.ESTIMATE_TOTALS, EstimateTotalsRequest::id);
  public static final Operation<CreateCheckoutRequest, CreateCheckoutResponse> CREATE_CHECKOUT =
      byId(CartApi.CREATE_CHECKOUT, CreateCheckoutRequest::id).writes();
  public static final Operation<GetCartByCheckoutIdRequest, GetCartByCheckoutIdResponse>
      GET_CART_BY_CHECKOUT_ID =
          Operation.of(CartApi.GET_CART_BY_CHECKOUT_ID).allow(VISITOR, MEMBER, ADMIN);
  public static final Operation<ExplainCartRequest, ExplainCartResponse> EXPLAIN_CART =
      byId(io.cartwright.wire.own.cart.CartApi.EXPLAIN_CART, ExplainCartRequest::cartId);

  public static final Operation<GetCurrentCartRequest, GetCurrentCartResponse> GET_CURRENT_CART =
      current(CurrentCartApi.GET_CURRENT_CART);
  public static final Operation<UpdateCartRequest, UpdateCartResponse> UPDATE_CURRENT_CART =
      current(CurrentCartApi.UPDATE_CURRENT_CART).writes();
  public static final Operation<DeleteCurrentCartRequest, DeleteCartResponse> DELETE_CURRENT_CART =
      current(CurrentCartApi.DELETE_CURRENT_CART).writes();
  public static final Operation<AddToCurrentCartRequest, AddToCartResponse> ADD_TO_CURRENT_CART =
      current(CurrentCartApi.ADD_TO_CURRENT_CART).writes();
  public static final Operation<RemoveLineItemsFromCurrentCartRequest, RemoveLineItemsResponse>
      REMOVE_LINE_ITEMS_FROM_CURRENT_CART =
          current(CurrentCartApi.REMOVE_LINE_ITEMS_FROM_CURRENT_CART).writes();
  public static final Operation<
          UpdateCurrentCartLineItemQuantityRequest, UpdateLineItemsQuantityResponse>
      UPDATE_CURRENT_CART_LINE_ITEM_QUANTITY =
          current(CurrentCartApi.UPDATE_CURRENT_CART_LINE_ITEM_QUANTITY).writes();
  public static final Operation<RemoveCouponFromCurrentCartRequest, RemoveCouponResponse>
      REMOVE_COUPON_FROM_CURRENT_CART =
          current(CurrentCartApi.REMOVE_COUPON_FROM_CURRENT_CART).writes();
  public static final Operation<EstimateCurrentCartTotalsRequest, EstimateTotalsResponse>
      ESTIMATE_CURRENT_CART_TOTALS = current(CurrentCartApi.ESTIMATE_CURRENT_CART_TOTALS);
  public static final Operation<CreateCheckoutFromCurrentCartRequest, CreateCheckoutResponse>
      CREATE_CHECKOUT_FROM_CURRENT_CART =
          current(CurrentCartApi.CREATE_CHECKOUT_FROM_CURRENT_CART).writes();
  public static final Operation<ExplainCurrentCartRequest, ExplainCartResponse>
      EXPLAIN_CURRENT_CART = current(io.cartwright.wire.own.cart.CartApi.EXPLAIN_CURRENT_CART);

  /** All of them. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_CART,
          GET_CART,
          UPDATE_CART,
          DELETE_CART,
          ADD_TO_CART,
          REMOVE_LINE_ITEMS,
          UPDATE_LINE_ITEMS_QUANTITY,
          REMOVE_COUPON,
          REMOVE_BUSINESS_LOCATION,
          ESTIMATE_TOTALS,
          CREATE_CHECKOUT,
          GET_CART_BY_CHECKOUT_ID,
          EXPLAIN_CART,
          GET_CURRENT_CART,
          UPDATE_CURRENT_CART,
          DELETE_CURRENT_CART,
          ADD_TO_CURRENT_CART,
          REMOVE_LINE_ITEMS_FROM_CURRENT_CART,
          UPDATE_CURRENT_CART_LINE_ITEM_QUANTITY,
          REMOVE_COUPON_FROM_CURRENT_CART,
          CREATE_CHECKOUT_FROM_CURRENT_CART,
          ESTIMATE_CURRENT_CART_TOTALS,
          EXPLAIN_CURRENT_CART);

  private CartOperations() {}

  /** Of a cart by its id: a buyer's own, or any of the site for an administrator. */
  private static <Q, A> Operation<Q, A> byId(Route<Q, A> route, Function<Q, String> id) {
    return Operation.of(route)
        .allow(VISITOR, MEMBER, ADMIN)
        .keyedBy((caller, body) -> CartKeys.ownerOfCart(id.apply(body)));
  }

  /** Of what the calling buyer has. */
  private static <Q, A> Operation<Q, A> current(Route<Q, A> route) {
    return Operation.of(route).allow(VISITOR, MEMBER).keyedBy((caller, body) -> owner(caller));
  }

  private static String owner(Caller caller) {
    return CartKeys.ownerOfBuyer(CartKeys.buyerOf(caller));
  }

  private static String idOf(UpdateCartRequest request) {
    return request.cartInfo().id();
  }
}
