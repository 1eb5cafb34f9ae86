package io.cartwright.bus;

import io.vertx.core.Future;

/** Tells who calls. */
public interface Authenticator {

  /**
   * The caller behind these headers if that is known without waiting, else null.
   *
   * @param authorization the Authorization header: a token or an API key; null or empty for none
   * @param siteId the wix-site-id header, or null
   */
  Outcome<Caller> known(String authorization, String siteId);

  /** Like {@link #known}, but may look the caller up. */
  Future<Outcome<Caller>> authenticate(String authorization, String siteId);
}
