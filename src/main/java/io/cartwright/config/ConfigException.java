package io.cartwright.config;

import java.util.List;

/** The configuration cannot be used. The message names every problem, one a line. */
public final class ConfigException extends RuntimeException {
  private final transient List<String> problems;

  ConfigException(List<String> problems) {
    super("The configuration has " + count(problems) + ":\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order it was found. */
  public List<String> problems() {
    return problems;
  }

  private static String count(List<String> problems) {
    return problems.size() == 1 ? "a problem" : problems.size() + " problems";
  }
}
