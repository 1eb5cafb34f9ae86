package io.cartwright.order.money;

import io.cartwright.bus.Outcome;
import io.cartwright.order.Prices;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.AuthorizationActionFailureDetails;
import io.cartwright.wire.common.AuthorizationCapture;
import io.cartwright.wire.common.AuthorizationCaptureStatus;
import io.cartwright.wire.common.AuthorizationVoid;
import io.cartwright.wire.common.AuthorizationVoidStatus;
import io.cartwright.wire.common.AuthorizedPaymentCaptured;
import io.cartwright.wire.common.AuthorizedPaymentVoided;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Reason;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.ordertransactions.AuthorizationDetails;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.RegularPaymentDetails;
import io.cartwright.wire.own.money.MoneyMove;
import io.cartwright.wire.own.money.MoveKind;
import io.cartwright.wire.own.money.MoveState;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Money that is held: it is taken, in full or in part, or let go. What a provider holds is first
 * asked for there; what is only recorded moves at once.
 */
final class Holds {
  private Holds() {}

  /**
   * Begins captures. Refused with ORDER_HAS_CHARGEBACKS; then for the first payment that is not to
   * be captured, with the payment as data, in this order: PAYMENT_NOT_FOUND,
   * NOT_REGULAR_ONLINE_PAYMENT, PAYMENT_ALREADY_VOIDED, PAYMENT_HAS_PENDING_CAPTURE,
   * PAYMENT_ALREADY_CAPTURED, PAYMENT_NOT_AUTHORIZED, PAYMENT_GATEWAY_ID_NOT_FOUND, INVALID_AMOUNT.
   */
  static Outcome<Posting> capture(Posting posting, List<PaymentCapture> asks, Supplier<UUID> ids) {
    Books books = posting.before();
    if (books.ledger().isDisputed()) {
      return Outcome.refused(MoneyRefusal.ORDER_HAS_CHARGEBACKS, "captures wait for the dispute");
    }
    for (PaymentCapture ask : asks) {
      MoneyRefusal refusal = refusalOfCapture(books, ask);
      if (refusal != null) {
        Json data = PaymentCapture.CODEC.toJson(ask);
        return Outcome.refused(refusal, "payment " + ask.paymentId(), data);
      }
    }
    if (asks.stream().map(PaymentCapture::paymentId).distinct().count() < asks.size()) {
      return Outcome.refused(MoneyRefusal.PAYMENT_HAS_PENDING_CAPTURE, "named twice");
    }
    for (PaymentCapture ask : asks) begin(posting, ask, ids.get());
    return Outcome.done(posting);
  }

  private static MoneyRefusal refusalOfCapture(Books books, PaymentCapture ask) {
    Payment payment = books.payment(ask.paymentId());
    if (payment == null) return MoneyRefusal.PAYMENT_NOT_FOUND;
    MoneyRefusal refusal = refusalOfHold(books, payment, MoneyRefusal.PAYMENT_GATEWAY_ID_NOT_FOUND);
    if (refusal != null) return refusal;
    long held = books.ledger().of(id(payment), Account.HELD);
    long amount = ask.amount() == null ? held : Prices.minor(books.currency(), ask.amount());
    return amount < 1 || amount > held ? MoneyRefusal.INVALID_AMOUNT : null;
  }

  private static MoneyRefusal refusalOfHold(
      Books books, Payment payment, MoneyRefusal withoutGateway) {
    if (Means.of(payment) != Means.REGULAR) return MoneyRefusal.NOT_REGULAR_ONLINE_PAYMENT;
    if (isVoided(payment)) return MoneyRefusal.PAYMENT_ALREADY_VOIDED;
    if (captureIs(payment, AuthorizationCaptureStatus.PENDING)) {
      return MoneyRefusal.PAYMENT_HAS_PENDING_CAPTURE;
    }
    if (captureIs(payment, AuthorizationCaptureStatus.SUCCEEDED)) {
      return MoneyRefusal.PAYMENT_ALREADY_CAPTURED;
    }
    if (payment.status() != PaymentStatus.AUTHORIZED) return MoneyRefusal.PAYMENT_NOT_AUTHORIZED;
    boolean provided = books.ledger().providerOf(id(payment)) != null;
    boolean known = payment.regularPaymentDetails().gatewayTransactionId() != null;
    return provided && !known ? withoutGateway : null;
  }

