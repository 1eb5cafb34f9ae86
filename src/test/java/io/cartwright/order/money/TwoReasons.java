package io.cartwright.order.money;

import static io.cartwright.order.money.MoneyFixture.price;

import io.cartwright.order.RefusalTable;
import io.cartwright.wire.Route;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.ordertransactions.OrderTransactionsApi;
import io.cartwright.wire.ordertransactions.Payment;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Requests on money that are refused for two reasons, and told the first. */
final class TwoReasons {
  static final Set<String> UNKNOWN = Set.of("ORDER_NOT_FOUND", "NO_ASSOCIATED_ECOM_ORDER");

  /** What nothing is refused for at once, with the reason. */
  static final Map<String, String> APART = new TreeMap<>();

  private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
  private static final String[] OF_HOLDS = {
    "PAYMENT_ALREADY_VOIDED",
    "PAYMENT_HAS_PENDING_CAPTURE",
    "PAYMENT_ALREADY_CAPTURED",
    "PAYMENT_NOT_AUTHORIZED"
  };

  static {
    String unknown = "of an unknown payment nothing is known";
    String one = "a payment stands at one point of its way";
    for (int i = 1; i < OF_HOLDS.length; i++) {
      apart("captureAuthorizedPayments", OF_HOLDS[i - 1], OF_HOLDS[i], one);
    }
    apart("captureAuthorizedPayments", "PAYMENT_NOT_FOUND", "NOT_REGULAR_ONLINE_PAYMENT", unknown);
    apart("voidAuthorizedPayments", "PAYMENT_NOT_FOUND", "PAYMENT_ALREADY_VOIDED", unknown);
    apart("voidAuthorizedPayments", "PAYMENT_ALREADY_VOIDED", "PAYMENT_ALREADY_CAPTURED", one);
    apart("voidAuthorizedPayments", "PAYMENT_ALREADY_CAPTURED", "PAYMENT_NOT_AUTHORIZED", one);
    apart("generateReceipts", "PAYMENT_NOT_FOUND", "INVALID_PAYMENT_TYPE", unknown);
    apart("voidMemberships", "PAYMENT_NOT_FOUND", "INVALID_PAYMENT_TYPE", unknown);
    apart("updatePaymentStatus", "PAYMENT_NOT_FOUND", "STATUS_NOT_ALLOWED", unknown);
    apart("bulkUpdatePaymentStatuses", "PAYMENT_NOT_FOUND", "STATUS_NOT_ALLOWED", unknown);
    apart("triggerRefund", "PAYMENT_NOT_FOUND", "PAYMENT_NOT_REFUNDABLE", unknown);
    apart(
        "generateReceipts",
        "INVALID_PAYMENT_STATUS",
        "RECEIPT_ALREADY_EXIST",
        "a payment that has a receipt was made");
    apart(
        "preparePaymentCollection",
        "ORDER_CANCELED",
        "ORDER_IS_PENDING",
        "an order has one status");
    apart(
        "chargeOrder",
        "PAYMENT_INTENT_ID_REQUIRED",
        "PAYMENT_ATTEMPT_EXPIRED",
        "an intent that is not named is not too old");
    apart(
        "chargeOrder",
        "PAYMENT_ATTEMPT_EXPIRED",
        "PAYMENT_ALREADY_APPROVED",
        "of an unknown intent nothing is known");
  }

  private final MoneyFixture money;
  private final MoneyRefusalsIT with;
  private final RefusalTable table;

  TwoReasons(MoneyFixture money, MoneyRefusalsIT with, RefusalTable table) {
    this.money = money;
    this.with = with;
    this.table = table;
  }

  private static void apart(String operation, String first, String second, String why) {
    APART.put(operation + " " + first + " before " + second, why);
  }

  void add() {
    charges();
    collections();
    holds(OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS, "orderId", "");
    holds(OrdersApi.CAPTURE_AUTHORIZED_PAYMENTS, "ecomOrderId", "orders.");
    voids(OrderBillingApi.VOID_AUTHORIZED_PAYMENTS, "orderId", "", "GATEWAY_TRANSACTION_NOT_FOUND");
    voids(
        OrdersApi.VOID_AUTHORIZED_PAYMENTS,
        "ecomOrderId",
        "orders.",
        "PAYMENT_GATEWAY_ID_NOT_FOUND");
    records();
    refunds();
    ofOrders();
  }

