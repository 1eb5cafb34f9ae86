package io.cartwright.catalog.category;

import static io.cartwright.store.ColumnType.BOOL;
import static io.cartwright.store.ColumnType.INT;
import static io.cartwright.store.ColumnType.TEXT;

import io.cartwright.catalog.CatalogIds;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Committer;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.wire.categories.Category;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Categories in Postgres, and the places of products in them. */
public final class CategoryStore {
  /** Unique constraint: one category of a site for a slug. */
  static final String SLUG = "category_slug";

  public static final DocumentTable<Category> CATEGORIES =
      DocumentTable.named(
              "category", DocumentFormat.of(Category.CODEC::toText, Category.CODEC::fromText))
          .column("slug", TEXT, Category::slug)
          .column("name", TEXT, Category::name)
          .column("visible", BOOL, Category::visible)
          .column("parent_id", ColumnType.UUID, Categories::parentId)
          .column(
              "position",
              INT,
              category ->
                  category.parentCategory() == null || category.parentCategory().index() == null
                      ? 0
                      : category.parentCategory().index())
          .column("managing_app_id", TEXT, Category::managingAppId)
          .build();

  /**
   * That a product is in a category.
   *
   * @param productId the product
   */
  public record Place(UUID categoryId, UUID productId) {
    /** The row's id: a product is in a category once. */
    UUID id(UUID siteId) {
      return CatalogIds.of(siteId, "place", categoryId + "/" + productId);
    }

    private String text() {
      return categoryId + "/" + productId;
    }

    private static Place of(String text) {
      return new Place(UUID.fromString(text.substring(0, 36)), UUID.fromString(text.substring(37)));
    }
  }

  public static final DocumentTable<Place> PLACES =
      DocumentTable.named("category_item", DocumentFormat.of(Place::text, Place::of))
          .column("category_id", ColumnType.UUID, Place::categoryId)
          .column("product_id", ColumnType.UUID, Place::productId)
          .build();

  /** One product of a category's list: where it stands in it. */
  record Listed(UUID productId, Instant at) {}

  private static final String TREE =
      "select id, parent_id, name, slug, visible from category where site_id = $1"
          + " order by parent_id nulls first, position, created_at, id";
  private static final String COUNTS =
      "select category_id, count(*) as n from category_item"
          + " where site_id = $1 and category_id = any($2::uuid[]) group by category_id";
  private static final String COUNT_PRODUCTS =
      "select count(*) as n from product where site_id = $1";
  private static final String PRODUCTS =
      "select id from product where site_id = $1 and id = any($2::uuid[])";
  private static final String LIST =
      "select p.id, a.at from (select product_id, min(created_at) as at from category_item"
          + " where site_id = $1 and category_id = any($6::uuid[]) group by product_id) a"
          + " join product p on p.site_id = $1 and p.id = a.product_id"
          + " where ($2 or p.visible) and (a.at, p.id) > ($3, $4) order by a.at, p.id limit $5";
  private static final String LIST_ALL =
      "select p.id, p.created_at as at from product p where p.site_id = $1 and ($2 or p.visible)"
          + " and (p.created_at, p.id) > ($3, $4) order by p.created_at, p.id limit $5";

  private final Pools pools;
  private final Documents documents;
  private final Committer committer;
  private final Set<UUID> complete = ConcurrentHashMap.newKeySet();

  public CategoryStore(Pools pools, Documents documents, Committer committer) {
    this.pools = pools;
    this.documents = documents;
    this.committer = committer;
  }

  Future<Optional<Stored<Category>>> find(UUID siteId, UUID id) {
    return documents.find(CATEGORIES, siteId, id);
  }

  Future<Optional<Stored<Category>>> findBySlug(UUID siteId, String slug) {
    return documents
        .findBy(CATEGORIES, siteId, "slug", slug)
        .map(found -> found.stream().findFirst());
  }

  Future<Map<UUID, Stored<Category>>> findAll(UUID siteId, Collection<UUID> ids) {
    return documents.findAll(CATEGORIES, siteId, ids);
  }

  /** Those of these ids that are products. */
  Future<Set<UUID>> products(UUID siteId, Collection<UUID> ids) {
    return pools
        .readByKey(PRODUCTS, Tuple.of(siteId, (Object) ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              Set<UUID> found = new HashSet<>();
              rows.forEach(row -> found.add(row.getUUID("id")));
              return found;
            });
  }

