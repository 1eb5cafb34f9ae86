package io.cartwright.pricing;

/**
 * The coupon that the buyer entered. Whether its code exists, is active, in time and not used up is
 * decided before; here only whether it covers this basket.
 *
 * @param id coupon id
 * @param code as entered
 * @param name as shown to the buyer
 * @param benefit what it takes off
 * @param scope what it covers; {@link Scope#all} when it names none
 * @param minimumSubtotalE4 least subtotal of the basket before all rules, in ten-thousandths of the
 *     major unit; null: none
 * @param limitedToOneItem only one unit, of the lowest price; without effect on free shipping and
 *     buy X get Y
 * @param appliesToSubscriptions false: lines that are subscriptions are not covered
 */
public record Coupon(
    String id,
    String code,
    String name,
    Benefit benefit,
    Scope scope,
    Long minimumSubtotalE4,
    boolean limitedToOneItem,
    boolean appliesToSubscriptions) {

  public Coupon {
    if (id == null || benefit == null || (minimumSubtotalE4 != null && minimumSubtotalE4 < 0)) {
      throw new IllegalArgumentException("a coupon needs id, benefit and a minimum from zero");
    }
    scope = scope == null ? Scope.all() : scope;
  }

  /** What this coupon is taken from, by its settings. */
  public Quote.Reach reach() {
    if (benefit instanceof Benefit.FreeShipping) {
      return Quote.Reach.SHIPPING;
    }
    boolean whole =
        scope.kind() == Scope.Kind.ALL
            && !limitedToOneItem
            && !(benefit instanceof Benefit.BuyXGetY);
    return whole ? Quote.Reach.GLOBAL : Quote.Reach.SPECIFIC_ITEMS;
  }

  /** What a coupon takes off. Amounts are ten-thousandths of the major unit ({@code E4}). */
  public sealed interface Benefit {

    /** One amount, rounded to minor units when it is read and shared over the eligible lines. */
    record MoneyOff(long amountE4) implements Benefit {
      public MoneyOff {
        if (amountE4 < 0) {
          throw new IllegalArgumentException("negative amount: " + amountE4);
        }
      }
    }

    /** A part of each eligible line: 20 % is 200,000. */
    record PercentOff(long percentE4) implements Benefit {
      public PercentOff {
        if (percentE4 < 0 || percentE4 > 1_000_000) {
          throw new IllegalArgumentException("percentage out of range: " + percentE4);
        }
      }
    }

    /** The whole of the chosen delivery option. */
    record FreeShipping() implements Benefit {}

    /** A price for each eligible unit; it never raises. */
    record FixedPrice(long priceE4) implements Benefit {
      public FixedPrice {
        if (priceE4 < 0) {
          throw new IllegalArgumentException("negative price: " + priceE4);
        }
      }
    }

    /** Of n eligible units, ⌊n ÷ (x + y)⌋ · y are free, the cheapest of all. */
    record BuyXGetY(int x, int y) implements Benefit {
      public BuyXGetY {
        if (x < 1 || y < 1) {
          throw new IllegalArgumentException("buy " + x + " get " + y);
        }
      }
    }
  }
}
