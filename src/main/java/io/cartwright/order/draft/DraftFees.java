package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftRefusal.ADDITIONAL_FEE_NOT_FOUND;
import static io.cartwright.order.draft.DraftRefusal.ADDITIONAL_FEE_REMOVE_NOT_SUPPORTED;
import static io.cartwright.order.draft.DraftRefusal.LINE_ITEM_NOT_FOUND;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.order.Prices;
import io.cartwright.wire.Violation;
import io.cartwright.wire.draftorders.AdditionalFeeOption;
import io.cartwright.wire.draftorders.IdAndApplied;
import io.cartwright.wire.draftorders.TaxDetails;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.AdditionalFeeSource;
import io.cartwright.wire.own.draft.DraftFee;
import io.cartwright.wire.own.draft.DraftSource;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The fees of a draft: those of the order, and those made in the draft. Pure. */
final class DraftFees {
  /** Most fees of a draft. */
  private static final int COUNT_MAX = 100;

  private DraftFees() {}

  static List<DraftFee> of(StoredDraft draft) {
    return draft.fees() == null ? List.of() : draft.fees();
  }

  /** Those that the order will have: they apply, and one of their lines is still there. */
  static List<DraftFee> charged(StoredDraft draft) {
    return of(draft).stream().filter(fee -> isCharged(draft, fee)).toList();
  }

  private static boolean isCharged(StoredDraft draft, DraftFee fee) {
    if (!Boolean.TRUE.equals(fee.applied())) return false;
    List<String> lines = fee.fee().lineItemIds();
    return lines == null
        || lines.isEmpty()
        || lines.stream().anyMatch(id -> DraftLines.keptLine(draft, id) != null);
  }

  /** Makes fees, applied or not. Refuses wrong fields and LINE_ITEM_NOT_FOUND. */
  static Outcome<StoredDraft> created(
      StoredDraft draft, List<AdditionalFeeOption> options, Supplier<UUID> ids) {
    List<DraftFee> fees = new ArrayList<>(of(draft));
    for (AdditionalFeeOption option : options == null ? List.<AdditionalFeeOption>of() : options) {
      Outcome<DraftFee> made = custom(draft, option, ids);
      if (!made.isDone()) return made.retype();
      fees.add(made.orNull());
    }
    return fees.size() > COUNT_MAX
        ? Outcome.invalid(
            "customAdditionalFees", Violation.Rule.MAX_SIZE, "a draft has at most " + COUNT_MAX)
        : Outcome.done(draft.toBuilder().fees(fees).build());
  }

  private static Outcome<DraftFee> custom(
      StoredDraft draft, AdditionalFeeOption option, Supplier<UUID> ids) {
    String field = "customAdditionalFees";
    if (option.name() == null) return Given.missing(field + ".name");
    if (!Given.isGiven(option.price())) return Given.missing(field + ".price.amount");
    List<String> lines = option.lineItemIds() == null ? List.of() : option.lineItemIds();
    for (String id : lines) {
      if (DraftLines.keptLine(draft, id) == null) {
        return Outcome.refused(LINE_ITEM_NOT_FOUND, "there is no line " + id);
      }
    }
    Currency currency = Currency.of(draft.currency());
    TaxDetails tax = option.taxDetails();
    return Given.minor(option.price().amount(), currency, field + ".price.amount")
        .map(
            minor ->
                DraftFee.builder()
                    .source(DraftSource.CUSTOM)
                    .applied(Boolean.TRUE.equals(option.applyToDraftOrder()))
                    .taxable(tax != null && Boolean.TRUE.equals(tax.taxable()))
                    .taxGroupId(tax == null ? null : tax.taxGroupId())
                    .fee(
                        AdditionalFee.builder()
                            .id(ids.get().toString())
                            .code(option.code())
                            .name(option.name())
                            .price(Prices.of(currency, minor))
                            .lineItemIds(lines)
                            .source(AdditionalFeeSource.MANUAL)
                            .build())
                    .build());
  }

  /** Says which apply; those that are not named stay. Refuses ADDITIONAL_FEE_NOT_FOUND. */
  static Outcome<StoredDraft> set(StoredDraft draft, List<IdAndApplied> wanted) {
    List<DraftFee> fees = new ArrayList<>(of(draft));
    for (IdAndApplied one : wanted) {
      if (one.id() == null) return Given.missing("additionalFees.id");
      int at = indexOf(fees, one.id());
      if (at < 0) return unknown(one.id());
      boolean apply = Boolean.TRUE.equals(one.applied());
      fees.set(at, fees.get(at).toBuilder().applied(apply).build());
    }
    return Outcome.done(draft.toBuilder().fees(fees).build());
  }

  /** Deletes fees made in the draft. Refuses ADDITIONAL_FEE_NOT_FOUND, ..._NOT_SUPPORTED. */
  static Outcome<StoredDraft> deleted(StoredDraft draft, List<String> ids) {
    List<DraftFee> fees = new ArrayList<>(of(draft));
    for (String id : ids) {
      int at = indexOf(fees, id);
      if (at < 0) return unknown(id);
      if (fees.get(at).source() != DraftSource.CUSTOM) {
        return Outcome.refused(
            ADDITIONAL_FEE_REMOVE_NOT_SUPPORTED, "only custom fees are deleted: " + id);
      }
      fees.remove(at);
    }
    return Outcome.done(draft.toBuilder().fees(fees).build());
  }

  private static int indexOf(List<DraftFee> fees, String id) {
    for (int i = 0; i < fees.size(); i++) {
      if (fees.get(i).fee().id().equalsIgnoreCase(id)) return i;
    }
    return -1;
  }

  private static <T> Outcome<T> unknown(String id) {
    return Outcome.refused(ADDITIONAL_FEE_NOT_FOUND, "there is no fee " + id);
  }
}
