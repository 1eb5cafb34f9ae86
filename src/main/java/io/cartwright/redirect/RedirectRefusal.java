package io.cartwright.redirect;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why there is no redirect session, in the order in which it is checked. */
public enum RedirectRefusal implements Refusal {
  /** The engine has no page for this intent. */
  REDIRECT_INTENT_NOT_SUPPORTED(Kind.PRECONDITION),
  /** The token was not made here, has expired, or was used before. */
  REDIRECT_SESSION_NOT_FOUND(Kind.NOT_FOUND);

  private final Kind kind;

  RedirectRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
