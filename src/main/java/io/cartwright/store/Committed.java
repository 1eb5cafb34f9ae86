package io.cartwright.store;

import java.util.UUID;

/** How a change ended: done, or not done at all and why. Faults fail the future instead. */
public sealed interface Committed {
  /** The ways a change can be turned down. */
  enum Reason {
    /** A document's revision moved on, it is missing, or it exists already. */
    STALE,
    /** A counter would have left its bounds. */
    TALLY,
    /** A unique constraint of the schema. */
    UNIQUE,
    /** The command was done before; its answer is stored. */
    COMMAND_REPEATED
  }

  /** True when everything is committed. */
  default boolean ok() {
    return this instanceof Done;
  }

  /** True when turned down for this reason. */
  default boolean failed(Reason reason) {
    return reason == reason();
  }

  /** Why it was turned down; null when done. */
  Reason reason();

  /** Committed: it survives a crash of the engine and of Postgres. */
  record Done(Taken taken) implements Committed {
    static final Done PLAIN = new Done(Taken.NONE);

    @Override
    public Reason reason() {
      return null;
    }
  }

  /** A document was not as expected: load it again and decide again. */
  record Stale(String table, UUID siteId, UUID id) implements Committed {
    @Override
    public Reason reason() {
      return Reason.STALE;
    }
  }

  /**
   * A counter has too little, or would have too much.
   *
   * @param token what the caller gave with the take
   * @param available the counter's value that was found
   */
  record TallyRefused(Tally tally, Object token, long available) implements Committed {
    @Override
    public Reason reason() {
      return Reason.TALLY;
    }
  }

  /**
   * A unique constraint was broken.
   *
   * @param constraint its name in the schema
   */
  record UniqueBroken(String constraint) implements Committed {
    @Override
    public Reason reason() {
      return Reason.UNIQUE;
    }
  }

  /** The command's key is taken; see {@link Documents#findCommand}. */
  record CommandRepeated() implements Committed {
    @Override
    public Reason reason() {
      return Reason.COMMAND_REPEATED;
    }
  }
}
