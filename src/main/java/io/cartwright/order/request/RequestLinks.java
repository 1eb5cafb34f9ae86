package io.cartwright.order.request;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links to the page where a request is paid. Their token holds the request's id and a key of 96
 * bits that only this engine can make.
 */
final class RequestLinks {
  private static final String PAGE = "/pay.html?r=";
  private static final int ID_BYTES = 16;
  private static final int KEY_BYTES = 12;

  private final byte[] secret;
  private final Supplier<String> publicUrl;

  RequestLinks(byte[] secret, Supplier<String> publicUrl) {
    this.secret = secret.clone();
    this.publicUrl = publicUrl;
  }

  String url(UUID siteId, UUID requestId) {
    return publicUrl.get() + PAGE + token(siteId, requestId);
  }

  private String token(UUID siteId, UUID requestId) {
    byte[] token =
        ByteBuffer.allocate(ID_BYTES + KEY_BYTES)
            .putLong(requestId.getMostSignificantBits())
            .putLong(requestId.getLeastSignificantBits())
            .put(key(siteId, requestId))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The id that a token names; null when it is no token. */
  static UUID idOf(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length != ID_BYTES + KEY_BYTES) return null;
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    } catch (IllegalArgumentException noToken) {
      return null;
    }
  }

  /** Whether a token is that of a request. */
  boolean opens(UUID siteId, UUID requestId, String token) {
    return MessageDigest.isEqual(
        token(siteId, requestId).getBytes(StandardCharsets.US_ASCII),
        token.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] key(UUID siteId, UUID requestId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] whole = mac.doFinal((siteId + "/" + requestId).getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(whole, KEY_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
