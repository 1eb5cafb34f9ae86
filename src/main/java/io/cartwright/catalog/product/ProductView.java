package io.cartwright.catalog.product;

import static io.cartwright.catalog.product.ProductField.BREADCRUMBS_INFO;
import static io.cartwright.catalog.product.ProductField.CURRENCY;
import static io.cartwright.catalog.product.ProductField.DESCRIPTION;
import static io.cartwright.catalog.product.ProductField.INFO_SECTION;
import static io.cartwright.catalog.product.ProductField.INFO_SECTION_DESCRIPTION;
import static io.cartwright.catalog.product.ProductField.INFO_SECTION_PLAIN_DESCRIPTION;
import static io.cartwright.catalog.product.ProductField.MEDIA_ITEMS_INFO;
import static io.cartwright.catalog.product.ProductField.MERCHANT_DATA;
import static io.cartwright.catalog.product.ProductField.MIN_PRICE_VARIANT;
import static io.cartwright.catalog.product.ProductField.PLAIN_DESCRIPTION;
import static io.cartwright.catalog.product.ProductField.PRODUCT_CHOICES_DISPLAY_IMAGE;
import static io.cartwright.catalog.product.ProductField.PRODUCT_CHOICES_MEDIA_REFERENCES;
import static io.cartwright.catalog.product.ProductField.THUMBNAIL;
import static io.cartwright.catalog.product.ProductField.URL;
import static io.cartwright.catalog.product.ProductField.WEIGHT_MEASUREMENT_UNIT_INFO;

import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogSite;
import io.cartwright.catalog.category.CategoryTree;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.PageUrlV2;
import io.cartwright.wire.productsv3.BreadCrumb;
import io.cartwright.wire.productsv3.BreadcrumbsInfo;
import io.cartwright.wire.productsv3.InfoSection;
import io.cartwright.wire.productsv3.Media;
import io.cartwright.wire.productsv3.PhysicalProperties;
import io.cartwright.wire.productsv3.ProductCategoriesInfo;
import io.cartwright.wire.productsv3.ProductCategory;
import io.cartwright.wire.productsv3.ProductMedia;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.WeightMeasurementUnitInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A product as a caller sees it: the stored one, with the fields asked for, and with what follows
 * from its stock and categories. What was not asked for is absent.
 */
final class ProductView {
  private final UUID siteId;
  private final CatalogSite site;
  private final Set<ProductField> fields;
  private final boolean admin;
  private final VariantView variants;

  /**
   * @param admin whether hidden categories are shown
   */
  ProductView(UUID siteId, CatalogSite site, Set<ProductField> fields, boolean admin) {
    this.siteId = siteId;
    this.site = site;
    this.fields = Set.copyOf(fields);
    this.admin = admin;
    this.variants = new VariantView(site, this.fields);
  }

  V3Product of(Stored<V3Product> stored, ProductFacts facts) {
    V3Product product = stored.value();
    V3Product.Builder next = product.toBuilder();
    next.id(stored.id().toString())
        .revision(Long.toString(stored.revision()))
        .createdDate(stored.createdAt())
        .updatedDate(stored.updatedAt())
        .handle(product.slug().length() <= 100 ? product.slug() : null)
        .url(has(URL) ? url(product) : null)
        .description(has(DESCRIPTION) ? description(product) : null)
        .plainDescription(has(PLAIN_DESCRIPTION) ? plain(product) : null)
        .currency(has(CURRENCY) ? site.currency().code() : null)
        .media(media(product.media()))
        .infoSections(sections(product.infoSections()))
        .physicalProperties(physical(product.physicalProperties()))
        .tags(has(MERCHANT_DATA) || product.tags() == null ? product.tags() : publicTags(product))
        .directCategoriesInfo(has(ProductField.DIRECT_CATEGORIES_INFO) ? direct(facts) : null)
        .allCategoriesInfo(has(ProductField.ALL_CATEGORIES_INFO) ? all(facts) : null)
        .breadcrumbsInfo(has(BREADCRUMBS_INFO) ? breadcrumbs(product, facts) : null)
        .actualPriceRange(variants.range(product.actualPriceRange()))
        .compareAtPriceRange(variants.range(product.compareAtPriceRange()))
        .costRange(has(MERCHANT_DATA) ? variants.range(product.costRange()) : null)
        .inventory(StockSummary.of(product, facts))
        .options(variants.options(product, facts))
        .modifiers(modifiers(product))
        .variantsInfo(variants.all(product, facts))
        .variantSummary(
            product.variantSummary().toBuilder()
                .minPriceVariant(
                    has(MIN_PRICE_VARIANT)
                        ? variants.one(ProductPrices.cheapest(product), facts)
                        : null)
                .build());
    return next.build();
  }

  private boolean has(ProductField field) {
    return fields.contains(field);
  }

