package io.cartwright.event;

import io.cartwright.store.OutboxPayload;
import io.cartwright.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Reads events as they lie in the outbox. */
public final class EventBodies {
  private EventBodies() {}

  /** Selects the last update of an entity. */
  public static String lastUpdate(String entityId) {
    return "select encode(payload, 'hex') from outbox where slug = 'updated' and entity_id = '"
        + entityId
        + "' order by id desc limit 1";
  }

  /**
   * What an update tells of the fields that changed: their former values, as text.
   *
   * @param hex the stored payload
   */
  public static Map<String, String> modified(String hex) {
    byte[] stored = HexFormat.of().parseHex(hex);
    String event = new String(OutboxPayload.unpack(stored), StandardCharsets.UTF_8);
    Map<?, ?> updated = (Map<?, ?>) Json.parseText(event).parseObject().get("updatedEvent");
    Map<String, String> modified = new TreeMap<>();
    ((Map<?, ?>) updated.get("modifiedFields"))
        .forEach((field, was) -> modified.put(field.toString(), String.valueOf(was)));
    return modified;
  }
}
