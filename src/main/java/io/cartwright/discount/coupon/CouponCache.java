package io.cartwright.discount.coupon;

import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.Coupon;
import io.cartwright.store.Stored;
import io.cartwright.wire.coupons.Specification;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Coupons by code, as they were within the last second; codes that do not exist are remembered too.
 * A change on this node is seen at once, one on another node after that second. The uses of a
 * coupon are not kept here.
 */
public final class CouponCache {
  /** How old an answer may be. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private static final int CODES_MAX = 20_000;

  private record Code(UUID siteId, String key) {}

  /**
   * A coupon, ready to be used.
   *
   * @param start from when it counts
   * @param end from when it counts no longer; null: never
   * @param limit null: none
   */
  record Ready(
      String id,
      Coupon coupon,
      boolean active,
      Instant start,
      Instant end,
      UsageLimit limit,
      Specification specification) {}

  private record Known(Optional<Ready> coupon, Instant readAt) {
    boolean isFresh(Instant now) {
      return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
    }
  }

  private final CouponStore store;
  private final Map<Code, Known> known = new ConcurrentHashMap<>();

  public CouponCache(CouponStore store) {
    this.store = store;
  }

  /** The coupon with this code, in any case, if there is one. */
  Future<Optional<Ready>> find(UUID siteId, String code, Instant now) {
    Code key = new Code(siteId, CouponForm.codeKey(code));
    Known before = known.get(key);
    if (before != null && before.isFresh(now)) return Future.succeededFuture(before.coupon());
    return store
        .findByCode(siteId, key.key())
        .map(
            found -> {
              Optional<Ready> ready = found.map(CouponCache::ready);
              if (known.size() >= CODES_MAX) known.clear();
              known.put(key, new Known(ready, now));
              return ready;
            });
  }

  private static Ready ready(Stored<io.cartwright.wire.coupons.Coupon> stored) {
    Specification spec = stored.value().specification();
    String id = stored.id().toString();
    return new Ready(
        id,
        CouponMapping.coupon(id, spec),
        Boolean.TRUE.equals(spec.active()),
        CouponForm.time(spec.startTime()),
        CouponForm.time(spec.expirationTime()),
        CouponMapping.limit(spec),
        spec);
  }

  /** Forgets a code that was given, taken away, or whose coupon was changed. */
  void forget(UUID siteId, String code) {
    known.remove(new Code(siteId, CouponForm.codeKey(code)));
  }
}
