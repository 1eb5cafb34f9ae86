package io.cartwright.catalog.product;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.Refusals;
import io.cartwright.catalog.product.ProductCreateFlow.Draft;
import io.cartwright.catalog.product.ProductCreateFlow.Made;
import io.cartwright.wire.common.CommonCursors;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.manualtaxmappings.ItemMetadata;
import io.cartwright.wire.productsv3.BulkInventoryItemResult;
import io.cartwright.wire.productsv3.BulkInventoryItemResults;
import io.cartwright.wire.productsv3.CatalogV3BulkProductResult;
import io.cartwright.wire.productsv3.CommonBulkActionMetadata;
import io.cartwright.wire.productsv3.CommonCursorPagingMetadata;
import io.cartwright.wire.productsv3.InventoryItemComposite;
import io.cartwright.wire.productsv3.ProductWithInventory;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.VariantWithInventory;
import io.cartwright.wire.productsv3.WixCommonItemMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Between wire messages of products and what the flows work with. */
final class ProductReplies {
  private ProductReplies() {}

  /** A product without stock. */
  static Draft draft(UUID id, V3Product sent) {
    V3Product written = V3Product.CODEC.merge(null, sent, null);
    return new Draft(id, withVariantIds(written, sent), List.of());
  }

  /** A product with stock; both messages have the same fields, but for the inventory items. */
  static Draft draft(UUID id, ProductWithInventory sent) {
    List<InventoryItemComposite> stock = new ArrayList<>();
    if (sent.variantsInfo() != null && sent.variantsInfo().variants() != null) {
      for (VariantWithInventory variant : sent.variantsInfo().variants()) {
        stock.add(variant.inventoryItem());
      }
    }
    V3Product product = V3Product.CODEC.fromText(ProductWithInventory.CODEC.toText(sent));
    return new Draft(id, draft(id, product).product(), stock);
  }

  /** The merchant's own variant ids are kept where they are ids. */
  private static V3Product withVariantIds(V3Product product, V3Product sent) {
    if (product.variantsInfo() == null || product.variantsInfo().variants() == null) return product;
    var variants = new ArrayList<io.cartwright.wire.productsv3.Variant>();
    for (int i = 0; i < product.variantsInfo().variants().size(); i++) {
      UUID id = CatalogIds.parse(sent.variantsInfo().variants().get(i).id());
      variants.add(
          product.variantsInfo().variants().get(i).toBuilder()
              .id(id == null ? null : id.toString())
              .build());
    }
    return product.toBuilder()
        .variantsInfo(product.variantsInfo().toBuilder().variants(variants).build())
        .build();
  }

  /** Results of a bulk creation; entities only when they were asked for. */
  static List<CatalogV3BulkProductResult> results(List<Outcome<Made>> made, ProductView view) {
    List<CatalogV3BulkProductResult> results = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      Made one = made.get(i).orNull();
      results.add(
          CatalogV3BulkProductResult.builder()
              .itemMetadata(
                  WixCommonItemMetadata.builder()
                      .id(one == null ? null : one.product().id().toString())
                      .originalIndex(i)
                      .success(one != null)
                      .error(Refusals.error(made.get(i)))
                      .build())
              .item(one == null || view == null ? null : view.of(one.product(), one.facts()))
              .build());
    }
    return results;
  }

  static CommonBulkActionMetadata metadata(int all, int done) {
    return CommonBulkActionMetadata.builder()
        .totalSuccesses(done)
        .totalFailures(all - done)
        .undetailedFailures(0)
        .build();
  }

  /** Results of the inventory items that came with products. */
  static BulkInventoryItemResults inventory(List<Outcome<Made>> made, boolean entities) {
    List<BulkInventoryItemResult> results = new ArrayList<>();
    for (Outcome<Made> one : made) {
      if (!one.isDone()) continue;
      for (InventoryItem item : one.orNull().items()) {
        results.add(
            BulkInventoryItemResult.builder()
                .itemMetadata(
                    ItemMetadata.builder()
                        .id(item.id())
                        .originalIndex(results.size())
                        .success(true)
                        .build())
                .item(entities ? item : null)
                .build());
      }
    }
    return BulkInventoryItemResults.builder()
        .results(results)
        .bulkActionMetadata(metadata(results.size(), results.size()))
        .build();
  }

  static CommonCursorPagingMetadata paging(ProductSearchFlow.Found found) {
    return CommonCursorPagingMetadata.builder()
        .count(found.page().count())
        .cursors(CommonCursors.builder().next(found.next()).prev(found.prev()).build())
        .hasNext(found.page().hasNext())
        .build();
  }
}
