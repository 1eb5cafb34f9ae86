package io.cartwright.checkout;

import io.cartwright.basket.Facts;
import io.cartwright.basket.ModifierView;
import io.cartwright.basket.Prices;
import io.cartwright.basket.QuoteView;
import io.cartwright.money.Currency;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.checkout.LineItem;
import io.cartwright.wire.own.basket.CustomFacts;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.List;

/** A line of a checkout as the contract shows it. */
final class CheckoutLineView {
  private final QuoteView view;
  private final Prices prices;
  private final Currency currency;

  CheckoutLineView(QuoteView view) {
    this.view = view;
    this.prices = view.prices();
    this.currency = view.quote().currency();
  }

  /**
   * The line item.
   *
   * @param quoted null for a line without any units, which is not priced
   */
  LineItem of(StoredLine line, Quote.Line quoted) {
    ItemFacts facts = line.facts();
    LineItem.Builder item =
        LineItem.builder()
            .id(line.id())
            .quantity(line.quantity())
            .catalogReference(line.catalogReference())
            .productName(facts.productName())
            .url(facts.url())
            .descriptionLines(
                facts.descriptionLines() == null ? List.of() : facts.descriptionLines())
            .media(facts.image())
            .availability(Facts.availability(line))
            .physicalProperties(facts.physicalProperties())
            .itemType(facts.itemType())
            .paymentOption(Facts.payment(line))
            .rootCatalogItemId(facts.rootCatalogItemId())
            .depositAmount(prices.ofNullable(facts.depositMinor()))
            .deliveryProfileId(facts.deliveryProfileId())
            .customLineItem(line.custom() != null)
            .priceUndetermined(false)
            .fixedQuantity(Boolean.TRUE.equals(facts.fixedQuantity()))
            .catalogOverrideFields(line.overrides())
            .savePaymentMethod(Boolean.TRUE.equals(facts.savePaymentMethod()))
            .taxableAddress(line.taxableAddress())
            .extendedFields(line.extendedFields())
            .subscriptionOptionInfo(facts.subscriptionOptionInfo())
            .modifiersTotalPrice(prices.ofNullable(facts.modifiersMinor()))
            .policies(List.of())
            .membersOnly(false)
            .inventoryAppId(line.inventoryAppId());
    price(item, facts, quoted);
    if (line.custom() != null) custom(item, line.custom());
    return item.build();
  }

  private void price(LineItem.Builder item, ItemFacts facts, Quote.Line quoted) {
    if (quoted == null) {
      item.price(prices.of(facts.priceMinor()))
          .fullPrice(prices.of(facts.fullPriceMinor()))
          .priceBeforeDiscounts(prices.of(facts.priceMinor()))
          .lineItemPrice(prices.of(0));
      return;
    }
    item.price(prices.of(quoted.priceMinor()))
        .fullPrice(prices.of(quoted.fullPriceMinor()))
        .priceBeforeDiscounts(prices.of(quoted.priceBeforeDiscountsMinor()))
        .lineItemPrice(prices.of(quoted.linePriceMinor()))
        .discount(prices.of(quoted.totalDiscountMinor()))
        .totalPriceBeforeTax(prices.of(quoted.totalBeforeTaxMinor()))
        .totalPriceAfterTax(prices.of(quoted.totalAfterTaxMinor()))
        .taxDetails(view.tax().of(quoted.tax(), facts.taxGroupId()));
  }

  private void custom(LineItem.Builder item, CustomFacts custom) {
    item.priceDescription(custom.priceDescription())
        .serviceProperties(custom.serviceProperties())
        .priceUndetermined(Boolean.TRUE.equals(custom.priceUndetermined()))
        .consentRequiredPaymentPolicy(custom.consentRequiredPaymentPolicy())
        .policies(custom.policies() == null ? List.of() : custom.policies())
        .membersOnly(Boolean.TRUE.equals(custom.membersOnly()))
        .digitalFile(custom.digitalFile())
        .modifierGroups(ModifierView.groups(custom.modifierGroups(), prices, currency));
  }
}
