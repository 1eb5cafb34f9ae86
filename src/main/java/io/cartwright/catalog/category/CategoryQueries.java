package io.cartwright.catalog.category;

import static io.cartwright.store.ColumnType.BOOL;
import static io.cartwright.store.ColumnType.INT;
import static io.cartwright.store.ColumnType.TEXT;
import static io.cartwright.store.ColumnType.TIMESTAMPTZ;
import static io.cartwright.store.ColumnType.UUID;

import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.categories.Category;
import io.cartwright.wire.common.Sorting;
import java.util.List;

/** Which fields of categories may be asked for, and where they are. */
final class CategoryQueries {
  static final QueryFields<Category> FIELDS =
      QueryFields.of(CategoryStore.CATEGORIES)
          .filterOnly("id", "id", UUID)
          .filterOnly("slug", "slug", TEXT)
          .filterOnly("treeReference.appNamespace", "'" + Categories.NAMESPACE + "'::text", TEXT)
          .filterOnly("treeReference.treeKey", "null::text", TEXT)
          .filterOnly("visible", "visible", BOOL)
          .field("createdDate", "created_at", TIMESTAMPTZ)
          .field("updatedDate", "updated_at", TIMESTAMPTZ)
          .field("managingAppId", "managing_app_id", TEXT)
          .field("name", "name", TEXT)
          .field("parentCategory.id", "parent_id", UUID)
          .field("parentCategory.index", "position", INT)
          .hidden("seen", "category_visible(site_id, id)", BOOL)
          .defaultSort(Sort.ascending("createdDate"))
          .limits(50, 1_000)
          .build();

  private CategoryQueries() {}

  static List<Sort> sorts(List<Sorting> sorting) {
    return sorting == null
        ? List.of()
        : sorting.stream()
            .filter(s -> s.fieldName() != null)
            .map(s -> Sort.of(s.fieldName(), s.order() == null ? null : s.order().wire()))
            .toList();
  }
}
