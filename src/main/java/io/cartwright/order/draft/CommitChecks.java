package io.cartwright.order.draft;

import io.cartwright.bus.Outcome;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.BuyerInfo;
import io.cartwright.wire.common.TaxableAddressType;
import io.cartwright.wire.draftorders.NonDraftableReason;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.DraftProblems;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What stands in the way of a draft's end. Pure. */
final class CommitChecks {
  private CommitChecks() {}

  /**
   * What stands in the way of an edit: the order may have been refunded, canceled, sent or edited
   * since the draft was begun.
   *
   * @param current the order as it stands; null when it is gone
   * @param sentByLine units that were sent, by line item id
   */
  static List<ApplicationError> ofEdit(
      StoredDraft draft, Order current, Map<String, Integer> sentByLine, SiteSettings site) {
    List<ApplicationError> errors = new ArrayList<>();
    if (draft.source() == null) {
      errors.add(error("DRAFT_HAS_NO_ORDER", "the draft edits no order: create one from it"));
      return errors;
    }
    for (NonDraftableReason reason : Draftability.reasons(current, site)) {
      errors.add(error(reason.wire(), "the order cannot be edited any more"));
    }
    if (!errors.isEmpty()) return errors;
    if (isChanged(draft.source(), current)) {
      errors.add(error("ORDER_CHANGED", "the order was changed since the draft was begun"));
    }
    for (DraftLine line : DraftLines.of(draft)) {
      int sent = sentByLine.getOrDefault(DraftLines.id(line), 0);
      int kept = DraftLines.isRemoved(line) ? 0 : line.line().quantity();
      if (kept < sent) {
        errors.add(
            error(
                "FULFILLED_QUANTITY",
                sent + " units of line " + DraftLines.id(line) + " are sent"));
      }
    }
    noLines(draft, errors);
    return errors;
  }

  private static boolean isChanged(Order source, Order current) {
    return !Objects.equals(source.lineItems(), current.lineItems())
        || !Objects.equals(source.appliedDiscounts(), current.appliedDiscounts())
        || !Objects.equals(source.additionalFees(), current.additionalFees())
        || !Objects.equals(source.priceSummary(), current.priceSummary());
  }

  private static void noLines(StoredDraft draft, List<ApplicationError> errors) {
    boolean none = DraftLines.kept(draft).stream().noneMatch(line -> line.line().quantity() > 0);
    if (none) errors.add(error("EMPTY_ORDER", "an order has one line at least"));
  }

  static ApplicationError error(String code, String description) {
    return new ApplicationError(code, description, null);
  }

  static <T> Outcome<T> refused(DraftRefusal refusal, List<ApplicationError> errors) {
    DraftProblems data = DraftProblems.builder().errors(errors).build();
    return Outcome.refused(refusal, errors.get(0).description(), DraftProblems.CODEC.toJson(data));
  }

  /**
   * Whether a draft may become an order. Refused, in this order: CREATE_ORDER_FAILED_VALIDATIONS,
   * DRAFT_ORDER_DEPOSIT_AMOUNT_EXCEEDS_ORDER_TOTAL, SUBSCRIPTION_BUYER_INFO_REQUIRED,
   * BILLING_ADDRESS_REQUIRED_..., BUSINESS_ADDRESS_MISSING_....
   */
  static Outcome<Calculated> ofNew(Calculated calculated, SiteSettings site) {
    StoredDraft draft = calculated.draft();
    List<ApplicationError> errors = new ArrayList<>();
    if (draft.source() != null) {
      errors.add(error("DRAFT_EDITS_AN_ORDER", "the draft edits an order: commit it"));
    }
    noLines(draft, errors);
    if (calculated.optionGone()) {
      errors.add(
          error("SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND", "the delivery option has no price"));
    }
    if (!errors.isEmpty()) return refused(DraftRefusal.CREATE_ORDER_FAILED_VALIDATIONS, errors);
    Long deposit = Deposits.minor(calculated);
    if (deposit != null && deposit > calculated.totalMinor()) {
      return Outcome.refused(
          DraftRefusal.DRAFT_ORDER_DEPOSIT_AMOUNT_EXCEEDS_ORDER_TOTAL,
          "the deposit is more than the order");
    }
    boolean subscription =
        DraftLines.kept(draft).stream().anyMatch(line -> Draftability.isSubscription(line.item()));
    if (subscription && !isKnown(draft.buyerInfo())) {
      return Outcome.refused(
          DraftRefusal.SUBSCRIPTION_BUYER_INFO_REQUIRED, "name whom the subscription is for");
    }
    if (taxedAt(draft, TaxableAddressType.BILLING)
        && Addresses.billed(draft.billingInfo()) == null) {
      return Outcome.refused(
          DraftRefusal.BILLING_ADDRESS_REQUIRED_FOR_TAX_CALCULATION,
          "a line is taxed at the billing address");
    }
    boolean unknown = site.businessAddress() == null || site.businessAddress().country() == null;
    return unknown && taxedAt(draft, TaxableAddressType.BUSINESS)
        ? Outcome.refused(
            DraftRefusal.BUSINESS_ADDRESS_MISSING_OR_INVALID_FOR_TAX_CALCULATION,
            "a line is taxed at the site's address")
        : Outcome.done(calculated);
  }

  private static boolean isKnown(BuyerInfo buyer) {
    return buyer != null
        && (buyer.memberId() != null || buyer.contactId() != null || buyer.email() != null);
  }

  private static boolean taxedAt(StoredDraft draft, TaxableAddressType type) {
    return DraftLines.kept(draft).stream()
        .map(line -> line.item().taxableAddress())
        .anyMatch(address -> address != null && address.addressType() == type);
  }
}
