package io.cartwright.store.query;

import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of a table that queries may name, and where their values are. */
public final class QueryFields<T> {
  static final int LIMIT_STANDARD = 50;
  static final int LIMIT_MAX_STANDARD = 1_000;
  private static final Set<String> NEVER_NULL =
      Set.of("id", "created_at", "updated_at", "revision");

  final DocumentTable<T> table;
  final Map<String, Field> fields;
  final List<String> searched;
  final Sort defaultSort;
  final int limitStandard;
  final int limitMax;
  final boolean kept;
  private final Map<String, String> walked;
  private final Set<String> found;
  private final Set<String> ordered;
  private final Set<String> unindexed;
  private final String view;
  private final Pattern viewed;

  /**
   * A field.
   *
   * @param name its path on the wire
   * @param sql its column, or an expression over the table's columns
   * @param hidden true when only restrictions may name it
   * @param neverNull true when every row has a value
   */
  record Field(
      String name,
      String sql,
      ColumnType type,
      boolean sortable,
      boolean hidden,
      boolean neverNull,
      Set<Operator> operators) {}

  private QueryFields(Builder<T> builder) {
    table = builder.table;
    fields = Map.copyOf(builder.fields);
    searched = List.copyOf(builder.searched);
    defaultSort = builder.defaultSort;
    limitStandard = builder.limitStandard;
    limitMax = builder.limitMax;
    kept = builder.kept;
    walked = Map.copyOf(builder.walked);
    found = Set.copyOf(builder.found);
    ordered = Set.copyOf(builder.ordered);
    unindexed = Set.copyOf(builder.unindexed);
    view = builder.view;
    viewed = Pattern.compile("\\b(" + String.join("|", builder.viewed) + ")\\b");
  }

  /** The field by which equal values of another one are told; null when that is none. */
  Field next(String field) {
    String next = walked.get(field);
    return next == null ? null : fields.get(next);
  }

  /** A field that must be one of a few values, each of which has its rows in this order. */
  Field walked(Demands demands, String order) {
    for (String field : walked.keySet()) {
      if (walked.get(field).equals(order) && !demands.anyOf(field).isEmpty()) {
        return fields.get(field);
      }
    }
    return null;
  }

  /**
   * Whether no index bounds what a query reads.
   *
   * @param filter after it compiled the query's filter
   * @param order the field that is sorted by first
   */
  boolean isScan(Demands demands, FilterCompiler filter, String order) {
    if (ordered.isEmpty() || found.stream().anyMatch(demands::isOne)) return false;
    return filter.readsTexts()
        || !ordered.contains(order)
        || filter.named().stream().anyMatch(unindexed::contains);
  }

  /** Whether some queries of this table are scans. */
  boolean isScanned() {
    return !ordered.isEmpty();
  }

  /** Where rows that meet conditions come from: the table, or the view of what they name. */
  String source(String... conditions) {
    for (String sql : conditions) {
      if (view != null && viewed.matcher(sql).find()) return view;
    }
    return table.name();
  }

  /** Starts a declaration. */
  public static <T> Builder<T> of(DocumentTable<T> table) {
    return new Builder<>(table);
  }

  /** Collects a declaration. SQL given here is trusted. */
  public static final class Builder<T> {
    private final DocumentTable<T> table;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<String> searched = new ArrayList<>();
    private final Set<String> neverNull = new HashSet<>(NEVER_NULL);
    private Sort defaultSort = Sort.ascending("id");
    private int limitStandard = LIMIT_STANDARD;
    private int limitMax = LIMIT_MAX_STANDARD;
    private boolean kept;
    private final Map<String, String> walked = new LinkedHashMap<>();
    private final Set<String> found = new HashSet<>();
    private final Set<String> ordered = new HashSet<>();
    private final Set<String> unindexed = new HashSet<>();
    private String view;
    private List<String> viewed = List.of();

    private Builder(DocumentTable<T> table) {
      this.table = table;
    }

    /** A field to filter and sort by; of the given operators only, if any are given. */
    public Builder<T> field(String name, String sql, ColumnType type, Operator... only) {
      return add(name, sql, type, true, false, only);
    }

    /** A field to filter by. */
    public Builder<T> filterOnly(String name, String sql, ColumnType type, Operator... only) {
      return add(name, sql, type, false, false, only);
    }

    /**
     * A field that callers cannot name, for {@link QueryRequest#within} and for the default sort.
     */
    public Builder<T> hidden(String name, String sql, ColumnType type) {
      return add(name, sql, type, true, true);
    }

    /**
     * Columns or expressions that free text is looked for in; array columns are joined with {@code
     * array_to_string}.
     */
    public Builder<T> searchable(String... sql) {
      searched.addAll(List.of(sql));
      return this;
    }

    /**
     * Columns that the table declares {@code not null}, said before their fields: pages sorted by
     * them begin where the last one ended, however deep that is.
     */
    public Builder<T> neverNull(String... columns) {
      neverNull.addAll(List.of(columns));
      return this;
    }

    /** The order when none is asked for; ties are broken by id. */
    public Builder<T> defaultSort(Sort sort) {
      defaultSort = sort;
      return this;
    }

    /** Rows on a page when the caller says nothing, and at most. */
    public Builder<T> limits(int standard, int max) {
      limitStandard = standard;
      limitMax = max;
      return this;
    }

    /**
     * Fields whose index goes on by another one: sorted by them, equal values are told in its
     * order, and of a few values the rows are walked value by value in its order.
     */
    public Builder<T> walked(String next, String... names) {
      for (String name : names) walked.put(name, next);
      return this;
    }

    /** Fields of which one value is had by few rows, and an index finds them. */
    public Builder<T> found(String... names) {
      found.addAll(List.of(names));
      return this;
    }

    /**
     * All fields that an index orders. A page in another order, and one whose filter reads into
     * texts or names an {@link #unindexed} field, may read the whole table: such ones wait for each
     * other and for nobody else.
     */
    public Builder<T> ordered(String... names) {
      ordered.addAll(List.of(names));
      return this;
    }

    /** Fields whose values no index finds. */
    public Builder<T> unindexed(String... names) {
      unindexed.addAll(List.of(names));
      return this;
    }

    /**
     * A view with the rows and all columns of the table, which finds rows by these columns: where
     * their indexes are on a table beside it.
     */
    public Builder<T> view(String name, String... columns) {
      view = name;
      viewed = List.of(columns);
      return this;
    }

    /** Pages by cursor keep documents in memory: for few documents that are often looked at. */
    public Builder<T> kept() {
      kept = true;
      return this;
    }

    private Builder<T> add(
        String name,
        String sql,
        ColumnType type,
        boolean sortable,
        boolean hidden,
        Operator... only) {
      Set<Operator> operators =
          only.length == 0 ? EnumSet.allOf(Operator.class) : EnumSet.copyOf(List.of(only));
      Field field =
          new Field(name, sql, type, sortable, hidden, neverNull.contains(sql), operators);
      if (fields.put(name, field) != null) {
        throw new IllegalArgumentException("declared twice: " + name);
      }
      return this;
    }

    public QueryFields<T> build() {
      fields.putIfAbsent(
          "id",
          new Field("id", "id", ColumnType.UUID, true, true, true, EnumSet.allOf(Operator.class)));
      if (!fields.containsKey(defaultSort.field())) {
        throw new IllegalArgumentException(
            "sorted by a field that is not declared: " + defaultSort.field());
      }
      return new QueryFields<>(this);
    }
  }
}
