package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutRefusal.CHECKOUT_ALREADY_PAID;
import static io.cartwright.checkout.CheckoutRefusal.CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS;

import io.cartwright.basket.Priced;
import io.cartwright.basket.kept.OrderPricing;
import io.cartwright.basket.ordered.OrderTakes;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.checkout.CheckoutFlow.Shown;
import io.cartwright.checkout.CheckoutFlow.Source;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.OrderOf;
import io.cartwright.order.OrderQuestions.Payable;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.order.OrderQuestions.Placed;
import io.cartwright.payment.PaymentQuestions;
import io.cartwright.payment.PaymentQuestions.Pay;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.Json;
import io.cartwright.wire.checkout.CreateOrderAndChargeRequest;
import io.cartwright.wire.checkout.CreateOrderAndChargeResponse;
import io.cartwright.wire.checkout.DoublePaymentErrorData;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.own.checkout.StoredCheckout;
import io.cartwright.wire.own.payment.PayOrderResponse;
import io.cartwright.wire.own.payment.PaymentOutcome;
import io.cartwright.wire.own.site.StockDecrement;
import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Places orders, in three phases. Prepare: price again by fresh facts, check, compare with the
 * total that the buyer saw. Place: the order, its number, stock, uses and the checkout's own change
 * are one transaction of the order domain; a crash before it leaves nothing. Pay: outside any
 * transaction, by the payment domain.
 *
 * <p>A checkout has one order that did not come to nothing, whatever is repeated or raced: a repeat
 * is answered with it.
 */
final class PlaceFlow {
  private static final Set<String> COUPON_USED_UP =
      Set.of("ERROR_COUPON_USAGE_EXCEEDED", "ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED");

  private final Bus bus;
  private final CheckoutFlow checkouts;
  private final CompletionFlow completions;
  private final Ids ids;

  PlaceFlow(Bus bus, CheckoutFlow checkouts, CompletionFlow completions, Ids ids) {
    this.bus = bus;
    this.checkouts = checkouts;
    this.completions = completions;
    this.ids = ids;
  }

  /**
   * The order of a checkout.
   *
   * @param paymentGatewayOrderId what to pay by; null when nothing is to be paid online now
   * @param over true when the order is approved
   */
  record Result(UUID orderId, String paymentGatewayOrderId, boolean over) {}

  /** Adds the reply of a command to the change that carries it out. */
  interface Remember extends BiConsumer<Change, Result> {
    Remember NOTHING = (change, result) -> {};
  }

  Future<Outcome<Result>> place(
      Call<?> call, String checkoutId, boolean savesPaymentMethod, Remember remember) {
    Source source = checkouts.byId(call, checkoutId);
    return attempt(call, source, savesPaymentMethod, remember, CheckoutFlow.TRIES_MAX);
  }

