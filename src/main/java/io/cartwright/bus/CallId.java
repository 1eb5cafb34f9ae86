package io.cartwright.bus;

/**
 * Names one write command, so that a repeat is answered and not done again.
 *
 * @param value the caller's Idempotency-Key, or an id minted at the edge
 * @param byCaller true when the caller chose it; only these are remembered in the command table
 * @param bodyHash 64 bits of the request's bytes: the same key with another body is refused; zero
 *     when minted
 */
public record CallId(String value, boolean byCaller, long bodyHash) {
  /** The longest Idempotency-Key taken. */
  public static final int KEY_LENGTH_MAX = 200;

  public static CallId minted(String value) {
    return new CallId(value, false, 0);
  }
}
