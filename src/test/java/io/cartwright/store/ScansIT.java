package io.cartwright.store;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScansIT extends StoreBase {
  private static final int RUNNING = 2;
  private static final int WAITING = 16;

  @Test
  void scansWaitForEachOtherAndForNobodyElse() {
    List<Future<RowSet<Row>>> scans = new ArrayList<>();
    for (int i = 0; i < RUNNING + WAITING + 5; i++) {
      scans.add(pools.scan("select pg_sleep(0.3)", Tuple.tuple()));
    }
    await(pools.read("select 1", Tuple.tuple()));
    long done = scans.stream().filter(Future::succeeded).count();
    assertTrue(done < RUNNING + WAITING, "others do not wait for them");
    await(Future.join(scans).otherwiseEmpty());
    List<Future<RowSet<Row>>> refused = scans.stream().filter(Future::failed).toList();
    assertTrue(refused.size() >= 5, "no more of them wait than may");
    assertTrue(refused.size() <= 5 + RUNNING, "those that are still connecting count as waiting");
    refused.forEach(scan -> assertInstanceOf(Overloaded.class, scan.cause()));
  }
}
