package io.cartwright.catalog.inventory;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Operation;
import io.cartwright.wire.inventoryitemsv3.BulkDecrementInventoryItemsRequest;
import io.cartwright.wire.inventoryitemsv3.BulkDecrementInventoryItemsResponse;
import io.cartwright.wire.inventoryitemsv3.BulkIncrementInventoryItemsRequest;
import io.cartwright.wire.inventoryitemsv3.BulkIncrementInventoryItemsResponse;
import io.cartwright.wire.inventoryitemsv3.CreateInventoryItemRequest;
import io.cartwright.wire.inventoryitemsv3.CreateInventoryItemResponse;
import io.cartwright.wire.inventoryitemsv3.GetInventoryItemRequest;
import io.cartwright.wire.inventoryitemsv3.GetInventoryItemResponse;
import io.cartwright.wire.inventoryitemsv3.InventoryItemsV3Api;
import io.cartwright.wire.inventoryitemsv3.QueryInventoryItemsRequest;
import io.cartwright.wire.inventoryitemsv3.QueryInventoryItemsResponse;
import io.cartwright.wire.inventoryitemsv3.SearchInventoryItemsRequest;
import io.cartwright.wire.inventoryitemsv3.SearchInventoryItemsResponse;
import io.cartwright.wire.inventoryitemsv3.UpdateInventoryItemRequest;
import io.cartwright.wire.inventoryitemsv3.UpdateInventoryItemResponse;
import java.util.List;

/** Operations on stock. Storefronts read it to say how many are left. */
public final class InventoryOperations {
  public static final Operation<CreateInventoryItemRequest, CreateInventoryItemResponse>
      CREATE_INVENTORY_ITEM =
          Operation.of(InventoryItemsV3Api.CREATE_INVENTORY_ITEM).allow(ADMIN).writes();

  public static final Operation<GetInventoryItemRequest, GetInventoryItemResponse>
      GET_INVENTORY_ITEM =
          Operation.of(InventoryItemsV3Api.GET_INVENTORY_ITEM).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<QueryInventoryItemsRequest, QueryInventoryItemsResponse>
      QUERY_INVENTORY_ITEMS =
          Operation.of(InventoryItemsV3Api.QUERY_INVENTORY_ITEMS).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<SearchInventoryItemsRequest, SearchInventoryItemsResponse>
      SEARCH_INVENTORY_ITEMS =
          Operation.of(InventoryItemsV3Api.SEARCH_INVENTORY_ITEMS).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<UpdateInventoryItemRequest, UpdateInventoryItemResponse>
      UPDATE_INVENTORY_ITEM =
          Operation.of(InventoryItemsV3Api.UPDATE_INVENTORY_ITEM).allow(ADMIN).writes();

  public static final Operation<
          BulkIncrementInventoryItemsRequest, BulkIncrementInventoryItemsResponse>
      BULK_INCREMENT_INVENTORY_ITEMS =
          Operation.of(InventoryItemsV3Api.BULK_INCREMENT_INVENTORY_ITEMS).allow(ADMIN).writes();

  public static final Operation<
          BulkDecrementInventoryItemsRequest, BulkDecrementInventoryItemsResponse>
      BULK_DECREMENT_INVENTORY_ITEMS =
          Operation.of(InventoryItemsV3Api.BULK_DECREMENT_INVENTORY_ITEMS).allow(ADMIN).writes();

  /** All of them that have a path. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_INVENTORY_ITEM,
          GET_INVENTORY_ITEM,
          QUERY_INVENTORY_ITEMS,
          SEARCH_INVENTORY_ITEMS,
          UPDATE_INVENTORY_ITEM,
          BULK_INCREMENT_INVENTORY_ITEMS,
          BULK_DECREMENT_INVENTORY_ITEMS);

  private InventoryOperations() {}
}
