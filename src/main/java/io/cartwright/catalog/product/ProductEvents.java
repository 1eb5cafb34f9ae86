package io.cartwright.catalog.product;

import io.cartwright.catalog.CatalogSite;
import io.cartwright.catalog.category.CategoryTree;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.OutboxRow;
import io.cartwright.store.Stored;
import io.cartwright.wire.productsv3.V3Product;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Events of products. They show everything but categories, which have events of their own. */
final class ProductEvents {
  private static final String FQDN = "wix.stores.catalog.v3.product";
  private static final Set<ProductField> SHOWN =
      EnumSet.complementOf(
          EnumSet.of(
              ProductField.DIRECT_CATEGORIES_INFO,
              ProductField.ALL_CATEGORIES_INFO,
              ProductField.BREADCRUMBS_INFO));
  private static final CategoryTree EMPTY = new CategoryTree(List.of());

  private final Function<UUID, CatalogSite> sites;

  ProductEvents(Function<UUID, CatalogSite> sites) {
    this.sites = sites;
  }

  /** The tree of a site as a new product sees it: it is in no category. */
  CategoryTree emptyTree() {
    return EMPTY;
  }

  OutboxRow created(UUID siteId, Instant at, Stored<V3Product> product, ProductFacts facts) {
    return events(siteId, at)
        .created(product.id().toString(), 1, V3Product.CODEC, shown(siteId, product, facts));
  }

  /** The product changed, and its facts did not. */
  OutboxRow updated(
      UUID siteId, Stored<V3Product> before, Stored<V3Product> product, ProductFacts facts) {
    return events(siteId, product.updatedAt())
        .updated(
            product.id().toString(),
            product.revision(),
            V3Product.CODEC,
            shown(siteId, before, facts),
            shown(siteId, product, facts));
  }

  OutboxRow deleted(UUID siteId, Instant at, Stored<V3Product> product, ProductFacts facts) {
    return events(siteId, at)
        .deleted(
            product.id().toString(),
            product.revision() + 1,
            V3Product.CODEC,
            shown(siteId, product, facts));
  }

  private V3Product shown(UUID siteId, Stored<V3Product> product, ProductFacts facts) {
    return new ProductView(siteId, sites.apply(siteId), SHOWN, true).of(product, facts);
  }

  private static DomainEvents events(UUID siteId, Instant at) {
    return new DomainEvents(siteId, FQDN, at);
  }
}
