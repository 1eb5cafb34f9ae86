package io.cartwright.catalog.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.catalog.CatalogFixture;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.catalog.category.CategoryOperations;
import io.cartwright.catalog.product.ProductOperations;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.productsv3.V3Product;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoCatalogIT {
  private static CatalogFixture catalog;

  @BeforeAll
  static void fill() {
    catalog = new CatalogFixture();
    CatalogFixture.await(flow().fill());
  }

  @AfterAll
  static void close() {
    catalog.close();
  }

  private static DemoCatalogFlow flow() {
    return new DemoCatalogFlow(
        catalog.bus(), Clock.systemUTC(), CatalogFixture.SITE, "http://shop.example");
  }

  private static V3Product bySlug(String slug) {
    return catalog.seen(ProductOperations.GET_PRODUCT_BY_SLUG, "{}", slug).product();
  }

  private static ResolvedItem resolve(V3Product product, String options) {
    Json json = options == null ? null : new Json(options.replace('\'', '"'));
    CatalogReference reference =
        CatalogReference.builder()
            .catalogItemId(product.id())
            .appId(CatalogQuestions.STORES_APP_ID)
            .options(json)
            .build();
    return catalog
        .ask(CatalogQuestions.RESOLVE_ITEMS, new ResolveItems(List.of(reference)))
        .items()
        .get(0);
  }

  @Test
  void theShopIsFullAndFillingAgainAddsNothing() {
    int products = catalog.seen(ProductOperations.COUNT_PRODUCTS, "{}").count();
    assertEquals(48, products);
    CatalogFixture.await(flow().fill());
    assertEquals(products, catalog.seen(ProductOperations.COUNT_PRODUCTS, "{}").count());
    var categories =
        catalog.seen(
            CategoryOperations.QUERY_CATEGORIES,
            "{'treeReference':{'appNamespace':'@wix/stores'}}");
    assertEquals(8, categories.categories().size());
    categories.categories().forEach(c -> assertTrue(c.itemCounter() >= 8, c.name()));
  }

  @Test
  void itemsResolveByVariantAndByNamedOptions() {
    V3Product tee = bySlug("organic-t-shirt");
    ResolvedItem named =
        resolve(tee, "{'options':{'size':'M','Colour':'Navy'},'customTextFields':{}}");
    assertEquals(2400, named.priceMinor());
    assertEquals(40, named.quantityAvailable());
    assertEquals(2, named.descriptionLines().size());
    assertEquals("#1f2a44", named.descriptionLines().get(1).colorInfo().code());
    String variant = tee.variantsInfo().variants().get(3).id();
    ResolvedItem byId = resolve(tee, "{'variantId':'" + variant + "'}");
    assertEquals(named.inventoryItemId(), byId.inventoryItemId());
    assertEquals(named.physicalProperties().sku(), byId.physicalProperties().sku());
    assertEquals(2, byId.collectionIds().size());
    assertNull(resolve(tee, null), "a variant must be chosen");
    assertNull(resolve(tee, "{'options':{'Size':'XXL','Colour':'Navy'}}"));
  }

  @Test
  void saleSingleSoldOutUntrackedAndDigitalItemsAreThere() {
    ResolvedItem last = resolve(bySlug("potters-sample-mug"), null);
    assertEquals(1, last.quantityAvailable());
    assertEquals(1200, last.priceMinor());
    assertEquals(1800, last.fullPriceMinor());
    assertEquals(3, last.collectionIds().size());
    V3Product flannel = bySlug("flannel-shirt");
    ResolvedItem gone = resolve(flannel, "{'options':{'Size':'M'}}");
    assertEquals(false, gone.inStock());
    assertEquals(0, gone.quantityAvailable());
    ResolvedItem untracked = resolve(bySlug("lantern"), null);
    assertTrue(untracked.inStock());
    assertNull(untracked.inventoryItemId());
    assertNull(untracked.quantityAvailable());
    ResolvedItem digital = resolve(bySlug("garden-planner-download"), null);
    assertEquals(ItemTypePreset.DIGITAL, digital.itemType().preset());
    assertEquals(false, digital.physicalProperties().shippable());
  }
}
