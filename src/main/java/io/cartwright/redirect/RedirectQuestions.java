package io.cartwright.redirect;

import io.cartwright.bus.Operation;
import io.cartwright.wire.redirects.CallbackParams;
import java.util.UUID;

/** What pages ask of redirects. These stay inside the JVM. */
public final class RedirectQuestions {
  /**
   * Uses up a session. Refused with REDIRECT_SESSION_NOT_FOUND when its token is not ours, has
   * expired, or was used before.
   */
  public static final Operation<Consume, Session> CONSUME =
      Operation.internal("ecom.redirect.consume");

  private RedirectQuestions() {}

  /** Names a session by the token in its URL. */
  public record Consume(String token) {}

  /**
   * A session that was used just now.
   *
   * @param callbacks where to send the buyer back to; null: nowhere was named
   * @param visitorId the buyer, or null
   * @param memberId the buyer, or null
   */
  public record Session(
      UUID siteId, UUID checkoutId, CallbackParams callbacks, UUID visitorId, UUID memberId) {}
}
