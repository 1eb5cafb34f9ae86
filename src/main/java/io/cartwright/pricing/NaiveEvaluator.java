package io.cartwright.pricing;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import io.cartwright.pricing.BasketLine.PaymentOption;
import io.cartwright.pricing.Quote.Applied;
import io.cartwright.pricing.Quote.LineAmount;
import io.cartwright.pricing.Quote.OptionQuote;
import io.cartwright.pricing.Quote.Reach;
import io.cartwright.pricing.Quote.Shipping;
import io.cartwright.pricing.Quote.Source;
import io.cartwright.pricing.Quote.Step;
import io.cartwright.pricing.Quote.Summary;
import io.cartwright.pricing.Quote.TaxPart;
import io.cartwright.pricing.Quote.TaxRow;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The obviously right twin of {@link Evaluator}: decimals in the major unit, every rule in turn,
 * every unit on its own. Its cost grows with rules × lines and with units; it is there to be
 * compared with, and to be read. Of a book it takes the version and the instant only; the rules it
 * is given, so that it does not see them as the book understands them.
 */
public final class NaiveEvaluator implements Pricer {
  private final List<Rule> stacked;

  /**
   * Prices by books that are made of these rules.
   *
   * @param rules in any order
   */
  public NaiveEvaluator(List<Rule> rules) {
    stacked =
        rules.stream()
            .sorted(
                Comparator.comparing(Rule::createdAt)
                    .thenComparing(rule -> rule.id().toLowerCase(Locale.ROOT))
                    .thenComparing(Rule::id))
            .toList();
  }

  @Override
  public Quote price(RuleBook book, Basket basket) {
    return new Run(book, basket).quote();
  }

  private final class Run {
    private final RuleBook book;
    private final Basket basket;
    private final NaiveMoney money;
    private final boolean included;
    private final List<NaiveLine> lines = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Totals now = new Totals();
    private final Totals later = new Totals();
    private final Totals afterTrial = new Totals();
    private final Map<TaxRate, TaxRow> taxRows = new LinkedHashMap<>();

    Run(RuleBook book, Basket basket) {
      this.book = book;
      this.basket = basket;
      this.included = basket.tax().taxIncluded();
      this.money = new NaiveMoney(basket.currency().decimals());
      for (BasketLine line : basket.lines()) {
        lines.add(new NaiveLine(line, lines.size(), money));
      }
    }

    Quote quote() {
      new NaiveRules(basket, lines, steps).apply(stacked, book.instant());
      NaiveDiscounts discounts = new NaiveDiscounts(basket, lines, steps);
      discounts.applyMerchant();
      Quote.CouponProblem problem = null;
      boolean freeShipping = false;
      if (basket.coupon() != null) {
        problem = discounts.couponProblem();
        freeShipping =
            problem == null && basket.coupon().benefit() instanceof Coupon.Benefit.FreeShipping;
        if (problem == null && !freeShipping) {
          discounts.applyCoupon();
        }
      }
      List<Quote.Line> quotedLines = lines.stream().map(this::quoteLine).toList();
      Shipping shipping = quoteShipping(freeShipping);
      List<Quote.FeeQuote> fees = basket.fees().stream().map(this::quoteFee).toList();
      return new Quote(
          book.version(),
          basket.instant(),
          basket.currency(),
          included,
          quotedLines,
          applied(shipping),
          shipping,
          fees,
          List.copyOf(taxRows.values()),
          new Totals().plus(now).plus(later).plus(afterTrial).summary(),
          now.summary(),
          later.summary(),
          afterTrial.summary(),
          giftCard(),
          problem,
          steps);
    }

