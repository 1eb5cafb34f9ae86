package io.cartwright.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.Committed.Reason;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitterIT extends StoreBase {
  private static final long NONE_LEFT = 0;

  private List<Committed> commitAll(List<Change> changes) {
    List<Future<Committed>> futures = new ArrayList<>();
    changes.forEach(change -> futures.add(committer.commit(change)));
    return futures.stream().map(StoreBase::await).collect(Collectors.toList());
  }

  private static long ok(List<Committed> all) {
    return all.stream().filter(Committed::ok).count();
  }

  private Tally tally(String key) {
    return new Tally(site, "stock", key + UUID.randomUUID());
  }

  @Test
  void readsBackWhatWasWritten() {
    UUID id = insertThing("first");
    Stored<Thing> stored = await(documents.find(THINGS, site, id)).orElseThrow();
    assertEquals(new Stored<>(id, 1, NOW, NOW, new Thing("first", "new")), stored);
    assertTrue(
        commit(
                Change.at(NOW.plusSeconds(1))
                    .update(THINGS, site, id, 1, new Thing("first", "newer")))
            .ok());
    stored = await(documents.findBy(THINGS, site, "name", "first")).get(0);
    assertEquals(new Stored<>(id, 2, NOW, NOW.plusSeconds(1), new Thing("first", "newer")), stored);
    assertTrue(
        await(documents.find(THINGS, UUID.randomUUID(), id)).isEmpty(),
        "another site sees nothing");
    assertEquals(1, await(documents.findAll(THINGS, site, List.of(id, UUID.randomUUID()))).size());
    assertTrue(commit(change().delete(THINGS, site, id, 2)).ok());
    assertTrue(await(documents.find(THINGS, site, id)).isEmpty());
  }

  @Test
  void oneOfTwoUpdatesOfOneRevisionWins() {
    UUID id = insertThing("raced");
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Thing next = new Thing("raced", "writer " + i);
      changes.add(
          change()
              .update(THINGS, site, id, 1, next)
              .emit(event(id, "raced"))
              .command(command("race" + i)));
    }
    List<Committed> all = commitAll(changes);
    assertEquals(1, ok(all));
    assertEquals(19, all.stream().filter(committed -> committed.failed(Reason.STALE)).count());
    assertEquals(1, count("outbox where entity_id = '" + id + "'"));
    assertEquals(1, count("command where key like 'race%'"));
  }

  @Test
  void oneOfTwoInsertsOfOneIdWinsInBothLanes() {
    UUID id = UUID.randomUUID();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Change change =
          change().insert(THINGS, site, id, new Thing("twin" + i, "")).emit(event(id, "made"));
      changes.add(i % 2 == 0 ? change : change.take(tally("twin"), 1, 0, 9, "full"));
    }
    List<Committed> all = commitAll(changes);
    assertEquals(1, ok(all));
    assertEquals(19, all.stream().filter(committed -> committed.failed(Reason.STALE)).count());
    assertEquals(1, count("outbox where entity_id = '" + id + "'"));
  }

  @Test
  void anUpdateOfSomeColumnsLeavesTheOthers() {
    DocumentTable<Thing> documentOnly = THINGS.only();
    Tally counter = tally("some");
    List<Change> changes = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UUID id = insertThing("some" + i);
      ids.add(id);
      Thing next = new Thing("other" + i, "next");
      Change change =
          change()
              .update(i % 2 == 0 ? THINGS : documentOnly, site, id, 1, next, ("o|" + i).getBytes());
      changes.add(i < 10 ? change : change.take(counter, 1, 0, 99, "full"));
    }
    assertEquals(20, ok(commitAll(changes)));
    assertEquals(20, count("thing where doc like 'o|%' and revision = 2"));
    assertEquals(10, count("thing where name like 'other%'"));
    assertEquals(10, count("thing where name like 'some%'"));
  }

  @Test
  void missingDocumentsAreStale() {
    UUID nobody = UUID.randomUUID();
    assertEquals(
        new Committed.Stale("note", site, nobody),
        commit(change().update(NOTES, site, nobody, 1, "x")));
    assertEquals(
        new Committed.Stale("note", site, nobody), commit(change().delete(NOTES, site, nobody, 1)));
    Change complex = change().update(NOTES, site, nobody, 1, "x").append(HISTORY, "never");
    assertEquals(Reason.STALE, commit(complex).reason());
    assertEquals(0, count("history where line = 'never'"));
  }

  @Test
  void aFailingChangeLeavesNoTraceAndTheOthersPass() {
    UUID stale = insertThing("stale");
    Tally stock = tally("mixed");
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      UUID fresh = UUID.randomUUID();
      Change change = change().insert(NOTES, site, fresh, "mixed").take(stock, 1, 0, 1000, "full");
      change.append(HISTORY, "mixed " + i).emit(event("mixed", "ok")).command(command("mixed" + i));
      changes.add(
          i % 3 == 0 ? change.update(THINGS, site, stale, 7, new Thing("stale", "never")) : change);
    }
    assertEquals(20, ok(commitAll(changes)));
    assertEquals(20, await(documents.tally(stock)));
    assertEquals(20, count("note where doc = 'mixed'"));
    assertEquals(20, count("history where line like 'mixed%'"));
    assertEquals(20, count("outbox where entity_id = 'mixed'"));
    assertEquals(20, count("command where key like 'mixed%'"));
    assertEquals(0, count("thing where doc like '%never'"));
  }

  @Test
  void theLastUnitIsTakenOnce() {
    Tally stock = tally("last");
    assertTrue(commit(change().set(stock, 1)).ok());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      changes.add(
          change()
              .take(stock, -1, 0, Long.MAX_VALUE, "SOLD_OUT")
              .insert(NOTES, site, UUID.randomUUID(), "buy"));
    }
    List<Committed> all = commitAll(changes);
    assertEquals(1, ok(all));
    assertEquals(
        499,
        all.stream()
            .filter(new Committed.TallyRefused(stock, "SOLD_OUT", NONE_LEFT)::equals)
            .count());
    assertEquals(1, count("note where doc = 'buy'"));
    assertEquals(0, await(documents.tally(stock)));
  }

  @Test
  void twoEnginesMakeOneCounterTogether() {
    Committer other = new Committer(pools, CommitterOptions.STANDARD);
    for (int round = 0; round < 20; round++) {
      Tally fresh = tally("fresh" + round);
      List<Future<Committed>> futures = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Change change =
            change()
                .take(fresh, 1, 0, 30, "FULL")
                .insert(NOTES, site, UUID.randomUUID(), fresh.key());
        Committer one = i % 2 == 0 ? committer : other;
        futures.add(one.commit(i % 3 == 0 ? change.apart() : change));
      }
      long taken = ok(futures.stream().map(StoreBase::await).toList());
      assertEquals(30, taken);
      assertEquals(30, await(documents.tally(fresh)));
      assertEquals(30, count("note where doc = '" + fresh.key() + "'"));
    }
    await(other.close());
  }

  /** Each waits for the other's locks, and must then see what the other wrote. */
  @Test
  void twoEnginesMoveTheSameCounters() {
    Committer other = new Committer(pools, CommitterOptions.STANDARD);
    List<Tally> shared = List.of(tally("a"), tally("b"), tally("c"));
    Change filled = change().insert(NOTES, site, UUID.randomUUID(), "filled");
    shared.forEach(tally -> filled.take(tally, 10_000, 0, 10_000, "FULL"));
    assertTrue(commit(filled).ok());
    List<Future<Committed>> futures = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Change change = change().insert(NOTES, site, UUID.randomUUID(), "moved");
      shared.forEach(tally -> change.take(tally, -1, 0, 10_000, "EMPTY"));
      futures.add((i % 2 == 0 ? committer : other).commit(change));
    }
    assertEquals(2_000, ok(futures.stream().map(StoreBase::await).toList()));
    shared.forEach(tally -> assertEquals(8_000, await(documents.tally(tally))));
    await(other.close());
  }

  @Test
  void aCounterThatComesBackIsNotWritten() {
    Tally passed = tally("passed");
    Change change = change().insert(NOTES, site, UUID.randomUUID(), "passed");
    change.take(passed, 5, 0, 9, "FULL").take(passed, -5, 0, 9, "EMPTY");
    assertTrue(commit(change).ok());
    assertEquals(0, count("tally where key = '" + passed.key() + "'"));
    Change overdrawn = change().insert(NOTES, site, UUID.randomUUID(), "passed");
    overdrawn.take(passed, -5, 0, 9, "EMPTY").take(passed, 5, 0, 9, "FULL");
    assertEquals(new Committed.TallyRefused(passed, "EMPTY", NONE_LEFT), commit(overdrawn));
  }

  @Test
  void twoEnginesTakeTheLastUnitOnce() {
    Tally stock = tally("nodes");
    Committer other = new Committer(pools, CommitterOptions.STANDARD);
    List<Future<Committed>> futures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Change change = change().take(stock, 1, 0, 7, "FULL");
      futures.add((i % 2 == 0 ? committer : other).commit(change));
    }
    assertEquals(7, ok(futures.stream().map(StoreBase::await).toList()));
    assertEquals(7, await(documents.tally(stock)));
    await(other.close());
  }

  @Test
  void takesInOppositeOrderDoNotLockEachOtherOut() {
    Tally one = tally("a");
    Tally two = tally("b");
    Committer other = new Committer(pools, CommitterOptions.STANDARD);
    List<Future<Committed>> futures = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Change forth = change().take(one, 1, 0, 9999, "").take(two, 1, 0, 9999, "");
      Change back = change().take(two, 1, 0, 9999, "").take(one, 1, 0, 9999, "");
      futures.add(committer.commit(forth));
      futures.add(other.commit(back));
    }
    assertEquals(600, ok(futures.stream().map(StoreBase::await).toList()));
    assertEquals(600, await(documents.tally(one)));
    assertEquals(600, await(documents.tally(two)));
    await(other.close());
  }

  @Test
  void documentsAreMadeFromCounters() {
    Tally numbers = tally("numbers");
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      changes.add(
          change()
              .take(numbers, 1, 0, Long.MAX_VALUE, null)
              .insertWith(
                  NOTES,
                  site,
                  UUID.randomUUID(),
                  taken -> "order " + (10000 + taken.valueOf(numbers)))
              .emitWith(taken -> event("order" + taken.valueOf(numbers), "placed")));
    }
    List<Committed> all = commitAll(changes);
    Committed.Done first = (Committed.Done) all.get(0);
    assertEquals(1, first.taken().valueOf(numbers));
    assertEquals(50, ok(all));
    assertEquals(50, count("(select distinct doc from note where doc like 'order %') n"));
    assertEquals(1, count("note where doc = 'order 10050'"));
    assertEquals(1, count("outbox where entity_id = 'order50'"));
  }

  @Test
  void aFunctionThatThrowsFailsItsChangeAlone() {
    Tally numbers = tally("thrown");
    Change good = change().take(numbers, 1, 0, 9, null).append(HISTORY, "good");
    Change bad =
        change()
            .take(numbers, 1, 0, 9, null)
            .insertWith(
                NOTES,
                site,
                UUID.randomUUID(),
                taken -> {
                  throw new IllegalStateException("thrown");
                });
    Future<Committed> failing = committer.commit(bad);
    assertTrue(commit(good).ok());
    assertThrows(IllegalStateException.class, () -> await(failing));
    assertEquals(1, await(documents.tally(numbers)));
  }

  @Test
  void aBrokenUniqueConstraintIsNamedAndTheOthersPass() {
    insertThing("taken");
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String name = i == 17 || i == 33 ? "taken" : "free" + i;
      Change change = change().insert(THINGS, site, UUID.randomUUID(), new Thing(name, "batch"));
      changes.add(i % 2 == 0 ? change : change.append(HISTORY, "unique " + i));
    }
    List<Committed> all = commitAll(changes);
    assertEquals(new Committed.UniqueBroken("thing_name_unique"), all.get(17));
    assertEquals(new Committed.UniqueBroken("thing_name_unique"), all.get(33));
    assertEquals(38, ok(all));
    assertEquals(38, count("thing where doc like '%|batch'"));
  }

  @Test
  void aUniqueValuePassesFromOneDocumentToAnother() {
    UUID old = insertThing("heirloom");
    Change change = change().delete(THINGS, site, old, 1);
    assertTrue(
        commit(change.insert(THINGS, site, UUID.randomUUID(), new Thing("heirloom", "heir"))).ok());
  }

  @Test
  void aRepeatedCommandIsToldAndNotDone() {
    UUID first = UUID.randomUUID();
    assertTrue(commit(change().insert(NOTES, site, first, "once").command(command("repeat"))).ok());
    Change simple = change().update(NOTES, site, first, 1, "twice").command(command("repeat"));
    assertEquals(Reason.COMMAND_REPEATED, commit(simple).reason());
    Change complex =
        change()
            .update(NOTES, site, first, 1, "twice")
            .append(HISTORY, "x")
            .command(command("repeat"));
    assertEquals(Reason.COMMAND_REPEATED, commit(complex).reason());
    assertEquals("once", await(documents.find(NOTES, site, first)).orElseThrow().value());
    CommandRow stored = await(documents.findCommand(site, "tester", "repeat")).orElseThrow();
    assertArrayEquals(command("repeat").reply(), stored.reply());
    assertTrue(await(documents.findCommand(site, "another", "repeat")).isEmpty());
  }

  @Test
  void successiveWritesOfOneDocumentKeepTheirOrder() {
    UUID id = UUID.randomUUID();
    List<Change> changes = new ArrayList<>();
    changes.add(change().insert(NOTES, site, id, "1").emit(event(id, "1")));
    for (int i = 1; i < 50; i++) {
      changes.add(change().update(NOTES, site, id, i, "" + (i + 1)).emit(event(id, "" + (i + 1))));
    }
    assertEquals(50, ok(commitAll(changes)));
    assertEquals(50, await(documents.find(NOTES, site, id)).orElseThrow().revision());
    String ordered =
        "(select slug::int s, row_number() over (order by id) r from outbox where entity_id = '"
            + id
            + "') o";
    assertEquals(50, count(ordered + " where s = r"));
  }

  @Test
  void mixedTablesShareABatch() {
    List<Change> changes = new ArrayList<>();
    List<UUID> ids = IntStream.range(0, 60).mapToObj(i -> UUID.randomUUID()).toList();
    ids.subList(0, 30).forEach(id -> changes.add(change().insert(NOTES, site, id, "shared")));
    ids.subList(30, 60)
        .forEach(
            id -> changes.add(change().insert(THINGS, site, id, new Thing("s" + id, "shared"))));
    long before = pools.statements().writes();
    assertEquals(60, ok(commitAll(changes)));
    long statements = pools.statements().writes() - before;
    assertTrue(statements <= 40, "60 changes took " + statements + " statements");
    changes.clear();
    ids.subList(0, 10).forEach(id -> changes.add(change().delete(NOTES, site, id, 1)));
    ids.subList(10, 30).forEach(id -> changes.add(change().update(NOTES, site, id, 1, "changed")));
    ids.subList(30, 60).forEach(id -> changes.add(change().delete(THINGS, site, id, 2)));
    assertEquals(
        30, ok(commitAll(changes)), "the deletes that expect a wrong revision are refused");
    assertEquals(20, count("note where doc = 'changed'"));
    assertEquals(30, count("thing where doc like '%|shared'"));
  }

  @Test
  void aSingleWriteIsOneStatement() {
    UUID id = insertThing("single");
    long before = pools.statements().writes();
    commit(
        change()
            .update(THINGS, site, id, 1, new Thing("single", "2"))
            .emit(event(id, "x"))
            .command(command("single")));
    assertEquals(1, pools.statements().writes() - before);
  }

  @Test
  void aFullQueueAnswersAtOnce() {
    Committer small = new Committer(pools, new CommitterOptions(1, 10, 5));
    List<Future<Committed>> futures = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      futures.add(small.commit(change().insert(NOTES, site, UUID.randomUUID(), "queued")));
    }
    int refused = 0;
    for (Future<Committed> future : futures) {
      try {
        assertTrue(await(future).ok());
      } catch (Overloaded full) {
        refused++;
      }
    }
    assertTrue(refused > 0, "the queue was never full");
    assertEquals(1000 - refused, count("note where doc = 'queued'"));
    assertEquals(refused, small.stats().overloaded());
    await(small.close());
  }

  @Test
  void closingFinishesWhatWasAccepted() {
    Committer closing = new Committer(pools, CommitterOptions.STANDARD);
    List<Future<Committed>> futures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      futures.add(closing.commit(change().insert(NOTES, site, UUID.randomUUID(), "closing")));
    }
    await(closing.close());
    assertEquals(100, ok(futures.stream().map(StoreBase::await).toList()));
    assertEquals(100, count("note where doc = 'closing'"));
    Future<Committed> late =
        closing.commit(change().insert(NOTES, site, UUID.randomUUID(), "closing"));
    assertInstanceOf(
        StoreUnavailable.class, assertThrows(RuntimeException.class, () -> await(late)));
  }

  @Test
  void callersAreAnsweredOnTheirOwnContext() {
    var context = vertx.getOrCreateContext();
    Future<Boolean> same =
        Future.future(
            promise ->
                context.runOnContext(
                    ignored ->
                        committer
                            .commit(change().insert(NOTES, site, UUID.randomUUID(), "context"))
                            .onSuccess(
                                done ->
                                    promise.complete(
                                        io.vertx.core.Vertx.currentContext() == context))));
    assertTrue(await(same));
  }

  @Test
  void arraysAndNumbersTravel() {
    TestDatabase.run(
        config,
        """
        create table typed (site_id uuid, id uuid, revision bigint, created_at timestamptz, updated_at timestamptz,
          doc text, tags text[], ids uuid[], price numeric, big bigint, small int, flag boolean, at timestamptz,
          constraint typed_pkey primary key (site_id, id))
        """);
    UUID one = UUID.randomUUID();
    DocumentTable<String> typed =
        DocumentTable.named("typed", DocumentFormat.<String>of(text -> text, text -> text))
            .column("tags", ColumnType.TEXT_ARRAY, doc -> List.of("a,b", "q\"u\\o{te}", "", "NULL"))
            .column("ids", ColumnType.UUID_ARRAY, doc -> List.of(one))
            .column("price", ColumnType.NUMERIC, doc -> new java.math.BigDecimal("12.340"))
            .column("big", ColumnType.BIGINT, doc -> 1L << 40)
            .column("small", ColumnType.INT, doc -> null)
            .column("flag", ColumnType.BOOL, doc -> true)
            .column("at", ColumnType.TIMESTAMPTZ, doc -> NOW)
            .build();
    UUID id = UUID.randomUUID();
    assertTrue(commit(change().insert(typed, site, id, "d\u00e9j\u00e0 \ud83d\ude00")).ok());
    assertEquals(
        1,
        count(
            "typed where tags = array['a,b', 'q\"u\\o{te}', '', 'NULL'] and price = 12.34 and big = 1099511627776"
                + " and small is null and flag and at = '2026-03-04T05:06:07.008Z'"));
    assertEquals(1, await(documents.findBy(typed, site, "ids", one)).size());
    assertEquals(1, await(documents.findBy(typed, site, "tags", "NULL")).size());
    assertEquals(0, await(documents.findBy(typed, site, "tags", "b")).size());
    assertEquals(
        "d\u00e9j\u00e0 \ud83d\ude00",
        await(documents.find(typed, site, id)).orElseThrow().value());
  }
}
