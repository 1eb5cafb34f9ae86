package io.cartwright.pricing;

import java.time.Instant;
import java.util.Locale;

/**
 * A rule with its scopes as sorted atoms, and where a book posts it. Compares by stacking order.
 */
final class CompiledRule implements Comparable<CompiledRule> {
  static final byte PERCENTAGE = 0;
  static final byte FIXED_AMOUNT = 1;
  static final byte FIXED_PRICE = 2;
  static final byte QUANTITY_BASED = 3;

  /** Posted without a band: the numbers of a basket do not matter. */
  static final byte ANY = 0;

  /** The band is of what the lines with the atom cost. */
  static final byte SUBTOTAL = 1;

  /** The band is of the units of the lines with the atom. */
  static final byte QUANTITY = 2;

  /** The band is of what the basket costs. */
  static final byte BASKET_SUBTOTAL = 3;

  /** The band is of the units in the basket. */
  static final byte BASKET_QUANTITY = 4;

  static final int BANDS = 5;

  private static final byte LOWEST_ONLY = 1;
  private static final byte INCLUDE_SUBSCRIPTION = 2;
  private static final byte TRIGGER_PROVEN = 4;

  private static final long AGE_MAX = (1L << 41) - 1;
  private static final long AGE_SECOND_MAX = AGE_MAX >> 8;

  final String id;
  final String name;
  final Instant start;
  final Instant end;
  final byte kind;
  final long valueE4;
  final int setQuantity;
  final int[] target;
  final int[] excluded;

  /** Null unless the target is buy X get Y. */
  final Sets sets;

  /** Null: always. */
  final CompiledTrigger trigger;

  /** Atoms of the rarest necessary condition. */
  final int[] postedAt;

  final byte band;
  final long from;
  final long to;

  /** {@link #LOWEST_ONLY} and the like; one byte for all keeps a rule within its size. */
  private final byte flags;

  private final long createdSecond;
  private final int createdNano;

  /** The id as lower-case text. */
  private final String order;

  /** A buy X get Y target; {@code spendE4} counts where {@code quantity} is 0. */
  record Sets(int buyQuantity, long buySpendE4, int[] buys, int getQuantity, int limit) {}

  /**
   * Where a rule is posted, and in which band.
   *
   * @param provesTrigger the trigger holds for every basket that has one of the atoms and, in the
   *     band, the sum
   */
  record Place(int[] atoms, byte band, long from, long to, boolean provesTrigger) {}

  /** What a rule is compiled to, without its place. */
  record Parts(int[] target, int[] excluded, Sets sets, CompiledTrigger trigger) {}

  CompiledRule(Rule rule, Parts parts, Place place) {
    id = rule.id();
    name = rule.name();
    start = rule.start();
    end = rule.end();
    createdSecond = rule.createdAt().getEpochSecond();
    createdNano = rule.createdAt().getNano();
    order = id.toLowerCase(Locale.ROOT);
    boolean lowest = rule.appliesTo() == Rule.AppliesTo.LOWEST_PRICED_ITEM;
    flags =
        (byte)
            ((lowest ? LOWEST_ONLY : 0)
                | (rule.includeSubscription() ? INCLUDE_SUBSCRIPTION : 0)
                | (place.provesTrigger() ? TRIGGER_PROVEN : 0));
    int quantity = 0;
    if (rule.discount() instanceof Discount.Percentage percentage) {
      kind = PERCENTAGE;
      valueE4 = percentage.percentE4();
    } else if (rule.discount() instanceof Discount.FixedAmount amount) {
      kind = FIXED_AMOUNT;
      valueE4 = amount.amountE4();
    } else if (rule.discount() instanceof Discount.FixedPrice price) {
      kind = FIXED_PRICE;
      valueE4 = price.priceE4();
    } else {
      kind = QUANTITY_BASED;
      valueE4 = ((Discount.QuantityBased) rule.discount()).priceE4();
      quantity = ((Discount.QuantityBased) rule.discount()).quantity();
    }
    setQuantity = quantity;
    target = parts.target();
    excluded = parts.excluded();
    sets = parts.sets();
    trigger = parts.trigger();
    postedAt = place.atoms();
    band = place.band();
    from = place.from();
    to = place.to();
  }

  boolean lowestOnly() {
    return (flags & LOWEST_ONLY) != 0;
  }

  boolean includeSubscription() {
    return (flags & INCLUDE_SUBSCRIPTION) != 0;
  }

  /**
   * True when a basket that its posting gives this rule for need not be held against the trigger.
   */
  boolean triggerProven() {
    return (flags & TRIGGER_PROVEN) != 0;
  }

  /** When it was created, to some milliseconds: never more than that of a later rule; 41 bits. */
  long age() {
    return createdSecond < 0
        ? 0
        : createdSecond > AGE_SECOND_MAX ? AGE_MAX : createdSecond << 8 | createdNano >> 22;
  }

  Instant createdAt() {
    return Instant.ofEpochSecond(createdSecond, createdNano);
  }

  /** As {@link Rule#isOpenAt}. */
  boolean isOpenAt(Instant instant) {
    return (start == null || !instant.isBefore(start)) && (end == null || instant.isBefore(end));
  }

  @Override
  public int compareTo(CompiledRule other) {
    if (createdSecond != other.createdSecond) {
      return createdSecond < other.createdSecond ? -1 : 1;
    }
    if (createdNano != other.createdNano) {
      return createdNano < other.createdNano ? -1 : 1;
    }
    int byOrder = order.compareTo(other.order);
    return byOrder == 0 ? id.compareTo(other.id) : byOrder;
  }
}
