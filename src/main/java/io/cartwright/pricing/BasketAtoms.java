package io.cartwright.pricing;

import io.cartwright.pricing.Atoms.App;
import java.util.Arrays;
import java.util.List;

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

  /** Open addressing: index of an atom and one, 0 for nothing. */
  private int[] table = new int[256];

  private Atoms known;

  /** Forgets the former basket and looks up the atoms of these lines. */
  void begin(Atoms atoms, List<BasketLine> lines) {
    for (int i = 0; i < size; i++) {
      table[place[i]] = 0;
    }
    size = 0;
    known = atoms;
    int count = lines.size();
    if (linkEnd.length < count) {
      linkEnd = new int[Integer.highestOneBit(count) * 2];
    }
    lookUp(atoms, lines, count);
  }

  /** Looks up the atoms of all lines; nothing waits for anything, so that lookups overlap. */
  private void lookUp(Atoms atoms, List<BasketLine> lines, int count) {
    String appId = null;
    App app = null;
    int links = 0;
    for (int i = 0; i < count; i++) {
      BasketLine line = lines.get(i);
      String item = line.catalogItemId();
      if (item != null && line.appId() != null) {
        if (!line.appId().equals(appId)) {
          appId = line.appId();
          app = atoms.app(appId);
        }
        if (app != null) {
          links = lookUp(app, item, (IdSet) line.collectionIds(), links);
        }
      }
      linkEnd[i] = links;
    }
  }

  private int lookUp(App app, String item, IdSet collections, int links) {
    int[] into = linkAtom;
    int at = links;
    if (at + 2 + collections.size() > into.length) {
      into = growLinks(collections.size());
    }
    if (app.atom() >= 0) {
      into[at++] = app.atom();
    }
    int atom = app.items().isEmpty() ? -1 : app.items().get(item);
    if (atom >= 0) {
      into[at++] = atom;
    }
    for (int i = 0; i < collections.size(); i++) {
      int collection = collections.numberIn(app.collections(), i);
      if (collection >= 0) {
        into[at++] = collection;
      }
    }
    return at;
  }

  private int[] growLinks(int more) {
    int length = line.length * 2 + more;
    line = Arrays.copyOf(line, length);
    next = Arrays.copyOf(next, length);
    linkAtom = Arrays.copyOf(linkAtom, length);
    return linkAtom;
  }

  /** Joins the atoms of all lines, which cost and hold so much. */
  void link(int lines, long[] costMinor, int[] quantity) {
    int link = 0;
    for (int index = 0; index < lines; index++) {
      int end = linkEnd[index];
      for (; link < end; link++) {
        int at = indexOrAdd(linkAtom[link]);
        line[link] = index;
        next[link] = -1;
        if (first[at] < 0) {
          first[at] = link;
        } else {
          next[last[at]] = link;
        }
        last[at] = link;
        subtotal[at] += costMinor[index];
        units[at] += quantity[index];
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
        addFact(keys.numberIn(known.customs(), i));
      }
    }
    known = null;
  }

  private void addFact(int atom) {
    if (atom >= 0) {
      add(atom);
    }
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

  private int indexOrAdd(int atom) {
    int mask = table.length - 1;
    int i = home(atom);
    for (; table[i] != 0; i = i + 1 & mask) {
      if (number[table[i] - 1] == atom) {
        return table[i] - 1;
      }
    }
    return size == number.length ? add(atom) : add(atom, i);
  }

  private int home(int atom) {
    return (atom * 0x9e37_79b9 >>> 16 ^ atom) & table.length - 1;
  }

  private int add(int atom) {
    if (size == number.length) {
      grow();
    }
    return add(atom, free(atom));
  }

  private int add(int atom, int free) {
    int at = size++;
    number[at] = atom;
    subtotal[at] = 0;
    units[at] = 0;
    first[at] = -1;
    table[free] = at + 1;
    place[at] = free;
    return at;
  }

  /** The free place for an atom that is not there. */
  private int free(int atom) {
    int i = home(atom);
    while (table[i] != 0) {
      i = i + 1 & table.length - 1;
    }
    return i;
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
      place[i] = free(number[i]);
      table[place[i]] = i + 1;
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
