package io.cartwright.catalog.inventory;

import static io.cartwright.catalog.CatalogRefusal.INVENTORY_ITEM_NOT_FOUND;
import static io.cartwright.catalog.CatalogRefusal.ITEM_ALREADY_EXISTS;
import static io.cartwright.catalog.CatalogRefusal.PRODUCT_NOT_FOUND;
import static io.cartwright.catalog.CatalogRefusal.VARIANT_NOT_FOUND;
import static io.cartwright.catalog.inventory.InventoryOperations.CREATE_INVENTORY_ITEM;
import static io.cartwright.catalog.inventory.InventoryOperations.UPDATE_INVENTORY_ITEM;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.inventory.InventoryItems.Counts;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.catalog.product.ProductStore;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.store.Tally;
import io.cartwright.wire.Fields;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.inventoryitemsv3.CreateInventoryItemRequest;
import io.cartwright.wire.inventoryitemsv3.CreateInventoryItemResponse;
import io.cartwright.wire.inventoryitemsv3.UpdateInventoryItemRequest;
import io.cartwright.wire.inventoryitemsv3.UpdateInventoryItemResponse;
import io.cartwright.wire.productsv3.V3Product;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Creates and changes inventory items. */
final class InventoryFlow {
  /** How often a change is decided anew when stock was sold meanwhile. */
  private static final int TRIES_MAX = 5;

  private final InventoryStore store;
  private final ProductStore products;
  private final Commits commits;
  private final ItemCache cache;
  private final Ids ids;

  InventoryFlow(
      InventoryStore store, ProductStore products, Commits commits, ItemCache cache, Ids ids) {
    this.store = store;
    this.products = products;
    this.commits = commits;
    this.cache = cache;
    this.ids = ids;
  }

  Future<Outcome<CreateInventoryItemResponse>> create(Call<CreateInventoryItemRequest> call) {
    UUID siteId = call.caller().siteId();
    InventoryItem sent = call.body().inventoryItem();
    UUID productId = CatalogIds.parse(sent.productId());
    if (productId == null) {
      return Future.succeededFuture(
          Outcome.refused(PRODUCT_NOT_FOUND, "there is no product " + sent.productId()));
    }
    var product = products.find(siteId, productId);
    var direct = products.direct(siteId, List.of(productId));
    return Future.all(product, direct)
        .compose(
            ready -> {
              if (product.result().isEmpty()) {
                return Future.succeededFuture(
                    Outcome.refused(PRODUCT_NOT_FOUND, "there is no product " + productId));
              }
              V3Product owner = product.result().get().value();
              return withVariant(sent, owner, productId)
                  .then(item -> InventoryItems.check(siteId, item, 0))
                  .thenAwait(
                      item ->
                          insert(
                              call,
                              item,
                              owner,
                              direct.result().getOrDefault(productId, List.of())));
            });
  }

  private static Outcome<InventoryItem> withVariant(
      InventoryItem sent, V3Product owner, UUID productId) {
    UUID variantId = CatalogIds.parse(sent.variantId());
    boolean known =
        variantId != null
            && owner.variantsInfo().variants().stream()
                .anyMatch(v -> v.id().equals(variantId.toString()));
    return known
        ? Outcome.done(
            InventoryItem.CODEC.merge(null, sent, null).toBuilder()
                .productId(productId.toString())
                .variantId(variantId.toString())
                .build())
        : Outcome.refused(VARIANT_NOT_FOUND, "the product has no variant " + sent.variantId());
  }

  private Future<Outcome<CreateInventoryItemResponse>> insert(
      Call<CreateInventoryItemRequest> call,
      InventoryItem item,
      V3Product owner,
      List<UUID> categories) {
    UUID siteId = call.caller().siteId();
    UUID id = ids.next();
    long quantity = item.trackQuantity() ? item.quantity() : 0;
    InventoryItem shown =
        InventoryItems.shown(
            new Stored<>(id, 1, call.now(), call.now(), InventoryItems.stored(item)),
            new Counts(quantity, 0),
            owner,
            categories);
    Change change =
        InventoryStore.insert(
                Change.at(call.now()),
                id,
                item,
                new StockMovement(siteId, ids.next(), id, quantity, "MANUAL", null, call.now()))
            .emit(
                new DomainEvents(siteId, InventoryItems.FQDN, call.now())
                    .created(id.toString(), 1, InventoryItem.CODEC, shown));
    return commits
        .commit(
            CREATE_INVENTORY_ITEM,
            call,
            change,
            CreateInventoryItemResponse.builder().inventoryItem(shown).build(),
            constraint -> InventoryStore.PLACE.equals(constraint) ? ITEM_ALREADY_EXISTS : null)
        .onSuccess(done -> cache.changed(siteId, UUID.fromString(item.productId())));
  }

  Future<Outcome<UpdateInventoryItemResponse>> update(Call<UpdateInventoryItemRequest> call) {
    return tryUpdate(call, TRIES_MAX);
  }

