/**
 * Messages as they travel: the runtime under the generated records.
 *
 * <p>Every message of the contract, and every one of our own, is a generated record with a {@link
 * io.cartwright.wire.Codec}. A codec is a table of {@link io.cartwright.wire.WireField}s plus three
 * generated methods (write, get, create); reading, checking, merging and describing are written
 * once, here, over that table. Nothing reflects and nothing builds trees.
 *
 * <p>Absent is null. An explicit {@code null} is told from an absent field only by {@link
 * io.cartwright.wire.Fields}, the names that a body carried.
 *
 * <p>Limits: {@value io.cartwright.wire.WireReader#DEPTH_MAX} levels of nesting, strings of {@value
 * io.cartwright.wire.WireReader#STRING_LENGTH_MAX} characters, {@value
 * io.cartwright.wire.Checks#VIOLATIONS_MAX} violations in one answer.
 */
package io.cartwright.wire;
