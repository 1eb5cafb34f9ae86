package io.cartwright.store;

import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * How an event's body lies in its outbox row. A short one lies there as it is. A longer one is
 * packed, since every byte of it goes into the write-ahead log and waits in a page: the byte 0,
 * with which no JSON begins, the body's length in 4 bytes, and one LZ4 block.
 */
public final class OutboxPayload {
  /** Bodies up to this many bytes are not packed. */
  static final int PLAIN_MAX = 1_024;

  private static final byte PACKED = 0;
  private static final int HEAD = 1 + Integer.BYTES;

  /** Native where the library knows the machine, else Java's. */
  private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

  private static final LZ4Compressor COMPRESSOR = LZ4.fastCompressor();
  private static final LZ4SafeDecompressor DECOMPRESSOR = LZ4.safeDecompressor();
  private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[0]);

  private OutboxPayload() {}

  /** The bytes to store for a body; for other long JSON that is kept too. */
  public static byte[] pack(byte[] body) {
    if (body.length <= PLAIN_MAX) return body;
    byte[] scratch = scratch(HEAD + COMPRESSOR.maxCompressedLength(body.length));
    ByteBuffer.wrap(scratch).put(PACKED).putInt(body.length);
    int length = COMPRESSOR.compress(body, 0, body.length, scratch, HEAD, scratch.length - HEAD);
    byte[] packed = new byte[HEAD + length];
    System.arraycopy(scratch, 0, packed, 0, packed.length);
    return packed;
  }

  private static byte[] scratch(int length) {
    byte[] scratch = SCRATCH.get();
    if (scratch.length < length) {
      scratch = new byte[length];
      if (length <= 1 << 18) SCRATCH.set(scratch);
    }
    return scratch;
  }

  /** The body of a stored event, as it is delivered. */
  public static byte[] unpack(byte[] stored) {
    if (stored.length < HEAD || stored[0] != PACKED) return stored;
    byte[] body = new byte[ByteBuffer.wrap(stored, 1, Integer.BYTES).getInt()];
    int length = DECOMPRESSOR.decompress(stored, HEAD, stored.length - HEAD, body, 0);
    if (length != body.length) {
      throw new IllegalArgumentException("a packed event has " + length + " bytes");
    }
    return body;
  }
}