  private void both(
      String operation,
      String first,
      String second,
      Route<?, ?> route,
      String json,
      Supplier<?> order) {
    table.both(operation, first, second, () -> money.codeOf(route, json, order.get()));
  }

  private UUID paid() {
    return money.paid("tok_approve");
  }

  private UUID canceledAndPaid() {
    return with.stored(paid(), order -> order.toBuilder().status(OrderStatus.CANCELED).build());
  }

  private UUID disputedAs(OrderStatus status) {
    return with.stored(with.disputed("1.00"), order -> order.toBuilder().status(status).build());
  }

  private void charges() {
    String name = "authorizeChargeWithSavedPaymentMethod";
    table.both(
        name, "ORDER_NOT_FOUND", "INVALID_AMOUNT", () -> with.saved(UUID.randomUUID(), "0", "USD"));
    table.both(
        name, "ORDER_CANCELED", "ORDER_PAID", () -> with.saved(canceledAndPaid(), "1", "USD"));
    table.both(
        name,
        "ORDER_PAID",
        "ORDER_HAS_CHARGEBACKS",
        () -> with.saved(with.disputed("1.00"), "1", "USD"));
    table.both(
        name,
        "ORDER_HAS_CHARGEBACKS",
        "INVALID_AMOUNT",
        () -> with.saved(with.disputedInPart(), "0", "USD"));
    table.both(
        name, "INVALID_AMOUNT", "INVALID_CURRENCY", () -> with.saved(money.unpaid(), "0", "EUR"));
    table.both(
        name,
        "INVALID_CURRENCY",
        "NO_SAVED_PAYMENT_METHOD",
        () -> with.saved(money.unpaid(), "1", "EUR"));
    name = "chargeOrder";
    table.both(
        name,
        "ORDER_CANCELED",
        "ORDER_PAID",
        () -> with.charge(canceledAndPaid(), MoneyRefusalsIT.later("1")));
    table.both(
        name,
        "ORDER_PAID",
        "ORDER_HAS_CHARGEBACKS",
        () -> with.charge(with.disputed("1.00"), MoneyRefusalsIT.later("1")));
    table.both(
        name,
        "ORDER_HAS_CHARGEBACKS",
        "INVALID_AMOUNT",
        () -> with.charge(with.disputedInPart(), MoneyRefusalsIT.later("50.01")));
    Route<?, ?> charge = OrderBillingApi.CHARGE_ORDER;
    String card = "'giftCards':[{'giftCardCode':'12345678'}]";
    both(
        name,
        "INVALID_AMOUNT",
        "GIFT_CARD_NOT_FOUND",
        charge,
        "{'orderId':'%s',"
            + card
            + ",'regularCharge':{'delayedCharge':true,'amount':{'amount':'50.01'}}}",
        money::unpaid);
    both(
        name,
        "GIFT_CARD_NOT_FOUND",
        "MEMBERSHIP_NOT_ELIGIBLE",
        charge,
        "{'orderId':'%s'," + card + ",'memberships':[{}]}",
        money::unpaid);
    both(
        name,
        "MEMBERSHIP_NOT_ELIGIBLE",
        "PAYMENT_INTENT_ID_REQUIRED",
        charge,
        "{'orderId':'%s','memberships':[{}],'regularCharge':{'amount':{'amount':'1'}}}",
        money::unpaid);
    intents(name);
    name = "redeemGiftCard";
    table.both(name, "ORDER_CANCELED", "ORDER_PAID", () -> with.redeem(canceledAndPaid(), "USD"));
    table.both(name, "ORDER_PAID", "CURRENCY_MISMATCH", () -> with.redeem(paid(), "EUR"));
    table.both(
        name, "CURRENCY_MISMATCH", "GIFT_CARD_NOT_FOUND", () -> with.redeem(money.unpaid(), "EUR"));
    both(
        "chargeMemberships",
        "ORDER_NOT_FOUND",
        "MEMBERSHIP_NOT_ELIGIBLE",
        OrderBillingApi.CHARGE_MEMBERSHIPS,
        "{'orderId':'%s','memberships':[{}]}",
        () -> NOWHERE);
  }

