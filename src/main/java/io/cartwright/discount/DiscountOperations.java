package io.cartwright.discount;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.coupons.BulkCreateCouponsRequest;
import io.cartwright.wire.coupons.BulkCreateCouponsResponse;
import io.cartwright.wire.coupons.BulkDeleteCouponsRequest;
import io.cartwright.wire.coupons.BulkDeleteCouponsResponse;
import io.cartwright.wire.coupons.CouponsApi;
import io.cartwright.wire.coupons.CreateCouponRequest;
import io.cartwright.wire.coupons.CreateCouponResponse;
import io.cartwright.wire.coupons.DeleteCouponRequest;
import io.cartwright.wire.coupons.DeleteCouponResponse;
import io.cartwright.wire.coupons.GetCouponRequest;
import io.cartwright.wire.coupons.GetCouponResponse;
import io.cartwright.wire.coupons.QueryCouponsRequest;
import io.cartwright.wire.coupons.QueryCouponsResponse;
import io.cartwright.wire.coupons.UpdateCouponRequest;
import io.cartwright.wire.coupons.UpdateCouponResponse;
import io.cartwright.wire.discountrules.CreateDiscountRuleRequest;
import io.cartwright.wire.discountrules.CreateDiscountRuleResponse;
import io.cartwright.wire.discountrules.DeleteDiscountRuleRequest;
import io.cartwright.wire.discountrules.DeleteDiscountRuleResponse;
import io.cartwright.wire.discountrules.DiscountRulesApi;
import io.cartwright.wire.discountrules.GetDiscountRuleRequest;
import io.cartwright.wire.discountrules.GetDiscountRuleResponse;
import io.cartwright.wire.discountrules.QueryDiscountRulesRequest;
import io.cartwright.wire.discountrules.QueryDiscountRulesResponse;
import io.cartwright.wire.discountrules.UpdateDiscountRuleRequest;
import io.cartwright.wire.discountrules.UpdateDiscountRuleResponse;
import java.util.List;

/** The contract's operations on automatic discount rules and on coupons: administrators only. */
public final class DiscountOperations {
  /** Answers when the rule counts on this node; on the others it does within two seconds. */
  public static final Operation<CreateDiscountRuleRequest, CreateDiscountRuleResponse>
      CREATE_DISCOUNT_RULE =
          Operation.of(DiscountRulesApi.CREATE_DISCOUNT_RULE).allow(Role.ADMIN).writes();

  /** Needs the rule's current revision. */
  public static final Operation<UpdateDiscountRuleRequest, UpdateDiscountRuleResponse>
      UPDATE_DISCOUNT_RULE =
          Operation.of(DiscountRulesApi.UPDATE_DISCOUNT_RULE).allow(Role.ADMIN).writes();

  public static final Operation<DeleteDiscountRuleRequest, DeleteDiscountRuleResponse>
      DELETE_DISCOUNT_RULE =
          Operation.of(DiscountRulesApi.DELETE_DISCOUNT_RULE).allow(Role.ADMIN).writes();

  public static final Operation<GetDiscountRuleRequest, GetDiscountRuleResponse> GET_DISCOUNT_RULE =
      Operation.of(DiscountRulesApi.GET_DISCOUNT_RULE).allow(Role.ADMIN);

  public static final Operation<QueryDiscountRulesRequest, QueryDiscountRulesResponse>
      QUERY_DISCOUNT_RULES = Operation.of(DiscountRulesApi.QUERY_DISCOUNT_RULES).allow(Role.ADMIN);

  public static final Operation<CreateCouponRequest, CreateCouponResponse> CREATE_COUPON =
      Operation.of(CouponsApi.CREATE_COUPON).allow(Role.ADMIN).writes();

  public static final Operation<UpdateCouponRequest, UpdateCouponResponse> UPDATE_COUPON =
      Operation.of(CouponsApi.UPDATE_COUPON).allow(Role.ADMIN).writes();

  public static final Operation<GetCouponRequest, GetCouponResponse> GET_COUPON =
      Operation.of(CouponsApi.GET_COUPON).allow(Role.ADMIN);

  public static final Operation<DeleteCouponRequest, DeleteCouponResponse> DELETE_COUPON =
      Operation.of(CouponsApi.DELETE_COUPON).allow(Role.ADMIN).writes();

  public static final Operation<QueryCouponsRequest, QueryCouponsResponse> QUERY_COUPONS =
      Operation.of(CouponsApi.QUERY_COUPONS).allow(Role.ADMIN);

  /** Each coupon is created or refused on its own. */
  public static final Operation<BulkCreateCouponsRequest, BulkCreateCouponsResponse>
      BULK_CREATE_COUPONS = Operation.of(CouponsApi.BULK_CREATE_COUPONS).allow(Role.ADMIN).writes();

  /** Each coupon is deleted or refused on its own. */
  public static final Operation<BulkDeleteCouponsRequest, BulkDeleteCouponsResponse>
      BULK_DELETE_COUPONS = Operation.of(CouponsApi.BULK_DELETE_COUPONS).allow(Role.ADMIN).writes();

  /** All of them. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_DISCOUNT_RULE,
          UPDATE_DISCOUNT_RULE,
          DELETE_DISCOUNT_RULE,
          GET_DISCOUNT_RULE,
          QUERY_DISCOUNT_RULES,
          CREATE_COUPON,
          UPDATE_COUPON,
          GET_COUPON,
          DELETE_COUPON,
          QUERY_COUPONS,
          BULK_CREATE_COUPONS,
          BULK_DELETE_COUPONS);

  private DiscountOperations() {}
}
