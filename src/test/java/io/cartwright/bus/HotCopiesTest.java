package io.cartwright.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cartwright.store.Stored;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HotCopiesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private final UUID site = UUID.randomUUID();
  private final UUID id = UUID.randomUUID();
  private final Cluster owners = new Cluster();
  private final HotCopies<String> copies = new HotCopies<>(owners, UUID::toString);

  private static final class Cluster implements Owners {
    String owner;
    long epoch = 1;

    @Override
    public String nodeOf(String key) {
      return owner;
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public long epoch() {
      return epoch;
    }
  }

  private Stored<String> revision(long revision) {
    return new Stored<>(id, revision, NOW, NOW, "of " + revision);
  }

  private String held() {
    Stored<String> held = copies.find(site, id, NOW);
    return held == null ? null : held.value();
  }

  @Test
  void anOlderRevisionDoesNotReplaceANewer() {
    copies.put(site, revision(2), NOW);
    copies.put(site, revision(1), NOW);
    assertEquals("of 2", held());
  }

  @Test
  void whatIsOwnedElsewhereIsNotHeld() {
    owners.owner = "another";
    copies.put(site, revision(1), NOW);
    assertNull(held());
  }

  @Test
  void ownershipThatWentAndCameBackBringsNothingBack() {
    copies.put(site, revision(1), NOW);
    owners.epoch = 2;
    assertNull(held());
    owners.epoch = 1;
    assertNull(held());
  }

  @Test
  void nothingIsHeldWhileKeysMove() {
    owners.epoch = Owners.MOVING;
    copies.put(site, revision(1), NOW);
    assertNull(held());
    owners.epoch = 2;
    assertNull(held());
  }

  @Test
  void aReadThatWasOvertakenIsNotHeld() {
    long beforeDrop = copies.mark(id);
    copies.drop(site, id);
    copies.put(site, revision(1), NOW, beforeDrop);
    assertNull(held());
    long beforeMove = copies.mark(id);
    owners.epoch = 2;
    copies.put(site, revision(1), NOW, beforeMove);
    assertNull(held());
    copies.put(site, revision(1), NOW, copies.mark(id));
    assertEquals("of 1", held());
  }

  @Test
  void inAClusterACopyGetsOld() {
    copies.put(site, revision(1), NOW);
    Instant before = NOW.plus(HotCopies.AGE_MAX).minusMillis(1);
    assertEquals("of 1", copies.find(site, id, before).value());
    assertNull(copies.find(site, id, NOW.plus(HotCopies.AGE_MAX)));
  }
}
