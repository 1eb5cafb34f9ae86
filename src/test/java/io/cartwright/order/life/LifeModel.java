package io.cartwright.order.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What an order should look like: a few sums for each payment, a count for each line, and the units
 * on the shelves. Knows nothing of ledgers, attempts, revisions or events. Minor units.
 */
final class LifeModel {
  /** Statuses to which a caller may lead a recorded payment, from each. */
  private static final Map<String, List<String>> STATUS_MOVES =
      Map.of(
          "PENDING", List.of("PENDING_MERCHANT", "APPROVED", "AUTHORIZED", "DECLINED", "CANCELED"),
          "PENDING_MERCHANT", List.of("PENDING", "APPROVED", "AUTHORIZED", "DECLINED", "CANCELED"),
          "AUTHORIZED", List.of("APPROVED", "VOIDED"),
          "APPROVED", List.of("CANCELED", "VOIDED"));

  final long total;
  final Map<String, Line> lines = new TreeMap<>();
  final Map<String, Payment> payments = new TreeMap<>();
  final Map<String, Parcel> parcels = new TreeMap<>();
  final List<Refund> refunds = new ArrayList<>();
  String status = "INITIALIZED";
  boolean archived;

  LifeModel(long total) {
    this.total = total;
  }

  /** A line and the shelf that it was taken from. */
  static final class Line {
    final int quantity;
    final String shelf;
    long onShelf;
    int taken;
    int refunded;
    int restocked;

    Line(int quantity, String shelf, long onShelf) {
      this.quantity = quantity;
      this.shelf = shelf;
      this.onShelf = onShelf;
      this.taken = quantity;
    }

    /** Units go back, as far as they are not back yet. */
    void back(int units) {
      int back = Math.min(units, taken);
      taken -= back;
      onShelf += back;
    }
  }

  /** A payment; {@code token} is null where it is only recorded. */
  static final class Payment {
    final String token;
    final long amount;
    String status;
    long pending;
    long held;
    long paid;
    long refunding;
    long refunded;
    long disputed;
    int disputes;
    boolean captured;

    Payment(String token, String status, long amount) {
      this.token = token;
      this.amount = amount;
      become(status);
    }

    void become(String next) {
      long stands = pending + held + paid;
      long moved = stands == 0 && status == null ? amount : stands;
      status = next;
      pending = next.startsWith("PENDING") ? moved : 0;
      held = next.equals("AUTHORIZED") ? moved : 0;
      paid = next.equals("APPROVED") ? moved : 0;
    }

    long taken() {
      return paid + refunding + refunded + disputed;
    }

    String shown() {
      if (taken() == 0) return status;
      if (refunded == 0) return "APPROVED";
      return refunded < taken() ? "PARTIALLY_REFUNDED" : "REFUNDED";
    }

    boolean mayBecome(String next) {
      boolean untouched = token == null && taken() == paid;
      return untouched && STATUS_MOVES.getOrDefault(shown(), List.of()).contains(next);
    }
  }

  /** A refund whose end is not known yet, or is. */
  static final class Refund {
    final String id;
    final String payment;
    final long amount;
    final boolean external;
    String state;

    /** The line of which units count as given back while it has not failed; null without one. */
    Line line;

    int units;

    Refund(String id, String payment, long amount, boolean external, String state) {
      this.id = id;
      this.payment = payment;
      this.amount = amount;
      this.external = external;
      this.state = state;
    }
  }

  /** Units sent by line, and the number to track them by. */
  static final class Parcel {
    final Map<String, Integer> units;
    String number;

    Parcel(Map<String, Integer> units, String number) {
      this.units = units;
      this.number = number;
    }
  }

  long sum(ToLongFunction<Payment> of) {
    return payments.values().stream().mapToLong(of).sum();
  }

  /** Neither paid, held nor under way. */
  long left() {
    return Math.max(0, total - sum(Payment::taken) - sum(it -> it.held) - sum(it -> it.pending));
  }

