package io.cartwright.order.request;

import static io.cartwright.order.request.RequestRefusal.CANNOT_DELETE_PAID_ORDER_PAYMENT_REQUEST;
import static io.cartwright.order.request.RequestRefusal.CANNOT_UPDATE_EXPIRED_ORDER_PAYMENT_REQUEST;
import static io.cartwright.order.request.RequestRefusal.CANNOT_UPDATE_ORDER_PAYMENT_REQUEST_AMOUNT;
import static io.cartwright.order.request.RequestRefusal.CANNOT_UPDATE_PAID_ORDER_PAYMENT_REQUEST;
import static io.cartwright.order.request.RequestRefusal.CANNOT_UPDATE_VOIDED_ORDER_PAYMENT_REQUEST;
import static io.cartwright.order.request.RequestRefusal.CANNOT_VOID_EXPIRED_ORDER_PAYMENT_REQUEST;
import static io.cartwright.order.request.RequestRefusal.CANNOT_VOID_PAID_ORDER_PAYMENT_REQUEST;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.order.Prices;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.ExtendedFields;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequest;
import io.cartwright.wire.orderpaymentrequests.PaymentMethod;
import io.cartwright.wire.orderpaymentrequests.Status;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.own.paymentrequest.StoredPaymentRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The moves of a payment request. Pure. */
final class PaymentRequests {
  private static final String FIELD = "orderPaymentRequest";

  private PaymentRequests() {}

  /** Refuses a new request that lacks what it needs, naming the fields. */
  static Outcome<OrderPaymentRequest> checked(OrderPaymentRequest given) {
    if (given == null) {
      return Outcome.invalid(FIELD, Violation.Rule.REQUIRED_FIELD, "must be given");
    }
    List<Violation> wrong = new ArrayList<>();
    required(wrong, "orderId", given.orderId());
    required(wrong, "amount", given.amount() == null ? null : given.amount().amount());
    required(wrong, "title", given.title() == null || given.title().isBlank() ? null : "");
    return wrong.isEmpty() ? Outcome.done(given) : Outcome.invalid(wrong);
  }

  private static void required(List<Violation> wrong, String field, String value) {
    if (value != null) return;
    wrong.add(Violation.of(FIELD + "." + field, "must be set", Violation.Rule.REQUIRED_FIELD));
  }

  /**
   * What a subscription asks of a request. Refused, in this order:
   * INVALID_ORDER_STATUS_FOR_SUBSCRIPTION, SUBSCRIPTION_ALREADY_STARTED,
   * PARTIAL_PAYMENT_NOT_SUPPORTED_FOR_SUBSCRIPTION.
   */
  static Outcome<Order> admitted(Order order, OrderPaymentRequest given) {
    boolean subscription =
        order.lineItems() != null
            && order.lineItems().stream().anyMatch(line -> line.subscriptionInfo() != null);
    if (!subscription) return Outcome.done(order);
    if (order.status() != OrderStatus.INITIALIZED && order.status() != OrderStatus.APPROVED) {
      return Outcome.refused(
          RequestRefusal.INVALID_ORDER_STATUS_FOR_SUBSCRIPTION, "the order is " + order.status());
    }
    Currency currency = Currency.of(order.currency());
    var balance = order.balanceSummary();
    if (balance != null && balance.paid() != null && currency.parse(balance.paid().amount()) > 0) {
      return Outcome.refused(
          RequestRefusal.SUBSCRIPTION_ALREADY_STARTED, "the subscription was paid for already");
    }
    var total = order.priceSummary() == null ? null : order.priceSummary().total();
    return total != null && currency.parse(given.amount().amount()) < currency.parse(total.amount())
        ? Outcome.refused(
            RequestRefusal.PARTIAL_PAYMENT_NOT_SUPPORTED_FOR_SUBSCRIPTION,
            "a subscription is paid in full")
        : Outcome.done(order);
  }

