package io.cartwright.redirect;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Violation;
import io.cartwright.wire.redirects.CallbackParams;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where callbacks may lead: http and https URLs on the engine's own host, on this machine, and on
 * the domains that the site names.
 */
final class RedirectTargets {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String ANY_BELOW = "*.";

  private final String ownHost;
  private final List<String> domains;

  /**
   * Makes the targets of a site.
   *
   * @param publicUrl the engine's own
   * @param domains hosts; {@code *.example.com} stands for all below example.com
   */
  RedirectTargets(String publicUrl, List<String> domains) {
    this.ownHost = hostOf(publicUrl);
    this.domains = List.copyOf(domains);
  }

  /** Refuses callbacks that lead elsewhere, naming each field. */
  Outcome<CallbackParams> check(CallbackParams callbacks) {
    if (callbacks == null) return Outcome.done(null);
    List<Violation> violations = new ArrayList<>();
    check(violations, "thankYouPageUrl", callbacks.thankYouPageUrl());
    check(violations, "postFlowUrl", callbacks.postFlowUrl());
    check(violations, "loginUrl", callbacks.loginUrl());
    check(violations, "bookingsServiceListUrl", callbacks.bookingsServiceListUrl());
    check(violations, "cartPageUrl", callbacks.cartPageUrl());
    check(violations, "planListUrl", callbacks.planListUrl());
    return violations.isEmpty() ? Outcome.done(callbacks) : Outcome.invalid(violations);
  }

  private void check(List<Violation> violations, String field, String url) {
    if (url == null || url.isEmpty() || allows(url)) return;
    violations.add(
        Violation.of(
            "callbacks." + field,
            "must be a URL on this engine, on localhost, or on a redirect domain of the site",
            Violation.Rule.FORMAT));
  }

  /** True for a URL that a buyer may be sent to. */
  boolean allows(String url) {
    String host = hostOf(url);
    if (host == null) return false;
    if (THIS_MACHINE.contains(host) || host.equals(ownHost)) return true;
    return domains.stream().anyMatch(domain -> matches(domain.toLowerCase(Locale.ROOT), host));
  }

  private static boolean matches(String domain, String host) {
    return domain.startsWith(ANY_BELOW)
        ? host.endsWith(domain.substring(1)) && host.length() > domain.length() - 1
        : host.equals(domain);
  }

  /**
   * The host in lower case; null for what is no plain http or https URL. A URL with user
   * information or a backslash is none: browsers and servers read those differently.
   */
  private static String hostOf(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return !web || uri.getHost() == null || uri.getRawUserInfo() != null
          ? null
          : uri.getHost().toLowerCase(Locale.ROOT);
    } catch (URISyntaxException malformed) {
      return null;
    }
  }
}
