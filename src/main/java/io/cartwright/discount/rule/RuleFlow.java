package io.cartwright.discount.rule;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountOperations;
import io.cartwright.discount.DiscountRefusal;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.Violation;
import io.cartwright.wire.discountrules.CreateDiscountRuleRequest;
import io.cartwright.wire.discountrules.CreateDiscountRuleResponse;
import io.cartwright.wire.discountrules.DeleteDiscountRuleRequest;
import io.cartwright.wire.discountrules.DeleteDiscountRuleResponse;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.GetDiscountRuleRequest;
import io.cartwright.wire.discountrules.GetDiscountRuleResponse;
import io.cartwright.wire.discountrules.UpdateDiscountRuleRequest;
import io.cartwright.wire.discountrules.UpdateDiscountRuleResponse;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, changes, deletes and reads rules. A change is answered when it is committed and counts
 * in the books of this node; when the book cannot be made, or not in time, the change stands all
 * the same and the book follows.
 */
public final class RuleFlow {
  /** Apps whose custom triggers the rules of one site may name; two creates at once may pass it. */
  public static final int CUSTOM_TRIGGER_APPS_MAX = 20;

  /** How long a change waits for its book, below the time that callers wait. */
  static final long BOOK_WAIT_MS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(RuleFlow.class);
  static final String ENTITY = "wix.ecom.discounts.v1.discount_rule";

  private final RuleStore store;
  private final RuleBookCache books;
  private final Commits commits;
  private final Ids ids;

  public RuleFlow(RuleStore store, RuleBookCache books, Commits commits, Ids ids) {
    this.store = store;
    this.books = books;
    this.commits = commits;
    this.ids = ids;
  }

  /** Refuses wrong fields, then the limits. */
  public Future<Outcome<CreateDiscountRuleResponse>> create(Call<CreateDiscountRuleRequest> call) {
    UUID siteId = call.caller().siteId();
    UUID id = ids.next();
    DiscountRule rule =
        stamped(RuleForm.created(call.body().discountRule(), ids), id, 1, call.now(), call.now());
    return checked(siteId, id, rule)
        .compose(
            outcome ->
                outcome.thenAwait(
                    good -> {
                      DiscountRule shown = RuleView.of(good, call.now(), 0);
                      Change change = store.insert(siteId, id, good, call.now());
                      change.emit(
                          events(call).created(id.toString(), 1, DiscountRule.CODEC, shown));
                      return commits.commit(
                          DiscountOperations.CREATE_DISCOUNT_RULE,
                          call,
                          change,
                          new CreateDiscountRuleResponse(shown));
                    }))
        .compose(outcome -> published(siteId, outcome));
  }

  /** Refuses an unknown id, a stale revision, wrong fields, then the limits. */
  public Future<Outcome<UpdateDiscountRuleResponse>> update(Call<UpdateDiscountRuleRequest> call) {
    DiscountRule patch = call.body().discountRule();
    return load(call, patch.id())
        .compose(
            found ->
                found
                    .then(stored -> current(stored, patch.revision()))
                    .thenAwait(stored -> update(call, stored)))
        .compose(outcome -> published(call.caller().siteId(), outcome));
  }

  private Future<Outcome<UpdateDiscountRuleResponse>> update(
      Call<UpdateDiscountRuleRequest> call, Stored<DiscountRule> stored) {
    UUID siteId = call.caller().siteId();
    String id = stored.id().toString();
    long revision = stored.revision() + 1;
    var present = call.present() == null ? null : call.present().child("discountRule");
    DiscountRule merged =
        RuleForm.updated(stored.value(), call.body().discountRule(), present, ids);
    DiscountRule rule = stamped(merged, stored.id(), revision, stored.createdAt(), call.now());
    return checked(siteId, stored.id(), rule)
        .compose(
            outcome ->
                outcome.thenAwait(
                    good ->
                        store
                            .uses(siteId, List.of(id))
                            .compose(
                                uses -> {
                                  DiscountRule shown = RuleView.of(good, call.now(), uses.get(id));
                                  Change change = store.update(siteId, stored, good, call.now());
                                  change.emit(
                                      events(call)
                                          .updated(
                                              id,
                                              revision,
                                              DiscountRule.CODEC,
                                              RuleView.of(stored.value(), call.now(), uses.get(id)),
                                              shown));
                                  return commits.commit(
                                      DiscountOperations.UPDATE_DISCOUNT_RULE,
                                      call,
                                      change,
                                      new UpdateDiscountRuleResponse(shown));
                                })));
  }

