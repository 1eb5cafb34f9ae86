package io.cartwright.bus;

/** The class of a refusal; it alone decides the HTTP status of the answer. */
public enum Kind {
  INVALID(400),
  UNAUTHENTICATED(401),
  FORBIDDEN(403),
  NOT_FOUND(404),
  CONFLICT(409),
  TOO_LARGE(413),
  PRECONDITION(428),
  RATE_LIMITED(429),
  INTERNAL(500),
  NOT_IMPLEMENTED(501),
  UNAVAILABLE(503);

  private final int status;

  Kind(int status) {
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
