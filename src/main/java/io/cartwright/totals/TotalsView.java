package io.cartwright.totals;

import io.cartwright.basket.Priced;
import io.cartwright.basket.QuoteView;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.AdditionalFee;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.CalculationErrors;
import io.cartwright.wire.common.Details;
import io.cartwright.wire.totalscalculator.CalculateTotalsRequest;
import io.cartwright.wire.totalscalculator.CalculateTotalsResponse;
import io.cartwright.wire.totalscalculator.MembershipOptions;
import io.cartwright.wire.totalscalculator.V1AdditionalFee;

/** Totals as the contract shows them. */
final class TotalsView {
  private TotalsView() {}

  static CalculateTotalsResponse of(
      CalculateTotalsRequest request, Priced priced, SiteSettings site) {
    QuoteView view = QuoteView.of(priced);
    String currency = priced.quote().currency().code();
    return CalculateTotalsResponse.builder()
        .calculatedLineItems(view.lineItems())
        .priceSummary(view.summary())
        .payNow(view.payNow())
        .payLater(view.payLater())
        .payAfterFreeTrial(view.payAfterFreeTrial())
        .taxSummary(view.tax().summary())
        .shippingInfo(view.delivery().information())
        .appliedDiscounts(view.discounts().appliedToCheckout())
        .additionalFees(view.additionalFees().stream().map(TotalsView::fee).toList())
        .calculationErrors(errors(request, view))
        .weightUnit(QuoteView.weightUnit(site))
        .currency(currency)
        .conversionCurrency(currency)
        .taxIncludedInPrice(priced.quote().taxIncluded())
        .payNowTotalAfterGiftCard(view.prices().of(priced.quote().dueNowMinor()))
        .totalAfterGiftCard(view.prices().of(priced.quote().totalAfterGiftCardMinor()))
        .membershipOptions(memberships(request))
        .build();
  }

  private static MembershipOptions memberships(CalculateTotalsRequest request) {
    return request.selectedMemberships() == null
        ? null
        : MembershipOptions.builder()
            .selectedMemberships(request.selectedMemberships().memberships())
            .build();
  }

  /** No site has gift cards yet: a code that is given is not found. */
  private static CalculationErrors errors(CalculateTotalsRequest request, QuoteView view) {
    CalculationErrors errors = view.errors().calculationErrors();
    boolean giftCard =
        request.giftCardCode() != null
            || (request.giftCards() != null && !request.giftCards().isEmpty());
    if (!giftCard) return errors;
    return errors.toBuilder()
        .giftCardCalculationError(
            Details.builder()
                .applicationError(
                    new ApplicationError("GIFT_CARD_NOT_FOUND", "there is no such gift card", null))
                .build())
        .build();
  }

  private static V1AdditionalFee fee(AdditionalFee fee) {
    return V1AdditionalFee.builder()
        .code(fee.code())
        .name(fee.name())
        .price(fee.price())
        .taxDetails(fee.taxDetails())
        .providerAppId(fee.providerAppId())
        .priceBeforeTax(fee.priceBeforeTax())
        .priceAfterTax(fee.priceAfterTax())
        .lineItemIds(fee.lineItemIds())
        .source(fee.source())
        .build();
  }
}
