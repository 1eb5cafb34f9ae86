package io.cartwright.order.draft;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Role;
import io.cartwright.money.Currency;
import io.cartwright.order.Prices;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.DiscountType;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.draftorders.CreatedBy;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.AppliedDiscount;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.own.basket.CustomFacts;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.draft.DiscountReach;
import io.cartwright.wire.own.draft.DraftDiscount;
import io.cartwright.wire.own.draft.DraftFee;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.DraftSource;
import io.cartwright.wire.own.draft.StoredDraft;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** How drafts begin: with nothing, or as an order stands. Pure. */
final class Starts {
  private Starts() {}

  /** A draft of nothing. */
  static StoredDraft empty(Caller caller, SiteSettings site, Instant now, Supplier<UUID> ids) {
    return begun(caller, now)
        .currency(site.currency())
        .weightUnit(site.weightUnit().name())
        .purchaseFlowId(ids.get().toString())
        .build();
  }

  private static StoredDraft.Builder begun(Caller caller, Instant now) {
    String id = owner(caller);
    boolean named = id != null && caller.role() == Role.ADMIN;
    return StoredDraft.builder()
        .committed(false)
        .ownerId(id)
        .createdDate(now)
        .updatedDate(now)
        .createdBy(named ? CreatedBy.builder().appId(id).build() : null);
  }

  /** Names a caller; null for the engine itself. */
  static String owner(Caller caller) {
    return caller.subjectId() == null ? null : caller.subjectId().toString();
  }

  /** A draft that edits an order, and has changed nothing yet. */
  static StoredDraft edit(
      Order order, Caller caller, SiteSettings site, Instant now, Supplier<UUID> ids) {
    Currency currency = Currency.of(order.currency());
    return begun(caller, now)
        .orderId(order.id())
        .source(order)
        .currency(order.currency())
        .weightUnit(
            order.weightUnit() == null ? site.weightUnit().name() : order.weightUnit().name())
        .purchaseFlowId(order.purchaseFlowId())
        .lines(DraftLines.of(order).stream().map(item -> line(item, currency)).toList())
        .discounts(
            list(order.appliedDiscounts()).stream()
                .map(applied -> discount(applied, currency, ids))
                .toList())
        .fees(list(order.additionalFees()).stream().map(fee -> fee(fee, ids)).toList())
        .shippingInfo(order.shippingInfo())
        .buyerInfo(order.buyerInfo())
        .billingInfo(order.billingInfo())
        .recipientInfo(order.recipientInfo())
        .businessLocation(order.businessLocation())
        .taxExempt(order.taxInfo() == null ? null : order.taxInfo().taxExempt())
        .extendedFields(order.extendedFields())
        .build();
  }

  private static <T> List<T> list(List<T> list) {
    return list == null ? List.of() : list;
  }

  /** The price of an order's line stays what it was, whatever the catalog says now. */
  private static DraftLine line(OrderLineItem item, Currency currency) {
    Price unit = item.priceBeforeDiscounts() == null ? item.price() : item.priceBeforeDiscounts();
    long price = Prices.minor(currency, unit);
    ItemFacts facts =
        ItemFacts.builder()
            .priceMinor(price)
            .fullPriceMinor(price)
            .productName(item.productName())
            .physicalProperties(item.physicalProperties())
            .itemType(item.itemType())
            .rootCatalogItemId(item.rootCatalogItemId())
            .deliveryProfileId(item.deliveryProfileId())
            .taxGroupId(item.taxInfo() == null ? null : item.taxInfo().taxGroupId())
            .build();
    StoredLine line =
        StoredLine.builder()
            .id(item.id())
            .quantity(DraftLines.quantity(item))
            .catalogReference(item.catalogReference())
            .facts(facts)
            .custom(CustomFacts.builder().build())
            .taxableAddress(item.taxableAddress())
            .build();
    return new DraftLine(false, false, line, item);
  }

  private static DraftDiscount discount(
      AppliedDiscount applied, Currency currency, Supplier<UUID> ids) {
    String id = applied.id() == null ? ids.get().toString() : applied.id();
    return DraftDiscount.builder()
        .id(id)
        .source(DraftSource.ORIGINAL_ORDER)
        .applied(true)
        .reach(reach(applied.discountType()))
        .amountMinor(Prices.minor(currency, Rows.amount(applied)))
        .original(applied.toBuilder().id(id).build())
        .build();
  }

  private static DiscountReach reach(DiscountType type) {
    return type == null ? DiscountReach.GLOBAL : DiscountReach.valueOf(type.name());
  }

  private static DraftFee fee(AdditionalFee fee, Supplier<UUID> ids) {
    boolean taxed =
        fee.taxInfo() != null
            && fee.taxInfo().taxRate() != null
            && new java.math.BigDecimal(fee.taxInfo().taxRate()).signum() > 0;
    return DraftFee.builder()
        .source(DraftSource.ORIGINAL_ORDER)
        .applied(true)
        .taxable(taxed)
        .taxGroupId(fee.taxInfo() == null ? null : fee.taxInfo().taxGroupId())
        .fee(fee.id() == null ? fee.toBuilder().id(ids.get().toString()).build() : fee)
        .build();
  }
}
