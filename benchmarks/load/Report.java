import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Makes the tables of a load run: reads the folder's {@code *.jsonl} and {@code host.properties},
 * and puts the tables between the two marks in its {@code README.md}. Run by {@code
 * benchmarks/load/run.sh report}.
 */
final class Report {
  private static final String BEGIN = "<!-- tables: made by Report.java -->";
  private static final String END = "<!-- end of tables -->";
  private static final String FLOW = "wholeFlow";
  private static final int RESIDENT_MAX_MB = 512;
  private static final double LATENCY_MAX_MS = 25;
  private static final double REFUSAL_MAX_MS = 10;
  private static final double RECOVERY_MAX_MS = 5_000;
  private static final double SPREAD_MAX = 0.15;

  /** Share of a bound that a scenario is to reach; a flow counts as five writes. */
  private record Aim(String bound, double share, double weight) {}

  private static final Map<String, Aim> AIMS = new LinkedHashMap<>();

  static {
    AIMS.put("addToCurrentCart", new Aim("upsertBound", 1.0, 1));
    AIMS.put("getCurrentCart", new Aim("fixedAnswer", 0.4, 1));
    AIMS.put("estimateCurrentCartTotals", new Aim("fixedAnswer", 0.25, 1));
    AIMS.put(FLOW, new Aim("upsertBound", 0.8, 5));
  }

  private final Path folder;
  private final StringBuilder out = new StringBuilder();

  private Report(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    Report report = new Report(Path.of(arguments[0]));
    report.tables();
    report.write();
  }

  private void tables() throws IOException {
    host();
    rates(rows("rates"), rows("bound"));
    cpu(rows("cpu"));
    latency(rows("latency"));
    overload(rows("overload"));
    before("Flat: before and after storing", rows("flat"), "stored");
    before("Flat: before and after the soak", rows("soak"), "after");
    memory();
    flash(rows("flash"));
  }

  private List<JsonNode> rows(String part) throws IOException {
    Path file = folder.resolve(part + ".jsonl");
    List<JsonNode> rows = new ArrayList<>();
    if (!Files.exists(file)) return rows;
    for (String line : Files.readAllLines(file)) rows.add(new ObjectMapper().readTree(line));
    return rows;
  }

