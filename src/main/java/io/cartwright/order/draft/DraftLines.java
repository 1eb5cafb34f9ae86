package io.cartwright.order.draft;

import io.cartwright.money.Rounding;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.own.draft.DraftLine;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.List;

/** The lines of a draft: those of the order that it edits, then those that were added. */
final class DraftLines {
  private DraftLines() {}

  static List<OrderLineItem> of(Order order) {
    return order == null || order.lineItems() == null ? List.of() : order.lineItems();
  }

  static List<DraftLine> of(StoredDraft draft) {
    return draft.lines() == null ? List.of() : draft.lines();
  }

  /** Those that the order will have. */
  static List<DraftLine> kept(StoredDraft draft) {
    return of(draft).stream().filter(line -> !isRemoved(line)).toList();
  }

  static boolean isRemoved(DraftLine line) {
    return Boolean.TRUE.equals(line.removed());
  }

  static boolean isAdded(DraftLine line) {
    return Boolean.TRUE.equals(line.added());
  }

  static String id(DraftLine line) {
    return line.line().id();
  }

  /** The line with this id; null when there is none. */
  static DraftLine find(StoredDraft draft, String id) {
    return of(draft).stream()
        .filter(line -> id(line).equalsIgnoreCase(id))
        .findFirst()
        .orElse(null);
  }

  /** The line with this id that the order will have; null when there is none. */
  static DraftLine keptLine(StoredDraft draft, String id) {
    DraftLine line = id == null ? null : find(draft, id);
    return line == null || isRemoved(line) ? null : line;
  }

  /** The line of the order as it was before the draft; null when it was added. */
  static OrderLineItem before(StoredDraft draft, String id) {
    return of(draft.source()).stream()
        .filter(line -> line.id().equalsIgnoreCase(id))
        .findFirst()
        .orElse(null);
  }

  /** What a line costs before all discounts, in minor units. */
  static long amount(DraftLine line) {
    return Rounding.timesCapped(line.line().facts().priceMinor(), line.line().quantity());
  }

  static int quantity(OrderLineItem line) {
    return line.quantity() == null ? 0 : line.quantity();
  }
}
