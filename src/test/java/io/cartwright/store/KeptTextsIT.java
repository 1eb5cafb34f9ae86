package io.cartwright.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.KeptTexts.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptTextsIT extends StoreBase {
  private UUID id;
  private KeptTexts texts;

  @BeforeEach
  void keep() {
    id = UUID.randomUUID();
    texts = new KeptTexts(NOTES, pools, committer);
    commit(change().insert(NOTES, site, id, "größer"));
  }

  private static String of(Optional<Stored<byte[]>> text) {
    return new String(text.orElseThrow().value(), StandardCharsets.UTF_8);
  }

  private static List<String> of(List<Stored<byte[]>> all) {
    return all.stream().map(it -> new String(it.value(), StandardCharsets.UTF_8)).toList();
  }

  @Test
  void keepsWhatWasReadUntilItIsWritten() {
    assertEquals("größer", of(await(texts.find(site, id))));
    long reads = pools.statements().reads();
    assertEquals("größer", of(await(texts.find(site, id))));
    assertEquals(reads, pools.statements().reads());
    commit(change().update(NOTES, site, id, 1, "größer still"));
    assertEquals("größer still", of(await(texts.find(site, id))));
    commit(change().delete(NOTES, site, id, 2));
    assertTrue(await(texts.find(site, id)).isEmpty());
  }

  @Test
  void aChangeOfManyDocumentsIsHeardToo() {
    UUID other = UUID.randomUUID();
    assertEquals("größer", of(await(texts.find(site, id))));
    commit(change().update(NOTES, site, id, 1, "both").insert(NOTES, site, other, "other"));
    assertEquals("both", of(await(texts.find(site, id))));
  }

  @Test
  void whatIsWrittenWhileItIsReadIsNotKept() {
    for (int revision = 1; revision < 50; revision++) {
      String next = "text " + revision;
      var read = texts.find(site, id);
      var written = committer.commit(change().update(NOTES, site, id, revision, next));
      await(read);
      assertTrue(await(written).ok());
      assertEquals(next, of(await(texts.find(site, id))));
    }
  }

  @Test
  void otherEnginesWritesAreSeenWherePostgresIsAsked() {
    Committer other = new Committer(pools, CommitterOptions.STANDARD);
    assertEquals("größer", of(await(texts.find(site, id))));
    Stored<String> first = await(documents.find(NOTES, site, id)).orElseThrow();
    await(other.commit(change().update(NOTES, site, id, 1, "elsewhere")));
    Stored<String> second = await(documents.find(NOTES, site, id)).orElseThrow();
    assertEquals("elsewhere", of(await(texts.read(site, id))));
    List<State> states = List.of(new State(id, second.revision(), second.updatedAt()));
    assertEquals(List.of("elsewhere"), of(await(texts.findAll(site, states))));
    List<State> before = List.of(new State(id, first.revision(), first.updatedAt()));
    assertEquals(List.of("elsewhere"), of(await(texts.findAll(site, before))));
    await(other.close());
  }

  @Test
  void documentsComeInTheOrderAskedForAndThoseGoneAreLeftOut() {
    UUID other = UUID.randomUUID();
    commit(change().insert(NOTES, site, other, "other"));
    List<State> states =
        List.of(
            new State(other, 1, NOW), new State(UUID.randomUUID(), 1, NOW), new State(id, 1, NOW));
    assertEquals(List.of("other", "größer"), of(await(texts.findAll(site, states))));
    assertEquals(List.of("other", "größer"), of(await(texts.findAll(site, states))));
  }
}
