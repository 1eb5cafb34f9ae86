package io.cartwright.order.request;

import static io.cartwright.order.request.RequestRefusal.ORDER_PAYMENT_REQUEST_NOT_FOUND;
import static io.cartwright.order.request.RequestRefusal.ORDER_PAYMENT_REQUEST_PAGE_NOT_FOUND;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.order.OrderStore;
import io.cartwright.order.money.MoneyQuestions;
import io.cartwright.order.money.MoneyQuestions.Collectable;
import io.cartwright.payment.PaymentQuestions;
import io.cartwright.payment.PaymentQuestions.Prepare;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.paymentrequest.StoredPaymentRequest;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Creates and changes payment requests, each in one transaction with its event. */
final class RequestFlow {
  private static final int TRIES_MAX = 20;

  private final Bus bus;
  private final RequestStore store;
  private final OrderStore orders;
  private final Ids ids;

  RequestFlow(Bus bus, RequestStore store, OrderStore orders, Ids ids) {
    this.bus = bus;
    this.store = store;
    this.orders = orders;
    this.ids = ids;
  }

  /** Adds to the change what remembers the reply. */
  interface Remember {
    Remember NOTHING = (change, stored) -> {};

    void in(Change change, StoredPaymentRequest stored);
  }

  /**
   * Refused, in this order: fields; ORDER_NOT_FOUND; ORDER_PAYMENT_REQUEST_PAGE_NOT_FOUND; what
   * subscriptions ask; ORDER_CANCELED, ORDER_IS_PENDING, ORDER_HAS_CHARGEBACKS, ORDER_ALREADY_PAID,
   * INVALID_AMOUNT.
   */
  Future<Outcome<StoredPaymentRequest>> create(
      Call<?> call, OrderPaymentRequest asked, Remember remember) {
    return PaymentRequests.checked(asked)
        .thenAwait(
            given ->
                order(call, given)
                    .compose(found -> found.thenAwait(order -> page(call, order)))
                    .map(found -> found.then(order -> PaymentRequests.admitted(order, given)))
                    .compose(
                        found -> found.thenAwait(order -> create(call, given, order, remember))));
  }

  private Future<Outcome<Order>> order(Call<?> call, OrderPaymentRequest given) {
    return orders
        .findWithTransactions(call.caller().siteId(), UUID.fromString(given.orderId()))
        .map(
            found ->
                found
                    .map(it -> Outcome.done(it.order().value()))
                    .orElseGet(
                        () ->
                            Outcome.refused(
                                RequestRefusal.ORDER_NOT_FOUND, "there is no such order")));
  }

  /** What the buyer of an order reads; none when nobody has told. */
  Future<Optional<String>> language(UUID siteId, String orderId) {
    return orders
        .findWithTransactions(siteId, UUID.fromString(orderId))
        .map(found -> found.map(it -> it.order().value().buyerLanguage()));
  }

  /** Hands on what it is given, if the site has a page to pay on. */
  <T> Future<Outcome<T>> page(Call<?> call, T next) {
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .map(
            known ->
                known.then(
                    site ->
                        site.acceptsPayments()
                            ? Outcome.done(next)
                            : Outcome.refused(
                                ORDER_PAYMENT_REQUEST_PAGE_NOT_FOUND,
                                "the site accepts no payments")));
  }

  private Future<Outcome<StoredPaymentRequest>> create(
      Call<?> call, OrderPaymentRequest given, Order order, Remember remember) {
    UUID orderId = UUID.fromString(order.id());
    UUID id = ids.next();
    Collectable wanted = new Collectable(orderId, given.amount());
    return bus.call(MoneyQuestions.COLLECTABLE, call.asSystem(wanted))
        .compose(
            amount ->
                amount.thenAwait(
                    text ->
                        bus.call(
                                PaymentQuestions.PREPARE,
                                call.asSystem(new Prepare(orderId, text, false, id)))
                            .compose(
                                prepared ->
                                    prepared.thenAwait(
                                        ready ->
                                            enter(
                                                call,
                                                PaymentRequests.begun(
                                                    given,
                                                    id,
                                                    order,
                                                    text,
                                                    ready.gatewayOrderId(),
                                                    call.now()),
                                                remember)))));
  }

  private Future<Outcome<StoredPaymentRequest>> enter(
      Call<?> call, StoredPaymentRequest begun, Remember remember) {
    Change change = Change.at(call.now());
    RequestStore.create(change, call.caller().siteId(), begun, call.now());
    remember.in(change, begun);
    return store.commit(change).map(done -> Commits.outcome(done, begun, unique -> null));
  }

  /** The request, or ORDER_PAYMENT_REQUEST_NOT_FOUND. */
  Future<Outcome<Stored<StoredPaymentRequest>>> load(UUID siteId, UUID id) {
    if (id == null) return Future.succeededFuture(unknown());
    return store.find(siteId, id).map(found -> found.map(Outcome::done).orElseGet(() -> unknown()));
  }

  static <T> Outcome<T> unknown() {
    return Outcome.refused(ORDER_PAYMENT_REQUEST_NOT_FOUND, "there is no such payment request");
  }

  /** Changes a request; decides again when another has changed it meanwhile. */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID id,
      Function<StoredPaymentRequest, Outcome<StoredPaymentRequest>> move,
      Function<OrderPaymentRequest, A> reply) {
    return Retries.whileStale(() -> attempt(operation, call, id, move, reply), TRIES_MAX);
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID id,
      Function<StoredPaymentRequest, Outcome<StoredPaymentRequest>> move,
      Function<OrderPaymentRequest, A> reply) {
    UUID siteId = call.caller().siteId();
    return load(siteId, id)
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        move.apply(stored.value())
                            .thenAwait(
                                after -> {
                                  Change change = Change.at(call.now());
                                  if (after != stored.value()) {
                                    RequestStore.save(change, siteId, stored, after, call.now());
                                  }
                                  A answer = reply.apply(after.request());
                                  Commits.remember(operation, call, change, answer);
                                  return store
                                      .commit(change)
                                      .map(done -> Commits.outcome(done, answer, it -> null));
                                })));
  }

  <Q, A> Future<Outcome<A>> delete(Operation<Q, A> operation, Call<Q> call, UUID id, A reply) {
    UUID siteId = call.caller().siteId();
    return load(siteId, id)
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        PaymentRequests.deletable(stored.value())
                            .thenAwait(
                                ok -> {
                                  Change change = Change.at(call.now());
                                  RequestStore.delete(change, siteId, stored, call.now());
                                  Commits.remember(operation, call, change, reply);
                                  return store
                                      .commit(change)
                                      .map(done -> Commits.outcome(done, reply, it -> null));
                                })));
  }
}
