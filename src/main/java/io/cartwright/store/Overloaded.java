package io.cartwright.store;

/** A bounded queue is full: nothing was done, try again later. */
public final class Overloaded extends RuntimeException {
  Overloaded(String message) {
    super(message, null, false, false);
  }
}
