package io.cartwright.cart;

import io.cartwright.basket.PriceAsk;
import io.cartwright.bus.Operation;
import java.util.Map;
import java.util.UUID;

/** What other domains ask carts. */
public final class CartQuestions {
  /**
   * Told when an order was made from a cart: the cart is deleted, so that its buyer starts with a
   * new one. What was put into it after the checkout was made stays. Does nothing when it is gone
   * already.
   */
  public static final Operation<CartOrdered, CartOrdered> CART_ORDERED =
      Operation.<CartOrdered, CartOrdered>internal("ecom.cart.ordered")
          .keyedBy((caller, told) -> CartKeys.ownerOfCart(told.cartId().toString()));

  /**
   * A cart as it is priced: with everything, by the facts that are stored. Refused with
   * CART_NOT_FOUND to all but its buyer and administrators.
   */
  public static final Operation<CartWanted, PriceAsk> PRICE_ASK =
      Operation.<CartWanted, PriceAsk>internal("ecom.cart.priceAsk")
          .keyedBy(
              (caller, wanted) ->
                  wanted.cartId() == null
                      ? CartKeys.ownerOfBuyer(CartKeys.buyerOf(caller))
                      : CartKeys.ownerOfCart(wanted.cartId()));

  private CartQuestions() {}

  /**
   * Names a cart.
   *
   * @param cartId null: the calling buyer's current cart
   */
  public record CartWanted(String cartId) {}

  /**
   * A cart that became an order.
   *
   * @param units what it held of each line when the ordered checkout was made; null: all of it
   */
  public record CartOrdered(UUID cartId, Map<String, Integer> units) {}
}
