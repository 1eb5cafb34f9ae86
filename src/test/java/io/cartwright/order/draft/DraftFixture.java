package io.cartwright.order.draft;

import io.cartwright.basket.Baskets;
import io.cartwright.basket.FakeShopVerticle;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.fulfillment.FulfillmentVerticle;
import io.cartwright.order.OrderChangeVerticle;
import io.cartwright.order.OrderFixture;
import io.cartwright.order.OrderOperations;
import io.cartwright.order.OrderStore;
import io.cartwright.order.money.BillingVerticle;
import io.cartwright.order.money.TransactionVerticle;
import io.cartwright.pricing.Evaluator;
import io.cartwright.store.query.Queries;
import io.cartwright.wire.Route;
import io.cartwright.wire.draftorders.DraftOrder;
import io.cartwright.wire.orders.GetOrderRequest;
import io.cartwright.wire.orders.Order;
import io.vertx.core.Future;
import java.util.UUID;

/** Drafts of a shop whose catalog, tax and delivery a test sets. */
final class DraftFixture implements AutoCloseable {
  static final String APP = CatalogQuestions.STORES_APP_ID;
  static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

  final OrderFixture base = new OrderFixture();
  final FakeShopVerticle shop = new FakeShopVerticle(base.bus, false);
  final Caller other = new Caller(base.site, Role.ADMIN, UUID.randomUUID());
  final Caller staff = new Caller(base.site, Role.ADMIN, UUID.randomUUID());
  final DraftExpiryVerticle expiry;

  DraftFixture() {
    Queries queries = new Queries(base.pools, new byte[32]);
    base.deploy(shop);
    base.deploy(new OrderChangeVerticle(base.bus, base.pools, base.committer, base.ids));
    base.deploy(new FulfillmentVerticle(base.bus, base.documents, base.ids));
    base.deploy(new TransactionVerticle(base.bus, base.pools, base.committer, base.ids));
    base.deploy(new BillingVerticle(base.bus, base.pools, base.committer, base.ids));
    base.deploy(
        new DraftVerticle(
            base.bus, base.pools, queries, base.committer, new Evaluator(), base.ids));
    expiry =
        new DraftExpiryVerticle(
            new DraftStore(base.pools, queries),
            base.committer,
            base.clock,
            DraftExpiryVerticle.INTERVAL);
    base.deploy(expiry);
  }

  /** Puts an item into the catalog, with so many units on its shelf. */
  UUID sells(String id, long priceMinor, int units) {
    ResolvedItem item = Baskets.item(id, priceMinor, units, true, true);
    shop.items.put(id, item);
    base.commit(
        base.change()
            .set(
                new io.cartwright.store.Tally(
                    base.site, "stock", item.inventoryItemId().toString()),
                units));
    return item.inventoryItemId();
  }

  <Q, A> Future<Outcome<A>> asked(Caller caller, Operation<Q, A> operation, String json) {
    Call<Q> call =
        new Call<>(
            caller,
            CallId.minted(UUID.randomUUID().toString()),
            operation.requestCodec().fromText(json),
            null,
            base.clock.instant(),
            "test");
    return base.call(operation, call);
  }

  /** Asks as staff, with a body whose quotes are single ones. */
  <Q, A> Outcome<A> ask(Operation<Q, A> operation, String json) {
    return OrderFixture.await(asked(staff, operation, json.replace('\'', '"')));
  }

  <Q, A> A done(Operation<Q, A> operation, String json) {
    Outcome<A> outcome = ask(operation, json);
    if (!outcome.isDone()) throw new AssertionError(operation + ": " + outcome);
    return outcome.orNull();
  }

  <Q, A> A done(Route<Q, A> route, String json) {
    return done(Operation.of(route).allow(Role.ADMIN), json);
  }

  static String catalogLine(String item, int quantity) {
    return "{'catalogReference':{'catalogItemId':'%s','appId':'%s'},'quantity':%d}"
        .formatted(item, APP, quantity);
  }

  /** A draft from scratch, as shown. */
  DraftOrder scratch(String fields) {
    return done(DraftOperations.CREATE_DRAFT_ORDER, "{'draftOrder':{" + fields + "}}")
        .calculatedDraftOrder()
        .draftOrder();
  }

  /** An order made from a draft. */
  Order made(String fields) {
    String id = scratch(fields).id();
    return order(
        done(DraftOperations.CREATE_ORDER_FROM_DRAFT, "{'draftOrderId':'" + id + "'}")
            .createdOrder()
            .id());
  }

  /** A draft that edits an order, as shown. */
  DraftOrder edit(String orderId) {
    return done(DraftOperations.CREATE_DRAFT_ORDER, "{'sourceOrderId':'" + orderId + "'}")
        .calculatedDraftOrder()
        .draftOrder();
  }

  Order order(String id) {
    return OrderFixture.await(base.ask(OrderOperations.GET_ORDER, staff, new GetOrderRequest(id)))
        .orNull()
        .order();
  }

  /** Writes an order as it is, past all rules. */
  Order stored(Order order) {
    UUID id = UUID.randomUUID();
    Order whole = order.toBuilder().id(id.toString()).build();
    base.commit(base.change().insert(OrderStore.ORDERS, base.site, id, whole));
    return whole;
  }

  @Override
  public void close() {
    base.close();
  }
}
