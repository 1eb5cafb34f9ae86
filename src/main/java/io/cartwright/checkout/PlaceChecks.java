package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutRefusal.CALCULATION_ERROR;
import static io.cartwright.checkout.CheckoutRefusal.CHECKOUT_CHANGED;
import static io.cartwright.checkout.CheckoutRefusal.COUPON_CANNOT_BE_USED_TO_PURCHASE_GIFT_CARD;
import static io.cartwright.checkout.CheckoutRefusal.EMPTY_CHECKOUT;
import static io.cartwright.checkout.CheckoutRefusal.FULL_OUT_OF_STOCK;
import static io.cartwright.checkout.CheckoutRefusal.MEMBERS_ONLY_ITEM;
import static io.cartwright.checkout.CheckoutRefusal.NO_SAVE_PAYMENT_METHOD_CONFIRMATION;
import static io.cartwright.checkout.CheckoutRefusal.NO_SELECTED_CARRIER_SERVICE_OPTION;
import static io.cartwright.checkout.CheckoutRefusal.PARTIAL_OUT_OF_STOCK;
import static io.cartwright.checkout.CheckoutRefusal.SELECTED_CARRIER_SERVICE_OPTION_NO_LONGER_AVAILABLE;
import static io.cartwright.checkout.CheckoutRefusal.SITE_NOT_ACCEPTING_PAYMENTS;
import static io.cartwright.checkout.CheckoutRefusal.SUBSCRIPTION_WITH_SEVERAL_LINE_ITEMS;
import static io.cartwright.checkout.CheckoutRefusal.SUBSCRIPTION_WITH_ZERO_TOTAL;
import static io.cartwright.checkout.CheckoutRefusal.VIOLATIONS_WITH_ERROR_SEVERITY;

import io.cartwright.basket.ErrorView;
import io.cartwright.basket.Facts;
import io.cartwright.basket.Lines;
import io.cartwright.basket.Priced;
import io.cartwright.basket.Prices;
import io.cartwright.basket.QuoteView;
import io.cartwright.bus.Outcome;
import io.cartwright.pricing.Quote;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.checkout.ViolationsList;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.CalculationErrors;
import io.cartwright.wire.common.ItemAvailabilityStatus;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.Severity;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.util.List;

/**
 * Whether a checkout can become an order, priced by what everybody says now. The first reason why
 * not is the answer, in the order of {@link #refusal}.
 */
final class PlaceChecks {
  private final StoredCheckout checkout;
  private final Priced priced;
  private final SiteSettings site;
  private final boolean savesPaymentMethod;
  private final List<StoredLine> lines;
  private final QuoteView view;
  private final Quote quote;

  /**
   * Looks at a checkout.
   *
   * @param priced its lines are those that the catalog still has
   * @param savesPaymentMethod the buyer agreed to have the means of payment saved
   */
  PlaceChecks(
      StoredCheckout checkout, Priced priced, SiteSettings site, boolean savesPaymentMethod) {
    this.checkout = checkout;
    this.priced = priced;
    this.site = site;
    this.savesPaymentMethod = savesPaymentMethod;
    this.lines = Lines.of(priced.basket());
    this.view = QuoteView.of(priced);
    this.quote = priced.quote();
  }

  /** Why it cannot be placed; null when it can. */
  Outcome<?> refusal() {
    Outcome<?> refusal = ofGoods();
    if (refusal == null) refusal = ofDelivery();
    if (refusal == null) refusal = ofBuyer();
    if (refusal == null) refusal = ofKinds();
    return refusal == null ? ofTotal() : refusal;
  }

  private Outcome<?> ofGoods() {
    if (!site.acceptsPayments()) {
      return Outcome.refused(SITE_NOT_ACCEPTING_PAYMENTS, "the site takes no payments");
    }
    if (lines.isEmpty()) return Outcome.refused(EMPTY_CHECKOUT, "the checkout has no line items");
    ErrorView errors = view.errors();
    if (!errors.none()) {
      Json data = CalculationErrors.CODEC.toJson(errors.calculationErrors());
      return Outcome.refused(CALCULATION_ERROR, "a part could not be calculated", data);
    }
    int gone = 0;
    int tooFew = 0;
    for (StoredLine line : lines) {
      ItemAvailabilityStatus status = Facts.availability(line).status();
      if (status == ItemAvailabilityStatus.NOT_AVAILABLE) gone++;
      if (status == ItemAvailabilityStatus.PARTIALLY_AVAILABLE) tooFew++;
    }
    if (gone == lines.size()) return Outcome.refused(FULL_OUT_OF_STOCK, "nothing is left");
    if (gone + tooFew > 0) {
      return Outcome.refused(PARTIAL_OUT_OF_STOCK, "not all units are left");
    }
    return quote.lines().isEmpty()
        ? Outcome.refused(EMPTY_CHECKOUT, "no line item has any units")
        : null;
  }

