package io.cartwright.order.money;

import io.cartwright.money.Currency;
import io.cartwright.order.Balance;
import io.cartwright.order.OrderStatuses;
import io.cartwright.order.Prices;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundTransaction;
import io.cartwright.wire.orders.BalanceSummary;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.ordertransactions.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongBiFunction;

/**
 * Holds all that is shown and counted of an order's money against its ledger. Whatever differs is a
 * fault of the engine.
 */
public final class Audit {
  private final Books books;
  private final List<String> differences = new ArrayList<>();

  private Audit(Books books) {
    this.books = books;
  }

  /**
   * What differs; nothing when all is well.
   *
   * @param counted what the counter of a payment's account says, in minor units
   */
  public static List<String> of(Books books, ToLongBiFunction<UUID, Account> counted) {
    Audit audit = new Audit(books);
    audit.accounts(counted);
    audit.order();
    books.payments().forEach(audit::payment);
    audit.refunds();
    return List.copyOf(audit.differences);
  }

  private void same(String what, Object shown, Object ledger) {
    if (!shown.equals(ledger)) differences.add(what + ": " + shown + ", by the ledger " + ledger);
  }

  private void accounts(ToLongBiFunction<UUID, Account> counted) {
    for (UUID payment : books.ledger().paymentIds()) {
      long taken = books.ledger().takenOf(payment);
      if (taken < 0) differences.add(payment + ": less than nothing was taken");
      for (Account account : Account.values()) {
        long stands = books.ledger().of(payment, account);
        boolean overdrawn = account == Account.PAID && books.ledger().isDisputed();
        if (account != Account.BUYER && stands < 0 && !overdrawn) {
          differences.add(payment + ": " + stands + " on " + account);
        }
        if (account.isGuarded()) {
          same(payment + " " + account, counted.applyAsLong(payment, account), stands);
        }
      }
    }
  }

  private void order() {
    Order order = books.order();
    Balance balance = books.balance();
    same("payment status", order.paymentStatus(), balance.status());
    Order derived = OrderStatuses.withMoney(order, balance);
    BalanceSummary shown = order.balanceSummary();
    BalanceSummary due = derived.balanceSummary();
    same("balance", shown.balance().amount(), due.balance().amount());
    same("paid", amount(shown.paid()), amount(due.paid()));
    same("authorized", amount(shown.authorized()), amount(due.authorized()));
    same("pending", amount(shown.pending()), amount(due.pending()));
    same("refunded", amount(shown.refunded()), amount(due.refunded()));
    same("pending refund", amount(shown.pendingRefund()), amount(due.pendingRefund()));
    same("chargeback", amount(shown.chargeback()), amount(due.chargeback()));
  }

  private long amount(Price price) {
    return Prices.minor(books.currency(), price);
  }

  private void payment(Payment payment) {
    UUID id = UUID.fromString(payment.id());
    Ledger ledger = books.ledger();
    long amount = amount(payment.amount());
    long taken = ledger.takenOf(id);
    long refunded = ledger.of(id, Account.REFUNDED);
    PaymentStatus status = payment.status();
    boolean fits =
        switch (status) {
          case PENDING, PENDING_MERCHANT -> ledger.of(id, Account.PENDING) == amount;
          case AUTHORIZED -> ledger.of(id, Account.HELD) == amount;
          case APPROVED -> taken == amount && refunded == 0;
          case PARTIALLY_REFUNDED -> taken == amount && refunded > 0 && refunded < taken;
          case REFUNDED -> taken == amount && refunded >= taken;
          case VOIDED -> taken == 0 || refunded == taken;
          case DECLINED, CANCELED -> taken == 0;
        };
    if (!fits) differences.add("payment " + id + " is shown as " + status + " of " + amount);
  }

  private void refunds() {
    Currency currency = books.currency();
    long done = 0;
    long open = 0;
    for (Refund refund : books.refunds()) {
      for (RefundTransaction part : refund.transactions()) {
        long amount = Prices.minor(currency, part.amount());
        switch (part.refundStatus()) {
          case SUCCEEDED -> done += amount;
          case PENDING, SCHEDULED, STARTED -> open += amount;
          case FAILED -> {}
        }
      }
    }
    same("refunds done", done, books.ledger().sum(Account.REFUNDED));
    same("refunds open", open, books.ledger().sum(Account.REFUNDING));
  }
}
