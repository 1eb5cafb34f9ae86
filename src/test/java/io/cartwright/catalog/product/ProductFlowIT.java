package io.cartwright.catalog.product;

import static io.cartwright.catalog.CatalogFixture.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Role;
import io.cartwright.catalog.CatalogFixture;
import io.cartwright.catalog.category.CategoryOperations;
import io.cartwright.wire.productsv3.InventoryAvailabilityStatus;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.V3QueryProductsResponse;
import io.cartwright.wire.productsv3.V3SearchProductsResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductFlowIT {
  private static CatalogFixture catalog;

  @BeforeAll
  static void open() {
    catalog = new CatalogFixture();
  }

  @AfterAll
  static void close() {
    catalog.close();
  }

  static String plain(String name, String more) {
    return "{'product':{'name':'"
        + name
        + "','productType':'PHYSICAL',"
        + more
        + "'variantsInfo':{'variants':[{'price':{'actualPrice':{'amount':'10.00'}}}]}}}";
  }

  static String shirt(String name) {
    return "{'product':{'name':'"
        + name
        + "','productType':'PHYSICAL','plainDescription':'A shirt to wear','options':[{'name':'Size',"
        + "'optionRenderType':'TEXT_CHOICES','choicesSettings':{'choices':["
        + "{'name':'S','choiceType':'CHOICE_TEXT'},{'name':'M','choiceType':'CHOICE_TEXT'}]}}],"
        + "'variantsInfo':{'variants':["
        + "{'choices':[{'optionChoiceNames':{'optionName':'Size','choiceName':'S'}}],"
        + "'price':{'actualPrice':{'amount':'20'},'compareAtPrice':{'amount':'25'}},"
        + "'inventoryItem':{'quantity':3}},"
        + "{'choices':[{'optionChoiceNames':{'optionName':'Size','choiceName':'M'}}],"
        + "'price':{'actualPrice':{'amount':'22.5'}},'inventoryItem':{'quantity':0}}]}},"
        + "'fields':['CURRENCY','URL']}";
  }

  private static V3Product create(String json) {
    return catalog.done(ProductOperations.CREATE_PRODUCT, json).product();
  }

  private static V3Product get(String id, String fields) {
    return catalog.done(ProductOperations.GET_PRODUCT, "{'fields':[" + fields + "]}", id).product();
  }

  @Test
  void aProductIsCreatedWithVariantsPricesAndStock() {
    var reply = catalog.done(ProductOperations.CREATE_PRODUCT_WITH_INVENTORY, shirt("Linen Shirt"));
    V3Product product = reply.product();
    assertEquals("1", product.revision());
    assertEquals("linen-shirt", product.slug());
    assertEquals("USD", product.currency());
    assertEquals("http://shop.example/product-page/linen-shirt", product.url().url());
    assertEquals("$20.00", product.actualPriceRange().minValue().formattedAmount());
    assertEquals("22.5", product.actualPriceRange().maxValue().amount());
    assertEquals("25", product.compareAtPriceRange().minValue().amount());
    assertEquals(2, product.variantSummary().variantCount());
    assertEquals(
        InventoryAvailabilityStatus.PARTIALLY_OUT_OF_STOCK,
        product.inventory().availabilityStatus());
    assertEquals(2, reply.inventoryResults().results().size());
    V3Product read = get(product.id(), "'DESCRIPTION','VARIANT_OPTION_CHOICE_NAMES'");
    assertNull(read.currency());
    assertNull(read.plainDescription());
    assertEquals(
        "A shirt to wear", read.description().nodes().get(0).nodes().get(0).textData().text());
    assertTrue(read.variantsInfo().variants().get(0).inventoryStatus().inStock());
    assertFalse(read.variantsInfo().variants().get(1).inventoryStatus().inStock());
    assertEquals(
        "S",
        read.variantsInfo().variants().get(0).choices().get(0).optionChoiceNames().choiceName());
    assertTrue(read.options().get(0).choicesSettings().choices().get(0).inStock());
    assertFalse(read.options().get(0).choicesSettings().choices().get(1).inStock());
    assertEquals(
        List.of("created"),
        catalog.rows("select slug from outbox where entity_id = '" + product.id() + "'"));
  }

  @Test
  void slugsAreGeneratedFromNamesAndUnique() {
    assertEquals("blue-cafe", create(plain("Blue Café", "")).slug());
    assertEquals("blue-cafe-1", create(plain("Blue Café", "")).slug());
    assertEquals(
        "DUPLICATE_SLUG_ERROR",
        catalog.refusal(ProductOperations.CREATE_PRODUCT, plain("Other", "'slug':'blue-cafe',")));
    String id = create(plain("Third", "")).id();
    assertEquals(
        id, catalog.seen(ProductOperations.GET_PRODUCT_BY_SLUG, "{}", "third").product().id());
  }

  @Test
  void anUpdateMergesClearsAndRefusesAStaleRevision() {
    V3Product made = create(plain("Lamp", "'plainDescription':'Shines','brand':{'name':'Lumo'},"));
    String patch =
        "{'product':{'id':'" + made.id() + "','revision':'1','name':'Lamp 2','brand':null}}";
    V3Product next = catalog.done(ProductOperations.UPDATE_PRODUCT, patch, made.id()).product();
    assertEquals("2", next.revision());
    assertEquals("Lamp 2", next.name());
    assertNull(next.brand());
    assertEquals("lamp", next.slug());
    assertEquals("Shines", get(made.id(), "'PLAIN_DESCRIPTION'").plainDescription());
    assertEquals(
        "INVALID_REVISION", catalog.refusal(ProductOperations.UPDATE_PRODUCT, patch, made.id()));
    assertEquals("Lamp 2", get(made.id(), "").name());
    assertEquals(
        List.of("created", "updated"),
        catalog.rows("select slug from outbox where entity_id = '" + made.id() + "' order by id"));
    Map<String, String> was = catalog.modified(made.id());
    assertNotNull(was.remove("updatedDate"));
    assertEquals("Lamp", was.remove("name"));
    assertEquals("1", was.remove("revision"));
    assertEquals(Set.of("brand"), was.keySet(), "all else is as it was");
  }

  @Test
  void variantsKeepTheirIdsAndTheRemovedTakeTheirStockAlong() {
    V3Product made =
        catalog
            .done(ProductOperations.CREATE_PRODUCT_WITH_INVENTORY, shirt("Variant Shirt"))
            .product();
    var kept = made.variantsInfo().variants().get(0);
    String patch =
        "{'product':{'id':'"
            + made.id()
            + "','revision':'1','variantsInfo':{'variants':[{'id':'"
            + kept.id()
            + "','price':{'actualPrice':{'amount':'19'}}}]}}}";
    V3Product next = catalog.done(ProductOperations.UPDATE_PRODUCT, patch, made.id()).product();
    assertEquals(1, next.variantsInfo().variants().size());
    assertEquals(kept.id(), next.variantsInfo().variants().get(0).id());
    assertEquals(1, next.variantsInfo().variants().get(0).choices().size());
    assertEquals("19", next.actualPriceRange().maxValue().amount());
    assertEquals(
        List.of(kept.id()),
        catalog.rows(
            "select variant_id from inventory_item where product_id = '" + made.id() + "'"));
  }

  @Test
  void skusAndBarcodesBelongToOneProduct() {
    String one =
        "'variantsInfo':{'variants':[{'sku':'SKU-1','barcode':'B-1','price':{'actualPrice':{'amount':'1'}}}]}";
    String other = one.replace("B-1", "B-2");
    String start = "{'product':{'name':'Coded','productType':'PHYSICAL',";
    V3Product made = create(start + one + "}}");
    assertEquals(
        "BARCODE_ALREADY_EXIST_ERROR",
        catalog.refusal(ProductOperations.CREATE_PRODUCT, start + one + "}}"));
    assertEquals(
        "SKU_ALREADY_EXIST_ERROR",
        catalog.refusal(ProductOperations.CREATE_PRODUCT, start + other + "}}"));
    catalog.done(ProductOperations.DELETE_PRODUCT, "{}", made.id());
    assertNotNull(create(start + one + "}}").id());
  }

  @Test
  void aDeletedProductIsGoneWithItsStockAndPlaces() {
    V3Product made =
        catalog
            .done(ProductOperations.CREATE_PRODUCT_WITH_INVENTORY, shirt("Gone Shirt"))
            .product();
    catalog.done(ProductOperations.DELETE_PRODUCT, "{}", made.id());
    assertEquals(
        "PRODUCT_NOT_FOUND", catalog.refusal(ProductOperations.GET_PRODUCT, "{}", made.id()));
    assertEquals(
        "PRODUCT_NOT_FOUND", catalog.refusal(ProductOperations.DELETE_PRODUCT, "{}", made.id()));
    assertEquals(
        List.of(),
        catalog.rows("select id from inventory_item where product_id = '" + made.id() + "'"));
    assertEquals("PRODUCT_NOT_FOUND", catalog.refusal(ProductOperations.GET_PRODUCT, "{}", "x"));
  }

  @Test
  void hiddenProductsAreForAdministrators() {
    V3Product hidden = create(plain("Hidden Thing", "'visible':false,"));
    assertEquals(
        "PRODUCT_NOT_FOUND",
        code(catalog.send(ProductOperations.GET_PRODUCT, Role.VISITOR, "{}", hidden.id())));
    assertEquals("Hidden Thing", get(hidden.id(), "").name());
    String byName = "{'search':{'filter':{'name':'Hidden Thing'}}}";
    assertEquals(0, catalog.seen(ProductOperations.SEARCH_PRODUCTS, byName).products().size());
    assertEquals(1, catalog.done(ProductOperations.SEARCH_PRODUCTS, byName).products().size());
    assertEquals(
        "NO_PERMISSION_TO_INCLUDE_NOT_VISIBLE_PRODUCTS",
        code(
            catalog.send(
                ProductOperations.COUNT_PRODUCTS,
                Role.VISITOR,
                "{'returnNonVisibleProducts':true}")));
    assertEquals(
        "NO_PERMISSION_TO_READ_MERCHANT_DATA",
        code(
            catalog.send(
                ProductOperations.QUERY_PRODUCTS, Role.VISITOR, "{'fields':['MERCHANT_DATA']}")));
  }

  @Test
  void aBulkCreationDoesWhatItCan() {
    String one = plain("Bulk A", "'slug':'bulk-a',");
    String product = one.substring("{'product':".length(), one.length() - 1);
    var reply =
        catalog.done(
            ProductOperations.BULK_CREATE_PRODUCTS,
            "{'returnEntity':true,'products':[" + product + "," + product + "]}");
    assertEquals(1, reply.bulkActionMetadata().totalSuccesses());
    assertEquals("bulk-a", reply.results().get(0).item().slug());
    assertEquals("DUPLICATE_SLUG_ERROR", reply.results().get(1).itemMetadata().error().code());
    String shirts = shirt("Bulk Shirt");
    String inner = shirts.substring("{'product':".length(), shirts.indexOf(",'fields'"));
    var both =
        catalog.done(
            ProductOperations.BULK_CREATE_PRODUCTS_WITH_INVENTORY,
            "{'products':[" + inner + "," + inner + "]}");
    assertEquals(2, both.productResults().bulkActionMetadata().totalSuccesses());
    assertEquals(4, both.inventoryResults().bulkActionMetadata().totalSuccesses());
    assertNull(both.productResults().results().get(0).item());
  }

  @Test
  void pagesAreTurnedByCursorAloneToTheEnd() {
    for (int i = 0; i < 7; i++) create(plain("Paged " + i, "'brand':{'name':'Paging'},"));
    Set<String> seen = new HashSet<>();
    String request =
        "{'search':{'filter':{'brand.name':'Paging'},'sort':[{'fieldName':'name','order':'DESC'}],"
            + "'cursorPaging':{'limit':3}}}";
    String first = null;
    for (int page = 0; page < 3; page++) {
      V3SearchProductsResponse reply = catalog.seen(ProductOperations.SEARCH_PRODUCTS, request);
      reply.products().forEach(product -> assertTrue(seen.add(product.name())));
      if (first == null) first = reply.products().get(0).name();
      assertEquals(page < 2, reply.pagingMetadata().hasNext());
      request =
          "{'search':{'cursorPaging':{'limit':3,'cursor':'"
              + reply.pagingMetadata().cursors().next()
              + "'}}}";
    }
    assertEquals("Paged 6", first);
    assertEquals(7, seen.size());
  }

  @Test
  void queriesFilterAndRefuseUnknownFields() {
    V3Product made = create(plain("Queried", ""));
    V3QueryProductsResponse reply =
        catalog.seen(
            ProductOperations.QUERY_PRODUCTS,
            "{'query':{'filter':{'slug':{'$in':['" + made.slug() + "']}}}}");
    assertEquals(made.id(), reply.products().get(0).id());
    assertEquals(
        "INVALID_ARGUMENT",
        catalog.refusal(ProductOperations.QUERY_PRODUCTS, "{'query':{'filter':{'price':1}}}"));
  }

  @Test
  void searchFindsTextCategoriesStockAndAggregates() {
    V3Product shirt =
        catalog
            .done(ProductOperations.CREATE_PRODUCT_WITH_INVENTORY, shirt("Zebra Shirt"))
            .product();
    String category =
        catalog
            .done(
                CategoryOperations.CREATE_CATEGORY,
                "{'category':{'name':'Zebras'},'treeReference':{'appNamespace':'@wix/stores'}}")
            .category()
            .id();
    catalog.done(
        CategoryOperations.BULK_ADD_ITEMS_TO_CATEGORY,
        "{'items':[{'catalogItemId':'"
            + shirt.id()
            + "','appId':'215238eb-22a5-4c36-9e7b-e7c08025e04e'}],"
            + "'treeReference':{'appNamespace':'@wix/stores'}}",
        category);
    String choice = shirt.options().get(0).choicesSettings().choices().get(0).choiceId();
    var reply =
        catalog.seen(
            ProductOperations.SEARCH_PRODUCTS,
            "{'search':{'search':{'expression':'zebra wear','mode':'AND'},'filter':{"
                + "'allCategoriesInfo.categories':{'$matchItems':[{'id':{'$in':['"
                + category
                + "']}}]},'inventory.availabilityStatus':{'$in':['PARTIALLY_OUT_OF_STOCK']},"
                + "'actualPriceRange.minValue.amount':{'$gte':19.5},"
                + "'options.choicesSettings.choices.choiceId':{'$hasSome':['"
                + choice
                + "']}},'aggregations':["
                + "{'name':'min','fieldPath':'actualPriceRange.minValue.amount','type':'SCALAR','scalar':{'type':'MIN'}},"
                + "{'name':'choices','fieldPath':'options.choicesSettings.choices.name','type':'VALUE','value':{'limit':50,'sortType':'VALUE','sortDirection':'ASC'}},"
                + "{'name':'stock','fieldPath':'inventory.availabilityStatus','type':'VALUE','value':{'limit':10}},"
                + "{'name':'ranges','fieldPath':'actualPriceRange.maxValue.amount','type':'RANGE','range':{'buckets':[{'to':22},{'from':22}]}}"
                + "]},'fields':['ALL_CATEGORIES_INFO']}");
    assertEquals(1, reply.products().size());
    assertEquals(2, reply.products().get(0).allCategoriesInfo().categories().size());
    var results = reply.aggregationData().results();
    assertEquals(20.0, results.get(0).scalar().value());
    assertEquals("M", results.get(1).values().results().get(0).value());
    assertEquals("S", results.get(1).values().results().get(1).value());
    assertEquals(1, results.get(2).values().results().get(0).count());
    assertEquals(0, results.get(3).ranges().results().get(0).count());
    assertEquals(1, results.get(3).ranges().results().get(1).count());
    assertEquals(
        1,
        catalog
            .seen(
                ProductOperations.COUNT_PRODUCTS,
                "{'search':{'expression':'zebra'},'filter':{'productType':'PHYSICAL'}}")
            .count());
    assertEquals(
        "INVALID_ARGUMENT",
        catalog.refusal(
            ProductOperations.SEARCH_PRODUCTS,
            "{'search':{'aggregations':[{'name':'x','fieldPath':'importId','type':'VALUE'}]}}"));
    assertNotEquals(null, choice);
  }

  @Test
  void visitorsDoNotAskByPrivateTags() {
    V3Product made = create(plain("Tagged", "'tags':{'privateTags':{'tagIds':['vip']}},"));
    String byTag =
        "{'search':{'filter':{'tags.privateTags.tagIds':{'$hasSome':['vip']}},'aggregations':[]}}";
    String tags =
        "{'search':{'aggregations':[{'name':'t','type':'VALUE','value':{},"
            + "'fieldPath':'tags.privateTags.tagIds'}]}}";
    var found = catalog.done(ProductOperations.SEARCH_PRODUCTS, byTag);
    assertEquals(List.of(made.id()), found.products().stream().map(V3Product::id).toList());
    assertEquals(
        "vip",
        catalog
            .done(ProductOperations.SEARCH_PRODUCTS, tags)
            .aggregationData()
            .results()
            .get(0)
            .values()
            .results()
            .get(0)
            .value());
    String count = "{'filter':{'tags.privateTags.tagIds':{'$hasSome':['vip']}}}";
    for (var refused :
        List.of(
            catalog.send(ProductOperations.SEARCH_PRODUCTS, Role.VISITOR, byTag),
            catalog.send(ProductOperations.SEARCH_PRODUCTS, Role.VISITOR, tags),
            catalog.send(ProductOperations.COUNT_PRODUCTS, Role.VISITOR, count))) {
      assertEquals("INVALID_ARGUMENT", CatalogFixture.code(refused));
    }
  }
}
