package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftRefusal.CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_FULFILLED_ITEM;
import static io.cartwright.order.draft.DraftRefusal.CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_NON_CATALOG_ITEM;
import static io.cartwright.order.draft.DraftRefusal.CANNOT_UPDATE_ITEM_WITH_EXTERNAL_FULFILLER;
import static io.cartwright.order.draft.DraftRefusal.EMPTY_CHANGE_REQUEST;
import static io.cartwright.order.draft.DraftRefusal.LINE_ITEM_HAS_PLATFORM_FEES;
import static io.cartwright.order.draft.DraftRefusal.UPDATING_LINE_ITEM_WITH_LOCATIONS;
import static io.cartwright.order.draft.DraftRefusal.UPDATING_NON_ZERO_MODIFIER_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN;
import static io.cartwright.order.draft.DraftRefusal.UPDATING_NON_ZERO_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN;
import static io.cartwright.order.draft.DraftRefusal.UPDATING_PRICE_DESCRIPTION_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN;
import static io.cartwright.order.draft.DraftRefusal.UPDATING_PRICE_OF_REMOVED_ITEM_IS_FORBIDDEN;
import static io.cartwright.order.draft.DraftRefusal.UPDATING_TAXABLE_ADDRESS_ON_EXISTING_ITEM_IS_FORBIDDEN;

import io.cartwright.bus.Outcome;
import io.cartwright.order.draft.LineEdits.By;
import io.cartwright.pricing.BasketLine;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.PaymentOptionType;
import io.cartwright.wire.common.PlatformFeeSummary;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.draftorders.LineItemChangeDetails;
import io.cartwright.wire.orders.ItemModifier;
import io.cartwright.wire.orders.ModifierGroup;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.StoredDraft;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What may be changed about a line. Pure. */
final class LineChecks {
  private static final Set<PaymentOptionType> MEMBERSHIPS =
      EnumSet.of(
          PaymentOptionType.MEMBERSHIP,
          PaymentOptionType.MEMBERSHIP_OFFLINE,
          PaymentOptionType.MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER);

  private LineChecks() {}

  static boolean isFromCatalog(DraftLine line) {
    return line.line().catalogReference() != null
        && !Boolean.TRUE.equals(line.item().customLineItem());
  }

  /** Why a line is not changed so; null when it is. */
  static <T> Outcome<T> refusal(
      StoredDraft draft, DraftLine line, LineItemChangeDetails change, By by) {
    DraftRefusal refusal = forbidden(draft, line, change, by);
    if (refusal != null) return Outcome.refused(refusal, "line " + DraftLines.id(line));
    return invalid(line, change, by);
  }

  private static DraftRefusal forbidden(
      StoredDraft draft, DraftLine line, LineItemChangeDetails change, By by) {
    OrderLineItem item = line.item();
    Integer quantity = change.newQuantity();
    if (isEmpty(change)) return EMPTY_CHANGE_REQUEST;
    boolean gone = quantity == null ? DraftLines.isRemoved(line) : quantity == 0;
    if (gone && change.newPrice() != null) return UPDATING_PRICE_OF_REMOVED_ITEM_IS_FORBIDDEN;
    boolean shared = item.locations() != null && !item.locations().isEmpty();
    if (shared && quantity != null) return UPDATING_LINE_ITEM_WITH_LOCATIONS;
    if (item.fulfillerId() != null && !DraftLines.isAdded(line)) {
      return CANNOT_UPDATE_ITEM_WITH_EXTERNAL_FULFILLER;
    }
    if (hasPlatformFees(draft, line)) return LINE_ITEM_HAS_PLATFORM_FEES;
    if (change.newCatalogReferenceOptions() != null) {
      if (!isFromCatalog(line)) return CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_NON_CATALOG_ITEM;
      if (by.sent(line) > 0) return CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_FULFILLED_ITEM;
    }
    if (change.newTaxableAddress() != null && !DraftLines.isAdded(line)) {
      return UPDATING_TAXABLE_ADDRESS_ON_EXISTING_ITEM_IS_FORBIDDEN;
    }
    return by.foreign() ? foreign(change) : null;
  }

