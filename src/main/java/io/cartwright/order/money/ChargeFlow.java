package io.cartwright.order.money;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.order.Prices;
import io.cartwright.payment.PaymentQuestions;
import io.cartwright.payment.PaymentQuestions.Charge;
import io.cartwright.payment.PaymentQuestions.MoneyOf;
import io.cartwright.payment.PaymentQuestions.Prepare;
import io.cartwright.store.Change;
import io.cartwright.wire.common.ActionType;
import io.cartwright.wire.common.DelayedCaptureSettings;
import io.cartwright.wire.common.Duration;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orderbilling.AuthorizeChargeWithSavedPaymentMethodRequest;
import io.cartwright.wire.orderbilling.ChargeOrderRequest;
import io.cartwright.wire.orderbilling.ChargeOrderResponse;
import io.cartwright.wire.orderbilling.RegularCharge;
import io.cartwright.wire.ordertransactions.AuthorizationDetails;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.ScheduledAction;
import io.cartwright.wire.own.money.MoveKind;
import io.cartwright.wire.own.money.ScheduledMove;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Charges orders in the buyer's absence, with means of payment that the buyer chose before. */
final class ChargeFlow {
  private final Bus bus;
  private final DeskFlow desk;

  ChargeFlow(Bus bus, DeskFlow desk) {
    this.bus = bus;
    this.desk = desk;
  }

  /** The books after a charge, and the payment that it made. */
  record Charged(Books books, Payment payment) {}

  /**
   * Refused, in this order: ORDER_NOT_FOUND, ORDER_CANCELED, ORDER_PAID, ORDER_HAS_CHARGEBACKS,
   * INVALID_AMOUNT, GIFT_CARD_NOT_FOUND, MEMBERSHIP_NOT_ELIGIBLE, PAYMENT_INTENT_ID_REQUIRED; then
   * as the charge is: PAYMENT_ATTEMPT_EXPIRED, PAYMENT_ALREADY_APPROVED,
   * PAYMENT_ALREADY_IN_PROGRESS, PAYMENT_METHOD_UNAVAILABLE, PAYMENT_PROVIDER_UNAVAILABLE,
   * PAYMENT_ERROR.
   */
  Future<Outcome<ChargeOrderResponse>> chargeOrder(Call<ChargeOrderRequest> call) {
    ChargeOrderRequest ask = call.body();
    UUID orderId = Shown.id(ask.orderId());
    return desk.books(call, orderId, MoneyRefusal.ORDER_NOT_FOUND)
        .compose(found -> found.thenAwait(books -> chargeOrder(call, ask, books)));
  }

  private Future<Outcome<ChargeOrderResponse>> chargeOrder(
      Call<ChargeOrderRequest> call, ChargeOrderRequest ask, Books books) {
    UUID paymentId = paymentId(ask);
    Payment known = books.payment(paymentId.toString());
    if (known != null) {
      return Future.succeededFuture(Outcome.done(response(new Charged(books, known))));
    }
    RegularCharge regular = ask.regularCharge();
    Price amount = regular == null ? null : regular.amount();
    return Outcome.<Long>done(0L)
        .then(ok -> due(books, amount))
        .then(minor -> means(ask, minor))
        .thenAwait(
            minor -> {
              if (regular.paymentIntentId() == null) return later(call, books, minor, regular);
              UUID intent = Shown.id(regular.paymentIntentId());
              return charge(call, books, intent, paymentId, minor, regular.delayedCaptureSettings())
                  .map(outcome -> outcome.map(ChargeFlow::response));
            });
  }

