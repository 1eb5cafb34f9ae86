package io.cartwright.bus;

/**
 * Names one write command, so that a repeat is answered and not done again.
 *
 * @param value the caller's Idempotency-Key, or an id minted at the edge
 * @param byCaller true when the command table remembers it: the caller chose it, or the command was
 *     sent to another node, whose answer may be lost
 * @param bodyHash 64 bits of the request's bytes: the same key with another body is refused; zero
 *     when minted
 * @param first true when it is remembered but cannot have been done before
 */
public record CallId(String value, boolean byCaller, long bodyHash, boolean first) {
  /** The longest Idempotency-Key taken. */
  public static final int KEY_LENGTH_MAX = 200;

  private static final String SENT = "sent/";

  public CallId(String value, boolean byCaller, long bodyHash) {
    this(value, byCaller, bodyHash, false);
  }

  public static CallId minted(String value) {
    return new CallId(value, false, 0);
  }

  /** The id of a command that may have to be sent again. */
  CallId remembered() {
    return byCaller ? this : new CallId(SENT + value, true, 0, true);
  }

  /** The same, when the command is sent again. */
  CallId again() {
    return new CallId(value, true, bodyHash);
  }
}
