package io.cartwright.shipping.offer;

import io.cartwright.wire.common.Address;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was made of the regions of one delivery book, by these regions; most baskets go to few.
 * Beyond a number of lists it is made each time.
 */
final class KeptOffers {
  private static final int KEPT_MAX = 1_000;

  private record Key(List<String> regionIds, Address pickupAddress) {}

  private final Map<Key, Offers.Ready> kept = new ConcurrentHashMap<>();

  Offers.Ready ready(List<String> regionIds, Address pickupAddress, Supplier<Offers.Ready> make) {
    Key key = new Key(regionIds, pickupAddress);
    Offers.Ready known = kept.get(key);
    if (known != null) return known;
    Offers.Ready made = make.get();
    if (kept.size() < KEPT_MAX) kept.put(key, made);
    return made;
  }
}
