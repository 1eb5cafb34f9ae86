package io.cartwright.bus;

/** Refusals that any operation may give. */
public enum CommonRefusal implements Refusal {
  /** No operation has this verb and path. */
  ROUTE_NOT_FOUND(Kind.NOT_FOUND),
  /** The contract has this operation, this engine does not. */
  NOT_IMPLEMENTED(Kind.NOT_IMPLEMENTED),
  /** No token, or one that is not valid (any more). */
  UNAUTHENTICATED(Kind.UNAUTHENTICATED),
  /** The caller's role may not call this operation, or not with these fields. */
  PERMISSION_DENIED(Kind.FORBIDDEN),
  /** The body is not one JSON object in UTF-8. */
  MALFORMED_JSON(Kind.INVALID),
  /** The head, the path or the query of a request is not as HTTP has it. */
  MALFORMED_REQUEST(Kind.INVALID),
  /** Fields break the contract's rules; the violations name them. */
  INVALID_ARGUMENT(Kind.INVALID),
  REQUEST_TOO_LARGE(Kind.TOO_LARGE),
  RATE_LIMITED(Kind.RATE_LIMITED),
  /** The entity has moved on since the revision that the caller named. */
  INVALID_REVISION(Kind.CONFLICT),
  /** The same Idempotency-Key came with another body. */
  IDEMPOTENCY_KEY_REUSED(Kind.CONFLICT),
  /** Internal: this command was done before; the dispatcher answers with its stored reply. */
  COMMAND_REPEATED(Kind.CONFLICT),
  /** A fault of the engine; the log has the cause under the request id. */
  INTERNAL_ERROR(Kind.INTERNAL),
  /** More work than the engine takes on; try again after a second. */
  OVERLOADED(Kind.UNAVAILABLE),
  /** The database or the owner of the entity cannot be reached; the outcome may be unknown. */
  UNAVAILABLE(Kind.UNAVAILABLE);

  private final Kind kind;

  CommonRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
