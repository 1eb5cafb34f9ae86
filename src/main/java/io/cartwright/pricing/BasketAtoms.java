package io.cartwright.pricing;

import io.cartwright.pricing.Atoms.App;
import java.util.Arrays;

/**
 * The atoms that a basket has, each with its lines and what they come to: memory that is used
 * again. Lines and atoms are joined by links; those of one line follow each other.
 */
final class BasketAtoms {
  /** How many different atoms there are. */
  int size;

  /** Number of each atom in the book. */
  int[] number = new int[64];

  /** What the lines with the atom cost before all rules, in minor units. */
  long[] subtotal = new long[64];

  /** Units of the lines with the atom. */
  long[] units = new long[64];

  /** First link of the atom; -1 without lines. */
  int[] first = new int[64];

  /** Line of each link. */
  int[] line = new int[128];

  /** Next link of the same atom, in the order of lines; -1 for none. */
  int[] next = new int[128];

  private int[] last = new int[64];
  private int[] place = new int[64];
  private int[] linkAtom = new int[128];
  private int[] linkEnd = new int[16];
  private int links;

  /** Open addressing: index of an atom and one, 0 for nothing. */
  private int[] table = new int[256];

  private Atoms known;
  private String appId;
  private App app;

  /** Forgets the former basket. */
  void begin(Atoms atoms, int lines) {
    for (int i = 0; i < size; i++) {
      table[place[i]] = 0;
    }
    size = 0;
    links = 0;
    known = atoms;
    appId = null;
    app = null;
    if (linkEnd.length < lines) {
      linkEnd = new int[Integer.highestOneBit(lines) * 2];
    }
  }

  /** Adds the next line; {@code index} counts up from 0. */
  void addLine(BasketLine added, int index, long costMinor, int unitCount) {
    String item = added.catalogItemId();
    if (item != null && added.appId() != null) {
      if (!added.appId().equals(appId)) {
        appId = added.appId();
        app = known.app(appId);
      }
      if (app != null) {
        addLinks(added, item, index, costMinor, unitCount);
      }
    }
    linkEnd[index] = links;
  }

  private void addLinks(BasketLine added, String item, int index, long cost, int unitCount) {
    if (app.atom() >= 0) {
      link(app.atom(), index, cost, unitCount);
    }
    int atom = app.items().get(item);
    if (atom >= 0) {
      link(atom, index, cost, unitCount);
    }
    if (!app.collections().isEmpty()) {
      IdSet ids = (IdSet) added.collectionIds();
      for (int i = 0; i < ids.size(); i++) {
        int collection = app.collections().get(ids.get(i));
        if (collection >= 0) {
          link(collection, index, cost, unitCount);
        }
      }
    }
  }

  /** Adds what the basket has beside its lines; to be called after them. */
  void addBuyer(Basket basket) {
    if (basket.memberId() != null) {
      addFact(known.members().get(basket.memberId()));
    }
    if (!known.customs().isEmpty()) {
      IdSet keys = (IdSet) basket.customTriggers();
      for (int i = 0; i < keys.size(); i++) {
        addFact(known.customs().get(keys.get(i)));
      }
    }
    known = null;
    app = null;
  }

  private void addFact(int atom) {
    if (atom >= 0) {
      add(atom);
    }
  }

  private void link(int atom, int index, long cost, int unitCount) {
    int at = indexOf(atom);
    if (at < 0) {
      at = add(atom);
    }
    if (links == line.length) {
      line = Arrays.copyOf(line, links * 2);
      next = Arrays.copyOf(next, links * 2);
      linkAtom = Arrays.copyOf(linkAtom, links * 2);
    }
    int link = links++;
    line[link] = index;
    next[link] = -1;
    linkAtom[link] = atom;
    if (first[at] < 0) {
      first[at] = link;
    } else {
      next[last[at]] = link;
    }
    last[at] = link;
    subtotal[at] += cost;
    units[at] += unitCount;
  }

  /** Where in the columns an atom is; -1 when the basket does not have it. */
  int indexOf(int atom) {
    int mask = table.length - 1;
    for (int i = home(atom); table[i] != 0; i = i + 1 & mask) {
      if (number[table[i] - 1] == atom) {
        return table[i] - 1;
      }
    }
    return -1;
  }

  private int home(int atom) {
    return (atom * 0x9e37_79b9 >>> 16 ^ atom) & table.length - 1;
  }

  private int add(int atom) {
    if (size == number.length) {
      grow();
    }
    int at = size++;
    number[at] = atom;
    subtotal[at] = 0;
    units[at] = 0;
    first[at] = -1;
    enter(at);
    return at;
  }

  private void enter(int at) {
    int mask = table.length - 1;
    int i = home(number[at]);
    while (table[i] != 0) {
      i = i + 1 & mask;
    }
    table[i] = at + 1;
    place[at] = i;
  }

  private void grow() {
    int length = size * 2;
    number = Arrays.copyOf(number, length);
    subtotal = Arrays.copyOf(subtotal, length);
    units = Arrays.copyOf(units, length);
    first = Arrays.copyOf(first, length);
    last = Arrays.copyOf(last, length);
    place = Arrays.copyOf(place, length);
    table = new int[length * 4];
    for (int i = 0; i < size; i++) {
      enter(i);
    }
  }

  /** True when the line has one of the sorted atoms. */
  boolean hasOne(int index, int[] scope) {
    if (scope.length == 0) {
      return false;
    }
    if (scope[0] == Atom.ALWAYS_NUMBER) {
      return true;
    }
    for (int at = index == 0 ? 0 : linkEnd[index - 1]; at < linkEnd[index]; at++) {
      if (Arrays.binarySearch(scope, linkAtom[at]) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** True when the basket has one of the sorted atoms. */
  boolean isAnyIn(int[] scope) {
    for (int i = 0; i < size; i++) {
      if (Arrays.binarySearch(scope, number[i]) >= 0) {
        return true;
      }
    }
    return false;
  }
}
