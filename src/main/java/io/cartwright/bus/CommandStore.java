package io.cartwright.bus;

import io.cartwright.store.Pools;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** What nodes remember of the commands that they have sent to each other. */
public final class CommandStore {
  private static final String DELETE =
      "with gone as (delete from command where (site_id, caller, key) in ("
          + "select site_id, caller, key from command"
          + " where key like 'sent/%' and created_at < $1 order by created_at limit $2)"
          + " returning 1) select count(*) from gone";

  private final Pools pools;

  public CommandStore(Pools pools) {
    this.pools = pools;
  }

  /** Deletes those that were done before an instant; how many. */
  Future<Long> deleteSent(Instant before, int max) {
    return pools
        .read(DELETE, Tuple.of(before.atOffset(ZoneOffset.UTC), max))
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
