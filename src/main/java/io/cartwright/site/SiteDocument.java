package io.cartwright.site;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Stored;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.own.site.BusinessAddress;
import io.cartwright.wire.own.site.Site;
import io.cartwright.wire.own.site.StockDecrement;
import io.cartwright.wire.own.site.WeightUnit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A site's document: how it begins, what may be changed in it, and the settings that follow from
 * it.
 */
final class SiteDocument {
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private SiteDocument() {}

  /** The site that a first start makes. */
  static Site first(UUID id, UUID clientId) {
    return Site.builder()
        .id(id.toString())
        .clientId(clientId.toString())
        .name("Cartwright Demo Shop")
        .currency("USD")
        .language("en")
        .timeZone("America/New_York")
        .businessAddress(
            BusinessAddress.builder()
                .country("US")
                .subdivision("US-NY")
                .city("New York")
                .postalCode("10001")
                .addressLine("1 Market Street")
                .build())
        .weightUnit(WeightUnit.LB)
        .acceptsPayments(true)
        .redirectDomains(List.of())
        .taxIncludedInPrice(false)
        .stockDecrement(StockDecrement.ON_PLACEMENT)
        .build();
  }

  /**
   * The site after a PATCH.
   *
   * @param present the fields of the request that were sent, those of the site under {@code site}
   */
  static Outcome<Site> updated(Stored<Site> before, Site patch, Fields present) {
    String revision = patch.revision();
    if (revision != null && !revision.equals(Long.toString(before.revision()))) {
      return Outcome.refused(
          CommonRefusal.INVALID_REVISION, "The site stands at revision " + before.revision() + ".");
    }
    Fields sent = present == null ? null : present.child("site");
    Site merged = Site.CODEC.merge(before.value(), patch, sent);
    return checked(merged.toBuilder().revision(null).build());
  }

  /** Checks a site after a change; refuses naming the fields at fault. */
  static Outcome<Site> checked(Site site) {
    List<Violation> found = new ArrayList<>();
    require(found, "name", site.name() != null && !site.name().isBlank(), "must not be empty");
    require(found, "currency", isCurrency(site.currency()), "must be an ISO 4217 code");
    require(found, "language", isLanguage(site.language()), "must be an ISO 639-1 code");
    require(
        found, "timeZone", isTimeZone(site.timeZone()), "must be a time zone such as Europe/Paris");
    require(found, "weightUnit", site.weightUnit() != null, "must be set");
    require(found, "stockDecrement", site.stockDecrement() != null, "must be set");
    require(
        found,
        "businessAddress.country",
        site.businessAddress() != null && isCountry(site.businessAddress().country()),
        "must be an ISO 3166-1 code");
    for (String domain : list(site.redirectDomains())) {
      require(
          found,
          "redirectDomains",
          HOST.matcher(domain).matches(),
          "is not a host name: " + domain);
    }
    return found.isEmpty() ? Outcome.done(site) : Outcome.invalid(found);
  }

  private static void require(List<Violation> found, String field, boolean holds, String what) {
    if (!holds) {
      found.add(Violation.of("site." + field, what, Violation.Rule.FORMAT));
    }
  }

  private static boolean isCurrency(String code) {
    return code != null
        && Currency.getAvailableCurrencies().stream()
            .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  private static boolean isLanguage(String code) {
    return code != null && List.of(Locale.getISOLanguages()).contains(code);
  }

  private static boolean isCountry(String code) {
    return code != null
        && Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code);
  }

  private static boolean isTimeZone(String name) {
    try {
      return name != null && ZoneId.of(name) != null;
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  private static List<String> list(List<String> values) {
    return values == null ? List.of() : values;
  }

  /** The document with what its row knows. */
  static Site shown(Stored<Site> stored) {
    return stored.value().toBuilder()
        .revision(Long.toString(stored.revision()))
        .createdDate(stored.createdAt())
        .updatedDate(stored.updatedAt())
        .build();
  }

  static SiteSettings settings(Stored<Site> stored) {
    Site site = stored.value();
    return new SiteSettings(
        stored.id(),
        stored.revision(),
        site.name(),
        UUID.fromString(site.clientId()),
        site.currency(),
        site.language(),
        site.businessAddress(),
        ZoneId.of(site.timeZone()),
        site.weightUnit(),
        Boolean.TRUE.equals(site.acceptsPayments()),
        list(site.redirectDomains()),
        Boolean.TRUE.equals(site.taxIncludedInPrice()),
        site.stockDecrement());
  }
}
