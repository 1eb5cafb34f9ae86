package io.cartwright.basket;

import static io.cartwright.basket.BasketRefusal.CANT_ADD_SELECTED_MEMBERSHIP_FOR_NON_MEMBERSHIP_ITEM;
import static io.cartwright.basket.BasketRefusal.FIXED_QUANTITY_ITEM;
import static io.cartwright.basket.BasketRefusal.ITEM_NOT_FOUND_IN_CATALOG;
import static io.cartwright.basket.BasketRefusal.LINE_ITEM_NOT_FOUND;
import static io.cartwright.basket.BasketRefusal.MAX_LINE_ITEMS_EXCEEDED;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.money.Currency;
import io.cartwright.pricing.BasketLine;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.LineItemQuantityUpdate;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The moves of a basket's lines. Each takes a basket and gives the next one, or a refusal; nothing
 * is changed in place.
 */
public final class Lines {
  /** Most lines of a basket. */
  public static final int LINES_MAX = 300;

  private Lines() {}

  /** The lines of a basket; empty when it has none. */
  public static List<StoredLine> of(StoredBasket basket) {
    return basket.lines() == null ? List.of() : basket.lines();
  }

  /** The units of each line, by its id. */
  public static Map<String, Integer> unitsById(StoredBasket basket) {
    Map<String, Integer> units = new LinkedHashMap<>();
    for (StoredLine line : of(basket)) units.put(line.id(), line.quantity());
    return units;
  }

  /** What is left when so many units of each line, by its id, are taken out. */
  public static StoredBasket without(StoredBasket basket, Map<String, Integer> unitsById) {
    List<StoredLine> left = new ArrayList<>();
    for (StoredLine line : of(basket)) {
      Integer taken = unitsById.get(line.id());
      if (taken == null) {
        left.add(line);
      } else if (line.quantity() > taken) {
        left.add(line.toBuilder().quantity(line.quantity() - taken).build());
      }
    }
    return basket.toBuilder().lines(left).build();
  }

  /**
   * Adds catalog items. An item that a line already holds, with the same options and terms, raises
   * that line's quantity; also beyond what is in stock, which the line's availability then shows.
   *
   * @param resolved the catalog's answer for each request, null where it has no such item
   * @param ids source of line ids
   */
  public static Outcome<StoredBasket> add(
      StoredBasket basket,
      List<LineRequest> requests,
      List<ResolvedItem> resolved,
      Currency currency,
      Supplier<UUID> ids) {
    List<StoredLine> lines = new ArrayList<>(of(basket));
    for (int i = 0; i < requests.size(); i++) {
      LineRequest request = requests.get(i);
      ResolvedItem item = resolved.get(i);
      if (item == null || !item.visible()) return unknownItem(request.reference());
      ItemFacts facts = Facts.of(item, request.overrides(), currency);
      if (request.membership() != null && !Facts.paidByMembership(facts)) {
        return Outcome.refused(
            CANT_ADD_SELECTED_MEMBERSHIP_FOR_NON_MEMBERSHIP_ITEM,
            "no membership pays for " + request.reference().catalogItemId());
      }
      int at = indexOf(lines, request);
      if (at < 0) {
        lines.add(line(request, facts, ids.get()));
        continue;
      }
      StoredLine line = lines.get(at);
      long quantity = (long) line.quantity() + request.quantity();
      if (quantity > BasketLine.QUANTITY_MAX) return tooMany();
      lines.set(at, line.toBuilder().quantity((int) quantity).facts(facts).build());
    }
    return withLines(basket, lines);
  }

  private static <T> Outcome<T> unknownItem(CatalogReference reference) {
    return Outcome.refused(
        ITEM_NOT_FOUND_IN_CATALOG, "the catalog has no item " + reference.catalogItemId());
  }

  private static <T> Outcome<T> tooMany() {
    return Outcome.invalid(
        "lineItems.quantity",
        Violation.Rule.MAX,
        "a line holds at most " + BasketLine.QUANTITY_MAX + " units");
  }

  private static StoredLine line(LineRequest request, ItemFacts facts, UUID id) {
    return StoredLine.builder()
        .id(id.toString())
        .quantity(request.quantity())
        .catalogReference(request.reference())
        .facts(facts)
        .overrides(request.overrides())
        .selectedMembership(request.membership())
        .taxableAddress(request.taxableAddress())
        .extendedFields(request.extendedFields())
        .inventoryAppId(request.inventoryAppId())
        .build();
  }

  private static int indexOf(List<StoredLine> lines, LineRequest request) {
    for (int i = 0; i < lines.size(); i++) {
      StoredLine line = lines.get(i);
      if (References.fromCatalog(line)
          && References.same(line.catalogReference(), request.reference())
          && Objects.equals(line.overrides(), request.overrides())
          && Objects.equals(line.selectedMembership(), request.membership())) {
        return i;
      }
    }
    return -1;
  }

