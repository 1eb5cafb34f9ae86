package io.cartwright.tax;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why tax operations say no, in the order in which it is checked. */
public enum TaxRefusal implements Refusal {
  TAX_GROUP_NOT_FOUND(Kind.NOT_FOUND),
  /** The group is there from the site's start: it keeps its name, and stays. */
  ILLEGAL_UPDATE_ON_SYSTEM_DEFINED_TAX_GROUP(Kind.PRECONDITION),
  /** The app has no tax group of its own. */
  DEFAULT_TAX_GROUP_NOT_FOUND(Kind.NOT_FOUND),

  TAX_REGION_NOT_FOUND(Kind.NOT_FOUND),
  CALCULATOR_ID_NOT_FOUND(Kind.NOT_FOUND),
  /** The calculator does not know the region's country. */
  CALCULATOR_IS_NOT_SUPPORTED_FOR_THIS_TAX_REGION(Kind.PRECONDITION),
  SUBDIVISIONS_NOT_SUPPORTED_FOR_COUNTRY(Kind.INVALID),
  /** Not as NY or US-NY, or of another country. */
  INVALID_SUBDIVISION_FORMAT(Kind.INVALID),
  /** There is a region for the country and subdivision. */
  ALREADY_EXISTS(Kind.CONFLICT),

  MANUAL_TAX_MAPPING_NOT_FOUND(Kind.NOT_FOUND),
  TAX_REGION_ID_NOT_FOUND(Kind.NOT_FOUND),
  TAX_GROUP_ID_NOT_FOUND(Kind.NOT_FOUND),
  /** There is a mapping for the region and the group. */
  MANUAL_TAX_MAPPING_ALREADY_EXISTS(Kind.CONFLICT),
  /** A mapping holds rates of at most 50 exempt groups. */
  EXEMPT_RATES_LIMIT_EXCEEDED(Kind.PRECONDITION),

  /** A line names no address to tax it at. */
  MISSING_TAXABLE_ADDRESS(Kind.INVALID),
  INVALID_LINE_ITEM_ADDRESS_INDEX(Kind.INVALID),
  MISSING_COUNTRY_IN_ADDRESS(Kind.INVALID),
  /** The country is taxed by subdivision only. */
  MISSING_SUBDIVISION_IN_ADDRESS(Kind.INVALID);

  private final Kind kind;

  TaxRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
