package io.cartwright.order.money;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.order.OrderFixture;
import io.cartwright.payment.PaymentOperations;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.common.TransactionStatus;
import io.cartwright.wire.orderbilling.CaptureAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.GetOrderRefundabilityRequest;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.orderbilling.PaymentRefund;
import io.cartwright.wire.orderbilling.RefundPaymentsRequest;
import io.cartwright.wire.orderbilling.VoidAuthorizedPaymentsRequest;
import io.cartwright.wire.orders.BalanceSummary;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.ordertransactions.AddPaymentsRequest;
import io.cartwright.wire.ordertransactions.OrderTransactionsApi;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.RegularPaymentDetails;
import io.cartwright.wire.ordertransactions.UpdatePaymentStatusRequest;
import io.cartwright.wire.own.payment.DecideSandboxMovesRequest;
import io.cartwright.wire.own.payment.DisputeSandboxPaymentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random moves of money on one order, allowed and not, beside a model that knows of each payment no
 * more than how much is pending, held, taken, on its way back, given back and disputed. After each
 * move the order shows what the model says, and its ledger agrees.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class MoneyModelIT {
  private static final int MOVES = 1_000;
  private static final int PAYMENTS_MAX = 40;
  private static final List<String> TOKENS =
      List.of("tok_approve", "tok_refund_pending", "tok_refund_fail", "tok_authorize");

  private MoneyFixture money;

  @BeforeAll
  void open() {
    money = new MoneyFixture();
  }

  @AfterAll
  void shut() {
    money.close();
  }

  /** What the model knows of a payment. Minor units. */
  private static final class Known {
    final String token;
    PaymentStatus status;
    long pending;
    long held;
    long paid;
    long refunding;
    long refunded;
    long disputed;
    long won;
    long charged;

    Known(String token, PaymentStatus status, long amount) {
      this.token = token;
      become(status, amount);
    }

    void become(PaymentStatus next, long amount) {
      status = next;
      pending = next == PaymentStatus.PENDING ? amount : 0;
      held = next == PaymentStatus.AUTHORIZED ? amount : 0;
      paid = next == PaymentStatus.APPROVED ? amount : 0;
    }

    boolean provided() {
      return token != null;
    }

    PaymentStatus shown() {
      if (taken() == 0) return status;
      if (refunded == 0) return PaymentStatus.APPROVED;
      return refunded < taken() ? PaymentStatus.PARTIALLY_REFUNDED : PaymentStatus.REFUNDED;
    }

    long taken() {
      return paid + refunding + refunded + disputed;
    }
  }

  /** One sequence of moves. */
  private final class Run {
    final Random random;
    final UUID order;
    final Map<String, Known> model = new TreeMap<>();
    int refunds;
    int done;

    Run(long seed) {
      random = new Random(seed);
      String token = TOKENS.get(random.nextInt(TOKENS.size()));
      order = money.paid(token);
      boolean holds = token.equals("tok_authorize");
      model.put(
          money.payment(order),
          new Known(token, holds ? PaymentStatus.AUTHORIZED : PaymentStatus.APPROVED, 5_000));
    }

    String any() {
      List<String> ids = new ArrayList<>(model.keySet());
      return ids.get(random.nextInt(ids.size()));
    }

    void step() {
      String id = any();
      Known known = model.get(id);
      long amount = 1 + random.nextInt(3_000);
      switch (random.nextInt(8)) {
        case 0 -> record(amount);
        case 1 -> status(id, known);
        case 2, 3 -> refund(id, known, amount);
        case 4 -> capture(id, known, amount);
        case 5 -> cancel(id, known);
        case 6 -> decide(id, known);
        case 7 -> dispute(id, known, amount);
        default -> throw new AssertionError();
      }
    }

    private String text(long minor) {
      return java.math.BigDecimal.valueOf(minor, 2).toPlainString();
    }

    private void record(long amount) {
      if (model.size() >= PAYMENTS_MAX) return;
      List<PaymentStatus> all =
          List.of(PaymentStatus.APPROVED, PaymentStatus.PENDING, PaymentStatus.AUTHORIZED);
      PaymentStatus status = all.get(random.nextInt(all.size()));
      Payment payment =
          Payment.builder()
              .amount(MoneyFixture.price(text(amount)))
              .status(status)
              .regularPaymentDetails(RegularPaymentDetails.builder().offlinePayment(true).build())
              .build();
      String id =
          money
              .answer(
                  OrderTransactionsApi.ADD_PAYMENTS,
                  new AddPaymentsRequest(order.toString(), List.of(payment)))
              .paymentsIds()
              .get(0);
      model.put(id, new Known(null, status, amount));
    }

    private void status(String id, Known known) {
      PaymentStatus next = PaymentStatus.values()[random.nextInt(PaymentStatus.values().length)];
      boolean allowed =
          !known.provided()
              && known.taken() == known.paid
              && Records.MOVES.get(known.shown()).contains(next);
      boolean same = next == known.shown();
      String code =
          money.code(
              OrderTransactionsApi.UPDATE_PAYMENT_STATUS,
              new UpdatePaymentStatusRequest(
                  order.toString(), id, TransactionStatus.valueOf(next.name()), null));
      expect(allowed || same, code, "STATUS_NOT_ALLOWED");
      if (allowed && !same) {
        long amount = known.pending + known.held + known.paid;
        known.become(next, amount);
        if (next == PaymentStatus.PENDING_MERCHANT) known.pending = amount;
      }
    }

    private void expect(boolean allowed, String code, String... refusals) {
      if (allowed) {
        assertEquals("done", code);
        done++;
      } else {
        assertEquals(true, List.of(refusals).contains(code), code);
      }
    }

    private void refund(String id, Known known, long amount) {
      if (refunds >= 250) return;
      boolean whole = random.nextInt(6) == 0;
      long wanted = whole ? known.paid : amount;
      boolean allowed = wanted > 0 && wanted <= known.paid && known.taken() > 0;
      PaymentRefund part =
          PaymentRefund.builder()
              .paymentId(id)
              .amount(whole ? null : MoneyFixture.price(text(amount)))
              .externalRefund(!known.provided())
              .build();
      String code =
          money.code(
              OrderBillingApi.REFUND_PAYMENTS,
              RefundPaymentsRequest.builder()
                  .orderId(order.toString())
                  .paymentRefunds(List.of(part))
                  .build());
      expect(allowed, code, "PAYMENT_NOT_REFUNDABLE", "INVALID_PAYMENT_REFUND_AMOUNT");
      if (!allowed) return;
      refunds++;
      if ("tok_refund_fail".equals(known.token)) return;
      known.paid -= wanted;
      if ("tok_refund_pending".equals(known.token)) {
        known.refunding += wanted;
      } else {
        known.refunded += wanted;
      }
    }

    private void capture(String id, Known known, long amount) {
      boolean allowed = known.held >= amount;
      boolean disputed = model.values().stream().mapToLong(it -> it.disputed).sum() > 0;
      String code =
          money.code(
              OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS,
              new CaptureAuthorizedPaymentsRequest(
                  order.toString(),
                  List.of(new PaymentCapture(id, MoneyFixture.price(text(amount))))));
      expect(
          allowed && !disputed,
          code,
          "ORDER_HAS_CHARGEBACKS",
          "PAYMENT_NOT_AUTHORIZED",
          "PAYMENT_ALREADY_CAPTURED",
          "PAYMENT_ALREADY_VOIDED",
          "INVALID_AMOUNT");
      if (!allowed || disputed) return;
      known.held = 0;
      known.paid = amount;
      known.status = PaymentStatus.APPROVED;
    }

    private void cancel(String id, Known known) {
      if (random.nextInt(3) > 0) return;
      boolean allowed = known.held > 0;
      String code =
          money.code(
              OrderBillingApi.VOID_AUTHORIZED_PAYMENTS,
              new VoidAuthorizedPaymentsRequest(order.toString(), List.of(id)));
      expect(
          allowed,
          code,
          "PAYMENT_NOT_AUTHORIZED",
          "PAYMENT_ALREADY_CAPTURED",
          "PAYMENT_ALREADY_VOIDED");
      if (!allowed) return;
      known.held = 0;
      known.status = PaymentStatus.VOIDED;
    }

    private void decide(String id, Known known) {
      if (!known.provided()) return;
      boolean approve = random.nextBoolean();
      ask(
          PaymentOperations.DECIDE_SANDBOX_MOVES,
          DecideSandboxMovesRequest.builder().paymentId(id).approve(approve).build());
      if (approve) known.refunded += known.refunding;
      if (!approve) known.paid += known.refunding;
      known.refunding = 0;
    }

    private void dispute(String id, Known known, long amount) {
      if (!known.provided() || known.charged > 2 || known.taken() == 0) return;
      boolean reverse = random.nextInt(3) > 0;
      if (!reverse && amount > known.paid) return;
      ask(
          PaymentOperations.DISPUTE_SANDBOX_PAYMENT,
          DisputeSandboxPaymentRequest.builder()
              .paymentId(id)
              .amount(text(amount))
              .reverse(reverse)
              .build());
      if (reverse) {
        known.paid += known.disputed;
        known.won += known.disputed;
        known.disputed = 0;
      } else {
        known.paid -= amount;
        known.disputed += amount;
        known.charged++;
      }
    }

    private <Q, A> void ask(io.cartwright.bus.Operation<Q, A> operation, Q body) {
      assertEquals(
          "done",
          OrderFixture.code(
              OrderFixture.await(money.orders.ask(operation, money.orders.admin(), body))));
      done++;
    }

    void check() {
      assertEquals(List.of(), money.audit(order));
      Order shown = money.orders.order(order);
      BalanceSummary sums = shown.balanceSummary();
      long paid = model.values().stream().mapToLong(Known::taken).sum();
      long refunded = model.values().stream().mapToLong(it -> it.refunded).sum();
      assertEquals(text(5_000 - paid), sums.balance().amount());
      assertEquals(text(paid), sums.paid().amount());
      assertEquals(text(refunded), sums.refunded().amount());
      assertEquals(text(sum(it -> it.refunding)), sums.pendingRefund().amount());
      assertEquals(text(sum(it -> it.held)), sums.authorized().amount());
      assertEquals(text(sum(it -> it.pending)), sums.pending().amount());
      assertEquals(status(paid, refunded), shown.paymentStatus());
      GetOrderRefundabilityRequest ask = new GetOrderRefundabilityRequest(order.toString());
      assertEquals(
          text(sum(it -> Math.max(0, it.paid))),
          money
              .answer(OrderBillingApi.GET_ORDER_REFUNDABILITY, ask)
              .paymentsSummary()
              .monetary()
              .maxRefund()
              .amount());
    }

    private long sum(java.util.function.ToLongFunction<Known> of) {
      return model.values().stream().mapToLong(of).sum();
    }

    private boolean has(PaymentStatus status) {
      return model.values().stream().anyMatch(it -> it.taken() == 0 && it.status == status);
    }

    private PaymentStatusEnumPaymentStatus status(long paid, long refunded) {
      if (refunded > 0) {
        return refunded >= Math.max(5_000, paid)
            ? PaymentStatusEnumPaymentStatus.FULLY_REFUNDED
            : PaymentStatusEnumPaymentStatus.PARTIALLY_REFUNDED;
      }
      if (paid >= 5_000) return PaymentStatusEnumPaymentStatus.PAID;
      if (paid > 0) return PaymentStatusEnumPaymentStatus.PARTIALLY_PAID;
      if (has(PaymentStatus.PENDING_MERCHANT)) {
        return PaymentStatusEnumPaymentStatus.PENDING_MERCHANT;
      }
      if (has(PaymentStatus.PENDING)) return PaymentStatusEnumPaymentStatus.PENDING;
      boolean held = sum(it -> it.held) > 0;
      if (has(PaymentStatus.DECLINED) && !held) return PaymentStatusEnumPaymentStatus.DECLINED;
      if (has(PaymentStatus.CANCELED) && !held) return PaymentStatusEnumPaymentStatus.CANCELED;
      return PaymentStatusEnumPaymentStatus.NOT_PAID;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void anySequenceOfMovesAddsUp(long seed) {
    Run run = new Run(seed);
    for (int i = 0; i < MOVES; i++) {
      run.step();
      run.check();
    }
    assertEquals(true, run.done > MOVES / 20, () -> run.done + " moves were allowed");
  }
}
