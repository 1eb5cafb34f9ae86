package io.cartwright.order.money;

import io.cartwright.money.Currency;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * All movements of money of one order, oldest first. Each takes an amount from one account of a
 * payment to another, so that what stands on an account is a sum, and the sums of all accounts add
 * up to nothing.
 */
public record Ledger(Currency currency, List<Entry> entries) {
  public Ledger {
    entries = List.copyOf(entries);
  }

  /** The same with more movements at its end. */
  public Ledger with(List<Entry> more) {
    if (more.isEmpty()) return this;
    List<Entry> all = new ArrayList<>(entries);
    all.addAll(more);
    return new Ledger(currency, all);
  }

  /** What stands on one account of all payments. */
  public long sum(Account account) {
    return sum(null, account);
  }

  /** What stands on one account of a payment. */
  public long of(UUID paymentId, Account account) {
    return sum(paymentId, account);
  }

  /** All that was ever taken with a payment, what was given back later included. */
  public long takenOf(UUID paymentId) {
    return taken(paymentId);
  }

  /** All that was ever taken, what was given back later included. */
  public long taken() {
    return taken(null);
  }

  private long taken(UUID paymentId) {
    long sum = 0;
    for (Account account : Account.values()) {
      if (account.isTaken()) sum = Math.addExact(sum, sum(paymentId, account));
    }
    return sum;
  }

  private long sum(UUID paymentId, Account account) {
    long sum = 0;
    for (Entry entry : entries) {
      if (paymentId != null && !entry.paymentId().equals(paymentId)) continue;
      if (entry.to() == account) sum = Math.addExact(sum, entry.amountMinor());
      if (entry.from() == account) sum = Math.subtractExact(sum, entry.amountMinor());
    }
    return sum;
  }

  /** What moved by entries of one kind. */
  public long moved(EntryKind kind) {
    long sum = 0;
    for (Entry entry : entries) {
      if (entry.kind() == kind) sum = Math.addExact(sum, entry.amountMinor());
    }
    return sum;
  }

  /** Who moves the money of a payment; null when it is only recorded. */
  public String providerOf(UUID paymentId) {
    for (Entry entry : entries) {
      if (entry.paymentId().equals(paymentId)) return entry.provider();
    }
    return null;
  }

  /** What the provider calls a payment; null when it has not said. */
  public String referenceOf(UUID paymentId) {
    String reference = null;
    for (Entry entry : entries) {
      boolean own = entry.paymentId().equals(paymentId) && entry.moveId().equals(paymentId);
      if (own && entry.reference() != null) reference = entry.reference();
    }
    return reference;
  }

  /** True when this movement is entered. */
  public boolean has(UUID moveId, EntryKind kind) {
    return entries.stream()
        .anyMatch(entry -> entry.moveId().equals(moveId) && entry.kind() == kind);
  }

  /** True while the bank has taken something back. */
  public boolean isDisputed() {
    return sum(Account.DISPUTED) > 0;
  }

  public Set<UUID> paymentIds() {
    Set<UUID> ids = new TreeSet<>();
    entries.forEach(entry -> ids.add(entry.paymentId()));
    return ids;
  }
}