  /** Adds lines that an administrator described; they are never joined with others. */
  public static Outcome<StoredBasket> addCustom(StoredBasket basket, List<StoredLine> custom) {
    if (custom.isEmpty()) return Outcome.done(basket);
    List<StoredLine> lines = new ArrayList<>(of(basket));
    lines.addAll(custom);
    return withLines(basket, lines);
  }

  private static Outcome<StoredBasket> withLines(StoredBasket basket, List<StoredLine> lines) {
    if (lines.size() > LINES_MAX) {
      return Outcome.refused(
          MAX_LINE_ITEMS_EXCEEDED, "a basket has at most " + LINES_MAX + " line items");
    }
    return Outcome.done(basket.toBuilder().lines(lines).build());
  }

  /**
   * Sets quantities, each to what was asked or to what is in stock if that is less; a line that is
   * sold out gets none.
   */
  public static Outcome<StoredBasket> setQuantities(
      StoredBasket basket, List<LineItemQuantityUpdate> updates) {
    List<StoredLine> lines = new ArrayList<>(of(basket));
    for (LineItemQuantityUpdate update : updates) {
      int at = indexOf(lines, update.id());
      if (at < 0) return unknownLine(update.id());
      StoredLine line = lines.get(at);
      if (Boolean.TRUE.equals(line.facts().fixedQuantity())) {
        return Outcome.refused(
            FIXED_QUANTITY_ITEM, "the quantity of line item " + line.id() + " is fixed");
      }
      Integer available = Facts.available(line.facts());
      int quantity = available == null ? update.quantity() : Math.min(update.quantity(), available);
      lines.set(at, line.toBuilder().quantity(quantity).build());
    }
    return Outcome.done(basket.toBuilder().lines(lines).build());
  }

  /** Takes lines out. */
  public static Outcome<StoredBasket> remove(StoredBasket basket, Collection<String> ids) {
    List<StoredLine> lines = new ArrayList<>(of(basket));
    for (String id : new HashSet<>(ids)) {
      int at = indexOf(lines, id);
      if (at < 0) return unknownLine(id);
      lines.remove(at);
    }
    return Outcome.done(basket.toBuilder().lines(lines).build());
  }

  private static int indexOf(List<StoredLine> lines, String id) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).id().equalsIgnoreCase(id)) return i;
    }
    return -1;
  }

  private static <T> Outcome<T> unknownLine(String id) {
    return Outcome.refused(LINE_ITEM_NOT_FOUND, "there is no line item " + id);
  }

  /**
   * Takes over what the catalog says now. Items that it does not have or show any more leave the
   * basket; custom lines stay as they are.
   *
   * @param resolved the answer for each line that comes from the catalog, in order
   */
  public static StoredBasket refresh(
      StoredBasket basket, List<ResolvedItem> resolved, Currency currency) {
    List<StoredLine> before = of(basket);
    List<StoredLine> lines = new ArrayList<>(before.size());
    int next = 0;
    for (StoredLine line : before) {
      if (!References.fromCatalog(line)) {
        lines.add(line);
        continue;
      }
      ResolvedItem item = resolved.get(next++);
      if (item == null || !item.visible()) continue;
      lines.add(refreshed(line, Facts.of(item, line.overrides(), currency)));
    }
    return basket.toBuilder().lines(lines).build();
  }

  private static StoredLine refreshed(StoredLine line, ItemFacts facts) {
    return facts.equals(line.facts()) ? line : line.toBuilder().facts(facts).build();
  }

  /**
   * What a member has after logging in: the member's lines, then the visitor's, those with the same
   * item joined. The member's coupon stays; without one the visitor's is kept. Quantities and lines
   * beyond the limits are left out.
   */
  public static StoredBasket merge(StoredBasket member, StoredBasket visitor) {
    List<StoredLine> lines = new ArrayList<>(of(member));
    for (StoredLine line : of(visitor)) {
      int at = References.fromCatalog(line) ? indexOf(lines, request(line)) : -1;
      if (at >= 0) {
        StoredLine kept = lines.get(at);
        long sum = (long) kept.quantity() + line.quantity();
        int quantity = (int) Math.min(BasketLine.QUANTITY_MAX, sum);
        lines.set(at, kept.toBuilder().quantity(quantity).build());
      } else if (lines.size() < LINES_MAX) {
        lines.add(line);
      }
    }
    return member.toBuilder()
        .lines(lines)
        .coupon(member.coupon() == null ? visitor.coupon() : member.coupon())
        .selectedShippingOption(
            member.selectedShippingOption() == null
                ? visitor.selectedShippingOption()
                : member.selectedShippingOption())
        .build();
  }

  private static LineRequest request(StoredLine line) {
    return new LineRequest(
        line.catalogReference(),
        line.quantity(),
        line.overrides(),
        line.selectedMembership(),
        line.taxableAddress(),
        line.extendedFields(),
        line.inventoryAppId());
  }

  /** Ids of the lines that have to be delivered. */
  public static Set<String> shippableIds(StoredBasket basket) {
    Set<String> ids = new HashSet<>();
    for (StoredLine line : of(basket)) {
      if (line.quantity() > 0 && Facts.shippable(line)) ids.add(line.id());
    }
    return ids;
  }
}
