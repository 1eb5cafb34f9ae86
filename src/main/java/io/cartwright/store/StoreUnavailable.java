package io.cartwright.store;

/**
 * Postgres is away, or too slow. Without a stack trace: it is common when it happens, and its place
 * says nothing.
 */
public final class StoreUnavailable extends RuntimeException {
  private final boolean outcomeUnknown;

  StoreUnavailable(String message, boolean outcomeUnknown, Throwable cause) {
    super(message, cause, false, false);
    this.outcomeUnknown = outcomeUnknown;
  }

  /**
   * True when a commit was under way and may or may not have happened: repeat it only with its
   * revision or command id.
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
