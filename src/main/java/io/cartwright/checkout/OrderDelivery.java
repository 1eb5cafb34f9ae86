package io.cartwright.checkout;

import static io.cartwright.basket.ordered.OrderedLines.price;

import io.cartwright.basket.Lines;
import io.cartwright.basket.Priced;
import io.cartwright.basket.Prices;
import io.cartwright.basket.QuoteView;
import io.cartwright.basket.ordered.OrderTax;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.AddressWithContact;
import io.cartwright.wire.common.PickupAddress;
import io.cartwright.wire.common.SelectedCarrierServiceOption;
import io.cartwright.wire.orders.DeliveryLogistics;
import io.cartwright.wire.orders.PickupDetails;
import io.cartwright.wire.orders.ShippingPrice;
import io.cartwright.wire.orders.ShippingRegion;
import io.cartwright.wire.orders.V1ShippingInformation;

/** How an order is delivered, copied from the option that counts for a priced checkout. */
final class OrderDelivery {
  private final Priced priced;
  private final QuoteView view;
  private final OrderTax tax;
  private final AddressWithContact destination;

  OrderDelivery(Priced priced, QuoteView view, OrderTax tax, AddressWithContact destination) {
    this.priced = priced;
    this.view = view;
    this.tax = tax;
    this.destination = destination;
  }

  /** Null when nothing is delivered. */
  V1ShippingInformation information() {
    SelectedCarrierServiceOption chosen = view.delivery().selected();
    if (chosen == null || Lines.shippableIds(priced.basket()).isEmpty()) return null;
    return V1ShippingInformation.builder()
        .carrierId(chosen.carrierId())
        .code(chosen.code())
        .title(chosen.title())
        .logistics(logistics(chosen.logistics()))
        .cost(cost())
        .region(
            view.delivery().region() == null
                ? null
                : new ShippingRegion(view.delivery().region().name()))
        .build();
  }

  /** Goods go to the destination, or are picked up. */
  private DeliveryLogistics logistics(io.cartwright.wire.common.DeliveryLogistics chosen) {
    DeliveryLogistics.Builder logistics = DeliveryLogistics.builder();
    if (chosen != null) {
      logistics
          .deliveryTime(chosen.deliveryTime())
          .instructions(chosen.instructions())
          .deliveryTimeSlot(chosen.deliveryTimeSlot());
    }
    return chosen == null || chosen.pickupDetails() == null
        ? logistics.shippingDestination(destination).build()
        : logistics.pickupDetails(pickup(chosen.pickupDetails())).build();
  }

  private static PickupDetails pickup(io.cartwright.wire.common.PickupDetails details) {
    Address at = details.address();
    PickupAddress address =
        at == null
            ? null
            : PickupAddress.builder()
                .country(at.country())
                .subdivision(at.subdivision())
                .city(at.city())
                .postalCode(at.postalCode())
                .streetAddress(at.streetAddress())
                .addressLine(at.addressLine())
                .addressLine2(at.addressLine2())
                .countryFullname(at.countryFullname())
                .subdivisionFullname(at.subdivisionFullname())
                .geocode(at.geocode())
                .build();
    return PickupDetails.builder().address(address).pickupMethod(details.pickupMethod()).build();
  }

  private ShippingPrice cost() {
    Quote.Shipping shipping = view.quote().shipping();
    Prices prices = view.prices();
    return ShippingPrice.builder()
        .price(price(prices.of(shipping.priceMinor())))
        .discount(price(prices.of(shipping.discountMinor())))
        .totalPriceBeforeTax(price(prices.of(shipping.totalBeforeTaxMinor())))
        .totalPriceAfterTax(price(prices.of(shipping.totalAfterTaxMinor())))
        .taxInfo(tax.of(shipping.tax(), priced.input().tax().shippingGroup()))
        .build();
  }
}