  private PageUrlV2 url(V3Product product) {
    String path = CatalogSite.productPath(product.slug());
    return PageUrlV2.builder().relativePath(path).url(site.baseUrl() + path).build();
  }

  private static io.cartwright.wire.productsv3.RichContent description(V3Product product) {
    return product.description() != null
        ? product.description()
        : RichText.ofPlain(product.plainDescription());
  }

  static String plain(V3Product product) {
    return product.plainDescription() != null
        ? product.plainDescription()
        : RichText.plain(product.description());
  }

  private static io.cartwright.wire.common.Tags publicTags(V3Product product) {
    return product.tags().toBuilder().privateTags(null).build();
  }

  private Media media(Media media) {
    if (media == null) return null;
    List<ProductMedia> items = media.itemsInfo().items().stream().map(this::medium).toList();
    return media.toBuilder()
        .main(items.get(0))
        .itemsInfo(
            has(MEDIA_ITEMS_INFO) ? media.itemsInfo().toBuilder().items(items).build() : null)
        .build();
  }

  private ProductMedia medium(ProductMedia medium) {
    return has(THUMBNAIL) ? medium : medium.toBuilder().thumbnail(null).build();
  }

  private List<InfoSection> sections(List<InfoSection> sections) {
    boolean rich = has(INFO_SECTION_DESCRIPTION);
    boolean plain = has(INFO_SECTION_PLAIN_DESCRIPTION);
    if (sections == null || !(rich || plain || has(INFO_SECTION))) return null;
    return sections.stream()
        .map(
            section ->
                section.toBuilder()
                    .description(rich ? RichText.ofPlain(section.plainDescription()) : null)
                    .plainDescription(plain ? section.plainDescription() : null)
                    .build())
        .toList();
  }

  private PhysicalProperties physical(PhysicalProperties physical) {
    if (physical == null || !has(WEIGHT_MEASUREMENT_UNIT_INFO)) return physical;
    return physical.toBuilder()
        .weightMeasurementUnitInfo(
            WeightMeasurementUnitInfo.builder().weightMeasurementUnit(site.weightUnit()).build())
        .build();
  }

  private List<io.cartwright.wire.productsv3.ConnectedModifier> modifiers(V3Product product) {
    boolean references = has(PRODUCT_CHOICES_MEDIA_REFERENCES);
    boolean pictures = has(PRODUCT_CHOICES_DISPLAY_IMAGE);
    if (product.modifiers() == null || (references && pictures)) return product.modifiers();
    return product.modifiers().stream()
        .map(
            modifier ->
                modifier.choicesSettings() == null
                    ? modifier
                    : modifier.toBuilder()
                        .choicesSettings(
                            modifier.choicesSettings().toBuilder()
                                .choices(
                                    modifier.choicesSettings().choices().stream()
                                        .map(
                                            choice ->
                                                choice.toBuilder()
                                                    .media(references ? choice.media() : null)
                                                    .displayImage(
                                                        pictures ? choice.displayImage() : null)
                                                    .build())
                                        .toList())
                                .build())
                        .build())
        .toList();
  }

  /** Every product is in the category of all products. */
  private ProductCategoriesInfo direct(ProductFacts facts) {
    List<UUID> ids = shown(facts.directCategories(), facts);
    ids.add(CatalogIds.allProducts(siteId));
    return categories(ids);
  }

  private ProductCategoriesInfo all(ProductFacts facts) {
    List<UUID> ids = shown(facts.tree().withAncestors(facts.directCategories()), facts);
    ids.add(CatalogIds.allProducts(siteId));
    return categories(ids);
  }

  private List<UUID> shown(Collection<UUID> ids, ProductFacts facts) {
    List<UUID> shown = new ArrayList<>(ids);
    if (!admin) shown.removeIf(id -> !facts.tree().isVisible(id));
    return shown;
  }

  private static ProductCategoriesInfo categories(Collection<UUID> ids) {
    return ProductCategoriesInfo.builder()
        .categories(
            ids.stream().map(id -> ProductCategory.builder().id(id.toString()).build()).toList())
        .build();
  }

  private BreadcrumbsInfo breadcrumbs(V3Product product, ProductFacts facts) {
    UUID main = CatalogIds.parse(product.mainCategoryId());
    List<BreadCrumb> crumbs =
        main == null || !(admin || facts.tree().isVisible(main))
            ? List.of()
            : facts.tree().path(main).stream().map(ProductView::crumb).toList();
    return BreadcrumbsInfo.builder().breadcrumbs(crumbs).build();
  }

  private static BreadCrumb crumb(CategoryTree.Entry entry) {
    return BreadCrumb.builder()
        .categoryId(entry.id().toString())
        .categoryName(entry.name())
        .categorySlug(entry.slug())
        .build();
  }
}
