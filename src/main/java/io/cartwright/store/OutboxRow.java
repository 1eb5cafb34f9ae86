package io.cartwright.store;

import java.util.Objects;
import java.util.UUID;

/**
 * An event, written in the transaction of what it tells about and delivered later. Rows of one
 * entity are delivered in the order of their commits.
 *
 * @param entityFqdn the contract's name of the entity, e.g. {@code wix.ecom.v1.cart}
 * @param slug what happened, e.g. {@code created}
 * @param sequence position among the events of this entity, rising; the entity's revision serves
 *     well
 * @param payload the event's body as it is delivered, never changed after this
 */
public record OutboxRow(
    UUID siteId, String entityFqdn, String entityId, String slug, long sequence, byte[] payload) {
  public OutboxRow {
    Objects.requireNonNull(siteId, "siteId");
    Objects.requireNonNull(entityFqdn, "entityFqdn");
    Objects.requireNonNull(entityId, "entityId");
    Objects.requireNonNull(slug, "slug");
    Objects.requireNonNull(payload, "payload");
  }

  /** The payload as it is stored. */
  byte[] stored() {
    return OutboxPayload.pack(payload);
  }
}
