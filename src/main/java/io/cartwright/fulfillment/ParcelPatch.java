package io.cartwright.fulfillment;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.orderfulfillments.Fulfillment;
import io.cartwright.wire.orderfulfillments.FulfillmentTrackingInfo;
import java.util.List;
import java.util.Objects;

/** A change of a fulfillment: where it is and how to follow it, never what is in it. Pure. */
final class ParcelPatch {
  private ParcelPatch() {}

  /**
   * The fulfillments with one of them patched. Refused, in this order: FULFILLMENT_NOT_FOUND; lines
   * that differ; a status or a tracking at fault; TRACKING_NUMBER_ALREADY_EXISTS.
   *
   * @param present the fields of the fulfillment that were sent
   */
  static Outcome<List<Fulfillment>> updated(
      List<Fulfillment> before, String id, Fulfillment patch, Fields present) {
    Fulfillment known = Parcels.find(before, id);
    if (known == null) return Parcels.unknown();
    if (patch.lineItems() != null && !patch.lineItems().equals(known.lineItems())) {
      return Outcome.invalid(
          "fulfillment.lineItems",
          Violation.Rule.FIELD_NOT_ALLOWED,
          "cannot change: delete the fulfillment and create another");
    }
    Fulfillment merged =
        Fulfillment.CODEC.merge(known, patch, present).toBuilder()
            .lineItems(known.lineItems())
            .build();
    return Parcels.described("fulfillment", relinked(known, merged, patch))
        .then(changed -> Parcels.replaced(before, changed));
  }

  /** A new number or carrier without a link of its own gets a new link. */
  private static Fulfillment relinked(Fulfillment known, Fulfillment merged, Fulfillment patch) {
    FulfillmentTrackingInfo now = merged.trackingInfo();
    FulfillmentTrackingInfo was = known.trackingInfo();
    boolean linkSent = patch.trackingInfo() != null && patch.trackingInfo().trackingLink() != null;
    if (now == null || was == null || linkSent) return merged;
    boolean same =
        Objects.equals(now.trackingNumber(), was.trackingNumber())
            && Objects.equals(now.shippingProvider(), was.shippingProvider());
    if (same) return merged;
    return merged.toBuilder().trackingInfo(now.toBuilder().trackingLink(null).build()).build();
  }
}
