package io.cartwright.catalog.category;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Operation;
import io.cartwright.wire.categories.BulkAddItemToCategoriesRequest;
import io.cartwright.wire.categories.BulkAddItemToCategoriesResponse;
import io.cartwright.wire.categories.BulkAddItemsToCategoryRequest;
import io.cartwright.wire.categories.BulkAddItemsToCategoryResponse;
import io.cartwright.wire.categories.BulkRemoveItemFromCategoriesRequest;
import io.cartwright.wire.categories.BulkRemoveItemFromCategoriesResponse;
import io.cartwright.wire.categories.BulkRemoveItemsFromCategoryRequest;
import io.cartwright.wire.categories.BulkRemoveItemsFromCategoryResponse;
import io.cartwright.wire.categories.CategoriesApi;
import io.cartwright.wire.categories.CreateCategoryRequest;
import io.cartwright.wire.categories.CreateCategoryResponse;
import io.cartwright.wire.categories.DeleteCategoryRequest;
import io.cartwright.wire.categories.DeleteCategoryResponse;
import io.cartwright.wire.categories.GetCategoryBySlugRequest;
import io.cartwright.wire.categories.GetCategoryBySlugResponse;
import io.cartwright.wire.categories.GetCategoryRequest;
import io.cartwright.wire.categories.GetCategoryResponse;
import io.cartwright.wire.categories.ListCategoriesForItemRequest;
import io.cartwright.wire.categories.ListCategoriesForItemResponse;
import io.cartwright.wire.categories.ListItemsInCategoryRequest;
import io.cartwright.wire.categories.ListItemsInCategoryResponse;
import io.cartwright.wire.categories.QueryCategoriesRequest;
import io.cartwright.wire.categories.QueryCategoriesResponse;
import io.cartwright.wire.categories.UpdateCategoryRequest;
import io.cartwright.wire.categories.UpdateCategoryResponse;
import java.util.List;

/** Operations on categories. Anybody with a token may read what is visible. */
public final class CategoryOperations {
  public static final Operation<CreateCategoryRequest, CreateCategoryResponse> CREATE_CATEGORY =
      Operation.of(CategoriesApi.CREATE_CATEGORY).allow(ADMIN).writes();

  public static final Operation<GetCategoryRequest, GetCategoryResponse> GET_CATEGORY =
      Operation.of(CategoriesApi.GET_CATEGORY).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<GetCategoryBySlugRequest, GetCategoryBySlugResponse>
      GET_CATEGORY_BY_SLUG =
          Operation.of(CategoriesApi.GET_CATEGORY_BY_SLUG).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<QueryCategoriesRequest, QueryCategoriesResponse> QUERY_CATEGORIES =
      Operation.of(CategoriesApi.QUERY_CATEGORIES).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<UpdateCategoryRequest, UpdateCategoryResponse> UPDATE_CATEGORY =
      Operation.of(CategoriesApi.UPDATE_CATEGORY).allow(ADMIN).writes();

  public static final Operation<DeleteCategoryRequest, DeleteCategoryResponse> DELETE_CATEGORY =
      Operation.of(CategoriesApi.DELETE_CATEGORY).allow(ADMIN).writes();

  public static final Operation<BulkAddItemsToCategoryRequest, BulkAddItemsToCategoryResponse>
      BULK_ADD_ITEMS_TO_CATEGORY =
          Operation.of(CategoriesApi.BULK_ADD_ITEMS_TO_CATEGORY).allow(ADMIN).writes();

  public static final Operation<
          BulkRemoveItemsFromCategoryRequest, BulkRemoveItemsFromCategoryResponse>
      BULK_REMOVE_ITEMS_FROM_CATEGORY =
          Operation.of(CategoriesApi.BULK_REMOVE_ITEMS_FROM_CATEGORY).allow(ADMIN).writes();

  public static final Operation<BulkAddItemToCategoriesRequest, BulkAddItemToCategoriesResponse>
      BULK_ADD_ITEM_TO_CATEGORIES =
          Operation.of(CategoriesApi.BULK_ADD_ITEM_TO_CATEGORIES).allow(ADMIN).writes();

  public static final Operation<
          BulkRemoveItemFromCategoriesRequest, BulkRemoveItemFromCategoriesResponse>
      BULK_REMOVE_ITEM_FROM_CATEGORIES =
          Operation.of(CategoriesApi.BULK_REMOVE_ITEM_FROM_CATEGORIES).allow(ADMIN).writes();

  public static final Operation<ListItemsInCategoryRequest, ListItemsInCategoryResponse>
      LIST_ITEMS_IN_CATEGORY =
          Operation.of(CategoriesApi.LIST_ITEMS_IN_CATEGORY).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<ListCategoriesForItemRequest, ListCategoriesForItemResponse>
      LIST_CATEGORIES_FOR_ITEM =
          Operation.of(CategoriesApi.LIST_CATEGORIES_FOR_ITEM).allow(VISITOR, MEMBER, ADMIN);

  /** All of them that have a path. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_CATEGORY,
          GET_CATEGORY,
          GET_CATEGORY_BY_SLUG,
          QUERY_CATEGORIES,
          UPDATE_CATEGORY,
          DELETE_CATEGORY,
          BULK_ADD_ITEMS_TO_CATEGORY,
          BULK_REMOVE_ITEMS_FROM_CATEGORY,
          BULK_ADD_ITEM_TO_CATEGORIES,
          BULK_REMOVE_ITEM_FROM_CATEGORIES,
          LIST_ITEMS_IN_CATEGORY,
          LIST_CATEGORIES_FOR_ITEM);

  private CategoryOperations() {}
}
