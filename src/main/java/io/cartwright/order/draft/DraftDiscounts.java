package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftRefusal.DISCOUNT_NOT_FOUND;
import static io.cartwright.order.draft.DraftRefusal.DISCOUNT_REMOVE_NOT_SUPPORTED;
import static io.cartwright.order.draft.DraftRefusal.LINE_ITEM_NOT_FOUND;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.money.Decimals;
import io.cartwright.wire.Violation;
import io.cartwright.wire.draftorders.DiscountDetails;
import io.cartwright.wire.draftorders.DiscountOption;
import io.cartwright.wire.draftorders.IdAndApplied;
import io.cartwright.wire.draftorders.SourceType;
import io.cartwright.wire.orders.AppliedDiscount;
import io.cartwright.wire.orders.LineItemDiscount;
import io.cartwright.wire.own.draft.DiscountReach;
import io.cartwright.wire.own.draft.DraftDiscount;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.DraftSource;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The discounts of a draft. Those of the order and those made in the draft are kept here; automatic
 * ones come with each price, and are kept only while they are switched off. Pure.
 */
final class DraftDiscounts {
  /** Most discounts of a draft. */
  private static final int COUNT_MAX = 320;

  private DraftDiscounts() {}

  static List<DraftDiscount> of(StoredDraft draft) {
    return draft.discounts() == null ? List.of() : draft.discounts();
  }

  static boolean isApplied(DraftDiscount discount) {
    return Boolean.TRUE.equals(discount.applied());
  }

  /** Makes discounts, applied or not. Refuses wrong fields, LINE_ITEM_NOT_FOUND, sums too large. */
  static Outcome<StoredDraft> created(
      StoredDraft draft, List<DiscountOption> options, Supplier<UUID> ids) {
    List<DraftDiscount> discounts = new ArrayList<>(of(draft));
    for (DiscountOption option : options == null ? List.<DiscountOption>of() : options) {
      Outcome<DraftDiscount> made = custom(draft, option, ids);
      if (!made.isDone()) return made.retype();
      discounts.add(made.orNull());
    }
    if (discounts.size() > COUNT_MAX) {
      return Outcome.invalid(
          "discounts", Violation.Rule.MAX_SIZE, "a draft has at most " + COUNT_MAX);
    }
    return DiscountLimits.checked(draft.toBuilder().discounts(discounts).build());
  }

  private static Outcome<DraftDiscount> custom(
      StoredDraft draft, DiscountOption option, Supplier<UUID> ids) {
    if (option.discountType() == null) return Given.missing("discounts.discountType");
    DiscountReach reach = DiscountReach.valueOf(option.discountType().name());
    DraftDiscount.Builder discount =
        DraftDiscount.builder()
            .id(ids.get().toString())
            .source(DraftSource.CUSTOM)
            .applied(Boolean.TRUE.equals(option.applyToDraftOrder()))
            .reach(reach)
            .description(option.description());
    if (reach == DiscountReach.SPECIFIC_ITEMS) {
      String lineId = lineId(option);
      if (lineId == null) return Given.missing("discounts.lineItemDiscounts");
      DraftLine line = DraftLines.keptLine(draft, lineId);
      if (line == null) return Outcome.refused(LINE_ITEM_NOT_FOUND, "there is no line " + lineId);
      discount.lineItemId(DraftLines.id(line));
    }
    if (option.percentage() != null) {
      return Outcome.done(discount.percentE4(percentE4(option.percentage())).build());
    }
    String amount = amount(option);
    if (amount == null) return Given.missing("discounts.priceAmount");
    return Given.minor(amount, Currency.of(draft.currency()), "discounts.priceAmount.amount")
        .map(minor -> discount.amountMinor(minor).build());
  }

  private static int percentE4(String percentage) {
    return (int) Decimals.scaled(percentage, 4);
  }

