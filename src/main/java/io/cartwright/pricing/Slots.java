package io.cartwright.pricing;

/**
 * A growing array of which every version stays as it was: setting an element copies its chunk and
 * the list of chunks.
 *
 * <p>Whoever changes many elements hands in a token: what was copied under that token is its own
 * and is written in place. When the token is dropped, nobody writes there any more.
 */
final class Slots<T> {
  private static final int BITS = 9;
  private static final int CHUNK = 1 << BITS;

  private final Object owner;

  /** Each chunk has one element more: the token of its owner. */
  private Object[][] chunks;

  private Slots(Object owner, Object[][] chunks) {
    this.owner = owner;
    this.chunks = chunks;
  }

  static <T> Slots<T> empty() {
    return new Slots<>(null, new Object[0][]);
  }

  /** Null where nothing was set. */
  @SuppressWarnings("unchecked")
  T get(int index) {
    int chunk = index >>> BITS;
    return chunk < chunks.length ? (T) chunks[chunk][index & CHUNK - 1] : null;
  }

  Slots<T> set(Object token, int index, T value) {
    Slots<T> own = owner == token ? this : new Slots<>(token, chunks.clone());
    own.chunk(token, index >>> BITS)[index & CHUNK - 1] = value;
    return own;
  }

  private Object[] chunk(Object token, int index) {
    if (index >= chunks.length) {
      Object[][] more = new Object[Math.max(index + 1, chunks.length + chunks.length / 8)][];
      System.arraycopy(chunks, 0, more, 0, chunks.length);
      for (int i = chunks.length; i < more.length; i++) {
        more[i] = new Object[CHUNK + 1];
      }
      chunks = more;
    }
    Object[] chunk = chunks[index];
    if (chunk[CHUNK] != token) {
      chunk = chunk.clone();
      chunk[CHUNK] = token;
      chunks[index] = chunk;
    }
    return chunk;
  }
}
