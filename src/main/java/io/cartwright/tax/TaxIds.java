package io.cartwright.tax;

import io.cartwright.bus.Outcome;
import java.util.UUID;

/** Ids of entities as they come in requests. */
public final class TaxIds {
  private static final int LENGTH = 36;

  private TaxIds() {}

  /** The id, or the refusal of an unknown one when the text cannot be an id. */
  public static Outcome<UUID> parse(String text, TaxRefusal notFound) {
    if (text != null && text.length() == LENGTH) {
      try {
        return Outcome.done(UUID.fromString(text));
      } catch (IllegalArgumentException notAnId) {
        return unknown(notFound);
      }
    }
    return unknown(notFound);
  }

  private static Outcome<UUID> unknown(TaxRefusal notFound) {
    return Outcome.refused(notFound, "there is no such id");
  }

  /** The revision that a caller names; null for none. */
  public static Long revision(String text) {
    return text == null ? null : Long.valueOf(text);
  }
}
