package io.cartwright.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A table whose rows are only ever inserted, such as a history. Made by a migration; all its
 * columns are declared here.
 */
public final class AppendTable<R> {
  private final String name;
  private final List<DocumentTable.Column<R>> columns;
  private final RowShape shape = new RowShape();
  private final String insert;

  private AppendTable(Builder<R> builder) {
    name = builder.name;
    columns = List.copyOf(builder.columns);
    List<String> names = new ArrayList<>();
    for (DocumentTable.Column<R> column : columns) {
      shape.with(column.name(), column.type());
      names.add(column.name());
    }
    insert =
        ("insert into "
                + name
                + "("
                + String.join(", ", names)
                + ") select "
                + shape.select("n", names))
            + (" from " + shape.unnest(1, "n"));
  }

  /** Starts a declaration. */
  public static <R> Builder<R> named(String name) {
    return new Builder<>(name);
  }

  /** The table's name in SQL. */
  public String name() {
    return name;
  }

  RowShape shape() {
    return shape;
  }

  String insert() {
    return insert;
  }

  Object[] render(R row) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).type().bind(columns.get(i).value().apply(row));
    }
    return values;
  }

  /** Collects a table's declaration. */
  public static final class Builder<R> {
    private final String name;
    private final List<DocumentTable.Column<R>> columns = new ArrayList<>();

    private Builder(String name) {
      this.name = DocumentTable.identifier(name);
    }

    public Builder<R> column(String column, ColumnType type, Function<? super R, ?> value) {
      columns.add(new DocumentTable.Column<>(DocumentTable.identifier(column), type, value));
      return this;
    }

    public AppendTable<R> build() {
      return new AppendTable<>(this);
    }
  }
}
