package io.cartwright.store.query;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A comparison of a field with a value, by the name that the wire has for it. */
public enum Operator {
  EQ("$eq"),
  NE("$ne"),
  GT("$gt"),
  GTE("$gte"),
  LT("$lt"),
  LTE("$lte"),
  IN("$in"),
  NIN("$nin"),
  STARTS_WITH("$startsWith"),
  ENDS_WITH("$endsWith"),
  CONTAINS("$contains"),
  HAS_SOME("$hasSome"),
  HAS_ALL("$hasAll"),
  EXISTS("$exists"),
  IS_EMPTY("$isEmpty");

  private static final Map<String, Operator> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(operator -> operator.wireName, Function.identity()));

  private final String wireName;

  Operator(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire, with its {@code $}. */
  public String wireName() {
    return wireName;
  }

  /** The operator of this name; null when there is none. */
  static Operator named(String wireName) {
    return BY_NAME.get(wireName);
  }
}
