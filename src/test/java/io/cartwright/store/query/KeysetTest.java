package io.cartwright.store.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.store.ColumnType;
import io.cartwright.store.query.QueryFields.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A page goes on from a place that an index finds, however deep it is. */
class KeysetTest {
  private static final Field ID = field("id", ColumnType.UUID, true);
  private static final Field DATE = field("created_date", ColumnType.TIMESTAMPTZ, true);
  private static final Field TOTAL = field("total", ColumnType.NUMERIC, false);

  private static Field field(String sql, ColumnType type, boolean neverNull) {
    return new Field(sql, sql, type, true, false, neverNull, Set.of());
  }

  private static String beyond(Field first, boolean descending, String value, boolean backward) {
    Keyset keys =
        new Keyset(List.of(new Keyset.Key(first, descending), new Keyset.Key(ID, descending)));
    List<String> position = new ArrayList<>();
    position.add(value);
    position.add("x");
    return keys.beyond(position, backward, new Sql());
  }

  @Test
  void keysThatAreNeverNullAreComparedAsARow() {
    String place = "($1::text::timestamptz, $2::text::uuid)";
    assertEquals("(created_date, id) < " + place, beyond(DATE, true, "t", false));
    assertEquals("(created_date, id) > " + place, beyond(DATE, true, "t", true));
  }

  @Test
  void aKeyThatMayBeNullBoundsThePageWhereNoNullsFollow() {
    String two =
        "((total < $1::text::numeric) or (total = $2::text::numeric and id < $3::text::uuid))";
    assertEquals("(total <= $4::text::numeric and " + two + ")", beyond(TOTAL, true, "5", false));
  }

  @Test
  void nullsComeLastGoingUp() {
    String after = "((total > $1::text::numeric or total is null))";
    String same = "(total = $2::text::numeric and id > $3::text::uuid)";
    assertEquals("(" + after + " or " + same + ")", beyond(TOTAL, false, "5", false));
  }
}
