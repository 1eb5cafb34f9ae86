package io.cartwright.basket;

import static io.cartwright.catalog.CatalogQuestions.RESOLVE_ITEMS;
import static io.cartwright.discount.DiscountQuestions.COUPON_FOR;
import static io.cartwright.discount.DiscountQuestions.RULES_FOR;
import static io.cartwright.discount.DiscountQuestions.USED_UP;
import static io.cartwright.shipping.DeliveryQuestions.DELIVER_TO;
import static io.cartwright.tax.TaxQuestions.TAX_AT;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.CouponFor;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.discount.DiscountQuestions.RulesFor;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.discount.DiscountQuestions.UsedUp;
import io.cartwright.pricing.Basket;
import io.cartwright.pricing.Pricer;
import io.cartwright.pricing.Quote;
import io.cartwright.shipping.DeliveryQuestions.DeliverTo;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.tax.TaxQuestions.TaxAt;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredLine;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prices baskets: asks catalog, discounts, tax and delivery, those that do not wait for each other
 * at once, and runs the evaluator on the calling event loop.
 *
 * <p>Each event loop has its own: the evaluator's scratch memory is not shared. A coupon, tax or
 * delivery that fails does not fail the basket: the reason is kept in {@link Answers}.
 */
public final class PricingFlow {
  private static final Logger LOG = LoggerFactory.getLogger(PricingFlow.class);

  private final Bus bus;
  private final Pricer pricer;

  public PricingFlow(Bus bus, Pricer pricer) {
    this.bus = bus;
    this.pricer = pricer;
  }

  /** What the catalog says about items, in their order; null where it has no such item. */
  public Future<Outcome<List<ResolvedItem>>> resolve(Call<?> call, List<CatalogReference> items) {
    if (items.isEmpty()) return Future.succeededFuture(Outcome.done(List.of()));
    return bus.ask(RESOLVE_ITEMS, call, new ResolveItems(items))
        .map(answer -> answer.map(found -> found.items()));
  }

  /** Prices a basket. Refuses {@link BasketRefusal#TOTAL_TOO_LARGE}. */
  public Future<Outcome<Priced>> price(Call<?> call, PriceAsk ask) {
    if (!ask.refresh()) return priceAsItIs(call, ask);
    return resolve(call, References.toAsk(ask.basket(), List.of()))
        .compose(
            answer ->
                answer.thenAwait(
                    items ->
                        priceAsItIs(
                            call, ask.with(Lines.refresh(ask.basket(), items, ask.currency())))));
  }

  /**
   * Prices a basket by the stored facts, as if these rules were in force and it were this instant.
   * Refuses {@link BasketRefusal#TOTAL_TOO_LARGE}.
   */
  public Future<Outcome<Priced>> price(Call<?> call, PriceAsk ask, Rules rules, Instant at) {
    return price(call, ask, Future.succeededFuture(Outcome.done(rules)), at);
  }

  /** Whether a coupon may be used now by the basket's buyer; refused with the contract's codes. */
  public Future<Outcome<CouponAnswer>> coupon(Call<?> call, StoredBasket basket, String code) {
    return coupon(call, basket, code, call.now());
  }

  private Future<Outcome<CouponAnswer>> coupon(
      Call<?> call, StoredBasket basket, String code, Instant at) {
    String buyer = PricingInput.buyerKey(basket.buyer());
    return bus.ask(COUPON_FOR, call, new CouponFor(code, buyer, at));
  }

  /** Names a buyer for limits on uses; null for nobody. */
  public static String buyerKey(StoredBuyer buyer) {
    return PricingInput.buyerKey(buyer);
  }

  private Future<Outcome<Priced>> priceAsItIs(Call<?> call, PriceAsk ask) {
    return price(call, ask, rules(call), call.now());
  }

  /** The rules in force. */
  public Future<Outcome<Rules>> rules(Call<?> call) {
    return bus.ask(RULES_FOR, call, new RulesFor(call.now()));
  }

  private Future<Outcome<Priced>> price(
      Call<?> call, PriceAsk ask, Future<Outcome<Rules>> rules, Instant at) {
    Future<Part<CouponAnswer>> coupon =
        ask.basket().coupon() == null
            ? Part.absent()
            : part(call, coupon(call, ask.basket(), ask.basket().coupon().code(), at));
    Future<Part<TaxAnswer>> tax =
        ask.tax()
            ? part(call, bus.ask(TAX_AT, call, new TaxAt(taxedAt(ask), exemptGroup(ask))))
            : Part.absent();
    Future<Part<DeliveryAnswer>> delivery = delivery(call, ask);
    return rules.compose(
        known ->
            known.thenAwait(
                book ->
                    coupon.compose(
                        c ->
                            tax.compose(
                                t ->
                                    delivery.compose(
                                        d ->
                                            withinLimits(
                                                ask,
                                                call,
                                                at,
                                                new Answers(
                                                    book, c.value, c.error, d.value, d.error,
                                                    t.value, t.error),
                                                Set.of()))))));
  }

