import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Makes the tables of a run over many orders: reads the folder's {@code *.jsonl}, {@code size.txt}
 * and {@code host.properties}, and puts the tables between the two marks in its {@code README.md}.
 * Run by {@code benchmarks/orders/run.sh report}.
 */
final class Report {
  private static final String BEGIN = "<!-- tables: made by Report.java -->";
  private static final String END = "<!-- end of tables -->";
  private static final double SHARE = 0.3;
  private static final double NEWEST_MAX_MS = 20;
  private static final double PAGE_MAX_MS = 50;
  private static final int CALLERS = 8;

  private final Path folder;
  private final StringBuilder out = new StringBuilder();

  private Report(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    Report report = new Report(Path.of(arguments[0]));
    report.host();
    report.newest();
    report.shares("Orders by id", "read", "fixedAnswer");
    report.shares("Refunds and captures", "money", "upsertBound");
    report.searches();
    report.aggregates();
    report.write();
  }

  private void host() throws IOException {
    Properties host = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve("host.properties"))) {
      host.load(in);
    }
    line(
        "`benchmarks/orders/run.sh`, commit %s, %s. %s, kernel %s; engine (`%s`), Postgres and driver on it. JDK %s. %s s each.%n",
        host.get("commit"),
        host.get("date"),
        host.get("processor"),
        host.get("kernel"),
        host.get("engineOptions"),
        host.get("jdk"),
        host.get("seconds"));
    if (Files.exists(folder.resolve("size.txt"))) {
      line("Stored: %s.", String.join("; ", Files.readAllLines(folder.resolve("size.txt"))));
    }
  }

  private void newest() throws IOException {
    List<JsonNode> rows = rows("newest");
    if (rows.isEmpty()) return;
    line("%n## The newest 100%n");
    line("| callers | pages a second | p50 ms | p99 ms | aim: under 20 ms at p99 with 8 | not 200 |");
    line("| ---: | ---: | ---: | ---: | --- | ---: |");
    for (JsonNode row : rows) {
      boolean counts = row.path("connections").asInt() == CALLERS;
      line(
          "| %d | %,.0f | %.1f | %.1f | %s | %d |",
          row.path("connections").asInt(),
          number(row, "rate"),
          number(row, "p50Ms"),
          number(row, "p99Ms"),
          counts ? met(number(row, "p99Ms") < NEWEST_MAX_MS) : "",
          row.path("failed").asInt());
    }
  }

  /** Rates beside a bound that was measured in the same run. */
  private void shares(String title, String part, String boundName) throws IOException {
    List<JsonNode> rows = rows(part);
    JsonNode bound =
        rows.stream()
            .filter(row -> row.path("scenario").asText().equals(boundName))
            .findFirst()
            .orElse(null);
    if (bound == null) return;
    line("%n## %s%n", title);
    line("| | connections | per second | against its bound | aim: %.1f × | p50 ms | p99 ms | not 200 |", SHARE);
    line("| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |");
    line(
        "| *bound: %s* | %d | %,.0f | 1 | | | | |",
        boundName, bound.path("connections").asInt(), number(bound, "rate"));
    for (JsonNode row : rows) {
      if (row.path("scenario").asText().endsWith("Bound") || row.path("scenario").asText().equals("fixedAnswer")) {
        continue;
      }
      double share = number(row, "rate") / number(bound, "rate");
      line(
          "| `%s` | %d | %,.0f | %.2f × | %s | %.2f | %.1f | %d |",
          row.path("scenario").asText(),
          row.path("connections").asInt(),
          number(row, "rate"),
          share,
          met(share >= SHARE),
          number(row, "p50Ms"),
          number(row, "p99Ms"),
          row.path("failed").asInt());
    }
  }

  private void searches() throws IOException {
    List<JsonNode> rows = rows("searches");
    if (rows.isEmpty()) return;
    line("%n## Pages of 100 by filter and sort%n");
    line("One caller; the walk goes on by cursor up to 100 pages, and its last ten tell what a deep page costs. Over %.0f ms in bold.%n", PAGE_MAX_MS);
    line("| filter | sort | orders | cold ms | p50 ms | p99 ms | deep p50 ms | worst of the walk ms | pages walked |");
    line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (JsonNode row : rows) {
      if (row.has("failedAfterMs")) {
        line("| %s | %s | gave up after %,.0f ms | | | | | | |", row.path("search").asText(), row.path("sort").asText(), number(row, "failedAfterMs"));
        continue;
      }
      line(
          "| %s | %s | %d | %s | %s | %s | %s | %s | %d |",
          row.path("search").asText(),
          row.path("sort").asText(),
          row.path("orders").asInt(),
          ms(row, "coldMs"),
          ms(row, "p50Ms"),
          ms(row, "p99Ms"),
          ms(row, "deepP50Ms"),
          ms(row, "walkMaxMs"),
          row.path("pagesDeep").asInt());
    }
  }

  private static String ms(JsonNode row, String name) {
    double value = number(row, name);
    if (value == 0) return "";
    return String.format(Locale.ROOT, value > PAGE_MAX_MS ? "**%.1f**" : "%.1f", value);
  }

  private void aggregates() throws IOException {
    List<JsonNode> rows = rows("aggregates");
    if (rows.isEmpty()) return;
    line("%n## Figures over orders%n");
    line("Sum, count and values by payment status in one call, three times each.%n");
    line("| | orders | ms |");
    line("| --- | ---: | ---: |");
    for (JsonNode row : rows) {
      line("| %s | %s | %,.0f |", row.path("aggregate").asText(), row.path("orders").asText(), number(row, "ms"));
    }
  }

  private List<JsonNode> rows(String part) throws IOException {
    Path file = folder.resolve(part + ".jsonl");
    List<JsonNode> rows = new ArrayList<>();
    if (!Files.exists(file)) return rows;
    for (String line : Files.readAllLines(file)) rows.add(new ObjectMapper().readTree(line));
    return rows;
  }

  private static double number(JsonNode row, String name) {
    return row.path(name).asDouble();
  }

  private static String met(boolean reached) {
    return reached ? "reached" : "not reached";
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void write() throws IOException {
    Path page = folder.resolve("README.md");
    String text = Files.exists(page) ? Files.readString(page) : "# Many orders\n\n" + BEGIN + "\n" + END + "\n";
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    Files.writeString(page, text.substring(0, begin) + "\n" + out + text.substring(text.indexOf(END)));
  }
}
