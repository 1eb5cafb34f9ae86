package io.cartwright.site;

import java.time.Instant;
import java.util.UUID;

/**
 * What a verified token says.
 *
 * @param siteId the site it was made for
 * @param clientId the client that asked for it
 * @param subjectType visitor or member
 * @param subjectId id of that visitor or member
 * @param issuedAt whole seconds
 * @param expiresAt whole seconds; the token is refused from this instant on
 * @param tokenId unique for each token
 */
public record TokenClaims(
    UUID siteId,
    UUID clientId,
    SubjectType subjectType,
    UUID subjectId,
    Instant issuedAt,
    Instant expiresAt,
    UUID tokenId) {

  /** Whom a token stands for. */
  public enum SubjectType {
    VISITOR,
    MEMBER
  }
}