  /** Refuses an unknown id. */
  public Future<Outcome<DeleteDiscountRuleResponse>> delete(Call<DeleteDiscountRuleRequest> call) {
    UUID siteId = call.caller().siteId();
    return load(call, call.body().discountRuleId())
        .compose(
            found ->
                found.thenAwait(
                    stored -> {
                      Change change = store.delete(siteId, stored, call.now());
                      change.emit(
                          events(call).deleted(stored.id().toString(), stored.revision() + 1));
                      return commits.commit(
                          DiscountOperations.DELETE_DISCOUNT_RULE,
                          call,
                          change,
                          new DeleteDiscountRuleResponse());
                    }))
        .compose(outcome -> published(siteId, outcome));
  }

  /** Refuses an unknown id. */
  public Future<Outcome<GetDiscountRuleResponse>> get(Call<GetDiscountRuleRequest> call) {
    return load(call, call.body().discountRuleId())
        .compose(
            found ->
                found.thenAwait(
                    stored -> {
                      String id = stored.id().toString();
                      return store
                          .uses(call.caller().siteId(), List.of(id))
                          .map(
                              uses ->
                                  Outcome.done(
                                      new GetDiscountRuleResponse(
                                          RuleView.of(stored.value(), call.now(), uses.get(id)))));
                    }));
  }

  private Future<Outcome<Stored<DiscountRule>>> load(Call<?> call, String id) {
    if (id == null) {
      return Future.succeededFuture(
          Outcome.refused(DiscountRefusal.DISCOUNT_RULE_NOT_FOUND, "no discount rule is named"));
    }
    return store
        .find(call.caller().siteId(), UUID.fromString(id))
        .map(
            found ->
                found
                    .map(Outcome::done)
                    .orElseGet(
                        () ->
                            Outcome.refused(
                                DiscountRefusal.DISCOUNT_RULE_NOT_FOUND,
                                "there is no discount rule " + id)));
  }

  private static Outcome<Stored<DiscountRule>> current(
      Stored<DiscountRule> stored, String revision) {
    return String.valueOf(stored.revision()).equals(revision)
        ? Outcome.done(stored)
        : Outcome.refused(
            CommonRefusal.INVALID_REVISION,
            "the revision is " + stored.revision() + ", not " + revision);
  }

  private Future<Outcome<DiscountRule>> checked(UUID siteId, UUID id, DiscountRule rule) {
    List<Violation> violations = RuleChecks.check(rule);
    if (!violations.isEmpty()) return Future.succeededFuture(Outcome.invalid(violations));
    Set<String> apps = RuleColumns.customTriggerAppIds(rule);
    if (apps.isEmpty()) return Future.succeededFuture(Outcome.done(rule));
    return store
        .customTriggerApps(siteId, id)
        .map(
            others -> {
              Set<String> all = new HashSet<>(others);
              all.addAll(apps);
              return all.size() <= CUSTOM_TRIGGER_APPS_MAX || others.containsAll(apps)
                  ? Outcome.done(rule)
                  : Outcome.refused(
                      DiscountRefusal.MAX_CUSTOM_TRIGGER_APPS_EXCEEDED,
                      "rules may name custom triggers of " + CUSTOM_TRIGGER_APPS_MAX + " apps");
            });
  }

  static DiscountRule stamped(
      DiscountRule rule, UUID id, long revision, Instant created, Instant updated) {
    return rule.toBuilder()
        .id(id.toString())
        .revision(String.valueOf(revision))
        .createdDate(created)
        .updatedDate(updated)
        .status(null)
        .usageCount(null)
        .build();
  }

  private <A> Future<Outcome<A>> published(UUID siteId, Outcome<A> outcome) {
    if (!outcome.isDone()) return Future.succeededFuture(outcome);
    return books
        .changed(siteId)
        .timeout(BOOK_WAIT_MS, TimeUnit.MILLISECONDS)
        .map(outcome)
        .otherwise(
            fault -> {
              LOG.warn(
                  "The rules of {} changed, their book follows later: {}",
                  siteId,
                  fault.toString());
              return outcome;
            });
  }

  private static DomainEvents events(Call<?> call) {
    return new DomainEvents(call.caller().siteId(), ENTITY, call.now());
  }
}
