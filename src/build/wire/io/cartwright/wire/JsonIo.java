package io.cartwright.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The two streaming parsers (strict limits for clients, wide ones for our own text) and copying.
 */
final class JsonIo {
  private static final int OWN_DEPTH_MAX = 1000;
  private static final int OWN_STRING_LENGTH_MAX = 100_000_000;

  static final JsonFactory CLIENT = factory(WireReader.DEPTH_MAX, WireReader.STRING_LENGTH_MAX);
  static final JsonFactory OWN = factory(OWN_DEPTH_MAX, OWN_STRING_LENGTH_MAX);

  private JsonIo() {}

  private static JsonFactory factory(int depthMax, int stringLengthMax) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depthMax)
                .maxStringLength(stringLengthMax)
                .build())
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /** Refuses bytes that are not UTF-8, also where the parser would skip over them undecoded. */
  static void requireUtf8(byte[] bytes) {
    boolean ascii = true;
    for (byte b : bytes) {
      if (b <= 0) {
        ascii = false;
        if (b == 0) {
          throw new MalformedJson("a zero byte in the body", -1);
        }
      }
    }
    if (!ascii) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      try {
        StandardCharsets.UTF_8.newDecoder().decode(in);
      } catch (CharacterCodingException e) {
        throw new MalformedJson("the body is not UTF-8", in.position());
      }
    }
  }

  /**
   * Copies the current value as compact text, numbers as they stand.
   *
   * @return the text; null when a string holds what cannot be stored, see {@link #storable}
   */
  static String copy(JsonParser in) throws IOException {
    boolean storable = true;
    try (SegmentedStringWriter text = new SegmentedStringWriter(OWN._getBufferRecycler());
        JsonGenerator out = OWN.createGenerator(text)) {
      int depth = 0;
      JsonToken token = in.currentToken();
      do {
        switch (token) {
          case START_OBJECT -> out.writeStartObject();
          case START_ARRAY -> out.writeStartArray();
          case END_OBJECT -> out.writeEndObject();
          case END_ARRAY -> out.writeEndArray();
          case FIELD_NAME -> {
            storable &= storable(in.currentName());
            out.writeFieldName(in.currentName());
          }
          case VALUE_STRING -> {
            storable &= storable(in.getText());
            out.writeString(in.getText());
          }
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getText());
          case VALUE_TRUE -> out.writeBoolean(true);
          case VALUE_FALSE -> out.writeBoolean(false);
          default -> out.writeNull();
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        token = depth > 0 ? in.nextToken() : null;
      } while (depth > 0);
      out.flush();
      return storable ? text.getAndClear() : null;
    }
  }

  /** False for the character U+0000, which Postgres cannot hold, and for lone surrogates. */
  static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
