package io.cartwright.order;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of links: who has the link may see what it leads to, and nobody else can guess it, since
 * only engines that know the secret can make its key.
 */
public final class LinkKeys {
  private final byte[] secret;

  /**
   * Makes one.
   *
   * @param secret the same on all engines of a cluster, and over restarts
   */
  public LinkKeys(byte[] secret) {
    this.secret = secret.clone();
  }

  /**
   * The key of what has this id on a site.
   *
   * @param bytes how long it shall be, 32 at most
   */
  public byte[] of(UUID siteId, UUID id, int bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] whole = mac.doFinal((siteId + "/" + id).getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(whole, bytes);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Whether the text of a link is the one we made; takes as long wherever they differ. */
  public static boolean isSame(String made, String given) {
    return MessageDigest.isEqual(
        made.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }
}
