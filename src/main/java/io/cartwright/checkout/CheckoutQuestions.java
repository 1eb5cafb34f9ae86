package io.cartwright.checkout;

import io.cartwright.bus.Operation;
import io.cartwright.store.Change;
import java.util.UUID;
import java.util.function.Consumer;

/** What other domains ask about checkouts. These stay inside the JVM. */
public final class CheckoutQuestions {
  /**
   * Prepares the completion of a checkout whose order is paid or approved. Nothing is written yet:
   * the asker joins the answer to its own change. The owner of the checkout must read it again
   * afterwards, since it was written by another.
   */
  public static final Operation<CompletionOf, Completion> COMPLETION =
      Operation.internal("ecom.checkout.completion");

  private CheckoutQuestions() {}

  /** Asks for the completion of a checkout by an order. */
  public record CompletionOf(UUID checkoutId, UUID orderId) {}

  /**
   * What completes a checkout.
   *
   * @param join adds the checkout's document, at the revision that was read, and its events; adds
   *     nothing when the checkout is completed already or is gone
   */
  public record Completion(Consumer<Change> join) {}
}
