package io.cartwright.discount.coupon;

import io.cartwright.wire.Fields;
import io.cartwright.wire.coupons.Specification;
import java.time.Instant;
import java.util.Locale;

/** What the owner of a coupon leaves to be understood: active, from now on, for one-time sales. */
final class CouponForm {
  private CouponForm() {}

  /** What a coupon takes off. */
  enum Behavior {
    MONEY_OFF,
    PERCENT_OFF,
    FREE_SHIPPING,
    FIXED_PRICE,
    BUY_X_GET_Y
  }

  static Specification created(Specification sent, Instant now) {
    return filled(Specification.CODEC.merge(null, sent, null), now);
  }

  /**
   * A specification after a PATCH.
   *
   * @param present names below {@code specification}
   */
  static Specification updated(
      Specification before, Specification patch, Fields present, Instant now) {
    return filled(Specification.CODEC.merge(before, patch, present), now);
  }

  private static Specification filled(Specification spec, Instant now) {
    return spec.toBuilder()
        .code(spec.code() == null ? null : spec.code().strip())
        .startTime(spec.startTime() == null ? String.valueOf(now.toEpochMilli()) : spec.startTime())
        .active(spec.active() == null || spec.active())
        .limitedToOneItem(Boolean.TRUE.equals(spec.limitedToOneItem()))
        .appliesToSubscriptions(Boolean.TRUE.equals(spec.appliesToSubscriptions()))
        .build();
  }

  /** The field that is set; null when none is. */
  static Behavior behavior(Specification spec) {
    if (spec.moneyOffAmount() != null) return Behavior.MONEY_OFF;
    if (spec.percentOffRate() != null) return Behavior.PERCENT_OFF;
    if (spec.freeShipping() != null) return Behavior.FREE_SHIPPING;
    if (spec.fixedPriceAmount() != null) return Behavior.FIXED_PRICE;
    return spec.buyXGetY() != null ? Behavior.BUY_X_GET_Y : null;
  }

  /** What is compared of a code. */
  static String codeKey(String code) {
    return code.strip().toLowerCase(Locale.ROOT);
  }

  /** An instant in epoch milliseconds; null when the text is none or out of range. */
  static Instant time(String epochMs) {
    if (epochMs == null || epochMs.length() > 15) return null;
    try {
      long ms = Long.parseLong(epochMs);
      return ms < 0 ? null : Instant.ofEpochMilli(ms);
    } catch (NumberFormatException malformed) {
      return null;
    }
  }

  /** True when {@code now} is at or after the expiration. */
  static boolean isExpired(Specification spec, Instant now) {
    Instant end = time(spec.expirationTime());
    return end != null && !now.isBefore(end);
  }
}
