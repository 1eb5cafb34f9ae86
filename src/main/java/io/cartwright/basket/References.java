package io.cartwright.basket;

import io.cartwright.wire.Json;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What names a catalog item: two references are the same when app, item and options are. */
public final class References {
  private References() {}

  /** True when both name the same item with the same options, however these are written. */
  public static boolean same(CatalogReference a, CatalogReference b) {
    return a.catalogItemId().equalsIgnoreCase(b.catalogItemId())
        && a.appId().equalsIgnoreCase(b.appId())
        && sameOptions(a.options(), b.options());
  }

  /** Parses only when the texts differ, which is rare for the same item. */
  private static boolean sameOptions(Json a, Json b) {
    if (Objects.equals(a, b)) return true;
    return canonical(a).equals(canonical(b));
  }

  private static String canonical(Json options) {
    return options == null ? Json.EMPTY_OBJECT.text() : options.canonical();
  }

  /** True for a line whose facts come from the catalog. */
  static boolean fromCatalog(StoredLine line) {
    return line.custom() == null && line.catalogReference() != null;
  }

  /** What to ask the catalog: the items of the basket, then the new ones. */
  public static List<CatalogReference> toAsk(StoredBasket basket, List<LineRequest> added) {
    List<CatalogReference> all = new ArrayList<>();
    for (StoredLine line : Lines.of(basket)) {
      if (fromCatalog(line)) all.add(line.catalogReference());
    }
    for (LineRequest request : added) all.add(request.reference());
    return all;
  }
}
