package io.cartwright.tax;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tax calculators that a region may name. */
public final class Calculators {
  /** The one that takes its rates from the site's own mappings. */
  public static final Calculator MANUAL =
      new Calculator("8f1c7a52-3d0b-4e69-9c41-6b7e0a2d5f30", "Manual tax calculator", Set.of());

  /** Those that come with the engine. */
  public static final Calculators BUILT_IN = new Calculators(List.of(MANUAL));

  /**
   * A calculator.
   *
   * @param appId lower-case id
   * @param unsupportedCountries ISO codes of the countries that it cannot calculate for
   */
  public record Calculator(String appId, String displayName, Set<String> unsupportedCountries) {
    public Calculator {
      unsupportedCountries = Set.copyOf(unsupportedCountries);
    }
  }

  private final List<Calculator> all;

  public Calculators(List<Calculator> all) {
    this.all = List.copyOf(all);
  }

  public List<Calculator> all() {
    return all;
  }

  /** The one with this app id, whatever its case. */
  public Optional<Calculator> find(String appId) {
    return all.stream().filter(each -> each.appId().equalsIgnoreCase(appId)).findFirst();
  }
}
