package io.cartwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.cartwright.config.TokensConfig;
import io.cartwright.site.TokenClaims.SubjectType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private static final UUID SITE = new UUID(1, 1);
  private static final UUID CLIENT = new UUID(2, 2);
  private static final UUID VISITOR = new UUID(3, 3);
  private static final TokensConfig LIFETIMES =
      new TokensConfig(Optional.empty(), Duration.ofHours(4), Duration.ofDays(365));

  @TempDir Path data;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05.678Z"));

  private Tokens open(Path folder) {
    return Tokens.open(folder, LIFETIMES, clock, new SecureRandom(), UUID::randomUUID);
  }

  private static String access(Tokens tokens) {
    return tokens.mintAccess(SITE, CLIENT, SubjectType.VISITOR, VISITOR);
  }

  @Test
  void accessTokenSaysWhoItStandsFor() {
    Tokens tokens = open(data);
    String token = access(tokens);
    assertTrue(token.startsWith("OauthNG.JWS."), token);
    for (Tokens reader : new Tokens[] {tokens, open(data)}) {
      TokenClaims claims = reader.verifyAccess(token).orElseThrow();
      assertEquals(SITE, claims.siteId());
      assertEquals(CLIENT, claims.clientId());
      assertEquals(SubjectType.VISITOR, claims.subjectType());
      assertEquals(VISITOR, claims.subjectId());
      assertEquals(Instant.parse("2026-01-02T03:04:05Z"), claims.issuedAt());
      assertEquals(Instant.parse("2026-01-02T07:04:05Z"), claims.expiresAt());
    }
    assertNotEquals(token, access(tokens), "token ids differ");
  }

  @Test
  void refreshTokenIsNotAnAccessToken() {
    Tokens tokens = open(data);
    String refresh = tokens.mintRefresh(SITE, CLIENT, SubjectType.MEMBER, VISITOR);
    assertTrue(refresh.startsWith("JWS."), refresh);
    assertEquals(SubjectType.MEMBER, tokens.verifyRefresh(refresh).orElseThrow().subjectType());
    assertEquals(Optional.empty(), tokens.verifyAccess(refresh));
    assertEquals(Optional.empty(), tokens.verifyAccess("OauthNG." + refresh));
    assertEquals(
        Optional.empty(), tokens.verifyRefresh(access(tokens).substring("OauthNG.".length())));
  }

  @Test
  void refreshTokenOfAnotherKeyOrUseIsRefused(@TempDir Path elsewhere) {
    Tokens tokens = open(data);
    String refresh = tokens.mintRefresh(SITE, CLIENT, SubjectType.VISITOR, VISITOR);
    assertEquals(Optional.empty(), open(elsewhere).verifyRefresh(refresh));
    assertTrue(open(data).verifyRefresh(refresh).isPresent());
    int claimsAt = refresh.indexOf('.', Tokens.REFRESH_PREFIX.length()) + 1;
    int signatureAt = refresh.lastIndexOf('.') + 1;
    for (int at : new int[] {claimsAt + 20, signatureAt, signatureAt + 20}) {
      char other = refresh.charAt(at) == 'A' ? 'B' : 'A';
      String changed = refresh.substring(0, at) + other + refresh.substring(at + 1);
      assertEquals(Optional.empty(), tokens.verifyRefresh(changed));
    }
    String access = refresh.substring(Tokens.REFRESH_PREFIX.length());
    assertEquals(Optional.empty(), tokens.verifyAccess(Tokens.ACCESS_PREFIX + access));
  }

  @Test
  void tokenEndsWithItsLifetimeEvenWhenRemembered() {
    Tokens tokens = open(data);
    String token = access(tokens);
    String refresh = tokens.mintRefresh(SITE, CLIENT, SubjectType.VISITOR, VISITOR);
    clock.advance(Duration.ofHours(4).minusSeconds(1));
    assertTrue(tokens.verifyAccess(token).isPresent());
    clock.advance(Duration.ofSeconds(1));
    assertFalse(tokens.verifyAccess(token).isPresent());
    assertFalse(open(data).verifyAccess(token).isPresent());
    assertTrue(tokens.verifyRefresh(refresh).isPresent());
    clock.advance(Duration.ofDays(365));
    assertFalse(tokens.verifyRefresh(refresh).isPresent());
  }

  @Test
  void changedTokenIsRefused() {
    Tokens tokens = open(data);
    String token = access(tokens);
    int claimsAt = token.indexOf('.', Tokens.ACCESS_PREFIX.length()) + 1;
    int signatureAt = token.lastIndexOf('.') + 1;
    for (int at : new int[] {claimsAt + 20, signatureAt, signatureAt + 40}) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertEquals(Optional.empty(), tokens.verifyAccess(changed));
    }
    String claims =
        new String(
            Base64.getUrlDecoder().decode(token.substring(claimsAt, signatureAt - 1)),
            StandardCharsets.UTF_8);
    String member = encode(claims.replace("VISITOR", "MEMBER"));
    assertEquals(
        Optional.empty(),
        tokens.verifyAccess(
            token.substring(0, claimsAt) + member + token.substring(signatureAt - 1)));
  }

  @Test
  void otherKeyIsRefused(@TempDir Path elsewhere) {
    assertEquals(Optional.empty(), open(data).verifyAccess(access(open(elsewhere))));
  }

  @Test
  void enginesThatShareAKeyFileAcceptEachOther(@TempDir Path one, @TempDir Path two) {
    TokensConfig shared =
        new TokensConfig(
            Optional.of(data.resolve("shared.pem")), Duration.ofHours(4), Duration.ofDays(365));
    Tokens first = Tokens.open(one, shared, clock, new SecureRandom(), UUID::randomUUID);
    Tokens second = Tokens.open(two, shared, clock, new SecureRandom(), UUID::randomUUID);
    assertTrue(second.verifyAccess(access(first)).isPresent());
    assertFalse(Files.exists(one.resolve("keys")));
  }

  @Test
  void unsignedTokenIsRefused() {
    Tokens tokens = open(data);
    String[] parts = access(tokens).substring(Tokens.ACCESS_PREFIX.length()).split("\\.");
    for (String alg : new String[] {"none", "None", "NONE"}) {
      String header = encode("{\"alg\":\"" + alg + "\"}");
      for (String signature : new String[] {"", parts[2]}) {
        String forged = Tokens.ACCESS_PREFIX + header + "." + parts[1] + "." + signature;
        assertEquals(Optional.empty(), tokens.verifyAccess(forged));
      }
    }
    String emptySignature = Tokens.ACCESS_PREFIX + parts[0] + "." + parts[1] + ".";
    assertEquals(Optional.empty(), tokens.verifyAccess(emptySignature));
    String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    assertEquals(Optional.empty(), tokens.verifyAccess(emptySignature + zeros));
  }

  @Test
  void publicKeyAsSharedSecretIsRefused() throws Exception {
    Tokens tokens = open(data);
    var jwk = JWKSet.parse(tokens.jwks()).getKeys().get(0);
    JWTClaimsSet claims =
        SignedJWT.parse(access(tokens).substring(Tokens.ACCESS_PREFIX.length())).getJWTClaimsSet();
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(jwk.getKeyID()).build(), claims);
    forged.sign(new MACSigner(jwk.toECKey().toPublicKey().getEncoded()));
    assertEquals(Optional.empty(), tokens.verifyAccess(Tokens.ACCESS_PREFIX + forged.serialize()));
  }

  @Test
  void garbageIsRefused() {
    Tokens tokens = open(data);
    for (String text :
        new String[] {
          "",
          "x",
          "OauthNG.JWS.",
          "OauthNG.JWS.a.b.c",
          "OauthNG.JWS....",
          "OauthNG.JWS.\u0000",
          "OauthNG.JWS." + "a".repeat(100_000)
        }) {
      assertEquals(Optional.empty(), tokens.verifyAccess(text));
      assertEquals(Optional.empty(), tokens.verifyRefresh(text));
    }
  }

  @Test
  void othersCanCheckOurTokensWithTheKeySet() throws Exception {
    Tokens tokens = open(data);
    JWKSet keys = JWKSet.parse(tokens.jwks());
    assertFalse(tokens.jwks().contains("\"d\""), "the private key is shown");
    for (int i = 0; i < 500; i++) {
      SignedJWT jwt = SignedJWT.parse(access(tokens).substring(Tokens.ACCESS_PREFIX.length()));
      var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();
      assertTrue(jwt.verify(new ECDSAVerifier(key)));
    }
  }

  @Test
  void keyIsKeptForItsOwnerOnly() throws Exception {
    String first = open(data).jwks();
    assertEquals(first, open(data).jwks());
    Path file = data.resolve("keys/tokens.pem");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).startsWith("-----BEGIN PRIVATE KEY-----"));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
