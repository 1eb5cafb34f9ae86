package io.cartwright.catalog.product;

import static io.cartwright.catalog.product.ProductOperations.BULK_CREATE_PRODUCTS;
import static io.cartwright.catalog.product.ProductOperations.BULK_CREATE_PRODUCTS_WITH_INVENTORY;
import static io.cartwright.catalog.product.ProductOperations.COUNT_PRODUCTS;
import static io.cartwright.catalog.product.ProductOperations.CREATE_PRODUCT;
import static io.cartwright.catalog.product.ProductOperations.CREATE_PRODUCT_AS;
import static io.cartwright.catalog.product.ProductOperations.CREATE_PRODUCT_WITH_INVENTORY;
import static io.cartwright.catalog.product.ProductOperations.DELETE_PRODUCT;
import static io.cartwright.catalog.product.ProductOperations.GET_PRODUCT;
import static io.cartwright.catalog.product.ProductOperations.GET_PRODUCT_BY_SLUG;
import static io.cartwright.catalog.product.ProductOperations.QUERY_PRODUCTS;
import static io.cartwright.catalog.product.ProductOperations.SEARCH_PRODUCTS;
import static io.cartwright.catalog.product.ProductOperations.UPDATE_PRODUCT;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.catalog.CatalogSite;
import io.cartwright.catalog.category.CategoryStore;
import io.cartwright.catalog.inventory.InventoryStore;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.catalog.product.ProductCreateFlow.Draft;
import io.cartwright.catalog.product.ProductCreateFlow.Made;
import io.cartwright.catalog.product.ProductOperations.CreateProductAs;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Queries;
import io.cartwright.wire.productsv3.BulkCreateProductsRequest;
import io.cartwright.wire.productsv3.BulkCreateProductsResponse;
import io.cartwright.wire.productsv3.BulkCreateProductsWithInventoryRequest;
import io.cartwright.wire.productsv3.BulkCreateProductsWithInventoryResponse;
import io.cartwright.wire.productsv3.BulkProductResults;
import io.cartwright.wire.productsv3.CreateProductRequest;
import io.cartwright.wire.productsv3.CreateProductResponse;
import io.cartwright.wire.productsv3.CreateProductWithInventoryRequest;
import io.cartwright.wire.productsv3.CreateProductWithInventoryResponse;
import io.cartwright.wire.productsv3.UpdateProductRequest;
import io.cartwright.wire.productsv3.UpdateProductResponse;
import io.cartwright.wire.productsv3.V3CountProductsRequest;
import io.cartwright.wire.productsv3.V3CountProductsResponse;
import io.cartwright.wire.productsv3.V3GetProductBySlugRequest;
import io.cartwright.wire.productsv3.V3GetProductBySlugResponse;
import io.cartwright.wire.productsv3.V3GetProductRequest;
import io.cartwright.wire.productsv3.V3GetProductResponse;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.V3QueryProductsRequest;
import io.cartwright.wire.productsv3.V3QueryProductsResponse;
import io.cartwright.wire.productsv3.V3SearchProductsRequest;
import io.cartwright.wire.productsv3.V3SearchProductsResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Serves products. */
public final class ProductVerticle extends VerticleBase {
  private final Bus bus;
  private final ProductStore products;
  private final CategoryStore categories;
  private final Function<UUID, CatalogSite> sites;
  private final Ids ids;
  private final ProductCreateFlow creating;
  private final ProductChangeFlow changing;
  private final ProductSearchFlow searching;

