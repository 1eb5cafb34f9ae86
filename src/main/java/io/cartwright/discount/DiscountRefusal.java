package io.cartwright.discount;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why discounts say no, in the order of the checks: rules, then coupons, then using a coupon. */
public enum DiscountRefusal implements Refusal {
  /** The site has no automatic rule with this id. */
  DISCOUNT_RULE_NOT_FOUND(Kind.NOT_FOUND),
  /** Custom triggers of more apps than the engine asks. */
  MAX_CUSTOM_TRIGGER_APPS_EXCEEDED(Kind.PRECONDITION),
  MAX_DISCOUNT_RULES_REACHED(Kind.PRECONDITION),
  MAX_QUANTITY_BASED_DISCOUNTS_REACHED(Kind.PRECONDITION),
  /** The site's rules have not reached this version. */
  RULES_VERSION_NOT_FOUND(Kind.NOT_FOUND),
  /** The site has no coupon with this id. */
  COUPON_NOT_FOUND(Kind.NOT_FOUND),
  /** Another coupon of the site has this code, in any case. */
  COUPON_CODE_ALREADY_EXISTS(Kind.CONFLICT),
  /** The site has no coupon with this code. */
  ERROR_COUPON_DOES_NOT_EXIST(Kind.NOT_FOUND),
  /** Its owner switched it off. */
  ERROR_COUPON_IS_DISABLED(Kind.PRECONDITION),
  ERROR_COUPON_IS_NOT_ACTIVE_YET(Kind.PRECONDITION),
  ERROR_COUPON_HAS_EXPIRED(Kind.PRECONDITION),
  /** Used up by all buyers together. */
  ERROR_COUPON_USAGE_EXCEEDED(Kind.PRECONDITION),
  /** Used up by this buyer. */
  ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED(Kind.PRECONDITION);

  private final Kind kind;

  DiscountRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
