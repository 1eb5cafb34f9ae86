package io.cartwright.order.money;

import io.cartwright.bus.Outcome;
import io.cartwright.order.Prices;
import io.cartwright.order.money.RefundAsk.Part;
import io.cartwright.order.money.RefundAsk.Units;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.AdditionalFeeRefund;
import io.cartwright.wire.common.AggregatedRefundSummary;
import io.cartwright.wire.common.LineItemRefund;
import io.cartwright.wire.common.LineItemRefundSummary;
import io.cartwright.wire.common.OrderRefunded;
import io.cartwright.wire.common.PaymentRefundFailed;
import io.cartwright.wire.common.PaymentRefunded;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundDetails;
import io.cartwright.wire.common.RefundInitiated;
import io.cartwright.wire.common.RefundItem;
import io.cartwright.wire.common.RefundItemsBreakdown;
import io.cartwright.wire.common.RefundStatus;
import io.cartwright.wire.common.RefundStatusInfo;
import io.cartwright.wire.common.RefundTransaction;
import io.cartwright.wire.common.RefundedPayment;
import io.cartwright.wire.common.RegularPaymentRefund;
import io.cartwright.wire.common.ShippingRefund;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.own.money.MoneyMove;
import io.cartwright.wire.own.money.MoveKind;
import io.cartwright.wire.own.money.MoveState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Money that goes back. A refund has a part for each payment; each part begins, and ends on its own
 * as done or failed. What is given back outside is only recorded.
 */
final class Refunds {
  /** Longest code of a failure that is shown. */
  static final int FAILURE_MAX = 100;

  private Refunds() {}

  /** Begins a refund; refused as {@link RefundChecks} says. */
  static Outcome<Posting> begin(Posting posting, RefundAsk ask, UUID refundId) {
    Books books = posting.before();
    Outcome<Posting> refusal = new RefundChecks(books, ask).refusal();
    if (refusal != null) return refusal;
    List<RefundTransaction> parts = new ArrayList<>();
    for (Part part : ask.parts()) parts.add(begin(posting, part, refundId));
    Refund refund =
        Refund.builder()
            .id(refundId.toString())
            .transactions(parts)
            .details(details(books, ask))
            .createdDate(posting.now())
            .build();
    RefundItemsBook items = new RefundItemsBook(books);
    List<LineItemRefundSummary> breakdown = new ArrayList<>();
    for (Units units : ask.lines()) {
      long worth = items.worth(items.line(units.lineItemId()), units.quantity()).totalMinor();
      breakdown.add(new LineItemRefundSummary(units.lineItemId(), books.price(worth)));
    }
    posting.put(summed(books, refund, new RefundItemsBreakdown(breakdown)));
    count(posting, ask);
    initiated(posting, refund, ask);
    for (RefundTransaction part : parts) if (isFinal(part)) ended(posting, refund, part);
    return Outcome.done(posting);
  }

  private static RefundTransaction begin(Posting posting, Part part, UUID refundId) {
    Books books = posting.before();
    Payment payment = books.payment(part.paymentId());
    UUID paymentId = Holds.id(payment);
    UUID moveId = moveId(refundId, payment.id());
    long amount =
        part.amount() == null
            ? Refundability.of(books, payment).maxMinor()
            : Prices.minor(books.currency(), part.amount());
    String provider = part.external() ? null : books.ledger().providerOf(paymentId);
    posting.enter(
        paymentId,
        moveId,
        EntryKind.REFUND_STARTED,
        Account.PAID,
        Account.REFUNDING,
        amount,
        provider,
        null);
    boolean recorded = part.external() && !part.open();
    if (recorded) done(posting, paymentId, moveId, amount, null, null);
    if (provider != null) posting.ask(move(posting, payment, refundId, moveId, provider, amount));
    RefundStatus open = part.external() ? RefundStatus.PENDING : RefundStatus.STARTED;
    return RefundTransaction.builder()
        .paymentId(payment.id())
        .amount(books.price(amount))
        .refundStatus(recorded ? RefundStatus.SUCCEEDED : open)
        .gatewayRefundId(provider == null ? null : moveId.toString())
        .externalRefund(part.external())
        .build();
  }

  /** One payment's part of a refund, as it is known to the provider and to the ledger. */
  static UUID moveId(UUID refundId, String paymentId) {
    return UUID.nameUUIDFromBytes((refundId + "/" + paymentId).getBytes(StandardCharsets.US_ASCII));
  }

  private static MoneyMove move(
      Posting posting, Payment payment, UUID refundId, UUID moveId, String provider, long amount) {
    Books books = posting.before();
    return MoneyMove.builder()
        .id(moveId.toString())
        .orderId(books.order().id())
        .paymentId(payment.id())
        .refundId(refundId.toString())
        .kind(MoveKind.REFUND)
        .state(MoveState.STARTED)
        .provider(provider)
        .paymentReference(books.ledger().referenceOf(Holds.id(payment)))
        .amount(books.currency().format(amount))
        .currency(books.order().currency())
        .createdDate(posting.now())
        .updatedDate(posting.now())
        .build();
  }

