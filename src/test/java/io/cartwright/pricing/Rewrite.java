package io.cartwright.pricing;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Coupon.Benefit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says the same of a rule or a basket in other words: names, amounts, currency, scopes. */
class Rewrite {

  /** An id of an item, a line, a member, a tax group, ... */
  String name(String name) {
    return name;
  }

  /** Ten-thousandths of the major unit. */
  long e4(long amount) {
    return amount;
  }

  long minor(long amount) {
    return amount;
  }

  /** Millionths of the major unit. */
  long e6(long amount) {
    return amount;
  }

  Currency currency(Currency currency) {
    return currency;
  }

  List<Scope> scopes(List<Scope> scopes) {
    return each(scopes, this::scope);
  }

  List<BasketLine> lines(List<BasketLine> lines) {
    return each(lines, this::line);
  }

  final List<Rule> rules(List<Rule> rules) {
    return each(rules, this::rule);
  }

  private static <T> List<T> each(List<T> all, java.util.function.UnaryOperator<T> change) {
    List<T> changed = new ArrayList<>();
    all.forEach(one -> changed.add(change.apply(one)));
    return changed;
  }

  private Set<String> names(Set<String> names) {
    Set<String> changed = new HashSet<>();
    names.forEach(name -> changed.add(name(name)));
    return changed;
  }

  private String nameOrNull(String name) {
    return name == null ? null : name(name);
  }

  private Long e4OrNull(Long amount) {
    return amount == null ? null : Long.valueOf(e4(amount));
  }

  private Long minorOrNull(Long amount) {
    return amount == null ? null : Long.valueOf(minor(amount));
  }

  Scope scope(Scope scope) {
    return new Scope(scope.kind(), nameOrNull(scope.appId()), names(scope.ids()));
  }

  Rule rule(Rule rule) {
    return new Rule(
        name(rule.id()),
        rule.createdAt(),
        rule.name(),
        rule.start(),
        rule.end(),
        rule.trigger() == null ? null : trigger(rule.trigger()),
        target(rule.target()),
        discount(rule.discount()),
        rule.appliesTo(),
        rule.includeSubscription());
  }

  private Trigger trigger(Trigger trigger) {
    if (trigger instanceof Trigger.And and) {
      return new Trigger.And(each(and.children(), this::trigger));
    }
    if (trigger instanceof Trigger.Or or) {
      return new Trigger.Or(each(or.children(), this::trigger));
    }
    if (trigger instanceof Trigger.SubtotalRange range) {
      return new Trigger.SubtotalRange(
          scopes(range.scopes()), e4OrNull(range.fromE4()), e4OrNull(range.toE4()));
    }
    if (trigger instanceof Trigger.QuantityRange range) {
      return new Trigger.QuantityRange(scopes(range.scopes()), range.from(), range.to());
    }
    if (trigger instanceof Trigger.Custom custom) {
      return new Trigger.Custom(name(custom.key()));
    }
    return new Trigger.Members(names(((Trigger.Members) trigger).memberIds()));
  }

  private Target target(Target target) {
    if (target instanceof Target.Items items) {
      return new Target.Items(scopes(items.scopes()), each(items.excluded(), this::scope));
    }
    Target.BuyXGetY sets = (Target.BuyXGetY) target;
    return new Target.BuyXGetY(
        sets.minimumQuantity(),
        e4OrNull(sets.minimumSpendE4()),
        scopes(sets.buys()),
        sets.quantity(),
        scopes(sets.gets()),
        each(sets.excluded(), this::scope),
        sets.limit());
  }

  private Discount discount(Discount discount) {
    if (discount instanceof Discount.FixedAmount amount) {
      return new Discount.FixedAmount(e4(amount.amountE4()));
    }
    if (discount instanceof Discount.FixedPrice price) {
      return new Discount.FixedPrice(e4(price.priceE4()));
    }
    if (discount instanceof Discount.QuantityBased sets) {
      return new Discount.QuantityBased(sets.quantity(), e4(sets.priceE4()));
    }
    return discount;
  }

