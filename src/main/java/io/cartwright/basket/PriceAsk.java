package io.cartwright.basket;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Fee;
import io.cartwright.pricing.GiftCard;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.own.basket.StoredBasket;
import java.util.List;

/**
 * A basket to be priced, and how far.
 *
 * @param refresh take over what the catalog says now; otherwise the stored facts count
 * @param delivery offer and price delivery
 * @param tax work out tax
 * @param shippingAddress where it is delivered; null when not known
 * @param billingAddress where it is billed; null when not known
 * @param shippingOption the buyer's choice; null: none made
 * @param fees additional fees
 * @param giftCard null: none
 */
public record PriceAsk(
    StoredBasket basket,
    Currency currency,
    boolean refresh,
    boolean delivery,
    boolean tax,
    Address shippingAddress,
    Address billingAddress,
    SelectedShippingOption shippingOption,
    List<Fee> fees,
    GiftCard giftCard) {

  public PriceAsk {
    fees = List.copyOf(fees);
  }

  /** Lines and discounts alone, by the stored facts: what a cart shows. */
  public static PriceAsk linesOf(StoredBasket basket, Currency currency) {
    return new PriceAsk(basket, currency, false, false, false, null, null, null, List.of(), null);
  }

  /** Lines and discounts alone, by what the catalog says now. */
  public static PriceAsk freshLinesOf(StoredBasket basket, Currency currency) {
    return new PriceAsk(basket, currency, true, false, false, null, null, null, List.of(), null);
  }

  /** Everything, by what the catalog says now. */
  public static PriceAsk all(
      StoredBasket basket, Currency currency, Address shippingAddress, Address billingAddress) {
    return new PriceAsk(
        basket,
        currency,
        true,
        true,
        true,
        shippingAddress,
        billingAddress,
        basket.selectedShippingOption(),
        List.of(),
        null);
  }

  /** The same with another basket. */
  public PriceAsk with(StoredBasket other) {
    return new PriceAsk(
        other,
        currency,
        refresh,
        delivery,
        tax,
        shippingAddress,
        billingAddress,
        shippingOption,
        fees,
        giftCard);
  }

  /** The same by the stored facts, whatever the catalog says now. */
  public PriceAsk asItStands() {
    return new PriceAsk(
        basket,
        currency,
        false,
        delivery,
        tax,
        shippingAddress,
        billingAddress,
        shippingOption,
        fees,
        giftCard);
  }

  /** The same with a gift card; null: none. */
  public PriceAsk withGiftCard(GiftCard card) {
    return new PriceAsk(
        basket,
        currency,
        refresh,
        delivery,
        tax,
        shippingAddress,
        billingAddress,
        shippingOption,
        fees,
        card);
  }
}
