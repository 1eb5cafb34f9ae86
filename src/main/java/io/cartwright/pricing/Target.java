package io.cartwright.pricing;

import java.util.List;

/** Which units a rule discounts. */
public sealed interface Target {

  /** The units of all lines that are in one of {@code scopes} and in none of {@code excluded}. */
  record Items(List<Scope> scopes, List<Scope> excluded) implements Target {
    public Items {
      scopes = List.copyOf(scopes);
      excluded = List.copyOf(excluded);
    }

    /** The units of all lines that are in one of the scopes. */
    public static Items of(Scope... scopes) {
      return new Items(List.of(scopes), List.of());
    }
  }

  /**
   * Sets of units bought and units got; only the latter are discounted, and they are the cheapest.
   *
   * @param minimumQuantity units to buy for each set; null when {@code minimumSpendE4} is given
   * @param minimumSpendE4 what the bought units of each set cost before all rules, in
   *     ten-thousandths of the major unit; null when {@code minimumQuantity} is given
   * @param buys lines whose units can be bought; empty means every line
   * @param quantity units to get for each set, at least 1
   * @param gets lines whose units can be got; empty means every line
   * @param excluded lines whose units can not be got
   * @param limit most sets that count; null: as many as the basket holds
   */
  record BuyXGetY(
      Integer minimumQuantity,
      Long minimumSpendE4,
      List<Scope> buys,
      int quantity,
      List<Scope> gets,
      List<Scope> excluded,
      Integer limit)
      implements Target {
    public BuyXGetY {
      buys = List.copyOf(buys);
      gets = List.copyOf(gets);
      excluded = List.copyOf(excluded);
      if ((minimumQuantity == null) == (minimumSpendE4 == null)) {
        throw new IllegalArgumentException("either minimumQuantity or minimumSpend");
      }
      if (quantity < 1
          || (minimumQuantity != null && minimumQuantity < 1)
          || (minimumSpendE4 != null && minimumSpendE4 < 0)
          || (limit != null && limit < 1)) {
        throw new IllegalArgumentException("buy X get Y out of range");
      }
    }
  }
}
