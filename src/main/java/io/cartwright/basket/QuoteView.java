package io.cartwright.basket;

import io.cartwright.money.Decimals;
import io.cartwright.pricing.Quote;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.AdditionalFee;
import io.cartwright.wire.common.AdditionalFeeSource;
import io.cartwright.wire.common.CalculatedItemModifier;
import io.cartwright.wire.common.CalculatedLineItem;
import io.cartwright.wire.common.LineItemPricesData;
import io.cartwright.wire.common.MultiCurrencyPrice;
import io.cartwright.wire.common.PriceSummary;
import io.cartwright.wire.common.V1ItemModifier;
import io.cartwright.wire.common.V1ModifierGroup;
import io.cartwright.wire.common.WeightUnit;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A priced basket in the words of the contract: the parts that a cart's estimate, a checkout and
 * the totals calculator share. Discounts, delivery, tax and errors have views of their own; they
 * are reached from here.
 */
public final class QuoteView {
  private final Priced priced;
  private final Quote quote;
  private final Prices prices;
  private final TaxView tax;

  private QuoteView(Priced priced) {
    this.priced = priced;
    this.quote = priced.quote();
    this.prices = Prices.in(quote.currency());
    this.tax = new TaxView(quote, prices, priced.answers());
  }

  public static QuoteView of(Priced priced) {
    return new QuoteView(priced);
  }

  /** The quote that is shown. */
  public Quote quote() {
    return quote;
  }

  /** How amounts are written. */
  public Prices prices() {
    return prices;
  }

  /** Tax details and the tax summary. */
  public TaxView tax() {
    return tax;
  }

  /** Applied discounts. */
  public DiscountView discounts() {
    return new DiscountView(priced, prices);
  }

  /** Delivery: region, options, the chosen one. */
  public DeliveryView delivery() {
    return new DeliveryView(priced, prices, tax);
  }

  /** What went wrong while pricing, and violations. */
  public ErrorView errors() {
    return new ErrorView(priced);
  }

  /** Lines of the quote by id; those without any units are not in it. */
  public Map<String, Quote.Line> linesById() {
    Map<String, Quote.Line> byId = new HashMap<>(quote.lines().size() * 2);
    for (Quote.Line line : quote.lines()) byId.put(line.id(), line);
    return byId;
  }

  /** The whole, gift card taken off the total. */
  public PriceSummary summary() {
    return summary(quote.summary(), quote.totalAfterGiftCardMinor());
  }

  /** Due when the order is placed, before a gift card. */
  public PriceSummary payNow() {
    return summary(quote.payNow(), quote.payNow().totalMinor());
  }

  /** Due after the order is placed, before a gift card. */
  public PriceSummary payLater() {
    return summary(quote.payLater(), quote.payLater().totalMinor());
  }

  /** Due when free trials end. */
  public PriceSummary payAfterFreeTrial() {
    return summary(quote.payAfterFreeTrial(), quote.payAfterFreeTrial().totalMinor());
  }

  private PriceSummary summary(Quote.Summary of, long totalMinor) {
    return PriceSummary.builder()
        .subtotal(prices.of(of.subtotalMinor()))
        .discount(prices.of(of.discountMinor()))
        .shipping(prices.of(of.shippingMinor()))
        .additionalFees(prices.of(of.feesMinor()))
        .tax(prices.of(of.taxMinor()))
        .total(prices.of(totalMinor))
        .build();
  }

  /** The price breakdown of each line. */
  public List<CalculatedLineItem> lineItems() {
    Map<String, Quote.Line> byId = linesById();
    List<CalculatedLineItem> items = new ArrayList<>(byId.size());
    for (StoredLine line : Lines.of(priced.basket())) {
      Quote.Line quoted = byId.get(line.id());
      if (quoted != null) items.add(lineItem(line, quoted));
    }
    return items;
  }

  private CalculatedLineItem lineItem(StoredLine line, Quote.Line quoted) {
    return CalculatedLineItem.builder()
        .lineItemId(line.id())
        .pricesBreakdown(breakdown(line, quoted))
        .paymentOption(Facts.payment(line))
        .taxableAddress(line.taxableAddress())
        .modifiers(modifiers(line))
        .build();
  }

  /** The price breakdown of one line. */
  public LineItemPricesData breakdown(StoredLine line, Quote.Line quoted) {
    return LineItemPricesData.builder()
        .totalPriceAfterTax(prices.of(quoted.totalAfterTaxMinor()))
        .totalPriceBeforeTax(prices.of(quoted.totalBeforeTaxMinor()))
        .taxDetails(tax.of(quoted.tax(), line.facts().taxGroupId()))
        .totalDiscount(prices.of(quoted.totalDiscountMinor()))
        .price(prices.of(quoted.priceMinor()))
        .priceBeforeDiscounts(prices.of(quoted.priceBeforeDiscountsMinor()))
        .lineItemPrice(prices.of(quoted.linePriceMinor()))
        .fullPrice(prices.of(quoted.fullPriceMinor()))
        .modifiers(quoted.modifiersMinor() == 0 ? null : prices.of(quoted.modifiersMinor()))
        .depositAmount(prices.ofNullable(quoted.depositMinor()))
        .build();
  }

  private List<CalculatedItemModifier> modifiers(StoredLine line) {
    if (line.custom() == null || line.custom().modifierGroups() == null) return null;
    List<CalculatedItemModifier> modifiers = new ArrayList<>();
    for (V1ModifierGroup group : line.custom().modifierGroups()) {
      for (V1ItemModifier modifier : group.modifiers()) {
        MultiCurrencyPrice price =
            modifier.price() == null ? null : prices.of(quote.currency().parse(modifier.price()));
        modifiers.add(new CalculatedItemModifier(modifier.id(), group.id(), price));
      }
    }
    return modifiers;
  }

  /** Additional fees with their tax. */
  public List<AdditionalFee> additionalFees() {
    List<AdditionalFee> fees = new ArrayList<>(quote.fees().size());
    for (Quote.FeeQuote fee : quote.fees()) {
      fees.add(
          AdditionalFee.builder()
              .code(fee.fee().code())
              .name(fee.fee().name())
              .price(prices.of(fee.priceBeforeTaxMinor()))
              .priceBeforeTax(prices.of(fee.priceBeforeTaxMinor()))
              .priceAfterTax(prices.of(fee.priceAfterTaxMinor()))
              .taxDetails(tax.of(fee.tax(), fee.fee().taxGroup()))
              .providerAppId(fee.fee().providerAppId())
              .lineItemIds(fee.fee().lineIds())
              .source(
                  fee.fee().source() == null
                      ? null
                      : AdditionalFeeSource.valueOf(fee.fee().source()))
              .build());
    }
    return fees;
  }

  /** The unit of a site's weights. */
  public static WeightUnit weightUnit(SiteSettings site) {
    return switch (site.weightUnit()) {
      case KG -> WeightUnit.KG;
      case LB -> WeightUnit.LB;
    };
  }

  /** A rate of millionths as the wire's decimal: "0.19". */
  static String rate(long rateE6) {
    return Decimals.shortText(rateE6, 6);
  }
}
