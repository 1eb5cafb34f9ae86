package io.cartwright.catalog.product;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.catalog.Slugs;
import io.cartwright.catalog.inventory.InventoryItems;
import io.cartwright.catalog.inventory.InventoryItems.Counts;
import io.cartwright.catalog.inventory.InventoryStore;
import io.cartwright.catalog.inventory.StockMovement;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.catalog.product.ProductFacts.VariantStock;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.AvailabilityStatus;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.productsv3.InventoryItemComposite;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Creates products: checks each, finds out which of their keys are taken, gives slugs, and writes
 * those that may be in one transaction, together with their stock. A race for a key is lost in
 * Postgres; then the keys are looked up again.
 */
final class ProductCreateFlow {
  /** Slugs that are tried for a name before a random one is taken. */
  private static final int SLUGS_MAX = 10;

  private final ProductStore products;
  private final Commits commits;
  private final ItemCache cache;
  private final Ids ids;
  private final ProductEvents events;

  ProductCreateFlow(
      ProductStore products, Commits commits, ItemCache cache, ProductEvents events, Ids ids) {
    this.products = products;
    this.commits = commits;
    this.cache = cache;
    this.events = events;
    this.ids = ids;
  }

  /**
   * A product to be.
   *
   * @param id the id it shall have
   * @param stock for each variant in order, or null entries; an empty list for no stock at all
   */
  record Draft(UUID id, V3Product product, List<InventoryItemComposite> stock) {}

  /** A product that was made, with the inventory items of its variants. */
  record Made(Stored<V3Product> product, ProductFacts facts, List<InventoryItem> items) {}

  /** The products of one command under way. */
  private record Batch(List<Draft> drafts, List<Outcome<V3Product>> checked) {}

  /**
   * Creates what may be created.
   *
   * @param reply from the outcome of each draft in order; when it refuses, nothing is done
   */
  <Q, A> Future<Outcome<A>> create(
      Operation<Q, A> operation,
      Call<Q> call,
      List<Draft> drafts,
      Function<List<Outcome<Made>>, Outcome<A>> reply) {
    UUID siteId = call.caller().siteId();
    ProductRules rules = new ProductRules(siteId, ids);
    List<Outcome<V3Product>> checked = new ArrayList<>();
    for (Draft draft : drafts) {
      checked.add(
          rules.check(draft.product(), null).then(p -> checkStock(siteId, p, draft.stock())));
    }
    Batch batch = new Batch(drafts, checked);
    return Retries.whileStale(() -> attempt(operation, call, batch, reply));
  }

  private Outcome<V3Product> checkStock(
      UUID siteId, V3Product product, List<InventoryItemComposite> stock) {
    for (InventoryItemComposite sent : stock) {
      if (sent == null) continue;
      Outcome<InventoryItem> item = InventoryItems.check(siteId, item(sent), 0);
      if (!item.isDone()) return item.retype();
    }
    return Outcome.done(product);
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation,
      Call<Q> call,
      Batch batch,
      Function<List<Outcome<Made>>, Outcome<A>> reply) {
    UUID siteId = call.caller().siteId();
    return products
        .taken(siteId, wanted(siteId, batch))
        .compose(taken -> write(operation, call, batch, new HashSet<>(taken), reply));
  }

  private Set<UUID> wanted(UUID siteId, Batch batch) {
    Set<UUID> wanted = new HashSet<>();
    for (Outcome<V3Product> one : batch.checked()) {
      V3Product product = one.orNull();
      if (product == null) continue;
      wanted.addAll(ProductKey.all(siteId, slugged(product)).keySet());
      if (product.slug() == null) {
        slugs(product).forEach(slug -> wanted.add(slugKey(siteId, slug)));
      }
    }
    return wanted;
  }

  private <Q, A> Future<Outcome<A>> write(
      Operation<Q, A> operation,
      Call<Q> call,
      Batch batch,
      Set<UUID> taken,
      Function<List<Outcome<Made>>, Outcome<A>> reply) {
    UUID siteId = call.caller().siteId();
    Change change = Change.at(call.now());
    List<Outcome<Made>> made = new ArrayList<>();
    for (int i = 0; i < batch.drafts().size(); i++) {
      Draft draft = batch.drafts().get(i);
      made.add(
          batch
              .checked()
              .get(i)
              .then(product -> reserve(siteId, product, draft.id(), taken))
              .map(product -> add(change, siteId, call.now(), draft, product)));
    }
    Outcome<A> answer = reply.apply(made);
    boolean nothing = made.stream().noneMatch(Outcome::isDone) && !call.id().byCaller();
    if (!answer.isDone() || nothing) {
      return Future.succeededFuture(answer);
    }
    return commits
        .commit(
            operation,
            call,
            change,
            answer.orNull(),
            constraint -> CatalogRefusal.ITEM_ALREADY_EXISTS)
        .onSuccess(outcome -> batch.drafts().forEach(d -> cache.changed(siteId, d.id())));
  }

