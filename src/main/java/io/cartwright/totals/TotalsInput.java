package io.cartwright.totals;

import io.cartwright.basket.Amounts;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.money.Currency;
import io.cartwright.pricing.Fee;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.FreeTrialPeriod;
import io.cartwright.wire.common.PaymentOption;
import io.cartwright.wire.common.ProductName;
import io.cartwright.wire.common.SubscriptionOptionInfo;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.totalscalculator.AdditionalFee;
import io.cartwright.wire.totalscalculator.CalculateTotalsRequest;
import io.cartwright.wire.totalscalculator.ItemModifier;
import io.cartwright.wire.totalscalculator.LineItem;
import io.cartwright.wire.totalscalculator.ModifierGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Makes a basket of a request. Pure. */
final class TotalsInput {
  private TotalsInput() {}

  /** Refuses a request for somebody else, and lines that are no lines. */
  static Outcome<CalculateTotalsRequest> checked(Caller caller, CalculateTotalsRequest request) {
    String member = request.memberId();
    boolean own =
        caller.role() == Role.MEMBER
            && Objects.equals(String.valueOf(caller.subjectId()), lower(member));
    if (member != null && !own && !caller.isAdmin()) {
      return Outcome.refused(
          CommonRefusal.PERMISSION_DENIED, "memberId needs the permission of an administrator");
    }
    Set<String> ids = new HashSet<>();
    for (LineItem line : lines(request)) {
      if (line.id() == null || !ids.add(line.id())) {
        return Outcome.invalid(
            "lineItems.id", Violation.Rule.VALIDATION, "must be set, and differ from the others");
      }
      if (line.quantity() != null && line.quantity() < 0) {
        return Outcome.invalid("lineItems.quantity", Violation.Rule.MIN, "must not be negative");
      }
    }
    return Outcome.done(request);
  }

