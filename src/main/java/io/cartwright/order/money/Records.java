package io.cartwright.order.money;

import static io.cartwright.wire.common.PaymentStatus.APPROVED;
import static io.cartwright.wire.common.PaymentStatus.AUTHORIZED;
import static io.cartwright.wire.common.PaymentStatus.CANCELED;
import static io.cartwright.wire.common.PaymentStatus.DECLINED;
import static io.cartwright.wire.common.PaymentStatus.PENDING;
import static io.cartwright.wire.common.PaymentStatus.PENDING_MERCHANT;
import static io.cartwright.wire.common.PaymentStatus.VOIDED;

import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderMove;
import io.cartwright.order.Prices;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.PaymentMethodName;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundStatus;
import io.cartwright.wire.common.RefundTransaction;
import io.cartwright.wire.common.TransactionStatus;
import io.cartwright.wire.common.UserDefinedPaymentMethodName;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.ordertransactions.MaskedPayment;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.RegularPaymentDetails;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Payments that are written down and not made: no provider is asked, nobody is charged. */
final class Records {
  /** Most payments of an order. */
  static final int PAYMENTS_MAX = 100;

  /** Most minor units that all payments of an order may add up to. */
  static final long SUM_MAX = 1_000_000_000_000_000_000L;

  /** The status that a caller may give a recorded payment, from each that it may have. */
  static final Map<PaymentStatus, Set<PaymentStatus>> MOVES = moves();

  private Records() {}

  private static Map<PaymentStatus, Set<PaymentStatus>> moves() {
    Map<PaymentStatus, Set<PaymentStatus>> moves = new EnumMap<>(PaymentStatus.class);
    for (PaymentStatus status : PaymentStatus.values()) {
      moves.put(status, EnumSet.noneOf(PaymentStatus.class));
    }
    Set<PaymentStatus> open =
        EnumSet.of(PENDING, PENDING_MERCHANT, APPROVED, AUTHORIZED, DECLINED, CANCELED);
    moves.get(PENDING).addAll(open);
    moves.get(PENDING_MERCHANT).addAll(open);
    moves.get(AUTHORIZED).addAll(EnumSet.of(APPROVED, VOIDED));
    moves.get(APPROVED).addAll(EnumSet.of(CANCELED, VOIDED));
    return moves;
  }

  /**
   * Records payments as they are told. Refused, in this order: INVALID_ARGUMENT when a field is
   * wrong or the order would have more than 100; for the first payment at fault INVALID_AMOUNT when
   * they add up to too much, STATUS_NOT_ALLOWED when it would begin as refunded.
   */
  static Outcome<Posting> add(Posting posting, List<Payment> payments, Supplier<UUID> ids) {
    if (posting.before().payments().size() + payments.size() > PAYMENTS_MAX) {
      return Outcome.invalid(
          "payments", Violation.Rule.MAX_SIZE, "an order has at most 100 payments");
    }
    List<Payment> made = new ArrayList<>();
    long sum = 0;
    for (Payment known : posting.before().payments()) sum += minor(posting, known);
    for (int i = 0; i < payments.size(); i++) {
      Payment payment = payments.get(i);
      if (payment.amount() == null || payment.amount().amount() == null) {
        return Outcome.invalid(
            "payments[" + i + "].amount", Violation.Rule.REQUIRED_FIELD, "must be given");
      }
      sum += minor(posting, payment);
      if (sum > SUM_MAX) {
        return Outcome.refused(MoneyRefusal.INVALID_AMOUNT, "more than an order can have");
      }
      PaymentStatus status = statusOf(payment);
      if (PaymentNews.account(status) == Account.PAID && status != APPROVED) {
        return Outcome.refused(
            MoneyRefusal.STATUS_NOT_ALLOWED, "a payment does not begin as " + status);
      }
      made.add(payment.toBuilder().id(ids.get().toString()).status(status).build());
    }
    made.forEach(payment -> record(posting, payment));
    return Outcome.done(posting);
  }

  private static long minor(Posting posting, Payment payment) {
    return Prices.minor(posting.before().currency(), payment.amount());
  }

