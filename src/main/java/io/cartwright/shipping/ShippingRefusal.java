package io.cartwright.shipping;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why delivery says no, in the order of the checks. */
public enum ShippingRefusal implements Refusal {
  DELIVERY_PROFILE_NOT_FOUND(Kind.NOT_FOUND),
  DELIVERY_REGION_NOT_FOUND(Kind.NOT_FOUND),
  SHIPPING_OPTION_NOT_FOUND(Kind.NOT_FOUND),
  /** The carrier does not serve this region, profile or row. */
  DELIVERY_CARRIER_NOT_FOUND(Kind.NOT_FOUND),
  /** A second default profile. */
  SINGLE_DEFAULT_DELIVERY_PROFILE(Kind.CONFLICT),
  /** Which profile is the default one cannot be changed. */
  DEFAULT_CANNOT_BE_UPDATED(Kind.INVALID),
  /** The default profile must stay. */
  DEFAULT_DELIVERY_PROFILE_CANNOT_BE_DELETED(Kind.PRECONDITION),
  /** Regions have operations of their own. */
  DELIVERY_REGION_CANNOT_BE_UPDATED(Kind.INVALID),
  /** Carriers have operations of their own. */
  DELIVERY_CARRIER_CANNOT_BE_UPDATED(Kind.INVALID),
  /** The country of a destination has no subdivisions here. */
  SUBDIVISIONS_UNSUPPORTED_FOR_COUNTRY(Kind.INVALID),
  /** A destination lies in two regions of one profile. */
  DESTINATIONS_COLLISION(Kind.CONFLICT),
  /** The carrier of a region keeps its app. */
  APP_ID_CANNOT_BE_UPDATED(Kind.INVALID),
  /** The site has no such carrier installed. */
  UNKNOWN_DELIVERY_CARRIER(Kind.PRECONDITION),
  CARRIER_ALREADY_EXISTS_IN_REGION(Kind.CONFLICT),
  /** The carrier cannot do without, or the backup rate has no amount. */
  DELIVERY_CARRIER_MISSING_BACKUP_RATE(Kind.INVALID),
  /** A number of pieces that is not whole. */
  INVALID_QUANTITY_VALUE(Kind.INVALID),
  DELIVERY_PROFILES_LIMIT_EXCEEDED(Kind.PRECONDITION),
  /** More destinations than a site may have in all its profiles. */
  DESTINATIONS_LIMIT_EXCEEDED(Kind.PRECONDITION),
  SHIPPING_OPTIONS_LIMIT_EXCEEDED(Kind.PRECONDITION);

  private final Kind kind;

  ShippingRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
