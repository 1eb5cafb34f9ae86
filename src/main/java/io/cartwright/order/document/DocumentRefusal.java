package io.cartwright.order.document;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why invoices say no, in the order in which it is checked. */
public enum DocumentRefusal implements Refusal {
  /** There is no such order, or it is not the caller's. */
  ORDER_NOT_FOUND(Kind.NOT_FOUND),
  /** Only orders that were approved are invoiced. */
  ORDER_NOT_APPROVED(Kind.PRECONDITION),
  /** The order has as many invoices as it may have. */
  INVOICE_LIMIT_REACHED(Kind.PRECONDITION),
  /** There is no such document, or the link's key is not its own. */
  DOCUMENT_NOT_FOUND(Kind.NOT_FOUND);

  private final Kind kind;

  DocumentRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
