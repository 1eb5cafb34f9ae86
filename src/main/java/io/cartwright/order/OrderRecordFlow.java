package io.cartwright.order;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.order.OrderRecord.Standard;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.store.Taken;
import io.cartwright.store.Tally;
import io.cartwright.wire.orders.BulkDeleteImportedOrdersRequest;
import io.cartwright.wire.orders.BulkDeleteImportedOrdersResponse;
import io.cartwright.wire.orders.CreateOrderRequest;
import io.cartwright.wire.orders.CreateOrderResponse;
import io.cartwright.wire.orders.ImportOrderRequest;
import io.cartwright.wire.orders.ImportOrderResponse;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.SetOrderNumberCounterRequest;
import io.cartwright.wire.orders.SetOrderNumberCounterResponse;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Records orders that were made elsewhere, and moves the counter of order numbers. */
final class OrderRecordFlow {
  private static final long FIRST_EVER = 1;

  private final Bus bus;
  private final OrderStore orders;
  private final Commits commits;
  private final Ids ids;

  OrderRecordFlow(Bus bus, OrderStore orders, Commits commits, Ids ids) {
    this.bus = bus;
    this.orders = orders;
    this.commits = commits;
    this.ids = ids;
  }

  private Future<Outcome<Standard>> standard(Call<?> call) {
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .map(answer -> answer.map(site -> new Standard(site.currency(), site.language())));
  }

  Future<Outcome<CreateOrderResponse>> create(Call<CreateOrderRequest> call) {
    CreateOrderRequest ask = call.body();
    return standard(call)
        .compose(
            known ->
                known
                    .then(
                        standard ->
                            OrderRecord.created(
                                ask.order(), ask.settings(), standard, call.now(), ids::next))
                    .thenAwait(order -> insert(call, order)));
  }

  private Future<Outcome<CreateOrderResponse>> insert(Call<CreateOrderRequest> call, Order order) {
    UUID siteId = call.caller().siteId();
    Tally number = number(siteId);
    Function<Taken, Order> numbered = taken -> Placement.numbered(order, taken.valueOf(number));
    Change change =
        Change.at(call.now())
            .insertWith(OrderStore.ORDERS, siteId, UUID.fromString(order.id()), numbered)
            .take(number, 1, Long.MIN_VALUE, Long.MAX_VALUE, null)
            .emitWith(taken -> OrderEvents.of(siteId, numbered.apply(taken), FIRST_EVER).created());
    if (order.status() == OrderStatus.APPROVED) {
      change.emitWith(
          taken -> OrderEvents.of(siteId, numbered.apply(taken), FIRST_EVER).approved());
    }
    return commits.commitWith(
        OrderOperations.CREATE_ORDER,
        call,
        change,
        taken -> new CreateOrderResponse(numbered.apply(taken)),
        OrderIds::unique);
  }

  Future<Outcome<ImportOrderResponse>> importOrder(Call<ImportOrderRequest> call) {
    return Retries.whileStale(() -> tryImport(call), OrderWriteFlow.TRIES_MAX);
  }

  private Future<Outcome<ImportOrderResponse>> tryImport(Call<ImportOrderRequest> call) {
    Order given = call.body().order();
    UUID orderId = given.id() == null ? ids.next() : UUID.fromString(given.id());
    Future<Outcome<Standard>> standard = standard(call);
    Future<Optional<Stored<Order>>> before = orders.find(call.caller().siteId(), orderId);
    return Future.all(standard, before)
        .compose(
            ready -> {
              Stored<Order> known = before.result().orElse(null);
              if (known != null && !Boolean.TRUE.equals(known.value().imported())) {
                return Future.succeededFuture(
                    Outcome.refused(
                        OrderRefusal.CANNOT_OVERWRITE_NON_IMPORTED_ORDER,
                        "this order was not imported"));
              }
              Order replaced = known == null ? null : known.value();
              return standard
                  .result()
                  .then(
                      site ->
                          OrderRecord.imported(
                              given, orderId, replaced, site, call.now(), ids::next))
                  .thenAwait(order -> save(call, known, order));
            });
  }

