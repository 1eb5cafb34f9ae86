package io.cartwright.order;

import io.cartwright.bus.Operation;
import io.cartwright.store.Change;
import io.cartwright.store.Taken;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What other domains ask about orders. These stay inside the JVM. */
public final class OrderQuestions {
  /** Tally kind of the units in stock, by inventory item id as lower-case text. */
  public static final String STOCK = "stock";

  /**
   * Places an order: the order with its number, stock, uses, the asker's own change and the events
   * are one transaction.
   *
   * <p>Refused, in this order: INVALID_REVISION when a document of the given change has moved on
   * (read it again, decide again); PARTIAL_OUT_OF_STOCK, FULL_OUT_OF_STOCK;
   * ERROR_COUPON_USAGE_EXCEEDED, ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED; CHECKOUT_CHANGED when a
   * rule has just been used up, so that the price no longer holds. A checkout that has an order
   * already is answered with that order, and nothing is written.
   */
  public static final Operation<Place, Placed> PLACE = Operation.internal("ecom.order.place");

  /**
   * What there is to pay of an order. Refused with ORDER_NOT_FOUND to all but buyer and admin, and
   * with ORDER_CANCELED when the order takes no payment any more.
   */
  public static final Operation<OrderOf, Payable> PAYABLE =
      Operation.internal("ecom.order.payable");

  /**
   * Records what became of a payment, in one transaction with what the asker joins to it. Saying
   * the same twice changes nothing.
   *
   * <p>Refused, in this order: ORDER_NOT_FOUND; ORDER_CANCELED when money came for an order that is
   * canceled or rejected (nothing is recorded: give the money back); INVALID_REVISION when a
   * document that the asker joined has moved on.
   */
  public static final Operation<Settle, Settled> SETTLE = Operation.internal("ecom.order.settle");

  /**
   * Gives an order that waits for its payment to the member that its visitor turned out to be. Does
   * nothing to any other order.
   */
  public static final Operation<Give, Give> GIVE = Operation.internal("ecom.order.give");

  /** Those of some orders that exist and that the caller may read, by id. */
  public static final Operation<OrdersOf, Map<UUID, Order>> READ =
      Operation.internal("ecom.order.read");

  /**
   * Writes what was sent of orders: the orders with their statuses, and what the asker joins, are
   * one transaction. Refused with INVALID_REVISION when one of the orders or a document of the
   * asker has moved on: read it again, decide again.
   */
  public static final Operation<Send, Send> SEND = Operation.internal("ecom.order.send");

  /**
   * Whether a payment request may be paid now. Refused, in this order:
   * ORDER_PAYMENT_REQUEST_NOT_FOUND, ORDER_PAYMENT_REQUEST_PAID, ORDER_PAYMENT_REQUEST_EXPIRED,
   * ORDER_PAYMENT_REQUEST_VOIDED, PAYMENT_METHOD_BLOCKED.
   */
  public static final Operation<Requested, Requested> REQUESTED =
      Operation.internal("ecom.order.requested");

  private OrderQuestions() {}

  /**
   * Names a payment request.
   *
   * @param provider by whom it is to be paid; null for the default
   */
  public record Requested(UUID requestId, String provider) {}

  /** Names orders. */
  public record OrdersOf(Set<UUID> orderIds) {
    public OrdersOf {
      orderIds = Set.copyOf(orderIds);
    }
  }

  /**
   * Orders of which something is sent.
   *
   * @param decide answers what is sent of each order from the orders that exist; it adds the
   *     asker's writes to the change, its Idempotency-Key included
   */
  public record Send(Set<UUID> orderIds, BiFunction<Map<UUID, Order>, Change, List<Sent>> decide) {
    public Send {
      orderIds = Set.copyOf(orderIds);
    }
  }

  /**
   * What was sent of an order, all in all.
   *
   * @param sentByLine units by line item id
   * @param notes entries for the order's diary
   */
  public record Sent(UUID orderId, Map<String, Integer> sentByLine, List<ActivityType> notes) {
    public Sent {
      sentByLine = Map.copyOf(sentByLine);
      notes = List.copyOf(notes);
    }
  }

  /** An order, and the member that gets it. */
  public record Give(UUID orderId, UUID memberId) {}

  /**
   * Tells what {@link #PLACE} will make of these amounts: true when the order is approved at once,
   * and its checkout therefore completed, since nothing is to be paid online now.
   */
  public static boolean approvedAtOnce(long totalMinor, long dueNowMinor) {
    return totalMinor == 0 || dueNowMinor == 0;
  }

