package io.cartwright.basket;

import io.cartwright.pricing.Delivery;
import io.cartwright.pricing.Quote;
import io.cartwright.shipping.DeliveryQuestions;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.wire.common.ApplicableLineItems;
import io.cartwright.wire.common.Carrier;
import io.cartwright.wire.common.CarrierServiceOption;
import io.cartwright.wire.common.ChargeType;
import io.cartwright.wire.common.DeliveryAllocation;
import io.cartwright.wire.common.DeliveryLogistics;
import io.cartwright.wire.common.OtherCharge;
import io.cartwright.wire.common.Region;
import io.cartwright.wire.common.SelectedCarrierServiceOption;
import io.cartwright.wire.common.SelectedCarrierServiceOptionOtherCharge;
import io.cartwright.wire.common.SelectedCarrierServiceOptionPrices;
import io.cartwright.wire.common.ShippingInformation;
import io.cartwright.wire.common.ShippingOption;
import io.cartwright.wire.common.ShippingPrice;
import io.cartwright.wire.common.ShippingRegion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Delivery of a quote in the words of the contract. */
public final class DeliveryView {
  private final Quote.Shipping shipping;
  private final DeliveryAnswer answer;
  private final Prices prices;
  private final TaxView tax;
  private final String taxGroup;

  DeliveryView(Priced priced, Prices prices, TaxView tax) {
    this.shipping = priced.quote().shipping();
    this.answer = priced.answers().delivery();
    this.prices = prices;
    this.tax = tax;
    this.taxGroup = priced.input().tax().shippingGroup();
  }

  /** Region, options and choice; null when delivery was not asked for or nothing is shipped. */
  public ShippingInformation information() {
    if (answer == null) return null;
    return new ShippingInformation(region(), selected(), options());
  }

  /** The delivery region of the destination; null when none matches. */
  public ShippingRegion region() {
    return answer == null || answer.regionId() == null
        ? null
        : new ShippingRegion(answer.regionId(), answer.regionName());
  }

  /** The offered options, by carrier, in order. */
  public List<CarrierServiceOption> options() {
    Map<String, List<ShippingOption>> byCarrier = new LinkedHashMap<>();
    for (Quote.OptionQuote option : shipping.options()) {
      byCarrier.computeIfAbsent(option.carrierId(), id -> new ArrayList<>()).add(option(option));
    }
    List<CarrierServiceOption> options = new ArrayList<>(byCarrier.size());
    byCarrier.forEach((carrier, list) -> options.add(new CarrierServiceOption(carrier, list)));
    return options;
  }

  private ShippingOption option(Quote.OptionQuote option) {
    List<OtherCharge> charges = new ArrayList<>(option.charges().size());
    for (Delivery.Charge charge : option.charges()) {
      charges.add(
          OtherCharge.builder()
              .type(ChargeType.TYPE.find(charge.type()))
              .price(prices.of(charge.amountMinor()))
              .build());
    }
    return ShippingOption.builder()
        .code(option.code())
        .title(option.title())
        .logistics(logistics(option))
        .cost(new ShippingPrice(prices.of(option.priceMinor()), charges))
        .deliveryAllocations(allocations(option))
        .partial(option.partial())
        .build();
  }

  /** The option that counts, with its tax; null when none does. */
  public SelectedCarrierServiceOption selected() {
    Quote.OptionQuote chosen = shipping.chosen();
    if (chosen == null) return null;
    return SelectedCarrierServiceOption.builder()
        .code(chosen.code())
        .title(chosen.title())
        .carrierId(chosen.carrierId())
        .logistics(logistics(chosen))
        .cost(cost())
        .requestedShippingOption(shipping.choiceHonoured())
        .otherCharges(otherCharges(chosen))
        .deliveryAllocations(allocations(chosen))
        .partial(chosen.partial())
        .build();
  }

  private SelectedCarrierServiceOptionPrices cost() {
    return SelectedCarrierServiceOptionPrices.builder()
        .price(prices.of(shipping.priceMinor()))
        .totalDiscount(prices.of(shipping.discountMinor()))
        .totalPriceBeforeTax(prices.of(shipping.totalBeforeTaxMinor()))
        .totalPriceAfterTax(prices.of(shipping.totalAfterTaxMinor()))
        .taxDetails(tax.of(shipping.tax(), taxGroup))
        .build();
  }

  private List<SelectedCarrierServiceOptionOtherCharge> otherCharges(Quote.OptionQuote chosen) {
    List<SelectedCarrierServiceOptionOtherCharge> charges = new ArrayList<>();
    for (Delivery.Charge charge : chosen.charges()) {
      charges.add(
          SelectedCarrierServiceOptionOtherCharge.builder()
              .type(ChargeType.TYPE.find(charge.type()))
              .cost(
                  SelectedCarrierServiceOptionPrices.builder()
                      .price(prices.of(charge.amountMinor()))
                      .build())
              .build());
    }
    return charges;
  }

  private DeliveryLogistics logistics(Quote.OptionQuote option) {
    return answer == null
        ? null
        : answer.logistics().get(DeliveryQuestions.key(option.carrierId(), option.code()));
  }

  private List<DeliveryAllocation> allocations(Quote.OptionQuote option) {
    Region region =
        answer == null || answer.regionId() == null
            ? null
            : new Region(answer.regionId(), answer.regionName());
    return List.of(
        new DeliveryAllocation(
            new Carrier(option.carrierId(), option.code()),
            region,
            new ApplicableLineItems(option.lineIds())));
  }
}
