package io.cartwright.order.life;

import static io.cartwright.order.life.LifeShop.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartwright.order.life.LifeModel.Line;
import io.cartwright.order.life.LifeModel.Payment;
import io.cartwright.order.life.LifeModel.Refund;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The moves of money. */
final class LifeMoney extends LifeMoves {
  /** Most payments and refunds of an order, as the contract has them. */
  static final int PAYMENTS_MAX = 100;

  static final int REFUNDS_MAX = 300;

  private static final List<String> TOKENS =
      List.of(
          "tok_approve",
          "tok_decline",
          "tok_pending",
          "tok_authorize",
          "tok_refund_pending",
          "tok_refund_fail");
  private static final int DISPUTES_MAX = 2;

  LifeMoney(LifeShop shop, String order, LifeModel model, Random random) {
    super(shop, order, model, random);
  }

  private String anyPayment() {
    boolean unknown = model.payments.isEmpty() || rarely(25);
    return unknown ? UUID.randomUUID().toString() : any(model.payments.keySet());
  }

  private long amount() {
    return rarely(12) ? 0 : 1 + random.nextInt((int) model.total / 3);
  }

  /** The buyer pays what is due. */
  void pay() {
    String token = oneOf(TOKENS);
    String expecting = "200";
    if (token.equals("tok_decline")) expecting = "428 PAYMENT_ERROR";
    if (model.left() == 0) {
      boolean offline = model.paymentStatus().equals("NOT_PAID") && !model.hasProvided();
      expecting = offline ? "428 NOTHING_TO_PAY_NOW" : "409 CHECKOUT_ALREADY_PAID";
    }
    if (model.isBusy()) expecting = "409 CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS";
    if (model.isClosed()) expecting = "428 ORDER_CANCELED";
    if (model.payments.size() >= PAYMENTS_MAX) return;
    long due = model.left();
    ask(
        expecting,
        "POST",
        "/cartwright/v1/orders/" + order + "/pay",
        "{\"provider\":\"sandbox\",\"paymentToken\":\"" + token + "\"}");
    if (expecting.equals("200") || expecting.equals("428 PAYMENT_ERROR")) provided(token, due);
  }

  /** A provider has answered; its payment is the one that the order shows and we do not know. */
  private void provided(String token, long amount) {
    String status =
        switch (token) {
          case "tok_decline" -> "DECLINED";
          case "tok_pending" -> "PENDING";
          case "tok_authorize" -> "AUTHORIZED";
          default -> "APPROVED";
        };
    for (JsonNode it : shop.shown(order).transactions().path("payments")) {
      model.payments.computeIfAbsent(
          it.path("id").asText(), id -> new Payment(token, status, amount));
    }
    heard(status);
  }

  private void heard(String status) {
    if (status.equals("APPROVED") || status.equals("AUTHORIZED")) model.paidFor();
    if (status.equals("PENDING") && model.status.equals("INITIALIZED")) model.status = "PENDING";
    if (status.equals("DECLINED") && model.status.equals("PENDING")) {
      model.status = "REJECTED";
      model.giveBack();
    }
  }

  /** The provider tells how a payment that it kept open has ended. */
  void confirm() {
    boolean approve = rarely(3);
    Payment open =
        model.payments.values().stream()
            .filter(it -> "tok_pending".equals(it.token) && it.status.equals("PENDING"))
            .findFirst()
            .orElse(null);
    if (open == null) return;
    if (model.isClosed()) return;
    ask(
        "200",
        "POST",
        "/cartwright/v1/payments/sandbox/confirm",
        "{\"orderId\":\"%s\",\"approve\":%b}".formatted(order, approve));
    String status = approve ? "APPROVED" : "DECLINED";
    open.become(status);
    heard(status);
  }

  static String record(String amount, String status) {
    return ("{\"payments\":[{\"amount\":{\"amount\":\"%s\"},\"status\":\"%s\","
            + "\"regularPaymentDetails\":{\"offlinePayment\":true}}]}")
        .formatted(amount, status);
  }

