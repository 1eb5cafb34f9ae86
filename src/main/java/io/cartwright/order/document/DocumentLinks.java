package io.cartwright.order.document;

import io.cartwright.order.LinkKeys;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Links to documents. Each holds a key of 128 bits that only this engine can make, so that who has
 * the link may read the document, and nobody can guess it.
 */
final class DocumentLinks {
  private static final String PATH = "/cartwright/v1/documents/";
  private static final int KEY_BYTES = 16;

  private final LinkKeys keys;
  private final Supplier<String> publicUrl;

  /**
   * Makes one.
   *
   * @param secret the same on all engines of a cluster, and over restarts
   * @param publicUrl what links for buyers start with; known once the engine listens
   */
  DocumentLinks(byte[] secret, Supplier<String> publicUrl) {
    this.keys = new LinkKeys(secret);
    this.publicUrl = publicUrl;
  }

  String url(UUID siteId, UUID documentId) {
    return publicUrl.get() + PATH + documentId + "/" + key(siteId, documentId);
  }

  /** Whether a key is that of a document. */
  boolean opens(UUID siteId, UUID documentId, String key) {
    return LinkKeys.isSame(key(siteId, documentId), key);
  }

  private String key(UUID siteId, UUID documentId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(keys.of(siteId, documentId, KEY_BYTES));
  }
}