  private static PaymentStatus statusOf(Payment payment) {
    if (payment.status() != null) return payment.status();
    RegularPaymentDetails regular = payment.regularPaymentDetails();
    boolean told =
        regular != null
            && regular.status() != null
            && regular.status() != TransactionStatus.UNDEFINED;
    return told ? PaymentStatus.valueOf(regular.status().name()) : APPROVED;
  }

  private static void record(Posting posting, Payment payment) {
    Books books = posting.before();
    long amount = Prices.minor(books.currency(), payment.amount());
    RegularPaymentDetails regular = payment.regularPaymentDetails();
    if (payment.giftcardPaymentDetails() == null && payment.membershipPaymentDetails() == null) {
      RegularPaymentDetails.Builder details =
          regular == null ? RegularPaymentDetails.builder() : regular.toBuilder();
      if (regular == null || regular.offlinePayment() == null) details.offlinePayment(false);
      details.status(TransactionStatus.valueOf(payment.status().name()));
      regular = details.build();
    }
    posting.put(
        payment.toBuilder()
            .amount(books.price(amount))
            .regularPaymentDetails(regular)
            .createdDate(payment.createdDate() == null ? posting.now() : payment.createdDate())
            .updatedDate(posting.now())
            .refundDisabled(Boolean.TRUE.equals(payment.refundDisabled()))
            .supportReceiptGeneration(false)
            .build());
    UUID id = Holds.id(payment);
    posting.enter(
        id,
        id,
        PaymentNews.kind(payment.status()),
        Account.BUYER,
        PaymentNews.account(payment.status()),
        amount,
        null,
        null);
    approve(posting, payment.status());
  }

  /** An order that waited for money is approved when some is taken or held. */
  private static void approve(Posting posting, PaymentStatus status) {
    if (status != APPROVED && status != AUTHORIZED) return;
    posting.order(
        order -> {
          OrderStatus next = OrderMove.PAID.from(order.status());
          return next == null ? order : order.toBuilder().status(next).build();
        });
  }

  /** Records money that the merchant got outside. */
  static Payment offline(
      Posting posting, long amountMinor, UserDefinedPaymentMethodName name, UUID id) {
    PaymentMethodName method =
        name == null ? null : PaymentMethodName.builder().userDefinedName(name).build();
    Payment payment =
        Payment.builder()
            .id(id.toString())
            .amount(posting.before().price(amountMinor))
            .status(APPROVED)
            .regularPaymentDetails(
                RegularPaymentDetails.builder()
                    .offlinePayment(true)
                    .paymentMethod("offline")
                    .paymentMethodName(method)
                    .savedPaymentMethod(false)
                    .build())
            .build();
    record(posting, payment);
    return payment;
  }

  /**
   * Gives a recorded payment another status. Refused, in this order: PAYMENT_NOT_FOUND;
   * STATUS_NOT_ALLOWED when no status is told, a provider moves this payment, some of it was given
   * back, or {@link #MOVES} has no such move.
   */
  static Outcome<Posting> status(Posting posting, String paymentId, TransactionStatus status) {
    Books books = posting.before();
    Payment payment = books.payment(paymentId);
    if (payment == null) {
      return Outcome.refused(MoneyRefusal.PAYMENT_NOT_FOUND, "the order has no such payment");
    }
    if (status == null || status == TransactionStatus.UNDEFINED) return notAllowed(payment, status);
    PaymentStatus next = PaymentStatus.valueOf(status.name());
    if (next == payment.status()) return Outcome.done(posting);
    UUID id = Holds.id(payment);
    boolean provided = books.ledger().providerOf(id) != null;
    long standing = books.ledger().of(id, PaymentNews.account(payment.status()));
    boolean moved = books.ledger().takenOf(id) != books.ledger().of(id, Account.PAID);
    if (provided || moved || !MOVES.get(payment.status()).contains(next)) {
      return notAllowed(payment, status);
    }
    posting.put(payment.toBuilder().status(next).build());
    Account from = PaymentNews.account(payment.status());
    Account to = PaymentNews.account(next);
    if (from != to) {
      posting.enter(id, id, PaymentNews.kind(next), from, to, standing, null, null);
    }
    approve(posting, next);
    return Outcome.done(posting);
  }

