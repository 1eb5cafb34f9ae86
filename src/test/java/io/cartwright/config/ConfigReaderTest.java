package io.cartwright.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  @TempDir Path folder;

  private EngineConfig readFile(String yaml, Map<String, String> environment) {
    try {
      Path file = Files.writeString(folder.resolve("c.yaml"), yaml);
      return ConfigReader.read(List.of("--config", file.toString()), environment);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String problemOf(String yaml, Map<String, String> environment) {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> readFile(yaml, environment));
    return String.join("\n", refused.problems());
  }

  @Test
  void defaultsHoldWhenNothingIsSaid() {
    EngineConfig config = readFile("", Map.of());
    assertEquals(8080, config.http().port());
    assertEquals(8443, config.http().httpsPort());
    assertEquals(Path.of(".cartwright").toAbsolutePath(), config.data());
    assertTrue(config.database().embedded());
    assertEquals(1_048_576, config.limits().bodyBytes());
    assertEquals(64, config.limits().jsonDepth());
    assertEquals(Runtime.getRuntime().availableProcessors(), config.engine().eventLoops());
    assertEquals(Duration.ofHours(1), config.checkout().abandonedAfter());
    assertEquals(Duration.ofHours(4), config.tokens().accessLifetime());
    assertTrue(config.demo().enabled());
    assertFalse(config.outbound().allowPrivateAddresses());
  }

  @Test
  void fileOverridesDefaultsAndEnvironmentOverridesFile() {
    String yaml =
        """
        http:
          port: 9001
          httpsPort: 9002
          hostNames: [shop.example.com, 10.0.0.7]
        database:
          url: postgresql://db:5432/cw
          password: 0123
        cluster:
        """;
    EngineConfig config =
        readFile(
            yaml,
            Map.of(
                "CARTWRIGHT_HTTPS_PORT", "9444", "CARTWRIGHT_DEMO_ENABLED", "false", "PATH", "x"));
    assertEquals(9001, config.http().port());
    assertEquals(9444, config.http().httpsPort());
    assertEquals(List.of("shop.example.com", "10.0.0.7"), config.http().hostNames());
    assertEquals("0123", config.database().password());
    assertFalse(config.demo().enabled());
    assertFalse(config.toString().contains("0123"), "a secret is shown");
  }

  @Test
  void fileMayBeNamedByTheEnvironment() throws IOException {
    Path file = Files.writeString(folder.resolve("d.yaml"), "engine:\n  eventLoops: 3\n");
    EngineConfig config =
        ConfigReader.read(List.of(), Map.of("CARTWRIGHT_CONFIG", file.toString()));
    assertEquals(3, config.engine().eventLoops());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http: {prot: 1}                | Unknown key http.prot (%s). Did you mean http.port?
          htttp: {port: 1}               | Unknown key htttp (%s).
          limits: {bodyByte: 5000}       | Unknown key limits.bodyByte (%s). Did you mean limits.bodyBytes?
          zzz: 1                         | Unknown key zzz (%s).
          http: {port: eighty}           | http.port (%s) is not a whole number: eighty.
          http: {port: 70000}            | http.port (%s) is out of its range, 0 to 65535: 70000.
          http: {port: [1, 2]}           | http.port (%s) must be a whole number.
          demo: {enabled: maybe}         | demo.enabled (%s) is not true or false: maybe.
          tokens: {accessLifetime: 4}    | tokens.accessLifetime (%s) is not a duration such as 250ms, 30s, 5m, 4h or 365d: 4.
          tokens: {accessLifetime: 99d}  | tokens.accessLifetime (%s) is out of its range, 1s to 30d: 99d.
          logging: {level: loud}         | logging.level (%s) is not one of error, warn, info, debug, trace: loud.
          database: {url: 'mysql://x'}   | database.url must start with postgresql://.
          http: {certificate: a.pem}     | http.certificate and http.certificateKey must be set together.
          http: 80                       | http (%s) must hold keys and values.
          """)
  void problemIsNamed(String yaml, String problem) {
    String file = folder.resolve("c.yaml").toString();
    String expected = problem.replace("%s", file);
    assertEquals(expected, firstWords(problemOf(yaml, Map.of()), expected));
  }

  /** A suggestion after the expected text is left to the other rows. */
  private static String firstWords(String actual, String expected) {
    return actual.startsWith(expected) ? expected : actual;
  }

  @Test
  void unknownVariableIsRefusedWithTheNearest() {
    assertEquals(
        "Unknown environment variable CARTWRIGHT_HTPS_PORT. Did you mean CARTWRIGHT_HTTPS_PORT?",
        problemOf("", Map.of("CARTWRIGHT_HTPS_PORT", "1")));
    assertEquals(
        "Unknown environment variable CARTWRIGHT_XXXXXXXXXXXXXX.",
        problemOf("", Map.of("CARTWRIGHT_XXXXXXXXXXXXXX", "1")));
  }

  @Test
  void badVariableIsNamedAsTheUserWroteIt() {
    assertEquals(
        "CARTWRIGHT_HTTP_PORT is not a whole number: x.",
        problemOf("", Map.of("CARTWRIGHT_HTTP_PORT", "x")));
  }

  @Test
  void allProblemsAreReportedTogether() {
    String problems =
        problemOf("http:\n  prot: 1\nlogging:\n  level: 7\n", Map.of("CARTWRIGHT_X", "1"));
    assertEquals(3, problems.lines().count(), problems);
  }

  @Test
  void brokenYamlIsRefusedWithItsLine() {
    assertTrue(problemOf("http:\n  port: [1\nx: }\n", Map.of()).contains("line "));
    assertTrue(problemOf("http: {}\nhttp: {}\n", Map.of()).contains("duplicate key http"));
    assertTrue(problemOf("- a\n", Map.of()).contains("must hold keys and values"));
  }

  @Test
  void yamlCannotMakeObjects() {
    assertTrue(problemOf("http: !!java.net.URL ['http://x']\n", Map.of()).contains("c.yaml"));
  }

  @Test
  void missingFileAndUnknownArgumentAreRefused() {
    String problems =
        assertThrows(
                ConfigException.class,
                () -> ConfigReader.read(List.of("--config=/no/such", "--fast"), Map.of()))
            .getMessage();
    assertTrue(problems.contains("cannot be read: /no/such"), problems);
    assertTrue(problems.contains("Unknown argument: --fast"), problems);
  }

  @Test
  void portsMustDiffer() {
    assertThrows(
        ConfigException.class,
        () -> EngineConfig.of(Map.of("http.port", "9", "http.httpsPort", "9")));
    EngineConfig.of(Map.of("http.port", "0", "http.httpsPort", "0"));
  }
}
