package io.cartwright.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A table of documents: key {@code (site_id, id)}, a revision, the document as text, and the
 * columns that are searched, which are computed from the document on every write. The table itself
 * is made by a migration; see the package page.
 */
public final class DocumentTable<T> {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,50}");

  private final String name;
  private final DocumentFormat<T> format;
  private final List<Column<T>> columns;
  private final DocumentSql sql;
  private final String layout;

  /** A searched column and the value it takes from the document; the value may be null. */
  record Column<T>(String name, ColumnType type, Function<? super T, ?> value) {}

  /**
   * What a document looks like in its row: text as UTF-8, and bound column values in declaration
   * order.
   */
  record Rendered(byte[] doc, Object[] columns) {}

  private DocumentTable(
      String name,
      String layout,
      DocumentFormat<T> format,
      List<Column<T>> columns,
      boolean yielding) {
    this.name = name;
    this.layout = layout;
    this.format = format;
    this.columns = List.copyOf(columns);
    this.sql = new DocumentSql(name, columns, yielding);
  }

  /** Starts a declaration. */
  public static <T> Builder<T> named(String name, DocumentFormat<T> format) {
    return new Builder<>(name, format);
  }

  /** The table's name in SQL. */
  public String name() {
    return name;
  }

  /** How its documents are written. */
  public DocumentFormat<T> format() {
    return format;
  }

  /**
   * The same table for updates that change no other column than these: only they are computed and
   * written.
   */
  public DocumentTable<T> only(String... changing) {
    Set<String> wanted = Set.of(changing);
    wanted.forEach(this::columnType);
    List<Column<T>> some =
        columns.stream().filter(column -> wanted.contains(column.name())).toList();
    String told = name + some.stream().map(Column::name).toList();
    return new DocumentTable<>(name, told, format, some, false);
  }

  DocumentSql sql() {
    return sql;
  }

  /** Tells apart in which columns rows are written. */
  String layout() {
    return layout;
  }

  /** Type of a declared column. */
  ColumnType columnType(String column) {
    return columns.stream()
        .filter(c -> c.name().equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + column))
        .type();
  }

  Rendered render(T value) {
    return render(value, format.toBytes(value));
  }

  Rendered render(T value, byte[] text) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).type().bind(columns.get(i).value().apply(value));
    }
    return new Rendered(text, values);
  }

  @Override
  public String toString() {
    return name;
  }

  static String identifier(String name) {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw new IllegalArgumentException("not a plain SQL name: " + name);
    }
    return name;
  }

  /** Collects a table's declaration. */
  public static final class Builder<T> {
    private final String name;
    private final DocumentFormat<T> format;
    private final List<Column<T>> columns = new ArrayList<>();
    private boolean yielding;

    private Builder(String name, DocumentFormat<T> format) {
      this.name = identifier(name);
      this.format = format;
    }

    /** Adds a searched column. */
    public Builder<T> column(String column, ColumnType type, Function<? super T, ?> value) {
      columns.add(new Column<>(identifier(column), type, value));
      return this;
    }

    /**
     * Has a new document that another stands in the way of, by its id or by any unique value, be
     * answered with {@link Committed.Stale} when nothing else is written with it: its batch then
     * goes on, where a {@link Committed.UniqueBroken} would cost it another try.
     */
    public Builder<T> yielding() {
      yielding = true;
      return this;
    }

    public DocumentTable<T> build() {
      return new DocumentTable<>(name, name, format, columns, yielding);
    }
  }
}
