package io.cartwright.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cartwright.bus.Outcome;
import io.cartwright.wire.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

/** Writes a refusal in the contract's two error shapes. */
final class ErrorBody {
  private static final JsonFactory JSON = new JsonFactory();

  private ErrorBody() {}

  static byte[] of(Outcome.Refused<?> refused) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("message", message(refused));
      json.writeObjectFieldStart("details");
      if (refused.violations().isEmpty()) {
        applicationError(json, refused);
      } else {
        validationError(json, refused.violations());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String message(Outcome.Refused<?> refused) {
    if (refused.violations().isEmpty()) return String.valueOf(refused.description());
    Violation first = refused.violations().get(0);
    return first.field() + ": " + first.description();
  }

  private static void applicationError(JsonGenerator json, Outcome.Refused<?> refused)
      throws IOException {
    json.writeObjectFieldStart("applicationError");
    json.writeStringField("code", refused.refusal().name());
    json.writeStringField("description", refused.description());
    if (refused.data() != null) {
      json.writeFieldName("data");
      json.writeRawValue(refused.data().text());
    }
    json.writeEndObject();
  }

  private static void validationError(JsonGenerator json, List<Violation> violations)
      throws IOException {
    json.writeObjectFieldStart("validationError");
    json.writeArrayFieldStart("fieldViolations");
    for (Violation v :
        violations.stream().sorted(Comparator.comparing(Violation::field)).toList()) {
      json.writeStartObject();
      json.writeStringField("field", v.field());
      json.writeStringField("description", v.description());
      json.writeStringField("violatedRule", v.violatedRule().name());
      if (v.ruleName() != null) json.writeStringField("ruleName", v.ruleName());
      if (v.data() != null) {
        json.writeFieldName("data");
        json.writeRawValue(v.data().text());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
