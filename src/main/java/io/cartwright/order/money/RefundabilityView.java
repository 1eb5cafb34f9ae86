package io.cartwright.order.money;

import io.cartwright.wire.orderbilling.AdditionalFeeRefundability;
import io.cartwright.wire.orderbilling.GetOrderRefundabilityResponse;
import io.cartwright.wire.orderbilling.LineItemRefundability;
import io.cartwright.wire.orderbilling.ManuallyRefundablePaymentStatus;
import io.cartwright.wire.orderbilling.MembershipPaymentSummary;
import io.cartwright.wire.orderbilling.MonetaryPaymentSummary;
import io.cartwright.wire.orderbilling.NonRefundablePaymentStatus;
import io.cartwright.wire.orderbilling.NonRefundableReason;
import io.cartwright.wire.orderbilling.PaymentInfo;
import io.cartwright.wire.orderbilling.PaymentRefundability;
import io.cartwright.wire.orderbilling.PaymentsSummary;
import io.cartwright.wire.orderbilling.ShippingRefundability;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.ManuallyRefundableReason;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.RefundableStatus;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.RegularPaymentDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What may be given back of an order, as the modules of the contract show it. */
final class RefundabilityView {
  private final Books books;
  private final RefundItemsBook items;

  private RefundabilityView(Books books) {
    this.books = books;
    this.items = new RefundItemsBook(books);
  }

  static GetOrderRefundabilityResponse inBilling(Books books) {
    return new RefundabilityView(books).whole();
  }

  private GetOrderRefundabilityResponse whole() {
    return GetOrderRefundabilityResponse.builder()
        .payments(books.payments().stream().map(this::payment).toList())
        .paymentsSummary(new PaymentsSummary(sum(), memberships(books.payments())))
        .lineItems(items.lines().map(RefundabilityView::line).toList())
        .shipping(books.order().shippingInfo() == null ? null : shipping())
        .additionalFees(items.fees().map(this::fee).toList())
        .build();
  }

  private PaymentRefundability payment(Payment payment) {
    Refundability may = Refundability.of(books, payment);
    PaymentRefundability.Builder shown = PaymentRefundability.builder().payment(info(payment));
    if (may.never() != null) {
      shown.nonRefundable(new NonRefundablePaymentStatus(may.never()));
    } else if (may.manual() != null) {
      shown.manuallyRefundable(new ManuallyRefundablePaymentStatus(may.manual()));
    } else {
      shown.refundable(true);
    }
    return shown.build();
  }

  private PaymentInfo info(Payment payment) {
    PaymentInfo.Builder info =
        PaymentInfo.builder().paymentId(payment.id()).offlinePayment(Means.isOffline(payment));
    RegularPaymentDetails regular = payment.regularPaymentDetails();
    if (regular != null) {
      String method = regular.paymentMethod();
      info.paymentMethod(method == null || method.length() > 50 ? null : method)
          .creditCardDetails(regular.creditCardDetails());
    }
    return Means.of(payment) == Means.MEMBERSHIP
        ? info.membership(memberships(List.of(payment))).build()
        : info.monetary(money(payment)).build();
  }

  private MonetaryPaymentSummary money(Payment payment) {
    UUID id = Holds.id(payment);
    return summary(
        books.ledger().takenOf(id),
        books.ledger().of(id, Account.REFUNDED),
        books.ledger().of(id, Account.REFUNDING),
        Refundability.of(books, payment).maxMinor());
  }

  private MonetaryPaymentSummary sum() {
    long paid = 0;
    long refunded = 0;
    long pending = 0;
    long max = 0;
    for (Payment payment : books.payments()) {
      if (Means.of(payment) == Means.MEMBERSHIP) continue;
      UUID id = Holds.id(payment);
      paid = Math.addExact(paid, books.ledger().takenOf(id));
      refunded = Math.addExact(refunded, books.ledger().of(id, Account.REFUNDED));
      pending = Math.addExact(pending, books.ledger().of(id, Account.REFUNDING));
      max = Math.addExact(max, Refundability.of(books, payment).maxMinor());
    }
    return summary(paid, refunded, pending, max);
  }