  private Future<Outcome<ImportOrderResponse>> save(
      Call<ImportOrderRequest> call, Stored<Order> before, Order order) {
    UUID siteId = call.caller().siteId();
    UUID orderId = UUID.fromString(order.id());
    Tally number = number(siteId);
    boolean counted = order.number() == null;
    Function<Taken, Order> numbered =
        taken -> counted ? Placement.numbered(order, taken.valueOf(number)) : order;
    Change change = Change.at(call.now());
    if (counted) change.take(number, 1, Long.MIN_VALUE, Long.MAX_VALUE, null);
    if (before == null) {
      change.insertWith(OrderStore.ORDERS, siteId, orderId, numbered);
    } else {
      change.updateWith(OrderStore.ORDERS, siteId, orderId, before.revision(), numbered);
    }
    long revision = before == null ? FIRST_EVER : before.revision() + 1;
    change.emitWith(taken -> OrderEvents.of(siteId, numbered.apply(taken), revision).imported());
    return commits.commitWith(
        OrderOperations.IMPORT_ORDER,
        call,
        change,
        taken -> new ImportOrderResponse(numbered.apply(taken)),
        OrderIds::unique);
  }

  /** Deletes those of the orders that were imported; others are left alone. */
  Future<Outcome<BulkDeleteImportedOrdersResponse>> deleteImported(
      Call<BulkDeleteImportedOrdersRequest> call) {
    UUID jobId = ids.next();
    return Retries.whileStale(() -> tryDelete(call, jobId), OrderWriteFlow.TRIES_MAX);
  }

  private Future<Outcome<BulkDeleteImportedOrdersResponse>> tryDelete(
      Call<BulkDeleteImportedOrdersRequest> call, UUID jobId) {
    UUID siteId = call.caller().siteId();
    Set<UUID> wanted = new LinkedHashSet<>();
    call.body().orderIds().stream()
        .map(OrderIds::parse)
        .filter(Objects::nonNull)
        .forEach(wanted::add);
    return Future.all(orders.findAll(siteId, wanted), orders.findTransactions(siteId, wanted))
        .compose(
            found -> {
              Map<UUID, Stored<Order>> known = found.resultAt(0);
              Map<UUID, Stored<?>> money = found.resultAt(1);
              return commits.commit(
                  OrderOperations.BULK_DELETE_IMPORTED_ORDERS,
                  call,
                  deletion(call, known.values(), money),
                  new BulkDeleteImportedOrdersResponse(jobId.toString()));
            });
  }

  private static Change deletion(
      Call<?> call, Collection<Stored<Order>> known, Map<UUID, Stored<?>> money) {
    UUID siteId = call.caller().siteId();
    Change change = Change.at(call.now());
    for (Stored<Order> stored : known) {
      if (!Boolean.TRUE.equals(stored.value().imported())) continue;
      Order last = stored.value().toBuilder().updatedDate(call.now()).build();
      change.delete(OrderStore.ORDERS, siteId, stored.id(), stored.revision());
      change.emit(OrderEvents.of(siteId, last, stored.revision() + 1).importedOrderDeleted());
      Stored<?> transactions = money.get(stored.id());
      if (transactions != null) {
        change.delete(OrderStore.TRANSACTIONS, siteId, stored.id(), transactions.revision());
      }
    }
    return change;
  }

  /**
   * Sets the next order number. Refuses CANNOT_SET_LOWER_ORDER_NUMBER_COUNTER when it was passed
   * before, unless the caller allows that.
   */
  Future<Outcome<SetOrderNumberCounterResponse>> setCounter(
      Call<SetOrderNumberCounterRequest> call) {
    return Retries.whileStale(() -> trySetCounter(call), OrderWriteFlow.TRIES_MAX);
  }

  private Future<Outcome<SetOrderNumberCounterResponse>> trySetCounter(
      Call<SetOrderNumberCounterRequest> call) {
    Tally number = number(call.caller().siteId());
    return orders
        .counted(number)
        .compose(
            counted ->
                OrderNumbers.next(call.body(), counted)
                    .thenAwait(
                        target ->
                            commits.commit(
                                OrderOperations.SET_ORDER_NUMBER_COUNTER,
                                call,
                                Change.at(call.now())
                                    .take(
                                        number,
                                        target - counted,
                                        target,
                                        target,
                                        io.cartwright.bus.CommonRefusal.INVALID_REVISION),
                                OrderNumbers.reply(counted, target))));
  }

  private static Tally number(UUID siteId) {
    return new Tally(siteId, PlacementFlow.ORDER_NUMBER, "");
  }
}