    private Quote.Line quoteLine(NaiveLine line) {
      List<TaxRate> rates = rates(line.in.taxGroup());
      Tax tax = tax(line.now, rates, included);
      BigDecimal taxed = major(tax.taxMinor());
      BigDecimal netBefore = major(tax(line.before, rates, included).taxableMinor());
      BigDecimal netAfter = major(tax.taxableMinor());
      collect(tax);
      Totals all = new Totals();
      all.subtotal = netBefore;
      all.discount = netBefore.subtract(netAfter);
      all.tax = taxed;
      BigDecimal deposit = deposit(line);
      Totals nowPart = new Totals();
      Totals laterPart = new Totals();
      Totals trialPart = new Totals();
      if (line.in.freeTrial()) {
        trialPart = all;
      } else if (deposit != null && line.now.signum() > 0) {
        nowPart = depositPart(all, deposit, line.now);
        laterPart = all.minus(nowPart);
      } else if (isPaidLater(line.in.payment())) {
        laterPart = all;
      } else {
        nowPart = all;
      }
      now.plus(nowPart);
      later.plus(laterPart);
      afterTrial.plus(trialPart);
      return new Quote.Line(
          line.in.id(),
          line.in.quantity(),
          line.in.payment(),
          line.in.fullPriceMinor() + line.in.modifiersMinor(),
          minor(line.baseUnit),
          minor(money.proportion(line.before.subtract(line.byRules), ONE, line.quantity())),
          line.in.modifiersMinor(),
          minor(line.before),
          minor(line.before.subtract(line.byRules)),
          deposit == null ? null : minor(deposit),
          minor(line.byRules),
          minor(line.byMerchant),
          minor(line.byCoupon),
          minor(netAfter),
          minor(netAfter.add(taxed)),
          tax,
          minor(nowPart.total()),
          minor(laterPart.total()),
          minor(trialPart.total()));
    }

    private BigDecimal deposit(NaiveLine line) {
      if (line.in.payment() != PaymentOption.DEPOSIT_ONLINE || line.in.depositMinor() == null) {
        return null;
      }
      return major(line.in.depositMinor()).multiply(line.quantity()).min(line.now);
    }

    /** The deposit's part of a line: tax and discount in proportion, half up. */
    private Totals depositPart(Totals all, BigDecimal deposit, BigDecimal line) {
      Totals part = new Totals();
      part.tax = money.proportion(all.tax, deposit, line);
      part.discount = money.proportion(all.discount, deposit, line);
      BigDecimal net = included ? deposit.subtract(part.tax) : deposit;
      part.subtotal = net.add(part.discount);
      return part;
    }

    private static boolean isPaidLater(PaymentOption payment) {
      return payment == PaymentOption.FULL_PAYMENT_OFFLINE
          || payment == PaymentOption.MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER;
    }

    private Shipping quoteShipping(boolean free) {
      NaiveDelivery delivery = new NaiveDelivery(basket, lines);
      List<OptionQuote> offered = delivery.offered();
      OptionQuote chosen = delivery.chosen(offered);
      BigDecimal price = chosen == null ? ZERO : major(chosen.priceMinor());
      BigDecimal discount = free ? price : ZERO;
      List<TaxRate> rates = chosen == null ? List.of() : rates(basket.tax().shippingGroup());
      Tax tax = tax(price.subtract(discount), rates, included);
      BigDecimal netBefore = major(tax(price, rates, included).taxableMinor());
      BigDecimal netAfter = major(tax.taxableMinor());
      collect(tax);
      now.shipping = now.shipping.add(netBefore);
      now.discount = now.discount.add(netBefore.subtract(netAfter));
      now.tax = now.tax.add(major(tax.taxMinor()));
      return new Shipping(
          offered,
          chosen,
          delivery.honoured(chosen),
          minor(price),
          minor(discount),
          minor(netAfter),
          minor(netAfter) + tax.taxMinor(),
          tax);
    }

    private Quote.FeeQuote quoteFee(Fee fee) {
      BigDecimal price = major(fee.priceMinor());
      Tax tax = fee.taxable() ? tax(price, rates(fee.taxGroup()), false) : Tax.NONE;
      collect(tax);
      now.fees = now.fees.add(price);
      now.tax = now.tax.add(major(tax.taxMinor()));
      return new Quote.FeeQuote(fee, fee.priceMinor(), fee.priceMinor() + tax.taxMinor(), tax);
    }

    private Tax tax(BigDecimal shown, List<TaxRate> rates, boolean inside) {
      List<BigDecimal> each = rates.stream().map(r -> BigDecimal.valueOf(r.rateE6(), 6)).toList();
      BigDecimal rate = NaiveMoney.sum(each.stream());
      BigDecimal tax = money.proportion(shown, rate, inside ? ONE.add(rate) : ONE);
      long net = minor(inside ? shown.subtract(tax) : shown);
      List<BigDecimal> shares = rate.signum() == 0 ? each : money.share(tax, each);
      return new Tax(
          net,
          rate.movePointRight(6).longValueExact(),
          minor(tax),
          rates,
          shares.stream().mapToLong(this::minor).toArray());
    }

