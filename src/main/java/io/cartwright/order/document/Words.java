package io.cartwright.order.document;

import io.cartwright.money.Currency;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What a buyer reads, in the buyer's language: words, amounts, dates. Words of a language that has
 * no file are English; amounts and dates are written as the language has them.
 */
final class Words {
  private static final String FALLBACK = "en";
  private static final int RATE_DIGITS_MAX = 4;
  private static final Pattern LETTER_AND_DIGIT = Pattern.compile("(\\p{L})(\\d)");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Set<String> LANGUAGES =
      Set.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "he", "ar");
  private static final Map<String, Properties> FILES = new ConcurrentHashMap<>();

  private final Locale locale;
  private final Properties words;
  private final Currency currency;
  private final DateTimeFormatter dates;

  private Words(Locale locale, Properties words, Currency currency, ZoneId zone) {
    this.locale = locale;
    this.words = words;
    this.currency = currency;
    this.dates =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).withZone(zone);
  }

  /**
   * The words of a language.
   *
   * @param language tag such as {@code de} or {@code pt-BR}; null for English
   */
  static Words of(String language, Currency currency, ZoneId zone) {
    Locale asked = Locale.forLanguageTag(language == null ? FALLBACK : language);
    String known = asked.getLanguage().isEmpty() ? FALLBACK : asked.getLanguage();
    Properties words =
        FILES.computeIfAbsent(LANGUAGES.contains(known) ? known : FALLBACK, Words::read);
    Locale locale =
        new Locale.Builder()
            .setLanguage(known)
            .setRegion(asked.getCountry())
            .setUnicodeLocaleKeyword("nu", "latn")
            .build();
    return new Words(locale, words, currency, zone);
  }

  private static Properties read(String language) {
    try (InputStream in =
            Words.class.getResourceAsStream("/documents/words_" + language + ".properties");
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      Properties words = new Properties();
      words.load(text);
      return words;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Locale locale() {
    return locale;
  }

  /** True for languages that are written from right to left. */
  boolean isRightToLeft() {
    return words.getProperty("direction").equals("rtl");
  }

  /** The word under this key; there is one in English at least. */
  String word(String key) {
    String word = words.getProperty(key);
    if (word == null) throw new IllegalArgumentException("no word for " + key);
    return word;
  }

  /** The word for a state or the like; the key itself where there is none. */
  String wordOr(String key, String otherwise) {
    return words.getProperty(key, otherwise);
  }

  /** An amount of the order's currency; a code of letters is set apart from the digits. */
  String amount(long minor) {
    return LETTER_AND_DIGIT.matcher(currency.display(minor, locale)).replaceAll("$1\u00a0$2");
  }

  /** A rate such as 0.19 as 19 %; empty when it is no number. */
  String rate(String rate) {
    if (rate == null || rate.isEmpty()) return "";
    try {
      NumberFormat percent = NumberFormat.getPercentInstance(locale);
      percent.setMaximumFractionDigits(RATE_DIGITS_MAX);
      return percent.format(new BigDecimal(rate));
    } catch (NumberFormatException noNumber) {
      return "";
    }
  }

  String date(Instant at) {
    return at == null ? "" : dates.format(at);
  }

  /** A country's name. */
  String country(String code) {
    if (code == null || !COUNTRY.matcher(code).matches()) return code;
    String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    return name.isEmpty() ? code : name;
  }
}
