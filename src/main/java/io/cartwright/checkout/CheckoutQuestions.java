package io.cartwright.checkout;

import io.cartwright.basket.PriceAsk;
import io.cartwright.bus.Operation;
import io.cartwright.store.Change;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.own.cart.StoredCart;
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
      Operation.<CompletionOf, Completion>internal("ecom.checkout.completion")
          .keyedBy((caller, ask) -> CheckoutKeys.owner(ask.checkoutId().toString()));

  /** Makes a checkout from a cart, or brings the cart's checkout up to date with it. */
  public static final Operation<FromCart, FromCartAnswer> FROM_CART =
      Operation.internal("ecom.checkout.fromCart");

  /**
   * Where a checkout's page is. Refused with CHECKOUT_NOT_FOUND to all but its buyer and
   * administrators.
   */
  public static final Operation<Locate, Located> LOCATE =
      Operation.<Locate, Located>internal("ecom.checkout.locate")
          .keyedBy((caller, ask) -> CheckoutKeys.owner(ask.checkoutId()));

  /**
   * A checkout as it is priced, by the facts that are stored. Refused with CHECKOUT_NOT_FOUND to
   * all but its buyer and administrators.
   */
  public static final Operation<CheckoutWanted, PriceAsk> PRICE_ASK =
      Operation.<CheckoutWanted, PriceAsk>internal("ecom.checkout.priceAsk")
          .keyedBy((caller, ask) -> CheckoutKeys.owner(ask.checkoutId()));

  private CheckoutQuestions() {}

  /** Names a checkout. */
  public record CheckoutWanted(String checkoutId) {}

  /** Asks for a checkout's page. */
  public record Locate(String checkoutId) {}

  /**
   * A checkout's page.
   *
   * @param url without a query of ours
   * @param hosted true when it is the engine's own page, false for one that the merchant named
   */
  public record Located(UUID checkoutId, String url, boolean hosted) {}

  /** Asks for the completion of a checkout by an order. */
  public record CompletionOf(UUID checkoutId, UUID orderId) {}

  /**
   * What completes a checkout.
   *
   * @param join adds the checkout's document, at the revision that was read, and its events; adds
   *     nothing when the checkout is completed already or is gone
   * @param committed to be run when the change is committed, and not before
   */
  public record Completion(Consumer<Change> join, Runnable committed) {
    /** Nothing completes. */
    public static final Completion NOTHING = new Completion(change -> {});

    /** Nothing is left to do afterwards. */
    public Completion(Consumer<Change> join) {
      this(join, () -> {});
    }
  }

  /**
   * A cart whose checkout is wanted. The cart was checked: it has lines, none without units, and
   * the site accepts payments.
   *
   * @param checkoutId the cart's checkout so far, which is updated unless it is completed; null:
   *     none is known (one may have been made by a call that was cut off, so look by cart id)
   * @param shippingAddress instead of the cart's; null: the cart's contact address, if any
   * @param billingAddress null: as the shipping address
   * @param shippingOption instead of the cart's; null: the cart's, if any
   * @param email instead of the buyer's; null: the cart's buyer's, if any
   */
  public record FromCart(
      UUID cartId,
      StoredCart cart,
      UUID checkoutId,
      ChannelType channelType,
      Address shippingAddress,
      Address billingAddress,
      SelectedShippingOption shippingOption,
      String email) {}

  /** The checkout, committed. */
  public record FromCartAnswer(UUID checkoutId) {}
}
