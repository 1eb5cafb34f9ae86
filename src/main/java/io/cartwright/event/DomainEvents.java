package io.cartwright.event;

import io.cartwright.store.OutboxRow;
import io.cartwright.wire.Codec;
import io.cartwright.wire.Instants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Makes the outbox rows of domain events, in the contract's envelope. An event's id follows from
 * what happened to which entity and in which position, so that the same event made twice has one
 * id.
 */
public final class DomainEvents {
  private static final byte[] END = "}}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MODIFIED = ",\"modifiedFields\":".getBytes(StandardCharsets.US_ASCII);

  private final UUID siteId;
  private final String entityFqdn;
  private final Instant at;

  /**
   * Events of one kind of entity on one site.
   *
   * @param entityFqdn the contract's name of the entity, e.g. {@code wix.ecom.v1.cart}
   * @param at when it happened
   */
  public DomainEvents(UUID siteId, String entityFqdn, Instant at) {
    this.siteId = siteId;
    this.entityFqdn = entityFqdn;
    this.at = at;
  }

  /**
   * The entity came to be.
   *
   * @param sequence position among the entity's events; its revision serves well
   */
  public <T> OutboxRow created(String entityId, long sequence, Codec<T> codec, T entity) {
    return row(entityId, "created", sequence, "createdEvent", "entity", codec, entity);
  }

  /** Like {@link #created(String, long, Codec, Object)}, of an entity that is in JSON already. */
  public OutboxRow created(String entityId, long sequence, byte[] json) {
    return row(entityId, "created", sequence, "createdEvent", "entity", json);
  }

  /** Like {@link #updated(String, long, Codec, Object)}, of an entity that is in JSON already. */
  public OutboxRow updated(String entityId, long sequence, byte[] json) {
    return row(entityId, "updated", sequence, "updatedEvent", "currentEntity", json);
  }

  /** The entity changed and is now as given. */
  public <T> OutboxRow updated(String entityId, long sequence, Codec<T> codec, T entity) {
    return row(entityId, "updated", sequence, "updatedEvent", "currentEntity", codec, entity);
  }

  /**
   * The entity changed, and the event tells what was before in each field that changed.
   *
   * @param before null when the entity has had no state
   */
  public <T> OutboxRow updated(String entityId, long sequence, Codec<T> codec, T before, T entity) {
    byte[] was = before == null ? NOTHING : codec.toBytes(before);
    return updated(entityId, sequence, was, codec.toBytes(entity));
  }

  /** Like {@link #updated(String, long, Codec, Object, Object)}, of JSON that is at hand. */
  public OutboxRow updated(String entityId, long sequence, byte[] before, byte[] json) {
    return changed(entityId, sequence, json, ModifiedFields.between(before, json));
  }

  /**
   * Like {@link #updated(String, long, Codec, Object, Object)}, of an entity that is known to have
   * changed in few fields.
   *
   * @param before those fields alone as they were
   * @param after those fields alone as they are
   */
  public <T> OutboxRow updated(
      String entityId, long sequence, Codec<T> codec, T before, T after, T entity) {
    byte[] modified = ModifiedFields.between(codec.toBytes(before), codec.toBytes(after));
    return changed(entityId, sequence, codec.toBytes(entity), modified);
  }

  private OutboxRow changed(String entityId, long sequence, byte[] json, byte[] modified) {
    byte[] body = Arrays.copyOf(json, json.length + MODIFIED.length + modified.length);
    System.arraycopy(MODIFIED, 0, body, json.length, MODIFIED.length);
    System.arraycopy(modified, 0, body, json.length + MODIFIED.length, modified.length);
    return updated(entityId, sequence, body);
  }

  /**
   * The entity changed and is now as given, for the contract's entities whose updates come in the
   * envelope of a creation.
   */
  public <T> OutboxRow restated(String entityId, long sequence, Codec<T> codec, T entity) {
    return row(entityId, "updated", sequence, "createdEvent", "entity", codec, entity);
  }

  /** The entity is gone; it was as given last. */
  public <T> OutboxRow deleted(String entityId, long sequence, Codec<T> codec, T entity) {
    return row(entityId, "deleted", sequence, "deletedEvent", "deletedEntity", codec, entity);
  }

  /** The entity is gone, and the contract's event does not show it. */
  public OutboxRow deleted(String entityId, long sequence) {
    return row(entityId, "deleted", sequence, "deletedEvent", null, null, null);
  }

  /** Something else happened to the entity, told by a message of its own. */
  public <T> OutboxRow action(String entityId, String slug, long sequence, Codec<T> codec, T body) {
    return row(entityId, slug, sequence, "actionEvent", "body", codec, body);
  }

  /** Like {@link #action(String, String, long, Codec, Object)}, by a message in JSON already. */
  public OutboxRow action(String entityId, String slug, long sequence, byte[] json) {
    return row(entityId, slug, sequence, "actionEvent", "body", json);
  }

  private <T> OutboxRow row(
      String entityId,
      String slug,
      long sequence,
      String kind,
      String key,
      Codec<T> codec,
      T value) {
    byte[] json = key == null ? null : codec.toBytes(value);
    return row(entityId, slug, sequence, kind, key, json);
  }

  private OutboxRow row(
      String entityId, String slug, long sequence, String kind, String key, byte[] json) {
    String opening = head(entityId, slug, sequence, kind) + (key == null ? "" : '"' + key + "\":");
    byte[] head = opening.getBytes(StandardCharsets.UTF_8);
    int length = json == null ? 0 : json.length;
    byte[] payload = Arrays.copyOf(head, head.length + length + END.length);
    if (json != null) System.arraycopy(json, 0, payload, head.length, length);
    System.arraycopy(END, 0, payload, head.length + length, END.length);
    return new OutboxRow(siteId, entityFqdn, entityId, slug, sequence, payload);
  }

  /** Names and ids are plain: nothing in them needs to be escaped. */
  private String head(String entityId, String slug, long sequence, String kind) {
    String seed = siteId + "/" + entityFqdn + "/" + entityId + "/" + slug + "/" + sequence;
    UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    return "{\"id\":\""
        + id
        + "\",\"entityFqdn\":\""
        + entityFqdn
        + "\",\"slug\":\""
        + slug
        + "\",\"entityId\":\""
        + entityId
        + "\",\"eventTime\":\""
        + Instants.print(at)
        + "\",\"triggeredByAnonymizeRequest\":false,\"originatedFrom\":\"\""
        + ",\"entityEventSequence\":\""
        + sequence
        + "\",\""
        + kind
        + "\":{";
  }
}
