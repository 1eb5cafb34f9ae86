package io.cartwright.checkout;

import io.cartwright.basket.DiscountView;
import io.cartwright.basket.Lines;
import io.cartwright.basket.Priced;
import io.cartwright.basket.Prices;
import io.cartwright.basket.QuoteView;
import io.cartwright.pricing.Quote;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Stored;
import io.cartwright.wire.checkout.AppliedDiscount;
import io.cartwright.wire.checkout.BuyerInfo;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.LineItem;
import io.cartwright.wire.checkout.MembershipOptions;
import io.cartwright.wire.checkout.ShippingInfo;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.common.Coupon;
import io.cartwright.wire.common.DiscountRule;
import io.cartwright.wire.common.DiscountRuleName;
import io.cartwright.wire.common.DiscountType;
import io.cartwright.wire.common.MerchantDiscount;
import io.cartwright.wire.common.WeightUnit;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A checkout with its price, as the contract shows it. */
final class CheckoutView {
  private final Stored<StoredCheckout> stored;
  private final Priced priced;
  private final SiteSettings site;
  private final QuoteView view;
  private final Quote quote;
  private final Prices prices;

  private CheckoutView(Stored<StoredCheckout> stored, Priced priced, SiteSettings site) {
    this.stored = stored;
    this.priced = priced;
    this.site = site;
    this.view = QuoteView.of(priced);
    this.quote = priced.quote();
    this.prices = view.prices();
  }

  /** The checkout; its lines are those that were priced. */
  static Checkout of(Stored<StoredCheckout> stored, Priced priced, SiteSettings site) {
    CheckoutView view = new CheckoutView(stored, priced, site);
    Checkout.Builder shown = Checkout.builder().id(stored.id().toString());
    view.given(shown);
    view.calculated(shown);
    return shown.build();
  }

  /** What the buyer, the site and the engine said. */
  private void given(Checkout.Builder shown) {
    StoredCheckout checkout = stored.value();
    String currency = quote.currency().code();
    shown
        .billingInfo(checkout.billingInfo())
        .buyerNote(checkout.buyerNote())
        .buyerInfo(buyer(checkout.basket().buyer()))
        .currency(currency)
        .conversionCurrency(currency)
        .paymentCurrency(currency)
        .customFields(checkout.customFields())
        .weightUnit(weightUnit(site))
        .channelType(ChannelType.TYPE.find(checkout.channelType()))
        .siteLanguage(site.language())
        .buyerLanguage(site.language())
        .completed(Checkouts.isCompleted(checkout))
        .createdBy(checkout.createdBy())
        .createdDate(stored.createdAt())
        .updatedDate(stored.updatedAt())
        .membershipOptions(
            checkout.memberships() == null
                ? null
                : MembershipOptions.builder().selectedMemberships(checkout.memberships()).build())
        .cartId(checkout.cartId())
        .extendedFields(checkout.extendedFields())
        .purchaseFlowId(checkout.purchaseFlowId())
        .customSettings(checkout.customSettings())
        .customContentReference(checkout.customContentReference())
        .externalReference(checkout.externalReference())
        .businessLocationId(checkout.basket().businessLocationId())
        .taxExemptGroupId(checkout.basket().taxExemptGroupId())
        .orderId(checkout.orderId());
  }

  /** What follows from it. */
  private void calculated(Checkout.Builder shown) {
    boolean noRegion = priced.answers().tax() == null || priced.answers().tax().regionId() == null;
    shown
        .lineItems(lines())
        .shippingInfo(shippingInfo())
        .priceSummary(view.summary())
        .payNow(view.payNow())
        .payLater(view.payLater())
        .payAfterFreeTrial(view.payAfterFreeTrial())
        .calculationErrors(view.errors().calculationErrors())
        .violations(view.errors().violations())
        .appliedDiscounts(discounts())
        .additionalFees(view.additionalFees())
        .taxSummary(view.tax().summary())
        .taxIncludedInPrice(noRegion ? site.taxIncludedInPrice() : quote.taxIncluded())
        .totalAfterGiftCard(prices.of(quote.totalAfterGiftCardMinor()))
        .payNowTotalAfterGiftCard(prices.of(quote.dueNowMinor()))
        .paymentRequired(quote.dueNowMinor() > 0)
        .lineItemsSubtotal(prices.of(quote.summary().subtotalMinor()));
  }

  static WeightUnit weightUnit(SiteSettings site) {
    return switch (site.weightUnit()) {
      case KG -> WeightUnit.KG;
      case LB -> WeightUnit.LB;
    };
  }

  private static BuyerInfo buyer(StoredBuyer buyer) {
    return buyer == null
        ? null
        : BuyerInfo.builder()
            .visitorId(buyer.visitorId())
            .memberId(buyer.memberId())
            .contactId(buyer.contactId())
            .email(buyer.email())
            .build();
  }

  private List<LineItem> lines() {
    CheckoutLineView lines = new CheckoutLineView(view);
    Map<String, Quote.Line> quoted = view.linesById();
    List<LineItem> items = new ArrayList<>();
    for (StoredLine line : Lines.of(priced.basket())) {
      items.add(lines.of(line, quoted.get(line.id())));
    }
    return items;
  }

  private ShippingInfo shippingInfo() {
    return ShippingInfo.builder()
        .shippingDestination(stored.value().shippingDestination())
        .selectedCarrierServiceOption(view.delivery().selected())
        .region(view.delivery().region())
        .carrierServiceOptions(view.delivery().options())
        .build();
  }

  /** All that took something, and the coupon also while it takes nothing. */
  private List<AppliedDiscount> discounts() {
    List<AppliedDiscount> discounts = new ArrayList<>();
    boolean couponTook = false;
    for (DiscountView.Row row : view.discounts().rows()) {
      couponTook |= row.source() == Quote.Source.COUPON;
      discounts.add(discount(row));
    }
    StoredCoupon coupon = priced.basket().coupon();
    if (coupon != null && !couponTook) {
      discounts.add(
          AppliedDiscount.builder()
              .coupon(
                  Coupon.builder()
                      .id(coupon.id())
                      .code(coupon.code())
                      .name(coupon.name())
                      .amount(prices.of(0))
                      .build())
              .build());
    }
    return discounts;
  }

  private static AppliedDiscount discount(DiscountView.Row row) {
    AppliedDiscount.Builder applied =
        AppliedDiscount.builder()
            .discountType(DiscountType.TYPE.find(row.type().wire()))
            .lineItemIds(row.lineItemIds())
            .lineItemDiscounts(row.lineItemDiscounts());
    switch (row.source()) {
      case RULE ->
          applied.discountRule(
              DiscountRule.builder()
                  .id(row.id())
                  .name(DiscountRuleName.builder().original(row.name()).build())
                  .amount(row.amount())
                  .build());
      case MERCHANT ->
          applied.merchantDiscount(
              MerchantDiscount.builder().amount(row.amount()).percentage(row.percentage()).build());
      case COUPON ->
          applied.coupon(
              Coupon.builder()
                  .id(row.id())
                  .code(row.code())
                  .name(row.name())
                  .amount(row.amount())
                  .build());
    }
    return applied.build();
  }
}
