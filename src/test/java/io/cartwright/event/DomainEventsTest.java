package io.cartwright.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.OutboxRow;
import io.cartwright.wire.Json;
import io.cartwright.wire.productsv3.V3Brand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DomainEventsTest {
  private static final DomainEvents EVENTS =
      new DomainEvents(new UUID(1, 2), "wix.test.v1.thing", Instant.parse("2026-01-02T03:04:05Z"));
  private static final V3Brand THING = V3Brand.builder().id("b").name("\"quoted\"").build();

  private static Map<String, Object> body(OutboxRow row) {
    return Json.parseText(new String(row.payload(), StandardCharsets.UTF_8)).parseObject();
  }

  @Test
  void eventsCarryTheEnvelopeAndTheEntity() {
    Map<String, Object> body = body(EVENTS.updated("e1", 7, V3Brand.CODEC, THING));
    assertEquals("wix.test.v1.thing", body.get("entityFqdn"));
    assertEquals("updated", body.get("slug"));
    assertEquals("e1", body.get("entityId"));
    assertEquals("2026-01-02T03:04:05.000Z", body.get("eventTime"));
    assertEquals("7", body.get("entityEventSequence"));
    assertEquals(
        Map.of("currentEntity", Map.of("id", "b", "name", "\"quoted\"")), body.get("updatedEvent"));
  }

  @Test
  void eachKindHasItsOwnKey() {
    assertTrue(body(EVENTS.created("e", 1, V3Brand.CODEC, THING)).containsKey("createdEvent"));
    assertEquals(Map.of(), body(EVENTS.deleted("e", 2)).get("deletedEvent"));
    Map<String, Object> action = body(EVENTS.action("e", "moved", 3, V3Brand.CODEC, THING));
    assertEquals("moved", action.get("slug"));
    assertTrue(action.containsKey("actionEvent"));
  }

  @Test
  void theIdFollowsFromTheEvent() {
    Object first = body(EVENTS.deleted("e", 2)).get("id");
    assertEquals(first, body(EVENTS.deleted("e", 2)).get("id"));
    assertNotEquals(first, body(EVENTS.deleted("e", 3)).get("id"));
  }
}
