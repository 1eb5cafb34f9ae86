package io.cartwright.gateway;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Collects a request's body within a limit. */
final class BodyReader {
  private static final byte[] EMPTY = {'{', '}'};

  private BodyReader() {}

  /**
   * The body's bytes; {@code {}} for none; refused when it is longer than {@code max} bytes or
   * breaks off.
   */
  static Future<Outcome<byte[]>> read(HttpServerRequest request, long max) {
    Promise<Outcome<byte[]>> promise = Promise.promise();
    Buffer collected = Buffer.buffer();
    boolean[] tooLarge = {declared(request) > max};
    if (tooLarge[0]) promise.tryComplete(refused(max));
    request.handler(
        chunk -> {
          if (tooLarge[0]) return;
          if (collected.length() + chunk.length() > max) {
            tooLarge[0] = true;
            promise.tryComplete(refused(max));
          } else {
            collected.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end ->
            promise.tryComplete(
                Outcome.done(collected.length() == 0 ? EMPTY : collected.getBytes())));
    request.exceptionHandler(
        broken ->
            promise.tryComplete(
                Outcome.refused(CommonRefusal.MALFORMED_REQUEST, "the body broke off")));
    return promise.future();
  }

  private static long declared(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    if (length == null) return 0;
    try {
      return Long.parseLong(length.trim());
    } catch (NumberFormatException malformed) {
      return 0;
    }
  }

  private static Outcome<byte[]> refused(long max) {
    return Outcome.refused(
        CommonRefusal.REQUEST_TOO_LARGE, "a body may have at most " + max + " bytes");
  }
}
