package io.cartwright.basket;

import io.cartwright.pricing.MerchantDiscount;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.common.AppliedDiscount;
import io.cartwright.wire.common.AppliedDiscountDiscountType;
import io.cartwright.wire.common.Coupon;
import io.cartwright.wire.common.DiscountRule;
import io.cartwright.wire.common.DiscountRuleName;
import io.cartwright.wire.common.DiscountType;
import io.cartwright.wire.common.LineItemDiscount;
import io.cartwright.wire.common.MultiCurrencyPrice;
import io.cartwright.wire.common.V1Coupon;
import io.cartwright.wire.common.V1DiscountRule;
import io.cartwright.wire.common.V1DiscountRuleName;
import io.cartwright.wire.common.V1MerchantDiscount;
import java.util.ArrayList;
import java.util.List;

/**
 * The applied discounts of a quote. {@link #rows} has them in a form that any module's message is
 * made from; {@link #applied} in that of carts.
 */
public final class DiscountView {
  private static final double PERCENT_E4 = 10_000;

  private final Priced priced;
  private final Prices prices;

  DiscountView(Priced priced, Prices prices) {
    this.priced = priced;
    this.prices = prices;
  }

  /**
   * An applied discount.
   *
   * @param code of the coupon; else null
   * @param percentage of a merchant discount by percentage; else null
   * @param lineItemIds lines that it took something off
   */
  public record Row(
      Quote.Source source,
      String id,
      String name,
      String code,
      Double percentage,
      MultiCurrencyPrice amount,
      AppliedDiscountDiscountType type,
      List<String> lineItemIds,
      List<LineItemDiscount> lineItemDiscounts) {}

  /** The discounts that took something, in order of application. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>(priced.quote().discounts().size());
    for (Quote.Applied applied : priced.quote().discounts()) rows.add(row(applied));
    return rows;
  }

  private Row row(Quote.Applied applied) {
    List<String> ids = new ArrayList<>(applied.lines().size());
    List<LineItemDiscount> parts = new ArrayList<>(applied.lines().size());
    for (Quote.LineAmount line : applied.lines()) {
      ids.add(line.lineId());
      parts.add(new LineItemDiscount(line.lineId(), prices.of(line.amountMinor())));
    }
    return new Row(
        applied.source(),
        applied.id(),
        applied.name(),
        applied.code(),
        applied.source() == Quote.Source.MERCHANT ? percentage(applied.id()) : null,
        prices.of(applied.amountMinor()),
        AppliedDiscountDiscountType.valueOf(applied.reach().name()),
        ids,
        parts);
  }

  private Double percentage(String merchantDiscountId) {
    for (MerchantDiscount discount : priced.input().merchantDiscounts()) {
      if (discount.id().equals(merchantDiscountId) && discount.percentE4() != null) {
        return discount.percentE4() / PERCENT_E4;
      }
    }
    return null;
  }

  /** The applied discounts in the form of carts. */
  public List<AppliedDiscount> applied() {
    return rows().stream().map(DiscountView::applied).toList();
  }

  private static AppliedDiscount applied(Row row) {
    AppliedDiscount.Builder applied =
        AppliedDiscount.builder()
            .discountType(row.type())
            .lineItemIds(row.lineItemIds())
            .lineItemDiscounts(row.lineItemDiscounts());
    switch (row.source()) {
      case RULE ->
          applied.discountRule(
              new V1DiscountRule(row.id(), new V1DiscountRuleName(row.name(), null), row.amount()));
      case MERCHANT ->
          applied.merchantDiscount(new V1MerchantDiscount(row.amount(), row.percentage()));
      case COUPON ->
          applied.coupon(
              V1Coupon.builder()
                  .id(row.id())
                  .code(row.code())
                  .name(row.name())
                  .amount(row.amount())
                  .build());
    }
    return applied.build();
  }

  /** The applied discounts in the form of checkouts and of the totals calculator. */
  public List<io.cartwright.wire.checkout.AppliedDiscount> appliedToCheckout() {
    return rows().stream().map(DiscountView::appliedToCheckout).toList();
  }

  private static io.cartwright.wire.checkout.AppliedDiscount appliedToCheckout(Row row) {
    var applied =
        io.cartwright.wire.checkout.AppliedDiscount.builder()
            .discountType(DiscountType.TYPE.find(row.type().wire()))
            .lineItemIds(row.lineItemIds())
            .lineItemDiscounts(row.lineItemDiscounts());
    switch (row.source()) {
      case RULE ->
          applied.discountRule(
              new DiscountRule(row.id(), new DiscountRuleName(row.name(), null), row.amount()));
      case MERCHANT ->
          applied.merchantDiscount(
              new io.cartwright.wire.common.MerchantDiscount(row.amount(), row.percentage()));
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
