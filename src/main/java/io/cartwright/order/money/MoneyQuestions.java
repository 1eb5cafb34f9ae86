package io.cartwright.order.money;

import io.cartwright.bus.Operation;
import io.cartwright.wire.common.Price;
import java.util.UUID;

/** What other domains tell about the money of orders. These stay inside the JVM. */
public final class MoneyQuestions {
  /**
   * What became of a capture, void or refund, by its key. Saying it again changes nothing. Refused
   * with PAYMENT_NOT_FOUND when no such movement was asked for.
   */
  public static final Operation<MoveNews, MoveNews> MOVED = Operation.internal("ecom.money.moved");

  /**
   * A bank took money of a payment back, or gave it up. Saying it again changes nothing. Refused
   * with ORDER_NOT_FOUND and PAYMENT_NOT_FOUND.
   */
  public static final Operation<DisputeNews, DisputeNews> DISPUTED =
      Operation.internal("ecom.money.disputed");

  /**
   * What may be collected of an order now, as a decimal in its currency. Refused, in this order:
   * ORDER_NOT_FOUND, ORDER_CANCELED, ORDER_IS_PENDING, ORDER_HAS_CHARGEBACKS, ORDER_ALREADY_PAID,
   * INVALID_AMOUNT.
   */
  public static final Operation<Collectable, String> COLLECTABLE =
      Operation.internal("ecom.money.collectable");

  private MoneyQuestions() {}

  /**
   * Asks whether an amount may be collected.
   *
   * @param amount null for all that is left
   */
  public record Collectable(UUID orderId, Price amount) {}

  /** Where a movement stands at its provider. */
  public enum MoveStand {
    /** Done for good. */
    DONE,
    /** Not decided; news will follow. */
    PENDING,
    /** Turned down for good: nothing moved. */
    FAILED,
    /** The provider knows no such movement. */
    NOT_FOUND,
    /** The provider was not asked. */
    NOT_SENT,
    /** The answer is lost: it may have moved or not. */
    UNKNOWN
  }

  /**
   * News of a movement.
   *
   * @param reference the provider's own id of it, or null
   * @param failure why it failed, or null
   */
  public record MoveNews(UUID moveId, MoveStand stand, String reference, String failure) {}

  /**
   * News of a dispute.
   *
   * @param disputeId the same for a chargeback and its reversal
   * @param amount decimal, in the order's currency
   * @param reversed true when the shop has won the money again
   * @param reference the provider's own id of it
   */
  public record DisputeNews(
      UUID orderId,
      UUID paymentId,
      UUID disputeId,
      String amount,
      boolean reversed,
      String reference) {}
}
