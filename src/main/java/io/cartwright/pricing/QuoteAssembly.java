package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import io.cartwright.pricing.BasketLine.PaymentOption;
import io.cartwright.pricing.Quote.CouponProblem;
import io.cartwright.pricing.Quote.OptionQuote;
import io.cartwright.pricing.Quote.Shipping;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.util.List;
import java.util.Objects;

/**
 * Makes the quote of a basket whose lines have all their discounts: tax, delivery, fees, and when
 * what is paid.
 */
final class QuoteAssembly {
  private final RuleBook book;
  private final Scratch scratch;
  private final Basket basket;
  private final boolean included;
  private String lastGroup;
  private List<TaxRate> lastRates;
  private final TaxPass taxes = new TaxPass();
  private final SummarySum now = new SummarySum();
  private final SummarySum later = new SummarySum();
  private final SummarySum afterTrial = new SummarySum();

  QuoteAssembly(RuleBook book, Scratch scratch) {
    this.book = book;
    this.scratch = scratch;
    this.basket = scratch.basket;
    this.included = basket.tax().taxIncluded();
  }

  Quote quote(DeliveryPass delivery, CouponProblem problem, boolean freeShipping) {
    List<BasketLine> priced = basket.lines();
    Quote.Line[] lines = new Quote.Line[scratch.size];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line(i, priced.get(i));
    }
    Shipping shipping = shipping(delivery, freeShipping);
    StepList steps = new StepList(scratch);
    Quote.FeeQuote[] fees = new Quote.FeeQuote[basket.fees().size()];
    for (int i = 0; i < fees.length; i++) {
      fees[i] = fee(basket.fees().get(i));
    }
    return new Quote(
        book.version(),
        basket.instant(),
        basket.currency(),
        included,
        List.of(lines),
        applied(shipping, steps),
        shipping,
        List.of(fees),
        taxes.rows(),
        new SummarySum().add(now).add(later).add(afterTrial).summary(),
        now.summary(),
        later.summary(),
        afterTrial.summary(),
        giftCard(),
        problem,
        steps);
  }

  private Quote.Line line(int i, BasketLine line) {
    List<TaxRate> rates = rates(line.taxGroup());
    long unit = line.baseUnitMinor();
    long shown = scratch.now[i];
    Tax tax = taxes.tax(shown, rates, included);
    long netBefore =
        scratch.before[i] == shown
            ? tax.taxableMinor()
            : taxes.net(scratch.before[i], rates, included);
    Long deposit = deposit(line, shown);
    long total = tax.taxableMinor() + tax.taxMinor();
    long paidNow = addToPart(line, shown, netBefore, tax, deposit);
    long paidAfterTrial = line.freeTrial() ? total : 0;
    long afterRules = scratch.before[i] - scratch.byRules[i];
    return new Quote.Line(
        line.id(),
        line.quantity(),
        line.payment(),
        line.fullPriceMinor() + line.modifiersMinor(),
        unit,
        scratch.byRules[i] == 0 ? unit : TakeOff.worth(afterRules, line.quantity(), 1),
        line.modifiersMinor(),
        scratch.before[i],
        afterRules,
        deposit,
        scratch.byRules[i],
        scratch.byMerchant[i],
        scratch.byCoupon[i],
        tax.taxableMinor(),
        total,
        tax,
        paidNow,
        total - paidNow - paidAfterTrial,
        paidAfterTrial);
  }

  /** As {@link TaxFacts#rates}; neighbours are often of one group. */
  private List<TaxRate> rates(String group) {
    if (lastRates == null || !Objects.equals(group, lastGroup)) {
      lastGroup = group;
      lastRates = basket.tax().rates(group);
    }
    return lastRates;
  }

  private static Long deposit(BasketLine line, long shown) {
    if (line.payment() != PaymentOption.DEPOSIT_ONLINE || line.depositMinor() == null) {
      return null;
    }
    return Math.min(shown, Rounding.timesCapped(line.depositMinor(), line.quantity()));
  }

  /** Adds a line to what is paid now, later or after its free trial; what is paid now, with tax. */
  private long addToPart(BasketLine line, long shown, long netBefore, Tax tax, Long deposit) {
    long discount = netBefore - tax.taxableMinor();
    if (line.freeTrial()) {
      afterTrial.addLine(netBefore, discount, tax.taxMinor());
      return 0;
    }
    if (deposit != null && shown > 0) {
      long taxNow = Rounding.mulDiv(tax.taxMinor(), deposit, shown);
      long discountNow = Rounding.mulDiv(discount, deposit, shown);
      long netNow = included ? deposit - taxNow : deposit;
      now.addLine(netNow + discountNow, discountNow, taxNow);
      later.addLine(
          netBefore - netNow - discountNow, discount - discountNow, tax.taxMinor() - taxNow);
      return netNow + taxNow;
    }
    boolean isLater =
        switch (line.payment()) {
          case FULL_PAYMENT_OFFLINE, MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER -> true;
          case FULL_PAYMENT_ONLINE, DEPOSIT_ONLINE, MEMBERSHIP, MEMBERSHIP_OFFLINE -> false;
        };
    (isLater ? later : now).addLine(netBefore, discount, tax.taxMinor());
    return isLater ? 0 : tax.taxableMinor() + tax.taxMinor();
  }

  private Shipping shipping(DeliveryPass delivery, boolean free) {
    List<OptionQuote> offered = delivery.offered();
    OptionQuote chosen = delivery.chosen(offered);
    boolean honoured =
        basket.delivery().chosenCode() == null || delivery.isWanted(chosen) || !delivery.isNeeded();
    long price = chosen == null ? 0 : chosen.priceMinor();
    long discount = free ? price : 0;
    List<TaxRate> rates = chosen == null ? List.of() : basket.tax().shippingRates();
    Tax tax = taxes.tax(price - discount, rates, included);
    long netBefore = taxes.net(price, rates, included);
    now.shipping += netBefore;
    now.addLine(0, netBefore - tax.taxableMinor(), tax.taxMinor());
    return new Shipping(
        offered,
        chosen,
        honoured,
        price,
        discount,
        tax.taxableMinor(),
        tax.taxableMinor() + tax.taxMinor(),
        tax);
  }

  private Quote.FeeQuote fee(Fee fee) {
    Tax tax =
        fee.taxable()
            ? taxes.tax(fee.priceMinor(), basket.tax().rates(fee.taxGroup()), false)
            : Tax.NONE;
    now.fees += fee.priceMinor();
    now.tax += tax.taxMinor();
    return new Quote.FeeQuote(fee, fee.priceMinor(), fee.priceMinor() + tax.taxMinor(), tax);
  }

  private Quote.GiftCardPart giftCard() {
    GiftCard card = basket.giftCard();
    if (card == null) {
      return new Quote.GiftCardPart(0, 0);
    }
    long most = card.balanceMinor();
    if (card.requestedMinor() != null) {
      most = Math.min(most, card.requestedMinor());
    }
    long fromNow = Math.min(most, now.total());
    return new Quote.GiftCardPart(fromNow, Math.min(most - fromNow, later.total()));
  }

  private AppliedList applied(Shipping shipping, StepList steps) {
    return new AppliedList(
        scratch,
        steps,
        shipping.discountMinor() == 0
            ? null
            : AppliedList.ofCoupon(basket.coupon(), shipping.discountMinor(), List.of()));
  }
}
