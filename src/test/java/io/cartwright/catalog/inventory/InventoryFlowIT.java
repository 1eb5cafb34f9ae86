package io.cartwright.catalog.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.catalog.CatalogFixture;
import io.cartwright.catalog.product.ProductOperations;
import io.cartwright.wire.common.AvailabilityStatus;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.inventoryitemsv3.BulkDecrementInventoryItemsResponse;
import io.cartwright.wire.productsv3.CreateProductResponse;
import io.cartwright.wire.productsv3.V3Product;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InventoryFlowIT {
  private static CatalogFixture catalog;

  @BeforeAll
  static void open() {
    catalog = new CatalogFixture();
  }

  @AfterAll
  static void close() {
    catalog.close();
  }

  private static V3Product product(String name) {
    return catalog
        .done(
            ProductOperations.CREATE_PRODUCT,
            "{'product':{'name':'"
                + name
                + "','productType':'PHYSICAL','variantsInfo':{'variants':[{'sku':'"
                + name
                + "','price':{'actualPrice':{'amount':'5'}}}]}}}")
        .product();
  }

  private static String request(V3Product product, String how) {
    return "{'inventoryItem':{'productId':'"
        + product.id()
        + "','variantId':'"
        + product.variantsInfo().variants().get(0).id()
        + "',"
        + how
        + "}}";
  }

  private static InventoryItem create(String name, String how) {
    return catalog
        .done(InventoryOperations.CREATE_INVENTORY_ITEM, request(product(name), how))
        .inventoryItem();
  }

  private static InventoryItem get(String id) {
    return catalog.seen(InventoryOperations.GET_INVENTORY_ITEM, "{}", id).inventoryItem();
  }

  @Test
  void anItemIsCreatedOnceForAVariant() {
    V3Product product = product("inv-once");
    String request = request(product, "'quantity':7");
    InventoryItem item =
        catalog.done(InventoryOperations.CREATE_INVENTORY_ITEM, request).inventoryItem();
    assertEquals(7, item.quantity());
    assertTrue(item.trackQuantity());
    assertEquals(AvailabilityStatus.IN_STOCK, item.availabilityStatus());
    assertEquals("inv-once", item.product().variantSku());
    assertEquals(item, get(item.id()));
    assertEquals(
        "ITEM_ALREADY_EXISTS", catalog.refusal(InventoryOperations.CREATE_INVENTORY_ITEM, request));
    assertEquals(
        "PRE_ORDER_VALIDATION",
        catalog.refusal(
            InventoryOperations.CREATE_INVENTORY_ITEM,
            request(product("inv-pre"), "'inStock':true,'preorderInfo':{'enabled':true}")));
    assertEquals(
        "VARIANT_NOT_FOUND",
        catalog.refusal(
            InventoryOperations.CREATE_INVENTORY_ITEM,
            "{'inventoryItem':{'quantity':1,'productId':'"
                + product.id()
                + "','variantId':'11111111-1111-4111-8111-111111111111'}}"));
  }

  @Test
  void anUpdateSetsStockAndWritesTheLedger() {
    InventoryItem item = create("inv-set", "'quantity':7");
    String patch = "{'inventoryItem':{'id':'" + item.id() + "','revision':'1','quantity':3}}";
    InventoryItem next =
        catalog.done(InventoryOperations.UPDATE_INVENTORY_ITEM, patch, item.id()).inventoryItem();
    assertEquals(3, next.quantity());
    assertEquals("2", next.revision());
    assertEquals(3, get(item.id()).quantity());
    Map<String, String> was = catalog.modified(item.id());
    was.remove("updatedDate");
    assertEquals(Map.of("quantity", "7", "revision", "1"), was);
    assertEquals(
        "INVALID_REVISION",
        catalog.refusal(InventoryOperations.UPDATE_INVENTORY_ITEM, patch, item.id()));
    assertEquals(
        List.of("7", "-4"),
        catalog.rows(
            "select delta from stock_movement where inventory_item_id = '"
                + item.id()
                + "' order by at, id"));
    assertEquals(
        "REQUESTED_QUANTITY_MUST_BE_NON_NEGATIVE_DECREASING",
        catalog.refusal(
            InventoryOperations.UPDATE_INVENTORY_ITEM,
            "{'inventoryItem':{'id':'" + item.id() + "','revision':'2','quantity':-1}}",
            item.id()));
  }

  @Test
  void nullClearsPreorderAndInStockReplacesQuantity() {
    InventoryItem item =
        create(
            "inv-null", "'quantity':0,'preorderInfo':{'enabled':true,'message':'soon','limit':5}");
    assertEquals(AvailabilityStatus.PREORDER, item.availabilityStatus());
    InventoryItem cleared =
        catalog
            .done(
                InventoryOperations.UPDATE_INVENTORY_ITEM,
                "{'inventoryItem':{'id':'" + item.id() + "','revision':'1','preorderInfo':null}}",
                item.id())
            .inventoryItem();
    assertFalse(cleared.preorderInfo().enabled());
    assertNull(cleared.preorderInfo().message());
    InventoryItem untracked =
        catalog
            .done(
                InventoryOperations.UPDATE_INVENTORY_ITEM,
                "{'inventoryItem':{'id':'" + item.id() + "','revision':'2','inStock':true}}",
                item.id())
            .inventoryItem();
    assertFalse(untracked.trackQuantity());
    assertNull(untracked.quantity());
    assertEquals(AvailabilityStatus.IN_STOCK, untracked.availabilityStatus());
  }

  @Test
  void aBulkDecrementDoesWhatItCanInOneTransaction() {
    InventoryItem five = create("inv-five", "'quantity':5");
    InventoryItem one = create("inv-one", "'quantity':1");
    InventoryItem flag = create("inv-flag", "'inStock':true");
    BulkDecrementInventoryItemsResponse reply =
        catalog.done(
            InventoryOperations.BULK_DECREMENT_INVENTORY_ITEMS,
            "{'restrictInventory':true,'returnEntity':true,'decrementData':["
                + data(five, 2)
                + ","
                + data(one, 2)
                + ","
                + data(flag, 1)
                + ","
                + data(five, 3)
                + ",{'inventoryItemId':'11111111-1111-4111-8111-111111111111','decrementBy':1}]}");
    var results = reply.results();
    assertEquals(2, reply.bulkActionMetadata().totalSuccesses());
    assertTrue(results.get(0).itemMetadata().success());
    assertEquals(0, results.get(3).item().quantity());
    assertEquals(
        Map.of("quantity", "5", "availabilityStatus", "IN_STOCK"), catalog.modified(five.id()));
    assertEquals("INSUFFICIENT_INVENTORY", results.get(1).itemMetadata().error().code());
    assertEquals("INVENTORY_QUANTITY_NOT_TRACKED", results.get(2).itemMetadata().error().code());
    assertEquals("INVENTORY_ITEM_NOT_FOUND", results.get(4).itemMetadata().error().code());
    assertEquals(1, get(one.id()).quantity());
    catalog.done(
        InventoryOperations.BULK_INCREMENT_INVENTORY_ITEMS,
        "{'incrementData':[{'inventoryItemId':'" + one.id() + "','incrementBy':4}]}");
    assertEquals(5, get(one.id()).quantity());
    assertEquals(
        "MAX_QUANTITY_LIMIT_REACHED",
        catalog
            .done(
                InventoryOperations.BULK_INCREMENT_INVENTORY_ITEMS,
                "{'incrementData':[{'inventoryItemId':'" + one.id() + "','incrementBy':99999}]}")
            .results()
            .get(0)
            .itemMetadata()
            .error()
            .code());
  }

  private static String data(InventoryItem item, int by) {
    return "{'inventoryItemId':'" + item.id() + "','decrementBy':" + by + "}";
  }

  @Test
  void manyDecrementsAtOnceNeverTakeMoreThanThereIs() {
    InventoryItem item = create("inv-race", "'quantity':10");
    List<Future<Outcome<BulkDecrementInventoryItemsResponse>>> racing = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      racing.add(
          catalog.later(
              InventoryOperations.BULK_DECREMENT_INVENTORY_ITEMS,
              Role.ADMIN,
              "{'restrictInventory':true,'decrementData':[" + data(item, 1) + "]}"));
    }
    int done = 0;
    for (var one : racing) {
      done += CatalogFixture.await(one).orNull().bulkActionMetadata().totalSuccesses();
    }
    assertEquals(10, done);
    assertEquals(0, get(item.id()).quantity());
    assertEquals(
        List.of("0"),
        catalog.rows(
            "select sum(delta) from stock_movement where inventory_item_id = '" + item.id() + "'"));
    assertEquals(
        List.of("12"),
        catalog.rows(
            "select count(distinct sequence) + 1 from outbox where entity_id = '"
                + item.id()
                + "'"));
  }

  @Test
  void aRepeatedCommandIsAnsweredAndNotDoneAgain() {
    InventoryItem item = create("inv-key", "'quantity':3");
    String json = "{'restrictInventory':true,'decrementData':[" + data(item, 3) + "]}";
    var decrement = InventoryOperations.BULK_DECREMENT_INVENTORY_ITEMS;
    List<Future<Outcome<BulkDecrementInventoryItemsResponse>>> repeats = new ArrayList<>();
    for (int i = 0; i < 5; i++) repeats.add(catalog.keyed(decrement, "key-1", json));
    for (var one : repeats) {
      assertEquals(1, CatalogFixture.await(one).orNull().bulkActionMetadata().totalSuccesses());
    }
    assertEquals(0, get(item.id()).quantity());
    String product =
        "{'product':{'name':'Keyed','productType':'PHYSICAL','variantsInfo':{'variants':["
            + "{'price':{'actualPrice':{'amount':'5'}}}]}}}";
    List<Future<Outcome<CreateProductResponse>>> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(catalog.keyed(ProductOperations.CREATE_PRODUCT, "key-2", product));
    }
    for (var one : made) {
      assertEquals("keyed", CatalogFixture.await(one).orNull().product().slug());
    }
  }

  @Test
  void queriesSeeTheTally() {
    InventoryItem low = create("inv-low", "'quantity':4242");
    var found =
        catalog.seen(
            InventoryOperations.QUERY_INVENTORY_ITEMS,
            "{'query':{'filter':{'quantity':{'$gte':4242},'productId':'"
                + low.productId()
                + "'}}}");
    assertEquals(low.id(), found.inventoryItems().get(0).id());
    assertEquals(4242, found.inventoryItems().get(0).quantity());
    var bySku =
        catalog.seen(
            InventoryOperations.SEARCH_INVENTORY_ITEMS,
            "{'search':{'search':{'expression':'inv-low'},'filter':{'availabilityStatus':'IN_STOCK'}}}");
    assertEquals(1, bySku.inventoryItems().size());
    var byVariant =
        catalog.seen(
            InventoryOperations.QUERY_INVENTORY_ITEMS,
            "{'query':{'filter':{'variantId':'" + low.variantId() + "'}}}");
    assertEquals(1, byVariant.inventoryItems().size());
  }
}
