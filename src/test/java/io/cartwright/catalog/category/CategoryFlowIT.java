package io.cartwright.catalog.category;

import static io.cartwright.catalog.CatalogFixture.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Role;
import io.cartwright.catalog.CatalogFixture;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.product.ProductOperations;
import io.cartwright.wire.categories.Category;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CategoryFlowIT {
  private static final String TREE = "'treeReference':{'appNamespace':'@wix/stores'}";
  private static final String ALL = CatalogIds.allProducts(CatalogFixture.SITE).toString();
  private static CatalogFixture catalog;

  @BeforeAll
  static void open() {
    catalog = new CatalogFixture();
  }

  @AfterAll
  static void close() {
    catalog.close();
  }

  private static Category create(String name, String more) {
    return catalog
        .done(
            CategoryOperations.CREATE_CATEGORY,
            "{'category':{'name':'" + name + "'" + more + "}," + TREE + "}")
        .category();
  }

  private static String product(String name) {
    return catalog
        .done(
            ProductOperations.CREATE_PRODUCT,
            "{'product':{'name':'"
                + name
                + "','productType':'PHYSICAL','variantsInfo':{'variants':[{'price':{'actualPrice':{'amount':'5'}}}]}}}")
        .product()
        .id();
  }

  private static String items(String... ids) {
    List<String> items = new ArrayList<>();
    for (String id : ids) {
      items.add("{'catalogItemId':'" + id + "','appId':'215238eb-22a5-4c36-9e7b-e7c08025e04e'}");
    }
    return "{'items':[" + String.join(",", items) + "]," + TREE + "}";
  }

  private static Category get(String id, String fields) {
    return catalog
        .done(CategoryOperations.GET_CATEGORY, "{" + TREE + ",'fields':[" + fields + "]}", id)
        .category();
  }

  @Test
  void categoriesAreCreatedChangedAndFound() {
    Category made = create("Garden Tools", ",'description':'Dig'");
    assertEquals("garden-tools", made.slug());
    assertNull(made.description());
    assertEquals("garden-tools-1", create("Garden Tools", "").slug());
    assertEquals("Dig", get(made.id(), "'DESCRIPTION'").description());
    assertEquals(
        made.id(),
        catalog
            .seen(CategoryOperations.GET_CATEGORY_BY_SLUG, "{" + TREE + "}", "garden-tools")
            .category()
            .id());
    String patch =
        "{'category':{'id':'"
            + made.id()
            + "','revision':'1','name':'Tools','description':null},"
            + TREE
            + "}";
    Category next = catalog.done(CategoryOperations.UPDATE_CATEGORY, patch, made.id()).category();
    assertEquals("2", next.revision());
    assertNull(get(made.id(), "'DESCRIPTION'").description());
    assertEquals(
        "INVALID_REVISION", catalog.refusal(CategoryOperations.UPDATE_CATEGORY, patch, made.id()));
    assertEquals(
        "DUPLICATE_SLUG",
        catalog.refusal(
            CategoryOperations.UPDATE_CATEGORY,
            "{'category':{'id':'"
                + made.id()
                + "','revision':'2','slug':'garden-tools-1'},"
                + TREE
                + "}",
            made.id()));
    assertEquals(
        "NAMESPACE_NOT_FOUND_IN_DEV_CENTER",
        catalog.refusal(
            CategoryOperations.CREATE_CATEGORY,
            "{'category':{'name':'x'},'treeReference':{'appNamespace':'@other/app'}}"));
  }

  @Test
  void itemsAreListedWithThoseOfSubcategoriesPageByPage() {
    Category parent = create("Parent", "");
    Category child = create("Child", ",'parentCategory':{'id':'" + parent.id() + "'}");
    String a = product("List A");
    String b = product("List B");
    String c = product("List C");
    var added =
        catalog.done(
            CategoryOperations.BULK_ADD_ITEMS_TO_CATEGORY,
            items(a, b, "11111111-1111-4111-8111-111111111111"),
            parent.id());
    assertEquals(2, added.bulkActionMetadata().totalSuccesses());
    assertEquals("PRODUCT_NOT_FOUND", added.results().get(2).itemMetadata().error().code());
    catalog.done(CategoryOperations.BULK_ADD_ITEMS_TO_CATEGORY, items(b, c), child.id());
    assertEquals(2, get(parent.id(), "").itemCounter());
    assertEquals(
        "parent",
        get(child.id(), "'BREADCRUMBS_INFO'")
            .breadcrumbsInfo()
            .breadcrumbs()
            .get(0)
            .categorySlug());
    String request =
        "{" + TREE + ",'includeItemsFromSubcategories':true,'cursorPaging':{'limit':2}}";
    var first = catalog.seen(CategoryOperations.LIST_ITEMS_IN_CATEGORY, request, parent.id());
    assertEquals(2, first.items().size());
    var second =
        catalog.seen(
            CategoryOperations.LIST_ITEMS_IN_CATEGORY,
            "{"
                + TREE
                + ",'cursorPaging':{'cursor':'"
                + first.pagingMetadata().cursors().next()
                + "'}}",
            parent.id());
    assertEquals(c, second.items().get(0).catalogItemId());
    assertEquals(1, second.items().size());
    var of =
        catalog.seen(
            CategoryOperations.LIST_CATEGORIES_FOR_ITEM,
            "{'item':{'catalogItemId':'"
                + c
                + "','appId':'215238eb-22a5-4c36-9e7b-e7c08025e04e'},"
                + TREE
                + "}");
    assertEquals(List.of(child.id(), ALL), of.directCategoryIds());
    assertEquals(List.of(parent.id(), child.id(), ALL), of.allCategoryIds());
    assertTrue(
        catalog
                .seen(CategoryOperations.LIST_ITEMS_IN_CATEGORY, "{" + TREE + "}", ALL)
                .items()
                .size()
            >= 3);
    catalog.done(CategoryOperations.BULK_REMOVE_ITEMS_FROM_CATEGORY, items(a), parent.id());
    assertEquals(1, get(parent.id(), "").itemCounter());
    catalog.done(CategoryOperations.DELETE_CATEGORY, "{" + TREE + "}", parent.id());
    assertEquals(
        "CATEGORY_NOT_FOUND",
        catalog.refusal(CategoryOperations.GET_CATEGORY, "{" + TREE + "}", child.id()));
  }

  @Test
  void oneItemGoesIntoManyCategoriesAndOut() {
    Category one = create("Many 1", "");
    Category two = create("Many 2", "");
    String id = product("In Many");
    String wish =
        "{'item':{'catalogItemId':'"
            + id
            + "','appId':'215238eb-22a5-4c36-9e7b-e7c08025e04e'},"
            + "'categoryIds':['"
            + one.id()
            + "','"
            + two.id()
            + "','"
            + ALL
            + "'],"
            + TREE
            + "}";
    var put = catalog.done(CategoryOperations.BULK_ADD_ITEM_TO_CATEGORIES, wish);
    assertEquals(2, put.bulkActionMetadata().totalSuccesses());
    assertEquals(
        "MANAGED_CATEGORY_OPERATION_NOT_ALLOWED",
        put.results().get(2).itemMetadata().error().code());
    assertEquals(1, get(two.id(), "").itemCounter());
    catalog.done(CategoryOperations.BULK_REMOVE_ITEM_FROM_CATEGORIES, wish);
    assertEquals(0, get(two.id(), "").itemCounter());
    assertEquals(
        "MANAGED_CATEGORY_OPERATION_NOT_ALLOWED",
        catalog.refusal(CategoryOperations.DELETE_CATEGORY, "{" + TREE + "}", ALL));
  }

  @Test
  void hiddenCategoriesAreForAdministrators() {
    Category hidden = create("Secret", ",'visible':false");
    assertEquals(
        "CATEGORY_NOT_FOUND",
        code(
            catalog.send(
                CategoryOperations.GET_CATEGORY, Role.VISITOR, "{" + TREE + "}", hidden.id())));
    assertEquals(
        "PARENT_CATEGORY_HIDDEN",
        catalog.refusal(
            CategoryOperations.CREATE_CATEGORY,
            "{'category':{'name':'Below','parentCategory':{'id':'"
                + hidden.id()
                + "'}},"
                + TREE
                + "}"));
    String query = TREE + ",'query':{'filter':{'name':'Secret'}}";
    assertEquals(
        0,
        catalog.done(CategoryOperations.QUERY_CATEGORIES, "{" + query + "}").categories().size());
    assertEquals(
        1,
        catalog
            .done(
                CategoryOperations.QUERY_CATEGORIES,
                "{" + query + ",'returnNonVisibleCategories':true}")
            .categories()
            .size());
    assertEquals(
        "NO_PERMISSION_TO_INCLUDE_NOT_VISIBLE_CATEGORIES",
        code(
            catalog.send(
                CategoryOperations.QUERY_CATEGORIES,
                Role.VISITOR,
                "{" + query + ",'returnNonVisibleCategories':true}")));
  }

  @Test
  void buyersDoNotLearnOfHiddenCategoriesFromProducts() {
    String hidden = create("Not Yet Open", ",'visible':false").id();
    String product =
        catalog
            .done(
                ProductOperations.CREATE_PRODUCT,
                "{'product':{'name':'Early Bird','productType':'PHYSICAL','mainCategoryId':'"
                    + hidden
                    + "','variantsInfo':{'variants':[{'price':{'actualPrice':{'amount':'5'}}}]}}}")
            .product()
            .id();
    catalog.done(CategoryOperations.BULK_ADD_ITEMS_TO_CATEGORY, items(product), hidden);
    String fields =
        "{'fields':['DIRECT_CATEGORIES_INFO','ALL_CATEGORIES_INFO','BREADCRUMBS_INFO']}";
    var seen = catalog.seen(ProductOperations.GET_PRODUCT, fields, product).product();
    var known = catalog.done(ProductOperations.GET_PRODUCT, fields, product).product();
    assertEquals(List.of(), seen.breadcrumbsInfo().breadcrumbs());
    assertEquals("Not Yet Open", known.breadcrumbsInfo().breadcrumbs().get(0).categoryName());
    assertEquals(1, seen.directCategoriesInfo().categories().size());
    assertEquals(2, known.directCategoriesInfo().categories().size());
    assertEquals(1, seen.allCategoriesInfo().categories().size());
    assertEquals(2, known.allCategoriesInfo().categories().size());
  }
}
