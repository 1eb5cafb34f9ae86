package io.cartwright.catalog.product;

import static io.cartwright.catalog.product.ProductRules.orEmpty;
import static io.cartwright.store.ColumnType.BOOL;
import static io.cartwright.store.ColumnType.NUMERIC;
import static io.cartwright.store.ColumnType.TEXT;
import static io.cartwright.store.ColumnType.TEXT_ARRAY;
import static io.cartwright.store.ColumnType.UUID_ARRAY;

import io.cartwright.catalog.category.CategoryStore;
import io.cartwright.catalog.category.CategoryTree;
import io.cartwright.catalog.product.ProductFacts.VariantStock;
import io.cartwright.store.Change;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.wire.productsv3.ConnectedOption;
import io.cartwright.wire.productsv3.FixedMonetaryAmount;
import io.cartwright.wire.productsv3.PhysicalProperties;
import io.cartwright.wire.productsv3.PriceRange;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import io.cartwright.wire.productsv3.WeightRange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Products in Postgres: the documents, the keys that are unique among them, and their facts. */
public final class ProductStore {
  /** Products; the searched columns follow from the document. */
  public static final DocumentTable<V3Product> PRODUCTS = products();

  private static final DocumentTable<String> KEYS =
      DocumentTable.named(
              "product_key", DocumentFormat.of(Function.identity(), Function.identity()))
          .build();

  private static final String STOCK =
      "select i.product_id, i.variant_id, i.preorder_enabled,"
          + " case when i.track_quantity then coalesce(t.value, 0) > 0 else i.in_stock end as there"
          + " from inventory_item i"
          + " left join tally t on t.site_id = i.site_id and t.kind = 'stock' and t.key = i.id::text"
          + " where i.site_id = $1 and i.product_id = any($2::uuid[])";
  private static final String CATEGORIES =
      "select product_id, category_id from category_item"
          + " where site_id = $1 and product_id = any($2::uuid[]) order by created_at, id";

  private final Pools pools;
  private final Documents documents;
  private final CategoryStore categories;

  public ProductStore(Pools pools, Documents documents, CategoryStore categories) {
    this.pools = pools;
    this.documents = documents;
    this.categories = categories;
  }

  public Future<Optional<Stored<V3Product>>> find(UUID siteId, UUID id) {
    return documents.find(PRODUCTS, siteId, id);
  }

  /** The products with these ids, as far as they exist. */
  public Future<Map<UUID, Stored<V3Product>>> findAll(UUID siteId, Collection<UUID> ids) {
    return documents.findAll(PRODUCTS, siteId, ids);
  }

  public Future<Optional<Stored<V3Product>>> findBySlug(UUID siteId, String slug) {
    return documents
        .findBy(PRODUCTS, siteId, "slug", slug)
        .map(found -> found.stream().findFirst());
  }

  /** Which of these keys some product has. */
  Future<Set<UUID>> taken(UUID siteId, Collection<UUID> keys) {
    return documents.findAll(KEYS, siteId, keys).map(Map::keySet);
  }

  /** Adds a new product with its keys to a change. */
  static Change insert(Change change, UUID siteId, UUID id, V3Product product) {
    change.insert(PRODUCTS, siteId, id, product);
    ProductKey.all(siteId, product)
        .keySet()
        .forEach(key -> change.insert(KEYS, siteId, key, id.toString()));
    return change;
  }

  /** Adds the next state of a product to a change, giving up the keys that it no longer needs. */
  static Change update(Change change, UUID siteId, Stored<V3Product> before, V3Product next) {
    Set<UUID> had = ProductKey.all(siteId, before.value()).keySet();
    Set<UUID> needs = ProductKey.all(siteId, next).keySet();
    change.update(PRODUCTS, siteId, before.id(), before.revision(), next);
    had.stream()
        .filter(key -> !needs.contains(key))
        .forEach(key -> change.delete(KEYS, siteId, key, 1));
    needs.stream()
        .filter(key -> !had.contains(key))
        .forEach(key -> change.insert(KEYS, siteId, key, before.id().toString()));
    return change;
  }

  /** Adds the removal of a product and its keys to a change. */
  static Change delete(Change change, UUID siteId, Stored<V3Product> before) {
    change.delete(PRODUCTS, siteId, before.id(), before.revision());
    ProductKey.all(siteId, before.value())
        .keySet()
        .forEach(key -> change.delete(KEYS, siteId, key, 1));
    return change;
  }

