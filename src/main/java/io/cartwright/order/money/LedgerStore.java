package io.cartwright.order.money;

import io.cartwright.money.Currency;
import io.cartwright.store.AppendTable;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Pools;
import io.cartwright.store.Tally;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The ledger in Postgres: a table that only grows, and for each account of a payment a counter of
 * what stands there, which no transaction takes below zero.
 */
public final class LedgerStore {
  /** What a bank takes back may be more than what is left. */
  private static final long NO_BOUND = Long.MIN_VALUE;

  /** The columns that {@link #entry} reads. */
  static final String COLUMNS =
      "payment_id, move_id, kind, from_account, to_account, amount, currency, provider,"
          + " reference, created_at";

  private static final String OF_ORDER =
      ("select " + COLUMNS + " from money_entry where site_id = $1 and order_id = $2")
          + " order by created_at";

  private record EntryRow(UUID siteId, UUID orderId, Currency currency, Entry entry) {}

  private static final AppendTable<EntryRow> ENTRIES =
      AppendTable.<EntryRow>named("money_entry")
          .column("site_id", ColumnType.UUID, EntryRow::siteId)
          .column("order_id", ColumnType.UUID, EntryRow::orderId)
          .column("payment_id", ColumnType.UUID, row -> row.entry().paymentId())
          .column("move_id", ColumnType.UUID, row -> row.entry().moveId())
          .column("kind", ColumnType.TEXT, row -> row.entry().kind().name())
          .column("from_account", ColumnType.TEXT, row -> row.entry().from().name())
          .column("to_account", ColumnType.TEXT, row -> row.entry().to().name())
          .column("amount", ColumnType.NUMERIC, LedgerStore::amount)
          .column("currency", ColumnType.TEXT, row -> row.currency().code())
          .column("provider", ColumnType.TEXT, row -> provider(row.entry().provider()))
          .column("reference", ColumnType.TEXT, row -> row.entry().reference())
          .column("created_at", ColumnType.TIMESTAMPTZ, row -> row.entry().at())
          .build();

  /** Stands in the table for movements that are only recorded. */
  private static final String RECORDED = "";

  private final Pools pools;

  public LedgerStore(Pools pools) {
    this.pools = pools;
  }

  private static BigDecimal amount(EntryRow row) {
    return new BigDecimal(row.currency().format(row.entry().amountMinor()));
  }

  private static String provider(String name) {
    return name == null ? RECORDED : name;
  }

  /** The counter of what stands on an account of a payment. */
  public static Tally tally(UUID siteId, UUID paymentId, Account account) {
    return new Tally(siteId, "money/" + account.name(), paymentId.toString());
  }

  /**
   * Adds a movement to a change, which fails with {@code token} when the account that it takes from
   * does not hold as much.
   */
  public static void enter(
      Change change, UUID siteId, UUID orderId, Currency currency, Entry entry, Object token) {
    change.append(ENTRIES, new EntryRow(siteId, orderId, currency, entry));
    UUID payment = entry.paymentId();
    if (entry.from() == entry.to()) return;
    if (entry.from().isGuarded()) {
      long min = entry.kind() == EntryKind.CHARGEBACK ? NO_BOUND : 0;
      Tally from = tally(siteId, payment, entry.from());
      change.take(from, -entry.amountMinor(), min, Long.MAX_VALUE, token);
    }
    if (entry.to().isGuarded()) {
      Tally to = tally(siteId, payment, entry.to());
      change.take(to, entry.amountMinor(), NO_BOUND, Long.MAX_VALUE, token);
    }
  }

  /** All movements of an order, oldest first. */
  public Future<List<Entry>> ofOrder(UUID siteId, UUID orderId) {
    return pools
        .readByKey(OF_ORDER, Tuple.of(siteId, orderId))
        .map(
            rows -> {
              List<Entry> entries = new ArrayList<>();
              for (Row row : rows) entries.add(entry(row));
              return entries;
            });
  }

  static Entry entry(Row row) {
    Currency currency = Currency.of(row.getString("currency"));
    String provider = row.getString("provider");
    Instant at = row.getOffsetDateTime("created_at").toInstant();
    return new Entry(
        row.getUUID("payment_id"),
        row.getUUID("move_id"),
        EntryKind.valueOf(row.getString("kind")),
        Account.valueOf(row.getString("from_account")),
        Account.valueOf(row.getString("to_account")),
        currency.parse(row.getBigDecimal("amount").toPlainString()),
        provider.equals(RECORDED) ? null : provider,
        row.getString("reference"),
        at);
  }
}
