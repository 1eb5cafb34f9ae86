package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Violation;
import io.cartwright.wire.orders.SetOrderNumberCounterRequest;
import io.cartwright.wire.orders.SetOrderNumberCounterResponse;

/** The counter of order numbers: it holds how many were given, the callers see the next one. */
final class OrderNumbers {
  private OrderNumbers() {}

  /**
   * What the counter is to hold so that the next order gets the number asked for. Refused, in this
   * order: what is no number above 0; CANNOT_SET_LOWER_ORDER_NUMBER_COUNTER.
   */
  static Outcome<Long> next(SetOrderNumberCounterRequest ask, long counted) {
    long wanted;
    try {
      wanted = Long.parseLong(ask.counter());
    } catch (NumberFormatException e) {
      wanted = 0;
    }
    if (wanted < 1) {
      return Outcome.invalid("counter", Violation.Rule.MIN, "must be a whole number above 0");
    }
    long target = wanted - Placement.NUMBER_BASE - 1;
    if (target < counted && !Boolean.TRUE.equals(ask.allowLowerCounter())) {
      return Outcome.refused(
          OrderRefusal.CANNOT_SET_LOWER_ORDER_NUMBER_COUNTER,
          "the next number is " + shown(counted) + " already");
    }
    return Outcome.done(target);
  }

  static SetOrderNumberCounterResponse reply(long before, long after) {
    return new SetOrderNumberCounterResponse(shown(before), shown(after));
  }

  private static String shown(long counted) {
    return Long.toString(Placement.NUMBER_BASE + counted + 1);
  }
}