  /**
   * An order to place.
   *
   * @param orderId a fresh id; the asker's documents may name it
   * @param order as priced, without id, number, statuses, dates, balance and activities. {@code
   *     payNow.total} is what has to be paid online now; without {@code payNow} it is {@code
   *     priceSummary.total}. {@code checkoutId} is what the order is unique by.
   * @param stock units to take
   * @param stockWhenPaid true to take them when the order is paid; they must be there all the same
   * @param uses uses of coupons and rules to count
   * @param change what the asker writes in the same transaction, its Idempotency-Key included; it
   *     must not be used afterwards
   * @param join adds writes that need the order as it will be stored, its number included; that is
   *     known within the transaction
   */
  public record Place(
      UUID orderId,
      Order order,
      List<StockTake> stock,
      boolean stockWhenPaid,
      List<UseTake> uses,
      Change change,
      BiConsumer<Change, Function<Taken, Order>> join) {
    public Place {
      stock = List.copyOf(stock);
      uses = List.copyOf(uses);
    }

    /** Joins nothing that needs the order's number. */
    public Place(
        UUID orderId,
        Order order,
        List<StockTake> stock,
        boolean stockWhenPaid,
        List<UseTake> uses,
        Change change) {
      this(orderId, order, stock, stockWhenPaid, uses, change, (into, numbered) -> {});
    }

    /** Takes stock at once. */
    public Place(
        UUID orderId, Order order, List<StockTake> stock, List<UseTake> uses, Change change) {
      this(orderId, order, stock, false, uses, change);
    }
  }

  /**
   * Units of one line to take from one inventory item.
   *
   * @param oversell true when the item may be sold without being in stock (backorder)
   */
  public record StockTake(UUID inventoryItemId, String lineItemId, int quantity, boolean oversell) {
    public StockTake {
      if (quantity < 1) throw new IllegalArgumentException("takes nothing: " + quantity);
    }
  }

  /**
   * One use of a coupon or rule.
   *
   * @param kind one of the tally kinds in {@code DiscountQuestions}
   * @param key the tally's key: the id, or {@code id:buyerKey}
   * @param limit most uses; null without end
   */
  public record UseTake(String kind, String key, Integer limit) {}

  /**
   * An order as it stands after its placement.
   *
   * @param paymentGatewayOrderId what to pay by; null when nothing is to be paid online now
   * @param existing true when the checkout had this order before
   */
  public record Placed(
      UUID orderId,
      String number,
      OrderStatus status,
      String paymentGatewayOrderId,
      boolean existing) {}

  /** Names an order. */
  public record OrderOf(UUID orderId) {}

  /**
   * What there is to pay.
   *
   * @param dueNow decimal amount of {@code currency} that is to be paid online now and is not paid
   *     yet
   * @param isDue false when {@code dueNow} is nothing
   * @param left decimal amount of the whole order that is neither paid, held nor under way
   */
  public record Payable(
      UUID orderId,
      OrderStatus status,
      PaymentStatusEnumPaymentStatus paymentStatus,
      String dueNow,
      boolean isDue,
      String left,
      String currency) {}

  /**
   * A payment's present state.
   *
   * @param paymentId the same for every state of one payment
   * @param status APPROVED, AUTHORIZED, PENDING or DECLINED; null when the buyer pays offline and
   *     no money moves
   * @param amount decimal, in the order's currency
   * @param provider whose payment it is
   * @param reference the provider's own id of it, or null
   * @param paymentRequestId the payment request that this pays, or null
   * @param join adds the asker's writes to the change, knowing what the order will be; may be
   *     called more than once, each time with a new change
   */
  public record Settle(
      UUID orderId,
      UUID paymentId,
      PaymentStatus status,
      String amount,
      String provider,
      String reference,
      UUID paymentRequestId,
      BiConsumer<Change, Settled> join) {
    /** Pays no payment request. */
    public Settle(
        UUID orderId,
        UUID paymentId,
        PaymentStatus status,
        String amount,
        String provider,
        String reference,
        BiConsumer<Change, Settled> join) {
      this(orderId, paymentId, status, amount, provider, reference, null, join);
    }
  }

  /** An order after a payment was recorded. */
  public record Settled(
      UUID orderId,
      String number,
      OrderStatus status,
      PaymentStatusEnumPaymentStatus paymentStatus) {}
}