  private void host() throws IOException {
    Properties host = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve("host.properties"))) {
      host.load(in);
    }
    line(
        "`benchmarks/load/run.sh`, commit %s, %s. %s, kernel %s; engine (`%s`), Postgres and driver on it. JDK %s. %s s each.",
        host.get("commit"),
        host.get("date"),
        host.get("processor"),
        host.get("kernel"),
        host.get("engineOptions"),
        host.get("jdk"),
        host.get("seconds"));
  }

  /** The best row of a scenario: few connections or many. */
  private static JsonNode best(List<JsonNode> rows, String scenario, String when) {
    JsonNode best = null;
    for (JsonNode row : rows) {
      if (!scenario.equals(row.path("scenario").asText())
          || !when.equals(row.path("when").asText())) continue;
      if (best == null || row.get("rate").asDouble() > best.get("rate").asDouble()) best = row;
    }
    return best;
  }

  private void rates(List<JsonNode> rows, List<JsonNode> replays) {
    if (rows.isEmpty()) return;
    line("%n### Highest rates, closed loop%n");
    line("| | per second | connections | against its bound | aim | | p50 ms | p99 ms | not 200 |");
    line("| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |");
    bound(best(rows, "upsertBound", ""), "*bound: pgbench, prepared one-row upsert of 2 kB*");
    bound(best(rows, "fixedAnswer", ""), "*bound: bare Vert.x, fixed 1.5 kB, one event loop*");
    replay(best(replays, "addBound", ""), "what the engine sends for an add");
    replay(best(replays, "flowBound", ""), "what the engine sends for a purchase");
    AIMS.forEach((scenario, aim) -> rate(rows, scenario, aim));
  }

  private void replay(JsonNode row, String what) {
    if (row == null) return;
    bound(
        row,
        "*Postgres alone: %s, sent by pgbench, %d in a batch*"
            .formatted(what, row.get("batch").asInt()));
  }

  /** One column for each scenario, one row for each part; what is left of the machine is last. */
  private void cpu(List<JsonNode> rows) {
    if (rows.isEmpty()) return;
    Map<String, StringBuilder> parts = new TreeMap<>();
    StringBuilder head = new StringBuilder("| µs for one |");
    StringBuilder rates = new StringBuilder("| a second |");
    StringBuilder rest = new StringBuilder("| the rest: interrupts, others |");
    int columns = 0;
    for (JsonNode row : rows) {
      head.append(' ').append(row.get("scenario").asText()).append(" |");
      rates.append(" %,.0f |".formatted(number(row, "rate")));
      double left = number(row, "all");
      for (var part : row.properties()) {
        String name = part.getKey();
        boolean time = name.matches("(engine|postgres|wrk)( .*)?");
        if (!time && !name.equals("commits") && !name.equals("wal bytes")) continue;
        if (time) left -= part.getValue().asDouble();
        StringBuilder line =
            parts.computeIfAbsent(name, fresh -> new StringBuilder("| " + fresh + " |"));
        while (line.chars().filter(c -> c == '|').count() < columns + 2) line.append(" |");
        line.append(
            String.format(
                Locale.ROOT,
                name.equals("commits") ? " %.2f |" : " %,.0f |",
                part.getValue().asDouble()));
      }
      rest.append(" %,.0f |".formatted(left));
      columns++;
    }
    line("%n### Processor time, 128 connections%n");
    line("%s%n| --- |%s%n%s", head, " ---: |".repeat(columns), rates);
    parts.values().forEach(part -> line("%s", part));
    line("%s", rest);
  }

  private void bound(JsonNode row, String name) {
    if (row != null) {
      line(
          "| %s | %,.0f | %d | 1 | | | | | |",
          name, number(row, "rate"), row.get("connections").asInt());
    }
  }

  private void rate(List<JsonNode> rows, String scenario, Aim aim) {
    JsonNode row = best(rows, scenario, "");
    JsonNode bound = best(rows, aim.bound(), "");
    if (row == null || bound == null) return;
    double share = number(row, "rate") * aim.weight() / number(bound, "rate");
    line(
        "| `%s` | %,.0f | %d | %.2f × %s%s | %.2f × | %s | %.1f | %.1f | %d |",
        scenario,
        number(row, "rate"),
        row.get("connections").asInt(),
        share,
        aim.bound().equals("upsertBound") ? "upsert" : "fixed answer",
        aim.weight() == 1 ? "" : " (× 5)",
        aim.share(),
        met(share >= aim.share()),
        number(row, "p50Ms"),
        number(row, "p99Ms"),
        row.get("failed").asInt());
  }

  private void latency(List<JsonNode> rows) {
    if (rows.isEmpty()) return;
    line(
        "%n### Latency at half of the highest rate, open loop, from the instant a request was due%n");
    line("| | a second | p50 ms | p99 ms | p99.9 ms | aim | | not 200 |");
    line("| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |");
    for (JsonNode row : rows) {
      line(
          "| `%s` | %,.0f | %.1f | %.1f | %.1f | p99 < 25 | %s | %d |",
          row.get("scenario").asText(),
          number(row, "startedPerSecond"),
          number(row, "p50Ms"),
          number(row, "p99Ms"),
          number(row, "p999Ms"),
          met(number(row, "p99Ms") < LATENCY_MAX_MS),
          Math.round(number(row, "refusedPerSecond")) + row.get("failed").asLong());
    }
  }

  private void overload(List<JsonNode> rows) {
    if (rows.isEmpty()) return;
    line("%n### Overload: twice the highest rate, open loop%n");
    line(
        "| | phase | started a second | 200 a second | p99 ms | 503 a second | p99 ms of a 503, from sending | whole flows a second | |");
    line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for (JsonNode row : rows) {
      String name = row.get("scenario").asText();
      String phase = row.get("phase").asText();
      if (phase.equals("recovery")) {
        double ms = number(row, "normalAfterMs");
        line(
            "| `%s` | normal again after %,.0f ms | | | | | | | %s |",
            name, ms, met(ms <= RECOVERY_MAX_MS));
        continue;
      }
      line(
          "| `%s` | %s | %,.0f | %,.0f | %.1f | %,.0f | %.1f | %s | %s |",
          name,
          phase,
          number(row, "startedPerSecond"),
          number(row, "acceptedPerSecond"),
          number(row, "p99Ms"),
          number(row, "refusedPerSecond"),
          number(row, "refusedP99Ms"),
          row.has("flowsPerSecond") ? "%,.0f".formatted(number(row, "flowsPerSecond")) : "",
          phase.equals("overload") ? met(number(row, "refusedP99Ms") < REFUSAL_MAX_MS) : "");
    }
  }

  private void before(String title, List<JsonNode> rows, String later) {
    if (rows.isEmpty()) return;
    line("%n### %s%n", title);
    for (JsonNode row : rows) {
      if (row.has("stored"))
        line(
            "Stored: %s.%n",
            row.get("stored")
                .toString()
                .replaceAll("[{}\"]", "")
                .replace(":", " ")
                .replace(",", ", "));
    }
    line("| | before | %s | | aim: within 15 %% |", later);
    line("| --- | ---: | ---: | ---: | --- |");
    for (String scenario : AIMS.keySet()) {
      JsonNode first = best(rows, scenario, "before");
      JsonNode second = best(rows, scenario, later);
      if (first == null || second == null) continue;
      double change = number(second, "rate") / number(first, "rate") - 1;
      line(
          "| `%s` | %,.0f | %,.0f | %+.0f %% | %s |",
          scenario,
          number(first, "rate"),
          number(second, "rate"),
          change * 100,
          met(change >= -SPREAD_MAX));
    }
    List<String> minutes = new ArrayList<>();
    for (JsonNode row : rows) {
      if (row.has("minute")) minutes.add(row.get("engineResidentMb").asText());
    }
    if (!minutes.isEmpty())
      line("%nResident memory by the minute, in MB: %s.", String.join(", ", minutes));
  }

  private void memory() throws IOException {
    List<JsonNode> rows = rows("memory");
    if (rows.isEmpty()) return;
    JsonNode row = rows.get(0);
    int resident = row.get("engineResidentMb").asInt();
    line(
        "%n### Memory%n%nResident memory of the engine with %,d carts touched: %d MB; aim: under %d MB (%s).",
        row.get("cartsTouched").asInt(),
        resident,
        RESIDENT_MAX_MB,
        met(resident < RESIDENT_MAX_MB));
  }

  private void flash(List<JsonNode> rows) {
    if (rows.isEmpty()) return;
    line("%n### Flash sale%n%n```json");
    rows.forEach(row -> out.append(row).append('\n'));
    line("```");
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
    String text =
        Files.exists(page) ? Files.readString(page) : "# Load\n\n" + BEGIN + "\n" + END + "\n";
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    Files.writeString(
        page, text.substring(0, begin) + "\n" + out + text.substring(text.indexOf(END)));
  }
}
