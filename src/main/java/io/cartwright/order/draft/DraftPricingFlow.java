package io.cartwright.order.draft;

import io.cartwright.basket.Answers;
import io.cartwright.basket.BasketRefusal;
import io.cartwright.basket.Priced;
import io.cartwright.basket.PricingFlow;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.pricing.Basket;
import io.cartwright.pricing.Pricer;
import io.cartwright.pricing.Quote;
import io.cartwright.pricing.RuleBook;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;

/**
 * Prices drafts on the path of carts: what other domains say is asked for by {@link PricingFlow},
 * and the same evaluator prices what is left when the order's own rates, the draft's price of
 * delivery and the rules that are switched off are put in their place.
 */
final class DraftPricingFlow {
  private final Bus bus;
  private final PricingFlow pricing;
  private final Pricer pricer;

  /**
   * @param pricer of this event loop alone
   */
  DraftPricingFlow(Bus bus, Pricer pricer) {
    this.bus = bus;
    this.pricing = new PricingFlow(bus, pricer);
    this.pricer = pricer;
  }

  PricingFlow basket() {
    return pricing;
  }

  /** The draft with its price. Refuses {@link BasketRefusal#TOTAL_TOO_LARGE}. */
  Future<Outcome<Calculated>> price(Call<?> call, StoredDraft draft) {
    return pricing
        .price(call, DraftInput.ask(draft))
        .map(outcome -> outcome.then(offered -> price(draft, offered)));
  }

  /**
   * The draft at the price that it was last written with. It is priced anew when that price is too
   * old or has errors, when its rules are not known any more, or one of them is used up.
   */
  Future<Outcome<Calculated>> lastPrice(Call<?> call, StoredDraft draft) {
    if (!KeptPrice.isUsable(draft, call.now())) return price(call, draft);
    return pricing
        .price(call, DraftInput.ask(draft))
        .compose(
            outcome ->
                outcome.thenAwait(
                    offered ->
                        bus.ask(DiscountQuestions.RULES_AS_OF, call, KeptPrice.rules(draft.price()))
                            .map(
                                rules ->
                                    rules.isDone()
                                        ? lastPrice(draft, offered, rules.orNull().book())
                                        : price(draft, offered))));
  }

  private Outcome<Calculated> lastPrice(StoredDraft draft, Priced offered, RuleBook book) {
    Answers now = offered.answers();
    Basket input = KeptPrice.input(draft.price());
    Quote quote = pricer.price(book, input);
    boolean usedUp =
        quote.discounts().stream()
            .filter(applied -> applied.source() == Quote.Source.RULE)
            .anyMatch(applied -> offered.input().exhaustedRuleIds().contains(applied.id()));
    if (usedUp) return price(draft, offered);
    Answers then =
        new Answers(
            new Rules(book, now.rules().limits()),
            now.coupon(),
            now.couponError(),
            now.delivery(),
            now.deliveryError(),
            now.tax(),
            now.taxError());
    Priced priced = new Priced(offered.basket(), input, quote, then);
    Long shipping = KeptPrice.shippingMinor(draft.price());
    return Outcome.done(new Calculated(draft, offered, priced, shipping, false));
  }

  private Outcome<Calculated> price(StoredDraft draft, Priced offered) {
    Long shipping = draft.shippingInfo() == null ? null : shippingMinor(draft, offered);
    boolean optionGone = shipping == null && draft.shippingInfo() != null;
    if (optionGone) shipping = 0L;
    long off =
        shipping == null
            ? 0
            : DiscountLimits.shippingParts(draft, shipping).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    try {
      Basket input = DraftInput.basket(draft, offered, shipping == null ? null : shipping - off);
      Quote quote = pricer.price(offered.answers().rules().book(), input);
      Priced priced = new Priced(offered.basket(), input, quote, offered.answers());
      return Outcome.done(new Calculated(draft, offered, priced, shipping, optionGone));
    } catch (IllegalArgumentException | ArithmeticException tooLarge) {
      return Outcome.refused(BasketRefusal.TOTAL_TOO_LARGE, "the total is too large");
    }
  }

  /** The price that the draft names, else that of the option that it names; null without both. */
  private static Long shippingMinor(StoredDraft draft, Priced offered) {
    Price price = draft.shippingInfo().cost() == null ? null : draft.shippingInfo().cost().price();
    if (Given.isGiven(price)) return DiscountLimits.shippingMinor(draft);
    String code = draft.shippingInfo().code();
    if (code == null) return 0L;
    String carrier = draft.shippingInfo().carrierId();
    return offered.quote().shipping().options().stream()
        .filter(option -> code.equals(option.code()))
        .filter(option -> carrier == null || carrier.equalsIgnoreCase(option.carrierId()))
        .map(Quote.OptionQuote::priceMinor)
        .findFirst()
        .orElse(null);
  }
}
