package io.cartwright.order;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.money.Currency;
import io.cartwright.order.OrderQuestions.OrderOf;
import io.cartwright.order.OrderQuestions.Payable;
import io.cartwright.order.money.Books;
import io.cartwright.order.money.Entry;
import io.cartwright.order.money.LedgerStore;
import io.cartwright.order.request.RequestStore;
import io.cartwright.store.Committer;
import io.cartwright.store.Documents;
import io.cartwright.store.KeptTexts;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Queries;
import io.cartwright.wire.common.BuyerInfo;
import io.cartwright.wire.orders.AggregateOrdersRequest;
import io.cartwright.wire.orders.AggregateOrdersResponse;
import io.cartwright.wire.orders.GetOrderRequest;
import io.cartwright.wire.orders.GetOrderResponse;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.SearchOrdersRequest;
import io.cartwright.wire.orders.SearchOrdersResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Serves orders. */
public final class OrderVerticle extends VerticleBase {
  private final Bus bus;
  private final Queries queries;
  private final KeptTexts texts;
  private final OrderStore orders;
  private final LedgerStore ledger;
  private final PlacementFlow placement;
  private final SettlementFlow settlement;

  /**
   * @param texts the orders that all instances keep
   */
  public OrderVerticle(
      Bus bus, Pools pools, Queries queries, KeptTexts texts, Committer committer, Ids ids) {
    this.bus = bus;
    this.queries = queries;
    this.texts = texts;
    this.orders = new OrderStore(pools);
    this.placement = new PlacementFlow(orders, new Documents(pools), committer, ids);
    this.ledger = new LedgerStore(pools);
    this.settlement =
        new SettlementFlow(bus, orders, ledger, new RequestStore(pools, committer), committer, ids);
  }

  /** What all instances of an engine share. */
  public static KeptTexts texts(Pools pools, Committer committer) {
    return new KeptTexts(OrderStore.ORDERS, pools, committer);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(OrderOperations.GET_ORDER, this::getOrder),
            bus.serve(OrderOperations.SEARCH_ORDERS, this::searchOrders),
            bus.serve(OrderOperations.AGGREGATE_ORDERS, this::aggregateOrders),
            bus.serve(OrderQuestions.PLACE, placement::place),
            bus.serve(OrderQuestions.SETTLE, settlement::settle),
            bus.serve(OrderQuestions.GIVE, settlement::give),
            bus.serve(OrderQuestions.PAYABLE, this::payable)));
  }

  private Future<Outcome<GetOrderResponse>> getOrder(Call<GetOrderRequest> call) {
    UUID orderId = uuid(call.body().id());
    if (orderId == null) return Future.succeededFuture(notFound());
    UUID siteId = call.caller().siteId();
    return (bus.owners().isShared() ? texts.read(siteId, orderId) : texts.find(siteId, orderId))
        .map(
            found ->
                found
                    .map(Stored::value)
                    .filter(text -> mayRead(call.caller(), text))
                    .map(OrderAnswers::order)
                    .orElseGet(OrderVerticle::notFound));
  }

  private Future<Outcome<SearchOrdersResponse>> searchOrders(Call<SearchOrdersRequest> call) {
    UUID siteId = call.caller().siteId();
    return queries
        .texts(OrderSearch.FIELDS, siteId, OrderSearch.request(call.body().search()), texts)
        .map(OrderSearch::answer);
  }

  private Future<Outcome<AggregateOrdersResponse>> aggregateOrders(
      Call<AggregateOrdersRequest> call) {
    return OrderAggregation.parse(call.body().aggregation())
        .thenAwait(
            asked ->
                new AggregationStore(queries)
                    .figures(call.caller().siteId(), OrderSearch.over(call.body().filter()), asked))
        .map(figures -> figures.map(AggregateOrdersResponse::new));
  }

  private Future<Outcome<Payable>> payable(Call<OrderOf> call) {
    UUID siteId = call.caller().siteId();
    UUID orderId = call.body().orderId();
    return Future.all(orders.findWithTransactions(siteId, orderId), ledger.ofOrder(siteId, orderId))
        .map(
            both -> {
              Optional<OrderStore.Found> found = both.resultAt(0);
              List<Entry> entries = both.resultAt(1);
              return found
                  .filter(it -> mayRead(call.caller(), it.order().value()))
                  .map(it -> Books.of(it.order().value(), it.transactionsOrNull(), entries))
                  .map(OrderVerticle::payable)
                  .orElseGet(OrderVerticle::notFound);
            });
  }

  private static Outcome<Payable> payable(Books books) {
    Order order = books.order();
    if (order.status() == OrderStatus.CANCELED || order.status() == OrderStatus.REJECTED) {
      return Outcome.refused(OrderRefusal.ORDER_CANCELED, "the order is " + order.status());
    }
    Currency currency = Currency.of(order.currency());
    long due = books.balance().leftOf(currency, Placement.dueNow(order));
    return Outcome.done(
        new Payable(
            UUID.fromString(order.id()),
            order.status(),
            order.paymentStatus(),
            currency.format(due),
            due > 0,
            currency.format(books.leftMinor()),
            order.currency()));
  }

  /** Administrators read all, buyers their own. */
  static boolean mayRead(Caller caller, Order order) {
    if (caller.isAdmin()) return true;
    BuyerInfo buyer = order.buyerInfo();
    if (buyer == null || caller.subjectId() == null) return false;
    String owner = caller.role() == Role.MEMBER ? buyer.memberId() : buyer.visitorId();
    return caller.subjectId().toString().equalsIgnoreCase(owner);
  }

  private static boolean mayRead(Caller caller, byte[] text) {
    return caller.isAdmin() || mayRead(caller, Order.CODEC.fromBytes(text));
  }

  private static <T> Outcome<T> notFound() {
    return Outcome.refused(OrderRefusal.ORDER_NOT_FOUND, "there is no such order");
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