  private Future<Outcome<UpdateInventoryItemResponse>> tryUpdate(
      Call<UpdateInventoryItemRequest> call, int tries) {
    UUID siteId = call.caller().siteId();
    InventoryItem patch = call.body().inventoryItem();
    UUID id = CatalogIds.parse(patch.id());
    if (id == null) return Future.succeededFuture(notFound(patch.id()));
    var found = store.find(siteId, id);
    var counts = store.counts(siteId, List.of(id));
    return Future.all(found, counts)
        .compose(
            ready -> {
              if (found.result().isEmpty()) return Future.succeededFuture(notFound(patch.id()));
              Stored<InventoryItem> before = found.result().get();
              String revision = Long.toString(before.revision());
              if (!revision.equals(patch.revision())) {
                return Future.succeededFuture(
                    Outcome.<UpdateInventoryItemResponse>refused(
                        CommonRefusal.INVALID_REVISION,
                        "the revision is " + revision + ", not " + patch.revision()));
              }
              return decide(call, before, counts.result().get(id));
            })
        .compose(
            outcome ->
                tries > 1 && isStale(outcome)
                    ? tryUpdate(call, tries - 1)
                    : Future.succeededFuture(outcome));
  }

  /** A lost race; when it was about the document, the next try says so by its revision. */
  private static boolean isStale(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused
        && refused.refusal() == CommonRefusal.INVALID_REVISION
        && !refused.description().startsWith("the revision is");
  }

  private Future<Outcome<UpdateInventoryItemResponse>> decide(
      Call<UpdateInventoryItemRequest> call, Stored<InventoryItem> before, Counts counts) {
    UUID siteId = call.caller().siteId();
    InventoryItem patch = call.body().inventoryItem();
    Fields present = call.present() == null ? null : call.present().child("inventoryItem");
    boolean sent = present == null ? patch.quantity() != null : present.has("quantity");
    int now = (int) counts.quantity();
    InventoryItem base =
        before.value().toBuilder()
            .quantity(before.value().trackQuantity() ? (Integer) now : null)
            .build();
    InventoryItem merged = InventoryItem.CODEC.merge(base, patch, present);
    long floor = sent ? counts.quantity() : Long.MIN_VALUE;
    return InventoryItems.check(siteId, merged, floor)
        .thenAwait(next -> save(call, before, next, counts, sent));
  }

  private Future<Outcome<UpdateInventoryItemResponse>> save(
      Call<UpdateInventoryItemRequest> call,
      Stored<InventoryItem> before,
      InventoryItem next,
      Counts counts,
      boolean quantitySent) {
    UUID siteId = call.caller().siteId();
    UUID productId = UUID.fromString(next.productId());
    var product = products.find(siteId, productId);
    var direct = products.direct(siteId, List.of(productId));
    return Future.all(product, direct)
        .compose(
            ready -> {
              Counts after =
                  quantitySent && next.trackQuantity()
                      ? new Counts(next.quantity(), counts.preordered())
                      : counts;
              long revision = before.revision() + 1;
              InventoryItem shown =
                  InventoryItems.shown(
                      new Stored<>(
                          before.id(),
                          revision,
                          before.createdAt(),
                          call.now(),
                          InventoryItems.stored(next)),
                      after,
                      product.result().map(Stored::value).orElse(null),
                      direct.result().getOrDefault(productId, List.of()));
              InventoryItem was =
                  InventoryItems.shown(
                      before,
                      counts,
                      product.result().map(Stored::value).orElse(null),
                      direct.result().getOrDefault(productId, List.of()));
              Change change = change(call, before, next, counts, after, was, shown);
              return commits
                  .commit(
                      UPDATE_INVENTORY_ITEM,
                      call,
                      change,
                      UpdateInventoryItemResponse.builder().inventoryItem(shown).build())
                  .onSuccess(done -> cache.changed(siteId, productId));
            });
  }

  private Change change(
      Call<UpdateInventoryItemRequest> call,
      Stored<InventoryItem> before,
      InventoryItem next,
      Counts counts,
      Counts after,
      InventoryItem was,
      InventoryItem shown) {
    UUID siteId = call.caller().siteId();
    Tally sequence = InventoryStore.events(siteId, before.id());
    Change change =
        Change.at(call.now())
            .update(
                InventoryStore.ITEMS,
                siteId,
                before.id(),
                before.revision(),
                InventoryItems.stored(next));
    long delta = after.quantity() - counts.quantity();
    if (delta != 0) {
      // The bounds hold only if the count still is what was read: the ledger stays exact.
      StockMovement movement =
          new StockMovement(
              siteId,
              ids.next(),
              before.id(),
              delta,
              InventoryVerticle.reason(call.body().reason()),
              null,
              call.now());
      InventoryStore.move(
          change, movement, after.quantity(), after.quantity(), CommonRefusal.INVALID_REVISION);
    }
    return change
        .take(sequence, 1, 0, Long.MAX_VALUE, null)
        .emitWith(
            taken ->
                new DomainEvents(siteId, InventoryItems.FQDN, call.now())
                    .updated(
                        before.id().toString(),
                        before.revision() + 1 + taken.valueOf(sequence),
                        InventoryItem.CODEC,
                        was,
                        shown));
  }

  static <T> Outcome<T> notFound(String id) {
    return Outcome.refused(INVENTORY_ITEM_NOT_FOUND, "there is no inventory item " + id);
  }
}
