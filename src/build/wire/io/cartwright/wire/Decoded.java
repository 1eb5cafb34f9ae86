package io.cartwright.wire;

import java.util.List;

/**
 * A request as read from the wire.
 *
 * @param body the request message; null only when there were too many violations to go on
 * @param present the names that were sent; where a field mask came along, the entity's names are
 *     those of the mask
 * @param violations broken rules, in reading order; empty when the body may be used
 */
public record Decoded<Q>(Q body, Fields present, List<Violation> violations) {
  public Decoded {
    violations = List.copyOf(violations);
  }

  public boolean valid() {
    return violations.isEmpty();
  }
}
