package io.cartwright.site;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys that administrators call with.
 *
 * <p>A key is 256 random bits; only its SHA-256 is stored, which is enough, since nobody can search
 * 256 bits. All keys that are not revoked are held in memory by their hashes and read again every
 * few seconds, so a revoked key dies within {@link #REFRESH_MS}; a key that is not known is looked
 * up once more, at most once a {@link #MISS_PAUSE_MS}.
 */
public final class ApiKeys {
  /** What our keys start with. */
  public static final String PREFIX = "CWK.";

  /** How often all keys are read again. */
  public static final long REFRESH_MS = 5_000;

  /** Shortest time between two reads for keys that are not known. */
  static final long MISS_PAUSE_MS = 1_000;

  private static final int KEY_BYTES = 32;
  private static final int LENGTH_MAX = 200;

  /**
   * A key as it is known.
   *
   * @param id its id, not the key itself
   * @param hash SHA-256 of the key
   */
  record Known(UUID siteId, UUID id, byte[] hash) {}

  /** A new key; the text is shown once and not kept. */
  public record Created(UUID id, String text) {
    @Override
    public String toString() {
      return "Created[" + id + "]";
    }
  }

  private final ApiKeyStore store;
  private final Clock clock;
  private final SecureRandom random;
  private volatile Map<String, Known> byHash = Map.of();
  private volatile long lastReadMs = Long.MIN_VALUE / 2;

  public ApiKeys(ApiKeyStore store, Clock clock, SecureRandom random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /** Reads all keys again. */
  public Future<Void> refresh() {
    return store.loadValid().map(this::take).mapEmpty();
  }

  private Void take(List<Known> keys) {
    Map<String, Known> next = new HashMap<>();
    keys.forEach(key -> next.put(text(key.hash()), key));
    byHash = Map.copyOf(next);
    lastReadMs = clock.millis();
    return null;
  }

  /** The key behind a text, if it is known in memory. */
  Optional<Known> known(String key) {
    if (key.isEmpty() || key.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    byte[] hash = sha256(key);
    Known found = byHash.get(text(hash));
    return found != null && MessageDigest.isEqual(found.hash(), hash)
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Like {@link #known}, but reads the keys again when that was not done just now. */
  Future<Optional<Known>> find(String key) {
    Optional<Known> known = known(key);
    if (known.isPresent() || clock.millis() - lastReadMs < MISS_PAUSE_MS) {
      return Future.succeededFuture(known);
    }
    lastReadMs = clock.millis();
    return refresh().map(read -> known(key));
  }

  /** Makes a key for the administrators of a site. */
  public Future<Created> create(UUID siteId, UUID id, String name) {
    byte[] bits = new byte[KEY_BYTES];
    random.nextBytes(bits);
    String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Instant now = clock.instant();
    return store
        .save(siteId, id, name, sha256(text), now)
        .compose(saved -> refresh())
        .map(read -> new Created(id, text));
  }

  private static String text(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java has no SHA-256", missing);
    }
  }
}
