package io.cartwright.order.money;

import io.cartwright.money.Currency;
import io.cartwright.order.Balance;
import io.cartwright.order.Prices;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The money of an order: the order, its payments and refunds as they are shown, and the ledger that
 * all sums come from.
 *
 * @param transactions null while there are none
 */
public record Books(Order order, OrderTransactions transactions, Ledger ledger) {

  public static Books of(Order order, OrderTransactions transactions, List<Entry> entries) {
    return new Books(order, transactions, new Ledger(Currency.of(order.currency()), entries));
  }

  Currency currency() {
    return ledger.currency();
  }

  UUID orderId() {
    return UUID.fromString(order.id());
  }

  List<Payment> payments() {
    return transactions == null || transactions.payments() == null
        ? List.of()
        : transactions.payments();
  }

  List<Refund> refunds() {
    return transactions == null || transactions.refunds() == null
        ? List.of()
        : transactions.refunds();
  }

  /** The payment with this id; null when there is none. */
  Payment payment(String id) {
    if (id == null) return null;
    String wanted = id.toLowerCase(Locale.ROOT);
    return payments().stream().filter(it -> it.id().equals(wanted)).findFirst().orElse(null);
  }

  /** The transactions as they are shown; empty ones when there are none. */
  OrderTransactions shown() {
    return transactions != null
        ? transactions
        : OrderTransactions.builder()
            .orderId(order.id())
            .payments(List.of())
            .refunds(List.of())
            .build();
  }

  long totalMinor() {
    Price total = order.priceSummary() == null ? null : order.priceSummary().total();
    return Prices.minor(currency(), total);
  }

  Price price(long minor) {
    return Prices.of(currency(), minor);
  }

  /** What is neither paid, held nor under way. */
  public long leftMinor() {
    long covered = ledger.taken() + ledger.sum(Account.HELD) + ledger.sum(Account.PENDING);
    return Math.max(0, totalMinor() - covered);
  }

  /** The sums of the ledger, as the order's statuses are derived from them. */
  public Balance balance() {
    return new Balance(
        totalMinor(),
        ledger.taken(),
        ledger.sum(Account.HELD),
        ledger.sum(Account.PENDING),
        ledger.sum(Account.REFUNDED),
        ledger.sum(Account.REFUNDING),
        ledger.moved(EntryKind.CHARGEBACK),
        ledger.moved(EntryKind.CHARGEBACK_REVERSED),
        has(PaymentStatus.PENDING),
        has(PaymentStatus.PENDING_MERCHANT),
        has(PaymentStatus.DECLINED),
        has(PaymentStatus.CANCELED));
  }

  private boolean has(PaymentStatus status) {
    return payments().stream().anyMatch(payment -> payment.status() == status);
  }
}