  private void intents(String name) {
    table.both(
        name,
        "PAYMENT_ATTEMPT_EXPIRED",
        "PAYMENT_ALREADY_IN_PROGRESS",
        () -> {
          UUID order = money.unpaid();
          with.charge(order, with.intent(order, "tok_pending"));
          return with.charge(order, NOWHERE);
        });
    table.both(
        name,
        "PAYMENT_ALREADY_APPROVED",
        "PAYMENT_ALREADY_IN_PROGRESS",
        () -> {
          UUID order = money.unpaid();
          String used = with.intent(order, "tok_approve");
          with.charge(order, used);
          with.charge(order, with.intent(order, "tok_pending"));
          return with.charge(order, used);
        });
    table.both(
        name,
        "PAYMENT_ALREADY_IN_PROGRESS",
        "PAYMENT_METHOD_UNAVAILABLE",
        () -> {
          UUID order = money.unpaid();
          with.charge(order, with.intent(order, "tok_pending"));
          return with.charge(order, with.closedIntent(order));
        });
  }

  private void collections() {
    String name = "orders.preparePaymentCollection";
    String disputed = "ORDER_HAS_CHARGEBACKS";
    table.both(
        name,
        "ORDER_CANCELED",
        disputed,
        () -> with.collect(disputedAs(OrderStatus.CANCELED), "1"));
    table.both(
        name,
        "ORDER_IS_PENDING",
        disputed,
        () -> with.collect(disputedAs(OrderStatus.PENDING), "1"));
    table.both(
        name, disputed, "ORDER_ALREADY_PAID", () -> with.collect(with.disputed("1.00"), "1"));
    table.both(name, "ORDER_ALREADY_PAID", "INVALID_AMOUNT", () -> with.collect(paid(), "50.01"));
    table.both(
        name,
        "INVALID_AMOUNT",
        "PAYMENT_METHODS_NOT_FOUND",
        () -> {
          UUID order = money.unpaid();
          money.acceptPayments(false);
          try {
            return with.collect(order, "50.01");
          } finally {
            money.acceptPayments(true);
          }
        });
    both(
        "orders.recordManuallyCollectedPayment",
        "ORDER_ALREADY_PAID",
        "INVALID_AMOUNT",
        OrdersApi.RECORD_MANUALLY_COLLECTED_PAYMENT,
        "{'orderId':'%s','amount':{'amount':'50.01'}}",
        this::paid);
  }

  /** The last fault of each is the amount. */
  private void capture(
      Route<?, ?> route,
      String key,
      String module,
      String first,
      String second,
      Supplier<UUID> order) {
    table.both(
        module + "captureAuthorizedPayments",
        first,
        second,
        () -> {
          UUID id = order.get();
          return money.codeOf(
              route,
              "{'" + key + "':'%s','payments':[{'paymentId':'%s','amount':{'amount':'50.01'}}]}",
              id,
              money.payment(id));
        });
  }

  private UUID recordedAs(Payment.Builder payment) {
    UUID order = money.unpaid();
    with.add(order, payment.amount(price("30.00")).build());
    return order;
  }

  private UUID voidedMembership() {
    UUID order = money.unpaid();
    with.add(order, with.membership());
    money.codeOf(
        OrderBillingApi.VOID_MEMBERSHIPS,
        "{'orderId':'%s','paymentIds':['%s']}",
        order,
        money.payment(order));
    return order;
  }

