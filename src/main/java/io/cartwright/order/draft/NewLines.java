package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftRefusal.CATALOG_ITEM_ALREADY_EXIST;
import static io.cartwright.order.draft.DraftRefusal.CATALOG_ITEM_NOT_AVAILABLE;
import static io.cartwright.order.draft.DraftRefusal.CATALOG_ITEM_NOT_FOUND;
import static io.cartwright.order.draft.DraftRefusal.DRAFT_ORDER_HAS_GLOBAL_DEPOSIT;
import static io.cartwright.order.draft.DraftRefusal.DUPLICATED_EXTERNAL_LINE_ITEM_ID;
import static io.cartwright.order.draft.DraftRefusal.DUPLICATED_LINE_ITEM_IDS;
import static io.cartwright.order.draft.DraftRefusal.GIFT_CARD_ITEM_UNSUPPORTED;
import static io.cartwright.order.draft.DraftRefusal.MAX_ITEMS_REACHED;
import static io.cartwright.order.draft.DraftRefusal.MULTIPLE_ADDS_FOR_SAME_LINE_ITEM;
import static io.cartwright.order.draft.DraftRefusal.SUBSCRIPTION_ITEM_UNSUPPORTED;
import static io.cartwright.order.draft.DraftRefusal.SUBSCRIPTION_SINGLE_ITEM_ALLOWED;

import io.cartwright.basket.Lines;
import io.cartwright.basket.References;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.money.Currency;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.draftorders.CatalogReferenceLineItem;
import io.cartwright.wire.draftorders.CustomLineItem;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lines that are added to a draft. Pure. */
final class NewLines {
  private NewLines() {}

  /** What is to be added. */
  record Ask(List<CatalogReferenceLineItem> catalog, List<CustomLineItem> custom) {
    Ask {
      catalog = catalog == null ? List.of() : List.copyOf(catalog);
      custom = custom == null ? List.of() : List.copyOf(custom);
    }

    /** What to ask the catalog. */
    List<CatalogReference> references() {
      return catalog.stream().map(CatalogReferenceLineItem::catalogReference).toList();
    }

    boolean isEmpty() {
      return catalog.isEmpty() && custom.isEmpty();
    }
  }

  /** Refuses lines that name no item of a catalog. */
  static Outcome<Ask> checked(Ask ask, String path) {
    for (CatalogReference reference : ask.references()) {
      if (reference == null) return Given.missing(path + "catalogLineItems.catalogReference");
      if (reference.catalogItemId() == null || reference.appId() == null) {
        return Given.missing(path + "catalogLineItems.catalogReference.catalogItemId");
      }
    }
    return Outcome.done(ask);
  }

  /**
   * The draft with the lines at its end. Refused in the order of {@link DraftRefusal}.
   *
   * @param resolved the catalog's answer for each reference
   */
  static Outcome<StoredDraft> added(
      StoredDraft draft, Ask ask, List<ResolvedItem> resolved, Supplier<UUID> ids) {
    return added(draft, ask, resolved, MULTIPLE_ADDS_FOR_SAME_LINE_ITEM, ids);
  }

  /** An item that a draft begins with twice is refused as one that is there already. */
  static Outcome<StoredDraft> first(
      StoredDraft draft, Ask ask, List<ResolvedItem> resolved, Supplier<UUID> ids) {
    return added(draft, ask, resolved, CATALOG_ITEM_ALREADY_EXIST, ids);
  }

  private static Outcome<StoredDraft> added(
      StoredDraft draft,
      Ask ask,
      List<ResolvedItem> resolved,
      DraftRefusal twice,
      Supplier<UUID> ids) {
    Outcome<StoredDraft> refusal = refusal(draft, ask, resolved, twice);
    if (refusal != null) return refusal;
    Currency currency = Currency.of(draft.currency());
    List<DraftLine> lines = new ArrayList<>(DraftLines.of(draft));
    for (int i = 0; i < ask.catalog().size(); i++) {
      Outcome<DraftLine> line =
          NewLine.ofCatalog(ask.catalog().get(i), resolved.get(i), currency, ids);
      if (!line.isDone()) return line.retype();
      lines.add(line.orNull());
    }
    for (CustomLineItem item : ask.custom()) {
      Outcome<DraftLine> line = NewLine.custom(item, currency, ids);
      if (!line.isDone()) return line.retype();
      lines.add(line.orNull());
    }
    return limited(draft.toBuilder().lines(lines).build());
  }