  private Future<Outcome<Result>> attempt(
      Call<?> call, Source source, boolean saves, Remember remember, int tries) {
    return source
        .get()
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        existing(call, stored)
                            .compose(
                                known ->
                                    known != null
                                        ? Future.succeededFuture(known)
                                        : fresh(call, stored, saves, remember))))
        .compose(
            outcome -> {
              if (tries > 1 && Retries.isStale(outcome)) {
                return attempt(call, source, saves, remember, tries - 1);
              }
              return tries > 1 && isUsedUp(outcome)
                  ? attempt(call, source, saves, remember, 1)
                  : Future.succeededFuture(outcome);
            });
  }

  /**
   * True when the last use of a coupon went to another while this order was placed. Priced once
   * more, it is refused as if the coupon had been used up before.
   */
  private static boolean isUsedUp(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused
        && COUPON_USED_UP.contains(refused.refusal().name());
  }

  /** The order that the checkout has already; null when there is none, or it came to nothing. */
  private Future<Outcome<Result>> existing(Call<?> call, Stored<StoredCheckout> stored) {
    StoredCheckout checkout = stored.value();
    if (checkout.orderId() == null) {
      return Future.succeededFuture(
          Checkouts.isCompleted(checkout)
              ? Outcome.refused(CHECKOUT_ALREADY_PAID, "the checkout is completed")
              : null);
    }
    UUID orderId = UUID.fromString(checkout.orderId());
    if (Checkouts.isCompleted(checkout)) {
      return Future.succeededFuture(Outcome.done(new Result(orderId, null, true)));
    }
    return bus.call(OrderQuestions.PAYABLE, call.asSystem(new OrderOf(orderId)))
        .map(
            answer ->
                answer instanceof Outcome.Done<Payable> done
                    ? existing(checkout, done.value())
                    : null);
  }

  private static Outcome<Result> existing(StoredCheckout checkout, Payable order) {
    if (Boolean.TRUE.equals(checkout.changedSinceOrder())) {
      Json data =
          DoublePaymentErrorData.CODEC.toJson(
              DoublePaymentErrorData.builder().orderId(checkout.orderId()).build());
      return Outcome.refused(
          CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS,
          "an order was placed from this checkout before it was changed",
          data);
    }
    boolean toPay = order.isDue() && order.status() == OrderStatus.INITIALIZED;
    String id = order.orderId().toString();
    boolean over = order.status() == OrderStatus.APPROVED;
    return Outcome.done(new Result(order.orderId(), toPay ? id : null, over));
  }

  /** Prepares by what everybody says now, and places. */
  private Future<Outcome<Result>> fresh(
      Call<?> call, Stored<StoredCheckout> stored, boolean saves, Remember remember) {
    return checkouts
        .price(call, stored)
        .compose(
            priced ->
                priced.thenAwait(
                    shown -> {
                      Outcome<?> refusal =
                          new PlaceChecks(stored.value(), shown.priced(), shown.site(), saves)
                              .refusal();
                      if (refusal == null) return place(call, shown, remember);
                      Outcome<Result> refused = refusal.retype();
                      return isDrift(refusal)
                          ? checkouts.noteTotal(call, shown).map(noted -> refused)
                          : Future.succeededFuture(refused);
                    }));
  }

  private static boolean isDrift(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused
        && refused.refusal() == CheckoutRefusal.CHECKOUT_CHANGED;
  }

  private Future<Outcome<Result>> place(Call<?> call, Shown shown, Remember remember) {
    UUID orderId = ids.next();
    Stored<StoredCheckout> before = shown.stored();
    boolean approved =
        OrderQuestions.approvedAtOnce(
            shown.priced().quote().summary().totalMinor(),
            shown.priced().quote().payNow().totalMinor());
    Result result = new Result(orderId, approved ? null : orderId.toString(), approved);
    Order order =
        OrderDraft.of(before.id(), before.value(), shown.priced(), shown.site(), ids::next);
    return ownChange(call, shown, orderId, approved)
        .compose(
            change -> {
              remember.accept(change, result);
              change.append(OrderPricing.TABLE, pricing(call, orderId, shown.priced()));
              Place ask =
                  new Place(
                      orderId,
                      order,
                      OrderTakes.stock(shown.priced()),
                      shown.site().stockDecrement() == StockDecrement.ON_PAYMENT,
                      OrderTakes.uses(shown.priced()),
                      change);
              return bus.call(OrderQuestions.PLACE, call.asSystem(ask));
            })
        .eventually(() -> checkouts.changed(call, before.id()))
        .map(outcome -> outcome.map(PlaceFlow::result))
        .onSuccess(
            outcome -> {
              if (!approved || !outcome.isDone()) return;
              completions.tellCart(call, before.value(), before.value().cartUnits());
            });
  }

  private static OrderPricing pricing(Call<?> call, UUID orderId, Priced priced) {
    return OrderPricing.of(
        call.caller().siteId(),
        orderId,
        priced.answers().rules().book(),
        priced.input(),
        priced.quote());
  }

  /** What becomes of the checkout in the order's transaction. */
  private Future<Change> ownChange(Call<?> call, Shown shown, UUID orderId, boolean approved) {
    Change change = Change.at(call.now());
    if (approved) {
      return completions
          .completion(call, shown, orderId.toString())
          .map(
              join -> {
                join.accept(change);
                return change;
              });
    }
    StoredCheckout next = Checkouts.ordered(shown.stored().value(), orderId, shown.checkout());
    return Future.succeededFuture(
        CheckoutStore.note(change, call.caller().siteId(), shown.stored(), next));
  }

  private static Result result(Placed placed) {
    boolean over = placed.status() == OrderStatus.APPROVED;
    return new Result(placed.orderId(), placed.paymentGatewayOrderId(), over);
  }

  /**
   * Places an order and pays for it by the token; without a token it is only placed. The reply is
   * stored at the end, in a commit of its own: after a crash before that, a repeat is answered by
   * what became of the order.
   */
  Future<Outcome<CreateOrderAndChargeResponse>> placeAndCharge(
      Call<CreateOrderAndChargeRequest> call) {
    CreateOrderAndChargeRequest ask = call.body();
    boolean saves = Boolean.TRUE.equals(ask.savePaymentMethod());
    return place(call, ask.id(), saves, Remember.NOTHING)
        .compose(outcome -> outcome.thenAwait(placed -> charge(call, placed)))
        .compose(outcome -> outcome.thenAwait(reply -> checkouts.keepReply(call, reply)));
  }

  private Future<Outcome<CreateOrderAndChargeResponse>> charge(
      Call<CreateOrderAndChargeRequest> call, Result placed) {
    CreateOrderAndChargeRequest ask = call.body();
    CreateOrderAndChargeResponse.Builder reply =
        CreateOrderAndChargeResponse.builder()
            .orderId(placed.orderId().toString())
            .paymentGatewayOrderId(placed.paymentGatewayOrderId());
    if (placed.over() || ask.paymentToken() == null) {
      return Future.succeededFuture(Outcome.done(reply.checkoutCompleted(placed.over()).build()));
    }
    boolean holdsOnly = Boolean.TRUE.equals(ask.delayCapture());
    return bus.ask(
            PaymentQuestions.PAY,
            call,
            new Pay(placed.orderId(), null, ask.paymentToken(), holdsOnly))
        .map(paid -> paid.map(answer -> reply.checkoutCompleted(isOver(answer)).build()));
  }

  private static boolean isOver(PayOrderResponse answer) {
    return answer.status() != null && answer.status() != PaymentOutcome.PENDING;
  }
}
