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

  /**
   * Reads a notification of this provider; empty when its signature is not genuine.
   *
   * @param payload the notification's text, exactly as signed
   */
  Future<Optional<Notification>> parse(String payload, String signature);

  /** News of a payment. */
  record Notification(UUID siteId, UUID key, ProviderAnswer answer) {}
}
