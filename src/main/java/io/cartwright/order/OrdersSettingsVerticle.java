package io.cartwright.order;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.event.DomainEvents;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SetStockDecrement;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.store.Change;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.wire.Fields;
import io.cartwright.wire.orderssettings.GetOrdersSettingsRequest;
import io.cartwright.wire.orderssettings.GetOrdersSettingsResponse;
import io.cartwright.wire.orderssettings.InventoryUpdateTrigger;
import io.cartwright.wire.orderssettings.OrdersSettings;
import io.cartwright.wire.orderssettings.UpdateOrdersSettingsRequest;
import io.cartwright.wire.orderssettings.UpdateOrdersSettingsResponse;
import io.cartwright.wire.own.site.StockDecrement;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.UUID;

/**
 * Serves a site's settings for orders. When stock is taken is one setting with the site's own
 * {@code stockDecrement}, and kept there; the rest is a document of its own.
 */
public final class OrdersSettingsVerticle extends VerticleBase {
  private static final String ENTITY = "wix.ecom.v1.orders_settings";

  private static final DocumentTable<OrdersSettings> SETTINGS =
      DocumentTable.named(
              "orders_settings",
              DocumentFormat.of(OrdersSettings.CODEC::toText, OrdersSettings.CODEC::fromText))
          .build();

  private final Bus bus;
  private final Documents documents;

  public OrdersSettingsVerticle(Bus bus, Documents documents) {
    this.bus = bus;
    this.documents = documents;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.serve(OrdersSettingsOperations.GET, this::get),
        bus.serve(OrdersSettingsOperations.UPDATE, this::update));
  }

  /** The settings as they stand; {@code stored} is null while none were set. */
  private record Known(Stored<OrdersSettings> stored, OrdersSettings shown) {}

  private Future<Outcome<Known>> load(Call<?> call) {
    UUID siteId = call.caller().siteId();
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .compose(
            site ->
                site.thenAwait(
                    settings ->
                        documents
                            .find(SETTINGS, siteId, siteId)
                            .map(
                                found -> {
                                  OrdersSettings own =
                                      found
                                          .map(Stored::value)
                                          .orElse(
                                              OrdersSettings.builder()
                                                  .createInvoice(false)
                                                  .build());
                                  OrdersSettings shown =
                                      own.toBuilder()
                                          .inventoryUpdateTrigger(shown(settings.stockDecrement()))
                                          .build();
                                  return Outcome.done(new Known(found.orElse(null), shown));
                                })));
  }

  private static InventoryUpdateTrigger shown(StockDecrement when) {
    return switch (when) {
      case ON_PLACEMENT -> InventoryUpdateTrigger.ON_ORDER_PLACED;
      case ON_PAYMENT -> InventoryUpdateTrigger.ON_ORDER_PAID;
    };
  }

  private static StockDecrement stored(InventoryUpdateTrigger trigger) {
    return switch (trigger) {
      case ON_ORDER_PLACED -> StockDecrement.ON_PLACEMENT;
      case ON_ORDER_PAID -> StockDecrement.ON_PAYMENT;
    };
  }

  private Future<Outcome<GetOrdersSettingsResponse>> get(Call<GetOrdersSettingsRequest> call) {
    return load(call).map(known -> known.map(it -> new GetOrdersSettingsResponse(it.shown())));
  }

  private Future<Outcome<UpdateOrdersSettingsResponse>> update(
      Call<UpdateOrdersSettingsRequest> call) {
    return Retries.whileStale(
        () -> load(call).compose(known -> known.thenAwait(it -> save(call, it))),
        OrderWriteFlow.TRIES_MAX);
  }

  private Future<Outcome<UpdateOrdersSettingsResponse>> save(
      Call<UpdateOrdersSettingsRequest> call, Known known) {
    UUID siteId = call.caller().siteId();
    Stored<OrdersSettings> before = known.stored();
    Fields present = call.present() == null ? null : call.present().child("ordersSettings");
    OrdersSettings merged =
        OrdersSettings.CODEC.merge(known.shown(), call.body().ordersSettings(), present);
    OrdersSettings after =
        merged.toBuilder()
            .inventoryUpdateTrigger(
                merged.inventoryUpdateTrigger() == null
                    ? known.shown().inventoryUpdateTrigger()
                    : merged.inventoryUpdateTrigger())
            .createInvoice(Boolean.TRUE.equals(merged.createInvoice()))
            .createdDate(before == null ? call.now() : before.value().createdDate())
            .updatedDate(call.now())
            .build();
    UpdateOrdersSettingsResponse reply = new UpdateOrdersSettingsResponse(after);
    SetStockDecrement ask =
        new SetStockDecrement(
            stored(after.inventoryUpdateTrigger()),
            change -> {
              write(change, call, known, after);
              Commits.remember(OrdersSettingsOperations.UPDATE, call, change, reply);
            });
    return bus.call(SiteQuestions.SET_STOCK_DECREMENT, call.asSystem(ask))
        .map(outcome -> outcome.map(done -> reply));
  }

  private static void write(Change change, Call<?> call, Known known, OrdersSettings after) {
    Stored<OrdersSettings> before = known.stored();
    UUID siteId = call.caller().siteId();
    long revision = before == null ? 1 : before.revision() + 1;
    if (before == null) change.insert(SETTINGS, siteId, siteId, after);
    else change.update(SETTINGS, siteId, siteId, before.revision(), after);
    change.emit(
        new DomainEvents(siteId, ENTITY, call.now())
            .updated(siteId.toString(), revision, OrdersSettings.CODEC, known.shown(), after));
  }
}
