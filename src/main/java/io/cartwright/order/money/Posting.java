package io.cartwright.order.money;

import io.cartwright.order.Activities;
import io.cartwright.order.OrderStatuses;
import io.cartwright.order.Prices;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.TransactionStatus;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.RegularPaymentDetails;
import io.cartwright.wire.own.money.MoneyMove;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One change of the books, gathered. What it leads to is derived at its end: the statuses of the
 * payments it touched, and payment status and balance of the order. Used by one thread, once.
 */
final class Posting {
  private final Books before;
  private final Instant now;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Payment> payments = new LinkedHashMap<>();
  private final Map<String, Refund> refunds = new LinkedHashMap<>();
  private final Set<String> touchedPayments = new LinkedHashSet<>();
  private final Set<String> touchedRefunds = new LinkedHashSet<>();
  private final List<MoneyMove> moves = new ArrayList<>();
  private final List<Restock> restocks = new ArrayList<>();
  private final Activities activities;
  private List<OrderLineItem> lines;
  private UnaryOperator<Order> more = order -> order;

  /** Units of a line that go back to the shelf. */
  record Restock(String lineItemId, int quantity) {}

  Posting(Books before, Instant now, Supplier<UUID> ids) {
    this.before = before;
    this.now = now;
    this.activities = new Activities(before.order().activities(), now, ids);
    this.lines = before.order().lineItems();
    before.payments().forEach(payment -> payments.put(payment.id(), payment));
    before.refunds().forEach(refund -> refunds.put(refund.id(), refund));
  }

  Books before() {
    return before;
  }

  Instant now() {
    return now;
  }

  /** Enters a movement of a payment. A movement of nothing is not entered. */
  Posting enter(
      UUID paymentId,
      UUID moveId,
      EntryKind kind,
      Account from,
      Account to,
      long amountMinor,
      String provider,
      String reference) {
    touchedPayments.add(paymentId.toString());
    if (amountMinor > 0) {
      entries.add(
          new Entry(paymentId, moveId, kind, from, to, amountMinor, provider, reference, now));
    }
    return this;
  }

  /** Puts a payment in, or in another's place. */
  Posting put(Payment payment) {
    payments.put(payment.id(), payment);
    touchedPayments.add(payment.id());
    return this;
  }

  Payment payment(String id) {
    return payments.get(id);
  }

  Posting put(Refund refund) {
    refunds.put(refund.id(), refund);
    touchedRefunds.add(refund.id());
    return this;
  }

  /** Notes what a provider is to be asked for once all this is written. */
  Posting ask(MoneyMove move) {
    moves.add(move);
    return this;
  }

  Posting restock(String lineItemId, int quantity) {
    restocks.add(new Restock(lineItemId, quantity));
    return this;
  }

  Posting lines(List<OrderLineItem> changed) {
    lines = changed;
    return this;
  }

  Posting note(ActivityType type, Activity.Builder content) {
    activities.add(type, content);
    return this;
  }

  /** Changes the order in what does not follow from its money. */
  Posting order(UnaryOperator<Order> change) {
    UnaryOperator<Order> earlier = more;
    more = order -> change.apply(earlier.apply(order));
    return this;
  }

  /** All that is to be written. */
  Posted end() {
    Ledger ledger = before.ledger().with(entries);
    for (String id : touchedPayments) {
      payments.computeIfPresent(id, (key, payment) -> derived(ledger, payment));
    }
    OrderTransactions transactions =
        before.shown().toBuilder()
            .payments(List.copyOf(payments.values()))
            .refunds(List.copyOf(refunds.values()))
            .build();
    Books books = new Books(before.order(), transactions, ledger);
    Order order = OrderStatuses.withMoney(before.order(), books.balance());
    note(order.paymentStatus());
    order =
        more.apply(order).toBuilder()
            .lineItems(lines)
            .updatedDate(now)
            .activities(activities.list())
            .build();
    return new Posted(
        before,
        new Books(order, transactions, ledger),
        List.copyOf(entries),
        List.copyOf(moves),
        List.copyOf(restocks),
        List.copyOf(touchedPayments),
        List.copyOf(touchedRefunds));
  }

  private void note(PaymentStatusEnumPaymentStatus status) {
    if (status == before.order().paymentStatus()) return;
    if (status == PaymentStatusEnumPaymentStatus.PAID) {
      activities.add(ActivityType.ORDER_PAID, Activity.builder());
    } else if (status == PaymentStatusEnumPaymentStatus.PARTIALLY_PAID) {
      activities.add(ActivityType.ORDER_PARTIALLY_PAID, Activity.builder());
    }
  }

  private Payment derived(Ledger ledger, Payment payment) {
    UUID id = UUID.fromString(payment.id());
    PaymentStatus status = statusOf(ledger, id, payment);
    Payment.Builder next = payment.toBuilder().status(status).updatedDate(now);
    long taken = ledger.takenOf(id);
    if (taken > 0 && Means.of(payment) == Means.REGULAR) {
      Price amount = Prices.of(ledger.currency(), taken);
      next.amount(amount);
    }
    RegularPaymentDetails regular = payment.regularPaymentDetails();
    if (regular != null) {
      next.regularPaymentDetails(
          regular.toBuilder().status(TransactionStatus.valueOf(status.name())).build());
    }
    return next.build();
  }

  /**
   * What stands on a payment's accounts tells its status; where nothing stands, it keeps its own.
   */
  private static PaymentStatus statusOf(Ledger ledger, UUID id, Payment payment) {
    long taken = ledger.takenOf(id);
    if (taken > 0) {
      long refunded = ledger.of(id, Account.REFUNDED);
      if (refunded == 0) return PaymentStatus.APPROVED;
      if (refunded < taken) return PaymentStatus.PARTIALLY_REFUNDED;
      return Means.of(payment) == Means.REGULAR ? PaymentStatus.REFUNDED : PaymentStatus.VOIDED;
    }
    if (ledger.of(id, Account.HELD) > 0) return PaymentStatus.AUTHORIZED;
    return payment.status();
  }
}
