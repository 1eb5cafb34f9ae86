package io.cartwright.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be asked of one entity: the fields that filter and sort, and how pages are turned.
 *
 * @param module the contract's module
 * @param name the contract's name of the specification
 * @param kind query or search
 * @param paging by offset or by cursor
 * @param fields by dotted field name
 * @param searchable fields that free text is looked up in
 * @param aggregatable fields that may be counted and summed
 */
public record QuerySpec(
    String module,
    String name,
    Kind kind,
    Paging paging,
    Map<String, Field> fields,
    List<String> searchable,
    List<String> aggregatable) {

  public QuerySpec {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    searchable = List.copyOf(searchable);
    aggregatable = List.copyOf(aggregatable);
  }

  /** The two shapes of the request. */
  public enum Kind {
    QUERY,
    SEARCH
  }

  /** How pages are turned. */
  public enum Paging {
    OFFSET,
    CURSOR,
    NONE
  }

  /**
   * One field that may be used.
   *
   * @param operators such as {@code $eq}; empty means every operator
   * @param sortable whether {@code sort} may name it
   */
  public record Field(Set<String> operators, boolean sortable) {
    public Field {
      operators = Set.copyOf(operators);
    }

    public boolean allows(String operator) {
      return operators.isEmpty() || operators.contains(operator);
    }
  }

  /** Collects the fields of one specification, for generated code. */
  public static final class Fields {
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** Adds fields, joined by spaces, with their operators, joined by spaces; "" means all. */
    public Fields add(String names, String operators, boolean sortable) {
      Set<String> allowed = operators.isEmpty() ? Set.of() : Set.of(operators.split(" "));
      for (String name : names.split(" ")) {
        fields.put(name, new Field(allowed, sortable));
      }
      return this;
    }

    public Map<String, Field> build() {
      return fields;
    }
  }
}
