package io.cartwright.order.draft;

import io.cartwright.basket.QuoteView;
import io.cartwright.basket.ordered.OrderTax;
import io.cartwright.basket.ordered.OrderedLines;
import io.cartwright.money.Currency;
import io.cartwright.money.Rounding;
import io.cartwright.order.Prices;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.common.OrderTaxInfo;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.orders.ShippingPrice;
import io.cartwright.wire.orders.ShippingRegion;
import io.cartwright.wire.orders.V1ShippingInformation;
import io.cartwright.wire.own.draft.DraftFee;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a priced draft makes of an order: lines, summary, tax, fees and delivery in the words of
 * orders. Every amount is the quote's, but for discounts on delivery, which the quote does not
 * know: it saw the price after them. Pure.
 */
final class DraftResult {
  private static final long ONE_E6 = 1_000_000;

  private final Calculated calculated;
  private final StoredDraft draft;
  private final Quote quote;
  private final Currency currency;
  private final QuoteView view;
  private final OrderTax tax;
  private final DraftDiscountRows rows;

  DraftResult(Calculated calculated) {
    this.calculated = calculated;
    this.draft = calculated.draft();
    this.quote = calculated.quote();
    this.currency = quote.currency();
    this.view = QuoteView.of(calculated.priced());
    this.tax = new OrderTax(view);
    this.rows = new DraftDiscountRows(calculated);
  }

  DraftDiscountRows discounts() {
    return rows;
  }

  private Price price(long minor) {
    return Prices.of(currency, minor);
  }

  /** The lines that the order will have. */
  List<OrderLineItem> lines() {
    OrderedLines lines = new OrderedLines(view, tax);
    Map<String, Quote.Line> quoted = view.linesById();
    List<OrderLineItem> items = new ArrayList<>();
    for (DraftLine line : DraftLines.kept(draft)) {
      Quote.Line amounts = quoted.get(DraftLines.id(line));
      if (amounts != null) items.add(item(lines, line, amounts));
    }
    return items;
  }

  /** Discounts by rule are inside the price of a line, those of the order's own day as well. */
  private OrderLineItem item(OrderedLines lines, DraftLine line, Quote.Line quoted) {
    String taxGroup = line.line().facts().taxGroupId();
    OrderLineItem.Builder item = lines.amounts(line.item().toBuilder(), quoted, taxGroup);
    long byRules = rows.byOriginalRules(quoted.id());
    if (byRules > 0) {
      long linePrice = quoted.linePriceMinor() - byRules;
      item.lineItemPrice(price(linePrice))
          .price(price(Rounding.divide(linePrice, quoted.quantity())));
    }
    if (line.item().depositAmount() != null) item.depositAmount(line.item().depositAmount());
    return item.build();
  }

  PriceSummary summary() {
    Quote.Summary of = quote.summary();
    long off = shippingNet() - of.shippingMinor();
    return PriceSummary.builder()
        .subtotal(price(of.subtotalMinor()))
        .discount(price(of.discountMinor() + off))
        .shipping(price(shippingNet()))
        .totalAdditionalFees(price(of.feesMinor()))
        .tax(price(of.taxMinor()))
        .total(price(of.totalMinor()))
        .build();
  }

  /** Delivery before its discounts, without tax; 0 when nothing is delivered. */
  private long shippingNet() {
    if (!isDelivered()) return 0;
    long gross = calculated.shippingMinor();
    if (gross == quote.shipping().priceMinor()) return quote.summary().shippingMinor();
    if (!quote.taxIncluded()) return gross;
    long rate = quote.shipping().tax().rateE6();
    return gross - Rounding.mulDiv(gross, rate, ONE_E6 + rate);
  }

  private boolean isDelivered() {
    return calculated.shippingMinor() != null && quote.shipping().chosen() != null;
  }

  OrderTaxInfo taxInfo() {
    boolean exempt = Boolean.TRUE.equals(draft.taxExempt());
    return tax.info().toBuilder().taxExempt(draft.taxExempt() == null ? null : exempt).build();
  }

  /** The fee as the order will have it, with its tax; null for one that does not apply. */
  List<AdditionalFee> fees() {
    List<DraftFee> charged = DraftFees.charged(draft);
    List<AdditionalFee> fees = new ArrayList<>();
    for (int i = 0; i < charged.size(); i++) {
      Quote.FeeQuote quoted = quote.fees().get(i);
      DraftFee fee = charged.get(i);
      fees.add(
          fee.fee().toBuilder()
              .price(price(quoted.priceBeforeTaxMinor()))
              .priceBeforeTax(price(quoted.priceBeforeTaxMinor()))
              .priceAfterTax(price(quoted.priceAfterTaxMinor()))
              .taxInfo(tax.of(quoted.tax(), fee.taxGroupId()))
              .build());
    }
    return fees;
  }

  /** How the order is delivered, with its cost; null when it is not. */
  V1ShippingInformation shippingInfo() {
    if (draft.shippingInfo() == null) return null;
    return draft.shippingInfo().toBuilder().cost(cost()).region(region()).build();
  }

  private ShippingRegion region() {
    if (draft.shippingInfo().region() != null) return draft.shippingInfo().region();
    var region = QuoteView.of(calculated.offered()).delivery().region();
    return region == null ? null : new ShippingRegion(region.name());
  }

  private ShippingPrice cost() {
    Quote.Shipping shipping = quote.shipping();
    long gross = isDelivered() ? calculated.shippingMinor() : 0;
    DraftTax groups = new DraftTax(draft);
    String group = groups.shownShippingGroup(calculated.priced().input().tax());
    return ShippingPrice.builder()
        .price(price(gross))
        .discount(price(gross - shipping.priceMinor()))
        .totalPriceBeforeTax(price(shipping.totalBeforeTaxMinor()))
        .totalPriceAfterTax(price(shipping.totalAfterTaxMinor()))
        .taxInfo(tax.of(shipping.tax(), group))
        .build();
  }
}
