package io.cartwright.site;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why tokens are not given, in the order of the checks. */
public enum SiteRefusal implements Refusal {
  /** The grant type is none of anonymous, refresh_token and authorized_client. */
  UNSUPPORTED_GRANT_TYPE(Kind.INVALID),
  /** No site has this client id. */
  INVALID_CLIENT(Kind.UNAUTHENTICATED),
  /** The refresh token is not valid, has ended, or belongs to another client. */
  INVALID_GRANT(Kind.INVALID);

  private final Kind kind;

  SiteRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