  /** Writes down a payment that was made elsewhere. */
  void enter() {
    String status =
        oneOf(List.of("APPROVED", "PENDING", "AUTHORIZED", "AUTHORIZED", "DECLINED", "REFUNDED"));
    long amount = 1 + random.nextInt((int) model.total / 4);
    String expecting = status.equals("REFUNDED") ? "428 STATUS_NOT_ALLOWED" : "200";
    if (model.payments.size() >= PAYMENTS_MAX) expecting = "400";
    JsonNode done =
        ask(
            expecting,
            "POST",
            "/ecom/v1/payments/orders/" + order + "/add-payment",
            record(text(amount), status));
    if (done == null) return;
    Payment payment = new Payment(null, status, amount);
    model.payments.put(done.path("paymentsIds").get(0).asText(), payment);
    if (payment.paid + payment.held > 0) model.paidFor();
  }

  /** Gives a payment another status by hand. */
  void correct() {
    String id = anyPayment();
    Payment payment = model.payments.get(id);
    String next =
        oneOf(List.of("APPROVED", "PENDING", "AUTHORIZED", "DECLINED", "CANCELED", "VOIDED"));
    boolean same = payment != null && next.equals(payment.shown());
    String expecting =
        same || payment != null && payment.mayBecome(next) ? "200" : "428 STATUS_NOT_ALLOWED";
    if (payment == null) expecting = "404 PAYMENT_NOT_FOUND";
    JsonNode done =
        ask(
            expecting,
            "POST",
            "/ecom/v1/payments/" + id + "/orders/" + order + "/update-payment-transaction-status",
            "{\"status\":\"" + next + "\"}");
    if (done == null || same) return;
    payment.become(next);
    if (payment.paid + payment.held > 0) model.paidFor();
  }

  /** Takes money that is held, or less of it, or more. */
  void capture() {
    String id = anyPayment();
    Payment payment = model.payments.get(id);
    long amount = amount();
    boolean disputed = model.sum(it -> it.disputed) > 0;
    String expecting = disputed ? "428 ORDER_HAS_CHARGEBACKS" : held(payment);
    if (expecting.equals("200") && (amount < 1 || amount > payment.held)) {
      expecting = "400 INVALID_AMOUNT";
    }
    JsonNode done =
        ask(
            expecting,
            "POST",
            "/ecom/v1/order-billing/capture-authorized-payments",
            "{\"orderId\":\"%s\",\"payments\":[{\"paymentId\":\"%s\",\"amount\":{\"amount\":\"%s\"}}]}"
                .formatted(order, id, text(amount)));
    if (done == null) return;
    payment.become("APPROVED");
    payment.paid = amount;
    payment.captured = true;
  }

  /** Whether a payment holds money; why not. */
  private static String held(Payment payment) {
    if (payment == null) return "404 PAYMENT_NOT_FOUND";
    if (payment.shown().equals("VOIDED")) return "428 PAYMENT_ALREADY_VOIDED";
    if (payment.captured) return "428 PAYMENT_ALREADY_CAPTURED";
    return payment.held > 0 ? "200" : "428 PAYMENT_NOT_AUTHORIZED";
  }

  /** Lets money go that is held. */
  void release() {
    String id = anyPayment();
    Payment payment = model.payments.get(id);
    JsonNode done =
        ask(
            held(payment),
            "POST",
            "/ecom/v1/order-billing/void-authorized-payments",
            "{\"orderId\":\"%s\",\"paymentIds\":[\"%s\"]}".formatted(order, id));
    if (done != null) payment.become("VOIDED");
  }

  /** Why a refund of a payment does not begin; 200 when it does. */
  private String refusal(Payment payment, long amount, boolean external) {
    if (model.refunds.size() >= REFUNDS_MAX) return "400";
    if (payment == null) return "404 PAYMENT_NOT_FOUND";
    if (model.refundable(payment) == 0) return "428 PAYMENT_NOT_REFUNDABLE";
    if (payment.token == null && !external) return "428 EXTERNAL_REFUND_EXPECTED";
    boolean wrong = amount < 1 || amount > payment.paid;
    return wrong ? "400 INVALID_PAYMENT_REFUND_AMOUNT" : "200";
  }