  private static RefundDetails details(Books books, RefundAsk ask) {
    RefundItemsBook items = new RefundItemsBook(books);
    List<AdditionalFeeRefund> fees = new ArrayList<>();
    for (RefundAsk.Fee fee : ask.fees()) {
      long left = items.feeMinor(items.fee(fee.feeId())) - items.feeRefunded(fee.feeId());
      Price amount = fee.amount() == null ? books.price(left) : priced(books, fee.amount());
      fees.add(new AdditionalFeeRefund(fee.feeId(), amount));
    }
    ShippingRefund shipping = null;
    if (ask.shipping() != null) {
      long left = items.shippingMinor() - items.shippingRefunded();
      Price amount = ask.shipping().amount();
      shipping = new ShippingRefund(amount == null ? books.price(left) : priced(books, amount));
    }
    return RefundDetails.builder()
        .items(
            ask.lines().stream().map(it -> new RefundItem(it.lineItemId(), it.quantity())).toList())
        .lineItems(
            ask.lines().stream()
                .map(it -> new LineItemRefund(it.lineItemId(), it.quantity()))
                .toList())
        .additionalFees(fees)
        .shipping(shipping)
        .shippingIncluded(shipping != null)
        .reason(ask.reason())
        .build();
  }

  private static Price priced(Books books, Price price) {
    return books.price(Prices.minor(books.currency(), price));
  }

  /** Notes on the lines how many units were given back, and how many go back to the shelf. */
  private static void count(Posting posting, RefundAsk ask) {
    Map<String, Integer> refunded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ask.lines().forEach(it -> refunded.merge(it.lineItemId(), it.quantity(), Math::addExact));
    Map<String, Integer> back = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ask.restock().forEach(it -> back.merge(it.lineItemId(), it.quantity(), Math::addExact));
    RefundItemsBook items = new RefundItemsBook(posting.before());
    if (ask.restockAll()) {
      items
          .lines()
          .filter(line -> line.id() != null)
          .forEach(
              line -> {
                int left = RefundItemsBook.quantity(line) - RefundItemsBook.restocked(line);
                if (left > 0) back.put(line.id(), left);
              });
    }
    if (refunded.isEmpty() && back.isEmpty()) return;
    posting.lines(items.lines().map(line -> counted(line, refunded, back)).toList());
    back.forEach(posting::restock);
  }

  private static OrderLineItem counted(
      OrderLineItem line, Map<String, Integer> refunded, Map<String, Integer> back) {
    if (line.id() == null) return line;
    int more = refunded.getOrDefault(line.id(), 0);
    int shelved = back.getOrDefault(line.id(), 0);
    if (more == 0 && shelved == 0) return line;
    return line.toBuilder()
        .refundQuantity(Math.max(0, RefundItemsBook.refunded(line) + more))
        .restockQuantity(RefundItemsBook.restocked(line) + shelved)
        .build();
  }

  /** One payment's part of a refund has come through. */
  static void succeeded(
      Posting posting, Refund refund, String paymentId, String provider, String reference) {
    RefundTransaction part = part(refund, paymentId);
    UUID id = UUID.fromString(paymentId);
    UUID moveId = moveId(UUID.fromString(refund.id()), paymentId);
    long amount = Prices.minor(posting.before().currency(), part.amount());
    done(posting, id, moveId, amount, provider, reference);
    move(posting, refund, part, it -> it.refundStatus(RefundStatus.SUCCEEDED), reference);
  }

  private static void done(
      Posting posting, UUID id, UUID moveId, long amount, String provider, String reference) {
    posting.enter(
        id,
        moveId,
        EntryKind.REFUNDED,
        Account.REFUNDING,
        Account.REFUNDED,
        amount,
        provider,
        reference);
  }

  /** One payment's part of a refund has failed; the money stays with the shop. */
  static void failed(
      Posting posting, Refund refund, String paymentId, String provider, String failure) {
    RefundTransaction part = part(refund, paymentId);
    UUID id = UUID.fromString(paymentId);
    UUID moveId = moveId(UUID.fromString(refund.id()), paymentId);
    long amount = Prices.minor(posting.before().currency(), part.amount());
    posting.enter(
        id,
        moveId,
        EntryKind.REFUND_FAILED,
        Account.REFUNDING,
        Account.PAID,
        amount,
        provider,
        null);
    RefundStatusInfo info =
        failure == null ? null : RefundStatusInfo.builder().description(failure).build();
    Refund after =
        move(
            posting,
            refund,
            part,
            it -> it.refundStatus(RefundStatus.FAILED).refundStatusInfo(info),
            null);
    if (RefundItemsBook.hasFailed(after)) uncount(posting, after);
  }

