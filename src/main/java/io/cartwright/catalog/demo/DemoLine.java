package io.cartwright.catalog.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * One product of the demo data file; the file's head says what the columns are.
 *
 * @param compareAt null when there is no former price
 * @param stock one entry for all variants, or one for each
 */
record DemoLine(
    String category,
    String picture,
    String sku,
    String name,
    String price,
    String compareAt,
    String kg,
    List<String> stock,
    List<Option> options,
    String brand,
    String description) {

  private static final int COLUMNS = 8;

  record Option(String name, List<Choice> choices) {}

  /** A choice; {@code colour} is null for plain text. */
  record Choice(String name, String colour) {}

  static DemoLine of(String category, String picture, String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
    }
    String[] prices = columns[2].strip().split("<");
    return new DemoLine(
        category,
        picture,
        columns[0].strip(),
        columns[1].strip(),
        prices[0],
        prices.length > 1 ? prices[1] : null,
        columns[3].strip(),
        split(columns[4], ","),
        split(columns[5], ";").stream().map(DemoLine::option).toList(),
        columns[6].strip(),
        columns[7].strip());
  }

  private static Option option(String text) {
    String[] parts = text.split(":", 2);
    return new Option(
        parts[0].strip(), split(parts[1], ",").stream().map(DemoLine::choice).toList());
  }

  private static Choice choice(String text) {
    int hash = text.indexOf('#');
    return hash < 0
        ? new Choice(text, null)
        : new Choice(text.substring(0, hash).strip(), text.substring(hash).strip());
  }

  private static List<String> split(String text, String by) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(by)) {
      if (!part.isBlank()) parts.add(part.strip());
    }
    return parts;
  }

  boolean isDigital() {
    return stock.contains("digital");
  }

  String stockOf(int variant) {
    return stock.get(stock.size() == 1 ? 0 : variant);
  }

  /**
   * All combinations of choices, the first option slowest; one empty combination without options.
   */
  List<List<Choice>> combinations() {
    List<List<Choice>> all = List.of(List.of());
    for (Option option : options) {
      List<List<Choice>> longer = new ArrayList<>();
      for (List<Choice> start : all) {
        for (Choice choice : option.choices()) {
          List<Choice> next = new ArrayList<>(start);
          next.add(choice);
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }
}