  /** The same for every repeat under one idempotency key. */
  private UUID paymentId(ChargeOrderRequest ask) {
    if (ask.idempotencyKey() == null) return desk.ids.next();
    String seed = "charge/" + ask.orderId() + "/" + ask.idempotencyKey();
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.US_ASCII));
  }

  private static Outcome<Long> due(Books books, Price amount) {
    if (Records.isClosed(books.order())) {
      return Outcome.refused(MoneyRefusal.ORDER_CANCELED, "the order is " + books.order().status());
    }
    long left = books.leftMinor();
    if (left == 0) return Outcome.refused(MoneyRefusal.ORDER_PAID, "nothing is left to be paid");
    if (books.ledger().isDisputed()) {
      return Outcome.refused(MoneyRefusal.ORDER_HAS_CHARGEBACKS, "the order has a chargeback");
    }
    long minor = amount == null ? left : Prices.minor(books.currency(), amount);
    return minor < 1 || minor > left
        ? Outcome.refused(MoneyRefusal.INVALID_AMOUNT, "left to pay: " + books.price(left).amount())
        : Outcome.done(minor);
  }

  /** Nobody issues gift cards or grants memberships here. */
  private static Outcome<Long> means(ChargeOrderRequest ask, long minor) {
    if (ask.giftCards() != null && !ask.giftCards().isEmpty()) {
      return Outcome.refused(MoneyRefusal.GIFT_CARD_NOT_FOUND, "no gift card has this code");
    }
    if (ask.memberships() != null && !ask.memberships().isEmpty()) {
      return Outcome.refused(MoneyRefusal.MEMBERSHIP_NOT_ELIGIBLE, "no membership covers it");
    }
    RegularCharge regular = ask.regularCharge();
    boolean told =
        regular != null
            && (regular.paymentIntentId() != null || Boolean.TRUE.equals(regular.delayedCharge()));
    return told
        ? Outcome.done(minor)
        : Outcome.refused(MoneyRefusal.PAYMENT_INTENT_ID_REQUIRED, "nothing says what to charge");
  }

  /** The buyer pays later, by the token that is answered. */
  private Future<Outcome<ChargeOrderResponse>> later(
      Call<?> call, Books books, long minor, RegularCharge regular) {
    Prepare ask =
        new Prepare(
            books.orderId(),
            books.currency().format(minor),
            regular.delayedCaptureSettings() != null);
    return bus.call(PaymentQuestions.PREPARE, call.asSystem(ask))
        .map(
            prepared ->
                prepared.map(
                    it ->
                        ChargeOrderResponse.builder()
                            .payments(List.of())
                            .orderTransactions(Shown.inBilling(books))
                            .regularChargeResponseToken(it.gatewayOrderId().toString())
                            .build()));
  }

  private static ChargeOrderResponse response(Charged charged) {
    return ChargeOrderResponse.builder()
        .payments(List.of(Shown.inBilling(charged.payment())))
        .orderTransactions(Shown.inBilling(charged.books()))
        .build();
  }

  /**
   * Has money held with what the buyer left. Refused, in this order: ORDER_NOT_FOUND,
   * ORDER_CANCELED, ORDER_PAID, ORDER_HAS_CHARGEBACKS, INVALID_AMOUNT, INVALID_CURRENCY,
   * NO_SAVED_PAYMENT_METHOD; then as the charge is.
   */
  Future<Outcome<Charged>> authorizeSaved(Call<AuthorizeChargeWithSavedPaymentMethodRequest> call) {
    AuthorizeChargeWithSavedPaymentMethodRequest ask = call.body();
    UUID orderId = Shown.id(ask.orderId());
    return desk.books(call, orderId, MoneyRefusal.ORDER_NOT_FOUND)
        .compose(
            found ->
                found.thenAwait(
                    books ->
                        due(books, ask.amount())
                            .then(minor -> currency(books, ask.currency(), minor))
                            .thenAwait(minor -> authorizeSaved(call, books, minor))));
  }

  private static Outcome<Long> currency(Books books, String currency, long minor) {
    return books.currency().code().equals(currency)
        ? Outcome.done(minor)
        : Outcome.refused(MoneyRefusal.INVALID_CURRENCY, "the order is in another currency");
  }

  private Future<Outcome<Charged>> authorizeSaved(
      Call<AuthorizeChargeWithSavedPaymentMethodRequest> call, Books books, long minor) {
    return bus.call(PaymentQuestions.HAS_SAVED, call.asSystem(new MoneyOf(books.orderId())))
        .compose(
            saved ->
                Boolean.TRUE.equals(saved.orNull())
                    ? charge(
                        call,
                        books,
                        null,
                        desk.ids.next(),
                        minor,
                        call.body().delayedCaptureSettings())
                    : Future.succeededFuture(
                        Outcome.refused(
                            MoneyRefusal.NO_SAVED_PAYMENT_METHOD,
                            "the buyer left no means of payment")));
  }

  private Future<Outcome<Charged>> charge(
      Call<?> call,
      Books books,
      UUID intent,
      UUID paymentId,
      long minor,
      DelayedCaptureSettings delay) {
    UUID orderId = books.orderId();
    Charge ask =
        new Charge(orderId, intent, paymentId, books.currency().format(minor), delay != null);
    return bus.call(PaymentQuestions.CHARGE, call.asSystem(ask))
        .map(ChargeFlow::inWordsOfBilling)
        .compose(charged -> charged.thenAwait(done -> schedule(call, orderId, paymentId, delay)))
        .compose(
            scheduled ->
                scheduled.thenAwait(
                    done ->
                        desk.books(call, orderId, MoneyRefusal.ORDER_NOT_FOUND)
                            .map(
                                after ->
                                    after.map(
                                        it -> new Charged(it, it.payment(paymentId.toString()))))));
  }

  private static <T> Outcome<T> inWordsOfBilling(Outcome<T> outcome) {
    if (!(outcome instanceof Outcome.Refused<T> refused)) return outcome;
    MoneyRefusal word =
        switch (refused.refusal().name()) {
          case "PAYMENT_MEANS_NOT_FOUND", "PAYMENT_MEANS_EXPIRED" ->
              MoneyRefusal.PAYMENT_ATTEMPT_EXPIRED;
          case "PAYMENT_MEANS_USED" -> MoneyRefusal.PAYMENT_ALREADY_APPROVED;
          case "CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS" -> MoneyRefusal.PAYMENT_ALREADY_IN_PROGRESS;
          case "CHECKOUT_ALREADY_PAID", "NOTHING_TO_PAY_NOW" -> MoneyRefusal.ORDER_PAID;
          case "PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE" ->
              MoneyRefusal.PAYMENT_METHOD_UNAVAILABLE;
          default -> null;
        };
    return word == null ? outcome : Outcome.refused(word, refused.description(), refused.data());
  }

  /** Notes when the hold is captured or voided by itself. */
  private Future<Outcome<Posted>> schedule(
      Call<?> call, UUID orderId, UUID paymentId, DelayedCaptureSettings delay) {
    if (delay == null || delay.scheduledAction() == null || delay.delayDuration() == null) {
      return Future.succeededFuture(Outcome.done(null));
    }
    ActionType action = ActionType.valueOf(delay.scheduledAction().name());
    Instant due = due(call.now(), delay.delayDuration());
    ScheduledMove move =
        ScheduledMove.builder()
            .paymentId(paymentId.toString())
            .orderId(orderId.toString())
            .kind(action == ActionType.CAPTURE ? MoveKind.CAPTURE : MoveKind.VOID)
            .dueDate(due)
            .build();
    UUID siteId = call.caller().siteId();
    return desk.money.change(
        call.asSystem(null),
        orderId,
        MoneyRefusal.ORDER_NOT_FOUND,
        posting -> {
          Payment payment = posting.payment(paymentId.toString());
          if (payment != null) posting.put(scheduled(payment, action, due));
          return Outcome.done(posting);
        },
        (change, posted) -> enter(change, siteId, paymentId, move));
  }

  private static void enter(Change change, UUID siteId, UUID paymentId, ScheduledMove move) {
    change.insert(MoneyStore.SCHEDULE, siteId, paymentId, move);
  }

  private static Instant due(Instant now, Duration delay) {
    int count = delay.count() == null ? 1 : delay.count();
    if (delay.unit() == null) return now.plus(count, ChronoUnit.DAYS);
    return switch (delay.unit()) {
      case MINUTES -> now.plus(count, ChronoUnit.MINUTES);
      case HOURS -> now.plus(count, ChronoUnit.HOURS);
      case DAYS -> now.plus(Math.min(count, 3_650), ChronoUnit.DAYS);
    };
  }

  private static Payment scheduled(Payment payment, ActionType action, Instant due) {
    AuthorizationDetails before = payment.regularPaymentDetails().authorizationDetails();
    AuthorizationDetails details =
        (before == null ? AuthorizationDetails.builder() : before.toBuilder())
            .scheduledAction(new ScheduledAction(action, due))
            .build();
    return payment.toBuilder()
        .regularPaymentDetails(
            payment.regularPaymentDetails().toBuilder().authorizationDetails(details).build())
        .build();
  }
}