  private static boolean isVoided(Payment payment) {
    AuthorizationDetails details = details(payment);
    boolean going =
        details != null
            && details.void_() != null
            && details.void_().status() != AuthorizationVoidStatus.FAILED;
    return going || payment.status() == PaymentStatus.VOIDED;
  }

  private static boolean captureIs(Payment payment, AuthorizationCaptureStatus status) {
    AuthorizationDetails details = details(payment);
    return details != null
        && details.captures() != null
        && details.captures().stream().anyMatch(capture -> capture.status() == status);
  }

  private static AuthorizationDetails details(Payment payment) {
    RegularPaymentDetails regular = payment.regularPaymentDetails();
    return regular == null ? null : regular.authorizationDetails();
  }

  private static void begin(Posting posting, PaymentCapture ask, UUID captureId) {
    Books books = posting.before();
    Payment payment = books.payment(ask.paymentId());
    long held = books.ledger().of(id(payment), Account.HELD);
    long amount = ask.amount() == null ? held : Prices.minor(books.currency(), ask.amount());
    AuthorizationCapture capture =
        AuthorizationCapture.builder()
            .id(captureId.toString())
            .status(AuthorizationCaptureStatus.PENDING)
            .amount(books.price(amount))
            .createdDate(posting.now())
            .build();
    posting.put(with(payment, details -> details.captures(List.of(capture))));
    String provider = books.ledger().providerOf(id(payment));
    if (provider == null) {
      captured(posting, payment.id(), captureId, amount, null, null);
    } else {
      posting.ask(move(posting, payment, captureId, MoveKind.CAPTURE, amount));
    }
  }

  /**
   * Begins to let money go. Refused for the first payment that holds none, in this order:
   * PAYMENT_NOT_FOUND, NOT_REGULAR_ONLINE_PAYMENT, PAYMENT_ALREADY_VOIDED,
   * PAYMENT_ALREADY_CAPTURED, PAYMENT_NOT_AUTHORIZED, then {@code withoutGateway}.
   */
  static Outcome<Posting> cancel(
      Posting posting,
      List<String> paymentIds,
      Reason reason,
      MoneyRefusal withoutGateway,
      Supplier<UUID> ids) {
    Books books = posting.before();
    for (String paymentId : paymentIds) {
      Payment payment = books.payment(paymentId);
      MoneyRefusal refusal =
          payment == null
              ? MoneyRefusal.PAYMENT_NOT_FOUND
              : refusalOfHold(books, payment, withoutGateway);
      if (refusal == MoneyRefusal.PAYMENT_HAS_PENDING_CAPTURE) {
        refusal = MoneyRefusal.PAYMENT_ALREADY_CAPTURED;
      }
      if (refusal != null) return Outcome.refused(refusal, "payment " + paymentId);
    }
    for (String paymentId : paymentIds.stream().distinct().toList()) {
      beginVoid(posting, books.payment(paymentId), reason, ids.get());
    }
    return Outcome.done(posting);
  }

  private static void beginVoid(Posting posting, Payment payment, Reason reason, UUID voidId) {
    Books books = posting.before();
    AuthorizationVoid begun =
        AuthorizationVoid.builder().status(AuthorizationVoidStatus.PENDING).reason(reason).build();
    posting.put(with(payment, details -> details.void_(begun)));
    long held = books.ledger().of(id(payment), Account.HELD);
    if (books.ledger().providerOf(id(payment)) == null) {
      voided(posting, payment.id(), voidId, null, null);
    } else {
      posting.ask(move(posting, payment, voidId, MoveKind.VOID, held));
    }
  }