  private static String lineId(DiscountOption option) {
    LineItemDiscount part = part(option);
    return part != null && part.id() != null ? part.id() : option.lineItemId();
  }

  private static LineItemDiscount part(DiscountOption option) {
    return option.lineItemDiscounts() == null || option.lineItemDiscounts().isEmpty()
        ? null
        : option.lineItemDiscounts().get(0);
  }

  private static String amount(DiscountOption option) {
    if (Given.isGiven(option.priceAmount())) return option.priceAmount().amount();
    if (Given.isGiven(option.amount())) return option.amount().amount();
    LineItemDiscount part = part(option);
    return part == null || !Given.isGiven(part.totalDiscount())
        ? null
        : part.totalDiscount().amount();
  }

  /** Says which apply; those that are not named stay. Refuses DISCOUNT_NOT_FOUND, large sums. */
  static Outcome<StoredDraft> set(StoredDraft draft, List<IdAndApplied> wanted) {
    List<DraftDiscount> discounts = new ArrayList<>(of(draft));
    for (IdAndApplied one : wanted) {
      if (one.id() == null) return Given.missing("discounts.id");
      boolean apply = Boolean.TRUE.equals(one.applied());
      int at = indexOf(discounts, one.id());
      if (at < 0) {
        AppliedDiscount automatic = automatic(draft, one.id());
        if (automatic == null) return unknown(one.id());
        if (!apply) discounts.add(switchedOff(automatic));
      } else if (discounts.get(at).source() == DraftSource.AUTOMATIC && apply) {
        discounts.remove(at);
      } else {
        discounts.set(at, discounts.get(at).toBuilder().applied(apply).build());
      }
    }
    return DiscountLimits.checked(draft.toBuilder().discounts(discounts).build());
  }

  private static int indexOf(List<DraftDiscount> discounts, String id) {
    for (int i = 0; i < discounts.size(); i++) {
      if (discounts.get(i).id().equalsIgnoreCase(id)) return i;
    }
    return -1;
  }

  private static <T> Outcome<T> unknown(String id) {
    return Outcome.refused(DISCOUNT_NOT_FOUND, "there is no discount " + id);
  }

  /** An automatic discount as the draft showed it last; null when it showed none with this id. */
  private static AppliedDiscount automatic(StoredDraft draft, String id) {
    List<DiscountDetails> shown = draft.shown() == null ? null : draft.shown().discounts();
    if (shown == null) return null;
    return shown.stream()
        .filter(one -> one.source() == SourceType.AUTOMATIC)
        .map(
            one ->
                Shapes.as(
                    AppliedDiscount.CODEC,
                    io.cartwright.wire.draftorders.AppliedDiscount.CODEC,
                    one.discount()))
        .filter(discount -> discount.id().equalsIgnoreCase(id))
        .findFirst()
        .orElse(null);
  }

  private static DraftDiscount switchedOff(AppliedDiscount automatic) {
    return DraftDiscount.builder()
        .id(automatic.id())
        .source(DraftSource.AUTOMATIC)
        .applied(false)
        .reach(DiscountReach.SPECIFIC_ITEMS)
        .original(automatic)
        .build();
  }

  /** Deletes discounts made in the draft. Refuses DISCOUNT_NOT_FOUND, ..._NOT_SUPPORTED. */
  static Outcome<StoredDraft> deleted(StoredDraft draft, List<String> ids) {
    List<DraftDiscount> discounts = new ArrayList<>(of(draft));
    for (String id : ids) {
      int at = indexOf(discounts, id);
      if (at < 0 && automatic(draft, id) == null) return unknown(id);
      if (at < 0 || discounts.get(at).source() != DraftSource.CUSTOM) {
        return Outcome.refused(
            DISCOUNT_REMOVE_NOT_SUPPORTED, "only custom discounts are deleted: " + id);
      }
      discounts.remove(at);
    }
    return Outcome.done(draft.toBuilder().discounts(discounts).build());
  }
}