  /**
   * Prices, asks which of the rules that fired are used up, and prices again without these, until
   * none is: at most as often as limited rules fire one for another. What does not fire is not
   * asked about.
   */
  private Future<Outcome<Priced>> withinLimits(
      PriceAsk ask, Call<?> call, Instant at, Answers answers, Set<String> usedUp) {
    Outcome<Priced> outcome = evaluate(ask, call, at, answers, usedUp);
    Map<String, UsageLimit> limits =
        outcome.isDone() ? limited(outcome.orNull().quote(), answers.rules()) : Map.of();
    if (limits.isEmpty()) return Future.succeededFuture(outcome);
    String buyer = PricingInput.buyerKey(ask.basket().buyer());
    return bus.ask(USED_UP, call, new UsedUp(buyer, limits, call.now()))
        .compose(
            answer ->
                answer.thenAwait(
                    more -> {
                      if (more.isEmpty()) return Future.succeededFuture(outcome);
                      Set<String> all = new HashSet<>(usedUp);
                      all.addAll(more);
                      return withinLimits(ask, call, at, answers, all);
                    }));
  }

  /** The limits of the rules that fired, for those that have one. */
  static Map<String, UsageLimit> limited(Quote quote, Rules rules) {
    Map<String, UsageLimit> limits = new HashMap<>();
    for (Quote.Step step : quote.steps()) {
      if (step.source() != Quote.Source.RULE) continue;
      UsageLimit limit = rules.limits().of(step.sourceId());
      if (limit != null) limits.put(step.sourceId(), limit);
    }
    return limits;
  }

  private Outcome<Priced> evaluate(
      PriceAsk ask, Call<?> call, Instant at, Answers answers, Set<String> usedUp) {
    try {
      Basket input = PricingInput.of(ask, answers, usedUp, at);
      return Outcome.done(
          new Priced(ask.basket(), input, pricer.price(answers.rules().book(), input), answers));
    } catch (IllegalArgumentException | ArithmeticException tooLarge) {
      LOG.debug("{} cannot be priced", call.requestId(), tooLarge);
      return Outcome.refused(BasketRefusal.TOTAL_TOO_LARGE, "the total is too large");
    }
  }

  private static String exemptGroup(PriceAsk ask) {
    return ask.basket().taxExemptGroupId();
  }

  /** Where the goods go; where nothing is shipped, where it is billed. */
  private static Address taxedAt(PriceAsk ask) {
    boolean shipped = !Lines.shippableIds(ask.basket()).isEmpty();
    Address first = shipped ? ask.shippingAddress() : ask.billingAddress();
    Address second = shipped ? ask.billingAddress() : ask.shippingAddress();
    return first == null ? second : first;
  }

  private Future<Part<DeliveryAnswer>> delivery(Call<?> call, PriceAsk ask) {
    if (!ask.delivery()) return Part.absent();
    List<DeliverTo.Line> lines = new ArrayList<>();
    for (StoredLine line : Lines.of(ask.basket())) {
      if (line.quantity() > 0 && Facts.shippable(line)) {
        lines.add(new DeliverTo.Line(line.id(), line.facts().deliveryProfileId()));
      }
    }
    if (lines.isEmpty()) return Part.absent();
    SelectedShippingOption option = ask.shippingOption();
    return part(
        call,
        bus.ask(
            DELIVER_TO,
            call,
            new DeliverTo(
                ask.shippingAddress(),
                lines,
                option == null ? null : option.carrierId(),
                option == null ? null : option.code())));
  }

  /** An answer that may be missing, with the reason. */
  private record Part<T>(T value, ApplicationError error) {
    private static final Future<Part<Object>> ABSENT =
        Future.succeededFuture(new Part<>(null, null));

    @SuppressWarnings("unchecked")
    static <T> Future<Part<T>> absent() {
      return (Future<Part<T>>) (Future<?>) ABSENT;
    }
  }

  private static <T> Future<Part<T>> part(Call<?> call, Future<Outcome<T>> asked) {
    return asked
        .map(PricingFlow::partOf)
        .otherwise(
            fault -> {
              LOG.warn("{} priced without an answer", call.requestId(), fault);
              return new Part<>(null, new ApplicationError("UNAVAILABLE", "no answer", null));
            });
  }

  private static <T> Part<T> partOf(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Refused<T> refused) {
      return new Part<>(
          null,
          new ApplicationError(refused.refusal().name(), refused.description(), refused.data()));
    }
    return new Part<>(outcome.orNull(), null);
  }
}