  private static Outcome<StoredDraft> refusal(
      StoredDraft draft, Ask ask, List<ResolvedItem> resolved, DraftRefusal twice) {
    Stream<String> ownIds = DraftLines.of(draft).stream().map(DraftLines::id);
    Stream<String> newIds =
        Stream.concat(
            ask.catalog().stream().map(CatalogReferenceLineItem::id),
            ask.custom().stream().map(CustomLineItem::id));
    if (!unique(Stream.concat(ownIds, newIds))) {
      return Outcome.refused(DUPLICATED_LINE_ITEM_IDS, "two lines would have one id");
    }
    Stream<String> ownExternal =
        DraftLines.of(draft).stream().map(line -> line.item().externalLineItemId());
    Stream<String> newExternal =
        Stream.concat(
            ask.catalog().stream().map(CatalogReferenceLineItem::externalLineItemId),
            ask.custom().stream().map(CustomLineItem::externalLineItemId));
    if (!unique(Stream.concat(ownExternal, newExternal))) {
      return Outcome.refused(
          DUPLICATED_EXTERNAL_LINE_ITEM_ID, "two lines would have one external id");
    }
    CatalogReference repeated = repeated(ask.references());
    if (repeated != null && twice == MULTIPLE_ADDS_FOR_SAME_LINE_ITEM) {
      return Outcome.refused(twice, "added twice: " + repeated.catalogItemId());
    }
    for (int i = 0; i < ask.catalog().size(); i++) {
      Outcome<StoredDraft> wrong = refusal(draft, ask.catalog().get(i), resolved.get(i));
      if (wrong != null) return wrong;
    }
    if (repeated != null) {
      return Outcome.refused(twice, "added twice: " + repeated.catalogItemId());
    }
    boolean subscription = ask.custom().stream().anyMatch(it -> it.subscriptionSettings() != null);
    return subscription && draft.deposit() != null
        ? Outcome.refused(DRAFT_ORDER_HAS_GLOBAL_DEPOSIT, "the draft asks for a deposit")
        : null;
  }

  private static boolean unique(Stream<String> ids) {
    Set<String> seen = new HashSet<>();
    return ids.allMatch(id -> id == null || seen.add(id.toLowerCase(Locale.ROOT)));
  }

  /** The first item that is named once more; null when none is. */
  private static CatalogReference repeated(List<CatalogReference> references) {
    for (int i = 0; i < references.size(); i++) {
      if (has(references.subList(0, i), references.get(i))) return references.get(i);
    }
    return null;
  }

  private static boolean has(List<CatalogReference> among, CatalogReference reference) {
    return among.stream().anyMatch(other -> References.same(other, reference));
  }

  private static Outcome<StoredDraft> refusal(
      StoredDraft draft, CatalogReferenceLineItem ask, ResolvedItem item) {
    CatalogReference reference = ask.catalogReference();
    String what = "item " + reference.catalogItemId();
    if (item == null) return Outcome.refused(CATALOG_ITEM_NOT_FOUND, what);
    if (!item.visible() || !item.inStock()) {
      return Outcome.refused(CATALOG_ITEM_NOT_AVAILABLE, what);
    }
    if (item.itemType() != null && item.itemType().preset() == ItemTypePreset.GIFT_CARD) {
      return Outcome.refused(GIFT_CARD_ITEM_UNSUPPORTED, what);
    }
    boolean subscribes =
        reference.options() != null
            && reference.options().text().startsWith("{")
            && reference.options().parseObject().get("subscriptionOptionId") != null;
    if (subscribes || ask.subscriptionSettings() != null) {
      return Outcome.refused(SUBSCRIPTION_ITEM_UNSUPPORTED, what);
    }
    boolean exists =
        DraftLines.kept(draft).stream()
            .map(line -> line.line().catalogReference())
            .filter(own -> own != null && own.catalogItemId() != null && own.appId() != null)
            .anyMatch(own -> References.same(own, reference));
    return exists ? Outcome.refused(CATALOG_ITEM_ALREADY_EXIST, what) : null;
  }

  /** The draft, unless it has too many lines or a subscription beside others. */
  static Outcome<StoredDraft> limited(StoredDraft draft) {
    List<DraftLine> kept = DraftLines.kept(draft);
    if (DraftLines.of(draft).size() > Lines.LINES_MAX) {
      return Outcome.refused(MAX_ITEMS_REACHED, "a draft has at most " + Lines.LINES_MAX);
    }
    boolean subscription = kept.stream().map(DraftLine::item).anyMatch(NewLines::isSubscription);
    int units = kept.stream().mapToInt(line -> line.line().quantity()).sum();
    return subscription && (kept.size() > 1 || units > 1)
        ? Outcome.refused(SUBSCRIPTION_SINGLE_ITEM_ALLOWED, "a subscription stands alone")
        : Outcome.done(draft);
  }

  private static boolean isSubscription(OrderLineItem item) {
    return Draftability.isSubscription(item);
  }
}
