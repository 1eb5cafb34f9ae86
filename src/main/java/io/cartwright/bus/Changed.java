package io.cartwright.bus;

import java.util.UUID;

/**
 * An entity was written by somebody else than the owner of its key, who is told so: see {@link
 * Bus#tell}.
 */
public record Changed(String key, UUID siteId, UUID id) {
  /** Declares how the owner of a kind of entity is told. */
  public static Operation<Changed, Changed> topic(String address) {
    return Operation.<Changed, Changed>internal(address)
        .keyedBy((caller, changed) -> changed.key());
  }
}
