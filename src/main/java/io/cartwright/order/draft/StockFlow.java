package io.cartwright.order.draft;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderStore;
import io.cartwright.order.OrderStore.Due;
import io.cartwright.order.OrderStore.Movement;
import io.cartwright.order.OrderStore.Reason;
import io.cartwright.order.OrderStore.Units;
import io.cartwright.store.Change;
import io.cartwright.store.Tally;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.draftorders.InventoryUpdate;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What an edit takes from stock and gives back: of each line that the commit lists, the units that
 * it gained or lost. No more goes back than the order took. Where the site takes stock when an
 * order is paid and this one has not been, what is due is noted anew instead.
 */
final class StockFlow {
  private final Bus bus;
  private final OrderStore orders;
  private final Ids ids;

  StockFlow(Bus bus, OrderStore orders, Ids ids) {
    this.bus = bus;
    this.orders = orders;
    this.ids = ids;
  }

  /** Units of an item that a line gained, or lost (below zero). */
  private record Want(CatalogReference reference, int units) {}

  /** Units of a shelf that the order gains, or loses (below zero). */
  private record Net(long units, boolean oversell) {
    Net plus(int more, boolean mayOversell) {
      return new Net(units + more, oversell || mayOversell);
    }
  }

  /**
   * Adds the moves of stock to the change that writes the order.
   *
   * @param becomesPaid true when that change makes the order paid, so that what was due is taken
   */
  Future<Void> move(
      Change change,
      Call<?> call,
      StoredDraft draft,
      List<InventoryUpdate> listed,
      boolean becomesPaid) {
    List<Want> wants = wants(draft, listed);
    if (wants.isEmpty()) return Future.succeededFuture();
    UUID siteId = call.caller().siteId();
    UUID orderId = UUID.fromString(draft.orderId());
    List<CatalogReference> references = wants.stream().map(Want::reference).toList();
    return Future.all(
            bus.call(CatalogQuestions.RESOLVE_ITEMS, call.asSystem(new ResolveItems(references))),
            orders.takenStock(siteId, orderId),
            orders.dueStock(siteId, orderId))
        .map(
            all -> {
              io.cartwright.bus.Outcome<CatalogQuestions.ResolvedItems> items = all.resultAt(0);
              List<Units> taken = all.resultAt(1);
              List<Units> due = all.resultAt(2);
              Map<UUID, Net> nets = nets(wants, items.orNull().items());
              boolean later = !due.isEmpty() && !becomesPaid;
              Map<UUID, Long> held = held(taken, due);
              nets.forEach((item, net) -> move(change, call, orderId, item, net, held, later));
              return null;
            });
  }

  private static Map<UUID, Long> held(List<Units> taken, List<Units> due) {
    Map<UUID, Long> held = new HashMap<>();
    taken.forEach(units -> held.merge(units.inventoryItemId(), units.count(), Long::sum));
    due.forEach(units -> held.merge(units.inventoryItemId(), units.count(), Long::sum));
    return held;
  }

  private static List<Want> wants(StoredDraft draft, List<InventoryUpdate> listed) {
    List<Want> wants = new ArrayList<>();
    if (listed == null) return wants;
    for (String id :
        listed.stream()
            .map(InventoryUpdate::lineItemId)
            .filter(java.util.Objects::nonNull)
            .map(id -> id.toLowerCase(Locale.ROOT))
            .distinct()
            .toList()) {
      DraftLine line = DraftLines.find(draft, id);
      if (line == null || !LineChecks.isFromCatalog(line)) continue;
      var before = DraftLines.before(draft, id);
      if (before != null && before.catalogReference() != null) {
        wants.add(new Want(before.catalogReference(), -DraftLines.quantity(before)));
      }
      if (!DraftLines.isRemoved(line)) {
        wants.add(new Want(line.line().catalogReference(), line.line().quantity()));
      }
    }
    return wants;
  }

  private static Map<UUID, Net> nets(List<Want> wants, List<ResolvedItem> items) {
    Map<UUID, Net> nets = new LinkedHashMap<>();
    for (int i = 0; i < wants.size(); i++) {
      ResolvedItem item = items.get(i);
      if (item == null || item.inventoryItemId() == null) continue;
      Net before = nets.getOrDefault(item.inventoryItemId(), new Net(0, false));
      nets.put(
          item.inventoryItemId(),
          before.plus(wants.get(i).units(), item.quantityAvailable() == null));
    }
    return nets;
  }

  private void move(
      Change change,
      Call<?> call,
      UUID orderId,
      UUID item,
      Net net,
      Map<UUID, Long> held,
      boolean later) {
    long units =
        net.units() >= 0 ? net.units() : -Math.min(-net.units(), held.getOrDefault(item, 0L));
    if (units == 0) return;
    UUID siteId = call.caller().siteId();
    Tally shelf = new Tally(siteId, OrderQuestions.STOCK, item.toString().toLowerCase(Locale.ROOT));
    DraftRefusal refusal = DraftRefusal.DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS;
    boolean checked = units > 0 && !net.oversell();
    if (later) {
      if (checked) change.take(shelf, 0, units, Long.MAX_VALUE, refusal);
      change.append(OrderStore.DUE, new Due(siteId, orderId, item, units, call.now()));
      return;
    }
    change.take(shelf, -units, checked ? 0 : Long.MIN_VALUE, Long.MAX_VALUE, refusal);
    change.append(
        OrderStore.MOVEMENTS,
        new Movement(siteId, ids.next(), item, -units, Reason.ORDER_EDITED, orderId, call.now()));
  }
}
