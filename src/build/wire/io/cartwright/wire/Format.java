package io.cartwright.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The contract's string formats. */
public enum Format {
  GUID("a GUID") {
    @Override
    boolean matches(String text) {
      return isGuid(text);
    }
  },
  DECIMAL_VALUE("a decimal number in a string") {
    @Override
    boolean matches(String text) {
      return isDecimal(text);
    }
  },
  CURRENCY("an ISO 4217 currency code in upper case") {
    @Override
    boolean matches(String text) {
      return Known.CURRENCIES.contains(text);
    }
  },
  COUNTRY("an ISO 3166 country code of two upper-case letters") {
    @Override
    boolean matches(String text) {
      return Known.COUNTRIES.contains(text);
    }
  },
  EMAIL("an e-mail address") {
    @Override
    boolean matches(String text) {
      return text.length() <= 320 && Known.EMAIL.matcher(text).matches();
    }
  },
  WEB_URL("an http or https address") {
    @Override
    boolean matches(String text) {
      return text.length() <= 8192 && Known.WEB_URL.matcher(text).matches();
    }
  },
  PHONE("a phone number") {
    @Override
    boolean matches(String text) {
      return text.length() <= 50 && Known.PHONE.matcher(text).matches();
    }
  },
  COLOR_HEX("a colour such as #1A2B3C") {
    @Override
    boolean matches(String text) {
      return text.length() <= 9 && Known.COLOR_HEX.matcher(text).matches();
    }
  },
  LANGUAGE("a language tag such as en or en-US") {
    @Override
    boolean matches(String text) {
      return text.length() <= 35 && Known.LANGUAGE.matcher(text).matches();
    }
  },
  LOCAL_DATE("a date such as 2026-01-31") {
    @Override
    boolean matches(String text) {
      return isLocalDate(text);
    }
  },
  URL_SLUG("a slug of letters, digits and hyphens") {
    @Override
    boolean matches(String text) {
      return text.length() <= 1000 && Known.URL_SLUG.matcher(text).matches();
    }
  },
  SUBDIVISION("a subdivision code such as NY or US-NY") {
    @Override
    boolean matches(String text) {
      return text.length() <= 6 && Known.SUBDIVISION.matcher(text).matches();
    }
  };

  private static final int DECIMAL_LENGTH_MAX = 100;

  private final String words;

  Format(String words) {
    this.words = words;
  }

  /** What a value of this format is, for the sentence "must be ...". */
  String words() {
    return words;
  }

  /** True when the text, not empty, has this format. Linear in its length. */
  abstract boolean matches(String text);

  private static boolean isGuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Digits with an optional minus sign and fraction: no exponent, no plus sign, no bare point. */
  private static boolean isDecimal(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int end = text.length();
    if (end > DECIMAL_LENGTH_MAX) {
      return false;
    }
    int start = at;
    while (at < end && isDigit(text.charAt(at))) {
      at++;
    }
    if (at == start || at == end) {
      return at > start;
    }
    if (text.charAt(at++) != '.') {
      return false;
    }
    start = at;
    while (at < end && isDigit(text.charAt(at))) {
      at++;
    }
    return at == end && at > start;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLocalDate(String text) {
    if (text.length() != 10) {
      return false;
    }
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static final class Known {
    static final Set<String> CURRENCIES =
        Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    // Kosovo has no ISO code of its own; XK is what the trade uses.
    static final Set<String> COUNTRIES =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("XK"), java.util.Arrays.stream(Locale.getISOCountries()))
            .collect(Collectors.toUnmodifiableSet());
    static final Pattern EMAIL =
        Pattern.compile(
            "[^\\s@\\p{Cntrl}\"(),:;<>\\[\\]\\\\]{1,64}@"
                + "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");
    static final Pattern WEB_URL =
        Pattern.compile("(?i:https?)://[^\\s\\p{Cntrl}/?#]+(?:[/?#][^\\s\\p{Cntrl}]*)?");
    static final Pattern PHONE =
        Pattern.compile("[-+().#*x/,; 0-9extEXT]*[0-9][-+().#*x/,; 0-9extEXT]*");
    static final Pattern COLOR_HEX =
        Pattern.compile("#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");
    static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*");
    static final Pattern URL_SLUG = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.~%-]+");
    static final Pattern SUBDIVISION = Pattern.compile("(?:[A-Z]{2}-)?[A-Z0-9]{1,3}");
  }
}
