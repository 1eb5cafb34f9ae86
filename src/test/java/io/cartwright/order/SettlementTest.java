package io.cartwright.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.order.OrderQuestions.Settle;
import io.cartwright.order.money.Books;
import io.cartwright.order.money.Entry;
import io.cartwright.order.money.PaymentNews;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundStatus;
import io.cartwright.wire.common.RefundTransaction;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");
  private static final UUID ORDER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID PAYMENT = UUID.fromString("00000000-0000-4000-8000-000000000002");

  private static Order order(OrderStatus status) {
    return Order.builder()
        .id(ORDER.toString())
        .number("10001")
        .currency("USD")
        .status(status)
        .paymentStatus(PaymentStatusEnumPaymentStatus.NOT_PAID)
        .priceSummary(PriceSummary.builder().total(Price.builder().amount("10.00").build()).build())
        .build();
  }

  private static Settle news(PaymentStatus status, String amount) {
    return new Settle(ORDER, PAYMENT, status, amount, "sandbox", "ref", (change, settled) -> {});
  }

  private static Outcome<Settlement> settle(Order order, OrderTransactions known, Settle news) {
    List<Entry> entries = new ArrayList<>();
    for (Payment payment : known == null ? List.<Payment>of() : known.payments()) {
      UUID id = UUID.fromString(payment.id());
      long amount = Currency.of("USD").parse(payment.amount().amount());
      entries.add(PaymentNews.entry(id, null, payment.status(), amount, "sandbox", "ref", NOW));
    }
    return Settlement.of(Books.of(order, known, entries), news, NOW, UUID::randomUUID);
  }

  @ParameterizedTest
  @CsvSource({
    // stands, news, next; the payment status after it
    "INITIALIZED, APPROVED, APPROVED, PAID",
    "INITIALIZED, AUTHORIZED, APPROVED, NOT_PAID",
    "INITIALIZED, PENDING, PENDING, PENDING",
    "INITIALIZED, DECLINED, INITIALIZED, DECLINED",
    "INITIALIZED, , APPROVED, NOT_PAID",
    "PENDING, APPROVED, APPROVED, PAID",
    "PENDING, AUTHORIZED, APPROVED, NOT_PAID",
    "PENDING, DECLINED, REJECTED, DECLINED",
    "APPROVED, APPROVED, APPROVED, PAID",
    "APPROVED, PENDING, APPROVED, PENDING",
    "APPROVED, , APPROVED, NOT_PAID",
    "CANCELED, APPROVED, ,",
    "CANCELED, AUTHORIZED, ,",
    "CANCELED, PENDING, ,",
    "CANCELED, , ,",
    "REJECTED, APPROVED, ,",
    "REJECTED, PENDING, ,",
    "PENDING, , ,",
  })
  void eachNewsLeadsFromEachStatusToOne(
      OrderStatus stands,
      PaymentStatus news,
      OrderStatus next,
      PaymentStatusEnumPaymentStatus paymentStatus) {
    Outcome<Settlement> outcome = settle(order(stands), null, news(news, "10.00"));

    if (next == null) {
      assertEquals("ORDER_CANCELED", OrderFixture.code(outcome));
    } else {
      assertEquals(next, outcome.orNull().order().status());
      assertEquals(paymentStatus, outcome.orNull().order().paymentStatus());
    }
  }

  @Test
  void onlyAnUnpaidOrderExpires() {
    for (OrderStatus status : OrderStatus.values()) {
      Settlement expired = Settlement.expired(order(status), null, NOW, UUID::randomUUID);
      if (status == OrderStatus.INITIALIZED) {
        assertNotNull(expired);
        assertEquals(OrderStatus.CANCELED, expired.order().status());
        assertEquals(true, expired.givesBack());
      } else {
        assertNull(expired);
      }
    }
  }

  @Test
  void knownNewsChangeNothing() {
    Settlement paid =
        settle(order(OrderStatus.INITIALIZED), null, news(PaymentStatus.APPROVED, "10.00"))
            .orNull();
    for (PaymentStatus again :
        List.of(PaymentStatus.APPROVED, PaymentStatus.PENDING, PaymentStatus.DECLINED)) {
      Settlement repeated =
          settle(paid.order(), paid.transactions(), news(again, "10.00")).orNull();
      assertSame(paid.order(), repeated.order());
      assertSame(paid.transactions(), repeated.transactions());
      assertEquals(false, repeated.changed());
    }
  }

  @Test
  void aPendingPaymentBecomesApprovedAsTheSamePayment() {
    Settlement pending =
        settle(order(OrderStatus.INITIALIZED), null, news(PaymentStatus.PENDING, "10.00")).orNull();
    Settlement paid =
        settle(pending.order(), pending.transactions(), news(PaymentStatus.APPROVED, "10.00"))
            .orNull();

    assertEquals("10.00", pending.order().balanceSummary().pending().amount());
    assertEquals(1, paid.transactions().payments().size());
    Payment payment = paid.transactions().payments().get(0);
    assertEquals(PaymentStatus.APPROVED, payment.status());
    assertEquals(payment.status().wire(), payment.regularPaymentDetails().status().wire());
    assertEquals("0.00", paid.order().balanceSummary().pending().amount());
  }

  @ParameterizedTest
  @CsvSource({
    // total, approved, authorized, pending, refunded: balance, status
    "10.00, , , , , 10.00, NOT_PAID",
    "0.00, , , , , 0.00, PAID",
    "10.00, 10.00, , , , 0.00, PAID",
    "10.00, 3.00, , , , 7.00, PARTIALLY_PAID",
    "10.00, 12.00, , , , -2.00, PAID",
    "10.00, , 10.00, , , 10.00, NOT_PAID",
    "10.00, , , 10.00, , 10.00, PENDING",
    "10.00, 10.00, , , 4.00, 0.00, PARTIALLY_REFUNDED",
    "10.00, 10.00, , , 10.00, 0.00, FULLY_REFUNDED",
  })
  void theBalanceAddsUp(
      String total,
      String approved,
      String authorized,
      String pending,
      String refunded,
      String left,
      PaymentStatusEnumPaymentStatus status) {
    Currency currency = Currency.of("USD");
    List<Payment> payments = new ArrayList<>();
    add(payments, approved, PaymentStatus.APPROVED);
    add(payments, authorized, PaymentStatus.AUTHORIZED);
    add(payments, pending, PaymentStatus.PENDING);
    OrderTransactions transactions =
        OrderTransactions.builder().payments(payments).refunds(refunds(refunded)).build();

    Balance balance = Balance.of(currency, currency.parse(total), transactions);

    assertEquals(left, currency.format(balance.leftMinor()));
    assertEquals(left, balance.summary(currency, null).balance().amount());
    assertEquals(status, balance.status());
  }

  private static void add(List<Payment> payments, String amount, PaymentStatus status) {
    if (amount == null) return;
    payments.add(Payment.builder().amount(price(amount)).status(status).build());
  }

  private static List<Refund> refunds(String amount) {
    if (amount == null) return List.of();
    RefundTransaction done =
        RefundTransaction.builder()
            .amount(price(amount))
            .refundStatus(RefundStatus.SUCCEEDED)
            .build();
    RefundTransaction failed = done.toBuilder().refundStatus(RefundStatus.FAILED).build();
    return List.of(Refund.builder().transactions(List.of(done, failed)).build());
  }

  private static Price price(String amount) {
    return Price.builder().amount(amount).build();
  }
}
