package io.cartwright.pricing;

/**
 * Something that a line, a buyer or a basket has and that rules name: an app, an item, a
 * collection, a member, a custom trigger. Rules are posted at atoms. Written only by the edit that
 * owns it.
 */
final class Atom {
  static final byte MEMBER = 0;
  static final byte CUSTOM = 1;
  static final byte ITEM = 2;
  static final byte COLLECTION = 3;
  static final byte APP = 4;
  static final byte ALWAYS = 5;

  /** The number of the atom that every basket and line has. */
  static final int ALWAYS_NUMBER = 0;

  final Object owner;
  final byte kind;

  /** Number of the app; -1 where there is none. */
  final int app;

  /** Id of item, collection or member, key of a custom trigger; else null. */
  final String key;

  /** How often rules name it. */
  int uses;

  /** How many rules are posted here. */
  int posted;

  /**
   * Null; or the only rule posted here, a {@link CompiledRule}; or a {@code Bands[]} by kind of
   * band.
   */
  Object posting;

  Atom(Object owner, byte kind, int app, String key) {
    this.owner = owner;
    this.kind = kind;
    this.app = app;
    this.key = key;
  }

  private Atom(Object owner, Atom from) {
    this(owner, from.kind, from.app, from.key);
    uses = from.uses;
    posted = from.posted;
    posting = from.posting;
  }

  Atom own(Object token) {
    return owner == token ? this : new Atom(token, this);
  }

  /** The higher, the more baskets have it. */
  int rank() {
    return kind <= ITEM ? 0 : kind;
  }

  void post(Object token, CompiledRule rule) {
    posted++;
    if (posting == null) {
      posting = rule;
      return;
    }
    Bands[] bands;
    if (posting instanceof CompiledRule only) {
      bands = new Bands[CompiledRule.BANDS];
      bands[only.band] = Bands.with(null, token, only, only.from, only.to);
    } else {
      bands = ((Bands[]) posting).clone();
    }
    bands[rule.band] = Bands.with(bands[rule.band], token, rule, rule.from, rule.to);
    posting = bands;
  }

  void unpost(Object token, CompiledRule rule) {
    posted--;
    if (posted == 0) {
      posting = null;
      return;
    }
    Bands[] bands = ((Bands[]) posting).clone();
    bands[rule.band] = Bands.without(bands[rule.band], token, rule, rule.from);
    posting = bands;
  }
}