  private static Outcome<Posting> notAllowed(Payment payment, TransactionStatus status) {
    return Outcome.refused(
        MoneyRefusal.STATUS_NOT_ALLOWED, "from " + payment.status() + " to " + status);
  }

  /**
   * Changes what is told of payments, and recorded statuses. Amounts stay. Refused as {@link
   * #status}.
   */
  static Outcome<Posting> update(Posting posting, List<MaskedPayment> changes) {
    for (MaskedPayment change : changes) {
      Payment patch = change.payment();
      Payment stands = posting.before().payment(patch == null ? null : patch.id());
      if (stands == null) {
        return Outcome.refused(MoneyRefusal.PAYMENT_NOT_FOUND, "the order has no such payment");
      }
      Fields named = change.fieldMask() == null ? Fields.ALL : Fields.ofPaths(change.fieldMask());
      boolean other = patch.status() != null && patch.status() != stands.status();
      if (other && named.has("status")) {
        Outcome<Posting> moved =
            status(posting, stands.id(), TransactionStatus.valueOf(patch.status().name()));
        if (!moved.isDone()) return moved;
      }
      Payment before = posting.payment(stands.id());
      Payment merged = Payment.CODEC.merge(before, patch, named);
      posting.put(kept(before, merged));
    }
    return Outcome.done(posting);
  }

  /** What money stands for is not overwritten: id, amount, status, holds and disputes. */
  private static Payment kept(Payment before, Payment merged) {
    RegularPaymentDetails was = before.regularPaymentDetails();
    RegularPaymentDetails is = merged.regularPaymentDetails();
    RegularPaymentDetails regular = was;
    if (was != null && is != null) {
      regular =
          is.toBuilder()
              .status(was.status())
              .offlinePayment(was.offlinePayment())
              .authorizationDetails(was.authorizationDetails())
              .chargebacks(was.chargebacks())
              .build();
    }
    return merged.toBuilder()
        .id(before.id())
        .createdDate(before.createdDate())
        .amount(before.amount())
        .status(before.status())
        .regularPaymentDetails(regular)
        .giftcardPaymentDetails(before.giftcardPaymentDetails())
        .membershipPaymentDetails(before.membershipPaymentDetails())
        .build();
  }

  /**
   * Ends a part of a refund that is given back outside. Refused, in this order: REFUND_NOT_FOUND;
   * STATUS_NOT_ALLOWED when a provider decides it, or it has ended otherwise.
   */
  static Outcome<Posting> refund(Posting posting, String refundId, RefundTransaction news) {
    Refund refund =
        posting.before().refunds().stream()
            .filter(it -> it.id().equalsIgnoreCase(refundId))
            .findFirst()
            .orElse(null);
    String paymentId = news == null ? null : news.paymentId();
    RefundTransaction part =
        refund == null || paymentId == null ? null : Refunds.part(refund, paymentId);
    if (part == null) {
      return Outcome.refused(MoneyRefusal.REFUND_NOT_FOUND, "no such part of a refund");
    }
    RefundStatus next = news.refundStatus();
    if (next == null || next == part.refundStatus()) return Outcome.done(posting);
    boolean external = Boolean.TRUE.equals(part.externalRefund());
    if (!external || Refunds.isFinal(part)) {
      return Outcome.refused(
          MoneyRefusal.STATUS_NOT_ALLOWED, "from " + part.refundStatus() + " to " + next);
    }
    switch (next) {
      case SUCCEEDED -> Refunds.succeeded(posting, refund, part.paymentId(), null, null);
      case FAILED -> {
        String why = news.refundStatusInfo() == null ? null : news.refundStatusInfo().description();
        Refunds.failed(posting, refund, part.paymentId(), null, why);
      }
      case PENDING, SCHEDULED, STARTED -> Refunds.pending(posting, refund, part.paymentId(), null);
    }
    return Outcome.done(posting);
  }

  /** True when the order takes no money any more. */
  static boolean isClosed(Order order) {
    return order.status() == OrderStatus.CANCELED || order.status() == OrderStatus.REJECTED;
  }
}