    /** The rates of a group; a group that is not known is taxed as the default group. */
    private List<TaxRate> rates(String group) {
      TaxFacts facts = basket.tax();
      boolean known = group != null && facts.ratesByGroup().containsKey(group);
      String counts = known ? group : facts.defaultGroup();
      return facts.exempt() || counts == null
          ? List.of()
          : facts.ratesByGroup().getOrDefault(counts, List.of());
    }

    private void collect(Tax tax) {
      for (TaxPart part : tax.parts()) {
        taxRows.merge(
            part.rate(),
            new TaxRow(part.rate(), part.taxableMinor(), part.taxMinor()),
            (a, b) ->
                new TaxRow(
                    a.rate(), a.taxableMinor() + b.taxableMinor(), a.taxMinor() + b.taxMinor()));
      }
    }

    private List<Applied> applied(Shipping shipping) {
      List<Applied> rows = new ArrayList<>();
      for (Rule rule : stacked) {
        add(rows, Source.RULE, rule.id(), rule.name(), null, Reach.SPECIFIC_ITEMS);
      }
      for (MerchantDiscount discount : basket.merchantDiscounts()) {
        Reach reach = discount.lineIds().isEmpty() ? Reach.GLOBAL : Reach.SPECIFIC_ITEMS;
        add(rows, Source.MERCHANT, discount.id(), discount.name(), null, reach);
      }
      Coupon coupon = basket.coupon();
      if (coupon != null) {
        add(rows, Source.COUPON, coupon.id(), coupon.name(), coupon.code(), reach(coupon));
        if (shipping.discountMinor() > 0) {
          rows.add(
              new Applied(
                  Source.COUPON,
                  coupon.id(),
                  coupon.name(),
                  coupon.code(),
                  Reach.SHIPPING,
                  shipping.discountMinor(),
                  List.of()));
        }
      }
      return rows;
    }

    private static Reach reach(Coupon coupon) {
      boolean whole =
          coupon.scope().kind() == Scope.Kind.ALL
              && !coupon.limitedToOneItem()
              && !(coupon.benefit() instanceof Coupon.Benefit.BuyXGetY);
      return whole ? Reach.GLOBAL : Reach.SPECIFIC_ITEMS;
    }

    private void add(
        List<Applied> rows, Source source, String id, String name, String code, Reach reach) {
      List<LineAmount> amounts =
          steps.stream()
              .filter(step -> step.source() == source && step.sourceId().equals(id))
              .filter(step -> step.beforeMinor() > step.afterMinor())
              .map(step -> new LineAmount(step.lineId(), step.beforeMinor() - step.afterMinor()))
              .toList();
      if (!amounts.isEmpty()) {
        long sum = amounts.stream().mapToLong(LineAmount::amountMinor).sum();
        rows.add(new Applied(source, id, name, code, reach, sum, amounts));
      }
    }

    private Quote.GiftCardPart giftCard() {
      if (basket.giftCard() == null) {
        return new Quote.GiftCardPart(0, 0);
      }
      GiftCard card = basket.giftCard();
      BigDecimal left = major(card.balanceMinor());
      if (card.requestedMinor() != null) {
        left = left.min(major(card.requestedMinor()));
      }
      BigDecimal fromNow = left.min(now.total());
      BigDecimal fromLater = left.subtract(fromNow).min(later.total());
      return new Quote.GiftCardPart(minor(fromNow), minor(fromLater));
    }

    private BigDecimal major(long minor) {
      return money.major(minor);
    }

    private long minor(BigDecimal amount) {
      return money.minor(amount);
    }

    /** A price summary in the making. */
    private final class Totals {
      private BigDecimal subtotal = ZERO;
      private BigDecimal discount = ZERO;
      private BigDecimal shipping = ZERO;
      private BigDecimal fees = ZERO;
      private BigDecimal tax = ZERO;

      Totals plus(Totals other) {
        subtotal = subtotal.add(other.subtotal);
        discount = discount.add(other.discount);
        shipping = shipping.add(other.shipping);
        fees = fees.add(other.fees);
        tax = tax.add(other.tax);
        return this;
      }

      Totals minus(Totals other) {
        Totals rest = new Totals();
        rest.subtotal = subtotal.subtract(other.subtotal);
        rest.discount = discount.subtract(other.discount);
        rest.tax = tax.subtract(other.tax);
        return rest;
      }

      BigDecimal total() {
        return subtotal.subtract(discount).add(shipping).add(fees).add(tax);
      }

      Summary summary() {
        return new Summary(
            minor(subtotal),
            minor(discount),
            minor(shipping),
            minor(fees),
            minor(tax),
            minor(total()));
      }
    }
  }
}
