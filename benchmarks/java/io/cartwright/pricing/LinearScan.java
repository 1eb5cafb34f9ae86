package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules as primitive arrays, each of which is held against every basket: a trigger on units or
 * subtotal of a scope, a target, a percentage, amount or price. Apps, items and categories are
 * numbers from a dictionary. It knows no nested triggers, no sets, no members, no time windows.
 */
final class LinearScan implements Rival {
  private static final int EVERYTHING = 0;
  private static final byte NO_TRIGGER = 0;
  private static final byte SUBTOTAL = 1;
  private static final byte UNITS = 2;
  private static final byte PERCENTAGE = 0;
  private static final byte AMOUNT = 1;
  private static final byte PRICE = 2;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final byte[] trigger;
  private final int[] triggerScope;
  private final long[] from;
  private final long[] to;
  private final int[] target;
  private final byte[] kind;
  private final long[] valueE4;

  private int size;
  private long perMinorE4;
  private int[] lineNumbers = new int[64];
  private int[] lineEnd = new int[16];
  private int[] units = new int[16];
  private long[] before = new long[16];
  private long[] now = new long[16];

  LinearScan(List<Rule> rules) {
    int n = rules.size();
    trigger = new byte[n];
    triggerScope = new int[n];
    from = new long[n];
    to = new long[n];
    target = new int[n];
    kind = new byte[n];
    valueE4 = new long[n];
    for (int i = 0; i < n; i++) {
      Rule rule = rules.get(i);
      addTrigger(i, rule.trigger());
      target[i] = number(((Target.Items) rule.target()).scopes());
      addDiscount(i, rule.discount());
    }
  }

  private void addTrigger(int i, Trigger asked) {
    if (asked instanceof Trigger.SubtotalRange range) {
      setRange(i, SUBTOTAL, range.scopes(), range.fromE4(), range.toE4());
    } else if (asked instanceof Trigger.QuantityRange range) {
      setRange(i, UNITS, range.scopes(), range.from(), range.to());
    } else if (asked != null) {
      throw new IllegalArgumentException("a scan knows no trigger such as " + asked);
    }
  }

  private void setRange(int i, byte of, List<Scope> scopes, Long least, Long most) {
    trigger[i] = of;
    triggerScope[i] = number(scopes);
    from[i] = least == null ? Long.MIN_VALUE : least;
    to[i] = most == null ? Long.MAX_VALUE : most;
  }

  private void addDiscount(int i, Discount discount) {
    if (discount instanceof Discount.Percentage percentage) {
      kind[i] = PERCENTAGE;
      valueE4[i] = percentage.percentE4();
    } else if (discount instanceof Discount.FixedAmount amount) {
      kind[i] = AMOUNT;
      valueE4[i] = amount.amountE4();
    } else if (discount instanceof Discount.FixedPrice price) {
      kind[i] = PRICE;
      valueE4[i] = price.priceE4();
    } else {
      throw new IllegalArgumentException("a scan knows no discount such as " + discount);
    }
  }

  private int number(List<Scope> scopes) {
    if (scopes.isEmpty() || scopes.get(0).kind() == Scope.Kind.ALL) {
      return EVERYTHING;
    }
    Scope scope = scopes.get(0);
    String id = scope.kind() == Scope.Kind.APP ? scope.appId() : scope.ids().iterator().next();
    return numbers.computeIfAbsent(id, unknown -> numbers.size() + 1);
  }

  @Override
  public long discount(Basket basket) {
    load(basket);
    long sum = 0;
    for (int rule = 0; rule < kind.length; rule++) {
      boolean holds =
          switch (trigger[rule]) {
            case NO_TRIGGER -> true;
            case SUBTOTAL -> subtotalInRange(rule);
            default -> unitsInRange(rule);
          };
      sum += holds ? apply(rule) : 0;
    }
    return sum;
  }

  private boolean subtotalInRange(int rule) {
    boolean any = false;
    long minor = 0;
    for (int line = 0; line < size; line++) {
      if (covers(triggerScope[rule], line)) {
        any = true;
        minor += before[line];
      }
    }
    long e4 = minor * perMinorE4;
    return any && e4 >= from[rule] && e4 <= to[rule];
  }

  private boolean unitsInRange(int rule) {
    int sum = 0;
    for (int line = 0; line < size; line++) {
      if (covers(triggerScope[rule], line)) {
        sum += units[line];
      }
    }
    return sum > 0 && sum >= from[rule] && sum <= to[rule];
  }

  private long apply(int rule) {
    long sum = 0;
    for (int line = 0; line < size; line++) {
      if (covers(target[rule], line)) {
        long worth = now[line];
        long off =
            switch (kind[rule]) {
              case PERCENTAGE -> Rounding.mulDiv(worth, valueE4[rule], 1_000_000);
              case AMOUNT -> Math.min(worth, amount(rule, line));
              default -> Math.max(0, worth - amount(rule, line));
            };
        now[line] -= off;
        sum += off;
      }
    }
    return sum;
  }

  private long amount(int rule, int line) {
    return Rounding.mulDiv(valueE4[rule], units[line], perMinorE4);
  }

  private boolean covers(int number, int line) {
    if (number == EVERYTHING) {
      return true;
    }
    for (int at = line == 0 ? 0 : lineEnd[line - 1]; at < lineEnd[line]; at++) {
      if (lineNumbers[at] == number) {
        return true;
      }
    }
    return false;
  }

  private void load(Basket basket) {
    List<BasketLine> lines = basket.lines();
    size = lines.size();
    perMinorE4 = basket.currency().unitsPerMinor(4);
    if (size > units.length) {
      lineEnd = new int[size];
      units = new int[size];
      before = new long[size];
      now = new long[size];
      lineNumbers = new int[4 * size];
    }
    int end = 0;
    for (int i = 0; i < size; i++) {
      BasketLine line = lines.get(i);
      end = add(line.appId(), end);
      end = add(line.catalogItemId(), end);
      for (String category : line.collectionIds()) {
        end = add(category, end);
      }
      lineEnd[i] = end;
      units[i] = line.quantity();
      before[i] = line.baseUnitMinor() * line.quantity();
      now[i] = before[i];
    }
  }

  private int add(String id, int end) {
    Integer number = numbers.get(id);
    if (number == null) {
      return end;
    }
    lineNumbers[end] = number;
    return end + 1;
  }
}
