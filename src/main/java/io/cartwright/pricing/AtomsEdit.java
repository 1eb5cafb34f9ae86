package io.cartwright.pricing;

import io.cartwright.pricing.Atoms.App;
import io.cartwright.pricing.Atoms.FreeNumber;
import java.util.Arrays;
import java.util.List;

/** Makes the next {@link Atoms} from some, which stay as they were. */
final class AtomsEdit {
  /** A scope that covers no line. */
  static final int[] NOTHING = {};

  private static final int[] EVERYTHING = {Atom.ALWAYS_NUMBER};

  private final Object token;
  private Dictionary apps;
  private Slots<App> appSlots;
  private int appCount;
  private Dictionary members;
  private Dictionary customs;
  private Slots<Atom> slots;
  private int count;
  private FreeNumber free;

  AtomsEdit(Object token, Atoms from) {
    this.token = token;
    apps = from.apps();
    appSlots = from.appSlots();
    appCount = from.appCount();
    members = from.members();
    customs = from.customs();
    slots = from.slots();
    count = from.count();
    free = from.free();
  }

  Atoms done() {
    return new Atoms(apps, appSlots, appCount, members, customs, slots, count, free);
  }

  Atom atom(int number) {
    return slots.get(number);
  }

  Atom own(int number) {
    Atom atom = slots.get(number);
    Atom own = atom.own(token);
    if (own != atom) {
      slots = slots.set(token, number, own);
    }
    return own;
  }

  /**
   * Sorted atoms of the union of the scopes, each used once more; the one that all lines have when
   * they are empty or one covers everything.
   */
  int[] of(List<Scope> scopes) {
    if (scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.kind() == Scope.Kind.ALL)) {
      return EVERYTHING;
    }
    int[] numbers =
        scopes.size() == 1
            ? of(scopes.get(0))
            : scopes.stream().flatMapToInt(scope -> Arrays.stream(of(scope))).toArray();
    return used(numbers);
  }

  int[] ofMembers(Iterable<String> ids, int size) {
    int[] numbers = new int[size];
    int i = 0;
    for (String id : ids) {
      int number = members.get(id);
      if (number < 0) {
        number = next(Atom.MEMBER, -1, id);
        members = members.put(token, id, number);
      }
      numbers[i++] = number;
    }
    return used(numbers);
  }

  int[] ofCustom(String key) {
    int number = customs.get(key);
    if (number < 0) {
      number = next(Atom.CUSTOM, -1, key);
      customs = customs.put(token, key, number);
    }
    return used(new int[] {number});
  }

  private int[] used(int[] numbers) {
    int[] distinct = numbers;
    if (numbers.length > 1) {
      Arrays.sort(numbers);
      distinct = Arrays.stream(numbers).distinct().toArray();
    }
    for (int number : distinct) {
      own(number).uses++;
    }
    return distinct;
  }

  private int[] of(Scope scope) {
    int appNumber = appNumber(scope.appId());
    App app = appSlots.get(appNumber);
    if (scope.kind() == Scope.Kind.APP) {
      if (app.atom() < 0) {
        int number = next(Atom.APP, appNumber, null);
        app = new App(app.id(), number, app.items(), app.collections());
        appSlots = appSlots.set(token, appNumber, app);
      }
      return new int[] {app.atom()};
    }
    boolean items = scope.kind() == Scope.Kind.ITEMS;
    Dictionary known = items ? app.items() : app.collections();
    int[] numbers = new int[scope.ids().size()];
    int i = 0;
    for (String id : scope.ids()) {
      int number = known.get(id);
      if (number < 0) {
        number = next(items ? Atom.ITEM : Atom.COLLECTION, appNumber, id);
        known = known.put(token, id, number);
      }
      numbers[i++] = number;
    }
    keep(appNumber, app, items, known);
    return numbers;
  }

  private void keep(int appNumber, App app, boolean items, Dictionary known) {
    if (known != (items ? app.items() : app.collections())) {
      App next =
          items
              ? new App(app.id(), app.atom(), known, app.collections())
              : new App(app.id(), app.atom(), app.items(), known);
      appSlots = appSlots.set(token, appNumber, next);
    }
  }

  private int appNumber(String id) {
    int number = apps.get(id);
    if (number < 0) {
      number = appCount++;
      apps = apps.put(token, id, number);
      appSlots = appSlots.set(token, number, new App(id, -1, Dictionary.EMPTY, Dictionary.EMPTY));
    }
    return number;
  }

  private int next(byte kind, int app, String key) {
    int number;
    if (free == null) {
      number = count++;
    } else {
      number = free.number();
      free = free.next();
    }
    slots = slots.set(token, number, new Atom(token, kind, app, key));
    return number;
  }

  /** Takes back one use of each; what has none left is forgotten. */
  void release(int[] numbers) {
    for (int number : numbers) {
      if (number != Atom.ALWAYS_NUMBER) {
        Atom atom = own(number);
        atom.uses--;
        if (atom.uses == 0) {
          forget(number, atom);
        }
      }
    }
  }

  private void forget(int number, Atom atom) {
    switch (atom.kind) {
      case Atom.MEMBER -> members = members.remove(token, atom.key);
      case Atom.CUSTOM -> customs = customs.remove(token, atom.key);
      case Atom.APP -> {
        App app = appSlots.get(atom.app);
        App without = new App(app.id(), -1, app.items(), app.collections());
        appSlots = appSlots.set(token, atom.app, without);
      }
      default -> {
        App app = appSlots.get(atom.app);
        boolean items = atom.kind == Atom.ITEM;
        Dictionary known = items ? app.items() : app.collections();
        keep(atom.app, app, items, known.remove(token, atom.key));
      }
    }
    slots = slots.set(token, number, null);
    free = new FreeNumber(number, free);
  }
}
