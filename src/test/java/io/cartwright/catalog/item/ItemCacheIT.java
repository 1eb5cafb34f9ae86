package io.cartwright.catalog.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cartwright.catalog.CatalogFixture;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.catalog.inventory.InventoryStore;
import io.cartwright.catalog.product.ProductOperations;
import io.cartwright.store.Change;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.productsv3.V3Product;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ItemCacheIT {
  private static CatalogFixture catalog;

  @BeforeAll
  static void open() {
    catalog = new CatalogFixture();
  }

  @AfterAll
  static void close() {
    catalog.close();
  }

  private static V3Product create(String name, String more) {
    return catalog
        .done(
            ProductOperations.CREATE_PRODUCT_WITH_INVENTORY,
            "{'product':{'name':'"
                + name
                + "','productType':'PHYSICAL',"
                + more
                + "'variantsInfo':{'variants':[{'price':{'actualPrice':{'amount':'10.005'}},"
                + "'inventoryItem':{'quantity':5}}]}}}")
        .product();
  }

  private static ResolvedItem resolve(String id, String options) {
    CatalogReference reference =
        CatalogReference.builder()
            .catalogItemId(id)
            .appId(CatalogQuestions.STORES_APP_ID)
            .options(new Json(options.replace('\'', '"')))
            .build();
    return catalog
        .ask(CatalogQuestions.RESOLVE_ITEMS, new ResolveItems(List.of(reference)))
        .items()
        .get(0);
  }

  @Test
  void aChangeIsSeenAtOnceAndADeletionToo() {
    V3Product made = create("Cached", "");
    assertEquals(1001, resolve(made.id(), "{}").priceMinor(), "half up");
    catalog.done(
        ProductOperations.UPDATE_PRODUCT,
        "{'product':{'id':'"
            + made.id()
            + "','revision':'1','visible':false,'variantsInfo':{'variants':[{'id':'"
            + made.variantsInfo().variants().get(0).id()
            + "','price':{'actualPrice':{'amount':'7'}}}]}}}",
        made.id());
    ResolvedItem after = resolve(made.id(), "{}");
    assertEquals(700, after.priceMinor());
    assertEquals(false, after.visible());
    catalog.done(ProductOperations.DELETE_PRODUCT, "{}", made.id());
    assertNull(resolve(made.id(), "{}"));
    assertNull(resolve("no-id", "{}"));
  }

  @Test
  void stockIsASecondOldAtMost() {
    V3Product made = create("Counted", "");
    Instant start = Instant.parse("2026-03-01T10:00:00Z");
    try {
      catalog.at(start);
      ResolvedItem item = resolve(made.id(), "{}");
      assertEquals(5, item.quantityAvailable());
      CatalogFixture.await(
          catalog
              .committer()
              .commit(
                  Change.at(start)
                      .take(
                          InventoryStore.stock(CatalogFixture.SITE, item.inventoryItemId()),
                          -5,
                          0,
                          Long.MAX_VALUE,
                          null)));
      catalog.at(start.plusMillis(900));
      assertEquals(5, resolve(made.id(), "{}").quantityAvailable());
      catalog.at(start.plusMillis(1_001));
      ResolvedItem gone = resolve(made.id(), "{}");
      assertEquals(0, gone.quantityAvailable());
      assertEquals(false, gone.inStock());
    } finally {
      catalog.at(null);
    }
  }

  @Test
  void modifiersAddToThePriceAndMandatoryOnesMustBeThere() {
    V3Product made =
        create(
            "Engraved",
            "'modifiers':[{'name':'Wrap','modifierRenderType':'TEXT_CHOICES','choicesSettings':{"
                + "'choices':[{'name':'Gift','choiceType':'CHOICE_TEXT','addedPrice':'2.50'}]}},"
                + "{'name':'Words','modifierRenderType':'FREE_TEXT','mandatory':true,"
                + "'freeTextSettings':{'maxCharCount':10,'defaultAddedPrice':'1'}}],");
    assertNull(resolve(made.id(), "{}"));
    assertNull(resolve(made.id(), "{'customTextFields':{'Words':'far too many words'}}"));
    ResolvedItem item =
        resolve(made.id(), "{'options':{'Wrap':'gift'},'customTextFields':{'Words':'To you'}}");
    assertNotNull(item);
    assertEquals(1351, item.priceMinor());
    assertEquals("To you", item.descriptionLines().get(1).plainText().original());
  }
}
