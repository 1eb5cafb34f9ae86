package io.cartwright.wire;

/**
 * One broken rule of a request, in the shape of the contract's field violation.
 *
 * @param field dotted path from the root of the request; list positions are in {@code data.index}
 * @param description a sentence for the caller
 * @param violatedRule the rule
 * @param ruleName name of a rule of ours; null for the contract's own rules
 * @param data limits and list position; null when there is nothing to add
 */
public record Violation(
    String field, String description, Rule violatedRule, String ruleName, Json data) {

  /** The contract's rule types. */
  public enum Rule {
    VALIDATION,
    OTHER,
    MAX,
    MIN,
    MAX_LENGTH,
    MIN_LENGTH,
    MAX_SIZE,
    MIN_SIZE,
    FORMAT,
    DECIMAL_LTE,
    DECIMAL_GTE,
    DECIMAL_LT,
    DECIMAL_GT,
    DECIMAL_MAX_SCALE,
    INVALID_ENUM_VALUE,
    REQUIRED_FIELD,
    FIELD_NOT_ALLOWED,
    ONE_OF_ALIGNMENT,
    EXACT_LENGTH,
    EXACT_SIZE,
    REQUIRED_ONE_OF_FIELD
  }

  /** A violation of the contract's own rules without further data. */
  public static Violation of(String field, String description, Rule rule) {
    return new Violation(field, description, rule, null, null);
  }
}
