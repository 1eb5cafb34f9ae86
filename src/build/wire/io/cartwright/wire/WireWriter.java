package io.cartwright.wire;

import com.fasterxml.jackson.core.io.SerializedString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes messages as UTF-8 JSON: null fields are left out, empty lists are written, field names are
 * encoded once for ever. One writer and its buffer belong to a thread and are used again.
 *
 * <p>It knows one thing about where it stands: whether a comma is due before the next name.
 * Elements of lists are separated by those who write the lists.
 */
public final class WireWriter {
  private static final int KEPT_BYTES_MAX = 1 << 20;
  private static final int ROOM_AT_FIRST = 16 * 1024;
  private static final int CHARACTER_BYTES_MAX = 6;

  /** Small messages that are remembered, at most one for each value of their hash's low bits. */
  private static final int REMEMBERED = 2048;

  private static final int REMEMBERED_BYTES_MAX = 256;
  private static final int NUMBER_BYTES_MAX = 32;
  private static final double EXACT_WHOLE_MAX = 1e15;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** For each ASCII character: 0 as it is, -1 as a number, else the letter after the backslash. */
  private static final byte[] ESCAPES = escapes();

  private static final ThreadLocal<WireWriter> LOCAL = ThreadLocal.withInitial(WireWriter::new);

  /** A small message and its JSON. */
  private record Written(Object message, byte[] json) {}

  private final Written[] written = new Written[REMEMBERED];
  private final char[] instant = new char[Instants.LENGTH];
  private byte[] bytes = new byte[ROOM_AT_FIRST];
  private int count;
  private boolean commaDue;
  private boolean busy;
  private Object part;
  private byte[] partJson;

  private WireWriter() {}

  private static byte[] escapes() {
    byte[] escapes = new byte[128];
    Arrays.fill(escapes, 0, ' ', (byte) -1);
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    return escapes;
  }

  /**
   * Writes a small message as it was written before, if it was not long ago.
   *
   * @param hash of the message
   */
  public boolean again(Object message, int hash) {
    Written known = written[slot(hash)];
    if (known == null || !known.message.equals(message)) {
      return false;
    }
    raw(known.json);
    commaDue = true;
    return true;
  }

  /** Where the next byte goes. */
  public int position() {
    return count;
  }

