package io.cartwright.cart;

import io.cartwright.basket.Facts;
import io.cartwright.basket.LineRequest;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.CustomLineItem;
import io.cartwright.wire.common.LineItem;
import io.cartwright.wire.common.LineItemQuantityUpdate;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads line items from requests, and refuses what this caller may not send. */
final class CartInput {
  private CartInput() {}

  /** Refuses custom lines and overrides from anybody but administrators, naming the field. */
  static Outcome<Void> permitted(
      Caller caller, List<LineItem> items, List<CustomLineItem> customItems) {
    if (caller.isAdmin()) return Outcome.done(null);
    if (customItems != null && !customItems.isEmpty()) return denied("customLineItems");
    for (LineItem item : orEmpty(items)) {
      if (item.catalogOverrideFields() != null) return denied("lineItems.catalogOverrideFields");
      if (item.inventoryAppId() != null) return denied("lineItems.inventoryAppId");
    }
    return Outcome.done(null);
  }

  private static Outcome<Void> denied(String field) {
    return Outcome.refused(
        CommonRefusal.PERMISSION_DENIED, field + " needs the permission of an administrator");
  }

  /** The catalog items of a request. */
  static Outcome<List<LineRequest>> requests(List<LineItem> items) {
    List<LineRequest> requests = new ArrayList<>();
    for (LineItem item : orEmpty(items)) {
      CatalogReference reference = item.catalogReference();
      if (reference == null || reference.catalogItemId() == null || reference.appId() == null) {
        return Outcome.invalid(
            "lineItems.catalogReference",
            Violation.Rule.REQUIRED_FIELD,
            "must name catalogItemId and appId");
      }
      requests.add(LineRequest.of(item));
    }
    return Outcome.done(requests);
  }

  /** The custom lines of a request. */
  static Outcome<List<StoredLine>> custom(
      List<CustomLineItem> items, Currency currency, Supplier<UUID> ids) {
    List<StoredLine> lines = new ArrayList<>();
    for (CustomLineItem item : orEmpty(items)) {
      Outcome<StoredLine> line = Facts.custom(item, ids.get(), currency, "customLineItems");
      if (!line.isDone()) return line.retype();
      lines.add(line.orNull());
    }
    return Outcome.done(lines);
  }

  /** The quantity updates of a request. */
  static Outcome<List<LineItemQuantityUpdate>> quantities(List<LineItemQuantityUpdate> updates) {
    for (LineItemQuantityUpdate update : orEmpty(updates)) {
      if (update.id() == null || update.quantity() == null) {
        return Outcome.invalid(
            update.id() == null ? "lineItems.id" : "lineItems.quantity",
            Violation.Rule.REQUIRED_FIELD,
            "must be set");
      }
    }
    return Outcome.done(orEmpty(updates));
  }

  static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
