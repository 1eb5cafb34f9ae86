package io.cartwright.site;

import io.cartwright.bus.Authenticator;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells who calls from the headers: nobody, a visitor or member by access token, or an
 * administrator by API key.
 *
 * <p>The Authorization header is a token, an API key, or both as {@code token,key}, with or without
 * {@code Bearer} in front. A key makes an administrator, whatever token stands before it. Refusals,
 * in the order they are checked: UNAUTHENTICATED for a credential that is not valid,
 * PERMISSION_DENIED for a site that is not the credential's.
 */
public final class Identities implements Authenticator {
  private static final String BEARER = "Bearer";

  private final Tokens tokens;
  private final ApiKeys keys;
  private final Sites sites;

  public Identities(Tokens tokens, ApiKeys keys, Sites sites) {
    this.tokens = tokens;
    this.keys = keys;
    this.sites = sites;
  }

  @Override
  public Outcome<Caller> known(String authorization, String siteId) {
    String credential = credential(authorization);
    if (credential.isEmpty()) {
      return Outcome.done(Caller.anonymous());
    }
    if (isToken(credential)) {
      return tokens.recall(credential).map(claims -> onSite(caller(claims), siteId)).orElse(null);
    }
    return keys.known(keyOf(credential)).map(key -> onSite(caller(key), siteId)).orElse(null);
  }

  @Override
  public Future<Outcome<Caller>> authenticate(String authorization, String siteId) {
    Outcome<Caller> known = known(authorization, siteId);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    String credential = credential(authorization);
    if (isToken(credential)) {
      return Future.succeededFuture(
          tokens
              .verifyAccess(credential)
              .map(claims -> onSite(caller(claims), siteId))
              .orElseGet(() -> unauthenticated("The access token is not valid.")));
    }
    return keys.find(keyOf(credential))
        .map(
            found ->
                found
                    .map(key -> onSite(caller(key), siteId))
                    .orElseGet(() -> unauthenticated("The API key is not valid.")));
  }

  /**
   * The claims of the access token in a header, alone or before an API key; empty when there is
   * none that is valid.
   */
  Optional<TokenClaims> tokenIn(String authorization) {
    String credential = credential(authorization);
    int comma = credential.indexOf(',');
    String token = comma < 0 ? credential : credential.substring(0, comma).trim();
    return isToken(token) ? tokens.verifyAccess(token) : Optional.empty();
  }

  private static String credential(String authorization) {
    if (authorization == null) {
      return "";
    }
    String text = authorization.strip();
    boolean bearer = text.regionMatches(true, 0, BEARER, 0, BEARER.length());
    boolean alone = text.length() == BEARER.length() || text.startsWith(" ", BEARER.length());
    return bearer && alone ? text.substring(BEARER.length()).strip() : text;
  }

  private static boolean isToken(String credential) {
    return credential.startsWith(Tokens.ACCESS_PREFIX) && credential.indexOf(',') < 0;
  }

  private static String keyOf(String credential) {
    return credential.substring(credential.lastIndexOf(',') + 1).trim();
  }

  private static Caller caller(TokenClaims claims) {
    Role role =
        switch (claims.subjectType()) {
          case VISITOR -> Role.VISITOR;
          case MEMBER -> Role.MEMBER;
        };
    return new Caller(claims.siteId(), role, claims.subjectId());
  }

  private static Caller caller(ApiKeys.Known key) {
    return new Caller(key.siteId(), Role.ADMIN, key.id());
  }

  private Outcome<Caller> onSite(Caller caller, String siteId) {
    if (!sites.has(caller.siteId())) {
      return unauthenticated("The credential belongs to no site of this engine.");
    }
    return siteId == null || siteId.isBlank() || isSite(siteId.trim(), caller.siteId())
        ? Outcome.done(caller)
        : Outcome.refused(
            CommonRefusal.PERMISSION_DENIED, "The credential belongs to another site.");
  }

  private static boolean isSite(String text, UUID siteId) {
    return text.equalsIgnoreCase(siteId.toString());
  }

  private static Outcome<Caller> unauthenticated(String why) {
    return Outcome.refused(CommonRefusal.UNAUTHENTICATED, why);
  }
}
