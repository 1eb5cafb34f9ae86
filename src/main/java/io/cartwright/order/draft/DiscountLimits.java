package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftRefusal.DISCOUNTS_AMOUNT_EXCEED_ITEM_TOTALS;
import static io.cartwright.order.draft.DraftRefusal.DISCOUNTS_AMOUNT_EXCEED_ORDER_TOTALS;
import static io.cartwright.order.draft.DraftRefusal.DISCOUNTS_AMOUNT_EXCEED_SHIPPING_TOTAL;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.money.Rounding;
import io.cartwright.order.Prices;
import io.cartwright.wire.orders.LineItemDiscount;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.own.draft.DiscountReach;
import io.cartwright.wire.own.draft.DraftDiscount;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.DraftSource;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the discounts of a draft come to before they meet its price. Pure. */
final class DiscountLimits {
  private static final long WHOLE_E4 = 1_000_000;

  private DiscountLimits() {}

  /** The draft, unless its discounts come to more than they are taken from. */
  static Outcome<StoredDraft> checked(StoredDraft draft) {
    List<DraftLine> lines = DraftLines.kept(draft);
    Map<String, Long> offByLine = new LinkedHashMap<>();
    long whole = 0;
    for (DraftLine line : lines) whole = plus(whole, DraftLines.amount(line));
    long offAll = 0;
    for (DraftDiscount discount : DraftDiscounts.of(draft)) {
      if (!DraftDiscounts.isApplied(discount)) continue;
      switch (discount.reach()) {
        case GLOBAL -> offAll = plus(offAll, ofWhole(draft, discount, whole, offByLine));
        case SPECIFIC_ITEMS -> {
          for (DraftLine line : lines) {
            long off = ofLine(draft, discount, line);
            if (off > 0) offByLine.merge(DraftLines.id(line), off, DiscountLimits::plus);
          }
        }
        case SHIPPING -> {}
      }
    }
    for (DraftLine line : lines) {
      long off = offByLine.getOrDefault(DraftLines.id(line), 0L);
      if (off > DraftLines.amount(line)) {
        return Outcome.refused(
            DISCOUNTS_AMOUNT_EXCEED_ITEM_TOTALS, "more than line " + DraftLines.id(line));
      }
      offAll = plus(offAll, off);
    }
    long shipping = shippingMinor(draft);
    long offShipping = 0;
    for (DraftDiscount discount : onShipping(draft)) {
      if (discount.source() != DraftSource.CUSTOM) continue;
      offShipping = plus(offShipping, shippingOff(discount, shipping));
    }
    if (offShipping > shipping) {
      return Outcome.refused(DISCOUNTS_AMOUNT_EXCEED_SHIPPING_TOTAL, "more than delivery");
    }
    return offAll > whole
        ? Outcome.refused(DISCOUNTS_AMOUNT_EXCEED_ORDER_TOTALS, "more than all lines")
        : Outcome.done(draft);
  }

  private static long ofWhole(
      StoredDraft draft, DraftDiscount discount, long whole, Map<String, Long> offByLine) {
    if (hasParts(discount)) {
      for (DraftLine line : DraftLines.kept(draft)) {
        long off = part(draft, discount, line);
        if (off > 0) offByLine.merge(DraftLines.id(line), off, DiscountLimits::plus);
      }
      return 0;
    }
    return discount.percentE4() == null
        ? amount(discount)
        : Rounding.mulDivCapped(whole, discount.percentE4(), WHOLE_E4);
  }

  private static long amount(DraftDiscount discount) {
    return discount.amountMinor() == null ? 0 : discount.amountMinor();
  }

  private static long ofLine(StoredDraft draft, DraftDiscount discount, DraftLine line) {
    if (hasParts(discount)) return part(draft, discount, line);
    if (!DraftLines.id(line).equals(discount.lineItemId())) return 0;
    return discount.percentE4() == null
        ? amount(discount)
        : Rounding.mulDivCapped(DraftLines.amount(line), discount.percentE4(), WHOLE_E4);
  }

  /** True for a discount of the order that says what it took of each line. */
  static boolean hasParts(DraftDiscount discount) {
    return discount.original() != null
        && discount.original().lineItemDiscounts() != null
        && !discount.original().lineItemDiscounts().isEmpty();
  }

  /**
   * What a discount of the order takes of a line now: as much as it did, and less when the line has
   * fewer units than it had.
   */
  static long part(StoredDraft draft, DraftDiscount discount, DraftLine line) {
    OrderLineItem before = DraftLines.before(draft, DraftLines.id(line));
    if (before == null) return 0;
    Currency currency = Currency.of(draft.currency());
    long took = 0;
    for (LineItemDiscount part : discount.original().lineItemDiscounts()) {
      if (!DraftLines.id(line).equalsIgnoreCase(part.id())) continue;
      took = Math.addExact(took, Prices.minor(currency, part.totalDiscount()));
    }
    int had = DraftLines.quantity(before);
    int has = line.line().quantity();
    return had < 1 || has >= had ? took : Rounding.mulDiv(took, has, had);
  }

  /** What delivery costs as displayed, before discounts; 0 without delivery or a price. */
  static long shippingMinor(StoredDraft draft) {
    return draft.shippingInfo() == null || draft.shippingInfo().cost() == null
        ? 0
        : Prices.minor(Currency.of(draft.currency()), draft.shippingInfo().cost().price());
  }

  /** What each discount on delivery that applies takes of a price, one after the other. */
  static Map<String, Long> shippingParts(StoredDraft draft, long priceMinor) {
    Map<String, Long> parts = new LinkedHashMap<>();
    long left = priceMinor;
    for (DraftDiscount discount : onShipping(draft)) {
      long taken = Math.min(left, shippingOff(discount, priceMinor));
      parts.put(discount.id(), taken);
      left -= taken;
    }
    return parts;
  }

  private static List<DraftDiscount> onShipping(StoredDraft draft) {
    return DraftDiscounts.of(draft).stream()
        .filter(DraftDiscounts::isApplied)
        .filter(discount -> discount.reach() == DiscountReach.SHIPPING)
        .toList();
  }

  private static long shippingOff(DraftDiscount discount, long priceMinor) {
    return discount.percentE4() == null
        ? amount(discount)
        : Rounding.mulDivCapped(priceMinor, discount.percentE4(), WHOLE_E4);
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
