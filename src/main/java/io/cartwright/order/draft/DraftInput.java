package io.cartwright.order.draft;

import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.Priced;
import io.cartwright.money.Currency;
import io.cartwright.order.Prices;
import io.cartwright.pricing.Basket;
import io.cartwright.pricing.BasketLine;
import io.cartwright.pricing.Delivery;
import io.cartwright.pricing.Fee;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.orders.V1ShippingInformation;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.basket.StoredMerchantDiscount;
import io.cartwright.wire.own.draft.DiscountReach;
import io.cartwright.wire.own.draft.DraftDiscount;
import io.cartwright.wire.own.draft.DraftFee;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.DraftSource;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the evaluator sees of a draft. Pure.
 *
 * <p>The discounts of an order that is edited are merchant discounts of their old amounts, one for
 * each line that they took something of; its lines are custom ones, so that today's rules leave
 * them alone but for what their triggers see. Delivery is one option at the draft's own price.
 */
final class DraftInput {
  /** Between a discount's id and the line that its part is taken from. */
  private static final char PART = '/';

  private DraftInput() {}

  /** The basket of a draft, as carts and checkouts are priced. */
  static PriceAsk ask(StoredDraft draft) {
    V1ShippingInformation shipping = draft.shippingInfo();
    SelectedShippingOption option =
        shipping == null || shipping.code() == null
            ? null
            : SelectedShippingOption.builder()
                .carrierId(shipping.carrierId())
                .code(shipping.code())
                .build();
    return new PriceAsk(
        basket(draft),
        Currency.of(draft.currency()),
        false,
        true,
        true,
        Addresses.delivered(shipping),
        Addresses.billed(draft.billingInfo()),
        option,
        fees(draft),
        null);
  }

  private static StoredBasket basket(StoredDraft draft) {
    List<StoredLine> lines = DraftLines.kept(draft).stream().map(DraftLine::line).toList();
    return StoredBasket.builder()
        .lines(lines)
        .merchantDiscounts(discounts(draft))
        .buyer(buyer(draft))
        .build();
  }

  private static StoredBuyer buyer(StoredDraft draft) {
    return draft.buyerInfo() == null
        ? null
        : StoredBuyer.builder()
            .memberId(draft.buyerInfo().memberId())
            .visitorId(draft.buyerInfo().visitorId())
            .contactId(draft.buyerInfo().contactId())
            .email(draft.buyerInfo().email())
            .build();
  }

  private static List<StoredMerchantDiscount> discounts(StoredDraft draft) {
    List<StoredMerchantDiscount> rows = new ArrayList<>();
    for (DraftDiscount discount : DraftDiscounts.of(draft)) {
      if (!DraftDiscounts.isApplied(discount) || discount.reach() == DiscountReach.SHIPPING) {
        continue;
      }
      if (DiscountLimits.hasParts(discount)) parts(draft, discount, rows);
      else whole(draft, discount, rows);
    }
    return rows;
  }

  private static void parts(
      StoredDraft draft, DraftDiscount discount, List<StoredMerchantDiscount> rows) {
    for (DraftLine line : DraftLines.kept(draft)) {
      long amount = DiscountLimits.part(draft, discount, line);
      if (amount < 1) continue;
      rows.add(
          StoredMerchantDiscount.builder()
              .id(discount.id() + PART + DraftLines.id(line))
              .amountMinor(amount)
              .lineItemIds(List.of(DraftLines.id(line)))
              .build());
    }
  }

