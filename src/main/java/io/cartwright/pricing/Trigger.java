package io.cartwright.pricing;

import java.util.List;
import java.util.Set;

/**
 * When a rule applies. Ranges see prices before all rules, include both ends, and need at least one
 * line in their scopes; empty scopes mean every line. A bound that is null is open.
 */
public sealed interface Trigger {

  /** All children hold. */
  record And(List<Trigger> children) implements Trigger {
    public And {
      children = List.copyOf(children);
    }
  }

  /** At least one child holds. */
  record Or(List<Trigger> children) implements Trigger {
    public Or {
      children = List.copyOf(children);
    }
  }

  /**
   * The lines in scope cost, before all rules, between the bounds (ten-thousandths of the major
   * unit).
   */
  record SubtotalRange(List<Scope> scopes, Long fromE4, Long toE4) implements Trigger {
    public SubtotalRange {
      scopes = List.copyOf(scopes);
    }
  }

  /** The lines in scope hold, together, a number of units between the bounds. */
  record QuantityRange(List<Scope> scopes, Long from, Long to) implements Trigger {
    public QuantityRange {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * Another service says yes: {@link Basket#customTriggers} holds the key (by convention {@code
   * appId/triggerId}).
   */
  record Custom(String key) implements Trigger {}

  /** The buyer is one of these members. */
  record Members(Set<String> memberIds) implements Trigger {
    public Members {
      memberIds = Set.copyOf(memberIds);
    }
  }
}
