package io.cartwright.discount.rule;

import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.discount.DiscountQuestions.RulesAsOf;
import io.cartwright.discount.DiscountRefusal;
import io.cartwright.pricing.RuleBook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers which rules stood at a version or an instant.
 *
 * <p>The idea: a book of one version is made from that of another by the rules that changed between
 * the two. So it begins at the nearest book at hand (the one in force, one that was asked for
 * lately, or the empty book of version 0) and reads the log between, forward or backward; what did
 * not change is neither read nor parsed. Reading goes by pages, mapping and building off the event
 * loop.
 */
public final class RulesAsOfFlow {
  private static final Logger LOG = LoggerFactory.getLogger(RulesAsOfFlow.class);
  private static final int PAGE = 5_000;

  private final Vertx vertx;
  private final RuleVersionStore store;
  private final Current current;
  private final PastBooks past = new PastBooks();

  /** The book in force on a site; any other book of the site does, and is slower. */
  public interface Current {
    Future<RuleBook> at(UUID siteId, Instant now);

    /** Where no books are kept. */
    Current NONE = (siteId, now) -> Future.succeededFuture(RuleBook.empty(0));
  }

  public RulesAsOfFlow(Vertx vertx, RuleVersionStore store, Current current) {
    this.vertx = vertx;
    this.store = store;
    this.current = current;
  }

  private record Asked(UUID siteId, long version, Instant instant) {}

  /** Refuses a version that the site's rules have not reached. */
  public Future<Outcome<Rules>> rulesAsOf(Call<RulesAsOf> call) {
    return asked(call)
        .compose(
            asked ->
                asked.thenAwait(
                    as ->
                        book(as, call.now())
                            .map(book -> Outcome.done(new Rules(book, Limits.NONE)))));
  }

  private Future<Outcome<Asked>> asked(Call<RulesAsOf> call) {
    UUID siteId = call.caller().siteId();
    RulesAsOf ask = call.body();
    if (ask.version() == null) {
      Instant instant = ask.instant() == null ? call.now() : ask.instant();
      return store
          .versionAt(siteId, instant)
          .map(version -> Outcome.done(new Asked(siteId, version, instant)));
    }
    if (ask.version() == 0) {
      Instant instant = ask.instant() == null ? call.now() : ask.instant();
      return Future.succeededFuture(Outcome.done(new Asked(siteId, 0, instant)));
    }
    return store
        .timeOf(siteId, ask.version())
        .map(
            time -> {
              if (time.isEmpty()) {
                return Outcome.refused(
                    DiscountRefusal.RULES_VERSION_NOT_FOUND,
                    "the rules have no version " + ask.version());
              }
              Instant instant = ask.instant() == null ? time.get() : ask.instant();
              return Outcome.done(new Asked(siteId, ask.version(), instant));
            });
  }

  private Future<RuleBook> book(Asked asked, Instant now) {
    RuleBook known = past.find(asked.siteId(), asked.version());
    if (known != null && known.instant().equals(asked.instant())) {
      return Future.succeededFuture(known);
    }
    return current
        .at(asked.siteId(), now)
        .compose(
            live -> {
              RuleBook base = past.nearest(asked.siteId(), asked.version(), live);
              return at(asked, base);
            })
        .onSuccess(book -> past.keep(asked.siteId(), book));
  }

  /** Brings a book to the version that is asked for, page by page of what differs. */
  private Future<RuleBook> at(Asked asked, RuleBook book) {
    long at = book.version();
    long target = asked.version();
    if (at == target) {
      return vertx.executeBlocking(() -> book.at(asked.instant()), false);
    }
    boolean forward = at < target;
    long next = forward ? Math.min(target, at + PAGE) : Math.max(target, at - PAGE);
    Future<List<RuleState>> page =
        forward
            ? store.forward(asked.siteId(), at, next)
            : store.back(asked.siteId(), next, at, target);
    return page.compose(states -> vertx.executeBlocking(() -> change(book, next, states), false))
        .compose(changed -> at(asked, changed));
  }

  private static RuleBook change(RuleBook book, long version, List<RuleState> states) {
    RuleChanges changes = new RuleChanges().add(states);
    changes.unusable().forEach(id -> LOG.warn("The discount rule {} could not be used", id));
    return changes.on(book, version);
  }
}
