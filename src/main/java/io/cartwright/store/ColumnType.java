package io.cartwright.store;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;

/**
 * Type of a column: its SQL name, and how Java values travel to Postgres one by one and in arrays.
 */
public enum ColumnType {
  /** {@code String}. */
  TEXT("text", "text", String.class),
  /** {@code java.util.UUID}. */
  UUID("uuid", "uuid", java.util.UUID.class),
  /** {@code Long}. */
  BIGINT("bigint", "bigint", Long.class),
  /** {@code Integer}. */
  INT("int", "int", Integer.class),
  /** {@code Boolean}. */
  BOOL("boolean", "boolean", Boolean.class),
  /** {@code java.time.Instant}. */
  TIMESTAMPTZ("timestamptz", "timestamptz", OffsetDateTime.class),
  /** {@code java.math.BigDecimal}. */
  NUMERIC("numeric", "text", String.class),
  /** Collection of {@code String}. */
  TEXT_ARRAY("text[]", "text", String.class),
  /** Collection of {@code java.util.UUID}. */
  UUID_ARRAY("uuid[]", "text", String.class),
  /** {@code byte[]}, never changed after it was bound. */
  BYTEA("bytea", "bytea", Buffer.class);

  private final String sqlName;
  private final String parameterType;
  private final Class<?> parameterClass;

  ColumnType(String sqlName, String parameterType, Class<?> parameterClass) {
    this.sqlName = sqlName;
    this.parameterType = parameterType;
    this.parameterClass = parameterClass;
  }

  /** Name of the column's type in SQL. */
  public String sqlName() {
    return sqlName;
  }

  /**
   * Type that a parameter of this column has on its way to Postgres; differs where the value is
   * cast from text.
   */
  public String parameterType() {
    return parameterType;
  }

  /** True for columns that hold several values. */
  public boolean isArray() {
    return this == TEXT_ARRAY || this == UUID_ARRAY;
  }

  /** Type of one value: of the elements for an array, else the type itself. */
  public ColumnType element() {
    return switch (this) {
      case TEXT_ARRAY -> TEXT;
      case UUID_ARRAY -> UUID;
      case TEXT, UUID, BIGINT, INT, BOOL, TIMESTAMPTZ, NUMERIC, BYTEA -> this;
    };
  }

  /** SQL that turns an expression of {@link #parameterType()} into this type. */
  public String cast(String expression) {
    return sqlName.equals(parameterType) ? expression : expression + "::" + sqlName;
  }

  /** The value as the SQL client wants it; null stays null. */
  public Object bind(Object value) {
    if (value == null) {
      return null;
    }
    return switch (this) {
      case TEXT -> withoutNul((String) value);
      case UUID, BIGINT, INT, BOOL -> parameterClass.cast(value);
      case TIMESTAMPTZ -> OffsetDateTime.ofInstant((Instant) value, ZoneOffset.UTC);
      case NUMERIC -> ((BigDecimal) value).toPlainString();
      case TEXT_ARRAY, UUID_ARRAY -> arrayLiteral((Collection<?>) value);
      case BYTEA -> BufferInternal.buffer(Unpooled.wrappedBuffer((byte[]) value));
    };
  }

  /**
   * An array of the client's class for {@code size} bound values, for an {@code unnest} parameter.
   */
  public Object[] array(int size) {
    return (Object[]) java.lang.reflect.Array.newInstance(parameterClass, size);
  }

  private static String withoutNul(String value) {
    return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
  }

  private static String arrayLiteral(Collection<?> values) {
    StringBuilder literal = new StringBuilder("{");
    for (Object value : values) {
      if (literal.length() > 1) {
        literal.append(',');
      }
      String text = withoutNul(value.toString());
      literal.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return literal.append('}').toString();
  }
}
