package io.cartwright.cart;

import io.cartwright.basket.DiscountView;
import io.cartwright.basket.Lines;
import io.cartwright.basket.Priced;
import io.cartwright.basket.Prices;
import io.cartwright.basket.QuoteView;
import io.cartwright.pricing.Quote;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Stored;
import io.cartwright.wire.cart.BuyerInfo;
import io.cartwright.wire.cart.Coupon;
import io.cartwright.wire.cart.MerchantDiscount;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.CartDiscount;
import io.cartwright.wire.common.DiscountType;
import io.cartwright.wire.common.EstimateTotalsResponse;
import io.cartwright.wire.common.HostSelectedMembership;
import io.cartwright.wire.common.LineItem;
import io.cartwright.wire.common.MembershipOptions;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.cart.StoredCart;
import java.util.ArrayList;
import java.util.List;

/** A cart, and its estimate, as the contract shows them. */
final class CartView {
  private CartView() {}

  /** The cart; its lines are those that were priced. */
  static Cart cart(Stored<StoredCart> stored, Priced priced, SiteSettings site) {
    StoredCart cart = stored.value();
    Quote quote = priced.quote();
    Prices prices = Prices.in(quote.currency());
    String currency = quote.currency().code();
    Quote.Summary summary = quote.summary();
    return Cart.builder()
        .id(stored.id().toString())
        .revision(Long.toString(stored.revision()))
        .lineItems(lines(priced, prices))
        .buyerNote(cart.buyerNote())
        .buyerInfo(buyer(cart.basket().buyer()))
        .currency(currency)
        .conversionCurrency(currency)
        .paymentCurrency(currency)
        .buyerLanguage(site.language())
        .siteLanguage(site.language())
        .taxIncludedInPrices(
            priced.answers().tax() == null || priced.answers().tax().regionId() == null
                ? site.taxIncludedInPrice()
                : quote.taxIncluded())
        .weightUnit(QuoteView.weightUnit(site))
        .checkoutId(cart.checkoutId())
        .appliedDiscounts(discounts(cart, priced, prices))
        .createdDate(stored.createdAt())
        .updatedDate(stored.updatedAt())
        .contactInfo(cart.contactInfo())
        .overrideCheckoutUrl(cart.overrideCheckoutUrl())
        .purchaseFlowId(cart.purchaseFlowId())
        .selectedShippingOption(cart.basket().selectedShippingOption())
        .extendedFields(cart.extendedFields())
        .businessLocationId(cart.basket().businessLocationId())
        .subtotal(prices.of(summary.subtotalMinor()))
        .discount(prices.of(summary.discountMinor()))
        .subtotalAfterDiscounts(prices.of(summary.subtotalMinor() - summary.discountMinor()))
        .build();
  }

  private static List<LineItem> lines(Priced priced, Prices prices) {
    CartLineView view = new CartLineView(prices, priced.quote().currency());
    List<StoredLine> stored = Lines.of(priced.basket());
    List<Quote.Line> quoted = priced.quote().lines();
    List<LineItem> items = new ArrayList<>(stored.size());
    int next = 0;
    for (StoredLine line : stored) {
      items.add(view.of(line, line.quantity() > 0 ? quoted.get(next++) : null));
    }
    return items;
  }

  private static BuyerInfo buyer(StoredBuyer buyer) {
    return buyer == null
        ? null
        : new BuyerInfo(
            buyer.visitorId(), buyer.memberId(), buyer.userId(), buyer.contactId(), buyer.email());
  }

  /** The coupon, also while it takes nothing, and the merchant's discounts. */
  private static List<CartDiscount> discounts(StoredCart cart, Priced priced, Prices prices) {
    StoredCoupon coupon = cart.basket().coupon();
    if (coupon == null && cart.basket().merchantDiscounts() == null) return List.of();
    List<CartDiscount> discounts = new ArrayList<>();
    boolean couponTook = false;
    for (DiscountView.Row row : QuoteView.of(priced).discounts().rows()) {
      CartDiscount.Builder discount =
          CartDiscount.builder()
              .discountType(DiscountType.TYPE.find(row.type().wire()))
              .lineItemIds(row.lineItemIds());
      switch (row.source()) {
        case RULE -> {}
        case MERCHANT ->
            discounts.add(discount.merchantDiscount(new MerchantDiscount(row.amount())).build());
        case COUPON -> {
          couponTook = true;
          discounts.add(discount.coupon(new Coupon(row.id(), row.code(), row.amount())).build());
        }
      }
    }
    if (coupon != null && !couponTook) {
      discounts.add(
          CartDiscount.builder()
              .coupon(new Coupon(coupon.id(), coupon.code(), prices.of(0)))
              .build());
    }
    return discounts;
  }

  /**
   * The estimate.
   *
   * @param cart as {@link #cart} shows it
   */
  static EstimateTotalsResponse estimate(
      Cart cart, Priced priced, SiteSettings site, List<HostSelectedMembership> memberships) {
    QuoteView view = QuoteView.of(priced);
    return EstimateTotalsResponse.builder()
        .cart(cart)
        .calculatedLineItems(view.lineItems())
        .priceSummary(view.summary())
        .payNow(view.payNow())
        .payLater(view.payLater())
        .payAfterFreeTrial(view.payAfterFreeTrial())
        .taxSummary(view.tax().summary())
        .shippingInfo(view.delivery().information())
        .appliedDiscounts(view.discounts().applied())
        .additionalFees(view.additionalFees())
        .calculationErrors(view.errors().calculationErrors())
        .violations(view.errors().violations())
        .membershipOptions(
            memberships.isEmpty()
                ? null
                : MembershipOptions.builder().selectedMemberships(memberships).build())
        .weightUnit(QuoteView.weightUnit(site))
        .currency(priced.quote().currency().code())
        .build();
  }
}
