package io.cartwright.discount.rule;

import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.discount.DiscountQuestions.RulesFor;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers which rules are in force for a buyer: the book from memory, and of the rules with a limit
 * those that are used up. Uses are read at most once in {@link #FRESH} for each buyer; the
 * placement of an order decides in its own transaction. Sites without limits need no read at all.
 */
public final class RulesForFlow {
  /** How old a count of uses may be. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private static final int BUYERS_MAX = 50_000;

  private record Asked(UUID siteId, long version, String buyerKey) {}

  private record Exhausted(Set<String> ruleIds, Instant readAt) {
    boolean isFresh(Instant now) {
      return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
    }
  }

  private final RuleStore store;
  private final RuleBookCache books;
  private final Map<Asked, Exhausted> known = new ConcurrentHashMap<>();

  public RulesForFlow(RuleStore store, RuleBookCache books) {
    this.store = store;
    this.books = books;
  }

  /** Never refuses. */
  public Future<Outcome<Rules>> rulesFor(Call<RulesFor> call) {
    UUID siteId = call.caller().siteId();
    RulesFor ask = call.body();
    return books
        .at(siteId, ask.now())
        .compose(
            rules ->
                exhausted(siteId, rules, ask)
                    .map(ids -> Outcome.done(new Rules(rules.book(), ids, rules.limits()))));
  }

  private Future<Set<String>> exhausted(UUID siteId, SiteRules rules, RulesFor ask) {
    if (rules.limits().isEmpty()) return Future.succeededFuture(Set.of());
    Asked asked = new Asked(siteId, rules.book().version(), ask.buyerKey());
    Exhausted before = known.get(asked);
    if (before != null && before.isFresh(ask.now())) {
      return Future.succeededFuture(before.ruleIds());
    }
    return read(siteId, rules.limits(), ask.buyerKey())
        .onSuccess(
            ids -> {
              if (known.size() >= BUYERS_MAX) known.clear();
              known.put(asked, new Exhausted(ids, ask.now()));
            });
  }

  private Future<Set<String>> read(UUID siteId, Map<String, UsageLimit> limits, String buyerKey) {
    List<String> byAll = limited(limits, UsageLimit::total);
    List<String> byBuyer = buyerKey == null ? List.of() : limited(limits, UsageLimit::perBuyer);
    Future<Map<String, Long>> all = store.uses(siteId, byAll);
    Future<Map<String, Long>> own = store.usesBy(siteId, buyerKey, byBuyer);
    return all.compose(
        total ->
            own.map(
                mine -> {
                  Set<String> ids = new HashSet<>();
                  for (String id : byAll) {
                    if (total.get(id) >= limits.get(id).total()) ids.add(id);
                  }
                  for (String id : byBuyer) {
                    if (mine.get(id + ":" + buyerKey) >= limits.get(id).perBuyer()) ids.add(id);
                  }
                  return Set.copyOf(ids);
                }));
  }

  private static List<String> limited(
      Map<String, UsageLimit> limits, Function<UsageLimit, Integer> limit) {
    List<String> ids = new ArrayList<>();
    limits.forEach(
        (id, each) -> {
          if (limit.apply(each) != null) ids.add(id);
        });
    return ids;
  }
}