  /** Gives money back, with units and to the shelf, or just so. */
  void refund() {
    String id = anyPayment();
    Payment payment = model.payments.get(id);
    boolean external = rarely(4) || payment != null && payment.token == null && !rarely(6);
    boolean open = external && rarely(3);
    long amount = amount() / 2;
    String lineId = rarely(3) ? any(model.lines.keySet()) : null;
    Line line = lineId == null ? null : model.lines.get(lineId);
    int units = line == null ? 0 : 1 + random.nextInt(3);
    int back = line == null ? 0 : random.nextInt(3);
    String expecting = refusal(payment, amount, external);
    if (expecting.equals("200") && line != null) {
      if (units > line.quantity - line.refunded) {
        expecting = "400 INVALID_LINE_ITEM_REFUND_QUANTITY";
      } else if (back > 0 && back > line.refunded + units - line.restocked) {
        expecting = "400 INVALID_LINE_ITEM_RESTOCK_QUANTITY";
      }
    }
    List<String> more = new ArrayList<>();
    if (open) more.add("\"externalRefundInfo\":{\"refundStatus\":\"PENDING\"}");
    more.add("\"externalRefund\":" + external);
    String items =
        line == null
            ? ""
            : ",\"refundItems\":{\"lineItems\":[{\"lineItemId\":\"%s\",\"quantity\":%d}]}"
                .formatted(lineId, units);
    if (back > 0) {
      items +=
          ",\"sideEffects\":{\"restock\":{\"lineItems\":[{\"lineItemId\":\"%s\",\"quantity\":%d}]}}"
              .formatted(lineId, back);
    }
    JsonNode done =
        ask(
            expecting,
            "POST",
            "/ecom/v1/order-billing/refund-payments",
            "{\"orderId\":\"%s\",\"paymentRefunds\":[{\"paymentId\":\"%s\",\"amount\":{\"amount\":\"%s\"},%s}]%s}"
                .formatted(order, id, text(amount), String.join(",", more), items));
    if (done == null) return;
    Refund refund = begun(done.at("/refund/id").asText(), id, amount, external, open);
    if (line == null) return;
    line.restocked += back;
    line.back(back);
    if (refund.state.equals("FAILED")) return;
    line.refunded += units;
    refund.line = line;
    refund.units = units;
  }

  /** Notes a refund. */
  private Refund begun(String id, String paymentId, long amount, boolean external, boolean open) {
    Payment payment = model.payments.get(paymentId);
    boolean failed = !external && "tok_refund_fail".equals(payment.token);
    boolean waits = open || !external && "tok_refund_pending".equals(payment.token);
    String state = failed ? "FAILED" : waits ? "PENDING" : "SUCCEEDED";
    Refund refund = new Refund(id, paymentId, amount, external, state);
    model.refunds.add(refund);
    if (failed) return refund;
    payment.paid -= amount;
    if (waits) payment.refunding += amount;
    else payment.refunded += amount;
    return refund;
  }

  /** Gives money back by the older way, and all units or some to the shelf, refunded or not. */
  void trigger() {
    String id = anyPayment();
    Payment payment = model.payments.get(id);
    boolean external = payment != null && payment.token == null;
    long amount = amount() / 2;
    boolean all = rarely(4);
    String lineId = any(model.lines.keySet());
    Line line = model.lines.get(lineId);
    int back = random.nextInt(3);
    String expecting = refusal(payment, amount, external);
    if (expecting.equals("200") && !all && back > line.quantity - line.restocked) {
      expecting = "400 INVALID_LINE_ITEM_RESTOCK_QUANTITY";
    }
    String effects = "";
    if (all) effects = ",\"sideEffects\":{\"restockInfo\":{\"type\":\"ALL_ITEMS\"}}";
    if (!all && back > 0) {
      effects =
          ",\"sideEffects\":{\"restockInfo\":{\"type\":\"SOME_ITEMS\",\"items\":[{\"lineItemId\":\"%s\",\"quantity\":%d}]}}"
              .formatted(lineId, back);
    }
    JsonNode done =
        ask(
            expecting,
            "POST",
            "/ecom/v1/payments-collector/orders/" + order + "/trigger-refund",
            "{\"payments\":[{\"paymentId\":\"%s\",\"amount\":{\"amount\":\"%s\"},\"externalRefund\":%b}]%s}"
                .formatted(id, text(amount), external, effects));
    if (done == null) return;
    begun(done.path("refundId").asText(), id, amount, external, false);
    if (all) {
      for (Line each : model.lines.values()) {
        each.back(each.quantity - each.restocked);
        each.restocked = each.quantity;
      }
    } else {
      line.restocked += back;
      line.back(back);
    }
  }

