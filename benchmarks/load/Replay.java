import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a pgbench script of what the engine sent to Postgres for one purchase, or for one line
 * added to a cart, as the log of Postgres tells it ({@code log_statement = all}), in batches: each
 * array of a statement then has the values of {@code :n} purchases instead of one. Ids of the
 * purchase's own are new in each row; all else is as it was sent, and waits in a table {@code
 * given}, which {@code given.sql} fills. Counters are not repeated: a batch moves each of them
 * once. What is only read is left out. Run by {@code benchmarks/load/run.sh bound}.
 *
 * <p>Arguments: flow or add, the log, the folder to write into.
 */
final class Replay {
  private static final Pattern LINE =
      Pattern.compile(
          "\\S+ \\S+ \\S+ \\[(\\d+)] (LOG|DETAIL): {2}(?:(?:statement|execute [^:]*): |[Pp]arameters: )(.*)",
          Pattern.DOTALL);
  private static final Pattern ROWS =
      Pattern.compile("unnest\\(([^()]*)\\)(?: with ordinality)? as \\w+\\(([^)]*)\\)");
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)::(\\w+)\\[]");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String COUNTER = "site_id, kind, key";

  /** Values longer than this keep the ids that they hold: documents and events. */
  private static final int LONG = 200;

  /** What differs from cart to cart, beside its id. */
  private static final Set<String> OF_THE_CART = Set.of("n_expected", "buyer_key");

  private record Statement(String sql, List<List<String>> arrays) {}

  private final boolean adds;
  private final Set<String> own;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> given = new LinkedHashMap<>();

  private Replay(boolean adds, Set<String> own) {
    this.adds = adds;
    this.own = own;
  }

  public static void main(String[] arguments) throws IOException {
    boolean adds = arguments[0].equals("add");
    List<List<Statement>> pieces = pieces(read(Path.of(arguments[1])), adds);
    List<Statement> one = pieces.get(0);
    for (List<Statement> piece : pieces) if (piece.size() < one.size()) one = piece;
    Set<String> own = idsOf(one);
    for (List<Statement> piece : pieces) if (piece != one) own.removeAll(idsOf(piece));
    new Replay(adds, own).write(one, Path.of(arguments[2]));
  }

  private static List<Statement> read(Path log) throws IOException {
    List<Statement> statements = new ArrayList<>();
    Map<String, Integer> last = new LinkedHashMap<>();
    for (String line : Files.readString(log).split("\n(?!\t)")) {
      Matcher found = LINE.matcher(line);
      if (!found.matches() || found.group(3).startsWith("DISCARD")) continue;
      if (found.group(2).equals("LOG")) {
        last.put(found.group(1), statements.size());
        statements.add(new Statement(found.group(3), new ArrayList<>()));
      } else {
        Statement told = statements.get(last.get(found.group(1)));
        for (String array : arrays(found.group(3)))
          told.arrays().add(array.startsWith("{") ? elements(array) : List.of());
      }
    }
    return statements;
  }

  /** {@code $1 = '...', $2 = NULL} without the names; a quote within is doubled. */
  private static List<String> arrays(String parameters) {
    List<String> arrays = new ArrayList<>();
    for (int at = 0; at < parameters.length(); ) {
      int begin = parameters.indexOf(" = ", at) + 3;
      if (parameters.charAt(begin) != '\'') {
        arrays.add("");
        at = begin + "NULL, ".length();
        continue;
      }
      int end = begin + 1;
      while (parameters.charAt(end) != '\'' || parameters.startsWith("''", end)) {
        end += parameters.charAt(end) == '\'' ? 2 : 1;
      }
      arrays.add(parameters.substring(begin + 1, end).replace("''", "'"));
      at = end + "', ".length();
    }
    return arrays;
  }

  /** Of an array in the notation of Postgres: {@code {a,"b",NULL}}. */
  private static List<String> elements(String array) {
    List<String> elements = new ArrayList<>();
    for (int at = 1; at < array.length() - 1; at++) {
      StringBuilder element = new StringBuilder();
      boolean quoted = array.charAt(at) == '"';
      if (quoted) at++;
      while (quoted ? array.charAt(at) != '"' : ",}".indexOf(array.charAt(at)) < 0) {
        if (array.charAt(at) == '\\') at++;
        element.append(array.charAt(at++));
      }
      if (quoted) at++;
      elements.add(!quoted && element.toString().equals("NULL") ? null : element.toString());
    }
    return elements;
  }

  /** One purchase begins with a new cart, one add with its update; the last may not be whole. */
  private static List<List<Statement>> pieces(List<Statement> statements, boolean adds) {
    String first = adds ? "update cart t" : "insert into cart(";
    List<List<Statement>> pieces = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement.sql().contains(first)) pieces.add(new ArrayList<>());
      boolean reads =
          statement.sql().startsWith("select") && !statement.sql().contains("for update");
      if (!pieces.isEmpty() && !reads) pieces.get(pieces.size() - 1).add(statement);
    }
    pieces.remove(pieces.size() - 1);
    return pieces;
  }

  private static Set<String> idsOf(List<Statement> piece) {
    Set<String> ids = new HashSet<>();
    for (Statement statement : piece)
      for (List<String> array : statement.arrays())
        for (String element : array)
          if (element != null && element.length() <= LONG) {
            Matcher id = UUID.matcher(element);
            while (id.find()) ids.add(id.group());
          }
    return ids;
  }

  private void write(List<Statement> piece, Path folder) throws IOException {
    List<String> body = new ArrayList<>();
    boolean locking = false;
    for (Statement statement : piece) {
      String sql = statement.sql();
      if (sql.equals("BEGIN")) {
        body.add("\\startpipeline");
        locking = true;
      } else if (locking && !sql.startsWith("select")) {
        body.add("\\endpipeline\n\\startpipeline");
        locking = false;
      }
      body.add(repeated(statement) + ";");
      if (sql.equals("COMMIT")) body.add("\\endpipeline");
    }
    Files.writeString(folder.resolve("replay.pgbench"), source() + String.join("\n", body) + "\n");
    StringBuilder rows = new StringBuilder();
    given.forEach(
        (value, at) ->
            rows.append(
                "insert into given values (%d, '%s');\n".formatted(at, value.replace("'", "''"))));
    Files.writeString(folder.resolve("given.sql"), rows);
  }

  /** Where the ids of a batch come from: new ones, or those of carts that are there. */
  private String source() {
    if (adds) {
      return "\\set first :client_id * :carts + random(1, :carts - :n)\n"
          + "select array_agg(id order by id)::text as u0, array_agg(revision order by id)::text as n_expected,"
          + " array_agg(buyer_key order by id)::text as buyer_key from place join cart using (site_id, id)"
          + " where at >= :first::int and at < :first::int + :n::int \\gset\n";
    }
    List<String> arrays = new ArrayList<>();
    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      arrays.add("array_agg(i%d)::text as u%d".formatted(i, i));
      fresh.add("uuidv7() as i" + i);
    }
    return "select "
        + String.join(", ", arrays)
        + " from (select "
        + String.join(", ", fresh)
        + " from generate_series(1, :n::int)) made \\gset\n";
  }

  /** The statement with its parameters replaced by the values of :n of its kind. */
  private String repeated(Statement statement) {
    Set<Integer> once = new TreeSet<>();
    Map<Integer, String> names = new LinkedHashMap<>();
    Matcher rows = ROWS.matcher(statement.sql());
    while (rows.find()) {
      String[] columns = rows.group(2).split(", ");
      Matcher parameter = PARAMETER.matcher(rows.group(1));
      for (int c = 0; parameter.find(); c++) {
        int number = Integer.parseInt(parameter.group(1));
        names.put(number, columns[c]);
        if (rows.group(2).startsWith(COUNTER)) once.add(number);
      }
    }
    return PARAMETER
        .matcher(statement.sql())
        .replaceAll(
            found -> {
              int number = Integer.parseInt(found.group(1));
              List<String> array = statement.arrays().get(number - 1);
              return Matcher.quoteReplacement(
                  adds && OF_THE_CART.contains(names.get(number))
                      ? ":" + names.get(number) + "::" + found.group(2) + "[]"
                      : array(array, found.group(2), once.contains(number)));
            });
  }

  private String array(List<String> elements, String type, boolean once) {
    if (elements.isEmpty()) return "'{}'::" + type + "[]";
    if (once) {
      List<String> values = new ArrayList<>();
      for (String element : elements) values.add(value(element, type));
      return "array[" + String.join(", ", values) + "]";
    }
    if (elements.size() == 1) {
      String element = elements.get(0);
      if (own.contains(element)) return ":u" + id(element) + "::" + type + "[]";
      if (idIn(element) == null) return "array_fill(" + value(element, type) + ", array[:n::int])";
    }
    StringBuilder cases = new StringBuilder();
    for (int j = 0; j < elements.size(); j++) {
      cases.append(" when ").append(j + 1).append(" then ").append(row(elements.get(j), type));
    }
    return "(select array_agg(case j"
        + cases
        + " end order by i, j) from generate_series(1, :n::int) i, generate_series(1, "
        + elements.size()
        + ") j)";
  }

  /** The value of one row, at the place {@code i} of the batch. */
  private String row(String element, String type) {
    String id = idIn(element);
    if (id == null) return value(element, type);
    String one = "(:u" + id(id) + "::text[])[i]";
    return (element.equals(id)
            ? one
            : "replace(" + value(element, "text") + ", '" + id + "', " + one + ")")
        + "::"
        + type;
  }

  private String idIn(String element) {
    if (element == null || element.length() > LONG) return null;
    Matcher id = UUID.matcher(element);
    while (id.find()) if (own.contains(id.group())) return id.group();
    return null;
  }

  private int id(String id) {
    if (!ids.contains(id)) ids.add(id);
    return ids.indexOf(id);
  }

  private String value(String element, String type) {
    if (element == null) return "null::" + type;
    int at = given.computeIfAbsent(element, fresh -> given.size() + 1);
    return "(select value from given where at = " + at + ")::" + type;
  }
}