  private static String lower(String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  static List<LineItem> lines(CalculateTotalsRequest request) {
    return request.lineItems() == null ? List.of() : request.lineItems();
  }

  /** The items to ask the catalog about. */
  static List<CatalogReference> references(CalculateTotalsRequest request) {
    return lines(request).stream()
        .map(LineItem::catalogReference)
        .filter(TotalsInput::isWhole)
        .toList();
  }

  private static boolean isWhole(CatalogReference reference) {
    return reference != null && reference.catalogItemId() != null && reference.appId() != null;
  }

  /**
   * The basket of a request.
   *
   * @param resolved the catalog's answer for each of {@link #references}
   * @param couponCode null: none
   */
  static Outcome<StoredBasket> basket(
      Caller caller,
      CalculateTotalsRequest request,
      List<ResolvedItem> resolved,
      String couponCode,
      Currency currency) {
    try {
      List<StoredLine> lines = new ArrayList<>();
      int next = 0;
      for (LineItem line : lines(request)) {
        boolean asked = isWhole(line.catalogReference());
        lines.add(line(line, asked ? resolved.get(next++) : null, asked, currency));
      }
      return Outcome.done(
          StoredBasket.builder()
              .lines(lines)
              .coupon(couponCode == null ? null : new StoredCoupon(null, couponCode, null))
              .buyer(buyer(caller, request))
              .taxExemptGroupId(request.taxExemptGroupId())
              .businessLocationId(request.businessLocationId())
              .build());
    } catch (IllegalArgumentException e) {
      return Outcome.invalid("lineItems", Violation.Rule.FORMAT, e.getMessage());
    }
  }

  private static StoredBuyer buyer(Caller caller, CalculateTotalsRequest request) {
    StoredBuyer.Builder buyer = StoredBuyer.builder().email(request.buyerEmail());
    if (caller.role() == Role.VISITOR) buyer.visitorId(caller.subjectId().toString());
    if (caller.role() == Role.MEMBER) buyer.memberId(caller.subjectId().toString());
    if (request.memberId() != null) buyer.memberId(lower(request.memberId()));
    return buyer.build();
  }

  private static StoredLine line(
      LineItem line, ResolvedItem item, boolean asked, Currency currency) {
    return StoredLine.builder()
        .id(line.id())
        .quantity(line.quantity() == null ? 1 : line.quantity())
        .catalogReference(asked ? line.catalogReference() : null)
        .facts(facts(line, item, currency))
        .taxableAddress(line.taxableAddress())
        .build();
  }

  private static ItemFacts facts(LineItem line, ResolvedItem item, Currency currency) {
    long price = Amounts.parse(line.price(), currency);
    return ItemFacts.builder()
        .priceMinor(price)
        .fullPriceMinor(
            line.fullPrice() == null ? price : Amounts.parse(line.fullPrice(), currency))
        .productName(
            line.productName() == null
                ? null
                : ProductName.builder().original(line.productName()).build())
        .physicalProperties(
            line.physicalProperties() == null && item != null
                ? item.physicalProperties()
                : line.physicalProperties())
        .itemType(line.itemType() == null && item != null ? item.itemType() : line.itemType())
        .rootCatalogItemId(
            line.rootCatalogItemId() == null && item != null
                ? item.rootCatalogItemId()
                : line.rootCatalogItemId())
        .taxGroupId(
            line.taxGroupId() == null && item != null
                ? item.taxGroupId()
                : lower(line.taxGroupId()))
        .deliveryProfileId(
            line.deliveryProfileId() == null && item != null
                ? item.deliveryProfileId()
                : lower(line.deliveryProfileId()))
        .collectionIds(item == null ? null : List.copyOf(item.collectionIds()))
        .paymentOption(
            line.paymentOption() == null ? null : new PaymentOption(line.paymentOption()))
        .depositMinor(
            line.depositAmount() == null ? null : Amounts.parse(line.depositAmount(), currency))
        .modifiersMinor(modifiers(line.modifierGroups(), currency))
        .subscriptionOptionInfo(subscription(line))
        .build();
  }

  private static SubscriptionOptionInfo subscription(LineItem line) {
    if (line.subscriptionSettings() == null) return null;
    boolean trial = Boolean.TRUE.equals(line.subscriptionSettings().freeTrial());
    return SubscriptionOptionInfo.builder()
        .subscriptionSettings(
            io.cartwright.wire.common.SubscriptionSettings.builder()
                .frequency(line.subscriptionSettings().frequency())
                .interval(line.subscriptionSettings().interval())
                .freeTrialPeriod(trial ? FreeTrialPeriod.builder().build() : null)
                .build())
        .build();
  }

  private static Long modifiers(List<ModifierGroup> groups, Currency currency) {
    if (groups == null) return null;
    long sum = 0;
    for (ModifierGroup group : groups) {
      if (group.modifiers() == null) continue;
      for (ItemModifier modifier : group.modifiers()) {
        if (modifier.price() == null) continue;
        int quantity = modifier.quantity() == null ? 1 : modifier.quantity();
        sum = Amounts.plus(sum, Amounts.parse(modifier.price(), currency), quantity);
      }
    }
    return sum;
  }

  /** The fees that the caller names. */
  static Outcome<List<Fee>> fees(CalculateTotalsRequest request, Currency currency) {
    List<Fee> fees = new ArrayList<>();
    if (request.additionalFees() == null) return Outcome.done(fees);
    try {
      for (AdditionalFee fee : request.additionalFees()) {
        boolean taxed = fee.taxDetails() != null && Boolean.TRUE.equals(fee.taxDetails().taxable());
        fees.add(
            new Fee(
                fee.code(),
                fee.name(),
                Amounts.parse(fee.price(), currency),
                taxed,
                taxed ? lower(fee.taxDetails().taxGroupId()) : null,
                "MANUAL",
                fee.providerAppId(),
                fee.lineItemIds()));
      }
      return Outcome.done(fees);
    } catch (IllegalArgumentException e) {
      return Outcome.invalid("additionalFees.price", Violation.Rule.FORMAT, e.getMessage());
    }
  }
}
