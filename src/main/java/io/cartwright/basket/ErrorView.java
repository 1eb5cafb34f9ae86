package io.cartwright.basket;

import io.cartwright.pricing.Quote;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.CalculationErrors;
import io.cartwright.wire.common.CarrierError;
import io.cartwright.wire.common.CarrierErrors;
import io.cartwright.wire.common.Details;
import io.cartwright.wire.common.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What went wrong while a basket was priced, in the words of the contract. */
public final class ErrorView {
  private final Priced priced;

  ErrorView(Priced priced) {
    this.priced = priced;
  }

  /** True when nothing went wrong. */
  public boolean none() {
    CalculationErrors errors = calculationErrors();
    return errors.equals(CalculationErrors.builder().orderValidationErrors(List.of()).build());
  }

  /** The errors of each part; empty when all is well. */
  public CalculationErrors calculationErrors() {
    Answers answers = priced.answers();
    return CalculationErrors.builder()
        .generalShippingCalculationError(details(answers.deliveryError()))
        .carrierErrors(answers.deliveryError() == null ? carriers(answers.delivery()) : null)
        .taxCalculationError(details(answers.taxError()))
        .couponCalculationError(details(couponError()))
        .orderValidationErrors(List.of())
        .build();
  }

  private ApplicationError couponError() {
    if (priced.answers().couponError() != null) return priced.answers().couponError();
    Quote.CouponProblem problem = priced.quote().couponProblem();
    if (problem == null) return null;
    return switch (problem) {
      case MINIMUM_SUBTOTAL_NOT_MET ->
          new ApplicationError(
              "ERROR_COUPON_MINIMUM_SUBTOTAL_NOT_MET",
              "the subtotal is below the coupon's minimum",
              null);
      case COVERS_NO_LINE ->
          new ApplicationError(
              "ERROR_COUPON_COVERS_NO_LINE_ITEM", "the coupon covers no line item", null);
    };
  }

  private static CarrierErrors carriers(DeliveryAnswer answer) {
    if (answer == null || answer.carrierErrors().isEmpty()) return null;
    List<CarrierError> errors = new ArrayList<>();
    for (Map.Entry<String, String> failed : new TreeMap<>(answer.carrierErrors()).entrySet()) {
      errors.add(
          new CarrierError(
              failed.getKey(),
              details(new ApplicationError(failed.getValue(), "the carrier gave no rates", null))));
    }
    return new CarrierErrors(errors);
  }

  private static Details details(ApplicationError error) {
    return error == null ? null : Details.builder().applicationError(error).build();
  }

  /** Violations that validators found. */
  public List<Violation> violations() {
    return List.of();
  }
}
