package io.cartwright.checkout;

import io.cartwright.store.OutboxPayload;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.util.Base64;

/**
 * What a buyer saw of a checkout when its order was placed. It is five times as long as all else
 * that is stored of the checkout, and seldom looked at: so it is kept packed.
 */
final class PlacedView {
  private PlacedView() {}

  /** The view; null when none is kept. */
  static Checkout of(StoredCheckout checkout) {
    if (checkout.placedPacked() == null) return checkout.placed();
    byte[] packed = Base64.getDecoder().decode(checkout.placedPacked());
    return Checkout.CODEC.fromBytes(OutboxPayload.unpack(packed));
  }

  /** Whether a view is kept. */
  static boolean isKept(StoredCheckout checkout) {
    return checkout.placedPacked() != null || checkout.placed() != null;
  }

  /** The checkout with this view, or with none. */
  static StoredCheckout keep(StoredCheckout checkout, Checkout view) {
    return checkout.toBuilder().placed(null).placedPacked(packed(view)).build();
  }

  private static String packed(Checkout view) {
    if (view == null) return null;
    return Base64.getEncoder().encodeToString(OutboxPayload.pack(Checkout.CODEC.toBytes(view)));
  }
}
