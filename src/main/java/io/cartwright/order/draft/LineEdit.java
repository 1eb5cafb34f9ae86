package io.cartwright.order.draft;

import io.cartwright.basket.Amounts;
import io.cartwright.basket.ordered.OrderedLines;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.money.Currency;
import io.cartwright.order.draft.LineEdits.By;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.PaymentOption;
import io.cartwright.wire.common.SubscriptionInfo;
import io.cartwright.wire.draftorders.LineItemChangeDetails;
import io.cartwright.wire.orders.ItemModifier;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.Locale;
import java.util.UUID;

/** One line after one change. Pure; what is forbidden has been refused before. */
final class LineEdit {
  private LineEdit() {}

  /** Refuses, in this order: CATALOG_ITEM_NOT_FOUND, wrong amounts, MODIFIERS_SUM_CANNOT_.... */
  static Outcome<DraftLine> edited(
      StoredDraft draft, DraftLine line, LineItemChangeDetails change, By by) {
    Currency currency = Currency.of(draft.currency());
    return optioned(line, change, by, currency)
        .then(next -> priced(next, change, currency))
        .then(next -> modified(next, change, currency))
        .map(next -> counted(described(next, change), change));
  }

  /** With the facts of the item by its new options. */
  private static Outcome<DraftLine> optioned(
      DraftLine line, LineItemChangeDetails change, By by, Currency currency) {
    if (change.newCatalogReferenceOptions() == null) return Outcome.done(line);
    ResolvedItem item = by.resolved().get(change.lineItemId().toLowerCase(Locale.ROOT));
    if (item == null) {
      return Outcome.refused(
          DraftRefusal.CATALOG_ITEM_NOT_FOUND, "the catalog has no item with these options");
    }
    StoredLine before = line.line();
    CatalogReference reference =
        before.catalogReference().toBuilder().options(change.newCatalogReferenceOptions()).build();
    UUID id = UUID.fromString(before.id());
    StoredLine fresh =
        NewLine.line(reference, Math.max(1, before.quantity()), null, item, currency, id);
    ItemFacts facts = fresh.facts().toBuilder().taxGroupId(before.facts().taxGroupId()).build();
    StoredLine next = before.toBuilder().catalogReference(reference).facts(facts).build();
    OrderLineItem as = OrderedLines.described(next, currency);
    OrderLineItem described =
        line.item().toBuilder()
            .catalogReference(reference)
            .productName(as.productName())
            .descriptionLines(as.descriptionLines())
            .image(as.image())
            .physicalProperties(as.physicalProperties())
            .build();
    return Outcome.done(line.toBuilder().line(next).item(described).build());
  }

  private static Outcome<DraftLine> priced(
      DraftLine line, LineItemChangeDetails change, Currency currency) {
    if (change.newPrice() == null) return Outcome.done(line);
    return Given.minor(change.newPrice(), currency, "lineItemChanges.newPrice")
        .map(
            price -> {
              ItemFacts facts =
                  line.line().facts().toBuilder()
                      .priceMinor(price)
                      .fullPriceMinor(price)
                      .modifiersMinor(null)
                      .build();
              return line.toBuilder()
                  .line(line.line().toBuilder().facts(facts).build())
                  .item(line.item().toBuilder().priceUndetermined(false).build())
                  .build();
            });
  }

  /** A unit's price holds its modifiers. */
  private static Outcome<DraftLine> modified(
      DraftLine line, LineItemChangeDetails change, Currency currency) {
    if (change.newModifierGroups() == null) return Outcome.done(line);
    long sum = 0;
    try {
      for (ItemModifier modifier : LineChecks.modifiers(change).toList()) {
        if (!Given.isGiven(modifier.price())) continue;
        int quantity = modifier.quantity() == null ? 1 : modifier.quantity();
        sum = Amounts.plus(sum, Amounts.parse(modifier.price().amount(), currency), quantity);
      }
    } catch (IllegalArgumentException e) {
      return tooDear(line);
    }
    if (sum > line.line().facts().priceMinor()) return tooDear(line);
    return Outcome.done(
        line.toBuilder()
            .item(
                line.item().toBuilder()
                    .modifierGroups(change.newModifierGroups().modifierGroups())
                    .build())
            .build());
  }

  private static Outcome<DraftLine> tooDear(DraftLine line) {
    return Outcome.refused(
        DraftRefusal.MODIFIERS_SUM_CANNOT_EXCEED_ITEM_PRICE,
        "the modifiers cost more than a unit of line " + DraftLines.id(line));
  }

  private static DraftLine described(DraftLine line, LineItemChangeDetails change) {
    OrderLineItem.Builder item = line.item().toBuilder();
    StoredLine.Builder stored = line.line().toBuilder();
    if (change.newPriceDescription() != null) item.priceDescription(change.newPriceDescription());
    if (change.newProductName() != null) item.productName(change.newProductName());
    if (change.newDescriptionLines() != null) {
      item.descriptionLines(change.newDescriptionLines().descriptionLines());
    }
    if (change.newTaxableAddress() != null) {
      item.taxableAddress(change.newTaxableAddress());
      stored.taxableAddress(change.newTaxableAddress());
    }
    if (change.newDecimalQuantity() != null) {
      item.decimalQuantity(change.newDecimalQuantity().decimalQuantity());
    }
    if (change.newFixedQuantity() != null) item.fixedQuantity(change.newFixedQuantity());
    if (change.newSubscriptionSettings() != null) {
      item.subscriptionInfo(
          SubscriptionInfo.builder()
              .cycleNumber(1)
              .subscriptionSettings(change.newSubscriptionSettings())
              .build());
    }
    if (change.newPaymentOption() != null && change.newPaymentOption().paymentOption() != null) {
      PaymentOption option = new PaymentOption(change.newPaymentOption().paymentOption());
      item.paymentOption(option.value());
      stored.facts(line.line().facts().toBuilder().paymentOption(option).build());
    }
    return line.toBuilder().line(stored.build()).item(item.build()).build();
  }

  private static DraftLine counted(DraftLine line, LineItemChangeDetails change) {
    Integer quantity = change.newQuantity();
    if (quantity == null) return line;
    if (quantity == 0) return line.toBuilder().removed(true).build();
    return line.toBuilder()
        .removed(false)
        .line(line.line().toBuilder().quantity(quantity).build())
        .build();
  }
}