  private void holds(Route<?, ?> route, String key, String module) {
    String unknown = "{'" + key + "':'%s','payments':[{'paymentId':'" + NOWHERE + "'}]}";
    String name = module + "captureAuthorizedPayments";
    both(name, "ORDER_NOT_FOUND", "PAYMENT_NOT_FOUND", route, unknown, () -> NOWHERE);
    both(
        name,
        "ORDER_HAS_CHARGEBACKS",
        "PAYMENT_NOT_FOUND",
        route,
        unknown,
        () -> with.disputed("1.00"));
    capture(
        route,
        key,
        module,
        "NOT_REGULAR_ONLINE_PAYMENT",
        "PAYMENT_ALREADY_VOIDED",
        this::voidedMembership);
    capture(
        route,
        key,
        module,
        "PAYMENT_NOT_AUTHORIZED",
        "PAYMENT_GATEWAY_ID_NOT_FOUND",
        () -> with.nameless("tok_approve"));
    for (Map.Entry<String, Supplier<UUID>> it :
        Map.<String, Supplier<UUID>>of(
                "PAYMENT_ALREADY_VOIDED", with::voided,
                "PAYMENT_HAS_PENDING_CAPTURE", with::beingCaptured,
                "PAYMENT_ALREADY_CAPTURED", with::captured,
                "PAYMENT_GATEWAY_ID_NOT_FOUND", () -> with.nameless("tok_authorize"))
            .entrySet()) {
      capture(route, key, module, it.getKey(), "INVALID_AMOUNT", it.getValue());
    }
  }

  private void voids(Route<?, ?> route, String key, String module, String nameless) {
    String name = module + "voidAuthorizedPayments";
    String json = "{'" + key + "':'%s','paymentIds':['%s']}";
    table.both(
        name,
        "ORDER_NOT_FOUND",
        "PAYMENT_NOT_FOUND",
        () -> money.codeOf(route, json, NOWHERE, NOWHERE));
    table.both(
        name,
        "PAYMENT_NOT_AUTHORIZED",
        nameless,
        () -> {
          UUID order = with.nameless("tok_approve");
          return money.codeOf(route, json, order, money.payment(order));
        });
  }

  private void records() {
    String huge = "{'amount':{'amount':'900000000000000'}%s},";
    String payments =
        "{'orderId':'%s','payments':["
            + (huge.formatted("").repeat(11) + huge.formatted(",'status':'REFUNDED'"))
                .replaceFirst(",$", "")
            + "]}";
    Route<?, ?> add = OrderTransactionsApi.ADD_PAYMENTS;
    both("addPayments", "ORDER_NOT_FOUND", "INVALID_AMOUNT", add, payments, () -> NOWHERE);
    both("addPayments", "INVALID_AMOUNT", "STATUS_NOT_ALLOWED", add, payments, money::unpaid);
    table.both(
        "generateReceipts",
        "ORDER_NOT_FOUND",
        "PAYMENT_NOT_FOUND",
        () -> with.receipt(UUID.fromString(NOWHERE), NOWHERE));
    table.both(
        "generateReceipts",
        "INVALID_PAYMENT_TYPE",
        "INVALID_PAYMENT_STATUS",
        () -> {
          UUID order = voidedMembership();
          return with.receipt(order, money.payment(order));
        });
  }

  private String refund(UUID order, String payment, String amount, String more) {
    return money.codeOf(
        OrderBillingApi.REFUND_PAYMENTS,
        "{'orderId':'%s','paymentRefunds':[{'paymentId':'%s','amount':{'amount':'%s'}}]%s}",
        order,
        payment,
        amount,
        more);
  }

