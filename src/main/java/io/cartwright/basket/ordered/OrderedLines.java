package io.cartwright.basket.ordered;

import io.cartwright.basket.Facts;
import io.cartwright.basket.Prices;
import io.cartwright.basket.QuoteView;
import io.cartwright.money.Currency;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.common.CommonImage;
import io.cartwright.wire.common.DigitalFile;
import io.cartwright.wire.common.MultiCurrencyPrice;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.SubscriptionInfo;
import io.cartwright.wire.common.SubscriptionOptionInfo;
import io.cartwright.wire.common.V1ItemModifier;
import io.cartwright.wire.common.V1ModifierGroup;
import io.cartwright.wire.orders.Image;
import io.cartwright.wire.orders.ItemModifier;
import io.cartwright.wire.orders.ModifierGroup;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.SubscriptionSettings;
import io.cartwright.wire.own.basket.CustomFacts;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.ArrayList;
import java.util.List;

/** The lines of an order, copied from those of a priced basket. */
public final class OrderedLines {
  private final Prices prices;
  private final Currency currency;
  private final OrderTax tax;

  public OrderedLines(QuoteView view, OrderTax tax) {
    this.prices = view.prices();
    this.currency = view.quote().currency();
    this.tax = tax;
  }

  /** An amount as orders write it; null stays null. */
  public static Price price(MultiCurrencyPrice price) {
    return price == null ? null : new Price(price.amount(), price.formattedAmount());
  }

  /** The line with all that it has. */
  public OrderLineItem item(StoredLine line, Quote.Line quoted) {
    OrderLineItem.Builder item = described(line, currency).toBuilder();
    return amounts(item, quoted, line.facts().taxGroupId()).build();
  }

  /** What a line is, all but its amounts. */
  public static OrderLineItem described(StoredLine line, Currency currency) {
    ItemFacts facts = line.facts();
    OrderLineItem.Builder item =
        OrderLineItem.builder()
            .id(line.id())
            .productName(facts.productName())
            .catalogReference(line.catalogReference())
            .quantity(line.quantity())
            .descriptionLines(facts.descriptionLines())
            .image(image(facts.image()))
            .physicalProperties(facts.physicalProperties())
            .itemType(facts.itemType())
            .paymentOption(Facts.payment(line))
            .taxableAddress(line.taxableAddress())
            .extendedFields(line.extendedFields())
            .subscriptionInfo(subscription(facts.subscriptionOptionInfo()))
            .priceUndetermined(false)
            .fixedQuantity(Boolean.TRUE.equals(facts.fixedQuantity()))
            .deliveryProfileId(facts.deliveryProfileId())
            .customLineItem(line.custom() != null)
            .rootCatalogItemId(facts.rootCatalogItemId())
            .inventoryAppId(line.inventoryAppId());
    if (line.custom() != null) custom(item, line.custom(), currency);
    return item.build();
  }

  /** Sets quantity and amounts of a line to those of the quote. */
  public OrderLineItem.Builder amounts(
      OrderLineItem.Builder item, Quote.Line quoted, String taxGroupId) {
    return item.quantity(quoted.quantity())
        .price(price(prices.of(quoted.priceMinor())))
        .priceBeforeDiscounts(price(prices.of(quoted.priceBeforeDiscountsMinor())))
        .lineItemPrice(price(prices.of(quoted.linePriceMinor())))
        .totalDiscount(price(prices.of(quoted.totalDiscountMinor())))
        .totalPriceBeforeTax(price(prices.of(quoted.totalBeforeTaxMinor())))
        .totalPriceAfterTax(price(prices.of(quoted.totalAfterTaxMinor())))
        .depositAmount(price(prices.ofNullable(quoted.depositMinor())))
        .taxInfo(tax.of(quoted.tax(), taxGroupId));
  }

  private static void custom(OrderLineItem.Builder item, CustomFacts custom, Currency currency) {
    item.priceDescription(custom.priceDescription())
        .serviceProperties(custom.serviceProperties())
        .priceUndetermined(Boolean.TRUE.equals(custom.priceUndetermined()))
        .modifierGroups(groups(custom.modifierGroups(), currency));
    if (custom.digitalFile() != null) {
      item.digitalFile(DigitalFile.builder().fileId(custom.digitalFile().id()).build());
    }
  }

  /** The settings are the same message under two names. */
  private static SubscriptionInfo subscription(SubscriptionOptionInfo option) {
    if (option == null) return null;
    return SubscriptionInfo.builder()
        .cycleNumber(1)
        .subscriptionOptionTitle(option.title() == null ? null : option.title().original())
        .subscriptionOptionDescription(
            option.description() == null ? null : option.description().original())
        .subscriptionSettings(
            option.subscriptionSettings() == null
                ? null
                : SubscriptionSettings.CODEC.fromText(
                    io.cartwright.wire.common.SubscriptionSettings.CODEC.toText(
                        option.subscriptionSettings())))
        .build();
  }

  private static Image image(CommonImage image) {
    return image == null
        ? null
        : Image.builder()
            .id(image.id())
            .url(image.url())
            .height(image.height())
            .width(image.width())
            .altText(image.altText())
            .filename(image.filename())
            .build();
  }

  private static List<ModifierGroup> groups(List<V1ModifierGroup> groups, Currency currency) {
    Prices prices = Prices.in(currency);
    if (groups == null) return null;
    List<ModifierGroup> copied = new ArrayList<>(groups.size());
    for (V1ModifierGroup group : groups) {
      List<ItemModifier> modifiers = new ArrayList<>(group.modifiers().size());
      for (V1ItemModifier modifier : group.modifiers()) {
        modifiers.add(
            ItemModifier.builder()
                .id(modifier.id())
                .quantity(modifier.quantity())
                .label(modifier.label())
                .details(modifier.details())
                .price(
                    modifier.price() == null
                        ? null
                        : price(prices.of(currency.parse(modifier.price()))))
                .build());
      }
      copied.add(new ModifierGroup(group.id(), group.name(), modifiers));
    }
    return copied;
  }
}
