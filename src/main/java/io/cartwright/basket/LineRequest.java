package io.cartwright.basket;

import io.cartwright.wire.common.CatalogOverrideFields;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.ExtendedFields;
import io.cartwright.wire.common.LineItem;
import io.cartwright.wire.common.SelectedMembership;
import io.cartwright.wire.common.TaxableAddress;

/**
 * A catalog item that a buyer wants in the basket.
 *
 * @param quantity units, 1 to 100,000
 * @param overrides what an administrator sets instead of the catalog's facts, or null
 * @param membership pays for the line, or null
 */
public record LineRequest(
    CatalogReference reference,
    int quantity,
    CatalogOverrideFields overrides,
    SelectedMembership membership,
    TaxableAddress taxableAddress,
    ExtendedFields extendedFields,
    String inventoryAppId) {

  /** The request in a cart's line item; without a quantity it is one unit. */
  public static LineRequest of(LineItem item) {
    return new LineRequest(
        item.catalogReference(),
        item.quantity() == null ? 1 : item.quantity(),
        item.catalogOverrideFields(),
        item.selectedMembership(),
        item.taxableAddress(),
        item.extendedFields(),
        item.inventoryAppId());
  }
}
