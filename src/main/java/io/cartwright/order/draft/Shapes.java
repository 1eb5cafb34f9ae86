package io.cartwright.order.draft;

import io.cartwright.wire.Codec;

/** The same thing under two names: orders and drafts have messages that differ in name alone. */
final class Shapes {
  private Shapes() {}

  /** The message under its other name; null stays null. */
  static <A, B> B as(Codec<B> to, Codec<A> from, A value) {
    return value == null ? null : to.fromText(from.toText(value));
  }
}
