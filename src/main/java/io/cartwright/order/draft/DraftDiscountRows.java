package io.cartwright.order.draft;

import io.cartwright.money.Currency;
import io.cartwright.money.Decimals;
import io.cartwright.order.Prices;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.common.DiscountRuleName;
import io.cartwright.wire.common.DiscountType;
import io.cartwright.wire.orders.AppliedDiscount;
import io.cartwright.wire.orders.DiscountRule;
import io.cartwright.wire.orders.LineItemDiscount;
import io.cartwright.wire.orders.MerchantDiscount;
import io.cartwright.wire.own.draft.DiscountReach;
import io.cartwright.wire.own.draft.DraftDiscount;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each discount of a priced draft takes, in the words of orders. Pure. */
final class DraftDiscountRows {
  private final StoredDraft draft;
  private final Currency currency;
  private final Quote quote;
  private final Map<String, Map<String, Long>> linesByDiscount = new HashMap<>();
  private final Map<String, Long> shippingByDiscount;

  DraftDiscountRows(Calculated calculated) {
    this.draft = calculated.draft();
    this.quote = calculated.quote();
    this.currency = quote.currency();
    boolean delivered = calculated.shippingMinor() != null && quote.shipping().chosen() != null;
    this.shippingByDiscount =
        delivered ? DiscountLimits.shippingParts(draft, calculated.shippingMinor()) : Map.of();
    for (Quote.Applied applied : quote.discounts()) {
      if (applied.source() != Quote.Source.MERCHANT) continue;
      Map<String, Long> lines =
          linesByDiscount.computeIfAbsent(
              DraftInput.discountId(applied.id()), id -> new LinkedHashMap<>());
      for (Quote.LineAmount part : applied.lines()) {
        lines.merge(part.lineId(), part.amountMinor(), Long::sum);
      }
    }
  }

  /** What rules of the order's own day took of a line. */
  long byOriginalRules(String lineId) {
    long sum = 0;
    for (DraftDiscount discount : DraftDiscounts.of(draft)) {
      boolean rule = discount.original() != null && discount.original().discountRule() != null;
      if (rule) {
        sum += linesByDiscount.getOrDefault(discount.id(), Map.of()).getOrDefault(lineId, 0L);
      }
    }
    return sum;
  }

  /** The order's rows of discounts: those that apply, automatic ones last. */
  List<AppliedDiscount> applied() {
    List<AppliedDiscount> rows = new ArrayList<>();
    for (DraftDiscount discount : DraftDiscounts.of(draft)) {
      if (DraftDiscounts.isApplied(discount)) rows.add(row(discount));
    }
    rows.addAll(automatic());
    return rows;
  }

  /** What today's rules take. A rule has one row, under its own id. */
  List<AppliedDiscount> automatic() {
    List<AppliedDiscount> rows = new ArrayList<>();
    for (Quote.Applied applied : quote.discounts()) {
      if (applied.source() != Quote.Source.RULE) continue;
      Map<String, Long> lines = new LinkedHashMap<>();
      applied.lines().forEach(part -> lines.merge(part.lineId(), part.amountMinor(), Long::sum));
      rows.add(
          AppliedDiscount.builder()
              .id(applied.id())
              .discountType(DiscountType.TYPE.find(applied.reach().name()))
              .lineItemIds(List.copyOf(lines.keySet()))
              .lineItemDiscounts(parts(lines))
              .discountRule(
                  new DiscountRule(
                      applied.id(),
                      new DiscountRuleName(applied.name(), null),
                      Prices.of(currency, applied.amountMinor())))
              .build());
    }
    return rows;
  }

  /** A discount of the draft with what it takes; one that does not apply, with what it would be. */
  AppliedDiscount row(DraftDiscount discount) {
    boolean applied = DraftDiscounts.isApplied(discount);
    if (!applied && discount.original() != null) return discount.original();
    Map<String, Long> lines =
        applied ? linesByDiscount.getOrDefault(discount.id(), Map.of()) : Map.of();
    long amount = lines.values().stream().mapToLong(Long::longValue).sum();
    if (discount.reach() == DiscountReach.SHIPPING) {
      amount = shippingByDiscount.getOrDefault(discount.id(), 0L);
    }
    if (!applied) amount = discount.amountMinor() == null ? 0 : discount.amountMinor();
    AppliedDiscount row =
        discount.original() == null
            ? custom(discount, amount)
            : Rows.with(discount.original(), Prices.of(currency, amount));
    if (discount.reach() == DiscountReach.SHIPPING || !applied) return row;
    return row.toBuilder()
        .lineItemIds(List.copyOf(lines.keySet()))
        .lineItemDiscounts(parts(lines))
        .build();
  }

  private AppliedDiscount custom(DraftDiscount discount, long amountMinor) {
    String percentage =
        discount.percentE4() == null ? null : Decimals.shortText(discount.percentE4(), 4);
    String lineId = discount.lineItemId();
    return AppliedDiscount.builder()
        .id(discount.id())
        .discountType(DiscountType.TYPE.find(discount.reach().name()))
        .lineItemIds(lineId == null ? null : List.of(lineId))
        .merchantDiscount(
            MerchantDiscount.builder()
                .description(discount.description())
                .amount(Prices.of(currency, amountMinor))
                .percentage(percentage)
                .build())
        .build();
  }

  private List<LineItemDiscount> parts(Map<String, Long> lines) {
    List<LineItemDiscount> parts = new ArrayList<>();
    lines.forEach((id, minor) -> parts.add(new LineItemDiscount(id, Prices.of(currency, minor))));
    return parts;
  }
}
