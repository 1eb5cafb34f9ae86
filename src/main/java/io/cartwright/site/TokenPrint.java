package io.cartwright.site;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Stands for a token in memory: the first half of its SHA-256. A twentieth of the token's length,
 * and nobody can make another text with the same print.
 */
record TokenPrint(long first, long second) {
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(TokenPrint::newDigest);

  static TokenPrint of(String token) {
    byte[] hash = DIGEST.get().digest(token.getBytes(StandardCharsets.UTF_8));
    ByteBuffer head = ByteBuffer.wrap(hash);
    return new TokenPrint(head.getLong(), head.getLong());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int hashCode() {
    return (int) second;
  }
}