  final Basket basket(Basket basket) {
    return Basket.builder(currency(basket.currency()), basket.instant(), lines(basket.lines()))
        .memberId(nameOrNull(basket.memberId()))
        .coupon(basket.coupon() == null ? null : coupon(basket.coupon()))
        .merchantDiscounts(each(basket.merchantDiscounts(), this::merchant))
        .delivery(delivery(basket.delivery()))
        .fees(each(basket.fees(), this::fee))
        .tax(tax(basket.tax()))
        .giftCard(basket.giftCard() == null ? null : giftCard(basket.giftCard()))
        .customTriggers(names(basket.customTriggers()))
        .exhaustedRuleIds(names(basket.exhaustedRuleIds()))
        .build();
  }

  BasketLine line(BasketLine line) {
    return new BasketLine(
        name(line.id()),
        nameOrNull(line.appId()),
        nameOrNull(line.catalogItemId()),
        names(line.collectionIds()),
        minor(line.unitPriceMinor()),
        minor(line.fullPriceMinor()),
        minor(line.modifiersMinor()),
        line.quantity(),
        line.payment(),
        minorOrNull(line.depositMinor()),
        nameOrNull(line.taxGroup()),
        line.weightE6(),
        line.shippable(),
        line.subscription(),
        line.freeTrial(),
        line.giftCardItem());
  }

  Coupon coupon(Coupon coupon) {
    Benefit benefit = coupon.benefit();
    if (benefit instanceof Benefit.MoneyOff off) {
      benefit = new Benefit.MoneyOff(e4(off.amountE4()));
    } else if (benefit instanceof Benefit.FixedPrice price) {
      benefit = new Benefit.FixedPrice(e4(price.priceE4()));
    }
    return new Coupon(
        name(coupon.id()),
        coupon.code(),
        coupon.name(),
        benefit,
        scope(coupon.scope()),
        e4OrNull(coupon.minimumSubtotalE4()),
        coupon.limitedToOneItem(),
        coupon.appliesToSubscriptions());
  }

  MerchantDiscount merchant(MerchantDiscount discount) {
    return new MerchantDiscount(
        name(discount.id()),
        discount.name(),
        minorOrNull(discount.amountMinor()),
        discount.percentE4(),
        each(discount.lineIds(), this::name));
  }

  private Fee fee(Fee fee) {
    return new Fee(
        fee.code(),
        fee.name(),
        minor(fee.priceMinor()),
        fee.taxable(),
        nameOrNull(fee.taxGroup()),
        fee.source(),
        fee.providerAppId(),
        each(fee.lineIds(), this::name));
  }

  private GiftCard giftCard(GiftCard card) {
    return new GiftCard(minor(card.balanceMinor()), minorOrNull(card.requestedMinor()));
  }

  private TaxFacts tax(TaxFacts tax) {
    Map<String, List<TaxFacts.TaxRate>> rates = new HashMap<>();
    tax.ratesByGroup().forEach((group, ofGroup) -> rates.put(name(group), ofGroup));
    return new TaxFacts(
        tax.taxIncluded(),
        tax.exempt(),
        rates,
        nameOrNull(tax.defaultGroup()),
        nameOrNull(tax.shippingGroup()));
  }

  private Delivery delivery(Delivery delivery) {
    return new Delivery(
        each(delivery.options(), this::option),
        nameOrNull(delivery.chosenCarrierId()),
        delivery.chosenCode(),
        delivery.addressKnown());
  }

  private Delivery.Option option(Delivery.Option option) {
    return new Delivery.Option(
        name(option.carrierId()),
        option.code(),
        option.title(),
        each(option.parts(), this::part),
        option.backup());
  }

  private Delivery.Part part(Delivery.Part part) {
    return new Delivery.Part(
        part.lineIds() == null ? null : each(part.lineIds(), this::name),
        each(part.rates(), this::rate),
        each(part.charges(), c -> new Delivery.Charge(c.type(), minor(c.amountMinor()))));
  }

  private Delivery.Rate rate(Delivery.Rate rate) {
    return new Delivery.Rate(
        minor(rate.amountMinor()),
        rate.multiplyByQuantity(),
        each(rate.conditions(), this::condition));
  }

  private Delivery.Condition condition(Delivery.Condition condition) {
    boolean money = condition.total() == Delivery.Total.BY_TOTAL_PRICE;
    return new Delivery.Condition(
        condition.total(),
        condition.operator(),
        money ? e6(condition.valueE6()) : condition.valueE6());
  }
}
