package io.cartwright.shipping;

import java.util.List;
import java.util.Optional;

/** The delivery carriers that a site has installed. */
public final class Carriers {
  /** Offers the shipping options of a region; the id by which the contract's clients know it. */
  public static final String BASIC_SHIPPING = "45c44b27-ca7b-4891-8c0d-1747d588b835";

  /** Offers picking up at the site's business address, at the carrier's backup rate. */
  public static final String PICKUP = "50d8c12f-715e-41ad-be25-d0f61375dbee";

  /** The carriers of the engine itself. */
  public static final List<Carrier> BUILT_IN =
      List.of(
          new Carrier(
              BASIC_SHIPPING,
              "Basic Shipping",
              "Offers the shipping options of the region.",
              false),
          new Carrier(
              PICKUP,
              "Pickup",
              "Offers picking up at the business address; the backup rate is its price.",
              true));

  /**
   * A carrier.
   *
   * @param backupMandatory whether it needs a backup rate in each region
   */
  public record Carrier(
      String appId, String displayName, String description, boolean backupMandatory) {}

  private Carriers() {}

  /** The carrier of this app; empty when none is installed. */
  public static Optional<Carrier> find(String appId) {
    return BUILT_IN.stream().filter(carrier -> carrier.appId().equalsIgnoreCase(appId)).findFirst();
  }
}
