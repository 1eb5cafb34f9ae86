package io.cartwright.discount.coupon;

import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.CouponFor;
import io.cartwright.discount.DiscountRefusal;
import io.cartwright.store.Tally;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Answers whether a code may be used now. Checked in this order: it exists, is not disabled, has
 * started, has not expired, is not used up by all, is not used up by this buyer. Only coupons with
 * a limit cost a read of their counters.
 */
public final class CouponForFlow {
  private final CouponStore store;
  private final CouponCache coupons;

  public CouponForFlow(CouponStore store, CouponCache coupons) {
    this.store = store;
    this.coupons = coupons;
  }

  public Future<Outcome<CouponAnswer>> couponFor(Call<CouponFor> call) {
    CouponFor ask = call.body();
    UUID siteId = call.caller().siteId();
    if (ask.code() == null || ask.code().length() > 2 * CouponChecks.CODE_LENGTH_MAX) {
      return Future.succeededFuture(unknown());
    }
    return coupons
        .find(siteId, ask.code(), ask.now())
        .compose(
            found ->
                found
                    .map(ready -> usable(ready, ask.now()))
                    .orElseGet(CouponForFlow::unknown)
                    .thenAwait(ready -> withinLimits(siteId, ready, ask)))
        .map(outcome -> outcome.map(CouponForFlow::answer));
  }

  private static <T> Outcome<T> unknown() {
    return Outcome.refused(
        DiscountRefusal.ERROR_COUPON_DOES_NOT_EXIST, "there is no coupon with this code");
  }

  private static Outcome<CouponCache.Ready> usable(CouponCache.Ready coupon, Instant now) {
    if (!coupon.active()) {
      return Outcome.refused(DiscountRefusal.ERROR_COUPON_IS_DISABLED, "the coupon is disabled");
    }
    if (now.isBefore(coupon.start())) {
      return Outcome.refused(
          DiscountRefusal.ERROR_COUPON_IS_NOT_ACTIVE_YET, "the coupon is not active yet");
    }
    if (coupon.end() != null && !now.isBefore(coupon.end())) {
      return Outcome.refused(DiscountRefusal.ERROR_COUPON_HAS_EXPIRED, "the coupon has expired");
    }
    return Outcome.done(coupon);
  }

  private Future<Outcome<CouponCache.Ready>> withinLimits(
      UUID siteId, CouponCache.Ready coupon, CouponFor ask) {
    if (coupon.limit() == null) return Future.succeededFuture(Outcome.done(coupon));
    List<Tally> tallies = new ArrayList<>(2);
    Tally all = CouponStore.uses(siteId, coupon.id());
    Tally own = CouponStore.usesBy(siteId, coupon.id(), ask.buyerKey());
    tallies.add(all);
    if (ask.buyerKey() != null) tallies.add(own);
    return store.counts(tallies).map(counts -> unused(coupon, counts, all, own));
  }

  private static Outcome<CouponCache.Ready> unused(
      CouponCache.Ready coupon, Map<Tally, Long> counts, Tally all, Tally own) {
    Integer total = coupon.limit().total();
    if (total != null && counts.get(all) >= total) {
      return Outcome.refused(
          DiscountRefusal.ERROR_COUPON_USAGE_EXCEEDED, "the coupon has been used up");
    }
    Integer perBuyer = coupon.limit().perBuyer();
    if (perBuyer != null && counts.getOrDefault(own, 0L) >= perBuyer) {
      return Outcome.refused(
          DiscountRefusal.ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED,
          "this customer has used the coupon up");
    }
    return Outcome.done(coupon);
  }

  private static CouponAnswer answer(CouponCache.Ready coupon) {
    return new CouponAnswer(
        coupon.coupon(),
        coupon.id(),
        coupon.specification().code(),
        coupon.specification().name(),
        coupon.limit());
  }
}