  /** Stock of these products, and their categories when the fields need them. */
  Future<Map<UUID, ProductFacts>> facts(
      UUID siteId, Collection<UUID> ids, Set<ProductField> fields) {
    if (ids.isEmpty()) return Future.succeededFuture(Map.of());
    Future<Map<UUID, Map<String, VariantStock>>> stock = stock(siteId, ids);
    boolean wanted = ProductField.needCategories(fields);
    Future<Map<UUID, List<UUID>>> direct =
        wanted ? direct(siteId, ids) : Future.succeededFuture(Map.of());
    Future<CategoryTree> tree = wanted ? categories.tree(siteId) : Future.succeededFuture(null);
    return Future.all(stock, direct, tree)
        .map(
            done -> {
              Map<UUID, ProductFacts> facts = new HashMap<>();
              for (UUID id : ids) {
                facts.put(
                    id,
                    new ProductFacts(
                        stock.result().getOrDefault(id, Map.of()),
                        direct.result().getOrDefault(id, List.of()),
                        tree.result()));
              }
              return facts;
            });
  }

  private Future<Map<UUID, Map<String, VariantStock>>> stock(UUID siteId, Collection<UUID> ids) {
    return pools
        .readByKey(STOCK, Tuple.of(siteId, (Object) ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Map<String, VariantStock>> stock = new HashMap<>();
              for (Row row : rows) {
                VariantStock one =
                    new VariantStock(row.getBoolean("there"), row.getBoolean("preorder_enabled"));
                stock
                    .computeIfAbsent(row.getUUID("product_id"), id -> new HashMap<>())
                    .merge(row.getUUID("variant_id").toString(), one, VariantStock::or);
              }
              return stock;
            });
  }

  /** The categories that these products were put into. */
  public Future<Map<UUID, List<UUID>>> direct(UUID siteId, Collection<UUID> ids) {
    return pools
        .readByKey(CATEGORIES, Tuple.of(siteId, (Object) ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, List<UUID>> direct = new HashMap<>();
              for (Row row : rows) {
                direct
                    .computeIfAbsent(row.getUUID("product_id"), id -> new ArrayList<>())
                    .add(row.getUUID("category_id"));
              }
              return direct;
            });
  }

  private static DocumentTable<V3Product> products() {
    DocumentTable.Builder<V3Product> table =
        DocumentTable.named(
            "product", DocumentFormat.of(V3Product.CODEC::toText, V3Product.CODEC::fromText));
    plainColumns(table);
    listColumns(table);
    return table
        .column("min_price", NUMERIC, p -> low(p.actualPriceRange()))
        .column("max_price", NUMERIC, p -> high(p.actualPriceRange()))
        .column("min_compare_price", NUMERIC, p -> low(p.compareAtPriceRange()))
        .column("max_compare_price", NUMERIC, p -> high(p.compareAtPriceRange()))
        .column("min_weight", NUMERIC, p -> weight(p, WeightRange::minValue))
        .column("max_weight", NUMERIC, p -> weight(p, WeightRange::maxValue))
        .build();
  }

  private static void plainColumns(DocumentTable.Builder<V3Product> table) {
    table
        .column("slug", TEXT, V3Product::slug)
        .column("name", TEXT, V3Product::name)
        .column("visible", BOOL, V3Product::visible)
        .column("visible_in_pos", BOOL, V3Product::visibleInPos)
        .column("product_type", TEXT, p -> p.productType().wire())
        .column("brand_id", TEXT, p -> p.brand() == null ? null : p.brand().id())
        .column("brand_name", TEXT, p -> p.brand() == null ? null : p.brand().name())
        .column("ribbon_id", TEXT, p -> p.ribbon() == null ? null : p.ribbon().id())
        .column("ribbon_name", TEXT, p -> p.ribbon() == null ? null : p.ribbon().name())
        .column("tax_group_id", TEXT, V3Product::taxGroupId)
        .column(
            "delivery_profile_id", TEXT, p -> physical(p, PhysicalProperties::deliveryProfileId))
        .column("fulfiller_id", TEXT, p -> physical(p, PhysicalProperties::fulfillerId))
        .column(
            "one_time_purchases",
            BOOL,
            p ->
                p.subscriptionDetails() == null
                    || !Boolean.FALSE.equals(p.subscriptionDetails().allowOneTimePurchases()))
        .column("min_variant_sku", TEXT, p -> ProductPrices.cheapest(p).sku())
        .column("description", TEXT, p -> Objects.requireNonNullElse(ProductView.plain(p), ""));
  }

