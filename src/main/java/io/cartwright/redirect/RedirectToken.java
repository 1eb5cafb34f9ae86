package io.cartwright.redirect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Tokens of redirect sessions: 148 random bits, of which the store knows a hash only. */
final class RedirectToken {
  private RedirectToken() {}

  static String of(UUID first, UUID second) {
    return (first + "" + second).replace("-", "");
  }

  static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
