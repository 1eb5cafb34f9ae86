package io.cartwright.discount.coupon;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.catalog.CatalogQuestions.ResolvedItems;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Page;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.coupons.Coupon;
import io.cartwright.wire.coupons.GetCouponRequest;
import io.cartwright.wire.coupons.GetCouponResponse;
import io.cartwright.wire.coupons.QueryCouponsRequest;
import io.cartwright.wire.coupons.QueryCouponsResponse;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads coupons. A coupon for one product shows the product's name and picture, unless the catalog
 * cannot be asked.
 */
public final class CouponReadFlow {
  private final Bus bus;
  private final CouponStore store;

  public CouponReadFlow(Bus bus, CouponStore store) {
    this.bus = bus;
    this.store = store;
  }

  /** Refuses an unknown id. */
  public Future<Outcome<GetCouponResponse>> get(Call<GetCouponRequest> call, CouponFlow coupons) {
    return coupons
        .load(call, call.body().id())
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        shown(call, List.of(stored))
                            .map(all -> Outcome.done(new GetCouponResponse(all.get(0))))));
  }

  /** Refuses what cannot be asked. */
  public Future<Outcome<QueryCouponsResponse>> query(Call<QueryCouponsRequest> call) {
    CouponQuery query = CouponQuery.of(call.body().query());
    if (!query.violations().isEmpty()) {
      return Future.succeededFuture(Outcome.invalid(query.violations()));
    }
    return store
        .query(call.caller().siteId(), query.request(), call.now())
        .compose(
            queried -> QueryAnswers.of("query", queried).thenAwait(page -> response(call, page)));
  }

  private Future<Outcome<QueryCouponsResponse>> response(Call<?> call, Page<Coupon> page) {
    return shown(call, page.items())
        .map(all -> Outcome.done(new QueryCouponsResponse(all, page.total().intValue())));
  }

  Future<List<Coupon>> shown(Call<?> call, List<Stored<Coupon>> stored) {
    UUID siteId = call.caller().siteId();
    List<String> ids = stored.stream().map(each -> each.id().toString()).toList();
    return store
        .uses(siteId, ids)
        .compose(
            uses -> {
              List<Coupon> coupons = new ArrayList<>();
              for (Stored<Coupon> each : stored) {
                long used = uses.get(each.id().toString());
                coupons.add(CouponView.of(each.value(), call.now(), used));
              }
              return withProducts(call, coupons);
            });
  }

  private Future<List<Coupon>> withProducts(Call<?> call, List<Coupon> coupons) {
    List<CatalogReference> products =
        coupons.stream()
            .map(CouponView::productId)
            .filter(id -> id != null)
            .distinct()
            .map(id -> new CatalogReference(id, CatalogQuestions.STORES_APP_ID, null))
            .toList();
    if (products.isEmpty()) return Future.succeededFuture(coupons);
    return bus.ask(CatalogQuestions.RESOLVE_ITEMS, call, new ResolveItems(products))
        .map(answer -> byId(answer.orNull()))
        .otherwise(Map.of())
        .map(found -> coupons.stream().map(coupon -> showing(coupon, found)).toList());
  }

  private static Coupon showing(Coupon coupon, Map<String, ResolvedItem> products) {
    ResolvedItem product = products.get(String.valueOf(CouponView.productId(coupon)));
    return product == null ? coupon : CouponView.showing(coupon, product);
  }

  private static Map<String, ResolvedItem> byId(ResolvedItems answer) {
    Map<String, ResolvedItem> found = new HashMap<>();
    if (answer == null) return found;
    for (ResolvedItem item : answer.items()) {
      if (item != null) found.put(item.reference().catalogItemId(), item);
    }
    return found;
  }
}