  private void refunds() {
    String name = "refundPayments";
    String line = "'lineItems':[{'lineItemId':'%s','quantity':%s}]";
    String fee = "'additionalFees':[{'additionalFeeId':'%s','amount':{'amount':'5.01'}}]";
    String shipping = "'shipping':{'amount':{'amount':'5.01'}}";
    String noLine = line.formatted(NOWHERE, 1);
    String noFee = fee.formatted(NOWHERE);
    UUID order = paid();
    String payment = money.payment(order);
    table.both(
        name,
        "ORDER_NOT_FOUND",
        "PAYMENT_NOT_FOUND",
        () -> refund(UUID.fromString(NOWHERE), NOWHERE, "1", ""));
    table.both(
        name,
        "PAYMENT_NOT_FOUND",
        "LINE_ITEM_NOT_FOUND",
        () -> refund(order, NOWHERE, "1", items(noLine)));
    table.both(
        name,
        "LINE_ITEM_NOT_FOUND",
        "ADDITIONAL_FEE_NOT_FOUND",
        () -> refund(order, payment, "1", items(noFee + "," + noLine)));
    table.both(
        name,
        "ADDITIONAL_FEE_NOT_FOUND",
        "SHIPPING_NOT_FOUND",
        () -> {
          UUID plain = unshipped("tok_approve");
          return refund(plain, money.payment(plain), "1", items(shipping + "," + noFee));
        });
    table.both(
        name,
        "SHIPPING_NOT_FOUND",
        "PAYMENT_NOT_REFUNDABLE",
        () -> {
          UUID plain = unshipped("tok_authorize");
          return refund(plain, money.payment(plain), "1", items(shipping));
        });
    table.both(
        name,
        "PAYMENT_NOT_REFUNDABLE",
        "EXTERNAL_REFUND_EXPECTED",
        () -> {
          UUID outside = with.recorded(io.cartwright.wire.common.PaymentStatus.APPROVED);
          String id = money.payment(outside);
          money.codeOf(
              OrderBillingApi.REFUND_PAYMENTS,
              "{'orderId':'%s','paymentRefunds':[{'paymentId':'%s','externalRefund':true}]}",
              outside,
              id);
          return refund(outside, id, "1", "");
        });
    table.both(
        name,
        "EXTERNAL_REFUND_EXPECTED",
        "INVALID_PAYMENT_REFUND_AMOUNT",
        () -> {
          UUID outside = with.recorded(io.cartwright.wire.common.PaymentStatus.APPROVED);
          return refund(outside, money.payment(outside), "99", "");
        });
    String dearFee = fee.formatted(money.fee);
    String manyUnits = line.formatted(money.line(order), 5);
    table.both(
        name,
        "INVALID_PAYMENT_REFUND_AMOUNT",
        "INVALID_ADDITIONAL_FEE_REFUND_AMOUNT",
        () -> refund(order, payment, "50.01", items(dearFee)));
    table.both(
        name,
        "INVALID_ADDITIONAL_FEE_REFUND_AMOUNT",
        "INVALID_SHIPPING_REFUND_AMOUNT",
        () -> refund(order, payment, "1", items(shipping + "," + dearFee)));
    table.both(
        name,
        "INVALID_SHIPPING_REFUND_AMOUNT",
        "INVALID_LINE_ITEM_REFUND_QUANTITY",
        () -> refund(order, payment, "1", items(manyUnits + "," + shipping)));
    table.both(
        name,
        "INVALID_LINE_ITEM_REFUND_QUANTITY",
        "INVALID_LINE_ITEM_RESTOCK_QUANTITY",
        () -> refund(order, payment, "1", restock(money.line(order), 9) + items(manyUnits)));
    table.both(
        name,
        "INVALID_LINE_ITEM_RESTOCK_QUANTITY",
        "PARTIAL_REFUND_FOR_MULTIPLE_LOCATIONS_NOT_ALLOWED",
        () -> {
          UUID spread = with.spread(paid());
          return refund(spread, money.payment(spread), "1", restock(money.line(spread), 1));
        });
  }

  private UUID unshipped(String token) {
    UUID plain = money.orders.placed("10.00", "10.00");
    money.pay(plain, "sandbox", token);
    return plain;
  }

  private static String items(String items) {
    return ",'refundItems':{" + items + "}";
  }

  private static String restock(String line, int units) {
    return ",'sideEffects':{'restock':{'lineItems':[{'lineItemId':'%s','quantity':%d}]}}"
        .formatted(line, units);
  }

  private void ofOrders() {
    Route<?, ?> refund = OrdersApi.TRIGGER_REFUND;
    table.both(
        "orders.triggerRefund",
        "PAYMENT_NOT_REFUNDABLE",
        "INVALID_PAYMENT_REFUND_AMOUNT",
        () -> {
          UUID held = money.paid("tok_authorize");
          return money.codeOf(
              refund,
              "{'ecomOrderId':'%s','payments':[{'paymentId':'%s','amount':{'amount':'50.01'}}]}",
              held,
              money.payment(held));
        });
  }
}
