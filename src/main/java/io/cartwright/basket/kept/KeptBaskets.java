package io.cartwright.basket.kept;

import static io.cartwright.basket.kept.Compact.amount;
import static io.cartwright.basket.kept.Compact.flag;
import static io.cartwright.basket.kept.Compact.list;
import static io.cartwright.basket.kept.Compact.read;
import static io.cartwright.basket.kept.Compact.sorted;
import static io.cartwright.basket.kept.Compact.texts;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Basket;
import io.cartwright.pricing.BasketLine;
import io.cartwright.pricing.Fee;
import io.cartwright.pricing.GiftCard;
import io.cartwright.pricing.MerchantDiscount;
import io.cartwright.wire.own.pricing.KeptBasket;
import io.cartwright.wire.own.pricing.KeptFee;
import io.cartwright.wire.own.pricing.KeptGiftCard;
import io.cartwright.wire.own.pricing.KeptLine;
import io.cartwright.wire.own.pricing.KeptMerchantDiscount;
import java.time.Instant;
import java.util.Set;

/** The evaluator's input as it is kept, and back: what is read equals what was kept. */
public final class KeptBaskets {
  private KeptBaskets() {}

  /** As it is kept. */
  public static KeptBasket kept(Basket basket) {
    return KeptBasket.builder()
        .currency(basket.currency().code())
        .instant(basket.instant().toString())
        .memberId(basket.memberId())
        .lines(list(basket.lines(), KeptBaskets::kept))
        .coupon(basket.coupon() == null ? null : KeptCoupons.kept(basket.coupon()))
        .merchantDiscounts(list(basket.merchantDiscounts(), KeptBaskets::kept))
        .delivery(KeptDeliveries.kept(basket.delivery()))
        .fees(list(basket.fees(), KeptBaskets::kept))
        .tax(KeptTaxes.kept(basket.tax()))
        .giftCard(basket.giftCard() == null ? null : kept(basket.giftCard()))
        .customTriggers(sorted(basket.customTriggers()))
        .exhaustedRuleIds(sorted(basket.exhaustedRuleIds()))
        .build();
  }

  /** As the evaluator takes it. */
  public static Basket basket(KeptBasket kept) {
    return new Basket(
        Currency.of(kept.currency()),
        Instant.parse(kept.instant()),
        kept.memberId(),
        read(kept.lines(), KeptBaskets::line),
        kept.coupon() == null ? null : KeptCoupons.coupon(kept.coupon()),
        read(kept.merchantDiscounts(), KeptBaskets::discount),
        KeptDeliveries.delivery(kept.delivery()),
        read(kept.fees(), KeptBaskets::fee),
        KeptTaxes.facts(kept.tax()),
        kept.giftCard() == null ? null : card(kept.giftCard()),
        Set.copyOf(read(kept.customTriggers())),
        Set.copyOf(read(kept.exhaustedRuleIds())));
  }

  private static KeptLine kept(BasketLine line) {
    return KeptLine.builder()
        .id(line.id())
        .appId(line.appId())
        .catalogItemId(line.catalogItemId())
        .collectionIds(sorted(line.collectionIds()))
        .unitPriceMinor(amount(line.unitPriceMinor()))
        .fullPriceMinor(amount(line.fullPriceMinor()))
        .modifiersMinor(amount(line.modifiersMinor()))
        .quantity(line.quantity())
        .payment(line.payment().name())
        .depositMinor(line.depositMinor())
        .taxGroup(line.taxGroup())
        .weightE6(amount(line.weightE6()))
        .shippable(flag(line.shippable()))
        .subscription(flag(line.subscription()))
        .freeTrial(flag(line.freeTrial()))
        .giftCardItem(flag(line.giftCardItem()))
        .build();
  }

  private static BasketLine line(KeptLine kept) {
    return new BasketLine(
        kept.id(),
        kept.appId(),
        kept.catalogItemId(),
        Set.copyOf(read(kept.collectionIds())),
        amount(kept.unitPriceMinor()),
        amount(kept.fullPriceMinor()),
        amount(kept.modifiersMinor()),
        kept.quantity(),
        BasketLine.PaymentOption.valueOf(kept.payment()),
        kept.depositMinor(),
        kept.taxGroup(),
        amount(kept.weightE6()),
        flag(kept.shippable()),
        flag(kept.subscription()),
        flag(kept.freeTrial()),
        flag(kept.giftCardItem()));
  }

  private static KeptMerchantDiscount kept(MerchantDiscount discount) {
    return new KeptMerchantDiscount(
        discount.id(),
        discount.name(),
        discount.amountMinor(),
        discount.percentE4(),
        texts(discount.lineIds()));
  }

  private static MerchantDiscount discount(KeptMerchantDiscount kept) {
    return new MerchantDiscount(
        kept.id(), kept.name(), kept.amountMinor(), kept.percentE4(), read(kept.lineIds()));
  }

  static KeptFee kept(Fee fee) {
    return new KeptFee(
        fee.code(),
        fee.name(),
        amount(fee.priceMinor()),
        flag(fee.taxable()),
        fee.taxGroup(),
        fee.source(),
        fee.providerAppId(),
        texts(fee.lineIds()));
  }

  private static Fee fee(KeptFee kept) {
    return new Fee(
        kept.code(),
        kept.name(),
        amount(kept.priceMinor()),
        flag(kept.taxable()),
        kept.taxGroup(),
        kept.source(),
        kept.providerAppId(),
        read(kept.lineIds()));
  }

  private static KeptGiftCard kept(GiftCard card) {
    return new KeptGiftCard(amount(card.balanceMinor()), card.requestedMinor());
  }

  private static GiftCard card(KeptGiftCard kept) {
    return new GiftCard(amount(kept.balanceMinor()), kept.requestedMinor());
  }
}
