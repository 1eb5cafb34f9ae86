package io.cartwright.order.request;

import io.cartwright.order.LinkKeys;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Links to the page where a request is paid. Their token holds the request's id and a key of 96
 * bits that only this engine can make.
 */
final class RequestLinks {
  private static final String PAGE = "/pay.html?r=";
  private static final int ID_BYTES = 16;
  private static final int KEY_BYTES = 12;

  private final LinkKeys keys;
  private final Supplier<String> publicUrl;

  RequestLinks(byte[] secret, Supplier<String> publicUrl) {
    this.keys = new LinkKeys(secret);
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
            .put(keys.of(siteId, requestId, KEY_BYTES))
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
    return LinkKeys.isSame(token(siteId, requestId), token);
  }
}
