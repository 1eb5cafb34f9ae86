package io.cartwright.pricing;

/**
 * A compiled {@link Trigger}.
 *
 * @param kind one of the constants
 * @param scope sorted atoms of which a line, the buyer or the basket must have one; null with parts
 * @param from least sum over the lines in scope; ten-thousandths or units
 * @param to greatest sum
 * @param parts of AND and OR; else null
 */
record CompiledTrigger(byte kind, int[] scope, long from, long to, CompiledTrigger[] parts) {
  static final byte AND = 0;
  static final byte OR = 1;
  static final byte SUBTOTAL = 2;
  static final byte QUANTITY = 3;
  static final byte CUSTOM = 4;
  static final byte MEMBERS = 5;
}