  /** One amount or part of the lines that it covers; nothing when none of them is left. */
  private static void whole(
      StoredDraft draft, DraftDiscount discount, List<StoredMerchantDiscount> rows) {
    List<String> named = new ArrayList<>();
    if (discount.lineItemId() != null) named.add(discount.lineItemId());
    if (discount.original() != null && discount.original().lineItemIds() != null) {
      named.addAll(discount.original().lineItemIds());
    }
    List<String> left =
        named.stream().filter(id -> DraftLines.keptLine(draft, id) != null).toList();
    if (!named.isEmpty() && left.isEmpty()) return;
    boolean percent = discount.percentE4() != null;
    long amount = discount.amountMinor() == null ? 0 : discount.amountMinor();
    rows.add(
        StoredMerchantDiscount.builder()
            .id(discount.id())
            .amountMinor(percent ? null : Long.valueOf(amount))
            .percentE4(discount.percentE4())
            .lineItemIds(left)
            .build());
  }

  /** The id of the draft's discount that a merchant discount of the quote stands for. */
  static String discountId(String quotedId) {
    int at = quotedId.indexOf(PART);
    return at < 0 ? quotedId : quotedId.substring(0, at);
  }

  private static List<Fee> fees(StoredDraft draft) {
    Currency currency = Currency.of(draft.currency());
    DraftTax tax = new DraftTax(draft);
    List<Fee> fees = new ArrayList<>();
    for (DraftFee fee : DraftFees.charged(draft)) {
      fees.add(
          new Fee(
              fee.fee().code(),
              fee.fee().name(),
              Prices.minor(currency, fee.fee().price()),
              Boolean.TRUE.equals(fee.taxable()),
              tax.groupOf(fee),
              fee.fee().source() == null ? null : fee.fee().source().wire(),
              fee.fee().providerAppId(),
              fee.fee().lineItemIds()));
    }
    return fees;
  }

  /**
   * The evaluator's input.
   *
   * @param offered the draft priced as a cart is: by what is offered now
   * @param shippingMinor what delivery costs after its own discounts; null: nothing is delivered
   */
  static Basket basket(StoredDraft draft, Priced offered, Long shippingMinor) {
    Basket input = offered.input();
    Set<String> off = new HashSet<>(input.exhaustedRuleIds());
    for (DraftDiscount discount : DraftDiscounts.of(draft)) {
      if (discount.source() == DraftSource.AUTOMATIC) off.add(discount.id());
    }
    return new Basket(
        input.currency(),
        input.instant(),
        input.memberId(),
        lines(draft, input.lines(), shippingMinor != null),
        null,
        input.merchantDiscounts(),
        delivery(draft, shippingMinor),
        input.fees(),
        new DraftTax(draft).facts(input.tax()),
        null,
        input.customTriggers(),
        off);
  }

  private static List<BasketLine> lines(
      StoredDraft draft, List<BasketLine> lines, boolean delivered) {
    DraftTax tax = new DraftTax(draft);
    Map<String, String> groups = new HashMap<>();
    for (DraftLine line : DraftLines.kept(draft)) {
      groups.put(DraftLines.id(line), tax.groupOf(line));
    }
    boolean none = lines.stream().noneMatch(BasketLine::shippable);
    return lines.stream()
        .map(line -> line(line, groups.get(line.id()), delivered && (none || line.shippable())))
        .toList();
  }

  private static BasketLine line(BasketLine line, String taxGroup, boolean shippable) {
    return new BasketLine(
        line.id(),
        line.appId(),
        line.catalogItemId(),
        line.collectionIds(),
        line.unitPriceMinor(),
        line.fullPriceMinor(),
        line.modifiersMinor(),
        line.quantity(),
        line.payment(),
        line.depositMinor(),
        taxGroup,
        line.weightE6(),
        shippable,
        line.subscription(),
        line.freeTrial(),
        line.giftCardItem());
  }

  private static Delivery delivery(StoredDraft draft, Long shippingMinor) {
    if (shippingMinor == null) return Delivery.NONE;
    V1ShippingInformation shipping = draft.shippingInfo();
    String title = shipping.title() == null ? "" : shipping.title();
    String code = shipping.code() == null ? "" : shipping.code();
    return new Delivery(
        List.of(
            Delivery.Option.of(
                shipping.carrierId(), code, title, Delivery.Rate.flat(shippingMinor))),
        null,
        null,
        true);
  }
}
