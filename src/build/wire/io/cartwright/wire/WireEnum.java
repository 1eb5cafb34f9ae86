package io.cartwright.wire;

/** An enum of the contract: every generated enum is one. */
public interface WireEnum {
  /** The name on the wire; it differs from the constant only where that would not be Java. */
  String wire();
}
