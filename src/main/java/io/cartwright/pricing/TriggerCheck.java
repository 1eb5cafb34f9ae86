package io.cartwright.pricing;

import io.cartwright.money.Currency;
import io.cartwright.money.Decimals;
import io.cartwright.pricing.Explanation.Reason;
import java.util.List;

/** Finds the first reason why a trigger does not hold for a basket. */
final class TriggerCheck {
  private final Basket basket;
  private final Currency currency;

  /**
   * A condition that does not hold; {@code seen} and {@code needed} are null where there is nothing
   * to compare.
   */
  record Failure(Reason reason, String seen, String needed) {}

  TriggerCheck(Basket basket) {
    this.basket = basket;
    this.currency = basket.currency();
  }

  /** Null when the trigger holds. Of an OR that fails, the first child's reason is given. */
  Failure firstFailure(Trigger trigger) {
    if (trigger instanceof Trigger.And and) {
      for (Trigger child : and.children()) {
        Failure failure = firstFailure(child);
        if (failure != null) {
          return failure;
        }
      }
      return null;
    }
    if (trigger instanceof Trigger.Or or) {
      return ofOr(or);
    }
    if (trigger instanceof Trigger.SubtotalRange range) {
      return ofSubtotal(range);
    }
    if (trigger instanceof Trigger.QuantityRange range) {
      return ofQuantity(range);
    }
    if (trigger instanceof Trigger.Custom custom) {
      boolean holds = basket.customTriggers().contains(custom.key());
      return holds ? null : new Failure(Reason.CUSTOM_TRIGGER_NOT_MET, null, custom.key());
    }
    boolean eligible =
        basket.memberId() != null
            && ((Trigger.Members) trigger).memberIds().contains(basket.memberId());
    return eligible ? null : new Failure(Reason.BUYER_NOT_ELIGIBLE, basket.memberId(), null);
  }

  private Failure ofOr(Trigger.Or or) {
    Failure first = null;
    for (Trigger child : or.children()) {
      Failure failure = firstFailure(child);
      if (failure == null) {
        return null;
      }
      first = first == null ? failure : first;
    }
    return first == null ? new Failure(Reason.NO_LINE_IN_TRIGGER_SCOPE, null, null) : first;
  }

  private Failure ofSubtotal(Trigger.SubtotalRange range) {
    List<BasketLine> seen = linesIn(range.scopes());
    if (seen.isEmpty()) {
      return new Failure(Reason.NO_LINE_IN_TRIGGER_SCOPE, null, null);
    }
    long minor = seen.stream().mapToLong(line -> line.baseUnitMinor() * line.quantity()).sum();
    long e4 = minor * currency.unitsPerMinor(4);
    if (range.fromE4() != null && e4 < range.fromE4()) {
      return new Failure(Reason.SUBTOTAL_BELOW_RANGE, currency.format(minor), e4(range.fromE4()));
    }
    if (range.toE4() != null && e4 > range.toE4()) {
      return new Failure(Reason.SUBTOTAL_ABOVE_RANGE, currency.format(minor), e4(range.toE4()));
    }
    return null;
  }

  private Failure ofQuantity(Trigger.QuantityRange range) {
    List<BasketLine> seen = linesIn(range.scopes());
    if (seen.isEmpty()) {
      return new Failure(Reason.NO_LINE_IN_TRIGGER_SCOPE, null, null);
    }
    long units = seen.stream().mapToLong(BasketLine::quantity).sum();
    if (range.from() != null && units < range.from()) {
      return new Failure(Reason.QUANTITY_BELOW_RANGE, text(units), text(range.from()));
    }
    if (range.to() != null && units > range.to()) {
      return new Failure(Reason.QUANTITY_ABOVE_RANGE, text(units), text(range.to()));
    }
    return null;
  }

  private List<BasketLine> linesIn(List<Scope> scopes) {
    return basket.lines().stream().filter(line -> isIn(scopes, line)).toList();
  }

  /** True when one of the scopes covers the line, or there are none. */
  static boolean isIn(List<Scope> scopes, BasketLine line) {
    return scopes.isEmpty() || isInAny(scopes, line);
  }

  static boolean isInAny(List<Scope> scopes, BasketLine line) {
    return scopes.stream().anyMatch(scope -> scope.covers(line));
  }

  /**
   * An amount in ten-thousandths as text with the currency's decimals, or more where it has more.
   */
  String e4(long amountE4) {
    long perMinor = currency.unitsPerMinor(4);
    return amountE4 % perMinor == 0
        ? currency.format(amountE4 / perMinor)
        : Decimals.shortText(amountE4, 4);
  }

  private static String text(long value) {
    return Long.toString(value);
  }
}