  private static void listColumns(DocumentTable.Builder<V3Product> table) {
    table
        .column("additional_ribbon_ids", TEXT_ARRAY, p -> list(p.additionalRibbons(), r -> r.id()))
        .column(
            "additional_ribbon_names", TEXT_ARRAY, p -> list(p.additionalRibbons(), r -> r.name()))
        .column("info_section_ids", TEXT_ARRAY, p -> list(p.infoSections(), s -> s.id()))
        .column("info_section_names", TEXT_ARRAY, p -> list(p.infoSections(), s -> s.uniqueName()))
        .column("option_ids", TEXT_ARRAY, p -> list(p.options(), ConnectedOption::id))
        .column("option_names", TEXT_ARRAY, p -> list(p.options(), ConnectedOption::name))
        .column("choice_ids", TEXT_ARRAY, p -> choices(p, c -> c.choiceId()))
        .column("choice_names", TEXT_ARRAY, p -> choices(p, c -> c.name()))
        .column("modifier_ids", TEXT_ARRAY, p -> list(p.modifiers(), m -> m.id()))
        .column("modifier_names", TEXT_ARRAY, p -> list(p.modifiers(), m -> m.name()))
        .column("modifier_choice_ids", TEXT_ARRAY, p -> modifierChoices(p, c -> c.choiceId()))
        .column("modifier_choice_names", TEXT_ARRAY, p -> modifierChoices(p, c -> c.name()))
        .column(
            "private_tag_ids",
            TEXT_ARRAY,
            p -> p.tags() == null ? List.of() : tags(p.tags().privateTags()))
        .column(
            "public_tag_ids",
            TEXT_ARRAY,
            p -> p.tags() == null ? List.of() : tags(p.tags().publicTags()))
        .column("skus", TEXT_ARRAY, p -> list(p.variantsInfo().variants(), Variant::sku))
        .column("barcodes", TEXT_ARRAY, p -> list(p.variantsInfo().variants(), Variant::barcode))
        .column(
            "visible_variants",
            UUID_ARRAY,
            p ->
                p.variantsInfo().variants().stream()
                    .filter(Variant::visible)
                    .map(v -> UUID.fromString(v.id()))
                    .toList());
  }

  private static <E> List<String> list(List<E> items, Function<E, String> text) {
    return distinct(orEmpty(items).stream().map(text));
  }

  private static List<String> distinct(Stream<String> texts) {
    return texts.filter(Objects::nonNull).distinct().toList();
  }

  private static List<String> choices(
      V3Product product,
      Function<io.cartwright.wire.productsv3.ConnectedOptionChoice, String> text) {
    return distinct(
        orEmpty(product.options()).stream()
            .flatMap(option -> option.choicesSettings().choices().stream())
            .map(text));
  }

  private static List<String> modifierChoices(
      V3Product product,
      Function<io.cartwright.wire.productsv3.ConnectedModifierChoice, String> text) {
    return distinct(
        orEmpty(product.modifiers()).stream()
            .filter(modifier -> modifier.choicesSettings() != null)
            .flatMap(modifier -> modifier.choicesSettings().choices().stream())
            .map(text));
  }

  private static List<String> tags(io.cartwright.wire.common.TagList tags) {
    return tags == null ? List.of() : orEmpty(tags.tagIds());
  }

  private static String physical(V3Product product, Function<PhysicalProperties, String> text) {
    return product.physicalProperties() == null ? null : text.apply(product.physicalProperties());
  }

  private static BigDecimal weight(V3Product product, Function<WeightRange, Double> value) {
    PhysicalProperties physical = product.physicalProperties();
    return physical == null || physical.shippingWeightRange() == null
        ? null
        : BigDecimal.valueOf(value.apply(physical.shippingWeightRange()));
  }

  private static BigDecimal low(PriceRange range) {
    return range == null ? null : decimal(range.minValue());
  }

  private static BigDecimal high(PriceRange range) {
    return range == null ? null : decimal(range.maxValue());
  }

  private static BigDecimal decimal(FixedMonetaryAmount amount) {
    return new BigDecimal(amount.amount());
  }
}
