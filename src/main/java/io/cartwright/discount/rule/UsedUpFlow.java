package io.cartwright.discount.rule;

import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.discount.DiscountQuestions.UsedUp;
import io.cartwright.store.Tally;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers which rules are used up, of those that would fire. A counter is read at most once in
 * {@link #FRESH}; the placement of an order decides in its own transaction. What this costs depends
 * on the limited rules that a basket fires, not on those that the site has.
 */
public final class UsedUpFlow {
  /** How old a count of uses may be. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private static final int COUNTS_MAX = 100_000;

  private record Count(long uses, Instant readAt) {
    boolean isFresh(Instant now) {
      return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
    }
  }

  private final RuleStore store;
  private final Map<Tally, Count> known = new ConcurrentHashMap<>();

  public UsedUpFlow(RuleStore store) {
    this.store = store;
  }

  /** Never refuses. */
  public Future<Outcome<Set<String>>> usedUp(Call<UsedUp> call) {
    UUID siteId = call.caller().siteId();
    UsedUp ask = call.body();
    Map<Tally, Long> counts = new HashMap<>();
    Set<Tally> unknown = new HashSet<>();
    ask.limits()
        .forEach(
            (ruleId, limit) -> {
              for (Tally tally : tallies(siteId, ruleId, limit, ask.buyerKey())) {
                Count count = known.get(tally);
                if (count != null && count.isFresh(ask.now())) {
                  counts.put(tally, count.uses());
                } else {
                  unknown.add(tally);
                }
              }
            });
    if (unknown.isEmpty()) return Future.succeededFuture(Outcome.done(over(siteId, ask, counts)));
    return store
        .counts(unknown)
        .map(
            read -> {
              if (known.size() + read.size() > COUNTS_MAX) known.clear();
              read.forEach((tally, uses) -> known.put(tally, new Count(uses, ask.now())));
              counts.putAll(read);
              return Outcome.done(over(siteId, ask, counts));
            });
  }

  private static List<Tally> tallies(
      UUID siteId, String ruleId, UsageLimit limit, String buyerKey) {
    Tally all = byAll(siteId, ruleId);
    if (limit.perBuyer() == null || buyerKey == null) {
      return limit.total() == null ? List.of() : List.of(all);
    }
    Tally own = byBuyer(siteId, ruleId, buyerKey);
    return limit.total() == null ? List.of(own) : List.of(all, own);
  }

  private static Tally byAll(UUID siteId, String ruleId) {
    return new Tally(siteId, DiscountQuestions.RULE_USES, ruleId);
  }

  private static Tally byBuyer(UUID siteId, String ruleId, String buyerKey) {
    return new Tally(siteId, DiscountQuestions.RULE_BUYER_USES, ruleId + ":" + buyerKey);
  }

  private static Set<String> over(UUID siteId, UsedUp ask, Map<Tally, Long> counts) {
    Set<String> over = new HashSet<>();
    ask.limits()
        .forEach(
            (ruleId, limit) -> {
              Long all = counts.get(byAll(siteId, ruleId));
              Long own = counts.get(byBuyer(siteId, ruleId, ask.buyerKey()));
              boolean reached =
                  (limit.total() != null && all >= limit.total())
                      || (own != null && limit.perBuyer() != null && own >= limit.perBuyer());
              if (reached) over.add(ruleId);
            });
    return Set.copyOf(over);
  }
}