  boolean isClosed() {
    return status.equals("CANCELED") || status.equals("REJECTED");
  }

  /** True while a provider has not told how a payment ended. */
  boolean isBusy() {
    return payments.values().stream()
        .anyMatch(it -> it.token != null && it.status.equals("PENDING"));
  }

  /** True when a provider has taken or held money before. */
  boolean hasProvided() {
    return payments.values().stream()
        .anyMatch(it -> it.token != null && !it.status.equals("DECLINED"));
  }

  /** Most that may be given back of a payment now. */
  long refundable(Payment payment) {
    boolean never = status.equals("PENDING") || status.equals("REJECTED");
    return never ? 0 : payment.paid;
  }

  int sent(String line) {
    return parcels.values().stream().mapToInt(it -> it.units.getOrDefault(line, 0)).sum();
  }

  /** The order is lost or called off: what it took goes back. */
  void giveBack() {
    lines.values().forEach(line -> line.back(line.taken));
  }

  /** Money was taken or is held. */
  void paidFor() {
    if (status.equals("INITIALIZED") || status.equals("PENDING")) status = "APPROVED";
  }

  private boolean has(String wanted) {
    return payments.values().stream().anyMatch(it -> it.taken() == 0 && it.status.equals(wanted));
  }

  String paymentStatus() {
    long paid = sum(Payment::taken);
    long refunded = sum(it -> it.refunded);
    if (refunded > 0) {
      return refunded >= Math.max(total, paid) ? "FULLY_REFUNDED" : "PARTIALLY_REFUNDED";
    }
    if (paid >= total) return "PAID";
    if (paid > 0) return "PARTIALLY_PAID";
    if (has("PENDING_MERCHANT")) return "PENDING_MERCHANT";
    if (has("PENDING")) return "PENDING";
    boolean held = sum(it -> it.held) > 0;
    if (has("DECLINED") && !held) return "DECLINED";
    return has("CANCELED") && !held ? "CANCELED" : "NOT_PAID";
  }

  String fulfillmentStatus() {
    if (lines.entrySet().stream().allMatch(it -> sent(it.getKey()) >= it.getValue().quantity)) {
      return "FULFILLED";
    }
    return parcels.isEmpty() ? "NOT_FULFILLED" : "PARTIALLY_FULFILLED";
  }

  /** The order as it should be shown, one fact a line. */
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("status", status);
    facts.put("paymentStatus", paymentStatus());
    facts.put("fulfillmentStatus", fulfillmentStatus());
    facts.put("archived", Boolean.toString(archived));
    facts.put("balance", LifeShop.text(total - sum(Payment::taken)));
    facts.put("paid", LifeShop.text(sum(Payment::taken)));
    facts.put("refunded", LifeShop.text(sum(it -> it.refunded)));
    facts.put("pendingRefund", LifeShop.text(sum(it -> it.refunding)));
    facts.put("authorized", LifeShop.text(sum(it -> it.held)));
    facts.put("pending", LifeShop.text(sum(it -> it.pending)));
    facts.put("refundable", LifeShop.text(sum(this::refundable)));
    facts.put("refunds", Integer.toString(refunds.size()));
    lines.forEach(
        (id, line) -> {
          facts.put("line " + id, line.refunded + " refunded, " + line.restocked + " restocked");
          facts.put("stock " + line.shelf, Long.toString(line.onShelf));
        });
    payments.forEach(
        (id, it) -> {
          facts.put("payment " + id, it.shown());
          facts.put(
              "ledger " + id,
              ledger(it.pending, it.held, it.paid, it.refunding, it.refunded, it.disputed));
        });
    parcels.forEach((id, it) -> facts.put("parcel " + id, it.units + " " + it.number));
    return facts;
  }

  static String ledger(
      long pending, long held, long paid, long refunding, long refunded, long disputed) {
    return "pending %d, held %d, paid %d, refunding %d, refunded %d, disputed %d"
        .formatted(pending, held, paid, refunding, refunded, disputed);
  }
}
