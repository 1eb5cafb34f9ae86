package io.cartwright.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets, one for each caller, for one event loop. A caller's connections may sit on several
 * loops, so that the limit is per loop; the configured rate is divided by their number.
 */
final class RateLimiter {
  /** Callers remembered at once; the longest unseen is forgotten first. */
  static final int CALLERS_MAX = 50_000;

  private static final class Bucket {
    private double tokens;
    private long at;
  }

  private final double perMilli;
  private final double burst;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CALLERS_MAX;
        }
      };

  /**
   * @param perSecond requests that a caller may send in the long run; zero or less for no limit
   * @param burst requests that a caller may send at once
   */
  RateLimiter(double perSecond, double burst) {
    this.perMilli = perSecond / 1000;
    this.burst = burst;
  }

  /** Takes one request of this caller into account; false when it is one too many. */
  boolean admit(String caller, long nowMillis) {
    if (perMilli <= 0) return true;
    Bucket bucket = buckets.get(caller);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = burst;
      bucket.at = nowMillis;
      buckets.put(caller, bucket);
    }
    bucket.tokens = Math.min(burst, bucket.tokens + (nowMillis - bucket.at) * perMilli);
    bucket.at = nowMillis;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
