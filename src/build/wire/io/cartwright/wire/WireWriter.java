package io.cartwright.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes messages as UTF-8 JSON: null fields are left out, empty lists are written, field names are
 * encoded once for ever. One writer and its buffers belong to a thread and are used again.
 */
public final class WireWriter {
  private static final int KEPT_BYTES_MAX = 1 << 20;
  private static final double EXACT_WHOLE_MAX = 1e15;
  private static final ThreadLocal<WireWriter> LOCAL = ThreadLocal.withInitial(WireWriter::new);

  private final Output output = new Output();
  private final JsonGenerator out;
  private final char[] instant = new char[Instants.LENGTH];
  private boolean busy;

  private WireWriter() {
    try {
      out = JsonIo.OWN.createGenerator(output);
      out.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    WireWriter writer = LOCAL.get();
    if (writer.busy) {
      writer = new WireWriter();
    }
    writer.busy = true;
    boolean done = false;
    try {
      codec.write(value, writer);
      byte[] bytes = writer.take();
      done = true;
      return bytes;
    } finally {
      writer.busy = false;
      if (!done) {
        LOCAL.remove();
      }
    }
  }

  private byte[] take() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.take();
  }

  public void begin() {
    try {
      out.writeStartObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void end() {
    try {
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void string(SerializedString name, String value) {
    try {
      out.writeFieldName(name);
      out.writeString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void integer(SerializedString name, Integer value) {
    try {
      out.writeFieldName(name);
      out.writeNumber(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void bool(SerializedString name, Boolean value) {
    try {
      out.writeFieldName(name);
      out.writeBoolean(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public <E extends Enum<E> & WireEnum> void enumValue(
      SerializedString name, E value, EnumType<E> type) {
    try {
      out.writeFieldName(name);
      out.writeString(type.encoded(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public <T> void message(SerializedString name, T value, Codec<T> codec) {
    try {
      out.writeFieldName(name);
      codec.write(value, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public <T> void messages(SerializedString name, List<T> values, Codec<T> codec) {
    try {
      out.writeFieldName(name);
      out.writeStartArray();
      for (int i = 0; i < values.size(); i++) {
        codec.write(values.get(i), this);
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public <T> void messages(SerializedString name, Map<String, T> values, Codec<T> codec) {
    try {
      out.writeFieldName(name);
      out.writeStartObject();
      for (Map.Entry<String, T> entry : values.entrySet()) {
        out.writeFieldName(entry.getKey());
        codec.write(entry.getValue(), this);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a value that is neither message, list nor map. */
  public void value(SerializedString name, Object value) {
    try {
      out.writeFieldName(name);
      scalar(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void values(SerializedString name, List<?> values) {
    try {
      out.writeFieldName(name);
      out.writeStartArray();
      for (int i = 0; i < values.size(); i++) {
        scalar(values.get(i));
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void values(SerializedString name, Map<String, ?> values) {
    try {
      out.writeFieldName(name);
      out.writeStartObject();
      for (Map.Entry<String, ?> entry : values.entrySet()) {
        out.writeFieldName(entry.getKey());
        scalar(entry.getValue());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void scalar(Object value) throws IOException {
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Json json) {
      out.writeRawValue(json.text());
    } else if (value instanceof Double real) {
      real(real);
    } else if (value instanceof Instant time) {
      Instants.print(time, instant);
      out.writeString(instant, 0, Instants.LENGTH);
    } else if (value instanceof WireEnum constant) {
      out.writeString(constant.wire());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else {
      out.writeNumber(((Number) value).longValue());
    }
  }

  private void real(double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < EXACT_WHOLE_MAX) {
      out.writeNumber((long) value);
    } else if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.writeString(Double.toString(value));
    } else {
      out.writeNumber(value);
    }
  }

  /** A byte array that grows, and is let go again when one message made it huge. */
  private static final class Output extends OutputStream {
    private byte[] bytes = new byte[4096];
    private int count;

    @Override
    public void write(int b) {
      room(1);
      bytes[count++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      room(length);
      System.arraycopy(from, offset, bytes, count, length);
      count += length;
    }

    private void room(int more) {
      if (bytes.length - count < more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(count, more)));
      }
    }

    byte[] take() {
      byte[] taken = Arrays.copyOf(bytes, count);
      count = 0;
      if (bytes.length > KEPT_BYTES_MAX) {
        bytes = new byte[4096];
      }
      return taken;
    }
  }
}
