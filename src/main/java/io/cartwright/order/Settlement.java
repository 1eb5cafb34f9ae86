package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.order.OrderQuestions.Settle;
import io.cartwright.order.money.Books;
import io.cartwright.order.money.Entry;
import io.cartwright.order.money.PaymentNews;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.TransactionStatus;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.ordertransactions.AuthorizationDetails;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.RegularPaymentDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a payment's news does to an order. The one writer of order and payment status.
 *
 * @param before the order as it stood
 * @param order the order as it is to stand; the same object as {@code before} when nothing changes
 * @param transactions its transactions as they are to stand; null when there are none
 * @param entry what the ledger gains; null when no money moves
 */
record Settlement(Order before, Order order, OrderTransactions transactions, Entry entry) {

  /**
   * Decides what a payment's state means. Refuses ORDER_CANCELED when the order takes no payment
   * any more. News that is known or older than what is known changes nothing.
   */
  static Outcome<Settlement> of(Books books, Settle news, Instant now, Supplier<UUID> ids) {
    Order order = books.order();
    OrderTransactions known = books.transactions();
    Payment payment = find(known, news.paymentId().toString());
    if (payment != null && isKnown(payment.status(), news.status())) {
      return Outcome.done(new Settlement(order, order, known, null));
    }
    OrderStatus next = moveOf(news.status()).from(order.status());
    if (next == null) {
      return Outcome.refused(OrderRefusal.ORDER_CANCELED, "the order is " + order.status());
    }
    boolean nothingNew = news.status() == null && next == order.status();
    if (nothingNew) return Outcome.done(new Settlement(order, order, known, null));
    Entry entry = news.status() == null ? null : entry(order, payment, news, now);
    OrderTransactions transactions =
        news.status() == null ? known : with(known, news, amount(order, news), now);
    List<Entry> entries = entry == null ? List.of() : List.of(entry);
    Balance balance = new Books(order, transactions, books.ledger().with(entries)).balance();
    Order moved = moved(order, next, balance, news, now, ids);
    return Outcome.done(new Settlement(order, moved, transactions, entry));
  }

  /** Cancels an order that nobody paid in time; null when it is not waiting for a payment. */
  static Settlement expired(Order order, OrderTransactions known, Instant now, Supplier<UUID> ids) {
    OrderStatus next = OrderMove.EXPIRE.from(order.status());
    if (next == null) return null;
    Order after =
        order.toBuilder()
            .status(next)
            .updatedDate(now)
            .activities(
                new Activities(order.activities(), now, ids)
                    .add(ActivityType.ORDER_CANCELED)
                    .list())
            .build();
    return new Settlement(order, after, known, null);
  }

  boolean changed() {
    return order != before;
  }

  boolean approves() {
    return order.status() == OrderStatus.APPROVED && before.status() != OrderStatus.APPROVED;
  }

  /** True when the order comes to nothing with this, so that what it took is given back. */
  boolean givesBack() {
    return endsInVain(order.status()) && !endsInVain(before.status());
  }

  private static boolean endsInVain(OrderStatus status) {
    return status == OrderStatus.REJECTED || status == OrderStatus.CANCELED;
  }

  private static OrderMove moveOf(PaymentStatus status) {
    if (status == null) return OrderMove.PAY_OFFLINE;
    return switch (status) {
      case APPROVED, AUTHORIZED -> OrderMove.PAID;
      case PENDING -> OrderMove.PAYMENT_PENDING;
      case DECLINED -> OrderMove.PAYMENT_DECLINED;
      case PENDING_MERCHANT, CANCELED, REFUNDED, PARTIALLY_REFUNDED, VOIDED ->
          throw new IllegalArgumentException("no news of a payment: " + status);
    };
  }

  /** A payment that is decided does not go back to pending, nor is it decided again. */
  private static boolean isKnown(PaymentStatus stands, PaymentStatus news) {
    return stands != PaymentStatus.PENDING || news == PaymentStatus.PENDING;
  }

