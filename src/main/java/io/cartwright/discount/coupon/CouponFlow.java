package io.cartwright.discount.coupon;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Refusal;
import io.cartwright.bus.Retries;
import io.cartwright.discount.DiscountOperations;
import io.cartwright.discount.DiscountRefusal;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.Violation;
import io.cartwright.wire.coupons.Coupon;
import io.cartwright.wire.coupons.CreateCouponRequest;
import io.cartwright.wire.coupons.CreateCouponResponse;
import io.cartwright.wire.coupons.DeleteCouponRequest;
import io.cartwright.wire.coupons.DeleteCouponResponse;
import io.cartwright.wire.coupons.Specification;
import io.cartwright.wire.coupons.UpdateCouponRequest;
import io.cartwright.wire.coupons.UpdateCouponResponse;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Creates, changes and deletes coupons. Codes are kept unique by Postgres. */
public final class CouponFlow {
  /** How often a change is decided again when another one came between. */
  private static final String ENTITY = "wix.ecommerce.coupons.v2.coupon";

  private final CouponStore store;
  private final CouponCache cache;
  private final Commits commits;
  private final Ids ids;

  public CouponFlow(CouponStore store, CouponCache cache, Commits commits, Ids ids) {
    this.store = store;
    this.cache = cache;
    this.commits = commits;
    this.ids = ids;
  }

  /** Refuses wrong fields, then a code that is taken. */
  public Future<Outcome<CreateCouponResponse>> create(Call<CreateCouponRequest> call) {
    return insert(
        DiscountOperations.CREATE_COUPON,
        call,
        ids.next(),
        call.body().specification(),
        coupon -> new CreateCouponResponse(coupon.id()));
  }

  <Q, A> Future<Outcome<A>> insert(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID id,
      Specification sent,
      Function<Coupon, A> reply) {
    UUID siteId = call.caller().siteId();
    Specification spec = CouponForm.created(sent, call.now());
    List<Violation> violations = CouponChecks.check(spec);
    if (!violations.isEmpty()) return Future.succeededFuture(Outcome.invalid(violations));
    Coupon coupon =
        Coupon.builder()
            .id(id.toString())
            .specification(spec)
            .dateCreated(String.valueOf(call.now().toEpochMilli()))
            .build();
    Coupon shown = CouponView.of(coupon, call.now(), 0);
    Change change = Change.at(call.now()).insert(CouponStore.COUPONS, siteId, id, coupon);
    change.emit(events(call).created(id.toString(), 1, Coupon.CODEC, shown));
    return commits
        .commit(operation, call, change, reply.apply(shown), CouponFlow::onUnique)
        .onSuccess(outcome -> cache.forget(siteId, spec.code()));
  }

  /** Refuses an unknown id, wrong fields, another kind, then a code that is taken. */
  public Future<Outcome<UpdateCouponResponse>> update(Call<UpdateCouponRequest> call) {
    return Retries.whileStale(
        () ->
            load(call, call.body().id())
                .compose(found -> found.thenAwait(stored -> update(call, stored))));
  }

  private Future<Outcome<UpdateCouponResponse>> update(
      Call<UpdateCouponRequest> call, Stored<Coupon> stored) {
    UUID siteId = call.caller().siteId();
    Specification before = stored.value().specification();
    var present = call.present() == null ? null : call.present().child("specification");
    Specification spec =
        CouponForm.updated(before, call.body().specification(), present, call.now());
    List<Violation> violations = CouponChecks.checkChange(before, spec);
    if (!violations.isEmpty()) return Future.succeededFuture(Outcome.invalid(violations));
    Coupon coupon = stored.value().toBuilder().specification(spec).build();
    String id = coupon.id();
    return store
        .uses(siteId, List.of(id))
        .compose(
            uses -> {
              Change change =
                  Change.at(call.now())
                      .update(CouponStore.COUPONS, siteId, stored.id(), stored.revision(), coupon);
              Coupon shown = CouponView.of(coupon, call.now(), uses.get(id));
              change.emit(events(call).restated(id, stored.revision() + 1, Coupon.CODEC, shown));
              return commits.commit(
                  DiscountOperations.UPDATE_COUPON,
                  call,
                  change,
                  new UpdateCouponResponse(),
                  CouponFlow::onUnique);
            })
        .onSuccess(
            outcome -> {
              cache.forget(siteId, before.code());
              cache.forget(siteId, spec.code());
            });
  }

  /** Refuses an unknown id. */
  public Future<Outcome<DeleteCouponResponse>> delete(Call<DeleteCouponRequest> call) {
    return delete(
        DiscountOperations.DELETE_COUPON, call, call.body().id(), new DeleteCouponResponse());
  }

  <Q, A> Future<Outcome<A>> delete(Operation<Q, A> operation, Call<Q> call, String id, A reply) {
    return Retries.whileStale(() -> tryDelete(operation, call, id, reply));
  }

  private <Q, A> Future<Outcome<A>> tryDelete(
      Operation<Q, A> operation, Call<Q> call, String id, A reply) {
    UUID siteId = call.caller().siteId();
    return load(call, id)
        .compose(
            found ->
                found.thenAwait(
                    stored -> {
                      Change change =
                          Change.at(call.now())
                              .delete(CouponStore.COUPONS, siteId, stored.id(), stored.revision());
                      change.emit(
                          events(call).deleted(stored.id().toString(), stored.revision() + 1));
                      return commits
                          .commit(operation, call, change, reply)
                          .onSuccess(
                              outcome ->
                                  cache.forget(siteId, stored.value().specification().code()));
                    }));
  }

  Future<Outcome<Stored<Coupon>>> load(Call<?> call, String id) {
    UUID known = idOf(id);
    if (known == null) return Future.succeededFuture(unknown(id));
    return store
        .find(call.caller().siteId(), known)
        .map(found -> found.map(Outcome::done).orElseGet(() -> unknown(id)));
  }

  private static <T> Outcome<T> unknown(String id) {
    return Outcome.refused(DiscountRefusal.COUPON_NOT_FOUND, "there is no such coupon: " + id);
  }

  /** The id in this text; null when it is none. */
  static UUID idOf(String text) {
    if (text == null || text.length() != 36) return null;
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static Refusal onUnique(String constraint) {
    return CouponStore.UNIQUE_CODE.equals(constraint)
        ? DiscountRefusal.COUPON_CODE_ALREADY_EXISTS
        : null;
  }

  private static DomainEvents events(Call<?> call) {
    return new DomainEvents(call.caller().siteId(), ENTITY, call.now());
  }
}