  /** All categories of a site. */
  public Future<CategoryTree> tree(UUID siteId) {
    return pools
        .readByKey(TREE, Tuple.of(siteId))
        .map(
            rows -> {
              List<CategoryTree.Entry> entries = new ArrayList<>();
              for (Row row : rows) {
                entries.add(
                    new CategoryTree.Entry(
                        row.getUUID("id"),
                        row.getUUID("parent_id"),
                        row.getString("name"),
                        row.getString("slug"),
                        row.getBoolean("visible")));
              }
              return new CategoryTree(entries);
            });
  }

  /** How many products were put into each of these categories. */
  Future<Map<UUID, Integer>> counts(UUID siteId, Collection<UUID> ids) {
    UUID all = CatalogIds.allProducts(siteId);
    Future<Long> products =
        ids.contains(all)
            ? pools
                .readByKey(COUNT_PRODUCTS, Tuple.of(siteId))
                .map(rows -> rows.iterator().next().getLong("n"))
            : Future.succeededFuture(0L);
    Map<UUID, Integer> counts = new HashMap<>();
    return pools
        .readByKey(COUNTS, Tuple.of(siteId, (Object) ids.toArray(UUID[]::new)))
        .compose(
            rows -> {
              rows.forEach(
                  row -> counts.put(row.getUUID("category_id"), row.getLong("n").intValue()));
              return products;
            })
        .map(
            n -> {
              if (ids.contains(all)) counts.put(all, n.intValue());
              return counts;
            });
  }

  /** The places of a product. */
  public Future<List<Stored<Place>>> placesOf(UUID siteId, UUID productId) {
    return documents.findBy(PLACES, siteId, "product_id", productId);
  }

  /** The places in a category. */
  Future<List<Stored<Place>>> placesIn(UUID siteId, UUID categoryId) {
    return documents.findBy(PLACES, siteId, "category_id", categoryId);
  }

  /** Those of these places that are taken, by row id. */
  Future<Map<UUID, Stored<Place>>> places(UUID siteId, Collection<Place> places) {
    return documents.findAll(
        PLACES, siteId, places.stream().map(place -> place.id(siteId)).toList());
  }

  /**
   * Products of these categories, in the order in which they were put there.
   *
   * @param all true for all products of the site instead
   * @param hidden true to list hidden products, too
   * @param after the product to go on from; null for the start
   */
  Future<List<Listed>> list(
      UUID siteId, Set<UUID> categoryIds, boolean all, boolean hidden, Listed after, int limit) {
    OffsetDateTime at =
        after == null
            ? OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC)
            : OffsetDateTime.ofInstant(after.at(), ZoneOffset.UTC);
    UUID id = after == null ? new UUID(0, 0) : after.productId();
    Tuple parameters = Tuple.of(siteId, hidden, at, id, limit);
    if (!all) parameters.addValue(categoryIds.toArray(UUID[]::new));
    return pools
        .read(all ? LIST_ALL : LIST, parameters)
        .map(
            rows ->
                Stream.iterate(rows.iterator(), i -> i.hasNext(), i -> i)
                    .map(i -> i.next())
                    .map(
                        row ->
                            new Listed(row.getUUID("id"), row.getOffsetDateTime("at").toInstant()))
                    .toList());
  }

  /** Makes the category of all products of a site, if it is not there. */
  public Future<Void> complete(UUID siteId, Instant now) {
    if (complete.contains(siteId)) return Future.succeededFuture();
    UUID id = CatalogIds.allProducts(siteId);
    return find(siteId, id)
        .compose(
            found -> {
              if (found.isPresent()) return Future.succeededFuture();
              Category category = Categories.allProducts(id, now);
              return committer
                  .commit(
                      Change.at(now)
                          .insert(CATEGORIES, siteId, id, category)
                          .emit(
                              new DomainEvents(siteId, Categories.FQDN, now)
                                  .created(id.toString(), 1, Category.CODEC, category)))
                  .mapEmpty();
            })
        .onSuccess(done -> complete.add(siteId))
        .mapEmpty();
  }
}
