package io.cartwright.checkout;

import io.cartwright.basket.Facts;
import io.cartwright.basket.LineRequest;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.wire.Violation;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.LineItem;
import io.cartwright.wire.common.CustomLineItem;
import io.cartwright.wire.common.LineItemQuantityUpdate;
import io.cartwright.wire.own.basket.CustomFacts;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads what requests carry, and refuses what this caller may not send. */
final class CheckoutInput {
  private static final String HTTP_URL = "https?://[^\\s/?#]+\\S*";

  private CheckoutInput() {}

  /** Refuses custom lines and overrides from anybody but administrators, naming the field. */
  static Outcome<Void> permittedLines(
      Caller caller, List<LineItem> items, List<CustomLineItem> customItems) {
    if (caller.isAdmin()) return Outcome.done(null);
    if (customItems != null && !customItems.isEmpty()) return denied("customLineItems");
    for (LineItem item : orEmpty(items)) {
      if (item.catalogOverrideFields() != null) return denied("lineItems.catalogOverrideFields");
      if (item.inventoryAppId() != null) return denied("lineItems.inventoryAppId");
    }
    return Outcome.done(null);
  }

  /** Refuses an administrator's settings from anybody else, naming the field. */
  static Outcome<Void> permittedInfo(Caller caller, String path, Checkout info) {
    if (info == null || caller.isAdmin()) return Outcome.done(null);
    if (info.customSettings() != null) return denied(path + ".customSettings");
    if (info.customContentReference() != null) return denied(path + ".customContentReference");
    if (info.externalReference() != null) return denied(path + ".externalReference");
    if (info.taxExemptGroupId() != null) return denied(path + ".taxExemptGroupId");
    return Outcome.done(null);
  }

  static <T> Outcome<T> denied(String field) {
    return Outcome.refused(
        CommonRefusal.PERMISSION_DENIED, field + " needs the permission of an administrator");
  }

  /** A URL that buyers may be sent to; null stays null. */
  static Outcome<String> url(String field, String url) {
    if (url == null || url.matches(HTTP_URL)) return Outcome.done(url);
    return Outcome.invalid(
        field, Violation.Rule.FORMAT, "must start with https:// or http:// and name a host");
  }

  /** The catalog items of a request. */
  static Outcome<List<LineRequest>> requests(List<LineItem> items) {
    List<LineRequest> requests = new ArrayList<>();
    for (LineItem item : orEmpty(items)) {
      if (item.catalogReference() == null
          || item.catalogReference().catalogItemId() == null
          || item.catalogReference().appId() == null) {
        return Outcome.invalid(
            "lineItems.catalogReference",
            Violation.Rule.REQUIRED_FIELD,
            "must name catalogItemId and appId");
      }
      requests.add(
          new LineRequest(
              item.catalogReference(),
              item.quantity() == null ? 1 : item.quantity(),
              item.catalogOverrideFields(),
              null,
              item.taxableAddress(),
              item.extendedFields(),
              item.inventoryAppId()));
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

  static boolean isMembersOnly(StoredLine line) {
    CustomFacts custom = line.custom();
    return custom != null && Boolean.TRUE.equals(custom.membersOnly());
  }
}
