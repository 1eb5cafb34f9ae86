package io.cartwright.order.money;

/** Where money of a payment stands. What is on the buyer's side is not counted. */
public enum Account {
  /** With the buyer: where money comes from, and where it goes when it is let go. */
  BUYER,
  /** On its way, not decided yet. */
  PENDING,
  /** Held at the provider for a capture. */
  HELD,
  /** Taken, and not given back: what may still be refunded. */
  PAID,
  /** On its way back to the buyer. */
  REFUNDING,
  /** Given back. */
  REFUNDED,
  /** Taken back by the buyer's bank. */
  DISPUTED;

  /** True for the accounts whose money the shop has had in hand. */
  boolean isTaken() {
    return switch (this) {
      case PAID, REFUNDING, REFUNDED, DISPUTED -> true;
      case BUYER, PENDING, HELD -> false;
    };
  }

  /** True when a counter keeps it from going below zero. */
  boolean isGuarded() {
    return switch (this) {
      case PENDING, HELD, PAID, REFUNDING -> true;
      case BUYER, REFUNDED, DISPUTED -> false;
    };
  }
}
