package io.cartwright.replay;

/**
 * A field of a quote that came out differently.
 *
 * @param path to the field, as in {@code lines[0].priceMinor}
 * @param then what was kept with the order, as JSON; null when there was nothing
 * @param now what it is when priced again, as JSON; null when there is nothing
 */
public record Difference(String path, String then, String now) {}