  /** Takes the keys of a product, with a slug that nobody has; refuses when a key is taken. */
  private Outcome<V3Product> reserve(UUID siteId, V3Product product, UUID id, Set<UUID> taken) {
    V3Product named = slugged(product);
    if (named.slug() == null) {
      String slug =
          slugs(product).stream()
              .filter(candidate -> !taken.contains(slugKey(siteId, candidate)))
              .findFirst()
              .orElseGet(() -> slugs(product).get(0) + "-" + id.toString().substring(28));
      named = product.toBuilder().slug(slug).build();
    }
    Map<UUID, ProductKey> keys = ProductKey.all(siteId, named);
    for (ProductKey key : keys.values()) {
      if (taken.contains(key.id())) {
        return Outcome.refused(key.kind().refusal, key.text() + " is taken");
      }
    }
    taken.addAll(keys.keySet());
    return Outcome.done(named);
  }

  private Made add(Change change, UUID siteId, Instant now, Draft draft, V3Product product) {
    ProductStore.insert(change, siteId, draft.id(), product);
    List<InventoryItem> items = new ArrayList<>();
    Map<String, VariantStock> stock = new HashMap<>();
    for (int i = 0; i < draft.stock().size(); i++) {
      if (draft.stock().get(i) == null) continue;
      Variant variant = product.variantsInfo().variants().get(i);
      InventoryItem item = addItem(change, siteId, now, draft, product, variant, i);
      items.add(item);
      stock.put(
          variant.id(),
          new VariantStock(
              item.availabilityStatus() == AvailabilityStatus.IN_STOCK,
              item.preorderInfo().enabled()));
    }
    Stored<V3Product> stored = new Stored<>(draft.id(), 1, now, now, product);
    ProductFacts facts = new ProductFacts(stock, List.of(), events.emptyTree());
    change.emit(events.created(siteId, now, stored, facts));
    return new Made(stored, facts, items);
  }

  private InventoryItem addItem(
      Change change,
      UUID siteId,
      Instant now,
      Draft draft,
      V3Product product,
      Variant variant,
      int index) {
    UUID itemId = ids.next();
    InventoryItem wanted =
        item(draft.stock().get(index)).toBuilder()
            .productId(draft.id().toString())
            .variantId(variant.id())
            .build();
    InventoryItem item = InventoryItems.check(siteId, wanted, 0).orNull();
    long quantity = item.trackQuantity() ? item.quantity() : 0;
    InventoryStore.insert(
        change,
        itemId,
        item,
        new StockMovement(siteId, ids.next(), itemId, quantity, "MANUAL", null, now));
    InventoryItem shown =
        InventoryItems.shown(
            new Stored<>(itemId, 1, now, now, InventoryItems.stored(item)),
            new Counts(quantity, 0),
            product,
            List.of());
    change.emit(
        new DomainEvents(siteId, InventoryItems.FQDN, now)
            .created(itemId.toString(), 1, InventoryItem.CODEC, shown));
    return shown;
  }

  private static InventoryItem item(InventoryItemComposite sent) {
    return InventoryItem.builder()
        .inStock(sent.inStock())
        .quantity(sent.quantity())
        .preorderInfo(sent.preorderInfo())
        .build();
  }

  /** A slug of the merchant's choice is kept, if a path can hold it. */
  static V3Product slugged(V3Product product) {
    return product.slug() == null || Slugs.isValid(product.slug())
        ? product
        : product.toBuilder().slug(Slugs.of(product.slug(), "product")).build();
  }

  private static List<String> slugs(V3Product product) {
    String base = Slugs.of(product.name(), "product");
    List<String> slugs = new ArrayList<>();
    for (int n = 0; n < SLUGS_MAX; n++) slugs.add(Slugs.numbered(base, n));
    return slugs;
  }

  static UUID slugKey(UUID siteId, String slug) {
    return ProductKey.of(siteId, ProductKey.Kind.SLUG, slug).id();
  }
}