  /** The money that was held is taken, and what is more than that let go. */
  static void captured(
      Posting posting,
      String paymentId,
      UUID captureId,
      long amount,
      String provider,
      String reference) {
    UUID id = UUID.fromString(paymentId);
    long held = posting.before().ledger().of(id, Account.HELD);
    posting.enter(
        id, captureId, EntryKind.CAPTURED, Account.HELD, Account.PAID, amount, provider, reference);
    posting.enter(
        id,
        captureId,
        EntryKind.RELEASED,
        Account.HELD,
        Account.BUYER,
        held - amount,
        provider,
        reference);
    Payment payment = posting.payment(paymentId);
    posting.put(capture(payment, AuthorizationCaptureStatus.SUCCEEDED, null));
    Price price = posting.before().price(amount);
    posting.note(
        ActivityType.AUTHORIZED_PAYMENT_CAPTURED,
        Activity.builder()
            .authorizedPaymentCaptured(
                AuthorizedPaymentCaptured.builder().paymentId(paymentId).amount(price).build()));
  }

  static void captureFailed(Posting posting, String paymentId, String failure) {
    posting.put(
        capture(posting.payment(paymentId), AuthorizationCaptureStatus.FAILED, details(failure)));
  }

  private static Payment capture(
      Payment payment,
      AuthorizationCaptureStatus status,
      AuthorizationActionFailureDetails failure) {
    return with(
        payment,
        details -> {
          List<AuthorizationCapture> captures = details(payment).captures();
          return details.captures(
              captures.stream()
                  .map(it -> it.toBuilder().status(status).failureDetails(failure).build())
                  .toList());
        });
  }

  /** The money that was held is let go. */
  static void voided(
      Posting posting, String paymentId, UUID voidId, String provider, String reference) {
    UUID id = UUID.fromString(paymentId);
    long held = posting.before().ledger().of(id, Account.HELD);
    posting.enter(
        id, voidId, EntryKind.VOIDED, Account.HELD, Account.BUYER, held, provider, reference);
    Payment payment = posting.payment(paymentId);
    AuthorizationVoid done =
        details(payment).void_().toBuilder()
            .status(AuthorizationVoidStatus.SUCCEEDED)
            .voidedDate(posting.now())
            .build();
    posting.put(
        with(payment, details -> details.void_(done)).toBuilder()
            .status(PaymentStatus.VOIDED)
            .build());
    posting.note(
        ActivityType.AUTHORIZED_PAYMENT_VOIDED,
        Activity.builder()
            .authorizedPaymentVoided(
                AuthorizedPaymentVoided.builder()
                    .paymentId(paymentId)
                    .amount(posting.before().price(held))
                    .build()));
  }

  static void voidFailed(Posting posting, String paymentId, String failure) {
    Payment payment = posting.payment(paymentId);
    AuthorizationVoid failed =
        details(payment).void_().toBuilder()
            .status(AuthorizationVoidStatus.FAILED)
            .failureDetails(details(failure))
            .build();
    posting.put(with(payment, details -> details.void_(failed)));
  }

  private static AuthorizationActionFailureDetails details(String failure) {
    String code = Objects.requireNonNullElse(failure, "FAILED");
    return new AuthorizationActionFailureDetails(
        code.substring(0, Math.min(code.length(), Refunds.FAILURE_MAX)));
  }

  private static MoneyMove move(
      Posting posting, Payment payment, UUID moveId, MoveKind kind, long amount) {
    Books books = posting.before();
    return MoneyMove.builder()
        .id(moveId.toString())
        .orderId(books.order().id())
        .paymentId(payment.id())
        .kind(kind)
        .state(MoveState.STARTED)
        .provider(books.ledger().providerOf(id(payment)))
        .paymentReference(books.ledger().referenceOf(id(payment)))
        .amount(books.currency().format(amount))
        .currency(books.order().currency())
        .createdDate(posting.now())
        .updatedDate(posting.now())
        .build();
  }

  private static Payment with(Payment payment, UnaryOperator<AuthorizationDetails.Builder> change) {
    RegularPaymentDetails regular = payment.regularPaymentDetails();
    AuthorizationDetails before = regular.authorizationDetails();
    AuthorizationDetails.Builder details =
        before == null ? AuthorizationDetails.builder() : before.toBuilder();
    return payment.toBuilder()
        .regularPaymentDetails(
            regular.toBuilder().authorizationDetails(change.apply(details).build()).build())
        .build();
  }

  static UUID id(Payment payment) {
    return UUID.fromString(payment.id());
  }
}
