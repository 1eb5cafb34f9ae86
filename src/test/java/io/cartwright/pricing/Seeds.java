package io.cartwright.pricing;

import java.util.Random;
import java.util.SplittableRandom;

/** Randomness of a run, that can be had again. */
final class Seeds {

  private Seeds() {}

  /** Random numbers from {@code -Dcartwright.seed}, else from a new seed; prints which. */
  static SplittableRandom random(String what) {
    long seed = Long.getLong("cartwright.seed", new Random().nextLong());
    System.out.println(what + ": -Dcartwright.seed=" + seed);
    return new SplittableRandom(seed);
  }
}
