package io.cartwright.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * What one transaction is to do. Built by one thread, handed to {@link Committer#commit} once, and
 * not touched after that.
 *
 * <p>Documents are rendered when they are added, on the caller's thread. The {@code ...With} forms
 * are rendered inside the transaction from the counters that this change moved (an order from its
 * number): quick and pure functions only.
 *
 * <p>A change of exactly one document, with any outbox and command rows, takes the fast lane;
 * anything more takes locks.
 */
public final class Change {
  /**
   * In the order in which they are written, so that a unique value may pass from one document to
   * another.
   */
  enum Kind {
    DELETE,
    UPDATE,
    INSERT
  }

  /**
   * A write of one document; {@code late} is set instead of {@code rendered} when it is made from
   * counters.
   */
  record DocumentWrite(
      DocumentTable<?> table,
      Kind kind,
      DocumentKey key,
      long expected,
      DocumentTable.Rendered rendered,
      Function<Taken, DocumentTable.Rendered> late) {}

  record DocumentKey(String table, UUID siteId, UUID id) {}

  /** A move of a counter: by {@code delta} within bounds, or to {@code delta} when absolute. */
  record Take(Tally tally, long delta, long min, long max, Object token, boolean absolute) {}

  record Append(AppendTable<?> table, Object[] values, Function<Taken, Object[]> late) {}

  final Instant now;
  final List<DocumentWrite> writes = new ArrayList<>(1);
  final List<Take> takes = new ArrayList<>(0);
  final List<Append> appends = new ArrayList<>(0);
  final List<Function<Taken, OutboxRow>> lateEmits = new ArrayList<>(0);
  final List<OutboxRow> emits = new ArrayList<>(1);
  Function<Taken, CommandRow> lateCommand;
  CommandRow command;
  private boolean late;
  boolean apart;

  private Change(Instant now) {
    this.now = Objects.requireNonNull(now, "now");
  }

  /** An empty change; {@code now} becomes the time of creation and of update of all it writes. */
  public static Change at(Instant now) {
    return new Change(now);
  }

  /** Adds a document that must not exist yet; its revision will be 1. */
  public <T> Change insert(DocumentTable<T> table, UUID siteId, UUID id, T value) {
    return write(table, Kind.INSERT, siteId, id, 0, table.render(value), null);
  }

  /** Like {@link #insert}, made from the counters of this change. */
  public <T> Change insertWith(
      DocumentTable<T> table, UUID siteId, UUID id, Function<Taken, T> value) {
    return write(
        table, Kind.INSERT, siteId, id, 0, null, taken -> table.render(value.apply(taken)));
  }

  /**
   * Like {@link #insertWith(DocumentTable, UUID, UUID, Function)}, of a document whose text is at
   * hand.
   *
   * @param text what the table's format makes of the value, as UTF-8
   */
  public <T> Change insertWith(
      DocumentTable<T> table,
      UUID siteId,
      UUID id,
      Function<Taken, T> value,
      Function<Taken, byte[]> text) {
    return write(
        table,
        Kind.INSERT,
        siteId,
        id,
        0,
        null,
        taken -> table.render(value.apply(taken), text.apply(taken)));
  }

  /**
   * Replaces a document that must stand at {@code expected}; its revision will be {@code expected +
   * 1}.
   */
  public <T> Change update(DocumentTable<T> table, UUID siteId, UUID id, long expected, T value) {
    return write(table, Kind.UPDATE, siteId, id, expected, table.render(value), null);
  }

  /**
   * Like {@link #update}, of a document whose text is at hand.
   *
   * @param text what the table's format makes of the value, never changed after this
   */
  public <T> Change update(
      DocumentTable<T> table, UUID siteId, UUID id, long expected, T value, byte[] text) {
    return write(table, Kind.UPDATE, siteId, id, expected, table.render(value, text), null);
  }

  /** Like {@link #update}, made from the counters of this change. */
  public <T> Change updateWith(
      DocumentTable<T> table, UUID siteId, UUID id, long expected, Function<Taken, T> value) {
    return write(
        table, Kind.UPDATE, siteId, id, expected, null, taken -> table.render(value.apply(taken)));
  }

  /** Removes a document that must stand at {@code expected}. */
  public Change delete(DocumentTable<?> table, UUID siteId, UUID id, long expected) {
    return write(table, Kind.DELETE, siteId, id, expected, null, null);
  }

  /**
   * Moves a counter by {@code delta}; when it would leave {@code min..max} the whole change fails
   * with {@code token}.
   *
   * @param token handed back in {@link Committed.TallyRefused}; usually the caller's refusal
   */
  public Change take(Tally tally, long delta, long min, long max, Object token) {
    takes.add(new Take(tally, delta, min, max, token, false));
    return this;
  }

  /** Sets a counter, whatever it was. */
  public Change set(Tally tally, long value) {
    takes.add(new Take(tally, value, Long.MIN_VALUE, Long.MAX_VALUE, null, true));
    return this;
  }

  /** Inserts a row into an append-only table. */
  public <R> Change append(AppendTable<R> table, R row) {
    appends.add(new Append(table, table.render(row), null));
    return this;
  }

  /** Like {@link #append}, made from the counters of this change. */
  public <R> Change appendWith(AppendTable<R> table, Function<Taken, R> row) {
    appends.add(new Append(table, null, taken -> table.render(row.apply(taken))));
    return this;
  }

  /** Adds an event. */
  public Change emit(OutboxRow row) {
    emits.add(row);
    return this;
  }

  /** Like {@link #emit}, made from the counters of this change; delivered after the plain ones. */
  public Change emitWith(Function<Taken, OutboxRow> row) {
    lateEmits.add(row);
    late = true;
    return this;
  }

  /** Remembers the command that this change carries out; a change has one at most. */
  public Change command(CommandRow row) {
    command = row;
    return this;
  }

  /** Like {@link #command}, made from the counters of this change. */
  public Change commandWith(Function<Taken, CommandRow> row) {
    lateCommand = row;
    late = true;
    return this;
  }

  /**
   * Says that nobody else moves the counters of this change, but for those who change its first
   * document too; so that it need not queue with changes that do share theirs. It only decides who
   * waits for whom: locks and revisions hold either way.
   */
  public Change apart() {
    apart = true;
    return this;
  }

  boolean isEmpty() {
    return writes.isEmpty()
        && takes.isEmpty()
        && appends.isEmpty()
        && emits.isEmpty()
        && !late
        && command == null;
  }

  /** True when one compare-and-set decides it, so that no lock is needed. */
  boolean isSimple() {
    return writes.size() == 1 && !late && takes.isEmpty() && appends.isEmpty();
  }

  private Change write(
      DocumentTable<?> table,
      Kind kind,
      UUID siteId,
      UUID id,
      long expected,
      DocumentTable.Rendered rendered,
      Function<Taken, DocumentTable.Rendered> lateBody) {
    DocumentKey key =
        new DocumentKey(
            table.name(),
            Objects.requireNonNull(siteId, "siteId"),
            Objects.requireNonNull(id, "id"));
    for (DocumentWrite other : writes) {
      if (other.key().equals(key)) {
        throw new IllegalArgumentException("written twice in one change: " + key);
      }
    }
    writes.add(new DocumentWrite(table, kind, key, expected, rendered, lateBody));
    late |= lateBody != null;
    return this;
  }
}
