package io.cartwright.catalog.demo;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.catalog.category.CategoryOperations;
import io.cartwright.catalog.product.ProductOperations;
import io.cartwright.catalog.product.ProductOperations.CreateProductAs;
import io.cartwright.wire.categories.BulkAddItemsToCategoryRequest;
import io.cartwright.wire.categories.Category;
import io.cartwright.wire.categories.CreateCategoryRequest;
import io.cartwright.wire.categories.ItemReference;
import io.cartwright.wire.common.TreeReference;
import io.cartwright.wire.productsv3.CreateProductWithInventoryRequest;
import io.cartwright.wire.productsv3.Image;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Fills a site with the demo shop, through the operations that everybody uses. Ids follow from SKUs
 * and slugs, so running it again, or after a crash half way, adds what is missing and no more.
 */
public final class DemoCatalogFlow {
  private static final String DATA = "/demo/catalog.txt";
  private static final String CATEGORY = "category";
  private static final String SALE = "sale";
  private static final TreeReference TREE =
      TreeReference.builder().appNamespace("@wix/stores").build();

  private final Bus bus;
  private final Clock clock;
  private final UUID siteId;
  private final DemoProducts products;

  /** A category of the data file and its products. */
  private record Shelf(
      String slug, String name, String picture, String description, List<DemoLine> lines) {}

  public DemoCatalogFlow(Bus bus, Clock clock, UUID siteId, String baseUrl) {
    this.bus = bus;
    this.clock = clock;
    this.siteId = siteId;
    this.products = new DemoProducts(siteId, baseUrl);
  }

  /** Makes what is not there yet. */
  public Future<Void> fill() {
    List<Shelf> shelves = shelves();
    Future<Void> done = Future.succeededFuture();
    for (Shelf shelf : shelves) {
      done = done.compose(before -> category(shelf));
      for (DemoLine line : shelf.lines()) done = done.compose(before -> product(line));
    }
    Map<String, List<DemoLine>> members = members(shelves);
    for (Map.Entry<String, List<DemoLine>> entry : members.entrySet()) {
      done = done.compose(before -> put(entry.getKey(), entry.getValue()));
    }
    return done;
  }

  /** By category; what costs less than it did is on sale, too. */
  private static Map<String, List<DemoLine>> members(List<Shelf> shelves) {
    Map<String, List<DemoLine>> members = new LinkedHashMap<>();
    for (Shelf shelf : shelves) {
      for (DemoLine line : shelf.lines()) {
        members.computeIfAbsent(shelf.slug(), slug -> new ArrayList<>()).add(line);
        if (line.compareAt() != null) {
          members.computeIfAbsent(SALE, slug -> new ArrayList<>()).add(line);
        }
      }
    }
    return members;
  }

  private Future<Void> category(Shelf shelf) {
    Category category =
        Category.builder()
            .id(products.categoryId(shelf.slug()).toString())
            .name(shelf.name())
            .slug(shelf.slug())
            .description(shelf.description())
            .visible(true)
            .image(Image.builder().url(products.pictureUrl(shelf.picture())).build())
            .build();
    return make(
        CategoryOperations.CREATE_CATEGORY,
        CreateCategoryRequest.builder().category(category).treeReference(TREE).build());
  }

  private Future<Void> product(DemoLine line) {
    return make(
        ProductOperations.CREATE_PRODUCT_AS,
        new CreateProductAs(
            products.id(line),
            CreateProductWithInventoryRequest.builder().product(products.product(line)).build()));
  }

  private Future<Void> put(String slug, List<DemoLine> lines) {
    List<ItemReference> items =
        lines.stream()
            .map(
                line ->
                    ItemReference.builder()
                        .appId(CatalogQuestions.STORES_APP_ID)
                        .catalogItemId(products.id(line).toString())
                        .build())
            .toList();
    return make(
        CategoryOperations.BULK_ADD_ITEMS_TO_CATEGORY,
        BulkAddItemsToCategoryRequest.builder()
            .categoryId(products.categoryId(slug).toString())
            .items(items)
            .treeReference(TREE)
            .build());
  }

  /** Fails when the operation is refused for another reason than that it was done before. */
  private <Q> Future<Void> make(Operation<Q, ?> operation, Q body) {
    Call<Q> call =
        new Call<>(
            Caller.system(siteId), CallId.minted("demo"), body, null, clock.instant(), "demo");
    return ask(operation, call)
        .compose(
            outcome ->
                outcome instanceof Outcome.Refused<?> refused && !wasThere(refused)
                    ? Future.failedFuture(
                        new IllegalStateException(
                            "demo data: " + operation + " refused " + refused.description()))
                    : Future.succeededFuture());
  }

  private <Q, A> Future<Outcome<A>> ask(Operation<Q, A> operation, Call<Q> call) {
    return bus.call(operation, call);
  }

  private static boolean wasThere(Outcome.Refused<?> refused) {
    return refused.refusal() == CatalogRefusal.CATEGORY_ALREADY_EXISTS
        || refused.refusal() == CatalogRefusal.VARIANT_ID_ALREADY_EXISTS;
  }

  private static List<Shelf> shelves() {
    List<Shelf> shelves = new ArrayList<>();
    for (String line : data().split("\n")) {
      if (line.isBlank() || line.startsWith("#")) continue;
      if (line.startsWith(CATEGORY)) {
        String[] columns = line.split("\\|");
        shelves.add(
            new Shelf(
                columns[1].strip(),
                columns[2].strip(),
                columns[3].strip(),
                columns[4].strip(),
                new ArrayList<>()));
      } else {
        Shelf shelf = shelves.get(shelves.size() - 1);
        shelf.lines().add(DemoLine.of(shelf.slug(), shelf.picture(), line));
      }
    }
    return shelves;
  }

  private static String data() {
    try (InputStream in = DemoCatalogFlow.class.getResourceAsStream(DATA)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
