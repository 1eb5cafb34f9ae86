package io.cartwright.checkout;

import java.util.Locale;

/** Which event loop owns a checkout: its id says so, in whatever case it is written. */
final class CheckoutKeys {
  private CheckoutKeys() {}

  static String owner(String checkoutId) {
    return "checkout/" + (checkoutId == null ? "none" : checkoutId.toLowerCase(Locale.ROOT));
  }
}
