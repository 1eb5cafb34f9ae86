package io.cartwright.site;

import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.site.TokenClaims.SubjectType;
import io.cartwright.wire.Violation;
import io.cartwright.wire.own.site.TokenRequest;
import io.cartwright.wire.own.site.TokenResponse;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides requests for tokens. Bodies come with camelCase keys from storefronts and with snake_case
 * keys from servers; both are taken for every grant.
 */
final class TokenGrants {
  static final String ANONYMOUS = "anonymous";
  static final String REFRESH_TOKEN = "refresh_token";
  static final String AUTHORIZED_CLIENT = "authorized_client";

  private static final String TOKEN_TYPE = "Bearer";

  private final Tokens tokens;
  private final Sites sites;
  private final Ids ids;

  TokenGrants(Tokens tokens, Sites sites, Ids ids) {
    this.tokens = tokens;
    this.sites = sites;
    this.ids = ids;
  }

  /** The grant that is asked for; empty when none is named. */
  static String grantType(TokenRequest ask) {
    return either(ask.grantType(), ask.grant_type()).orElse("");
  }

  /** Refuses a grant type that this engine does not know. */
  static <T> Outcome<T> unsupported(String grantType) {
    return grantType.isEmpty()
        ? Outcome.invalid("grantType", Violation.Rule.REQUIRED_FIELD, "must name the kind of grant")
        : Outcome.refused(
            SiteRefusal.UNSUPPORTED_GRANT_TYPE,
            "This engine grants "
                + ANONYMOUS
                + ", "
                + REFRESH_TOKEN
                + " and "
                + AUTHORIZED_CLIENT
                + ".");
  }

  /** Tokens for a new visitor of the client's site. */
  Outcome<TokenResponse> anonymous(TokenRequest ask) {
    return clientOf(ask)
        .then(
            client ->
                sites
                    .ofClient(client)
                    .map(site -> Outcome.done(issue(site, client, SubjectType.VISITOR, ids.next())))
                    .orElseGet(TokenGrants::unknownClient));
  }

  /** A new access token for whom a refresh token stands for; the refresh token stays the same. */
  Outcome<TokenResponse> refresh(TokenRequest ask) {
    Optional<String> token = either(ask.refreshToken(), ask.refresh_token());
    if (token.isEmpty()) {
      return Outcome.invalid(
          "refreshToken", Violation.Rule.REQUIRED_FIELD, "must hold the refresh token");
    }
    return clientOf(ask)
        .then(
            client ->
                sites.ofClient(client).isEmpty()
                    ? unknownClient()
                    : tokens
                        .verifyRefresh(token.get())
                        .filter(claims -> claims.clientId().equals(client))
                        .map(claims -> Outcome.done(refreshed(claims, token.get())))
                        .orElseGet(TokenGrants::invalidGrant));
  }

  /** The member that an administrator asks tokens for. */
  static Outcome<UUID> memberOf(TokenRequest ask) {
    Optional<String> member = either(ask.memberId(), ask.member_id());
    if (member.isEmpty()) {
      return Outcome.invalid("member_id", Violation.Rule.REQUIRED_FIELD, "must name the member");
    }
    return guid(member.get())
        .map(Outcome::done)
        .orElseGet(() -> Outcome.invalid("member_id", Violation.Rule.FORMAT, "must be a GUID"));
  }

  /** Tokens for a member of a site. */
  TokenResponse member(UUID siteId, UUID memberId) {
    return issue(siteId, sites.settings(siteId).clientId(), SubjectType.MEMBER, memberId);
  }

  private TokenResponse issue(UUID siteId, UUID clientId, SubjectType type, UUID subjectId) {
    return response(
        tokens.mintAccess(siteId, clientId, type, subjectId),
        tokens.mintRefresh(siteId, clientId, type, subjectId));
  }

  private TokenResponse refreshed(TokenClaims claims, String refreshToken) {
    return response(
        tokens.mintAccess(
            claims.siteId(), claims.clientId(), claims.subjectType(), claims.subjectId()),
        refreshToken);
  }

  private TokenResponse response(String access, String refresh) {
    return TokenResponse.builder()
        .access_token(access)
        .refresh_token(refresh)
        .expires_in((int) tokens.accessLifetimeSeconds())
        .token_type(TOKEN_TYPE)
        .build();
  }

  private static Outcome<UUID> clientOf(TokenRequest ask) {
    Optional<String> client = either(ask.clientId(), ask.client_id());
    if (client.isEmpty()) {
      return Outcome.invalid("clientId", Violation.Rule.REQUIRED_FIELD, "must name the client");
    }
    return guid(client.get()).map(Outcome::done).orElseGet(TokenGrants::unknownClient);
  }

  private static <T> Outcome<T> unknownClient() {
    return Outcome.refused(SiteRefusal.INVALID_CLIENT, "No site has this client id.");
  }

  private static <T> Outcome<T> invalidGrant() {
    return Outcome.refused(
        SiteRefusal.INVALID_GRANT, "The refresh token is not valid for this client.");
  }

  private static Optional<String> either(String camel, String snake) {
    return Optional.ofNullable(camel)
        .or(() -> Optional.ofNullable(snake))
        .filter(s -> !s.isBlank());
  }

  private static Optional<UUID> guid(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
