package io.cartwright.wire;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Timestamps as text: RFC 3339 in, {@code 2026-01-02T03:04:05.678Z} out. Days are turned into dates
 * by the civil-calendar arithmetic of Howard Hinnant
 * (https://howardhinnant.github.io/date_algorithms.html), so that no formatter runs on the hot
 * path.
 */
public final class Instants {
  static final int LENGTH = 24;
  private static final long DAY_SECONDS = 86_400;
  private static final long FIRST_SECOND = LocalDate.of(1, 1, 1).toEpochDay() * DAY_SECONDS;
  private static final long LAST_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY_SECONDS - 1;

  private Instants() {}

  /** Writes an instant of the years 1 to 9999, cut to milliseconds, into the first 24 places. */
  static void print(Instant instant, char[] out) {
    long second = instant.getEpochSecond();
    if (second < FIRST_SECOND || second > LAST_SECOND) {
      throw new IllegalArgumentException("an instant outside the years 1 to 9999: " + instant);
    }
    long day = Math.floorDiv(second, DAY_SECONDS);
    int rest = (int) (second - day * DAY_SECONDS);
    long z = day + 719_468;
    long era = Math.floorDiv(z, 146_097);
    int dayOfEra = (int) (z - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    digits(out, 0, 4, year);
    out[4] = '-';
    digits(out, 5, 2, month);
    out[7] = '-';
    digits(out, 8, 2, dayOfYear - (153 * shifted + 2) / 5 + 1);
    out[10] = 'T';
    digits(out, 11, 2, rest / 3600);
    out[13] = ':';
    digits(out, 14, 2, rest / 60 % 60);
    out[16] = ':';
    digits(out, 17, 2, rest % 60);
    out[19] = '.';
    digits(out, 20, 3, instant.getNano() / 1_000_000);
    out[23] = 'Z';
  }

  /** An instant of the years 1 to 9999, cut to milliseconds. */
  public static String print(Instant instant) {
    char[] text = new char[LENGTH];
    print(instant, text);
    return new String(text);
  }

  private static void digits(char[] out, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      out[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Reads a date-time with an offset, cut to milliseconds; null when the text is not one. */
  static Instant parse(String text) {
    int length = text.length();
    if (length < 20 || length > 40 || !punctuated(text)) {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 || minute < 0) {
      return null;
    }
    if (minute > 59 || second < 0 || second > 59 || day > daysIn(year, month)) {
      return null;
    }
    int at = 19;
    int millis = 0;
    if (text.charAt(at) == '.') {
      int start = ++at;
      for (; at < length && isDigit(text.charAt(at)); at++) {
        millis = at - start < 3 ? millis * 10 + text.charAt(at) - '0' : millis;
      }
      if (at == start) {
        return null;
      }
      for (int i = at - start; i < 3; i++) {
        millis *= 10;
      }
    }
    int offset = offset(text, at);
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    long seconds =
        epochDay(year, month, day) * DAY_SECONDS + hour * 3600L + minute * 60L + second - offset;
    return seconds < FIRST_SECOND || seconds > LAST_SECOND
        ? null
        : Instant.ofEpochSecond(seconds, millis * 1_000_000L);
  }

  private static boolean punctuated(String text) {
    char separator = text.charAt(10);
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (separator == 'T' || separator == 't' || separator == ' ')
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  /** The offset from UTC in seconds that fills the text from here; MIN_VALUE when there is none. */
  private static int offset(String text, int at) {
    int left = text.length() - at;
    if (left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
      return 0;
    }
    if (left != 6 || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    char sign = text.charAt(at);
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 4, 2);
    if ((sign != '+' && sign != '-') || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private static int number(String text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static long epochDay(int year, int month, int day) {
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }
}
