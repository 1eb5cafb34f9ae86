package io.cartwright.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code src/docs/refusals.md}, which lists the refusals of each operation. Each table of refusals
 * keeps the section of its module; run with {@code -Dcartwright.update-docs=true} to write it anew.
 */
public final class RefusalPage {
  private static final Path PAGE = Path.of("src/docs/refusals.md");

  private RefusalPage() {}

  /**
   * Compares a module's section with the table.
   *
   * @param table rows as "operation CODE"
   * @param enums in the order in which they are checked, and so their constants
   */
  @SafeVarargs
  public static void check(
      String module, Collection<String> table, Class<? extends Enum<?>>... enums) {
    String section = section(module, table, order(enums));
    if (Boolean.getBoolean("cartwright.update-docs")) write(module, section);
    assertEquals(section, sections().get(module), PAGE + " is stale");
  }

  /**
   * What stands side by side on the page: each refusal of an operation with the next one, as
   * "operation CODE before OTHER". Not of what is unknown with what follows from its state.
   *
   * @param unknown refusals of whatever is not there
   */
  @SafeVarargs
  public static Set<String> neighbours(
      Collection<String> table, Set<String> unknown, Class<? extends Enum<?>>... enums) {
    Set<String> neighbours = new TreeSet<>();
    byOperation(table, order(enums))
        .forEach(
            (operation, codes) -> {
              String last = null;
              for (String code : codes) {
                if (last != null && !unknown.contains(last)) {
                  neighbours.add(pair(operation, last, code));
                }
                last = code;
              }
            });
    return neighbours;
  }

  static String pair(String operation, String first, String second) {
    return operation + " " + first + " before " + second;
  }

  private static List<String> order(Class<? extends Enum<?>>[] enums) {
    return Stream.of(enums)
        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
        .map(Enum::name)
        .distinct()
        .toList();
  }

  private static String section(String module, Collection<String> table, List<String> order) {
    StringBuilder text = new StringBuilder("## " + module + "\n\n");
    text.append("| operation | refused with, in this order |\n| --- | --- |\n");
    byOperation(table, order)
        .forEach(
            (operation, codes) ->
                text.append("| `")
                    .append(operation)
                    .append("` | ")
                    .append(list(codes))
                    .append(" |\n"));
    return text.toString();
  }

  private static Map<String, TreeSet<String>> byOperation(
      Collection<String> table, List<String> order) {
    Map<String, TreeSet<String>> byOperation = new TreeMap<>();
    for (String row : table) {
      String[] parts = row.split(" ");
      if (!order.contains(parts[1])) continue;
      byOperation
          .computeIfAbsent(parts[0], key -> new TreeSet<>(Comparator.comparingInt(order::indexOf)))
          .add(parts[1]);
    }
    return byOperation;
  }

  private static String list(Collection<String> codes) {
    return codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
  }

  /** The page's sections by their titles; what comes before them has none. */
  private static Map<String, String> sections() {
    Map<String, String> sections = new TreeMap<>();
    try {
      for (String part : Files.readString(PAGE).split("\n(?=## )")) {
        String title = part.startsWith("## ") ? part.substring(3, part.indexOf('\n')) : "";
        sections.put(title, part.stripTrailing() + "\n");
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return sections;
  }

  private static synchronized void write(String module, String section) {
    Map<String, String> sections = sections();
    sections.put(module, section);
    try {
      Files.writeString(PAGE, String.join("\n", sections.values()));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
