package io.cartwright.totals;

import static io.cartwright.bus.Role.ADMIN;
import static io.cartwright.bus.Role.MEMBER;
import static io.cartwright.bus.Role.VISITOR;

import io.cartwright.bus.Operation;
import io.cartwright.wire.totalscalculator.CalculateTotalsRequest;
import io.cartwright.wire.totalscalculator.CalculateTotalsResponse;
import io.cartwright.wire.totalscalculator.TotalsCalculatorApi;
import java.util.List;

/** The operation of the totals calculator. */
public final class TotalsOperations {
  public static final Operation<CalculateTotalsRequest, CalculateTotalsResponse> CALCULATE_TOTALS =
      Operation.of(TotalsCalculatorApi.CALCULATE_TOTALS).allow(VISITOR, MEMBER, ADMIN);

  public static final List<Operation<?, ?>> ALL = List.of(CALCULATE_TOTALS);

  private TotalsOperations() {}
}
