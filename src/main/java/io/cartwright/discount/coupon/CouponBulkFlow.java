package io.cartwright.discount.coupon;

import io.cartwright.bus.BulkAnswers;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountOperations;
import io.cartwright.store.Change;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.BulkActionMetadata;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.coupons.BulkCreateCouponResult;
import io.cartwright.wire.coupons.BulkCreateCouponsRequest;
import io.cartwright.wire.coupons.BulkCreateCouponsResponse;
import io.cartwright.wire.coupons.BulkDeleteCouponsRequest;
import io.cartwright.wire.coupons.BulkDeleteCouponsResponse;
import io.cartwright.wire.coupons.Coupon;
import io.cartwright.wire.coupons.CreateCouponRequest;
import io.cartwright.wire.coupons.CreateCouponResponse;
import io.cartwright.wire.coupons.DeleteCouponRequest;
import io.cartwright.wire.coupons.DeleteCouponResponse;
import io.cartwright.wire.coupons.Specification;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Creates and deletes many coupons, each on its own. Crash window: when the engine dies between the
 * coupons and the note that the call was done, a repeat with the same Idempotency-Key finds the
 * coupons that it made under their ids, which follow from the key, and tells them as made.
 */
public final class CouponBulkFlow {
  /** Coupons of one call. */
  static final int BULK_MAX = 100;

  private final CouponFlow coupons;
  private final Commits commits;
  private final Ids ids;

  public CouponBulkFlow(CouponFlow coupons, Commits commits, Ids ids) {
    this.coupons = coupons;
    this.commits = commits;
    this.ids = ids;
  }

  /** Refuses an empty list and one that is too long. */
  public Future<Outcome<BulkCreateCouponsResponse>> create(Call<BulkCreateCouponsRequest> call) {
    List<Specification> specs = call.body().specifications();
    Outcome<Integer> size = size("specifications", specs);
    if (!size.isDone()) return Future.succeededFuture(size.retype());
    List<Future<Outcome<Coupon>>> made = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) made.add(create(call, specs.get(i), i));
    boolean full = Boolean.TRUE.equals(call.body().returnFullEntity());
    return Future.all(made)
        .map(
            all -> {
              List<BulkCreateCouponResult> results = new ArrayList<>();
              for (int i = 0; i < specs.size(); i++) {
                Outcome<Coupon> outcome = all.resultAt(i);
                String id = outcome.isDone() ? outcome.orNull().id() : null;
                results.add(
                    new BulkCreateCouponResult(
                        metadata(id, i, outcome), full ? outcome.orNull() : null));
              }
              return new BulkCreateCouponsResponse(
                  results, summary(results.stream().map(r -> r.itemMetadata()).toList()));
            })
        .compose(reply -> remembered(DiscountOperations.BULK_CREATE_COUPONS, call, reply));
  }

  private Future<Outcome<Coupon>> create(
      Call<BulkCreateCouponsRequest> call, Specification spec, int index) {
    UUID id = call.id().byCaller() ? idOf(call, index) : ids.next();
    Call<CreateCouponRequest> single = single(call, new CreateCouponRequest(spec));
    List<Coupon> inserted = new ArrayList<>(1);
    return coupons
        .insert(
            DiscountOperations.CREATE_COUPON,
            single,
            id,
            spec,
            coupon -> {
              inserted.add(coupon);
              return new CreateCouponResponse(coupon.id());
            })
        .compose(
            outcome -> {
              if (outcome.isDone()) {
                return Future.succeededFuture(Outcome.done(inserted.get(0)));
              }
              return call.id().byCaller() && !inserted.isEmpty()
                  ? madeBefore(single, id, outcome.retype())
                  : Future.succeededFuture(outcome.retype());
            });
  }

  private Future<Outcome<Coupon>> madeBefore(Call<?> call, UUID id, Outcome<Coupon> refused) {
    return coupons
        .load(call, id.toString())
        .map(
            found ->
                found.isDone()
                    ? Outcome.done(CouponView.of(found.orNull().value(), call.now(), 0))
                    : refused);
  }

  private static UUID idOf(Call<?> call, int index) {
    String name =
        call.caller().siteId() + "/" + call.id().value() + "/" + call.id().bodyHash() + "/" + index;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Refuses an empty list and one that is too long. */
  public Future<Outcome<BulkDeleteCouponsResponse>> delete(Call<BulkDeleteCouponsRequest> call) {
    List<String> couponIds = call.body().ids();
    Outcome<Integer> size = size("ids", couponIds);
    if (!size.isDone()) return Future.succeededFuture(size.retype());
    List<Future<Outcome<DeleteCouponResponse>>> gone = new ArrayList<>();
    for (String id : couponIds) {
      gone.add(
          coupons.delete(
              DiscountOperations.DELETE_COUPON,
              single(call, new DeleteCouponRequest(id)),
              id,
              new DeleteCouponResponse()));
    }
    return Future.all(gone)
        .map(
            all -> {
              List<ItemMetadata> results = new ArrayList<>();
              for (int i = 0; i < couponIds.size(); i++) {
                results.add(metadata(couponIds.get(i), i, all.resultAt(i)));
              }
              return new BulkDeleteCouponsResponse(results, summary(results));
            })
        .compose(reply -> remembered(DiscountOperations.BULK_DELETE_COUPONS, call, reply));
  }

  private <Q, A> Future<Outcome<A>> remembered(Operation<Q, A> operation, Call<Q> call, A reply) {
    return call.id().byCaller()
        ? commits.commit(operation, call, Change.at(call.now()), reply)
        : Future.succeededFuture(Outcome.done(reply));
  }

  /** The part of a call that is about one coupon; it is not remembered on its own. */
  private static <Q> Call<Q> single(Call<?> call, Q body) {
    CallId id = CallId.minted(call.id().value());
    return new Call<>(call.caller(), id, body, null, call.now(), call.requestId());
  }

  private static Outcome<Integer> size(String field, List<?> list) {
    if (list == null || list.isEmpty()) {
      return Outcome.invalid(field, Violation.Rule.MIN_SIZE, "must not be empty");
    }
    return list.size() > BULK_MAX
        ? Outcome.invalid(
            field, Violation.Rule.MAX_SIZE, "must have " + BULK_MAX + " elements at most")
        : Outcome.done(list.size());
  }

  private static ItemMetadata metadata(String id, int index, Outcome<?> outcome) {
    return new ItemMetadata(id, index, outcome.isDone(), BulkAnswers.error(outcome));
  }

  private static BulkActionMetadata summary(List<ItemMetadata> results) {
    return BulkAnswers.metadata(
        results.stream().filter(ItemMetadata::success).count(), results.size());
  }
}
