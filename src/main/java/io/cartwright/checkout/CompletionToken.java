package io.cartwright.checkout;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token that completes one checkout, once, and then leads its bearer to a URL. It is signed with
 * a secret that only the checkout holds, and that is forgotten with the completion.
 *
 * @param signed what the signature is over
 * @param signature HMAC-SHA256
 */
record CompletionToken(
    UUID siteId,
    UUID checkoutId,
    Instant expires,
    String redirectUrl,
    String signed,
    byte[] signature) {
  /** How long a token works. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final String HMAC = "HmacSHA256";
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int PARTS = 4;

  /** The text of a token. */
  static String mint(UUID siteId, UUID checkoutId, String redirectUrl, String secret, Instant now) {
    String plain =
        siteId
            + "\n"
            + checkoutId
            + "\n"
            + now.plus(LIFETIME).getEpochSecond()
            + "\n"
            + redirectUrl;
    String signed = TO_TEXT.encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    return signed + "." + TO_TEXT.encodeToString(sign(signed, secret));
  }

  /** Reads a token without trusting it; null when it is none. */
  static CompletionToken read(String token) {
    int dot = token == null ? -1 : token.indexOf('.');
    if (dot < 0) return null;
    try {
      String signed = token.substring(0, dot);
      String plain = new String(Base64.getUrlDecoder().decode(signed), StandardCharsets.UTF_8);
      String[] parts = plain.split("\n", PARTS);
      if (parts.length < PARTS) return null;
      return new CompletionToken(
          UUID.fromString(parts[0]),
          UUID.fromString(parts[1]),
          Instant.ofEpochSecond(Long.parseLong(parts[2])),
          parts[3],
          signed,
          Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return null;
    }
  }

  /** True when this secret signed it and it has not expired; null: there is no secret any more. */
  boolean isGenuine(String secret, Instant now) {
    return secret != null
        && now.isBefore(expires)
        && MessageDigest.isEqual(sign(signed, secret), signature);
  }

  private static byte[] sign(String text, String secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
