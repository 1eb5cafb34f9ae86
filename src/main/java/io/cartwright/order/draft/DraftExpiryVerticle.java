package io.cartwright.order.draft;

import io.cartwright.bus.Rounds;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.OnSite;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deletes edits that nobody went on with, so that their orders can be edited by others. */
public final class DraftExpiryVerticle extends VerticleBase {
  /** How often it looks. */
  public static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final int BATCH = 100;

  private final DraftStore drafts;
  private final Committer committer;
  private final Clock clock;
  private final Duration interval;

  public DraftExpiryVerticle(
      DraftStore drafts, Committer committer, Clock clock, Duration interval) {
    this.drafts = drafts;
    this.committer = committer;
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public Future<?> start() {
    Rounds.begin(vertx, interval, "delete drafts that nobody goes on with", this::expire);
    return Future.succeededFuture();
  }

  /** Deletes up to a batch of those that have expired; how many it found. */
  public Future<Integer> expire() {
    Instant now = clock.instant();
    return drafts
        .untouchedSince(now.minus(DraftStore.EDIT_LASTS), BATCH)
        .compose(
            found -> {
              List<Future<?>> deleted = new ArrayList<>();
              for (OnSite<StoredDraft> expired : found) {
                Change change = Change.at(now);
                DraftStore.delete(change, expired.siteId(), expired.stored(), now);
                deleted.add(committer.commit(change));
              }
              return Future.all(deleted).map(done -> found.size());
            });
  }
}
