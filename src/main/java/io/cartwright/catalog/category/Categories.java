package io.cartwright.catalog.category;

import static io.cartwright.catalog.CatalogRefusal.CATEGORIES_LIMIT_PER_TREE_EXCEEDED;
import static io.cartwright.catalog.CatalogRefusal.CATEGORY_ALREADY_EXISTS;
import static io.cartwright.catalog.CatalogRefusal.CATEGORY_DEPTH_LIMIT_EXCEEDED;
import static io.cartwright.catalog.CatalogRefusal.DUPLICATE_SLUG;
import static io.cartwright.catalog.CatalogRefusal.NAMESPACE_NOT_FOUND_IN_DEV_CENTER;
import static io.cartwright.catalog.CatalogRefusal.ONLY_SPACES_STRING_ERROR;
import static io.cartwright.catalog.CatalogRefusal.PARENT_CATEGORY_HIDDEN;
import static io.cartwright.catalog.CatalogRefusal.PARENT_CATEGORY_NOT_IN_TREE;
import static io.cartwright.catalog.CatalogRefusal.REMOVED_SLUG;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.Slugs;
import io.cartwright.wire.Violation;
import io.cartwright.wire.WireEnum;
import io.cartwright.wire.categories.Breadcrumb;
import io.cartwright.wire.categories.BreadcrumbsInfo;
import io.cartwright.wire.categories.Category;
import io.cartwright.wire.categories.ParentCategory;
import io.cartwright.wire.common.TreeReference;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rules of categories. All live in the tree of stores; one of them holds every product. */
final class Categories {
  /** Name of the entity in events. */
  static final String FQDN = "wix.categories.v1.category";

  static final String NAMESPACE = "@wix/stores";

  /** Categories of one site. */
  static final int COUNT_MAX = 2_000;

  private static final int SLUGS_MAX = 1_000;
  private static final TreeReference TREE = TreeReference.builder().appNamespace(NAMESPACE).build();

  private Categories() {}

  /** The refusal of any tree but that of stores, else null. */
  static <T> Outcome<T> checkTree(TreeReference tree) {
    return tree == null || NAMESPACE.equals(tree.appNamespace())
        ? null
        : Outcome.refused(
            NAMESPACE_NOT_FOUND_IN_DEV_CENTER, "categories live in the tree " + NAMESPACE);
  }

  /** A new category with its place, slug and defaults. */
  static Outcome<Category> create(Category sent, UUID id, CategoryTree tree) {
    if (sent.name() == null || sent.name().isBlank()) {
      return Outcome.refused(ONLY_SPACES_STRING_ERROR, "the name holds nothing but spaces");
    }
    if (tree.find(id) != null) {
      return Outcome.refused(CATEGORY_ALREADY_EXISTS, "there is a category " + id);
    }
    if (tree.size() >= COUNT_MAX) {
      return Outcome.refused(
          CATEGORIES_LIMIT_PER_TREE_EXCEEDED, "there are " + COUNT_MAX + " categories");
    }
    boolean visible = !Boolean.FALSE.equals(sent.visible());
    UUID parentId = parentId(sent);
    if (sent.parentCategory() != null && tree.find(parentId) == null) {
      return Outcome.refused(PARENT_CATEGORY_NOT_IN_TREE, "the parent does not exist");
    }
    if (parentId != null && tree.path(parentId).size() >= CategoryTree.DEPTH_MAX) {
      return Outcome.refused(
          CATEGORY_DEPTH_LIMIT_EXCEEDED, "at most " + CategoryTree.DEPTH_MAX + " levels");
    }
    if (parentId != null && visible && !tree.isVisible(parentId)) {
      return Outcome.refused(PARENT_CATEGORY_HIDDEN, "the parent is hidden");
    }
    Set<String> taken = tree.slugs();
    if (sent.slug() != null && taken.contains(valid(sent.slug()))) {
      return Outcome.refused(DUPLICATE_SLUG, sent.slug() + " is taken");
    }
    ParentCategory parent =
        parentId == null
            ? null
            : ParentCategory.builder()
                .id(parentId.toString())
                .index(tree.childCount(parentId))
                .build();
    return Outcome.done(
        sent.toBuilder()
            .name(sent.name().strip())
            .visible(visible)
            .parentCategory(parent)
            .slug(sent.slug() == null ? free(sent.name(), taken) : valid(sent.slug()))
            .treeReference(TREE)
            .managingAppId(null)
            .itemCounter(null)
            .breadcrumbsInfo(null)
            .build());
  }

  /** A changed category, checked. */
  static Outcome<Category> update(Category wanted, Category before) {
    if (wanted.name() == null) {
      return Outcome.invalid("category.name", Violation.Rule.REQUIRED_FIELD, "must be set");
    }
    if (wanted.name().isBlank()) {
      return Outcome.refused(ONLY_SPACES_STRING_ERROR, "the name holds nothing but spaces");
    }
    if (wanted.slug() == null) {
      return Outcome.refused(REMOVED_SLUG, "the slug of a category cannot be removed");
    }
    return Outcome.done(
        wanted.toBuilder()
            .slug(valid(wanted.slug()))
            .visible(before.visible())
            .parentCategory(before.parentCategory())
            .managingAppId(before.managingAppId())
            .build());
  }

  /** The category of all products. */
  static Category allProducts(UUID id, Instant now) {
    return Category.builder()
        .id(id.toString())
        .revision("1")
        .createdDate(now)
        .updatedDate(now)
        .name("All Products")
        .slug("all-products")
        .visible(true)
        .treeReference(TREE)
        .managingAppId(CatalogQuestions.STORES_APP_ID)
        .build();
  }

  private static String valid(String slug) {
    return Slugs.isValid(slug) ? slug : Slugs.of(slug, "category");
  }

  private static String free(String name, Set<String> taken) {
    String base = Slugs.of(name, "category");
    for (int n = 0; n < SLUGS_MAX; n++) {
      if (!taken.contains(Slugs.numbered(base, n))) return Slugs.numbered(base, n);
    }
    return base + "-" + taken.size();
  }

  static UUID parentId(Category category) {
    return category.parentCategory() == null
        ? null
        : CatalogIds.parse(category.parentCategory().id());
  }

  /** The category as it is shown: what was not asked for is absent. */
  static Category shown(
      Category stored, int count, CategoryTree tree, Collection<? extends WireEnum> fields) {
    Set<String> asked =
        fields == null ? Set.of() : fields.stream().map(WireEnum::wire).collect(Collectors.toSet());
    return stored.toBuilder()
        .itemCounter(count)
        .description(asked.contains("DESCRIPTION") ? stored.description() : null)
        .richContentDescription(
            asked.contains("RICH_CONTENT_DESCRIPTION") ? stored.richContentDescription() : null)
        .breadcrumbsInfo(asked.contains("BREADCRUMBS_INFO") ? breadcrumbs(stored, tree) : null)
        .build();
  }

  private static BreadcrumbsInfo breadcrumbs(Category category, CategoryTree tree) {
    UUID parent = parentId(category);
    List<Breadcrumb> crumbs =
        parent == null
            ? List.of()
            : tree.path(parent).stream()
                .map(
                    entry ->
                        Breadcrumb.builder()
                            .categoryId(entry.id().toString())
                            .categoryName(entry.name())
                            .categorySlug(entry.slug())
                            .build())
                .toList();
    return BreadcrumbsInfo.builder().breadcrumbs(crumbs).build();
  }
}