  /** A new request: unpaid, or expired when its time is over already. */
  static StoredPaymentRequest begun(
      OrderPaymentRequest given,
      UUID id,
      Order order,
      String amount,
      UUID gatewayOrderId,
      Instant now) {
    Currency currency = Currency.of(order.currency());
    OrderPaymentRequest request =
        given.toBuilder()
            .id(id.toString())
            .status(Status.UNPAID)
            .orderId(order.id())
            .orderNumber(order.number())
            .amount(Prices.of(currency, currency.parse(amount)))
            .currency(currency.code())
            .paymentGatewayOrderId(gatewayOrderId.toString())
            .createdDate(now)
            .updatedDate(now)
            .build();
    return StoredPaymentRequest.builder().request(shown(request, now)).build();
  }

  /** Where a request stands: one whose time is over has expired, noted or not. */
  static Status status(OrderPaymentRequest request, Instant now) {
    boolean over = request.expirationDate() != null && !request.expirationDate().isAfter(now);
    return request.status() == Status.UNPAID && over ? Status.EXPIRED : request.status();
  }

  static OrderPaymentRequest shown(OrderPaymentRequest request, Instant now) {
    return request.toBuilder().status(status(request, now)).build();
  }

  /** The request after a move; the same when the move is not allowed from where it stands. */
  static StoredPaymentRequest moved(StoredPaymentRequest stored, RequestMove move, Instant now) {
    OrderPaymentRequest request = stored.request();
    if (!move.isAllowedFrom(request.status())) return stored;
    return stored.toBuilder()
        .request(request.toBuilder().status(move.to()).updatedDate(now).build())
        .build();
  }

  /** The request after its money came. */
  static StoredPaymentRequest paid(StoredPaymentRequest stored, UUID paymentId, Instant now) {
    StoredPaymentRequest after = moved(stored, RequestMove.PAY, now);
    return after == stored
        ? stored
        : after.toBuilder().paymentId(paymentId.toString()).paidDate(now).build();
  }

  /** The request while money for it is held: it is paid once the money is captured. */
  static StoredPaymentRequest held(StoredPaymentRequest stored, UUID paymentId, Instant now) {
    return stored.request().status() == Status.PAID
        ? stored
        : stamped(stored, paymentId.toString(), now);
  }

  /** The request after what was held for it was let go: it may be paid again. */
  static StoredPaymentRequest released(StoredPaymentRequest stored, Instant now) {
    return isHeld(stored) ? stamped(stored, null, now) : stored;
  }

  private static StoredPaymentRequest stamped(
      StoredPaymentRequest stored, String paymentId, Instant now) {
    return stored.toBuilder()
        .paymentId(paymentId)
        .request(stored.request().toBuilder().updatedDate(now).build())
        .build();
  }

  /** Whether money for the request is held and not collected yet. */
  static boolean isHeld(StoredPaymentRequest stored) {
    return stored.paymentId() != null && stored.request().status() != Status.PAID;
  }

  /**
   * Changes what may be changed: title, description, image, blocked means and extended fields.
   * Refused, in this order: what is paid, expired or voided; another amount; no title.
   */
  static Outcome<StoredPaymentRequest> updated(
      StoredPaymentRequest stored, OrderPaymentRequest patch, Fields present, Instant now) {
    OrderPaymentRequest before = stored.request();
    Outcome<OrderPaymentRequest> open =
        switch (status(before, now)) {
          case UNPAID -> Outcome.done(before);
          case PAID -> no(CANNOT_UPDATE_PAID_ORDER_PAYMENT_REQUEST, "paid");
          case EXPIRED -> no(CANNOT_UPDATE_EXPIRED_ORDER_PAYMENT_REQUEST, "expired");
          case VOIDED -> no(CANNOT_UPDATE_VOIDED_ORDER_PAYMENT_REQUEST, "voided");
        };
    return open.then(
        request -> {
          if (patch.amount() != null && !sameAmount(patch, before)) {
            return Outcome.refused(
                CANNOT_UPDATE_ORDER_PAYMENT_REQUEST_AMOUNT, "the amount is for ever");
          }
          OrderPaymentRequest after =
              OrderPaymentRequest.CODEC.merge(before, patch, present).toBuilder()
                  .id(before.id())
                  .source(before.source())
                  .orderId(before.orderId())
                  .amount(before.amount())
                  .expirationDate(before.expirationDate())
                  .updatedDate(now)
                  .build();
          return after.title() == null || after.title().isBlank()
              ? Outcome.invalid(
                  FIELD + ".title", Violation.Rule.REQUIRED_FIELD, "must not be removed")
              : Outcome.done(stored.toBuilder().request(after).build());
        });
  }

