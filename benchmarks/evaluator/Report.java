import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes tables and a picture of JMH's results: {@code java benchmarks/evaluator/Report.java
 * benchmarks/results/evaluator} reads the folder's {@code *.json} and {@code *.jsonl}, writes {@code
 * scaling.svg}, and puts the tables between the two marks in {@code README.md}.
 */
final class Report {
  private static final String BEGIN = "<!-- tables: made by Report.java -->";
  private static final String END = "<!-- end of tables -->";
  private static final String RIVALS = "RivalBenchmark.discount";
  private static final String RULES_ALONE = "EvaluatorBenchmark.rulesAlone";
  private static final String ONE_KIND = "CATEGORY_AND_QUANTITY";

  /** Rows of the table of a swap: key in the file and name. */
  private static final Map<String, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("clock", "the clock read, no evaluation");
    ROWS.put("evaluation", "evaluation");
    ROWS.put("slowOwn", "of those from 1 ms on, the thread's own time, at most");
    ROWS.put("change", "change of the book");
    ROWS.put("pause", "pause of the collector");
  }

  /**
   * One row of a JMH result.
   *
   * @param ns time of an operation in nanoseconds
   * @param bytes allocated by an operation
   */
  private record Result(
      String benchmark, Map<String, String> params, double ns, double error, double bytes) {
    boolean has(String name, String value) {
      return value.equals(params.get(name));
    }
  }

  private final Path folder;
  private final List<Result> results = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  private Report(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    Report report = new Report(Path.of(args.length > 0 ? args[0] : "benchmarks/results/evaluator"));
    report.read();
    report.tables();
    report.writeTables();
    report.writePicture();
  }

  private void read() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        for (Object row : (List<?>) new Json(Files.readString(file)).value()) {
          results.add(result((Map<?, ?>) row));
        }
      }
    }
  }

  private static Result result(Map<?, ?> row) {
    String name = (String) row.get("benchmark");
    Map<String, String> params = new LinkedHashMap<>();
    if (row.get("params") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> params.put((String) key, (String) value));
    }
    Map<?, ?> metric = (Map<?, ?>) row.get("primaryMetric");
    double scale = ((String) metric.get("scoreUnit")).startsWith("us") ? 1_000 : 1;
    Map<?, ?> others = (Map<?, ?>) row.get("secondaryMetrics");
    double bytes = Double.NaN;
    for (Map.Entry<?, ?> other : others.entrySet()) {
      if (((String) other.getKey()).endsWith("gc.alloc.rate.norm")) {
        bytes = number(((Map<?, ?>) other.getValue()).get("score"));
      }
    }
    return new Result(
        name.replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"),
        params,
        number(metric.get("score")) * scale,
        number(metric.get("scoreError")) * scale,
        bytes);
  }

  private static double number(Object value) {
    return value instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private void tables() throws IOException {
    host();
    beside();
    pivot("Few rules: beside linear scans", "rules", "rival", true,
        r -> r.benchmark.equals(RIVALS) && atMost(r, 100) && r.params.get("rival").matches("OURS|LINEAR_SCAN|BARE_SCAN"));
    pivot("All set-ups of Drools that were run", "rival", "rules", false,
        r -> r.benchmark.equals(RIVALS) && r.params.get("rival").startsWith("DROOLS"));
    pivot("Rules alone, 10 lines, by shape", "shape", "rules", true,
        r -> r.benchmark.equals(RULES_ALONE) && r.has("lines", "10") && r.has("matching", "0") && r.has("baskets", "16"));
    pivot("Rules alone, one kind, baskets in turn", "baskets", "rules", true,
        r -> r.benchmark.equals(RULES_ALONE) && r.has("shape", ONE_KIND) && r.has("lines", "10"));
    pivot("Rules alone, 100,000 rules, by lines", "shape", "lines", true,
        r -> r.benchmark.equals(RULES_ALONE) && r.has("rules", "100000") && r.has("matching", "0"));
    pivot("Rules alone, 1,000 rules on one item, by how many of them fire", "rules", "matching", true,
        r -> r.benchmark.equals(RULES_ALONE) && r.has("shape", "HOT_ITEM"));
    pivot("Whole quote, 10 lines", "shape", "rules", true,
        r -> r.benchmark.equals("EvaluatorBenchmark.wholeQuote") && r.has("lines", "10"));
    pivot("Whole quote, 100,000 rules, by lines", "shape", "lines", true,
        r -> r.benchmark.equals("EvaluatorBenchmark.wholeQuote") && r.has("rules", "100000"));
    pivot("Books: one rule changed", "shape", "rules", false,
        r -> r.benchmark.equals("BookBenchmark.oneRuleChanged"));
    pivot("Books: built whole", "shape", "rules", false,
        r -> r.benchmark.equals("BookBenchmark.wholeBook"));
    pivot("Books: a tenth imported", "shape", "rules", false,
        r -> r.benchmark.equals("BookBenchmark.tenthImported"));
    lines("Memory of a book", "memory.jsonl");
    swap();
  }

  private void host() throws IOException {
    if (Files.exists(folder.resolve("host.properties"))) {
      out.append('\n');
      for (String line : Files.readAllLines(folder.resolve("host.properties"))) {
        out.append("- ").append(line.replaceFirst("=", ": ")).append('\n');
      }
    }
  }

  private static boolean atMost(Result result, int rules) {
    return Integer.parseInt(result.params.get("rules")) <= rules;
  }

  private List<Result> rivals(String rival) {
    return results.stream()
        .filter(r -> r.benchmark.equals(RIVALS) && r.has("shape", ONE_KIND))
        .filter(r -> r.params.get("rival").matches(rival))
        .toList();
  }

  /** The fastest of these rivals at a number of rules; null when there is none. */
  private Result best(String rival, String rules) {
    return rivals(rival).stream()
        .filter(r -> r.has("rules", rules))
        .min(Comparator.comparingDouble(Result::ns))
        .orElse(null);
  }

  private void beside() {
    String[] others = {"BARE_MAP", "LINEAR_SCAN", "DROOLS.*", "NAIVE"};
    List<String> sizes =
        ordered(rivals("OURS").stream().map(r -> r.params.get("rules")).distinct().toList());
    if (sizes.isEmpty()) {
      return;
    }
    out.append("\n### The same work: 10 lines of which 3 match, rules of one kind\n\n");
    out.append("In brackets: how many times our time.\n\n");
    out.append("| rules | ours | bare map | linear scan | Drools at its best | naive |\n");
    out.append("| ---: | ---: | ---: | ---: | --- | ---: |\n");
    for (String size : sizes) {
      Result ours = best("OURS", size);
      out.append("| ").append(grouped(size)).append(" | **").append(time(ours.ns)).append("** |");
      for (String rival : others) {
        Result other = best(rival, size);
        out.append(other == null ? " " : " " + time(other.ns) + ratio(other.ns / ours.ns));
        if (other != null && rival.startsWith("DROOLS")) {
          out.append(" `").append(other.params.get("rival")).append('`');
        }
        out.append(" |");
      }
      out.append('\n');
    }
  }

  /**
   * A table of two parameters.
   *
   * @param ratios to the first cell of the row; else to ours with as many rules, where there is one
   */
  private void pivot(
      String title, String row, String column, boolean ratios, Predicate<Result> filter) {
    List<Result> chosen = results.stream().filter(filter).toList();
    if (chosen.isEmpty()) {
      return;
    }
    List<String> columns =
        ordered(chosen.stream().map(r -> r.params.get(column)).distinct().toList());
    out.append("\n### ").append(title).append("\n\n| ").append(row).append(" |");
    columns.forEach(c -> out.append(' ').append(grouped(c)).append(" |"));
    out.append("\n| --- |").append(" ---: |".repeat(columns.size())).append('\n');
    for (String r : ordered(chosen.stream().map(c -> c.params.get(row)).distinct().toList())) {
      out.append("| ").append(grouped(r)).append(" |");
      double first = Double.NaN;
      for (String c : columns) {
        Result cell =
            chosen.stream().filter(x -> x.has(row, r) && x.has(column, c)).findFirst().orElse(null);
        out.append(cell == null ? " |" : " " + cell(cell, ratios ? first : ours(cell)) + " |");
        first = cell != null && Double.isNaN(first) ? cell.ns : first;
      }
      out.append('\n');
    }
  }

  private double ours(Result cell) {
    Result ours = cell.benchmark.equals(RIVALS) ? best("OURS", cell.params.get("rules")) : null;
    return ours == null ? Double.NaN : ours.ns;
  }

  private static String cell(Result cell, double first) {
    String error =
        Double.isNaN(cell.error)
            ? ""
            : String.format(Locale.ROOT, " ± %.0f %%", 100 * cell.error / cell.ns);
    String bytes =
        Double.isNaN(cell.bytes)
            ? ""
            : String.format(Locale.ROOT, ", %,d B", Math.round(cell.bytes));
    return time(cell.ns) + error + bytes + (Double.isNaN(first) ? "" : ratio(cell.ns / first));
  }

  /** Numbers by size, other texts as they came. */
  private static List<String> ordered(List<String> values) {
    return values.stream().allMatch(v -> v.matches("\\d+"))
        ? values.stream().sorted(Comparator.comparingLong(Long::parseLong)).toList()
        : values;
  }

  private static String grouped(String value) {
    return value.matches("\\d+")
        ? String.format(Locale.ROOT, "%,d", Long.parseLong(value))
        : "`" + value + "`";
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? " (%.2f ×)" : " (%,.0f ×)", ratio);
  }

  private static String time(double ns) {
    if (ns < 9_950) {
      return String.format(Locale.ROOT, ns < 995 ? "%.0f ns" : "%,.0f ns", ns);
    }
    return ns < 995_000
        ? String.format(Locale.ROOT, "%,.1f µs", ns / 1e3)
        : String.format(Locale.ROOT, "%,.2f ms", ns / 1e6);
  }

  private void lines(String title, String file) throws IOException {
    if (Files.exists(folder.resolve(file))) {
      out.append("\n### ").append(title).append("\n\n```\n");
      out.append(Files.readString(folder.resolve(file)).strip()).append("\n```\n");
    }
  }

  /** Percentiles and the histogram of evaluation times, without and with changes of the book. */
  private void swap() throws IOException {
    if (!Files.exists(folder.resolve("swap.jsonl"))) {
      return;
    }
    List<Map<?, ?>> runs = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("swap.jsonl"))) {
      runs.add((Map<?, ?>) new Json(line).value());
    }
    out.append("\n### Evaluations while the book is changed\n\n");
    Map<?, ?> first = runs.get(0);
    out.append("Whole quotes, mixed rules: %,.0f of them, %.0f threads, %.0f s; times in µs.\n\n"
        .formatted(first.get("rules"), first.get("threads"), first.get("seconds")));
    out.append("| | beside it |");
    Map<?, ?> columns = (Map<?, ?>) first.get(first.containsKey("clock") ? "clock" : "evaluation");
    columns.keySet().stream().filter(c -> !c.equals("histogram")).forEach(c -> out.append(" " + c + " |"));
    out.append("\n| --- | --- |").append(" ---: |".repeat(columns.size() - 1)).append('\n');
    for (Map<?, ?> run : runs) {
      for (String of : ROWS.keySet()) {
        Map<?, ?> cells = (Map<?, ?>) run.get(of);
        boolean shown = cells != null && !(of.equals("slowOwn") && run.containsKey("clock"));
        if (shown && number(cells.get("count")) > 0) {
          out.append("| %s | %s, %s |".formatted(ROWS.get(of), beside(run), run.get("collector")));
          cells.forEach((name, cell) -> out.append(cell instanceof Number n ? " %,.1f |".formatted(n).replace(".0 ", " ") : ""));
          out.append('\n');
        }
      }
    }
    out.append("\n| evaluations up to |");
    Map<?, ?> buckets = (Map<?, ?>) columns.get("histogram");
    buckets.keySet().forEach(bucket -> out.append(" " + bucket + " |"));
    out.append(" the host took, ms |\n| --- |").append(" ---: |".repeat(buckets.size() + 1)).append('\n');
    for (Map<?, ?> run : runs) {
      boolean clock = run.containsKey("clock");
      out.append("| %s, %s |".formatted(clock ? "the clock read, no evaluation" : beside(run), run.get("collector")));
      ((Map<?, ?>) ((Map<?, ?>) run.get(clock ? "clock" : "evaluation")).get("histogram"))
          .values().forEach(count -> out.append(" %,.0f |".formatted(count)));
      out.append(run.get("stolenMs") instanceof Number ms ? " %,.0f |\n".formatted(ms) : "  |\n");
    }
  }

  private static String beside(Map<?, ?> run) {
    return switch ((String) run.get("beside")) {
      case "ONE_RULE" -> "%.0f rules changed a second".formatted(run.get("changesPerSecond"));
      case "WHOLE_BOOKS" -> "whole books compiled";
      default -> "nothing";
    };
  }

  private void writeTables() throws IOException {
    Path readme = folder.resolve("README.md");
    String text = Files.readString(readme);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    Files.writeString(readme, text.substring(0, begin) + "\n" + out + "\n" + text.substring(end));
  }

  private void writePicture() throws IOException {
    Picture picture = new Picture();
    String[][] series = {
      {"BARE_MAP", "bare hash map", "map"},
      {"OURS", "Cartwright", "ours"},
      {"DROOLS.*", "Drools, best set-up", "drools"},
      {"LINEAR_SCAN", "linear scan", "scan"},
      {"NAIVE", "naive", "naive"}
    };
    for (String[] one : series) {
      TreeSet<Long> sizes = new TreeSet<>();
      rivals(one[0]).forEach(r -> sizes.add(Long.parseLong(r.params.get("rules"))));
      List<double[]> points = new ArrayList<>();
      for (long size : sizes) {
        points.add(new double[] {size, best(one[0], Long.toString(size)).ns});
      }
      picture.line(one[1], one[2], points);
    }
    Files.writeString(folder.resolve("scaling.svg"), picture.text());
  }

  /** Both axes by powers of ten; its own background, light or dark. */
  private static final class Picture {
    private static final int LEFT = 86;
    private static final int TOP = 62;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 380;
    private static final double X_FROM = 1;
    private static final double X_TO = 6;
    private static final double Y_FROM = 1;
    private static final double Y_TO = 9;
    private final StringBuilder svg = new StringBuilder();

    Picture() {
      svg.append(
          """
          <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 510" font-family="system-ui, sans-serif" font-size="14">
          <title>Time to apply the rules to a cart of 10 lines, against the number of rules</title>
          <style>
          .card{fill:#fcfcfb;stroke:#d8d8d4} .text{fill:#26261f} .dim{fill:#6b6b63} .grid{stroke:#e4e4df}
          .ours{--c:#1b6fd1} .map{--c:#7d7d75} .drools{--c:#c2410c} .scan{--c:#0f7b5f} .naive{--c:#8a3ffc}
          .line{stroke:var(--c);fill:none;stroke-width:2} .ours.line{stroke-width:3.5} .dot,.name{fill:var(--c)} .ours.name{font-weight:700}
          @media (prefers-color-scheme: dark) {
          .card{fill:#1a1a19;stroke:#3a3a37} .text{fill:#ecece6} .dim{fill:#a3a39a} .grid{stroke:#33332f}
          .ours{--c:#6cb2ff} .map{--c:#a3a39a} .drools{--c:#ff9356} .scan{--c:#4fd1ab} .naive{--c:#c4a1ff}
          }
          </style>
          <rect class="card" x="0.5" y="0.5" width="859" height="509" rx="8"/>
          <text class="text" x="20" y="28" font-size="16" font-weight="600">Time per cart against number of rules</text>
          <text class="dim" x="20" y="48">10 lines of which 3 match; rules of one kind (category and quantity, percentage); rules alone</text>
          """);
      String[] sizes = {"10", "100", "1,000", "10,000", "100,000", "1,000,000"};
      for (int i = 0; i < sizes.length; i++) {
        rule(x(X_FROM + i), TOP, x(X_FROM + i), TOP + HEIGHT);
        label(x(X_FROM + i), TOP + HEIGHT + 22, "middle", sizes[i]);
      }
      String[] times = {
        "10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s"
      };
      for (int i = 0; i < times.length; i++) {
        rule(LEFT, y(Y_FROM + i), LEFT + WIDTH, y(Y_FROM + i));
        label(LEFT - 10, y(Y_FROM + i) + 5, "end", times[i]);
      }
      label(LEFT + WIDTH / 2.0, TOP + HEIGHT + 46, "middle", "rules in the book");
    }

    private static double x(double power) {
      return LEFT + WIDTH * (power - X_FROM) / (X_TO - X_FROM);
    }

    private static double y(double power) {
      return TOP + HEIGHT - HEIGHT * (power - Y_FROM) / (Y_TO - Y_FROM);
    }

    private void rule(double x1, double y1, double x2, double y2) {
      add("<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", x1, y1, x2, y2);
    }

    private void label(double x, double y, String anchor, String text) {
      add("<text class=\"dim\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }

    private void add(String format, Object... values) {
      svg.append(String.format(Locale.ROOT, format, values));
    }

    void line(String name, String style, List<double[]> points) {
      if (points.isEmpty()) {
        return;
      }
      StringBuilder path = new StringBuilder();
      StringBuilder dots = new StringBuilder();
      double x = 0;
      double y = 0;
      for (double[] point : points) {
        x = x(Math.log10(point[0]));
        y = y(Math.log10(point[1]));
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : " L", x, y));
        dots.append(
            String.format(
                Locale.ROOT,
                "<circle class=\"%s dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s, %,.0f rules: %s</title></circle>%n",
                style, x, y, name, point[0], time(point[1])));
      }
      add("<path class=\"%s line\" d=\"%s\"/>%n", style, path);
      svg.append(dots);
      double[] last = points.get(points.size() - 1);
      add(
          "<text class=\"%s name\" x=\"%.1f\" y=\"%.1f\">%s <tspan class=\"dim\" font-size=\"12\" font-weight=\"400\">%s</tspan></text>%n",
          style, x + 10, y + 5, name, time(last[1]));
    }

    String text() {
      return svg + "</svg>\n";
    }
  }

  /** Reads JSON into maps, lists, strings, doubles and booleans. */
  private static final class Json {
    private final String text;
    private int at;

    Json(String text) {
      this.text = text;
    }

    Object value() {
      char next = peek();
      if (next == '{') {
        return object();
      }
      if (next == '[') {
        return list();
      }
      if (next == '"') {
        return string();
      }
      int begin = at;
      while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(begin, at).strip();
      return switch (word) {
        case "true", "false" -> Boolean.valueOf(word);
        case "null" -> null;
        default -> Double.valueOf(word);
      };
    }

    private char peek() {
      while (Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return text.charAt(at);
    }

    private boolean skip(char wanted) {
      boolean found = peek() == wanted;
      at += found ? 1 : 0;
      return found;
    }

    private Map<String, Object> object() {
      Map<String, Object> map = new LinkedHashMap<>();
      at++;
      while (!skip('}')) {
        peek();
        String name = string();
        skip(':');
        map.put(name, value());
        skip(',');
      }
      return map;
    }

    private List<Object> list() {
      List<Object> list = new ArrayList<>();
      at++;
      while (!skip(']')) {
        list.add(value());
        skip(',');
      }
      return list;
    }

    private String string() {
      StringBuilder string = new StringBuilder();
      for (at++; text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        }
        string.append(text.charAt(at));
      }
      at++;
      return string.toString();
    }
  }
}
