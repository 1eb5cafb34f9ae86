package io.cartwright.replay;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why an order is not priced again. */
public enum ReplayRefusal implements Refusal {
  /** The site has no such order, or it was not priced by this engine. */
  ORDER_PRICING_NOT_FOUND(Kind.NOT_FOUND);

  private final Kind kind;

  ReplayRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
