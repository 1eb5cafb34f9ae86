package io.cartwright.whatif;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why a basket cannot be priced as if. */
public enum WhatIfRefusal implements Refusal {
  /** The order was not placed from a checkout, so that its basket is not known. */
  ORDER_WITHOUT_CHECKOUT(Kind.PRECONDITION);

  private final Kind kind;

  WhatIfRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