  private static boolean sameAmount(OrderPaymentRequest patch, OrderPaymentRequest before) {
    String given = patch.amount().amount();
    return given == null
        || new BigDecimal(given).compareTo(new BigDecimal(before.amount().amount())) == 0;
  }

  private static <T> Outcome<T> no(RequestRefusal refusal, String what) {
    return Outcome.refused(refusal, "the request is " + what);
  }

  /** Takes a request back; one that is voided stays as it is. */
  static Outcome<StoredPaymentRequest> voided(StoredPaymentRequest stored, Instant now) {
    return switch (status(stored.request(), now)) {
      case UNPAID, VOIDED -> Outcome.done(moved(stored, RequestMove.VOID, now));
      case PAID -> no(CANNOT_VOID_PAID_ORDER_PAYMENT_REQUEST, "paid");
      case EXPIRED -> no(CANNOT_VOID_EXPIRED_ORDER_PAYMENT_REQUEST, "expired");
    };
  }

  static Outcome<StoredPaymentRequest> deletable(StoredPaymentRequest stored) {
    return stored.request().status() == Status.PAID
        ? no(CANNOT_DELETE_PAID_ORDER_PAYMENT_REQUEST, "paid")
        : Outcome.done(stored);
  }

  /** Refuses to have a request paid that is not open, or in a way that it does not want. */
  static Outcome<StoredPaymentRequest> payable(
      StoredPaymentRequest stored, boolean manual, Instant now) {
    List<PaymentMethod> blocked = stored.request().blockedPaymentMethods();
    Outcome<StoredPaymentRequest> open =
        switch (status(stored.request(), now)) {
          case UNPAID ->
              isHeld(stored)
                  ? no(RequestRefusal.ORDER_PAYMENT_REQUEST_HELD, "held")
                  : Outcome.done(stored);
          case PAID -> no(RequestRefusal.ORDER_PAYMENT_REQUEST_PAID, "paid");
          case EXPIRED -> no(RequestRefusal.ORDER_PAYMENT_REQUEST_EXPIRED, "expired");
          case VOIDED -> no(RequestRefusal.ORDER_PAYMENT_REQUEST_VOIDED, "voided");
        };
    return open.then(
        request ->
            manual && blocked != null && blocked.contains(PaymentMethod.MANUAL)
                ? Outcome.refused(
                    RequestRefusal.PAYMENT_METHOD_BLOCKED, "this request is not paid outside")
                : Outcome.done(request));
  }

  /** Sets the fields of one namespace; null removes it. */
  static StoredPaymentRequest extended(
      StoredPaymentRequest stored, String namespace, Json data, Instant now) {
    ExtendedFields before = stored.request().extendedFields();
    Map<String, Json> all = new HashMap<>();
    if (before != null && before.namespaces() != null) all.putAll(before.namespaces());
    if (data == null) all.remove(namespace);
    else all.put(namespace, data);
    return stored.toBuilder()
        .request(
            stored.request().toBuilder()
                .extendedFields(new ExtendedFields(all))
                .updatedDate(now)
                .build())
        .build();
  }
}
