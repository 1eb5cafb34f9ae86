package io.cartwright.gateway;

import io.cartwright.bus.Operation;
import io.cartwright.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Bodies that a sender signs as they stand, with the signature in a header. They reach an operation
 * that takes {@code payload} and {@code signature} untouched, as texts.
 */
final class SignedBody {
  /** Where Stripe puts its signature. */
  static final String HEADER = "stripe-signature";

  private SignedBody() {}

  /** The body as the operation reads it; the same when no signature came with it. */
  static byte[] of(Operation<?, ?> operation, String signature, byte[] body) {
    boolean wanted =
        signature != null
            && body != null
            && operation.requestCodec().field("payload") != null
            && operation.requestCodec().field("signature") != null;
    if (!wanted) return body;
    String text = new String(body, StandardCharsets.UTF_8);
    Map<String, Object> read = Map.of("payload", text, "signature", signature);
    return Json.of(read).text().getBytes(StandardCharsets.UTF_8);
  }
}
