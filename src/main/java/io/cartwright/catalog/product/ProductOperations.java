package io.cartwright.catalog.product;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Operation;
import io.cartwright.wire.productsv3.BulkCreateProductsRequest;
import io.cartwright.wire.productsv3.BulkCreateProductsResponse;
import io.cartwright.wire.productsv3.BulkCreateProductsWithInventoryRequest;
import io.cartwright.wire.productsv3.BulkCreateProductsWithInventoryResponse;
import io.cartwright.wire.productsv3.CreateProductRequest;
import io.cartwright.wire.productsv3.CreateProductResponse;
import io.cartwright.wire.productsv3.CreateProductWithInventoryRequest;
import io.cartwright.wire.productsv3.CreateProductWithInventoryResponse;
import io.cartwright.wire.productsv3.ProductsV3Api;
import io.cartwright.wire.productsv3.UpdateProductRequest;
import io.cartwright.wire.productsv3.UpdateProductResponse;
import io.cartwright.wire.productsv3.V3CountProductsRequest;
import io.cartwright.wire.productsv3.V3CountProductsResponse;
import io.cartwright.wire.productsv3.V3DeleteProductRequest;
import io.cartwright.wire.productsv3.V3DeleteProductResponse;
import io.cartwright.wire.productsv3.V3GetProductBySlugRequest;
import io.cartwright.wire.productsv3.V3GetProductBySlugResponse;
import io.cartwright.wire.productsv3.V3GetProductRequest;
import io.cartwright.wire.productsv3.V3GetProductResponse;
import io.cartwright.wire.productsv3.V3QueryProductsRequest;
import io.cartwright.wire.productsv3.V3QueryProductsResponse;
import io.cartwright.wire.productsv3.V3SearchProductsRequest;
import io.cartwright.wire.productsv3.V3SearchProductsResponse;
import java.util.List;
import java.util.UUID;

/** Operations on products. Anybody with a token may read what is visible. */
public final class ProductOperations {
  public static final Operation<CreateProductRequest, CreateProductResponse> CREATE_PRODUCT =
      Operation.of(ProductsV3Api.CREATE_PRODUCT).allow(ADMIN).writes();

  public static final Operation<
          CreateProductWithInventoryRequest, CreateProductWithInventoryResponse>
      CREATE_PRODUCT_WITH_INVENTORY =
          Operation.of(ProductsV3Api.CREATE_PRODUCT_WITH_INVENTORY).allow(ADMIN).writes();

  public static final Operation<BulkCreateProductsRequest, BulkCreateProductsResponse>
      BULK_CREATE_PRODUCTS = Operation.of(ProductsV3Api.BULK_CREATE_PRODUCTS).allow(ADMIN).writes();

  public static final Operation<
          BulkCreateProductsWithInventoryRequest, BulkCreateProductsWithInventoryResponse>
      BULK_CREATE_PRODUCTS_WITH_INVENTORY =
          Operation.of(ProductsV3Api.BULK_CREATE_PRODUCTS_WITH_INVENTORY).allow(ADMIN).writes();

  public static final Operation<V3GetProductRequest, V3GetProductResponse> GET_PRODUCT =
      Operation.of(ProductsV3Api.GET_PRODUCT).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<V3GetProductBySlugRequest, V3GetProductBySlugResponse>
      GET_PRODUCT_BY_SLUG =
          Operation.of(ProductsV3Api.GET_PRODUCT_BY_SLUG).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<UpdateProductRequest, UpdateProductResponse> UPDATE_PRODUCT =
      Operation.of(ProductsV3Api.UPDATE_PRODUCT).allow(ADMIN).writes();

  public static final Operation<V3DeleteProductRequest, V3DeleteProductResponse> DELETE_PRODUCT =
      Operation.of(ProductsV3Api.DELETE_PRODUCT).allow(ADMIN).writes();

  public static final Operation<V3QueryProductsRequest, V3QueryProductsResponse> QUERY_PRODUCTS =
      Operation.of(ProductsV3Api.QUERY_PRODUCTS).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<V3SearchProductsRequest, V3SearchProductsResponse> SEARCH_PRODUCTS =
      Operation.of(ProductsV3Api.SEARCH_PRODUCTS).allow(VISITOR, MEMBER, ADMIN);

  public static final Operation<V3CountProductsRequest, V3CountProductsResponse> COUNT_PRODUCTS =
      Operation.of(ProductsV3Api.COUNT_PRODUCTS).allow(VISITOR, MEMBER, ADMIN);

  /** {@link #CREATE_PRODUCT_WITH_INVENTORY} under an id of the caller's choice. */
  public static final Operation<CreateProductAs, CreateProductWithInventoryResponse>
      CREATE_PRODUCT_AS = Operation.internal("ecom.catalog.createProductAs");

  /** Asks for a product with this id. */
  public record CreateProductAs(UUID id, CreateProductWithInventoryRequest request) {}

  /** All of them that have a path. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_PRODUCT,
          CREATE_PRODUCT_WITH_INVENTORY,
          BULK_CREATE_PRODUCTS,
          BULK_CREATE_PRODUCTS_WITH_INVENTORY,
          GET_PRODUCT,
          GET_PRODUCT_BY_SLUG,
          UPDATE_PRODUCT,
          DELETE_PRODUCT,
          QUERY_PRODUCTS,
          SEARCH_PRODUCTS,
          COUNT_PRODUCTS);

  private ProductOperations() {}
}