  /** Remembers a small message that was written from this position on. */
  public void remember(Object message, int hash, int from) {
    if (count - from <= REMEMBERED_BYTES_MAX) {
      written[slot(hash)] = new Written(message, Arrays.copyOfRange(bytes, from, count));
    }
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 16) & REMEMBERED - 1;
  }

  /** Encodes field names for generated code. */
  public static SerializedString[] names(String... names) {
    SerializedString[] encoded = new SerializedString[names.length];
    for (int i = 0; i < names.length; i++) {
      encoded[i] = new SerializedString(names[i]);
      encoded[i].asQuotedUTF8();
    }
    return encoded;
  }

  static <T> byte[] bytes(Codec<T> codec, T value) {
    return bytes(codec, value, null, null);
  }

  /** The bytes of a value, when those of one message in it are known. */
  static <T> byte[] bytes(Codec<T> codec, T value, Object part, byte[] partJson) {
    WireWriter writer = LOCAL.get();
    if (writer.busy) {
      writer = new WireWriter();
    }
    writer.busy = true;
    writer.part = part;
    writer.partJson = partJson;
    try {
      codec.write(value, writer);
      return Arrays.copyOf(writer.bytes, writer.count);
    } finally {
      writer.reset();
    }
  }

  private void reset() {
    busy = false;
    part = null;
    partJson = null;
    commaDue = false;
    count = 0;
    if (bytes.length > KEPT_BYTES_MAX) {
      bytes = new byte[ROOM_AT_FIRST];
    }
  }

  public void begin() {
    room(1);
    bytes[count++] = '{';
    commaDue = false;
  }

  public void end() {
    room(1);
    bytes[count++] = '}';
    commaDue = true;
  }

  private void name(SerializedString name) {
    byte[] quoted = name.asQuotedUTF8();
    int length = quoted.length;
    room(length + 4);
    byte[] to = bytes;
    int at = count;
    if (commaDue) {
      to[at++] = ',';
    }
    to[at++] = '"';
    System.arraycopy(quoted, 0, to, at, length);
    at += length;
    to[at++] = '"';
    to[at++] = ':';
    count = at;
    commaDue = true;
  }

  private void key(String key) {
    if (commaDue) {
      one(',');
    }
    text(key);
    one(':');
    commaDue = true;
  }

  public void string(SerializedString name, String value) {
    name(name);
    text(value);
  }

  public void integer(SerializedString name, Integer value) {
    name(name);
    whole(value);
  }

  public void bool(SerializedString name, Boolean value) {
    name(name);
    raw(value ? TRUE : FALSE);
  }

  public <E extends Enum<E> & WireEnum> void enumValue(
      SerializedString name, E value, EnumType<E> type) {
    name(name);
    one('"');
    raw(type.encoded(value).asQuotedUTF8());
    one('"');
  }

  public <T> void message(SerializedString name, T value, Codec<T> codec) {
    name(name);
    if (part != null && value == part) {
      raw(partJson);
      commaDue = true;
    } else {
      codec.write(value, this);
    }
  }

  public <T> void messages(SerializedString name, List<T> values, Codec<T> codec) {
    name(name);
    one('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        one(',');
      }
      codec.write(values.get(i), this);
    }
    one(']');
    commaDue = true;
  }

  public <T> void messages(SerializedString name, Map<String, T> values, Codec<T> codec) {
    name(name);
    begin();
    for (Map.Entry<String, T> entry : values.entrySet()) {
      key(entry.getKey());
      codec.write(entry.getValue(), this);
    }
    end();
  }

  /** Writes a value that is neither message, list nor map. */
  public void value(SerializedString name, Object value) {
    name(name);
    scalar(value);
  }

  public void values(SerializedString name, List<?> values) {
    name(name);
    one('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        one(',');
      }
      scalar(values.get(i));
    }
    one(']');
  }

  public void values(SerializedString name, Map<String, ?> values) {
    name(name);
    begin();
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      key(entry.getKey());
      scalar(entry.getValue());
    }
    end();
  }

  private void scalar(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof Json json) {
      raw(json.text().getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Double real) {
      real(real);
    } else if (value instanceof Instant time) {
      Instants.print(time, instant);
      room(Instants.LENGTH + 2);
      bytes[count++] = '"';
      for (char c : instant) {
        bytes[count++] = (byte) c;
      }
      bytes[count++] = '"';
    } else if (value instanceof WireEnum constant) {
      text(constant.wire());
    } else if (value instanceof Boolean flag) {
      raw(flag ? TRUE : FALSE);
    } else {
      whole(((Number) value).longValue());
    }
  }

  private void real(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT_WHOLE_MAX) {
      whole((long) value);
    } else if (Double.isNaN(value) || Double.isInfinite(value)) {
      text(Double.toString(value));
    } else {
      raw(Double.toString(value).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void whole(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
      return;
    }
    room(NUMBER_BYTES_MAX);
    int rest = (int) value;
    int digits = 1;
    for (int r = rest; r >= 10; r /= 10) {
      digits++;
    }
    for (int at = count + digits - 1; at >= count; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    count += digits;
  }

  /** Writes a string in quotes. */
  private void text(String value) {
    int length = value.length();
    room(length + 2);
    byte[] to = bytes;
    int at = count;
    to[at++] = '"';
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 128 || ESCAPES[c] != 0) {
        count = at;
        escaped(value, i);
        return;
      }
      to[at++] = (byte) c;
    }
    to[at++] = '"';
    count = at;
  }

  /** The rest of a string that holds something else than plain ASCII, and the closing quote. */
  private void escaped(String value, int from) {
    int length = value.length();
    room((length - from) * CHARACTER_BYTES_MAX + 1);
    for (int i = from; i < length; i++) {
      char c = value.charAt(i);
      if (c < 128) {
        ascii(c);
      } else if (c < 0x800) {
        bytes[count++] = (byte) (0xc0 | c >> 6);
        bytes[count++] = (byte) (0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        bytes[count++] = (byte) (0xe0 | c >> 12);
        bytes[count++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[count++] = (byte) (0x80 | c & 0x3f);
      } else {
        number(c);
      }
    }
    bytes[count++] = '"';
  }

  private void ascii(char c) {
    byte escape = ESCAPES[c];
    if (escape == 0) {
      bytes[count++] = (byte) c;
      return;
    }
    if (escape < 0) {
      number(c);
      return;
    }
    bytes[count++] = '\\';
    bytes[count++] = escape;
  }

  /** A character as its number; those beyond the first plane in two halves. */
  private void number(char c) {
    bytes[count++] = '\\';
    bytes[count++] = 'u';
    bytes[count++] = HEX[c >> 12];
    bytes[count++] = HEX[c >> 8 & 0xf];
    bytes[count++] = HEX[c >> 4 & 0xf];
    bytes[count++] = HEX[c & 0xf];
  }

  private void one(char c) {
    room(1);
    bytes[count++] = (byte) c;
  }

  private void raw(byte[] from) {
    room(from.length);
    System.arraycopy(from, 0, bytes, count, from.length);
    count += from.length;
  }

  private void room(int more) {
    if (bytes.length - count < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(count, more)));
    }
  }
}
