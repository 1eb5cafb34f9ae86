package io.cartwright.basket.kept;

import static io.cartwright.basket.kept.Compact.amount;
import static io.cartwright.basket.kept.Compact.flag;
import static io.cartwright.basket.kept.Compact.list;

import io.cartwright.pricing.Quote;
import io.cartwright.pricing.Tax;
import io.cartwright.wire.own.pricing.KeptDiscount;
import io.cartwright.wire.own.pricing.KeptFeeQuote;
import io.cartwright.wire.own.pricing.KeptLineAmount;
import io.cartwright.wire.own.pricing.KeptOptionQuote;
import io.cartwright.wire.own.pricing.KeptQuote;
import io.cartwright.wire.own.pricing.KeptQuoteLine;
import io.cartwright.wire.own.pricing.KeptShipping;
import io.cartwright.wire.own.pricing.KeptStep;
import io.cartwright.wire.own.pricing.KeptSummary;
import io.cartwright.wire.own.pricing.KeptTax;
import io.cartwright.wire.own.pricing.KeptTaxPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A quote as it is kept, to the last field; equal quotes are equal documents. Where a quote names a
 * line, the document has the line's place in the list, from 0.
 */
public final class KeptQuotes {
  private final Map<String, Integer> places = new HashMap<>();

  private KeptQuotes(Quote quote) {
    for (Quote.Line line : quote.lines()) places.put(line.id(), places.size());
  }

  /** As it is kept. */
  public static KeptQuote kept(Quote quote) {
    return new KeptQuotes(quote).quote(quote);
  }

  private KeptQuote quote(Quote quote) {
    return KeptQuote.builder()
        .ruleBookVersion(quote.ruleBookVersion())
        .instant(quote.instant().toString())
        .currency(quote.currency().code())
        .taxIncluded(flag(quote.taxIncluded()))
        .lines(list(quote.lines(), KeptQuotes::line))
        .discounts(list(quote.discounts(), this::discount))
        .shipping(shipping(quote.shipping()))
        .fees(list(quote.fees(), KeptQuotes::fee))
        .tax(
            list(
                quote.tax(),
                row ->
                    new KeptTaxPart(
                        KeptTaxes.kept(row.rate()),
                        amount(row.taxableMinor()),
                        amount(row.taxMinor()))))
        .summary(summary(quote.summary()))
        .payNow(summary(quote.payNow()))
        .payLater(summary(quote.payLater()))
        .payAfterFreeTrial(summary(quote.payAfterFreeTrial()))
        .giftCardNowMinor(amount(quote.giftCard().nowMinor()))
        .giftCardLaterMinor(amount(quote.giftCard().laterMinor()))
        .couponProblem(quote.couponProblem() == null ? null : quote.couponProblem().name())
        .steps(list(quote.steps(), this::step))
        .build();
  }

  private static KeptQuoteLine line(Quote.Line line) {
    return KeptQuoteLine.builder()
        .id(line.id())
        .quantity(line.quantity())
        .payment(line.payment().name())
        .fullPriceMinor(amount(line.fullPriceMinor()))
        .priceBeforeDiscountsMinor(amount(line.priceBeforeDiscountsMinor()))
        .priceMinor(amount(line.priceMinor()))
        .modifiersMinor(amount(line.modifiersMinor()))
        .lineBeforeDiscountsMinor(amount(line.lineBeforeDiscountsMinor()))
        .linePriceMinor(amount(line.linePriceMinor()))
        .depositMinor(line.depositMinor())
        .ruleDiscountMinor(amount(line.ruleDiscountMinor()))
        .merchantDiscountMinor(amount(line.merchantDiscountMinor()))
        .couponDiscountMinor(amount(line.couponDiscountMinor()))
        .totalBeforeTaxMinor(amount(line.totalBeforeTaxMinor()))
        .totalAfterTaxMinor(amount(line.totalAfterTaxMinor()))
        .tax(tax(line.tax()))
        .payNowMinor(amount(line.payNowMinor()))
        .payLaterMinor(amount(line.payLaterMinor()))
        .payAfterFreeTrialMinor(amount(line.payAfterFreeTrialMinor()))
        .build();
  }

  private static KeptTax tax(Tax tax) {
    return new KeptTax(
        amount(tax.taxableMinor()),
        amount(tax.rateE6()),
        amount(tax.taxMinor()),
        list(
            tax.parts(),
            part ->
                new KeptTaxPart(
                    KeptTaxes.kept(part.rate()),
                    amount(part.taxableMinor()),
                    amount(part.taxMinor()))));
  }

  private KeptDiscount discount(Quote.Applied applied) {
    return new KeptDiscount(
        applied.source().name(),
        applied.id(),
        applied.name(),
        applied.code(),
        applied.reach().name(),
        amount(applied.amountMinor()),
        list(
            applied.lines(),
            part -> new KeptLineAmount(places.get(part.lineId()), amount(part.amountMinor()))));
  }

  private KeptShipping shipping(Quote.Shipping shipping) {
    return new KeptShipping(
        list(shipping.options(), this::option),
        shipping.chosen() == null ? null : option(shipping.chosen()),
        flag(shipping.choiceHonoured()),
        amount(shipping.priceMinor()),
        amount(shipping.discountMinor()),
        amount(shipping.totalBeforeTaxMinor()),
        amount(shipping.totalAfterTaxMinor()),
        tax(shipping.tax()));
  }

  private KeptOptionQuote option(Quote.OptionQuote option) {
    return new KeptOptionQuote(
        option.carrierId(),
        option.code(),
        option.title(),
        amount(option.priceMinor()),
        amount(option.rateMinor()),
        list(option.charges(), KeptDeliveries::kept),
        places(option.lineIds()),
        flag(option.partial()),
        flag(option.backup()));
  }

  private List<Integer> places(List<String> lineIds) {
    return list(lineIds, places::get);
  }

  private static KeptFeeQuote fee(Quote.FeeQuote fee) {
    return new KeptFeeQuote(
        KeptBaskets.kept(fee.fee()),
        amount(fee.priceBeforeTaxMinor()),
        amount(fee.priceAfterTaxMinor()),
        tax(fee.tax()));
  }

  private static KeptSummary summary(Quote.Summary summary) {
    return new KeptSummary(
        amount(summary.subtotalMinor()),
        amount(summary.discountMinor()),
        amount(summary.shippingMinor()),
        amount(summary.feesMinor()),
        amount(summary.taxMinor()),
        amount(summary.totalMinor()));
  }

  private KeptStep step(Quote.Step step) {
    return new KeptStep(
        step.source().name(),
        step.sourceId(),
        places.get(step.lineId()),
        step.units(),
        amount(step.beforeMinor()),
        amount(step.afterMinor()));
  }
}
