package io.cartwright.site;

import java.nio.file.Path;
import java.util.UUID;

/**
 * What a client needs to talk to this engine.
 *
 * @param httpUrl base address of plain HTTP
 * @param httpsUrl base address of HTTPS
 * @param siteId the site
 * @param clientId the site's client id, for visitor tokens
 * @param apiKey the administrator's key
 * @param caCertificate PEM file that clients must trust; null where the certificate is not of our
 *     making
 */
public record Credentials(
    String httpUrl,
    String httpsUrl,
    UUID siteId,
    UUID clientId,
    String apiKey,
    Path caCertificate) {

  /** Leaves out what a log must not show. */
  @Override
  public String toString() {
    return "Credentials[" + httpsUrl + ", site=" + siteId + "]";
  }
}
