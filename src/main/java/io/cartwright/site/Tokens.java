package io.cartwright.site;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.cartwright.config.TokensConfig;
import io.cartwright.site.TokenClaims.SubjectType;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Mints and verifies the tokens of visitors and members.
 *
 * <p>Both kinds are JWTs behind a fixed prefix: access tokens are signed with ES256, so that others
 * can check them with the public key; refresh tokens, which come back to us alone, are sealed with
 * HS256 (signed ones are taken too). The claim {@code use} keeps a refresh token from being used
 * for access, and the other way round. Nothing is stored: a refresh token carries its visitor, so
 * the same one is the same visitor for as long as it is valid, on every start that has the same
 * key. Verified access tokens are remembered, and so are minted ones, because a signature check
 * costs as much as the rest of a request; what is remembered of a token is its {@link TokenPrint}.
 */
public final class Tokens {
  /** What access tokens start with. */
  public static final String ACCESS_PREFIX = "OauthNG.JWS.";

  /** What refresh tokens start with. */
  public static final String REFRESH_PREFIX = "JWS.";

  /** Where the signing key is kept in the data folder, unless the configuration names a file. */
  static final String KEY_FILE = "keys/tokens.pem";

  /** Longest token that is looked at, in characters; ours are about 500. */
  static final int LENGTH_MAX = 2048;

  /** Verified tokens that are remembered at most, the least lately used give way. */
  static final int REMEMBERED_MAX = 50_000;

  private static final String ACCESS_USE = "access";
  private static final String REFRESH_USE = "refresh";

  private final TokenKey key;
  private final Duration accessLifetime;
  private final Duration refreshLifetime;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final RecentTokens verified = new RecentTokens(REMEMBERED_MAX);

  private Tokens(TokenKey key, TokensConfig config, Clock clock, Supplier<UUID> ids) {
    this.key = key;
    this.accessLifetime = config.accessLifetime();
    this.refreshLifetime = config.refreshLifetime();
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Reads the signing key, or makes one. Blocks on files.
   *
   * @param ids where token ids come from
   */
  public static Tokens open(
      Path data, TokensConfig config, Clock clock, SecureRandom random, Supplier<UUID> ids) {
    return new Tokens(
        TokenKey.loadOrCreate(config.keyFile().orElse(data.resolve(KEY_FILE)), random),
        config,
        clock,
        ids);
  }

  /** An access token for a visitor or member. */
  public String mintAccess(UUID siteId, UUID clientId, SubjectType type, UUID subjectId) {
    TokenClaims claims = claims(siteId, clientId, type, subjectId, accessLifetime);
    String token = ACCESS_PREFIX + key.sign(json(claims, ACCESS_USE));
    verified.put(TokenPrint.of(token), claims);
    return token;
  }

  /** A refresh token for a visitor or member. */
  public String mintRefresh(UUID siteId, UUID clientId, SubjectType type, UUID subjectId) {
    TokenClaims claims = claims(siteId, clientId, type, subjectId, refreshLifetime);
    return REFRESH_PREFIX + key.seal(json(claims, REFRESH_USE));
  }

  /** How long a token minted now is good for, in whole seconds. */
  public long accessLifetimeSeconds() {
    return accessLifetime.toSeconds();
  }

  /**
   * The claims of an access token that was minted or verified here and is still valid; else empty.
   */
  public Optional<TokenClaims> recall(String token) {
    return Optional.ofNullable(verified.find(TokenPrint.of(token))).filter(this::unexpired);
  }

  /** The claims of a valid access token; empty for any other text. */
  public Optional<TokenClaims> verifyAccess(String token) {
    TokenPrint print = TokenPrint.of(token);
    TokenClaims known = verified.find(print);
    if (known == null) {
      Optional<TokenClaims> fresh = verify(token, ACCESS_PREFIX, ACCESS_USE);
      fresh.ifPresent(claims -> verified.put(print, claims));
      return fresh;
    }
    return Optional.of(known).filter(this::unexpired);
  }

  /** The claims of a valid refresh token; empty for any other text. */
  public Optional<TokenClaims> verifyRefresh(String token) {
    return verify(token, REFRESH_PREFIX, REFRESH_USE);
  }

  /**
   * A secret that follows from the signing key and its purpose, so that all engines of a cluster
   * have the same, over restarts.
   */
  public byte[] secretFor(String purpose) {
    return key.secretFor(purpose);
  }

  /** The key set with which others can check our tokens, as JSON. */
  public String jwks() {
    return key.jwks();
  }

  private TokenClaims claims(
      UUID siteId, UUID clientId, SubjectType type, UUID subjectId, Duration lifetime) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new TokenClaims(siteId, clientId, type, subjectId, now, now.plus(lifetime), ids.get());
  }

  private static String json(TokenClaims claims, String use) {
    return "{\"iss\":\"cartwright\",\"use\":\"%s\",\"siteId\":\"%s\",\"clientId\":\"%s\",\"subjectType\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
        .formatted(
            use,
            claims.siteId(),
            claims.clientId(),
            claims.subjectType(),
            claims.subjectId(),
            claims.issuedAt().getEpochSecond(),
            claims.expiresAt().getEpochSecond(),
            claims.tokenId());
  }

  private Optional<TokenClaims> verify(String token, String prefix, String use) {
    if (!token.startsWith(prefix) || token.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token.substring(prefix.length()));
      JWSVerifier verifier = verifierOf(jwt.getHeader(), use);
      if (verifier == null) return Optional.empty();
      JWTClaimsSet set = jwt.getJWTClaimsSet();
      TokenClaims claims = read(set);
      return use.equals(set.getStringClaim("use")) && unexpired(claims) && jwt.verify(verifier)
          ? Optional.of(claims)
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException bad) {
      return Optional.empty();
    }
  }

  /** Null for a token that cannot be one of ours. */
  private JWSVerifier verifierOf(JWSHeader header, String use) {
    JWSAlgorithm algorithm = header.getAlgorithm();
    if (JWSAlgorithm.HS256.equals(algorithm)) {
      return use.equals(REFRESH_USE) && header.getKeyID() == null ? key.sealVerifier() : null;
    }
    boolean ours = JWSAlgorithm.ES256.equals(algorithm) && key.id().equals(header.getKeyID());
    return ours ? key.verifier() : null;
  }

  private static TokenClaims read(JWTClaimsSet set) throws ParseException {
    return new TokenClaims(
        UUID.fromString(set.getStringClaim("siteId")),
        UUID.fromString(set.getStringClaim("clientId")),
        SubjectType.valueOf(set.getStringClaim("subjectType")),
        UUID.fromString(set.getSubject()),
        set.getIssueTime().toInstant(),
        set.getExpirationTime().toInstant(),
        UUID.fromString(set.getJWTID()));
  }

  private boolean unexpired(TokenClaims claims) {
    return clock.instant().isBefore(claims.expiresAt());
  }
}
