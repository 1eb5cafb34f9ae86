package io.cartwright.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A table of refusals: each row provokes one, and what it asks last changes nothing in any table of
 * the database. Some rows have two reasons to be refused, and are refused for the first.
 */
public final class RefusalTable {
  /** What a failed payment leaves: that it was tried. */
  public static final Set<String> ATTEMPT = Set.of("payment_attempt", "sandbox_payment");

  private static final String TABLES =
      "select table_name from information_schema.tables where table_schema = current_schema()"
          + " and table_type = 'BASE TABLE' order by 1";

  private final OrderFixture shop;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> pairs = new ArrayList<>();
  private List<String> tables;
  private List<String> before = List.of();

  /** One refusal, and the tables that its last question may change all the same. */
  private record Row(String name, String code, Supplier<String> call, Set<String> changed) {}

  public RefusalTable(OrderFixture shop) {
    this.shop = shop;
  }

  /**
   * Adds a row.
   *
   * @param call asks what has to be so first and, last, what is refused; answers the code
   */
  public void row(String operation, String code, Supplier<String> call) {
    rows.add(new Row(operation + " " + code, code, call, Set.of()));
  }

  /** Adds a row whose refusal is remembered in some tables. */
  public void rowChanging(
      Set<String> changed, String operation, String code, Supplier<String> call) {
    rows.add(new Row(operation + " " + code, code, call, changed));
  }

  /**
   * Adds a row that has two reasons to be refused.
   *
   * @param code the one that is checked first, and is given
   * @param other the one that is checked later
   */
  public void both(String operation, String code, String other, Supplier<String> call) {
    pairs.add(new Row(RefusalPage.pair(operation, code, other), code, call, Set.of()));
  }

  /** Each row of two reasons as "operation CODE before OTHER". */
  public List<String> pairs() {
    return pairs.stream().map(Row::name).toList();
  }

  /** Why the first element of a bulk operation was refused; "done" when it was not. */
  public static <Q, A> String ofFirst(Operation<Q, A> operation, Outcome<A> outcome) {
    if (!outcome.isDone()) return OrderFixture.code(outcome);
    try {
      return new ObjectMapper()
          .readTree(operation.responseCodec().toText(outcome.orNull()))
          .at("/results/0/itemMetadata/error/code")
          .asText("done");
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Each row as "operation CODE". */
  public List<String> names() {
    return rows.stream().map(Row::name).toList();
  }

  public Stream<DynamicTest> tests() {
    return Stream.concat(List.copyOf(rows).stream(), List.copyOf(pairs).stream())
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> give(row)));
  }

  private void give(Row row) {
    shop.beforeEachCall(() -> before = state(row.changed()));
    try {
      assertEquals(row.code(), row.call().get());
    } finally {
      shop.beforeEachCall(() -> {});
    }
    List<String> changed = new ArrayList<>(state(row.changed()));
    changed.removeAll(before);
    assertEquals(List.of(), changed, row.name() + " changes nothing");
  }

  /** Of each table how many rows it has, and a sum over all that they hold. */
  private List<String> state(Set<String> except) {
    if (tables == null) tables = shop.column(TABLES);
    List<String> parts = new ArrayList<>();
    for (String table : tables) {
      if (except.contains(table)) continue;
      parts.add(
          "select '%1$s ' || count(*) || ' ' || coalesce(sum(hashtext(t::text)::bigint), 0) from %1$s t"
              .formatted(table));
    }
    return shop.column(String.join(" union all ", parts) + " order by 1");
  }
}
