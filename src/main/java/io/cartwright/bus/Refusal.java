package io.cartwright.bus;

/**
 * A reason to say no. Each domain has one enum of these, declared in the order in which they are
 * checked; the constant's name is the code on the wire.
 */
public interface Refusal {
  /** The code on the wire. */
  String name();

  /** The class of this refusal. */
  Kind kind();
}
