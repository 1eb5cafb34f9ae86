package io.cartwright.payment;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * The seam to whoever moves the money. A provider acts at most once on a key, whatever is repeated.
 * A failed future means that the answer is lost; what became of the money is then asked with {@link
 * #status}. Calls have a time limit, and none is made inside a transaction.
 */
public interface PaymentProvider {
  /** The name under which buyers choose it; lower case. */
  String name();

  /** Takes the money: APPROVED, PENDING, DECLINED, or OFFLINE when it is paid outside. */
  Future<ProviderAnswer> charge(ChargeRequest request);

  /** Holds the money to take it later: AUTHORIZED, PENDING, DECLINED or OFFLINE. */
  Future<ProviderAnswer> authorize(ChargeRequest request);

  /** Where a payment stands; NOT_FOUND when the provider never heard of it. */
  Future<ProviderAnswer> status(UUID siteId, UUID key);

  /**
   * Voids or refunds a payment in full, and keeps a request under this key that is still on its way
   * from moving money: UNDONE, or DECLINED when it never took any.
   */
  Future<ProviderAnswer> undo(UUID siteId, UUID key);

  /** Takes money that is held: APPROVED, PENDING or DECLINED. */
  Future<ProviderAnswer> capture(MoveRequest request);

  /** Lets money go that is held: APPROVED, PENDING or DECLINED. */
  Future<ProviderAnswer> cancel(MoveRequest request);

  /** Gives money back that was taken: APPROVED, PENDING or DECLINED. */
  Future<ProviderAnswer> refund(MoveRequest request);

  /** Where a capture, void or refund stands; NOT_FOUND when the provider never heard of it. */
  Future<ProviderAnswer> status(MoveRequest request);

  /**
   * Reads a notification of this provider; empty when its signature is not genuine.
   *
   * @param payload the notification's text, exactly as signed
   */
  Future<Optional<ProviderNews>> parse(String payload, String signature);
}
