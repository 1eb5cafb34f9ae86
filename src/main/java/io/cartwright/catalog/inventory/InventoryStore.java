package io.cartwright.catalog.inventory;

import static io.cartwright.store.ColumnType.BIGINT;
import static io.cartwright.store.ColumnType.BOOL;
import static io.cartwright.store.ColumnType.TEXT;
import static io.cartwright.store.ColumnType.TIMESTAMPTZ;

import io.cartwright.catalog.inventory.InventoryItems.Counts;
import io.cartwright.store.AppendTable;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.store.Tally;
import io.cartwright.wire.common.InventoryItem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Inventory items in Postgres, and the counters that hold their quantities. */
public final class InventoryStore {
  /** Unique constraint: one item for a variant and location. */
  static final String PLACE = "inventory_item_place";

  public static final DocumentTable<InventoryItem> ITEMS =
      DocumentTable.named(
              "inventory_item",
              DocumentFormat.of(InventoryItem.CODEC::toText, InventoryItem.CODEC::fromText))
          .column("product_id", ColumnType.UUID, item -> UUID.fromString(item.productId()))
          .column("variant_id", ColumnType.UUID, item -> UUID.fromString(item.variantId()))
          .column("location_id", ColumnType.UUID, item -> UUID.fromString(item.locationId()))
          .column("track_quantity", BOOL, InventoryItem::trackQuantity)
          .column("in_stock", BOOL, item -> Boolean.TRUE.equals(item.inStock()))
          .column(
              "preorder_enabled",
              BOOL,
              item ->
                  item.preorderInfo() != null && Boolean.TRUE.equals(item.preorderInfo().enabled()))
          .build();

  static final AppendTable<StockMovement> MOVEMENTS =
      AppendTable.<StockMovement>named("stock_movement")
          .column("site_id", ColumnType.UUID, StockMovement::siteId)
          .column("id", ColumnType.UUID, StockMovement::id)
          .column("inventory_item_id", ColumnType.UUID, StockMovement::inventoryItemId)
          .column("delta", BIGINT, StockMovement::delta)
          .column("reason", TEXT, StockMovement::reason)
          .column("order_id", ColumnType.UUID, StockMovement::orderId)
          .column("at", TIMESTAMPTZ, StockMovement::at)
          .build();

  private final Documents documents;

  public InventoryStore(Documents documents) {
    this.documents = documents;
  }

  /** Units of an item in stock. Placing an order takes from it, too. */
  public static Tally stock(UUID siteId, UUID itemId) {
    return new Tally(siteId, "stock", itemId.toString());
  }

  /** Units of an item that were ordered ahead. */
  public static Tally preordered(UUID siteId, UUID itemId) {
    return new Tally(siteId, "preorder", itemId.toString());
  }

  /** Numbers the events of an item. */
  static Tally events(UUID siteId, UUID itemId) {
    return new Tally(siteId, "inventory-event", itemId.toString());
  }

  public Future<Optional<Stored<InventoryItem>>> find(UUID siteId, UUID id) {
    return documents.find(ITEMS, siteId, id);
  }

  public Future<Map<UUID, Stored<InventoryItem>>> findAll(UUID siteId, Collection<UUID> ids) {
    return documents.findAll(ITEMS, siteId, ids);
  }

  public Future<List<Stored<InventoryItem>>> ofProduct(UUID siteId, UUID productId) {
    return documents.findBy(ITEMS, siteId, "product_id", productId);
  }

  /** What is counted for these items. */
  public Future<Map<UUID, Counts>> counts(UUID siteId, Collection<UUID> itemIds) {
    List<Tally> tallies = new ArrayList<>();
    for (UUID id : itemIds) {
      tallies.add(stock(siteId, id));
      tallies.add(preordered(siteId, id));
    }
    return documents
        .tallies(tallies)
        .map(
            values -> {
              Map<UUID, Counts> counts = new HashMap<>();
              for (UUID id : itemIds) {
                counts.put(
                    id,
                    new Counts(values.get(stock(siteId, id)), values.get(preordered(siteId, id))));
              }
              return counts;
            });
  }

  /** Adds a new item with its first stock to a change; the item still holds the quantity. */
  public static Change insert(Change change, UUID id, InventoryItem item, StockMovement first) {
    UUID siteId = first.siteId();
    change.insert(ITEMS, siteId, id, InventoryItems.stored(item));
    if (item.trackQuantity() && item.quantity() != 0) {
      move(change, first, Long.MIN_VALUE, Long.MAX_VALUE, null);
    }
    return change;
  }

  /** Adds a move of stock to a change; {@code token} tells that it would leave the bounds. */
  static void move(Change change, StockMovement movement, long min, long max, Object token) {
    Tally stock = stock(movement.siteId(), movement.inventoryItemId());
    change.take(stock, movement.delta(), min, max, token).append(MOVEMENTS, movement);
  }
}
