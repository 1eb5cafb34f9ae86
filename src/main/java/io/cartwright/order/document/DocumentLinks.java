package io.cartwright.order.document;

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
 * Links to documents. Each holds a key of 128 bits that only this engine can make, so that who has
 * the link may read the document, and nobody can guess it.
 */
final class DocumentLinks {
  private static final String PATH = "/cartwright/v1/documents/";
  private static final int KEY_BYTES = 16;

  private final byte[] secret;
  private final Supplier<String> publicUrl;

  /**
   * Makes one.
   *
   * @param secret the same on all engines of a cluster, and over restarts
   * @param publicUrl what links for buyers start with; known once the engine listens
   */
  DocumentLinks(byte[] secret, Supplier<String> publicUrl) {
    this.secret = secret.clone();
    this.publicUrl = publicUrl;
  }

  String url(UUID siteId, UUID documentId) {
    return publicUrl.get() + PATH + documentId + "/" + key(siteId, documentId);
  }

  /** Whether a key is that of a document. */
  boolean opens(UUID siteId, UUID documentId, String key) {
    return MessageDigest.isEqual(
        key(siteId, documentId).getBytes(StandardCharsets.US_ASCII),
        key.getBytes(StandardCharsets.UTF_8));
  }

  private String key(UUID siteId, UUID documentId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] whole = mac.doFinal((siteId + "/" + documentId).getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(whole, KEY_BYTES));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