  private MonetaryPaymentSummary summary(long paid, long refunded, long pending, long max) {
    return new MonetaryPaymentSummary(
        books.price(paid), books.price(refunded), books.price(pending), books.price(max));
  }

  private MembershipPaymentSummary memberships(List<Payment> payments) {
    List<String> paid = new ArrayList<>();
    List<String> refunded = new ArrayList<>();
    List<String> refundable = new ArrayList<>();
    for (Payment payment : payments) {
      if (Means.of(payment) != Means.MEMBERSHIP) continue;
      String line = payment.membershipPaymentDetails().lineItemId();
      UUID id = Holds.id(payment);
      if (books.ledger().takenOf(id) > 0) paid.add(line);
      if (books.ledger().of(id, Account.REFUNDED) > 0) refunded.add(line);
      if (Refundability.of(books, payment).never() == null) refundable.add(line);
    }
    return new MembershipPaymentSummary(paid, refunded, refundable);
  }

  private static LineItemRefundability line(OrderLineItem line) {
    int all = RefundItemsBook.quantity(line);
    int back = RefundItemsBook.refunded(line);
    return new LineItemRefundability(line.id(), all, back, Math.max(0, all - back));
  }

  private ShippingRefundability shipping() {
    long all = items.shippingMinor();
    long back = items.shippingRefunded();
    return new ShippingRefundability(
        books.price(all), books.price(back), books.price(Math.max(0, all - back)));
  }

  private AdditionalFeeRefundability fee(AdditionalFee fee) {
    long all = items.feeMinor(fee);
    long back = fee.id() == null ? 0 : items.feeRefunded(fee.id());
    return AdditionalFeeRefundability.builder()
        .additionalFeeId(fee.id())
        .amount(books.price(all))
        .refundedAmount(books.price(back))
        .availableRefundAmount(books.price(Math.max(0, all - back)))
        .source(fee.source())
        .build();
  }

  static List<io.cartwright.wire.orders.Refundability> inOrders(Books books) {
    return books.payments().stream().map(payment -> inOrders(books, payment)).toList();
  }

  private static io.cartwright.wire.orders.Refundability inOrders(Books books, Payment payment) {
    Refundability may = Refundability.of(books, payment);
    io.cartwright.wire.orders.Refundability.Builder shown =
        io.cartwright.wire.orders.Refundability.builder().paymentId(payment.id());
    if (may.never() != null) {
      return shown
          .refundabilityStatus(RefundableStatus.NOT_REFUNDABLE)
          .nonRefundableReason(reason(may.never()))
          .build();
    }
    return may.manual() == null
        ? shown.refundabilityStatus(RefundableStatus.REFUNDABLE).build()
        : shown
            .refundabilityStatus(RefundableStatus.MANUAL)
            .manuallyRefundableReason(ManuallyRefundableReason.valueOf(may.manual().name()))
            .build();
  }

  /** The module of orders has no word for an amount that a dispute took. */
  private static io.cartwright.wire.orders.NonRefundableReason reason(NonRefundableReason reason) {
    return switch (reason) {
      case UNKNOWN_REASON, AMOUNT_OFFSET_BY_CHARGEBACK ->
          io.cartwright.wire.orders.NonRefundableReason.FORBIDDEN;
      case ALREADY_REFUNDED,
          PROVIDER_IS_DOWN,
          NOT_PAID,
          ZERO_PRICE,
          DISABLED_BY_PROVIDER,
          PENDING_REFUND,
          FORBIDDEN,
          TRANSACTION_NOT_FOUND,
          ORDER_IS_PENDING,
          ORDER_IS_REJECTED ->
          io.cartwright.wire.orders.NonRefundableReason.valueOf(reason.name());
    };
  }
}
