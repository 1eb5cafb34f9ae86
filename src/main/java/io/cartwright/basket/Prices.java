package io.cartwright.basket;

import io.cartwright.money.Currency;
import io.cartwright.wire.common.MultiCurrencyPrice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Minor units as the wire's prices. What a currency looks like is found out once; after that a
 * price costs two short texts, and nothing when it was asked for a short time ago. Prices are not
 * converted: the converted amount is the amount.
 */
public final class Prices {
  private static final Map<Currency, Prices> KNOWN = new ConcurrentHashMap<>();

  /** Prices that are kept, at most one for each value of their amount's low bits. */
  private static final int KEPT = 4096;

  private record Kept(long minor, MultiCurrencyPrice price) {}

  // Written by races: a kept price is immutable and safely published, and whoever misses it makes
  // another.
  private final Kept[] kept = new Kept[KEPT];

  private final Currency currency;
  private final String prefix;
  private final String suffix;
  private final MultiCurrencyPrice zero;

  private Prices(Currency currency) {
    this.currency = currency;
    String zeroText = currency.display(0);
    prefix = zeroText.substring(0, zeroText.indexOf('0'));
    suffix = zeroText.substring(zeroText.lastIndexOf('0') + 1);
    zero = made(0);
  }

  /** The prices of a currency. */
  public static Prices in(Currency currency) {
    Prices known = KNOWN.get(currency);
    return known == null ? KNOWN.computeIfAbsent(currency, Prices::new) : known;
  }

  /** The wire's price. */
  public MultiCurrencyPrice of(long minor) {
    if (minor == 0) return zero;
    int slot = (int) (minor ^ minor >>> 12) & KEPT - 1;
    Kept known = kept[slot];
    if (known != null && known.minor == minor) return known.price;
    MultiCurrencyPrice made = made(minor);
    kept[slot] = new Kept(minor, made);
    return made;
  }

  /** The wire's price; null stays null. */
  public MultiCurrencyPrice ofNullable(Long minor) {
    return minor == null ? null : of(minor);
  }

  /** Decimal text with all decimals: "10.00". */
  public String amount(long minor) {
    return minor < 0 ? currency.format(minor) : digits(minor, false).toString();
  }

  private MultiCurrencyPrice made(long minor) {
    String amount = amount(minor);
    String formatted = minor < 0 ? currency.display(minor) : prefix + digits(minor, true) + suffix;
    return new MultiCurrencyPrice(amount, amount, formatted, formatted);
  }

  /** Digits from the last to the first, with the point and, when grouped, a comma by thousands. */
  private StringBuilder digits(long minor, boolean grouped) {
    StringBuilder text = new StringBuilder(24);
    long rest = minor;
    for (int i = 0; i < currency.decimals(); i++) {
      text.append((char) ('0' + rest % 10));
      rest /= 10;
    }
    if (currency.decimals() > 0) text.append('.');
    int whole = 0;
    do {
      if (grouped && whole > 0 && whole % 3 == 0) text.append(',');
      text.append((char) ('0' + rest % 10));
      rest /= 10;
      whole++;
    } while (rest > 0);
    return text.reverse();
  }
}
