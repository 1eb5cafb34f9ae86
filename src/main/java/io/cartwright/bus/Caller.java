package io.cartwright.bus;

import java.util.Objects;
import java.util.UUID;

/**
 * Who calls, after authentication.
 *
 * @param siteId the site that the caller acts on
 * @param subjectId the visitor's or member's id, the API key's id for an administrator; null
 *     otherwise
 */
public record Caller(UUID siteId, Role role, UUID subjectId) {
  private static final UUID NOBODY = new UUID(0, 0);

  public Caller {
    Objects.requireNonNull(role);
  }

  public static Caller anonymous() {
    return new Caller(NOBODY, Role.ANONYMOUS, null);
  }

  public static Caller system(UUID siteId) {
    return new Caller(siteId, Role.SYSTEM, null);
  }

  /** Administrators and the engine itself. */
  public boolean isAdmin() {
    return role == Role.ADMIN || role == Role.SYSTEM;
  }

  /** Visitors and members. */
  public boolean isBuyer() {
    return role == Role.VISITOR || role == Role.MEMBER;
  }
}
