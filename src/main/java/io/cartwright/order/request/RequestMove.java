package io.cartwright.order.request;

import io.cartwright.wire.orderpaymentrequests.Status;
import java.util.Set;

/** What may become of a request, and what it may become then. */
enum RequestMove {
  /** The money came; also when it was under way before the request ended. */
  PAY(Status.PAID, Set.of(Status.UNPAID, Status.EXPIRED, Status.VOIDED)),
  /** Nobody paid in time. */
  EXPIRE(Status.EXPIRED, Set.of(Status.UNPAID)),
  /** The merchant took it back. */
  VOID(Status.VOIDED, Set.of(Status.UNPAID));

  private final Status to;
  private final Set<Status> from;

  RequestMove(Status to, Set<Status> from) {
    this.to = to;
    this.from = from;
  }

  Status to() {
    return to;
  }

  Set<Status> from() {
    return from;
  }

  boolean isAllowedFrom(Status status) {
    return from.contains(status);
  }
}
