package io.cartwright.discount.rule;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.discount.DiscountQuestions.RulesAsOf;
import io.cartwright.discount.DiscountQuestions.RulesFor;
import io.cartwright.discount.DiscountQuestions.RulesWith;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Answers what the rules would be with others added, changed or switched off, at any instant. The
 * book is made from the one of that instant, off the event loop, and is nobody's but the asker's.
 */
final class RulesWithFlow {
  private final Vertx vertx;
  private final Bus bus;
  private final RuleStore store;
  private final Ids ids;

  RulesWithFlow(Vertx vertx, Bus bus, RuleStore store, Ids ids) {
    this.vertx = vertx;
    this.bus = bus;
    this.store = store;
    this.ids = ids;
  }

  /** Refuses the fields at fault. */
  Future<Outcome<Rules>> rulesWith(Call<RulesWith> call) {
    return base(call)
        .compose(
            found ->
                found.thenAwait(
                    rules ->
                        RuleEdits.none(call.body())
                            ? Future.succeededFuture(Outcome.done(rules))
                            : edited(call, rules)));
  }

  /** The rules of the instant, before any edit. */
  private Future<Outcome<Rules>> base(Call<RulesWith> call) {
    Instant at = call.body().instant();
    Future<Outcome<Rules>> then =
        at == null ? null : bus.ask(DiscountQuestions.RULES_AS_OF, call, new RulesAsOf(null, at));
    if (isPast(call)) return then;
    Future<Outcome<Rules>> now =
        bus.ask(DiscountQuestions.RULES_FOR, call, new RulesFor(call.now()));
    if (then == null) return now;
    return now.compose(
        current ->
            then.map(
                later ->
                    current.then(
                        known -> later.map(rules -> new Rules(rules.book(), known.limits())))));
  }

  private static boolean isPast(Call<RulesWith> call) {
    return call.body().instant() != null && call.body().instant().isBefore(call.now());
  }

  private Future<Outcome<Rules>> edited(Call<RulesWith> call, Rules rules) {
    UUID siteId = call.caller().siteId();
    return created(siteId, rules.book(), RuleEdits.namedIds(call.body()).keySet())
        .map(created -> RuleEdits.of(call.body(), created, ids, call.now()))
        .compose(
            checked ->
                checked.thenAwait(
                    edits ->
                        vertx
                            .executeBlocking(() -> edits.on(rules.book()), false)
                            .map(
                                book ->
                                    Outcome.done(new Rules(book, limits(call, edits, rules))))));
  }

  private static Limits limits(Call<RulesWith> call, RuleEdits edits, Rules rules) {
    return isPast(call) ? Limits.NONE : edits.on(rules.limits());
  }

  /** When each of these rules was made, as far as they exist in the book or are stored. */
  private Future<Map<String, Instant>> created(UUID siteId, RuleBook book, Set<String> ruleIds) {
    Map<String, Instant> created = new HashMap<>();
    List<Future<?>> reads = new ArrayList<>();
    for (String id : ruleIds) {
      Rule rule = book.rule(id);
      if (rule != null) {
        created.put(id, rule.createdAt());
      } else {
        reads.add(
            store
                .find(siteId, UUID.fromString(id))
                .onSuccess(
                    found -> found.ifPresent(stored -> created.put(id, stored.createdAt()))));
      }
    }
    return Future.join(reads).map(done -> created);
  }
}
