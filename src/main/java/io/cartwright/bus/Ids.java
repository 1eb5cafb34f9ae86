package io.cartwright.bus;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Source of new ids. Handed in everywhere, so that a run can be repeated in a test. */
@FunctionalInterface
public interface Ids {
  UUID next();

  /**
   * Version 7 UUIDs: the clock's milliseconds, then 74 random bits. Rows that are born together lie
   * together in an index.
   */
  static Ids timeOrdered(Clock clock) {
    ThreadLocal<Randoms> randoms = ThreadLocal.withInitial(Randoms::new);
    return () -> {
      Randoms source = randoms.get();
      long high = (clock.millis() << 16) | 0x7000 | (source.next() & 0x0fff);
      long low = (source.next() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    };
  }

  /** Secure random longs, drawn in blocks since each draw locks. */
  final class Randoms {
    private static final int BLOCK = 128;
    private final SecureRandom random = new SecureRandom();
    private final byte[] block = new byte[BLOCK * Long.BYTES];
    private int at = BLOCK;

    long next() {
      if (at == BLOCK) {
        random.nextBytes(block);
        at = 0;
      }
      long value = 0;
      int from = at++ * Long.BYTES;
      for (int i = 0; i < Long.BYTES; i++) value = (value << 8) | (block[from + i] & 0xff);
      return value;
    }
  }
}
