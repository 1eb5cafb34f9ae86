package io.cartwright.order.draft;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.ExtendedFields;
import io.cartwright.wire.common.Location;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.draftorders.DepositDetails;
import io.cartwright.wire.draftorders.DraftOrderInput;
import io.cartwright.wire.draftorders.V1ShippingInformation;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a draft has beside lines, discounts and fees. Pure. */
final class DraftParts {
  private DraftParts() {}

  /** True when the draft is in another currency than the site is now. */
  static boolean isForeign(StoredDraft draft, SiteSettings site) {
    return !site.currency().equals(draft.currency());
  }

  /** Refuses, in this order: CURRENCY_REQUIRED, CURRENCY_DOES_NOT_MATCH_.... */
  static Outcome<StoredDraft> inCurrency(StoredDraft draft, SiteSettings site, String currency) {
    if (currency == null) {
      return isForeign(draft, site)
          ? Outcome.refused(DraftRefusal.CURRENCY_REQUIRED, "the draft is in " + draft.currency())
          : Outcome.done(draft);
    }
    return currency.equals(draft.currency())
        ? Outcome.done(draft)
        : Outcome.refused(
            DraftRefusal.CURRENCY_DOES_NOT_MATCH_DRAFT_ORDER_CURRENCY,
            "the draft is in " + draft.currency());
  }

  /** A draft with what it begins with. */
  static Outcome<StoredDraft> filled(StoredDraft empty, DraftOrderInput input) {
    return shipping(empty, input.shippingInfo())
        .map(
            draft ->
                draft.toBuilder()
                    .buyerInfo(input.buyerInfo())
                    .recipientInfo(input.recipientInfo())
                    .billingInfo(input.billingInfo())
                    .taxExempt(input.taxExempt())
                    .businessLocation(input.businessLocation())
                    .extendedFields(input.extendedFields())
                    .build());
  }

  /** Null takes delivery away. Refuses a price that an order cannot hold. */
  static Outcome<StoredDraft> shipping(StoredDraft draft, V1ShippingInformation shipping) {
    if (shipping != null && shipping.cost() != null && Given.isGiven(shipping.cost().price())) {
      String amount = shipping.cost().price().amount();
      Outcome<Long> price =
          Given.minor(amount, Currency.of(draft.currency()), "shippingInfo.cost.price.amount");
      if (!price.isDone()) return price.retype();
    }
    return Outcome.done(
        draft.toBuilder()
            .shippingInfo(
                Shapes.as(
                    io.cartwright.wire.orders.V1ShippingInformation.CODEC,
                    V1ShippingInformation.CODEC,
                    shipping))
            .build());
  }

  /** Refuses BUSINESS_LOCATION_CANNOT_BE_EDITED. */
  static Outcome<StoredDraft> location(StoredDraft draft, Location location) {
    if (draft.source() != null && draft.source().businessLocation() != null) {
      return Outcome.refused(
          DraftRefusal.BUSINESS_LOCATION_CANNOT_BE_EDITED, "the order has a location");
    }
    return Outcome.done(draft.toBuilder().businessLocation(location).build());
  }

  /** Null asks for no deposit. Refuses an amount that an order cannot hold. */
  static Outcome<StoredDraft> deposit(StoredDraft draft, DepositDetails deposit) {
    boolean none =
        deposit == null || deposit.percentage() == null && !Given.isGiven(deposit.amount());
    if (none) return Outcome.done(draft.toBuilder().deposit(null).build());
    if (deposit.percentage() == null) {
      Currency currency = Currency.of(draft.currency());
      Outcome<Long> amount =
          Given.minor(deposit.amount().amount(), currency, "depositDetails.amount.amount");
      if (!amount.isDone()) return amount.retype();
    }
    return Outcome.done(draft.toBuilder().deposit(deposit).build());
  }

  /** The data of one namespace in place of what it had. */
  static StoredDraft extended(StoredDraft draft, UpdateExtendedFieldsRequest ask) {
    Map<String, io.cartwright.wire.Json> namespaces = new LinkedHashMap<>();
    ExtendedFields before = draft.extendedFields();
    if (before != null && before.namespaces() != null) namespaces.putAll(before.namespaces());
    if (ask.namespaceData() == null) namespaces.remove(ask.namespace());
    else namespaces.put(ask.namespace(), ask.namespaceData());
    return draft.toBuilder().extendedFields(new ExtendedFields(namespaces)).build();
  }
}
