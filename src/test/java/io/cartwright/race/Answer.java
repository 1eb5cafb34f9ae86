package io.cartwright.race;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer of the engine; the body is null when it is no JSON. */
record Answer(int status, JsonNode body) {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  boolean ok() {
    return status == OK;
  }

  boolean isOverloaded() {
    return status == UNAVAILABLE && "OVERLOADED".equals(code());
  }

  /** This, when it is good. */
  Answer sure() {
    if (!ok()) throw new AssertionError(status + " " + body);
    return this;
  }

  JsonNode at(String pointer) {
    return body.at(pointer);
  }

  String text(String pointer) {
    return body.at(pointer).asText();
  }

  /** The application error's code; "done" when it is good. */
  String code() {
    return ok() ? "done" : text("/details/applicationError/code");
  }
}
