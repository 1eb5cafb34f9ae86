package io.cartwright.store.query;

import io.cartwright.store.Stored;
import java.util.List;

/**
 * One page of an answer.
 *
 * @param offset rows before this page; 0 when paged by cursor
 * @param total all rows that match, at most {@link Queries#TOTAL_MAX}; null when paged by cursor
 * @param tooManyToCount true when there are more than {@link Queries#TOTAL_MAX}
 * @param next cursor of the next page, null at the end and when paged by offset
 * @param prev cursor of the page before, null at the start and when paged by offset
 * @param hasNext true when rows follow
 */
public record Page<T>(
    List<Stored<T>> items,
    int offset,
    Long total,
    boolean tooManyToCount,
    String next,
    String prev,
    boolean hasNext) {
  public Page {
    items = List.copyOf(items);
  }

  /** Rows on this page. */
  public int count() {
    return items.size();
  }
}
