package io.cartwright.checkout;

import static io.cartwright.basket.ordered.OrderedLines.price;

import io.cartwright.basket.DiscountView;
import io.cartwright.basket.Priced;
import io.cartwright.basket.Prices;
import io.cartwright.basket.QuoteView;
import io.cartwright.basket.ordered.OrderTax;
import io.cartwright.basket.ordered.OrderedLines;
import io.cartwright.pricing.Quote;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.checkout.AddressWithContact;
import io.cartwright.wire.common.BuyerInfo;
import io.cartwright.wire.common.ChannelInfo;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.DiscountRuleName;
import io.cartwright.wire.common.DiscountType;
import io.cartwright.wire.common.Location;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.AdditionalFeeSource;
import io.cartwright.wire.orders.AppliedDiscount;
import io.cartwright.wire.orders.Coupon;
import io.cartwright.wire.orders.CreatedBy;
import io.cartwright.wire.orders.DiscountRule;
import io.cartwright.wire.orders.LineItemDiscount;
import io.cartwright.wire.orders.MerchantDiscount;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The order that a priced checkout becomes: every amount is copied from the quote, none is worked
 * out again. Number, status, dates and balance are the order domain's.
 */
final class OrderDraft {
  private final UUID checkoutId;
  private final StoredCheckout checkout;
  private final Priced priced;
  private final SiteSettings site;
  private final Supplier<UUID> ids;
  private final QuoteView view;
  private final Quote quote;
  private final Prices prices;
  private final OrderTax tax;

  private OrderDraft(
      UUID checkoutId,
      StoredCheckout checkout,
      Priced priced,
      SiteSettings site,
      Supplier<UUID> ids) {
    this.checkoutId = checkoutId;
    this.checkout = checkout;
    this.priced = priced;
    this.site = site;
    this.ids = ids;
    this.view = QuoteView.of(priced);
    this.quote = priced.quote();
    this.prices = view.prices();
    this.tax = new OrderTax(view);
  }

  /**
   * The order.
   *
   * @param ids source of the ids of its discounts and fees
   */
  static Order of(
      UUID checkoutId,
      StoredCheckout checkout,
      Priced priced,
      SiteSettings site,
      Supplier<UUID> ids) {
    return new OrderDraft(checkoutId, checkout, priced, site, ids).order();
  }

  private Order order() {
    AddressWithContact shipping = checkout.shippingDestination();
    Order.Builder order =
        Order.builder()
            .lineItems(lines())
            .priceSummary(summary(quote.summary()))
            .payNow(summary(quote.payNow()))
            .payAfterFreeTrial(summary(quote.payAfterFreeTrial()))
            .appliedDiscounts(discounts())
            .additionalFees(fees())
            .taxInfo(tax.info())
            .taxIncludedInPrices(quote.taxIncluded())
            .shippingInfo(new OrderDelivery(priced, view, tax, contact(shipping)).information())
            .recipientInfo(contact(shipping))
            .billingInfo(contact(Checkouts.billing(checkout)));
    origin(order);
    return order.build();
  }

  private void origin(Order.Builder order) {
    String location = checkout.basket().businessLocationId();
    order
        .checkoutId(checkoutId.toString())
        .cartId(checkout.cartId())
        .purchaseFlowId(checkout.purchaseFlowId())
        .currency(quote.currency().code())
        .weightUnit(CheckoutView.weightUnit(site))
        .siteLanguage(site.language())
        .buyerLanguage(site.language())
        .buyerNote(checkout.buyerNote())
        .buyerInfo(buyer(checkout.basket().buyer()))
        .createdBy(createdBy(checkout.createdBy()))
        .channelInfo(
            ChannelInfo.builder().type(ChannelType.TYPE.find(checkout.channelType())).build())
        .customFields(checkout.customFields())
        .extendedFields(checkout.extendedFields())
        .businessLocation(location == null ? null : Location.builder().id(location).build());
  }

  private static io.cartwright.wire.common.AddressWithContact contact(AddressWithContact of) {
    return of == null
        ? null
        : new io.cartwright.wire.common.AddressWithContact(of.address(), of.contactDetails());
  }

  private static BuyerInfo buyer(StoredBuyer buyer) {
    return buyer == null
        ? null
        : new BuyerInfo(buyer.visitorId(), buyer.memberId(), buyer.contactId(), buyer.email());
  }

  private static CreatedBy createdBy(io.cartwright.wire.checkout.CreatedBy by) {
    return by == null
        ? null
        : new CreatedBy(by.userId(), by.memberId(), by.visitorId(), by.appId());
  }

  private PriceSummary summary(Quote.Summary of) {
    return PriceSummary.builder()
        .subtotal(price(prices.of(of.subtotalMinor())))
        .discount(price(prices.of(of.discountMinor())))
        .shipping(price(prices.of(of.shippingMinor())))
        .totalAdditionalFees(price(prices.of(of.feesMinor())))
        .tax(price(prices.of(of.taxMinor())))
        .total(price(prices.of(of.totalMinor())))
        .build();
  }

  private List<OrderLineItem> lines() {
    OrderedLines lines = new OrderedLines(view, tax);
    Map<String, Quote.Line> quoted = view.linesById();
    List<OrderLineItem> items = new ArrayList<>(quoted.size());
    for (StoredLine line : io.cartwright.basket.Lines.of(priced.basket())) {
      Quote.Line price = quoted.get(line.id());
      if (price != null) items.add(lines.item(line, price));
    }
    return items;
  }

  private List<AppliedDiscount> discounts() {
    List<AppliedDiscount> discounts = new ArrayList<>();
    for (DiscountView.Row row : view.discounts().rows()) discounts.add(discount(row));
    return discounts;
  }

  private AppliedDiscount discount(DiscountView.Row row) {
    AppliedDiscount.Builder applied =
        AppliedDiscount.builder()
            .id(ids.get().toString())
            .discountType(DiscountType.TYPE.find(row.type().wire()))
            .lineItemIds(row.lineItemIds())
            .lineItemDiscounts(
                row.lineItemDiscounts().stream()
                    .map(part -> new LineItemDiscount(part.id(), price(part.totalDiscountAmount())))
                    .toList());
    Price amount = price(row.amount());
    switch (row.source()) {
      case RULE ->
          applied.discountRule(
              new DiscountRule(row.id(), new DiscountRuleName(row.name(), null), amount));
      case MERCHANT ->
          applied.merchantDiscount(
              MerchantDiscount.builder().amount(amount).name(row.name()).build());
      case COUPON -> applied.coupon(new Coupon(row.id(), row.code(), row.name(), amount));
    }
    return applied.build();
  }

  private List<AdditionalFee> fees() {
    List<AdditionalFee> fees = new ArrayList<>();
    for (Quote.FeeQuote fee : quote.fees()) {
      fees.add(
          AdditionalFee.builder()
              .id(ids.get().toString())
              .code(fee.fee().code())
              .name(fee.fee().name())
              .price(price(prices.of(fee.priceBeforeTaxMinor())))
              .priceBeforeTax(price(prices.of(fee.priceBeforeTaxMinor())))
              .priceAfterTax(price(prices.of(fee.priceAfterTaxMinor())))
              .taxInfo(tax.of(fee.tax(), fee.fee().taxGroup()))
              .lineItemIds(fee.fee().lineIds())
              .source(
                  fee.fee().source() == null
                      ? null
                      : AdditionalFeeSource.TYPE.find(fee.fee().source()))
              .build());
    }
    return fees;
  }
}
