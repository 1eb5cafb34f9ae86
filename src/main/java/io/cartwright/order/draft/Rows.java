package io.cartwright.order.draft;

import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.AppliedDiscount;

/** Rows of applied discounts, whose amount stands in the part that says where they come from. */
final class Rows {
  private Rows() {}

  /** The row's amount; null when it has none. */
  static Price amount(AppliedDiscount row) {
    if (row.coupon() != null) return row.coupon().amount();
    if (row.discountRule() != null) return row.discountRule().amount();
    return row.merchantDiscount() == null ? null : row.merchantDiscount().amount();
  }

  /** The row with another amount. */
  static AppliedDiscount with(AppliedDiscount row, Price amount) {
    AppliedDiscount.Builder next = row.toBuilder();
    if (row.coupon() != null) {
      next.coupon(row.coupon().toBuilder().amount(amount).build());
    } else if (row.discountRule() != null) {
      next.discountRule(row.discountRule().toBuilder().amount(amount).build());
    } else if (row.merchantDiscount() != null) {
      next.merchantDiscount(row.merchantDiscount().toBuilder().amount(amount).build());
    }
    return next.build();
  }

  /** What it is called. */
  static String name(AppliedDiscount row) {
    if (row.coupon() != null) return row.coupon().name();
    if (row.discountRule() != null) {
      return row.discountRule().name() == null ? null : row.discountRule().name().original();
    }
    if (row.merchantDiscount() == null) return null;
    return row.merchantDiscount().name() == null
        ? row.merchantDiscount().description()
        : row.merchantDiscount().name();
  }
}