  /** One payment's part of a refund will be decided later. */
  static void pending(Posting posting, Refund refund, String paymentId, String reference) {
    RefundTransaction part = part(refund, paymentId);
    move(posting, refund, part, it -> it.refundStatus(RefundStatus.PENDING), reference);
  }

  static RefundTransaction part(Refund refund, String paymentId) {
    return refund.transactions().stream()
        .filter(it -> it.paymentId().equalsIgnoreCase(paymentId))
        .findFirst()
        .orElse(null);
  }

  static boolean isFinal(RefundTransaction part) {
    return switch (part.refundStatus()) {
      case SUCCEEDED, FAILED -> true;
      case PENDING, SCHEDULED, STARTED -> false;
    };
  }

  /** True when each part of a refund has ended. */
  static boolean isComplete(Refund refund) {
    return refund.transactions().stream().allMatch(Refunds::isFinal);
  }

  private static Refund move(
      Posting posting,
      Refund refund,
      RefundTransaction part,
      UnaryOperator<RefundTransaction.Builder> change,
      String reference) {
    RefundTransaction.Builder next = change.apply(part.toBuilder());
    if (reference != null) next.providerRefundId(reference);
    RefundTransaction moved = next.build();
    Refund after =
        refund.toBuilder()
            .transactions(
                refund.transactions().stream().map(it -> it == part ? moved : it).toList())
            .build();
    RefundItemsBreakdown breakdown = refund.summary() == null ? null : refund.summary().breakdown();
    Refund summed = summed(posting.before(), after, breakdown);
    posting.put(summed);
    if (isFinal(moved)) ended(posting, summed, moved);
    return summed;
  }

  /** The units of a refund that came to nothing may be given back again. */
  private static void uncount(Posting posting, Refund refund) {
    Map<String, Integer> less = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (refund.details() == null || refund.details().lineItems() == null) return;
    refund
        .details()
        .lineItems()
        .forEach(it -> less.merge(it.lineItemId(), -it.quantity(), Math::addExact));
    RefundItemsBook items = new RefundItemsBook(posting.before());
    posting.lines(items.lines().map(line -> counted(line, less, Map.of())).toList());
  }

  private static Refund summed(Books books, Refund refund, RefundItemsBreakdown breakdown) {
    long requested = 0;
    long open = 0;
    long done = 0;
    long failed = 0;
    for (RefundTransaction part : refund.transactions()) {
      long amount = Prices.minor(books.currency(), part.amount());
      requested = Math.addExact(requested, amount);
      switch (part.refundStatus()) {
        case SUCCEEDED -> done = Math.addExact(done, amount);
        case FAILED -> failed = Math.addExact(failed, amount);
        case PENDING, SCHEDULED, STARTED -> open = Math.addExact(open, amount);
      }
    }
    AggregatedRefundSummary summary =
        AggregatedRefundSummary.builder()
            .requestedRefund(books.price(requested))
            .pendingRefund(books.price(open))
            .refunded(books.price(done))
            .failedRefundAmount(books.price(failed))
            .pending(open > 0)
            .breakdown(breakdown)
            .build();
    return refund.toBuilder().summary(summary).build();
  }

  private static void initiated(Posting posting, Refund refund, RefundAsk ask) {
    Books books = posting.before();
    long sum = 0;
    for (RefundTransaction part : refund.transactions()) {
      sum = Math.addExact(sum, Prices.minor(books.currency(), part.amount()));
    }
    RefundInitiated initiated =
        RefundInitiated.builder()
            .refundId(refund.id())
            .amount(books.price(sum))
            .payments(refund.transactions().stream().map(Refunds::shown).toList())
            .reason(ask.reason())
            .build();
    posting.note(ActivityType.REFUND_INITIATED, Activity.builder().refundInitiated(initiated));
    boolean manual = ask.parts().stream().allMatch(Part::external);
    OrderRefunded refunded =
        OrderRefunded.builder()
            .manual(manual)
            .amount(books.price(sum))
            .reason(ask.reason() == null ? "" : ask.reason())
            .build();
    posting.note(ActivityType.ORDER_REFUNDED, Activity.builder().orderRefunded(refunded));
  }

  private static void ended(Posting posting, Refund refund, RefundTransaction part) {
    if (part.refundStatus() == RefundStatus.SUCCEEDED) {
      PaymentRefunded done = new PaymentRefunded(refund.id(), shown(part));
      posting.note(ActivityType.PAYMENT_REFUNDED, Activity.builder().paymentRefunded(done));
    } else {
      PaymentRefundFailed failed = new PaymentRefundFailed(refund.id(), shown(part));
      posting.note(
          ActivityType.PAYMENT_REFUND_FAILED, Activity.builder().paymentRefundFailed(failed));
    }
  }

  private static RefundedPayment shown(RefundTransaction part) {
    return RefundedPayment.builder()
        .paymentId(part.paymentId())
        .externalRefund(part.externalRefund())
        .regular(RegularPaymentRefund.builder().amount(part.amount()).build())
        .build();
  }
}
