package io.cartwright.replay;

import static io.cartwright.discount.DiscountQuestions.RULES_AS_OF;

import io.cartwright.basket.kept.OrderPricing;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.RulesAsOf;
import io.cartwright.pricing.Pricer;
import io.cartwright.wire.own.replay.QuoteDifference;
import io.cartwright.wire.own.replay.ReplayOrderRequest;
import io.cartwright.wire.own.replay.ReplayOrderResponse;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Prices orders again by what is kept with them and by the rules of their time. */
public final class ReplayFlow {
  private final Bus bus;
  private final ReplayStore store;
  private final Pricer pricer;

  /**
   * @param pricer used by one thread at a time, as this flow is
   */
  public ReplayFlow(Bus bus, ReplayStore store, Pricer pricer) {
    this.bus = bus;
    this.store = store;
    this.pricer = pricer;
  }

  /** Refuses an order that is unknown or was not priced here. */
  Future<Outcome<ReplayOrderResponse>> replayOrder(Call<ReplayOrderRequest> call) {
    UUID orderId = UUID.fromString(call.body().orderId());
    return store
        .find(call.caller().siteId(), orderId)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(
                        Outcome.refused(
                            ReplayRefusal.ORDER_PRICING_NOT_FOUND,
                            "there is no order " + orderId + " that was priced here"))
                    : replay(call, found.get())
                        .map(outcome -> outcome.map(all -> view(found.get(), all))));
  }

  /**
   * Where an order's quote, made again, differs from the one that is kept; empty when they are
   * equal. Refused when the log has no rules of that version.
   */
  public Future<Outcome<List<Difference>>> replay(Call<?> call, OrderPricing order) {
    RulesAsOf rules = new RulesAsOf(order.ruleBookVersion(), order.bookInstant());
    return bus.ask(RULES_AS_OF, call, rules)
        .map(
            answer ->
                answer.map(
                    then -> {
                      var quote = pricer.price(then.book(), order.basket());
                      return Differences.between(order.quote(), OrderPricing.text(quote));
                    }));
  }

  private static ReplayOrderResponse view(OrderPricing order, List<Difference> differences) {
    return ReplayOrderResponse.builder()
        .orderId(order.orderId().toString())
        .ruleBookVersion(Long.toString(order.ruleBookVersion()))
        .instant(order.instant())
        .equal(differences.isEmpty())
        .differences(
            differences.stream()
                .map(each -> new QuoteDifference(each.path(), each.then(), each.now()))
                .toList())
        .build();
  }
}