  /** Tells how a refund outside has ended. */
  void arrive() {
    if (model.refunds.isEmpty()) return;
    Refund refund = oneOf(model.refunds);
    String next = random.nextBoolean() ? "SUCCEEDED" : "FAILED";
    boolean same = refund.state.equals(next);
    boolean may = same || refund.external && refund.state.equals("PENDING");
    JsonNode done =
        ask(
            may ? "200" : "428 STATUS_NOT_ALLOWED",
            "POST",
            "/ecom/v1/payments/orders/" + order + "/update-refund-transaction",
            "{\"refundId\":\"%s\",\"transaction\":{\"paymentId\":\"%s\",\"refundStatus\":\"%s\"}}"
                .formatted(refund.id, refund.payment, next));
    if (done == null || same) return;
    ended(refund, next);
  }

  private void ended(Refund refund, String state) {
    refund.state = state;
    Payment payment = model.payments.get(refund.payment);
    payment.refunding -= refund.amount;
    if (state.equals("SUCCEEDED")) payment.refunded += refund.amount;
    else payment.paid += refund.amount;
    if (state.equals("FAILED") && refund.line != null) refund.line.refunded -= refund.units;
  }

  /** The provider decides the refunds that it kept open. */
  void decide() {
    String id = anyPayment();
    Payment payment = model.payments.get(id);
    boolean approve = random.nextBoolean();
    boolean known = payment != null && payment.token != null;
    JsonNode done =
        ask(
            known ? "200" : "404 PAYMENT_NOT_FOUND",
            "POST",
            "/cartwright/v1/payments/sandbox/decide",
            "{\"paymentId\":\"%s\",\"approve\":%b}".formatted(id, approve));
    if (done == null) return;
    for (Refund refund : model.refunds) {
      boolean open = refund.payment.equals(id) && refund.state.equals("PENDING");
      if (open && !refund.external) ended(refund, approve ? "SUCCEEDED" : "FAILED");
    }
  }

  /** The buyer's bank takes money back, or gives it up. */
  void dispute() {
    String id = anyPayment();
    Payment payment = model.payments.get(id);
    boolean reverse = rarely(2);
    long amount = 1 + random.nextInt((int) model.total / 3);
    boolean known = payment != null && payment.token != null;
    if (known && !reverse && (payment.disputes >= DISPUTES_MAX || amount > payment.paid)) return;
    JsonNode done =
        ask(
            known ? "200" : "404 PAYMENT_NOT_FOUND",
            "POST",
            "/cartwright/v1/payments/sandbox/dispute",
            "{\"paymentId\":\"%s\",\"amount\":\"%s\",\"reverse\":%b}"
                .formatted(id, text(amount), reverse));
    if (done == null) return;
    if (reverse) {
      payment.paid += payment.disputed;
      payment.disputed = 0;
    } else {
      payment.paid -= amount;
      payment.disputed += amount;
      payment.disputes++;
    }
  }

  /** Staff charge what the buyer left, all that is left to pay or a part. */
  void charge() {
    if (model.payments.size() >= PAYMENTS_MAX) return;
    String token = oneOf(List.of("tok_approve", "tok_authorize", "tok_decline"));
    long amount = amount();
    String intent = UUID.randomUUID().toString();
    String expecting = chargeable(amount);
    if (expecting.equals("200")) {
      JsonNode made =
          ask(
              "200",
              "POST",
              "/cartwright/v1/orders/" + order + "/payment-intents",
              "{\"provider\":\"sandbox\",\"paymentToken\":\"" + token + "\"}");
      if (made == null) return;
      intent = made.path("paymentIntentId").asText();
      if (token.equals("tok_decline")) expecting = "428 PAYMENT_ERROR";
    }
    ask(
        expecting,
        "POST",
        "/ecom/v1/order-billing/charge-order",
        "{\"orderId\":\"%s\",\"regularCharge\":{\"paymentIntentId\":\"%s\",\"amount\":{\"amount\":\"%s\"}}}"
            .formatted(order, intent, text(amount)));
    if (expecting.equals("200") || expecting.equals("428 PAYMENT_ERROR")) provided(token, amount);
  }

  private String chargeable(long amount) {
    if (model.isClosed()) return "428 ORDER_CANCELED";
    if (model.left() == 0) return "428 ORDER_PAID";
    if (model.sum(it -> it.disputed) > 0) return "428 ORDER_HAS_CHARGEBACKS";
    if (amount < 1 || amount > model.left()) return "400 INVALID_AMOUNT";
    return model.isBusy() ? "409 PAYMENT_ALREADY_IN_PROGRESS" : "200";
  }
}
