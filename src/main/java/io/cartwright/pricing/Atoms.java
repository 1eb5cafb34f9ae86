package io.cartwright.pricing;

/**
 * The dictionary of a rule book: each {@link Atom} has a number, so that scopes are sorted arrays
 * of numbers. What no rule names has no number, and costs a failed lookup.
 *
 * @param apps number of each catalog app, by id
 * @param appSlots the apps
 * @param members atom of each member, by id
 * @param customs atom of each custom trigger, by key
 * @param slots the atoms
 * @param count numbers given out, those that are free again among them
 * @param free numbers to be given out again; null for none
 */
record Atoms(
    Dictionary apps,
    Slots<App> appSlots,
    int appCount,
    Dictionary members,
    Dictionary customs,
    Slots<Atom> slots,
    int count,
    FreeNumber free) {

  /**
   * What rules name of a catalog app.
   *
   * @param atom of the whole app; -1 when no rule names it
   */
  record App(String id, int atom, Dictionary items, Dictionary collections) {}

  /** A list of numbers. */
  record FreeNumber(int number, FreeNumber next) {}

  static Atoms empty() {
    Atom always = new Atom(null, Atom.ALWAYS, -1, null);
    return new Atoms(
        Dictionary.EMPTY,
        Slots.empty(),
        0,
        Dictionary.EMPTY,
        Dictionary.EMPTY,
        Slots.<Atom>empty().set(new Object(), Atom.ALWAYS_NUMBER, always),
        1,
        null);
  }

  Atom atom(int number) {
    return slots.get(number);
  }

  /** Null when no rule names the app. */
  App app(String id) {
    if (appCount == 1) {
      App only = appSlots.get(0);
      return only.id().equals(id) ? only : null;
    }
    int number = apps.get(id);
    return number < 0 ? null : appSlots.get(number);
  }
}