  private static boolean isEmpty(LineItemChangeDetails change) {
    return Stream.of(
            change.newQuantity(),
            change.newPrice(),
            change.newPriceDescription(),
            change.newProductName(),
            change.newDescriptionLines(),
            change.newModifierGroups(),
            change.newCatalogReferenceOptions(),
            change.newSubscriptionSettings(),
            change.newPaymentOption(),
            change.newTaxableAddress(),
            change.newDecimalQuantity(),
            change.newFixedQuantity())
        .allMatch(Objects::isNull);
  }

  private static boolean hasPlatformFees(StoredDraft draft, DraftLine line) {
    PlatformFeeSummary fees = draft.source() == null ? null : draft.source().platformFeeSummary();
    return fees != null
        && fees.fees() != null
        && fees.fees().stream().anyMatch(fee -> DraftLines.id(line).equals(fee.lineItemId()));
  }

  private static DraftRefusal foreign(LineItemChangeDetails change) {
    if (change.newPrice() != null && new BigDecimal(change.newPrice()).signum() != 0) {
      return UPDATING_NON_ZERO_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN;
    }
    boolean paid =
        modifiers(change)
            .map(ItemModifier::price)
            .filter(Given::isGiven)
            .map(Price::amount)
            .anyMatch(amount -> new BigDecimal(amount).signum() != 0);
    if (paid) return UPDATING_NON_ZERO_MODIFIER_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN;
    return change.newPriceDescription() == null
        ? null
        : UPDATING_PRICE_DESCRIPTION_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN;
  }

  /** All modifiers that a change names. */
  static Stream<ItemModifier> modifiers(LineItemChangeDetails change) {
    List<ModifierGroup> groups =
        change.newModifierGroups() == null ? null : change.newModifierGroups().modifierGroups();
    return groups == null
        ? Stream.of()
        : groups.stream()
            .filter(group -> group.modifiers() != null)
            .flatMap(group -> group.modifiers().stream());
  }

  private static <T> Outcome<T> invalid(DraftLine line, LineItemChangeDetails change, By by) {
    Integer quantity = change.newQuantity();
    if (quantity != null && quantity < by.sent(line)) {
      return Outcome.invalid(
          "lineItemChanges.newQuantity",
          Violation.Rule.MIN,
          by.sent(line) + " units of the line are sent");
    }
    if (quantity != null && quantity > BasketLine.QUANTITY_MAX) {
      return Outcome.invalid(
          "lineItemChanges.newQuantity",
          Violation.Rule.MAX,
          "a line holds at most " + BasketLine.QUANTITY_MAX + " units");
    }
    boolean fixed = Boolean.TRUE.equals(line.item().fixedQuantity());
    if (fixed && quantity != null && quantity > 0 && change.newFixedQuantity() == null) {
      return Outcome.invalid(
          "lineItemChanges.newQuantity", Violation.Rule.OTHER, "the line's quantity is fixed");
    }
    if (change.newPrice() != null && MEMBERSHIPS.contains(line.item().paymentOption())) {
      return Outcome.invalid(
          "lineItemChanges.newPrice", Violation.Rule.OTHER, "a membership pays for the line");
    }
    PaymentOptionType option =
        change.newPaymentOption() == null ? null : change.newPaymentOption().paymentOption();
    if (option != null
        && option != PaymentOptionType.FULL_PAYMENT_ONLINE
        && option != PaymentOptionType.FULL_PAYMENT_OFFLINE) {
      return Outcome.invalid(
          "lineItemChanges.newPaymentOption",
          Violation.Rule.OTHER,
          "a draft's lines are paid in full, online or offline");
    }
    return null;
  }
}
