package io.cartwright.store;

/**
 * Limits of the committer.
 *
 * @param simpleLanes connections for changes of one document, 1..16; as many more for changes that
 *     go apart
 * @param queueMax changes that may wait in one lane before it answers {@link Overloaded}
 * @param batchMax changes in one commit
 */
public record CommitterOptions(int simpleLanes, int queueMax, int batchMax) {
  /** What one engine on a small machine does well with. */
  public static final CommitterOptions STANDARD = new CommitterOptions(2, 10_000, 256);

  public CommitterOptions {
    if (simpleLanes < 1 || simpleLanes > 16) {
      throw new IllegalArgumentException("simpleLanes is " + simpleLanes + ", not 1..16");
    }
    if (queueMax < 1 || batchMax < 1) {
      throw new IllegalArgumentException("queueMax and batchMax are at least 1");
    }
  }
}
