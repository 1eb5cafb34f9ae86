package io.cartwright.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** A body that is not one JSON object: broken syntax or UTF-8, too deep, or trailing bytes. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Byte (or character, for text input) offset of the fault; -1 when unknown. */
  private final long offset;

  MalformedJson(String message, long offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  static MalformedJson of(IOException cause) {
    if (!(cause instanceof JsonProcessingException json)) {
      return new MalformedJson("the body cannot be read", -1);
    }
    String text = json.getOriginalMessage();
    String line = text == null ? "not JSON" : text.lines().findFirst().orElse("not JSON");
    return new MalformedJson(line, offsetOf(json.getLocation()));
  }

  private static long offsetOf(JsonLocation at) {
    if (at == null) {
      return -1;
    }
    return at.getByteOffset() >= 0 ? at.getByteOffset() : at.getCharOffset();
  }

  /** Offset of the fault from the start of the input; -1 when unknown. */
  public long offset() {
    return offset;
  }
}
