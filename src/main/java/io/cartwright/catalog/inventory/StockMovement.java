package io.cartwright.catalog.inventory;

import java.time.Instant;
import java.util.UUID;

/**
 * One move of stock.
 *
 * @param delta units that came (above zero) or went
 * @param reason the contract's reason: ORDER, MANUAL or REVERT_INVENTORY_CHANGE
 * @param orderId the order that it was for; null for moves by hand
 */
public record StockMovement(
    UUID siteId,
    UUID id,
    UUID inventoryItemId,
    long delta,
    String reason,
    UUID orderId,
    Instant at) {}
