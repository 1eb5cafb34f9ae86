package io.cartwright.checkout;

import io.cartwright.wire.own.checkout.StoredCheckout;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where buyers find the page of a checkout.
 *
 * @param publicUrl what links for buyers start with; known once the engine listens
 */
record CheckoutUrls(Supplier<String> publicUrl) {
  /** The engine's own page. */
  String hosted(UUID checkoutId) {
    return publicUrl.get() + "/checkout/" + checkoutId;
  }

  /** The merchant's page where one was named, else the engine's own. */
  String of(UUID checkoutId, StoredCheckout checkout) {
    return checkout.overrideCheckoutUrl() == null
        ? hosted(checkoutId)
        : checkout.overrideCheckoutUrl();
  }
}