  private static Order moved(
      Order order,
      OrderStatus next,
      Balance balance,
      Settle news,
      Instant now,
      Supplier<UUID> ids) {
    Activities activities = new Activities(order.activities(), now, ids);
    note(activities, order, next, balance.status(), news);
    return OrderStatuses.withMoney(order, balance).toBuilder()
        .status(next)
        .updatedDate(now)
        .activities(activities.list())
        .build();
  }

  private static void note(
      Activities activities,
      Order order,
      OrderStatus next,
      PaymentStatusEnumPaymentStatus paymentStatus,
      Settle news) {
    Price amount = amount(order, news);
    String paymentId = news.paymentId().toString();
    if (news.status() == PaymentStatus.PENDING) activities.pending(paymentId, amount);
    if (news.status() == PaymentStatus.AUTHORIZED) activities.authorized(paymentId, amount);
    if (news.status() == PaymentStatus.DECLINED) activities.declined(paymentId, amount);
    if (paymentStatus != order.paymentStatus()) {
      if (paymentStatus == PaymentStatusEnumPaymentStatus.PAID) {
        activities.add(ActivityType.ORDER_PAID);
      } else if (paymentStatus == PaymentStatusEnumPaymentStatus.PARTIALLY_PAID) {
        activities.add(ActivityType.ORDER_PARTIALLY_PAID);
      }
    }
    if (next != order.status()) {
      if (next == OrderStatus.PENDING) activities.add(ActivityType.ORDER_PENDING);
      if (next == OrderStatus.REJECTED) activities.add(ActivityType.ORDER_REJECTED);
    }
  }

  private static Price amount(Order order, Settle news) {
    Currency currency = Currency.of(order.currency());
    return Prices.of(currency, currency.parse(news.amount()));
  }

  private static Entry entry(Order order, Payment before, Settle news, Instant now) {
    return PaymentNews.entry(
        news.paymentId(),
        before == null ? null : before.status(),
        news.status(),
        Currency.of(order.currency()).parse(news.amount()),
        news.provider(),
        news.reference(),
        now);
  }

  private static Payment find(OrderTransactions known, String paymentId) {
    if (known == null || known.payments() == null) return null;
    return known.payments().stream()
        .filter(payment -> payment.id().equals(paymentId))
        .findFirst()
        .orElse(null);
  }

  private static OrderTransactions with(
      OrderTransactions known, Settle news, Price amount, Instant now) {
    List<Payment> payments = new ArrayList<>();
    if (known != null && known.payments() != null) payments.addAll(known.payments());
    String id = news.paymentId().toString();
    Payment before = find(known, id);
    payments.removeIf(payment -> payment.id().equals(id));
    payments.add(payment(before, news, amount, now));
    return known == null
        ? OrderTransactions.builder().orderId(news.orderId().toString()).payments(payments).build()
        : known.toBuilder().payments(payments).build();
  }

  private static Payment payment(Payment before, Settle news, Price amount, Instant now) {
    RegularPaymentDetails.Builder details =
        RegularPaymentDetails.builder()
            .paymentOrderId(news.orderId().toString())
            .gatewayTransactionId(news.paymentId().toString())
            .providerTransactionId(news.reference())
            .paymentMethod(news.provider())
            .paymentProvider(news.provider())
            .offlinePayment(false)
            .savedPaymentMethod(false)
            .status(TransactionStatus.valueOf(news.status().name()));
    if (news.status() == PaymentStatus.AUTHORIZED) {
      details.authorizationDetails(
          AuthorizationDetails.builder().delayedCapture(true).authorizedDate(now).build());
    }
    return Payment.builder()
        .id(news.paymentId().toString())
        .createdDate(before == null ? now : before.createdDate())
        .updatedDate(now)
        .amount(amount)
        .refundDisabled(false)
        .supportReceiptGeneration(false)
        .status(news.status())
        .regularPaymentDetails(details.build())
        .build();
  }
}
