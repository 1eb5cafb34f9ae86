package io.cartwright;

import io.cartwright.config.EngineConfig;
import io.cartwright.site.SiteOperations;
import io.cartwright.site.SiteVerticle;
import java.util.List;

/** Every domain of the engine, in the order in which they start. */
final class Domains {
  private Domains() {}

  static List<Domain> all(Services s, EngineConfig config) {
    return List.of(
        Domain.of(
            SiteOperations.ALL,
            () ->
                new SiteVerticle(
                    s.bus(), s.identities(), s.tokens(), s.sites(), s.commits(), s.ids())));
  }
}
