package io.cartwright.order.money;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.money.MoneyFixture.price;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.order.ContractRefusals;
import io.cartwright.order.OrderStore;
import io.cartwright.order.RefusalPage;
import io.cartwright.order.RefusalTable;
import io.cartwright.payment.PaymentOperations;
import io.cartwright.store.Stored;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.common.DelayedCaptureSettings;
import io.cartwright.wire.common.LocationAndQuantity;
import io.cartwright.wire.common.MembershipPaymentDetails;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.RefundTransaction;
import io.cartwright.wire.common.RestockItem;
import io.cartwright.wire.common.ScheduledAction;
import io.cartwright.wire.common.TransactionStatus;
import io.cartwright.wire.orderbilling.AdditionalFeeRefund;
import io.cartwright.wire.orderbilling.AuthorizeChargeWithSavedPaymentMethodRequest;
import io.cartwright.wire.orderbilling.CalculateRefundRequest;
import io.cartwright.wire.orderbilling.CaptureAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.ChargeMembershipsRequest;
import io.cartwright.wire.orderbilling.ChargeOrderRequest;
import io.cartwright.wire.orderbilling.GenerateReceiptsRequest;
import io.cartwright.wire.orderbilling.GetOrderRefundabilityRequest;
import io.cartwright.wire.orderbilling.GiftCardCharge;
import io.cartwright.wire.orderbilling.LineItemRefund;
import io.cartwright.wire.orderbilling.MembershipCharge;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.orderbilling.RedeemGiftCardRequest;
import io.cartwright.wire.orderbilling.RefundItems;
import io.cartwright.wire.orderbilling.RefundPaymentsRequest;
import io.cartwright.wire.orderbilling.RefundSideEffects;
import io.cartwright.wire.orderbilling.RegularCharge;
import io.cartwright.wire.orderbilling.RestockSideEffects;
import io.cartwright.wire.orderbilling.ShippingRefund;
import io.cartwright.wire.orderbilling.VoidAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.VoidMembershipsRequest;
import io.cartwright.wire.orders.GetPaymentCollectabilityStatusRequest;
import io.cartwright.wire.orders.GetRefundabilityStatusRequest;
import io.cartwright.wire.orders.MarkOrderAsPaidRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.orders.PreparePaymentCollectionRequest;
import io.cartwright.wire.orders.RecordManuallyCollectedPaymentRequest;
import io.cartwright.wire.ordertransactions.AddPaymentsRequest;
import io.cartwright.wire.ordertransactions.ListTransactionsForSingleOrderRequest;
import io.cartwright.wire.ordertransactions.MaskedPayment;
import io.cartwright.wire.ordertransactions.OrderTransactionsApi;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.UpdatePaymentStatusRequest;
import io.cartwright.wire.ordertransactions.UpdatePaymentsRequest;
import io.cartwright.wire.ordertransactions.UpdateRefundTransactionRequest;
import io.cartwright.wire.own.payment.CreatePaymentIntentRequest;
import io.cartwright.wire.own.payment.DisputeSandboxPaymentRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Each refusal of each operation on money, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class MoneyRefusalsIT {
  private static final UUID NOWHERE = UUID.randomUUID();

  /** What the contract names and nothing can give, with the reason. */
  private static final Map<String, String> NEVER = new TreeMap<>();

  static {
    String cards = "nobody issues gift cards here: every code is GIFT_CARD_NOT_FOUND";
    for (String code :
        List.of(
            "GIFT_CARD_EXPIRED",
            "GIFT_CARD_DISABLED",
            "INSUFFICIENT_FUNDS",
            "GIFT_CARD_ALREADY_APPLIED",
            "ALREADY_REDEEMED")) {
      NEVER.put("chargeOrder " + code, cards);
      NEVER.put("redeemGiftCard " + code, cards);
    }
    NEVER.put("chargeOrder INVALID_GIFT_CARD_CURRENCY", cards);
    NEVER.put("redeemGiftCard CURRENCY_NOT_SUPPORTED", cards);
    NEVER.put("redeemGiftCard MAX_GIFT_CARDS_EXCEEDED", cards);
    NEVER.put("chargeOrder LINE_ITEM_PAID", "only memberships pay for lines, and nobody has one");
    NEVER.put(
        "generateReceipts RECEIPT_GENERATION_IN_PROGRESS",
        "a receipt is issued in the transaction that gives it to its payment");
  }

  private static final Set<String> REFUSE_NOTHING = Set.of("listTransactionsForMultipleOrders");

  private RefusalTable table;
  private MoneyFixture money;

  @BeforeAll
  void open() {
    money = new MoneyFixture();
    table = new RefusalTable(money.orders);
    unknownOrders();
    refunds();
    holds();
    holdsOfOrders();
    records();
    charges();
    collections();
    new CollectionRows(money, table).add();
    new TwoReasons(money, this, table).add();
  }

  @AfterAll
  void shut() {
    money.close();
  }

  /** Operations of the module of orders are named with it. */
  private void row(String operation, MoneyRefusal refusal, Supplier<String> call) {
    table.row(operation, refusal.name(), call);
  }

  private UUID as(OrderStatus status) {
    return stored(money.unpaid(), order -> order.toBuilder().status(status).build());
  }

  /** An order whose line comes from two places. */
  UUID spread(UUID id) {
    LocationAndQuantity here = LocationAndQuantity.builder().id(id.toString()).quantity(2).build();
    return stored(
        id,
        order ->
            order.toBuilder()
                .lineItems(
                    List.of(
                        order.lineItems().get(0).toBuilder()
                            .locations(List.of(here, here))
                            .build()))
                .build());
  }

  /** Writes an order as it is, past all rules. */
  UUID stored(UUID id, UnaryOperator<Order> with) {
    Stored<Order> stored =
        await(money.orders.documents.find(OrderStore.ORDERS, money.orders.site, id)).orElseThrow();
    money.orders.commit(
        money
            .orders
            .change()
            .update(
                OrderStore.ORDERS,
                money.orders.site,
                id,
                stored.revision(),
                with.apply(stored.value())));
    return id;
  }

  UUID disputed(String amount) {
    UUID order = money.paid("tok_approve");
    dispute(order, amount);
    return order;
  }

  private void dispute(UUID order, String amount) {
    DisputeSandboxPaymentRequest ask =
        DisputeSandboxPaymentRequest.builder()
            .paymentId(money.payment(order))
            .amount(amount)
            .build();
    await(money.orders.ask(PaymentOperations.DISPUTE_SANDBOX_PAYMENT, money.orders.admin(), ask));
  }

  UUID recorded(PaymentStatus status) {
    UUID order = money.unpaid();
    add(order, Payment.builder().amount(price("30.00")).status(status).build());
    return order;
  }

  String add(UUID order, Payment payment) {
    return money.code(
        OrderTransactionsApi.ADD_PAYMENTS,
        new AddPaymentsRequest(order.toString(), List.of(payment)));
  }

  private String capture(UUID order, String payment, String amount) {
    return money.code(
        OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS,
        new CaptureAuthorizedPaymentsRequest(
            order.toString(),
            List.of(new PaymentCapture(payment, amount == null ? null : price(amount)))));
  }

  private String cancel(UUID order, String payment) {
    return money.code(
        OrderBillingApi.VOID_AUTHORIZED_PAYMENTS,
        new VoidAuthorizedPaymentsRequest(order.toString(), List.of(payment)));
  }

  private String refund(UUID order, String payment, String amount) {
    return money.code(
        OrderBillingApi.REFUND_PAYMENTS, RefundIT.refund(order, payment, amount).build());
  }

  private String refund(UUID order, RefundItems items) {
    RefundPaymentsRequest ask =
        RefundIT.refund(order, money.payment(order), "1.00").refundItems(items).build();
    return money.code(OrderBillingApi.REFUND_PAYMENTS, ask);
  }

  private String restock(UUID order, int quantity) {
    RestockItem item =
        RestockItem.builder().lineItemId(money.line(order)).quantity(quantity).build();
    RefundPaymentsRequest ask =
        RefundIT.refund(order, money.payment(order), "1.00")
            .sideEffects(
                RefundSideEffects.builder().restock(new RestockSideEffects(List.of(item))).build())
            .build();
    return money.code(OrderBillingApi.REFUND_PAYMENTS, ask);
  }

  private String status(UUID order, String payment, TransactionStatus status) {
    return money.code(
        OrderTransactionsApi.UPDATE_PAYMENT_STATUS,
        new UpdatePaymentStatusRequest(order.toString(), payment, status, null));
  }

  String charge(UUID order, RegularCharge regular) {
    return money.code(
        OrderBillingApi.CHARGE_ORDER,
        ChargeOrderRequest.builder().orderId(order.toString()).regularCharge(regular).build());
  }

  static RegularCharge later(String amount) {
    return RegularCharge.builder().delayedCharge(true).amount(price(amount)).build();
  }

  String collect(UUID order, String amount) {
    return money.code(
        OrdersApi.PREPARE_PAYMENT_COLLECTION,
        PreparePaymentCollectionRequest.builder()
            .ecomOrderId(order.toString())
            .amount(price(amount))
            .build());
  }

  String receipt(UUID order, String payment) {
    return money.code(
        OrderBillingApi.GENERATE_RECEIPTS,
        new GenerateReceiptsRequest(order.toString(), List.of(payment)));
  }

  String saved(UUID order, String amount, String currency) {
    return money.code(
        OrderBillingApi.AUTHORIZE_CHARGE_WITH_SAVED_PAYMENT_METHOD,
        new AuthorizeChargeWithSavedPaymentMethodRequest(
            order.toString(),
            price(amount),
            currency,
            DelayedCaptureSettings.builder().scheduledAction(ScheduledAction.VOID).build()));
  }

  Payment membership() {
    return Payment.builder()
        .amount(price("10.00"))
        .membershipPaymentDetails(
            MembershipPaymentDetails.builder()
                .membershipId("m")
                .lineItemId(UUID.randomUUID().toString())
                .providerAppId(UUID.randomUUID().toString())
                .build())
        .build();
  }

  @TestFactory
  Stream<DynamicTest> eachIsGivenAndChangesNothing() {
    return table.tests();
  }

  @Test
  void theTableHoldsWhatTheContractNames() {
    String module = "orders.";
    List<String> names = table.names();
    List<String> ofOrders =
        names.stream()
            .filter(it -> it.startsWith(module))
            .map(it -> it.substring(module.length()))
            .toList();
    RefusalPage.check("orders: their money", ofOrders, MoneyRefusal.class);
    assertEquals(Set.of(), unordered(ofOrders, "orders."));
    List<String> others = names.stream().filter(it -> !it.startsWith(module)).toList();
    assertEquals(Set.of(), unordered(others, ""));
    Set<String> collected =
        ContractRefusals.only(ContractRefusals.of("orders"), ContractRefusals.MONEY_OF_ORDERS);
    assertEquals(Set.of(), ContractRefusals.missing(collected, ofOrders, Map.of()));
    Set<String> named = ContractRefusals.of("order-billing");
    named.addAll(ContractRefusals.of("order-transactions"));
    assertEquals(Set.of(), ContractRefusals.missing(named, names, NEVER));
    assertEquals(Set.of(), ContractRefusals.wrong(named, names, NEVER));
    assertEquals(Set.of(), ContractRefusals.missing(MoneyRefusal.class, names, Map.of()));
    for (String of : List.of("order-billing", "order-transactions")) {
      assertEquals(Set.of(), ContractRefusals.unasked(of, names, REFUSE_NOTHING));
      RefusalPage.check(of, ContractRefusals.rowsOf(of, names), MoneyRefusal.class);
    }
    assertEquals(
        Set.of(),
        ContractRefusals.missing(
            Set.copyOf(ContractRefusals.MONEY_OF_ORDERS),
            ofOrders.stream().map(it -> it.split(" ")[0]).toList(),
            Map.of()));
  }

  /** Refusals side by side that no row is refused for at once. */
  private Set<String> unordered(List<String> names, String module) {
    List<String> pairs =
        table.pairs().stream()
            .filter(it -> it.startsWith("orders.") == module.equals("orders."))
            .map(it -> it.substring(module.length()))
            .toList();
    return ContractRefusals.missing(
        RefusalPage.neighbours(names, TwoReasons.UNKNOWN, MoneyRefusal.class),
        pairs,
        TwoReasons.APART);
  }

  private void unknownOrders() {
    String id = NOWHERE.toString();
    MoneyRefusal no = MoneyRefusal.ORDER_NOT_FOUND;
    row("refundPayments", no, () -> refund(NOWHERE, id, null));
    row("captureAuthorizedPayments", no, () -> capture(NOWHERE, id, null));
    row("voidAuthorizedPayments", no, () -> cancel(NOWHERE, id));
    row("updatePaymentStatus", no, () -> status(NOWHERE, id, TransactionStatus.APPROVED));
    row("addPayments", no, () -> add(NOWHERE, membership()));
    row("chargeOrder", no, () -> charge(NOWHERE, later("1.00")));
    row("generateReceipts", no, () -> receipt(NOWHERE, id));
    row("authorizeChargeWithSavedPaymentMethod", no, () -> saved(NOWHERE, "1.00", "USD"));
    row(
        "calculateRefund",
        no,
        () -> money.code(OrderBillingApi.CALCULATE_REFUND, new CalculateRefundRequest(id, null)));
    row(
        "getOrderRefundability",
        no,
        () ->
            money.code(
                OrderBillingApi.GET_ORDER_REFUNDABILITY, new GetOrderRefundabilityRequest(id)));
    row(
        "listTransactionsForSingleOrder",
        no,
        () ->
            money.code(
                OrderTransactionsApi.LIST_TRANSACTIONS_FOR_SINGLE_ORDER,
                new ListTransactionsForSingleOrderRequest("no id")));
    row(
        "orders.getRefundabilityStatus",
        no,
        () ->
            money.code(OrdersApi.GET_REFUNDABILITY_STATUS, new GetRefundabilityStatusRequest(id)));
    row(
        "orders.getPaymentCollectabilityStatus",
        no,
        () ->
            money.code(
                OrdersApi.GET_PAYMENT_COLLECTABILITY_STATUS,
                new GetPaymentCollectabilityStatusRequest(id)));
    row(
        "orders.preparePaymentCollection",
        MoneyRefusal.NO_ASSOCIATED_ECOM_ORDER,
        () -> collect(NOWHERE, "1.00"));
  }

  private void refunds() {
    UUID order = money.paid("tok_approve");
    String nobody = NOWHERE.toString();
    row("refundPayments", MoneyRefusal.PAYMENT_NOT_FOUND, () -> refund(order, nobody, null));
    row(
        "refundPayments",
        MoneyRefusal.LINE_ITEM_NOT_FOUND,
        () ->
            refund(
                order,
                RefundItems.builder().lineItems(List.of(new LineItemRefund(nobody, 1))).build()));
    row(
        "refundPayments",
        MoneyRefusal.ADDITIONAL_FEE_NOT_FOUND,
        () ->
            refund(
                order,
                RefundItems.builder()
                    .additionalFees(List.of(new AdditionalFeeRefund(nobody, null)))
                    .build()));
    row(
        "refundPayments",
        MoneyRefusal.SHIPPING_NOT_FOUND,
        () -> {
          UUID plain = money.orders.placed("10.00", "10.00");
          money.pay(plain, "sandbox", "tok_approve");
          return refund(plain, RefundItems.builder().shipping(new ShippingRefund(null)).build());
        });
    row(
        "refundPayments",
        MoneyRefusal.PAYMENT_NOT_REFUNDABLE,
        () -> {
          UUID held = money.paid("tok_authorize");
          return refund(held, money.payment(held), "1.00");
        });
    row(
        "refundPayments",
        MoneyRefusal.EXTERNAL_REFUND_EXPECTED,
        () -> {
          UUID outside = recorded(PaymentStatus.APPROVED);
          return refund(outside, money.payment(outside), "1.00");
        });
    for (String amount : List.of("0", "50.01")) {
      row(
          "refundPayments",
          MoneyRefusal.INVALID_PAYMENT_REFUND_AMOUNT,
          () -> refund(order, money.payment(order), amount));
    }
    row(
        "refundPayments",
        MoneyRefusal.INVALID_ADDITIONAL_FEE_REFUND_AMOUNT,
        () ->
            refund(
                order,
                RefundItems.builder()
                    .additionalFees(List.of(new AdditionalFeeRefund(money.fee, price("5.01"))))
                    .build()));
    row(
        "refundPayments",
        MoneyRefusal.INVALID_SHIPPING_REFUND_AMOUNT,
        () ->
            refund(
                order, RefundItems.builder().shipping(new ShippingRefund(price("5.01"))).build()));
    row(
        "refundPayments",
        MoneyRefusal.INVALID_LINE_ITEM_REFUND_QUANTITY,
        () ->
            refund(
                order,
                RefundItems.builder()
                    .lineItems(List.of(new LineItemRefund(money.line(order), 5)))
                    .build()));
    row("refundPayments", MoneyRefusal.INVALID_LINE_ITEM_RESTOCK_QUANTITY, () -> restock(order, 1));
    row(
        "refundPayments",
        MoneyRefusal.PARTIAL_REFUND_FOR_MULTIPLE_LOCATIONS_NOT_ALLOWED,
        () -> {
          UUID spread = spread(money.paid("tok_approve"));
          String line = money.line(spread);
          RefundPaymentsRequest ask =
              RefundIT.refund(spread, money.payment(spread), "10.00")
                  .refundItems(
                      RefundItems.builder().lineItems(List.of(new LineItemRefund(line, 1))).build())
                  .sideEffects(
                      RefundSideEffects.builder()
                          .restock(
                              new RestockSideEffects(
                                  List.of(
                                      RestockItem.builder().lineItemId(line).quantity(1).build())))
                          .build())
                  .build();
          return money.code(OrderBillingApi.REFUND_PAYMENTS, ask);
        });
  }

  private void holds() {
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.PAYMENT_NOT_FOUND,
        () -> capture(money.paid("tok_authorize"), NOWHERE.toString(), null));
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.NOT_REGULAR_ONLINE_PAYMENT,
        () -> {
          UUID order = money.unpaid();
          add(order, membership());
          return capture(order, money.payment(order), null);
        });
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.PAYMENT_NOT_AUTHORIZED,
        () -> {
          UUID order = money.paid("tok_approve");
          return capture(order, money.payment(order), null);
        });
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.INVALID_AMOUNT,
        () -> {
          UUID order = money.paid("tok_authorize");
          return capture(order, money.payment(order), "50.01");
        });
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.PAYMENT_HAS_PENDING_CAPTURE,
        () -> {
          UUID order = money.paid("tok_capture_pending");
          capture(order, money.payment(order), null);
          return capture(order, money.payment(order), null);
        });
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.PAYMENT_ALREADY_CAPTURED,
        () -> {
          UUID order = money.paid("tok_authorize");
          capture(order, money.payment(order), "1.00");
          return capture(order, money.payment(order), null);
        });
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.PAYMENT_ALREADY_VOIDED,
        () -> {
          UUID order = money.paid("tok_authorize");
          cancel(order, money.payment(order));
          return capture(order, money.payment(order), null);
        });
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.ORDER_HAS_CHARGEBACKS,
        () -> {
          UUID order = disputed("1.00");
          add(
              order,
              Payment.builder().amount(price("1.00")).status(PaymentStatus.AUTHORIZED).build());
          return capture(order, money.books(order).payments().get(1).id(), null);
        });
    row(
        "captureAuthorizedPayments",
        MoneyRefusal.PAYMENT_GATEWAY_ID_NOT_FOUND,
        () -> capture(nameless(), null));
    row(
        "voidAuthorizedPayments",
        MoneyRefusal.GATEWAY_TRANSACTION_NOT_FOUND,
        () -> {
          UUID order = nameless();
          return cancel(order, money.payment(order));
        });
    row(
        "voidAuthorizedPayments",
        MoneyRefusal.PAYMENT_ALREADY_CAPTURED,
        () -> {
          UUID order = money.paid("tok_authorize");
          capture(order, money.payment(order), "1.00");
          return cancel(order, money.payment(order));
        });
    row(
        "voidAuthorizedPayments",
        MoneyRefusal.PAYMENT_ALREADY_VOIDED,
        () -> {
          UUID order = money.paid("tok_authorize");
          cancel(order, money.payment(order));
          return cancel(order, money.payment(order));
        });
    row(
        "voidAuthorizedPayments",
        MoneyRefusal.PAYMENT_NOT_AUTHORIZED,
        () -> {
          UUID order = money.paid("tok_approve");
          return cancel(order, money.payment(order));
        });
  }

  private String capture(UUID order, String amount) {
    return capture(order, money.payment(order), amount);
  }

  /** A hold whose payment does not tell its provider's id any more. */
  private UUID nameless() {
    return nameless("tok_authorize");
  }

  UUID nameless(String token) {
    UUID order = money.paid(token);
    Payment patch =
        Payment.builder()
            .id(money.payment(order))
            .regularPaymentDetails(
                io.cartwright.wire.ordertransactions.RegularPaymentDetails.builder().build())
            .build();
    assertEquals(
        "done",
        money.code(
            OrderTransactionsApi.UPDATE_PAYMENTS,
            new UpdatePaymentsRequest(
                order.toString(),
                List.of(
                    new MaskedPayment(
                        patch, List.of("regularPaymentDetails.gatewayTransactionId"), null)))));
    return order;
  }

  private String captureInOrders(UUID order, String payment, String amount) {
    return money.code(
        OrdersApi.CAPTURE_AUTHORIZED_PAYMENTS,
        new io.cartwright.wire.orders.CaptureAuthorizedPaymentsRequest(
            order.toString(),
            List.of(
                new io.cartwright.wire.orders.PaymentCapture(
                    payment, amount == null ? null : price(amount)))));
  }

  private String cancelInOrders(UUID order, String payment) {
    return money.code(
        OrdersApi.VOID_AUTHORIZED_PAYMENTS,
        new io.cartwright.wire.orders.VoidAuthorizedPaymentsRequest(
            order.toString(), List.of(payment)));
  }

  private void capturesInOrders(
      MoneyRefusal refusal, Supplier<UUID> order, String payment, String amount) {
    row(
        "orders.captureAuthorizedPayments",
        refusal,
        () -> {
          UUID id = order.get();
          return captureInOrders(id, payment == null ? money.payment(id) : payment, amount);
        });
  }

  private void cancelsInOrders(MoneyRefusal refusal, Supplier<UUID> order, String payment) {
    row(
        "orders.voidAuthorizedPayments",
        refusal,
        () -> {
          UUID id = order.get();
          return cancelInOrders(id, payment == null ? money.payment(id) : payment);
        });
  }

  UUID captured() {
    UUID order = money.paid("tok_authorize");
    assertEquals("done", captureInOrders(order, money.payment(order), "1.00"));
    return order;
  }

  UUID voided() {
    UUID order = money.paid("tok_authorize");
    assertEquals("done", cancelInOrders(order, money.payment(order)));
    return order;
  }

  UUID beingCaptured() {
    UUID order = money.paid("tok_capture_pending");
    assertEquals("done", captureInOrders(order, money.payment(order), null));
    return order;
  }

  private UUID withMembership() {
    UUID order = money.unpaid();
    add(order, membership());
    return order;
  }

  private void holdsOfOrders() {
    String nobody = NOWHERE.toString();
    Supplier<UUID> held = () -> money.paid("tok_authorize");
    Supplier<UUID> paid = () -> money.paid("tok_approve");
    capturesInOrders(MoneyRefusal.PAYMENT_NOT_FOUND, held, nobody, null);
    capturesInOrders(MoneyRefusal.NOT_REGULAR_ONLINE_PAYMENT, this::withMembership, null, null);
    capturesInOrders(MoneyRefusal.PAYMENT_GATEWAY_ID_NOT_FOUND, this::nameless, null, null);
    capturesInOrders(MoneyRefusal.PAYMENT_ALREADY_VOIDED, this::voided, null, null);
    capturesInOrders(MoneyRefusal.PAYMENT_ALREADY_CAPTURED, this::captured, null, null);
    capturesInOrders(MoneyRefusal.PAYMENT_NOT_AUTHORIZED, paid, null, null);
    capturesInOrders(MoneyRefusal.PAYMENT_HAS_PENDING_CAPTURE, this::beingCaptured, null, null);
    capturesInOrders(MoneyRefusal.INVALID_AMOUNT, held, null, "50.01");
    capturesInOrders(MoneyRefusal.ORDER_HAS_CHARGEBACKS, () -> disputed("1.00"), null, null);
    cancelsInOrders(MoneyRefusal.PAYMENT_NOT_FOUND, held, nobody);
    cancelsInOrders(MoneyRefusal.PAYMENT_GATEWAY_ID_NOT_FOUND, this::nameless, null);
    cancelsInOrders(MoneyRefusal.PAYMENT_ALREADY_VOIDED, this::voided, null);
    cancelsInOrders(MoneyRefusal.PAYMENT_ALREADY_CAPTURED, this::captured, null);
    cancelsInOrders(MoneyRefusal.PAYMENT_NOT_AUTHORIZED, paid, null);
    row("voidAuthorizedPayments", MoneyRefusal.PAYMENT_NOT_FOUND, () -> cancel(held.get(), nobody));
  }

  private void records() {
    row(
        "addPayments",
        MoneyRefusal.STATUS_NOT_ALLOWED,
        () ->
            add(
                money.unpaid(),
                Payment.builder().amount(price("1.00")).status(PaymentStatus.REFUNDED).build()));
    row(
        "addPayments",
        MoneyRefusal.INVALID_AMOUNT,
        () ->
            money.code(
                OrderTransactionsApi.ADD_PAYMENTS,
                new AddPaymentsRequest(
                    money.unpaid().toString(),
                    Collections.nCopies(
                        12, Payment.builder().amount(price("900000000000000")).build()))));
    row(
        "updatePaymentStatus",
        MoneyRefusal.PAYMENT_NOT_FOUND,
        () -> status(money.unpaid(), NOWHERE.toString(), TransactionStatus.APPROVED));
    row(
        "updatePaymentStatus",
        MoneyRefusal.STATUS_NOT_ALLOWED,
        () -> {
          UUID order = money.paid("tok_approve");
          return status(order, money.payment(order), TransactionStatus.VOIDED);
        });
    row(
        "updatePayments",
        MoneyRefusal.PAYMENT_NOT_FOUND,
        () ->
            money.code(
                OrderTransactionsApi.UPDATE_PAYMENTS,
                new UpdatePaymentsRequest(
                    money.unpaid().toString(),
                    List.of(new MaskedPayment(Payment.builder().build(), null, null)))));
    row(
        "updateRefundTransaction",
        MoneyRefusal.REFUND_NOT_FOUND,
        () ->
            money.code(
                OrderTransactionsApi.UPDATE_REFUND_TRANSACTION,
                UpdateRefundTransactionRequest.builder()
                    .orderId(money.unpaid().toString())
                    .refundId(NOWHERE.toString())
                    .transaction(RefundTransaction.builder().build())
                    .build()));
    row(
        "voidMemberships",
        MoneyRefusal.INVALID_PAYMENT_TYPE,
        () -> {
          UUID order = money.paid("tok_approve");
          return money.code(
              OrderBillingApi.VOID_MEMBERSHIPS,
              new VoidMembershipsRequest(order.toString(), List.of(money.payment(order))));
        });
    row(
        "generateReceipts",
        MoneyRefusal.PAYMENT_NOT_FOUND,
        () -> receipt(money.unpaid(), NOWHERE.toString()));
    row(
        "generateReceipts",
        MoneyRefusal.INVALID_PAYMENT_STATUS,
        () -> {
          UUID order = recorded(PaymentStatus.PENDING);
          return receipt(order, money.payment(order));
        });
    row(
        "generateReceipts",
        MoneyRefusal.INVALID_PAYMENT_TYPE,
        () -> {
          UUID order = money.unpaid();
          add(order, membership());
          return receipt(order, money.payment(order));
        });
    row(
        "generateReceipts",
        MoneyRefusal.RECEIPT_ALREADY_EXIST,
        () -> {
          UUID order = money.paid("tok_approve");
          receipt(order, money.payment(order));
          return receipt(order, money.payment(order));
        });
  }

  /** An order that is paid in part, and whose buyer takes some of that back. */
  UUID disputedInPart() {
    UUID order = money.paid("tok_authorize");
    capture(order, money.payment(order), "20.00");
    dispute(order, "1.00");
    return order;
  }

  String intent(UUID order, String token) {
    CreatePaymentIntentRequest ask =
        CreatePaymentIntentRequest.builder()
            .orderId(order.toString())
            .provider("sandbox")
            .paymentToken(token)
            .build();
    return await(
            money.orders.ask(PaymentOperations.CREATE_PAYMENT_INTENT, money.orders.visitor(), ask))
        .orNull()
        .paymentIntentId();
  }

  /** An intent whose provider is there no more. */
  String closedIntent(UUID order) {
    String intent = intent(order, "tok_approve");
    TestDatabase.run(
        money.orders.config,
        "update payment_means set doc = replace(doc, '\"sandbox\"', '\"closed\"') where id = '"
            + intent
            + "'");
    return intent;
  }

  String charge(UUID order, String intent) {
    return charge(
        order, RegularCharge.builder().paymentIntentId(intent).amount(price("1.00")).build());
  }

  private void intents() {
    row(
        "chargeOrder",
        MoneyRefusal.PAYMENT_ALREADY_APPROVED,
        () -> {
          UUID order = money.unpaid();
          String intent = intent(order, "tok_approve");
          assertEquals("done", charge(order, intent));
          return charge(order, intent);
        });
    row(
        "chargeOrder",
        MoneyRefusal.PAYMENT_ALREADY_IN_PROGRESS,
        () -> {
          UUID order = money.unpaid();
          charge(order, intent(order, "tok_pending"));
          return charge(order, intent(order, "tok_approve"));
        });
    row(
        "chargeOrder",
        MoneyRefusal.PAYMENT_METHOD_UNAVAILABLE,
        () -> {
          UUID order = money.unpaid();
          return charge(order, closedIntent(order));
        });
    row(
        "chargeOrder",
        MoneyRefusal.ORDER_HAS_CHARGEBACKS,
        () -> charge(disputedInPart(), later("1.00")));
    row(
        "authorizeChargeWithSavedPaymentMethod",
        MoneyRefusal.ORDER_HAS_CHARGEBACKS,
        () -> saved(disputedInPart(), "1.00", "USD"));
  }

  private void charges() {
    intents();
    UUID canceled = as(OrderStatus.CANCELED);
    UUID unpaid = money.unpaid();
    UUID paid = money.paid("tok_approve");
    row("chargeOrder", MoneyRefusal.ORDER_CANCELED, () -> charge(canceled, later("1.00")));
    row("chargeOrder", MoneyRefusal.ORDER_PAID, () -> charge(paid, later("1.00")));
    row("chargeOrder", MoneyRefusal.INVALID_AMOUNT, () -> charge(unpaid, later("50.01")));
    row(
        "chargeOrder",
        MoneyRefusal.PAYMENT_INTENT_ID_REQUIRED,
        () -> charge(unpaid, RegularCharge.builder().amount(price("1.00")).build()));
    row(
        "chargeOrder",
        MoneyRefusal.PAYMENT_ATTEMPT_EXPIRED,
        () ->
            charge(
                unpaid,
                RegularCharge.builder()
                    .paymentIntentId(NOWHERE.toString())
                    .amount(price("1.00"))
                    .build()));
    row(
        "chargeOrder",
        MoneyRefusal.GIFT_CARD_NOT_FOUND,
        () ->
            money.code(
                OrderBillingApi.CHARGE_ORDER,
                ChargeOrderRequest.builder()
                    .orderId(unpaid.toString())
                    .giftCards(List.of(GiftCardCharge.builder().giftCardCode("12345678").build()))
                    .build()));
    row(
        "chargeOrder",
        MoneyRefusal.MEMBERSHIP_NOT_ELIGIBLE,
        () ->
            money.code(
                OrderBillingApi.CHARGE_ORDER,
                ChargeOrderRequest.builder()
                    .orderId(unpaid.toString())
                    .memberships(List.of(MembershipCharge.builder().build()))
                    .build()));
    row(
        "chargeMemberships",
        MoneyRefusal.ORDER_NOT_FOUND,
        () ->
            money.code(
                OrderBillingApi.CHARGE_MEMBERSHIPS,
                ChargeMembershipsRequest.builder().orderId(NOWHERE.toString()).build()));
    row(
        "chargeMemberships",
        MoneyRefusal.MEMBERSHIP_NOT_ELIGIBLE,
        () ->
            money.code(
                OrderBillingApi.CHARGE_MEMBERSHIPS,
                ChargeMembershipsRequest.builder().orderId(unpaid.toString()).build()));
    row(
        "authorizeChargeWithSavedPaymentMethod",
        MoneyRefusal.ORDER_CANCELED,
        () -> saved(canceled, "1.00", "USD"));
    row(
        "authorizeChargeWithSavedPaymentMethod",
        MoneyRefusal.ORDER_PAID,
        () -> saved(paid, "1.00", "USD"));
    row(
        "authorizeChargeWithSavedPaymentMethod",
        MoneyRefusal.INVALID_AMOUNT,
        () -> saved(unpaid, "0", "USD"));
    row(
        "authorizeChargeWithSavedPaymentMethod",
        MoneyRefusal.INVALID_CURRENCY,
        () -> saved(unpaid, "1.00", "EUR"));
    row(
        "authorizeChargeWithSavedPaymentMethod",
        MoneyRefusal.NO_SAVED_PAYMENT_METHOD,
        () -> saved(unpaid, "1.00", "USD"));
    for (var it :
        List.of(
            Map.entry(MoneyRefusal.ORDER_CANCELED, canceled),
            Map.entry(MoneyRefusal.ORDER_PAID, paid),
            Map.entry(MoneyRefusal.GIFT_CARD_NOT_FOUND, unpaid))) {
      row("redeemGiftCard", it.getKey(), () -> redeem(it.getValue(), "USD"));
    }
    row("redeemGiftCard", MoneyRefusal.ORDER_NOT_FOUND, () -> redeem(NOWHERE, "USD"));
    row("redeemGiftCard", MoneyRefusal.CURRENCY_MISMATCH, () -> redeem(unpaid, "EUR"));
  }

  String redeem(UUID order, String currency) {
    return money.code(
        OrderBillingApi.REDEEM_GIFT_CARD,
        new RedeemGiftCardRequest(order.toString(), "12345678", price("1.00"), currency));
  }

  private void collections() {
    UUID paid = money.paid("tok_approve");
    row(
        "orders.preparePaymentCollection",
        MoneyRefusal.PAYMENT_METHODS_NOT_FOUND,
        () -> {
          UUID order = money.unpaid();
          money.acceptPayments(false);
          try {
            return collect(order, "1.00");
          } finally {
            money.acceptPayments(true);
          }
        });
    row(
        "orders.preparePaymentCollection",
        MoneyRefusal.ORDER_CANCELED,
        () -> collect(as(OrderStatus.CANCELED), "1.00"));
    row(
        "orders.preparePaymentCollection",
        MoneyRefusal.ORDER_IS_PENDING,
        () -> collect(as(OrderStatus.PENDING), "1.00"));
    row(
        "orders.preparePaymentCollection",
        MoneyRefusal.ORDER_HAS_CHARGEBACKS,
        () -> collect(disputed(null), "1.00"));
    row(
        "orders.preparePaymentCollection",
        MoneyRefusal.ORDER_ALREADY_PAID,
        () -> collect(paid, "1.00"));
    row(
        "orders.preparePaymentCollection",
        MoneyRefusal.INVALID_AMOUNT,
        () -> collect(money.unpaid(), "50.01"));
    row(
        "orders.paymentCollectionMarkOrderAsPaid",
        MoneyRefusal.ORDER_ALREADY_PAID,
        () ->
            money.code(
                OrdersApi.PAYMENT_COLLECTION_MARK_ORDER_AS_PAID,
                new MarkOrderAsPaidRequest(paid.toString(), null)));
    row(
        "orders.recordManuallyCollectedPayment",
        MoneyRefusal.INVALID_AMOUNT,
        () ->
            money.code(
                OrdersApi.RECORD_MANUALLY_COLLECTED_PAYMENT,
                new RecordManuallyCollectedPaymentRequest(
                    money.unpaid().toString(), price("50.01"), null)));
  }
}
