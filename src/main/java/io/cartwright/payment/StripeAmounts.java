package io.cartwright.payment;

import io.cartwright.money.Currency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/**
 * Amounts as Stripe writes them: whole numbers of its own smallest units, which for a few
 * currencies are not those of ISO 4217 (see <a href="https://docs.stripe.com/currencies">its
 * list</a>).
 */
final class StripeAmounts {
  private static final Map<String, Integer> OTHER_DECIMALS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

  private StripeAmounts() {}

  private static int decimals(String currency) {
    String code = currency.toUpperCase(Locale.ROOT);
    Integer other = OTHER_DECIMALS.get(code);
    return other == null ? Currency.of(code).decimals() : other;
  }

  static long toStripe(String amount, String currency) {
    return new BigDecimal(amount)
        .movePointRight(decimals(currency))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  static String fromStripe(long amount, String currency) {
    int own = Currency.of(currency.toUpperCase(Locale.ROOT)).decimals();
    return BigDecimal.valueOf(amount, decimals(currency))
        .setScale(own, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
