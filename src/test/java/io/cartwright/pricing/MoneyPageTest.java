package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on money names a test for every rule, and the tests exist. */
class MoneyPageTest {
  private static final Path PAGE = Path.of("src/docs/money.md");
  private static final Pattern NAME = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher names = NAME.matcher(Files.readString(PAGE));
    while (names.find()) {
      if (!exists(names.group(1), names.group(2))) {
        missing.add(names.group());
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void everyRuleNamesATest() throws IOException {
    for (String row : Files.readAllLines(PAGE)) {
      boolean isRule = row.startsWith("| ") && !row.startsWith("| rule |");
      assertTrue(!isRule || NAME.matcher(row).find(), row);
    }
  }

  private static boolean exists(String test, String method) {
    for (String folder : List.of("io.cartwright.pricing.", "io.cartwright.money.")) {
      try {
        Class<?> type = Class.forName(folder + test);
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals(method));
      } catch (ClassNotFoundException e) {
        continue;
      }
    }
    return false;
  }
}
