package io.cartwright.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The default file and the docs page say what {@link ConfigKeys} declares, and nothing else. */
class ConfigPageTest {
  private static final Path PAGE = Path.of("src/docs/configuration.md");
  private static final Path FILE = Path.of("config/cartwright.yaml");

  @Test
  void pageIsFresh() throws IOException {
    assertFresh(PAGE, page());
  }

  @Test
  void defaultFileIsFresh() throws IOException {
    assertFresh(FILE, file());
  }

  @Test
  void defaultFileReadsAsTheDefaults() {
    assertEquals(
        EngineConfig.of(Map.of()),
        ConfigReader.read(List.of("--config", FILE.toString()), Map.of()));
  }

  @Test
  void defaultFileIsPackaged() {
    assertTrue(ConfigReader.packagedFile().contains("httpsPort:"));
  }

  @Test
  void namesAndVariablesAreUniqueAndDefaultsAreValid() {
    Set<String> seen = new HashSet<>();
    for (ConfigKey key : ConfigKeys.ALL) {
      assertTrue(seen.add(key.name()), key.name());
      assertTrue(seen.add(key.environmentName()), key.environmentName());
      assertEquals("", ConfigValues.problem(key, key.defaultText()).orElse(""), key.name());
      assertTrue(key.description().endsWith("."), key.name());
    }
    assertEquals("CARTWRIGHT_HTTP_PORT", ConfigKeys.BY_NAME.get("http.port").environmentName());
    assertEquals("CARTWRIGHT_DATA", ConfigKeys.BY_NAME.get("data").environmentName());
    assertEquals(
        "CARTWRIGHT_HTTPS_PORT", ConfigKeys.BY_NAME.get("http.httpsPort").environmentName());
  }

  private static void assertFresh(Path path, String wanted) throws IOException {
    if (Boolean.getBoolean("cartwright.update-docs")) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, wanted);
    }
    String found = Files.exists(path) ? Files.readString(path) : "";
    assertEquals(
        wanted,
        found,
        path + " is stale; mvn test -Dtest=ConfigPageTest -Dcartwright.update-docs=true");
  }

  private static String page() {
    StringBuilder out =
        new StringBuilder(
            """
            # Configuration

            The engine runs without any. Settings are read once at start, each source overriding the one before:

            1. the defaults below;
            2. a YAML file: the one named by `--config <file>`, else by `CARTWRIGHT_CONFIG`, else `config/cartwright.yaml`
               in the folder where the engine is started;
            3. environment variables.

            Names that are not on this page, in the file or as a variable that starts with `CARTWRIGHT_`, are refused at start, with the
            nearest known name; so are values of a wrong type or out of range. Durations are a number and a unit: `250ms`,
            `30s`, `5m`, `4h`, `365d`. Lists are YAML lists in the file, and separated by commas in a variable.

            This page and the default file are written from `io.cartwright.config.ConfigKeys`:
            `mvn test -Dtest=ConfigPageTest -Dcartwright.update-docs=true`.

            | key | variable | type | default | what it does |
            | --- | --- | --- | --- | --- |
            """);
    for (ConfigKey key : ConfigKeys.ALL) {
      out.append(
          "| `%s` | `%s` | %s | %s | %s |\n"
              .formatted(
                  key.name(),
                  key.environmentName(),
                  typeText(key),
                  defaultText(key),
                  key.description()));
    }
    return out.toString();
  }

  private static String typeText(ConfigKey key) {
    return key.rangeText().isEmpty()
        ? key.kind().label()
        : key.kind().label() + ", " + key.rangeText();
  }

  private static String defaultText(ConfigKey key) {
    return key.defaultText().isEmpty() ? "none" : "`" + key.defaultText() + "`";
  }

  private static String file() {
    StringBuilder out =
        new StringBuilder(
            """
            # Settings of the engine, all at their defaults. Every key may be left out.
            # The page src/docs/configuration.md lists them with their environment variables.
            """);
    String section = "";
    for (ConfigKey key : ConfigKeys.ALL) {
      int dot = key.name().indexOf('.');
      String group = dot < 0 ? "" : key.name().substring(0, dot);
      String indent = dot < 0 ? "" : "  ";
      out.append(group.equals(section) ? "" : "\n" + group + ":\n");
      section = group;
      out.append(comment(indent, key));
      out.append(indent + key.name().substring(dot + 1) + ": " + yamlText(key) + "\n");
    }
    return out.toString();
  }

  private static String yamlText(ConfigKey key) {
    if (key.kind() == ConfigKey.Kind.LIST) {
      return "[" + key.defaultText() + "]";
    }
    return key.defaultText().isEmpty() ? "\"\"" : key.defaultText();
  }

  private static String comment(String indent, ConfigKey key) {
    String range = key.rangeText().isEmpty() ? "" : " (" + key.rangeText() + ")";
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder(indent + "#");
    for (String word : (key.description() + range).split(" ")) {
      if (line.length() + word.length() > 98) {
        out.append(line).append('\n');
        line = new StringBuilder(indent + "#");
      }
      line.append(' ').append(word);
    }
    return out.append(line).append('\n').toString();
  }
}
