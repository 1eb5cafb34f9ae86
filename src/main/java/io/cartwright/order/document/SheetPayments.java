package io.cartwright.order.document;

import io.cartwright.money.Currency;
import io.cartwright.order.Prices;
import io.cartwright.order.document.Sheet.Column;
import io.cartwright.order.document.Sheet.Pair;
import io.cartwright.order.document.Sheet.Table;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundStatus;
import io.cartwright.wire.common.RefundTransaction;
import io.cartwright.wire.orders.BalanceSummary;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.own.document.SalesDocument;
import java.util.ArrayList;
import java.util.List;

/** What was paid and given back, on paper. Pure. */
final class SheetPayments {
  private final SalesDocument document;
  private final Words words;
  private final Currency currency;

  SheetPayments(SalesDocument document, Words words, Currency currency) {
    this.document = document;
    this.words = words;
    this.currency = currency;
  }

  private List<Payment> payments() {
    OrderTransactions all = document.transactions();
    return all == null || all.payments() == null ? List.of() : all.payments();
  }

  private List<Refund> refunds() {
    OrderTransactions all = document.transactions();
    return all == null || all.refunds() == null ? List.of() : all.refunds();
  }

  private long minor(Price price) {
    return Prices.minor(currency, price);
  }

  /** Payments that took or hold money or may yet, and refunds. */
  Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (Payment payment : payments()) {
      String state = state(payment);
      if (state == null) continue;
      rows.add(
          List.of(
              words.date(payment.createdDate()),
              method(payment),
              state,
              words.amount(minor(payment.amount()))));
    }
    for (Refund refund : refunds()) {
      for (RefundTransaction part : refund.transactions()) {
        if (part.refundStatus() == RefundStatus.FAILED) continue;
        rows.add(
            List.of(
                words.date(refund.createdDate()),
                reason(refund),
                words.word(part.refundStatus() == RefundStatus.SUCCEEDED ? "refunded" : "pending"),
                words.amount(-minor(part.amount()))));
      }
    }
    return new Table(words.word("payments"), columns(), rows);
  }

  private List<Column> columns() {
    return List.of(
        new Column(words.word("date"), 18, false),
        new Column(words.word("method"), 42, false),
        new Column(words.word("state"), 20, false),
        new Column(words.word("amount"), 20, true));
  }

  private String reason(Refund refund) {
    String reason = refund.details() == null ? null : refund.details().reason();
    String word = words.word("refund");
    return reason == null || reason.isBlank() ? word : word + ": " + reason.strip();
  }

  /** The payment that a receipt is for. */
  Table received(String paymentId) {
    List<List<String>> rows = new ArrayList<>();
    for (Payment payment : payments()) {
      if (!payment.id().equals(paymentId)) continue;
      String state = state(payment);
      rows.add(
          List.of(
              words.date(payment.createdDate()),
              method(payment),
              state == null ? "" : state,
              words.amount(minor(payment.amount()))));
    }
    return new Table(words.word("received"), columns(), rows);
  }

  /** Null for a payment that came to nothing. */
  private String state(Payment payment) {
    if (payment.status() == null) return null;
    return switch (payment.status().name()) {
      case "APPROVED", "PARTIALLY_REFUNDED", "REFUNDED" -> words.word("paid");
      case "AUTHORIZED" -> words.word("held");
      case "PENDING", "PENDING_MERCHANT" -> words.word("pending");
      default -> null;
    };
  }

  private String method(Payment payment) {
    if (payment.giftcardPaymentDetails() != null) return words.word("giftCard");
    if (payment.membershipPaymentDetails() != null) return words.word("membership");
    var regular = payment.regularPaymentDetails();
    if (regular == null) return words.word("paid");
    if (regular.creditCardDetails() != null
        && regular.creditCardDetails().lastFourDigits() != null) {
      return words.word("card") + " •••• " + regular.creditCardDetails().lastFourDigits();
    }
    String named =
        regular.paymentMethodName() == null
            ? null
            : SheetLines.first(
                regular.paymentMethodName().buyerLanguageName(),
                regular.paymentMethodName().siteLanguageName());
    if (named != null) return named;
    if (Boolean.TRUE.equals(regular.offlinePayment())) return words.word("offline");
    return words.wordOr("method." + regular.paymentMethod(), words.word("online"));
  }

  /** What is paid, given back, and left. */
  List<Pair> balance(long totalMinor) {
    List<Pair> rows = new ArrayList<>();
    BalanceSummary summary = document.order().balanceSummary();
    long paid = summary == null ? 0 : minor(summary.paid());
    long refunded = summary == null ? 0 : minor(summary.refunded());
    rows.add(new Pair(words.word("paid"), words.amount(paid)));
    if (refunded != 0) rows.add(new Pair(words.word("refunded"), words.amount(-refunded)));
    long left =
        summary == null || summary.balance() == null || summary.balance().amount() == null
            ? totalMinor - paid
            : currency.parse(summary.balance().amount());
    rows.add(new Pair(words.word("balance"), words.amount(left), true));
    return rows;
  }
}
