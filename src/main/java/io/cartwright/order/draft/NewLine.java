package io.cartwright.order.draft;

import io.cartwright.basket.Facts;
import io.cartwright.basket.LineRequest;
import io.cartwright.basket.Lines;
import io.cartwright.basket.ordered.OrderedLines;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.money.Currency;
import io.cartwright.money.Rounding;
import io.cartwright.wire.common.CatalogOverrideFields;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.Image;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.SubscriptionInfo;
import io.cartwright.wire.draftorders.CatalogReferenceLineItem;
import io.cartwright.wire.draftorders.CustomLineItem;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.SubscriptionSettings;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.draft.DraftLine;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** One line that is added to a draft: an item of the catalog, or what the merchant describes. */
final class NewLine {
  private NewLine() {}

  /** An item as the catalog has it, with what the merchant says otherwise. */
  static Outcome<DraftLine> ofCatalog(
      CatalogReferenceLineItem ask, ResolvedItem item, Currency currency, Supplier<UUID> ids) {
    if (Given.isGiven(ask.price())) {
      Outcome<Long> price =
          Given.minor(ask.price().amount(), currency, "catalogLineItems.price.amount");
      if (!price.isDone()) return price.retype();
    }
    UUID id = ask.id() == null ? ids.get() : UUID.fromString(ask.id());
    int quantity = ask.quantity() == null ? 1 : ask.quantity();
    StoredLine line = line(ask.catalogReference(), quantity, overrides(ask), item, currency, id);
    if (ask.taxGroupId() != null) line = inTaxGroup(line, ask.taxGroupId());
    line = line.toBuilder().taxableAddress(ask.taxableAddress()).build();
    OrderLineItem described =
        OrderedLines.described(line, currency).toBuilder()
            .locations(ask.locations())
            .priceUndetermined(Boolean.TRUE.equals(ask.priceUndetermined()))
            .externalLineItemId(ask.externalLineItemId())
            .decimalQuantity(ask.decimalQuantity())
            .build();
    return Outcome.done(new DraftLine(true, false, line, described));
  }

  /** A line with the catalog's facts. */
  static StoredLine line(
      CatalogReference reference,
      int quantity,
      CatalogOverrideFields overrides,
      ResolvedItem item,
      Currency currency,
      UUID id) {
    LineRequest request = new LineRequest(reference, quantity, overrides, null, null, null, null);
    StoredBasket basket =
        Lines.add(
                StoredBasket.builder().build(), List.of(request), List.of(item), currency, () -> id)
            .orNull();
    return basket.lines().get(0);
  }

  private static CatalogOverrideFields overrides(CatalogReferenceLineItem ask) {
    var lines = ask.descriptionLinesInfo() == null ? null : ask.descriptionLinesInfo();
    boolean none =
        !Given.isGiven(ask.price())
            && ask.productName() == null
            && lines == null
            && ask.fixedQuantity() == null;
    if (none) return null;
    return CatalogOverrideFields.builder()
        .price(Given.isGiven(ask.price()) ? ask.price().amount() : null)
        .productName(ask.productName())
        .descriptionLines(lines == null ? null : lines.descriptionLines())
        .fixedQuantity(ask.fixedQuantity())
        .build();
  }

  private static StoredLine inTaxGroup(StoredLine line, String taxGroupId) {
    return line.toBuilder().facts(line.facts().toBuilder().taxGroupId(taxGroupId).build()).build();
  }

  /** A line that no catalog knows. */
  static Outcome<DraftLine> custom(CustomLineItem ask, Currency currency, Supplier<UUID> ids) {
    UUID id = ask.id() == null ? ids.get() : UUID.fromString(ask.id());
    return unit(ask, currency)
        .then(unit -> Facts.custom(item(ask, unit), id, currency, "customLineItems"))
        .map(
            line ->
                new DraftLine(
                    true, false, line, described(OrderedLines.described(line, currency), ask)));
  }

  /** The price of one unit, from whichever amount is given. */
  private static Outcome<String> unit(CustomLineItem ask, Currency currency) {
    for (Price price : new Price[] {ask.priceBeforeDiscounts(), ask.price()}) {
      if (Given.isGiven(price)) return Outcome.done(price.amount());
    }
    if (!Given.isGiven(ask.lineItemPrice())) return Outcome.done("0");
    int quantity = ask.quantity() == null ? 1 : ask.quantity();
    return Given.minor(
            ask.lineItemPrice().amount(), currency, "customLineItems.lineItemPrice.amount")
        .map(minor -> currency.format(Rounding.divide(minor, quantity)));
  }

  private static io.cartwright.wire.common.CustomLineItem item(CustomLineItem ask, String unit) {
    return io.cartwright.wire.common.CustomLineItem.builder()
        .quantity(ask.quantity())
        .price(unit)
        .fullPrice(Given.isGiven(ask.fullPrice()) ? ask.fullPrice().amount() : null)
        .priceDescription(ask.priceDescription())
        .descriptionLines(ask.descriptionLines())
        .media(Shapes.as(Image.CODEC, io.cartwright.wire.orders.Image.CODEC, ask.media()))
        .taxGroupId(ask.taxGroupId())
        .productName(ask.productName())
        .url(ask.url())
        .itemType(ask.itemType())
        .physicalProperties(ask.physicalProperties())
        .deliveryProfileId(ask.deliveryProfileId())
        .catalogReference(ask.catalogReference())
        .fixedQuantity(ask.fixedQuantity())
        .taxableAddress(ask.taxableAddress())
        .digitalFile(ask.digitalFile())
        .build();
  }

  private static OrderLineItem described(OrderLineItem item, CustomLineItem ask) {
    return item.toBuilder()
        .locations(ask.locations())
        .fulfillerId(ask.fulfillerId())
        .shippingGroupId(ask.shippingGroupId())
        .externalLineItemId(ask.externalLineItemId())
        .decimalQuantity(ask.decimalQuantity())
        .subscriptionInfo(subscription(ask.subscriptionSettings()))
        .build();
  }

  private static SubscriptionInfo subscription(SubscriptionSettings settings) {
    return settings == null
        ? null
        : SubscriptionInfo.builder().cycleNumber(1).subscriptionSettings(settings).build();
  }
}
