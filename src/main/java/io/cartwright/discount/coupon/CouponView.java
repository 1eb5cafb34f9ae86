package io.cartwright.discount.coupon;

import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.wire.common.Scope;
import io.cartwright.wire.coupons.Coupon;
import io.cartwright.wire.coupons.DisplayData;
import io.cartwright.wire.coupons.MediaItem;
import java.time.Instant;

/** A stored coupon as callers see it: with what depends on the moment. */
final class CouponView {
  private CouponView() {}

  /** The coupon with the number of its uses, and whether it has expired. */
  static Coupon of(Coupon stored, Instant now, long uses) {
    return stored.toBuilder()
        .expired(CouponForm.isExpired(stored.specification(), now))
        .numberOfUsages((int) Math.min(uses, Integer.MAX_VALUE))
        .build();
  }

  /** The product that the coupon is for; null when it is for more than one. */
  static String productId(Coupon coupon) {
    Scope scope = coupon.specification().scope();
    boolean product =
        scope != null
            && "stores".equals(scope.namespace())
            && scope.group() != null
            && "product".equals(scope.group().name());
    return product ? scope.group().entityId() : null;
  }

  /** Name and picture of the product that the coupon is for. */
  static Coupon showing(Coupon coupon, ResolvedItem product) {
    var image = product.image();
    MediaItem media =
        image == null ? null : new MediaItem(image.url(), image.width(), image.height());
    String name = product.productName() == null ? null : product.productName().original();
    return coupon.toBuilder().displayData(new DisplayData(name, media, null)).build();
  }
}
