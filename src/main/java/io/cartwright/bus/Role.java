package io.cartwright.bus;

/** Who calls. */
public enum Role {
  /** No token at all: health, tokens, public keys. */
  ANONYMOUS,
  VISITOR,
  MEMBER,
  /** Holds an API key. */
  ADMIN,
  /** The engine itself, on behalf of nobody: timers, healers, internal operations. */
  SYSTEM
}