  public ProductVerticle(
      Bus bus,
      ProductStore products,
      InventoryStore inventory,
      CategoryStore categories,
      Queries queries,
      Commits commits,
      ItemCache cache,
      Function<UUID, CatalogSite> sites,
      Ids ids) {
    this.bus = bus;
    this.products = products;
    this.categories = categories;
    this.sites = sites;
    this.ids = ids;
    ProductEvents events = new ProductEvents(sites);
    this.creating = new ProductCreateFlow(products, commits, cache, events, ids);
    this.changing =
        new ProductChangeFlow(products, inventory, categories, commits, cache, events, ids);
    this.searching = new ProductSearchFlow(queries);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(CREATE_PRODUCT, this::createProduct),
            bus.serve(CREATE_PRODUCT_WITH_INVENTORY, this::createProductWithInventory),
            bus.serve(CREATE_PRODUCT_AS, this::createProductAs),
            bus.serve(BULK_CREATE_PRODUCTS, this::bulkCreateProducts),
            bus.serve(BULK_CREATE_PRODUCTS_WITH_INVENTORY, this::bulkCreateProductsWithInventory),
            bus.serve(GET_PRODUCT, this::getProduct),
            bus.serve(GET_PRODUCT_BY_SLUG, this::getProductBySlug),
            bus.serve(UPDATE_PRODUCT, this::updateProduct),
            bus.serve(DELETE_PRODUCT, changing::delete),
            bus.serve(QUERY_PRODUCTS, this::queryProducts),
            bus.serve(SEARCH_PRODUCTS, this::searchProducts),
            bus.serve(COUNT_PRODUCTS, this::countProducts)));
  }

  private Future<Outcome<CreateProductResponse>> createProduct(Call<CreateProductRequest> call) {
    ProductView view = view(call, ProductField.of(call.body().fields()));
    return creating.create(
        CREATE_PRODUCT,
        call,
        List.of(ProductReplies.draft(ids.next(), call.body().product())),
        made ->
            made.get(0)
                .map(
                    one ->
                        CreateProductResponse.builder()
                            .product(view.of(one.product(), one.facts()))
                            .build()));
  }

  private Future<Outcome<CreateProductWithInventoryResponse>> createProductWithInventory(
      Call<CreateProductWithInventoryRequest> call) {
    return create(CREATE_PRODUCT_WITH_INVENTORY, call, ids.next(), call.body());
  }

  private Future<Outcome<CreateProductWithInventoryResponse>> createProductAs(
      Call<CreateProductAs> call) {
    return create(CREATE_PRODUCT_AS, call, call.body().id(), call.body().request());
  }

  private <Q> Future<Outcome<CreateProductWithInventoryResponse>> create(
      Operation<Q, CreateProductWithInventoryResponse> operation,
      Call<Q> call,
      UUID id,
      CreateProductWithInventoryRequest request) {
    ProductView view = view(call, ProductField.of(request.fields()));
    return creating.create(
        operation,
        call,
        List.of(ProductReplies.draft(id, request.product())),
        made -> made.get(0).map(one -> reply(made, one, view)));
  }

  private static CreateProductWithInventoryResponse reply(
      List<Outcome<Made>> made, Made one, ProductView view) {
    return CreateProductWithInventoryResponse.builder()
        .product(view.of(one.product(), one.facts()))
        .inventoryResults(ProductReplies.inventory(made, true))
        .build();
  }

  private Future<Outcome<BulkCreateProductsResponse>> bulkCreateProducts(
      Call<BulkCreateProductsRequest> call) {
    BulkCreateProductsRequest body = call.body();
    List<Draft> drafts =
        body.products().stream().map(p -> ProductReplies.draft(ids.next(), p)).toList();
    ProductView view = entityView(call, body.returnEntity(), ProductField.of(body.fields()));
    return creating.create(
        BULK_CREATE_PRODUCTS,
        call,
        drafts,
        made ->
            Outcome.done(
                BulkCreateProductsResponse.builder()
                    .results(ProductReplies.results(made, view))
                    .bulkActionMetadata(ProductReplies.metadata(made.size(), done(made)))
                    .build()));
  }

  private Future<Outcome<BulkCreateProductsWithInventoryResponse>> bulkCreateProductsWithInventory(
      Call<BulkCreateProductsWithInventoryRequest> call) {
    BulkCreateProductsWithInventoryRequest body = call.body();
    List<Draft> drafts =
        body.products().stream().map(p -> ProductReplies.draft(ids.next(), p)).toList();
    boolean entities = Boolean.TRUE.equals(body.returnEntity());
    ProductView view = entityView(call, body.returnEntity(), ProductField.of(body.fields()));
    return creating.create(
        BULK_CREATE_PRODUCTS_WITH_INVENTORY,
        call,
        drafts,
        made ->
            Outcome.done(
                BulkCreateProductsWithInventoryResponse.builder()
                    .productResults(
                        BulkProductResults.builder()
                            .results(ProductReplies.results(made, view))
                            .bulkActionMetadata(ProductReplies.metadata(made.size(), done(made)))
                            .build())
                    .inventoryResults(ProductReplies.inventory(made, entities))
                    .build()));
  }

  private static int done(List<Outcome<Made>> made) {
    return (int) made.stream().filter(Outcome::isDone).count();
  }

  private Future<Outcome<V3GetProductResponse>> getProduct(Call<V3GetProductRequest> call) {
    UUID id = CatalogIds.parse(call.body().productId());
    Future<Optional<Stored<V3Product>>> found =
        id == null
            ? Future.succeededFuture(Optional.empty())
            : products.find(call.caller().siteId(), id);
    return found
        .compose(
            product ->
                one(call, product, call.body().productId(), ProductField.of(call.body().fields())))
        .map(shown -> shown.map(p -> V3GetProductResponse.builder().product(p).build()));
  }

  private Future<Outcome<V3GetProductBySlugResponse>> getProductBySlug(
      Call<V3GetProductBySlugRequest> call) {
    return products
        .findBySlug(call.caller().siteId(), call.body().slug())
        .compose(
            product ->
                one(call, product, call.body().slug(), ProductField.of(call.body().fields())))
        .map(shown -> shown.map(p -> V3GetProductBySlugResponse.builder().product(p).build()));
  }

  private Future<Outcome<V3Product>> one(
      Call<?> call, Optional<Stored<V3Product>> found, String name, Set<ProductField> fields) {
    if (found.isEmpty() || !(found.get().value().visible() || call.caller().isAdmin())) {
      return Future.succeededFuture(ProductChangeFlow.notFound(name));
    }
    return show(call, List.of(found.get()), fields).map(all -> all.map(list -> list.get(0)));
  }

  private Future<Outcome<UpdateProductResponse>> updateProduct(Call<UpdateProductRequest> call) {
    Set<ProductField> fields = ProductField.of(call.body().fields());
    ProductView view = view(call, fields);
    return changing.update(
        call,
        fields,
        (product, facts) ->
            UpdateProductResponse.builder().product(view.of(product, facts)).build());
  }

  private Future<Outcome<V3QueryProductsResponse>> queryProducts(
      Call<V3QueryProductsRequest> call) {
    Set<ProductField> fields = ProductField.of(call.body().fields());
    return searching
        .query(call)
        .compose(
            found ->
                found.thenAwait(
                    all ->
                        show(call, all.page().items(), fields)
                            .map(
                                shown ->
                                    shown.map(
                                        list ->
                                            V3QueryProductsResponse.builder()
                                                .products(list)
                                                .pagingMetadata(ProductReplies.paging(all))
                                                .build()))));
  }

  private Future<Outcome<V3SearchProductsResponse>> searchProducts(
      Call<V3SearchProductsRequest> call) {
    Set<ProductField> fields = ProductField.of(call.body().fields());
    UUID siteId = call.caller().siteId();
    return categories
        .complete(siteId, call.now())
        .compose(complete -> searching.search(call))
        .compose(
            found ->
                found.thenAwait(
                    all ->
                        show(call, all.page().items(), fields)
                            .map(
                                shown ->
                                    shown.map(
                                        list ->
                                            V3SearchProductsResponse.builder()
                                                .products(list)
                                                .pagingMetadata(ProductReplies.paging(all))
                                                .aggregationData(all.aggregations())
                                                .build()))));
  }

  private Future<Outcome<V3CountProductsResponse>> countProducts(
      Call<V3CountProductsRequest> call) {
    return searching
        .count(call)
        .map(counted -> counted.map(n -> V3CountProductsResponse.builder().count(n).build()));
  }

  private Future<Outcome<List<V3Product>>> show(
      Call<?> call, List<Stored<V3Product>> found, Set<ProductField> fields) {
    if (fields.contains(ProductField.MERCHANT_DATA) && !call.caller().isAdmin()) {
      return Future.succeededFuture(
          Outcome.refused(
              CatalogRefusal.NO_PERMISSION_TO_READ_MERCHANT_DATA,
              "MERCHANT_DATA is for administrators"));
    }
    ProductView view = view(call, fields);
    List<UUID> productIds = found.stream().map(Stored::id).toList();
    return products
        .facts(call.caller().siteId(), productIds, fields)
        .map(
            facts -> Outcome.done(found.stream().map(p -> view.of(p, facts.get(p.id()))).toList()));
  }

  private ProductView view(Call<?> call, Set<ProductField> fields) {
    UUID siteId = call.caller().siteId();
    return new ProductView(siteId, sites.apply(siteId), fields, call.caller().isAdmin());
  }

  private ProductView entityView(Call<?> call, Boolean returnEntity, Set<ProductField> fields) {
    return Boolean.TRUE.equals(returnEntity) ? view(call, fields) : null;
  }
}
