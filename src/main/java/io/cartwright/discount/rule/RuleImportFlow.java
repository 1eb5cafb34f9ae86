package io.cartwright.discount.rule;

import io.cartwright.bus.Ids;
import io.cartwright.discount.DiscountRefusal;
import io.cartwright.store.Bulk;
import io.cartwright.store.Committed;
import io.cartwright.wire.discountrules.DiscountRule;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Adds many rules to a site, all or none. The lines are read twice: the first time every rule is
 * checked, the second time they are written by chunks in one transaction. So nothing is written
 * when a line is bad, memory holds one chunk and the ids, and an engine that looks for changes
 * finds all of them at once and makes one book.
 */
public final class RuleImportFlow {
  private final Vertx vertx;
  private final RuleStore rules;
  private final RuleImportStore store;
  private final Clock clock;
  private final Ids ids;

  /**
   * Why an import is refused.
   *
   * @param line counted from 1; 0 when it is about all of them
   * @param field dotted path in the line's body; empty when it is about all of it
   */
  public record Problem(long line, String field, String description) {}

  /**
   * How an import ended.
   *
   * @param rules that were added
   * @param version at which the site's rules stand then
   * @param problems when there are any, nothing was written
   */
  public record Report(long rules, long version, List<Problem> problems) {
    private static Report refused(List<Problem> problems) {
      return new Report(0, 0, List.copyOf(problems));
    }

    private static Report refused(DiscountRefusal refusal) {
      return refused(List.of(new Problem(0, "", refusal.name())));
    }
  }

  public RuleImportFlow(Vertx vertx, RuleStore rules, RuleImportStore store, Clock clock, Ids ids) {
    this.vertx = vertx;
    this.rules = rules;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Imports.
   *
   * @param lines opened for each reading
   */
  public Future<Report> run(UUID siteId, Callable<Stream<String>> lines) {
    return vertx
        .executeBlocking(() -> checked(lines))
        .compose(
            found -> {
              if (!found.problems().isEmpty()) {
                return Future.succeededFuture(Report.refused(found.problems()));
              }
              return withinApps(siteId, found.customTriggerApps())
                  .compose(
                      within ->
                          within
                              ? write(siteId, lines)
                              : Future.succeededFuture(
                                  Report.refused(
                                      DiscountRefusal.MAX_CUSTOM_TRIGGER_APPS_EXCEEDED)));
            });
  }

  private RuleImportLines checked(Callable<Stream<String>> lines) throws Exception {
    try (Stream<String> opened = lines.call()) {
      RuleImportLines read = new RuleImportLines(opened.iterator(), ids, clock.instant());
      while (!read.next(RuleImportStore.CHUNK).isEmpty()) {}
      return read;
    }
  }

  private Future<Boolean> withinApps(UUID siteId, Set<String> apps) {
    if (apps.isEmpty()) return Future.succeededFuture(true);
    return rules
        .customTriggerApps(siteId, ids.next())
        .map(
            others -> {
              Set<String> all = new HashSet<>(others);
              all.addAll(apps);
              return all.size() <= RuleFlow.CUSTOM_TRIGGER_APPS_MAX || others.containsAll(apps);
            });
  }

  private Future<Report> write(UUID siteId, Callable<Stream<String>> lines) {
    return vertx
        .executeBlocking(lines)
        .compose(
            opened -> {
              Writing writing =
                  new Writing(
                      siteId,
                      new RuleImportLines(opened.iterator(), ids, clock.instant()),
                      clock.instant());
              return writing.run().eventually(() -> vertx.executeBlocking(() -> close(opened)));
            });
  }

  private static Void close(Stream<String> opened) {
    opened.close();
    return null;
  }

  /** The transaction. */
  private final class Writing {
    private final UUID siteId;
    private final RuleImportLines read;
    private final Instant now;
    private final List<UUID> written = new ArrayList<>();

    Writing(UUID siteId, RuleImportLines read, Instant now) {
      this.siteId = siteId;
      this.read = read;
      this.now = now;
    }

    Future<Report> run() {
      return store
          .begin()
          .compose(
              bulk ->
                  insert(bulk)
                      .compose(all -> count(bulk))
                      .recover(
                          failure ->
                              bulk.rollback().transform(done -> Future.failedFuture(failure)))
                      .compose(report -> end(bulk, report)));
    }

    private Future<Void> insert(Bulk bulk) {
      return vertx
          .executeBlocking(() -> read.next(RuleImportStore.CHUNK))
          .compose(
              chunk -> {
                if (!read.problems().isEmpty()) {
                  return Future.failedFuture("the file changed while it was read");
                }
                if (chunk.isEmpty()) return Future.succeededFuture();
                for (DiscountRule rule : chunk) written.add(UUID.fromString(rule.id()));
                return store.insert(bulk, siteId, chunk, now).compose(done -> insert(bulk));
              });
    }

    private Future<Report> count(Bulk bulk) {
      if (written.isEmpty()) return Future.succeededFuture(new Report(0, 0, List.of()));
      int rules = written.size();
      return store
          .count(bulk, siteId, rules, read.quantityBased(), now)
          .compose(
              committed -> {
                if (committed instanceof Committed.TallyRefused refused) {
                  return Future.succeededFuture(Report.refused((DiscountRefusal) refused.token()));
                }
                long version = RuleStore.versionOf(((Committed.Done) committed).taken(), siteId);
                return store
                    .log(bulk, siteId, version - rules, written, 0, clock.instant())
                    .map(logged -> new Report(rules, version, List.of()));
              });
    }

    private Future<Report> end(Bulk bulk, Report report) {
      return (report.rules() > 0 ? bulk.commit() : bulk.rollback()).map(report);
    }
  }
}
