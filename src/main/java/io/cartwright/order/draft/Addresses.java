package io.cartwright.order.draft;

import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.AddressWithContact;
import io.cartwright.wire.common.PickupAddress;
import io.cartwright.wire.orders.DeliveryLogistics;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.V1ShippingInformation;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.Objects;

/** Where a draft goes, and where it is billed. */
final class Addresses {
  private Addresses() {}

  /** Where the goods go, or are picked up; null when that is not known. */
  static Address delivered(V1ShippingInformation shipping) {
    DeliveryLogistics logistics = shipping == null ? null : shipping.logistics();
    if (logistics == null) return null;
    if (logistics.shippingDestination() != null) return logistics.shippingDestination().address();
    return logistics.pickupDetails() == null ? null : of(logistics.pickupDetails().address());
  }

  private static Address of(PickupAddress at) {
    return at == null
        ? null
        : Address.builder()
            .country(at.country())
            .subdivision(at.subdivision())
            .city(at.city())
            .postalCode(at.postalCode())
            .streetAddress(at.streetAddress())
            .addressLine(at.addressLine())
            .addressLine2(at.addressLine2())
            .build();
  }

  static Address billed(AddressWithContact billing) {
    return billing == null ? null : billing.address();
  }

  /**
   * True when an edit leads an order to another address than it had, so that today's tax counts.
   */
  static boolean moved(StoredDraft draft) {
    Order source = draft.source();
    if (source == null) return false;
    Address before = delivered(source.shippingInfo());
    Address after = delivered(draft.shippingInfo());
    if (before != null || after != null) return !Objects.equals(before, after);
    return !Objects.equals(billed(source.billingInfo()), billed(draft.billingInfo()));
  }
}