  private Outcome<?> ofDelivery() {
    if (Lines.shippableIds(priced.basket()).isEmpty()) return null;
    boolean selected = priced.basket().selectedShippingOption() != null;
    Quote.Shipping shipping = quote.shipping();
    if (Checkouts.shippingAddress(checkout) == null || (shipping.chosen() == null && !selected)) {
      return Outcome.refused(NO_SELECTED_CARRIER_SERVICE_OPTION, "say where to deliver, and how");
    }
    return shipping.chosen() == null || !shipping.choiceHonoured()
        ? Outcome.refused(
            SELECTED_CARRIER_SERVICE_OPTION_NO_LONGER_AVAILABLE,
            "the selected shipping option is not offered any more")
        : null;
  }

  private Outcome<?> ofBuyer() {
    Address billing = Checkouts.billingAddress(checkout);
    if (quote.summary().totalMinor() > 0 && (billing == null || billing.country() == null)) {
      return Outcome.invalid(
          "billingInfo.address", Violation.Rule.REQUIRED_FIELD, "must be set to place an order");
    }
    List<io.cartwright.wire.common.Violation> errors =
        view.errors().violations().stream()
            .filter(violation -> violation.severity() == Severity.ERROR)
            .toList();
    if (!errors.isEmpty()) {
      Json data = ViolationsList.CODEC.toJson(new ViolationsList(errors));
      return Outcome.refused(VIOLATIONS_WITH_ERROR_SEVERITY, "the order is not valid", data);
    }
    boolean member =
        checkout.basket().buyer() != null && checkout.basket().buyer().memberId() != null;
    return !member && lines.stream().anyMatch(CheckoutInput::isMembersOnly)
        ? Outcome.refused(MEMBERS_ONLY_ITEM, "a line item is for members only")
        : null;
  }

  private Outcome<?> ofKinds() {
    boolean subscription =
        lines.stream().anyMatch(line -> line.facts().subscriptionOptionInfo() != null);
    if (subscription && lines.size() > 1) {
      return Outcome.refused(
          SUBSCRIPTION_WITH_SEVERAL_LINE_ITEMS, "a subscription is bought on its own");
    }
    if (subscription && quote.summary().totalMinor() == 0) {
      return Outcome.refused(SUBSCRIPTION_WITH_ZERO_TOTAL, "a subscription costs something");
    }
    if (priced.basket().coupon() != null && lines.stream().anyMatch(PlaceChecks::isGiftCard)) {
      return Outcome.refused(
          COUPON_CANNOT_BE_USED_TO_PURCHASE_GIFT_CARD, "a coupon does not buy a gift card");
    }
    boolean mustSave =
        lines.stream().anyMatch(line -> Boolean.TRUE.equals(line.facts().savePaymentMethod()));
    return mustSave && !savesPaymentMethod
        ? Outcome.refused(
            NO_SAVE_PAYMENT_METHOD_CONFIRMATION, "a line item wants the means of payment saved")
        : null;
  }

  private static boolean isGiftCard(StoredLine line) {
    return line.facts().itemType() != null
        && line.facts().itemType().preset() == ItemTypePreset.GIFT_CARD;
  }

  private Outcome<?> ofTotal() {
    Long shown = checkout.shownTotalMinor();
    long total = CheckoutFlow.total(priced);
    if (shown == null || shown == total) return null;
    Prices prices = view.prices();
    Json data =
        new Json(
            "{\"total\":\"%s\",\"previousTotal\":\"%s\"}"
                .formatted(prices.amount(total), prices.amount(shown)));
    return Outcome.refused(
        CHECKOUT_CHANGED, "the total is now " + prices.of(total).formattedAmount(), data);
  }
}
