package io.cartwright.pricing;

import io.cartwright.pricing.Explanation.Reason;
import io.cartwright.pricing.Gap.Measure;
import java.util.List;

/** Finds the first reason why a trigger does not hold for a basket, and what would make it hold. */
final class TriggerCheck {
  private final Basket basket;
  private final long unitsPerMinor;
  private final Wording wording;

  /**
   * A condition that does not hold.
   *
   * @param condition where it stands in the rule: {@code
   *     trigger.and.triggers[1].subtotalRange.from}
   * @param seen null where there is nothing to compare
   * @param needed null where there is nothing to compare
   * @param scopes lines that the condition looks at; empty means every line
   * @param gap what is missing; null where more of something does not help
   */
  record Failure(
      Reason reason, String condition, String seen, String needed, List<Scope> scopes, Gap gap) {

    /** One that compares nothing. */
    static Failure of(Reason reason, String condition) {
      return new Failure(reason, condition, null, null, List.of(), null);
    }
  }

  TriggerCheck(Basket basket) {
    this.basket = basket;
    this.unitsPerMinor = basket.currency().unitsPerMinor(4);
    this.wording = new Wording(basket.currency());
  }

  /** Null when the trigger holds. Of an OR that fails, the first child's reason is given. */
  Failure firstFailure(Trigger trigger) {
    return firstFailure(trigger, "trigger");
  }

  private Failure firstFailure(Trigger trigger, String path) {
    if (trigger instanceof Trigger.And and) {
      for (int i = 0; i < and.children().size(); i++) {
        Failure failure = firstFailure(and.children().get(i), path + ".and.triggers[" + i + "]");
        if (failure != null) {
          return failure;
        }
      }
      return null;
    }
    return trigger instanceof Trigger.Or or ? ofOr(or, path) : ofCondition(trigger, path);
  }

  private Failure ofOr(Trigger.Or or, String path) {
    Failure first = null;
    for (int i = 0; i < or.children().size(); i++) {
      Failure failure = firstFailure(or.children().get(i), path + ".or.triggers[" + i + "]");
      if (failure == null) {
        return null;
      }
      first = first == null ? failure : first;
    }
    return first == null ? Failure.of(Reason.NO_LINE_IN_TRIGGER_SCOPE, path + ".or") : first;
  }

  private Failure ofCondition(Trigger trigger, String path) {
    if (trigger instanceof Trigger.SubtotalRange range) {
      return ofSubtotal(range, path + ".subtotalRange");
    }
    if (trigger instanceof Trigger.QuantityRange range) {
      return ofQuantity(range, path + ".itemQuantityRange");
    }
    if (trigger instanceof Trigger.Custom custom) {
      return basket.customTriggers().contains(custom.key())
          ? null
          : new Failure(
              Reason.CUSTOM_TRIGGER_NOT_MET,
              path + ".customTrigger",
              null,
              custom.key(),
              List.of(),
              null);
    }
    boolean eligible =
        basket.memberId() != null
            && ((Trigger.Members) trigger).memberIds().contains(basket.memberId());
    return eligible
        ? null
        : new Failure(
            Reason.BUYER_NOT_ELIGIBLE,
            path + ".customerEligibility",
            basket.memberId(),
            null,
            List.of(),
            null);
  }

  /**
   * The one threshold that keeps a trigger from holding, everything else in it being met; of an OR
   * the nearest. Null when the trigger holds, and when more is in the way.
   */
  Gap onlyGap(Trigger trigger) {
    if (trigger instanceof Trigger.And and) {
      List<Trigger> failing =
          and.children().stream().filter(child -> firstFailure(child) != null).toList();
      return failing.size() == 1 ? onlyGap(failing.get(0)) : null;
    }
    if (trigger instanceof Trigger.Or or) {
      if (firstFailure(or) == null) {
        return null;
      }
      Gap nearest = null;
      for (Trigger child : or.children()) {
        Gap gap = onlyGap(child);
        if (gap != null && (nearest == null || gap.reached().compareTo(nearest.reached()) > 0)) {
          nearest = gap;
        }
      }
      return nearest;
    }
    Failure failure = firstFailure(trigger);
    return failure == null ? null : failure.gap();
  }

  private Failure ofSubtotal(Trigger.SubtotalRange range, String path) {
    List<BasketLine> seen = linesIn(range.scopes());
    long minor = seen.stream().mapToLong(line -> line.baseUnitMinor() * line.quantity()).sum();
    long e4 = minor * unitsPerMinor;
    boolean below = range.fromE4() != null && e4 < range.fromE4();
    if (seen.isEmpty()) {
      Gap gap =
          below
              ? new Gap(Measure.SUBTOTAL, 0, range.fromE4(), range.scopes(), List.of())
              : new Gap(Measure.QUANTITY, 0, 1, range.scopes(), List.of());
      String needed = below ? wording.e4(range.fromE4()) : null;
      return noLine(path, basket.currency().format(0), needed, range.scopes(), gap);
    }
    String text = basket.currency().format(minor);
    if (below) {
      Gap gap = new Gap(Measure.SUBTOTAL, e4, range.fromE4(), range.scopes(), List.of());
      return new Failure(
          Reason.SUBTOTAL_BELOW_RANGE,
          path + ".from",
          text,
          wording.e4(range.fromE4()),
          range.scopes(),
          gap);
    }
    boolean above = range.toE4() != null && e4 > range.toE4();
    return above
        ? new Failure(
            Reason.SUBTOTAL_ABOVE_RANGE,
            path + ".to",
            text,
            wording.e4(range.toE4()),
            range.scopes(),
            null)
        : null;
  }

  private Failure ofQuantity(Trigger.QuantityRange range, String path) {
    long units = linesIn(range.scopes()).stream().mapToLong(BasketLine::quantity).sum();
    long from = range.from() == null ? 1 : Math.max(1, range.from());
    Gap gap =
        units < from ? new Gap(Measure.QUANTITY, units, from, range.scopes(), List.of()) : null;
    if (units == 0) {
      return noLine(path, "0", text(from), range.scopes(), gap);
    }
    if (gap != null) {
      return new Failure(
          Reason.QUANTITY_BELOW_RANGE,
          path + ".from",
          text(units),
          text(from),
          range.scopes(),
          gap);
    }
    boolean above = range.to() != null && units > range.to();
    return above
        ? new Failure(
            Reason.QUANTITY_ABOVE_RANGE,
            path + ".to",
            text(units),
            text(range.to()),
            range.scopes(),
            null)
        : null;
  }

  private static Failure noLine(
      String path, String seen, String needed, List<Scope> scopes, Gap gap) {
    return new Failure(
        Reason.NO_LINE_IN_TRIGGER_SCOPE,
        path + ".scopes",
        needed == null ? null : seen,
        needed,
        scopes,
        gap);
  }

  private List<BasketLine> linesIn(List<Scope> scopes) {
    return basket.lines().stream().filter(line -> isIn(scopes, line)).toList();
  }

  /** True when one of the scopes covers the line, or there are none. */
  static boolean isIn(List<Scope> scopes, BasketLine line) {
    return scopes.isEmpty() || isInAny(scopes, line);
  }

  static boolean isInAny(List<Scope> scopes, BasketLine line) {
    for (Scope scope : scopes) {
      if (scope.covers(line)) {
        return true;
      }
    }
    return false;
  }

  private static String text(long value) {
    return Long.toString(value);
  }
}
