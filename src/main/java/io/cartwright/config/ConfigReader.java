package io.cartwright.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the settings: defaults, then the file, then the environment; each source overrides the one
 * before.
 *
 * <p>The file is the one named by {@code --config}, else by {@code CARTWRIGHT_CONFIG}, else {@code
 * config/cartwright.yaml} where the engine is started, else the one packaged with the engine. All
 * problems are reported together.
 */
public final class ConfigReader {
  /** Where the file is looked for when none is named. */
  public static final Path USUAL_FILE = Path.of("config", "cartwright.yaml");

  private static final String PACKAGED_FILE = "/config/cartwright.yaml";

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ConfigReader() {
    ConfigKeys.ALL.forEach(key -> texts.put(key.name(), key.defaultText()));
  }

  /**
   * Reads the settings of a start.
   *
   * @param arguments of the command line: nothing, or {@code --config <file>}
   * @param environment all environment variables; names that do not start with {@code CARTWRIGHT_}
   *     are left alone
   * @throws ConfigException naming all that is wrong
   */
  public static EngineConfig read(List<String> arguments, Map<String, String> environment) {
    ConfigReader reader = new ConfigReader();
    reader.readFile(reader.fileNamedBy(arguments, environment));
    reader.readEnvironment(environment);
    return reader.finish();
  }

  static EngineConfig of(Map<String, String> values) {
    ConfigReader reader = new ConfigReader();
    new TreeMap<>(values).forEach((name, value) -> reader.take(name, value, name));
    return reader.finish();
  }

  private String fileNamedBy(List<String> arguments, Map<String, String> environment) {
    String named = environment.get(ConfigKeys.CONFIG_FILE_VARIABLE);
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith("--config=")) {
        named = argument.substring("--config=".length());
      } else if (argument.equals("--config") && i + 1 < arguments.size()) {
        named = arguments.get(++i);
      } else {
        problems.add("Unknown argument: " + argument + ". Known: --config <file>.");
      }
    }
    return named == null || named.isBlank() ? null : named;
  }

  private void readFile(String named) {
    try {
      if (named != null) {
        readText(Files.readString(Path.of(named)), named);
      } else if (Files.isRegularFile(USUAL_FILE)) {
        readText(Files.readString(USUAL_FILE), USUAL_FILE.toString());
      } else {
        readText(packagedFile(), "the packaged file");
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      problems.add("The configuration file cannot be read: " + named);
    }
  }

  /** The text of the default file, with every key and its description. */
  public static String packagedFile() {
    try (InputStream in = ConfigReader.class.getResourceAsStream(PACKAGED_FILE)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void readText(String yaml, String source) {
    try {
      Object root = plainYaml().load(yaml);
      if (root instanceof Map<?, ?> sections) {
        takeSection("", sections, source);
      } else if (root != null) {
        problems.add(source + ": must hold keys and values.");
      }
    } catch (MarkedYAMLException bad) {
      problems.add(
          source
              + ", line "
              + (bad.getProblemMark().getLine() + 1)
              + ": "
              + bad.getProblem()
              + ".");
    } catch (YAMLException bad) {
      problems.add(source + ": " + bad.getMessage());
    }
  }

  /** Reads scalars as their text, so that a password 0123 stays one; the declared kind decides. */
  private static Yaml plainYaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    Resolver onlyNull =
        new Resolver() {
          @Override
          protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
          }
        };
    return new Yaml(
        new SafeConstructor(options), new Representer(unused), unused, options, onlyNull);
  }

  private void takeSection(String prefix, Map<?, ?> section, String source) {
    section.forEach(
        (part, value) -> {
          String name = prefix + part;
          if (value instanceof Map<?, ?> inner && isSection(name)) {
            takeSection(name + ".", inner, source);
          } else if (value == null && (isSection(name) || ConfigKeys.BY_NAME.containsKey(name))) {
            return;
          } else {
            takeYamlValue(name, value, source);
          }
        });
  }

  private static boolean isSection(String name) {
    return ConfigKeys.BY_NAME.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
  }

  private void takeYamlValue(String name, Object value, String source) {
    ConfigKey key = ConfigKeys.BY_NAME.get(name);
    String shown = name + " (" + source + ")";
    if (key == null && isSection(name)) {
      problems.add(shown + " must hold keys and values.");
    } else if (key == null) {
      take(name, "", shown);
    } else if (value instanceof List<?> list && key.kind() == ConfigKey.Kind.LIST) {
      take(name, String.join(",", list.stream().map(String::valueOf).toList()), shown);
    } else if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      problems.add(shown + " must be a " + key.kind().label() + ".");
    } else {
      take(name, String.valueOf(value), shown);
    }
  }

  private void take(String name, String text, String shown) {
    ConfigKey key = ConfigKeys.BY_NAME.get(name);
    if (key == null) {
      problems.add("Unknown key " + shown + "." + didYouMean(name, ConfigKeys.BY_NAME.keySet()));
      return;
    }
    String value = key.kind() == ConfigKey.Kind.SECRET ? text : text.trim();
    ConfigValues.problem(key, value)
        .ifPresentOrElse(
            problem -> problems.add(shown + " " + problem + "."), () -> texts.put(name, value));
  }

  private void readEnvironment(Map<String, String> environment) {
    Map<String, String> nameByVariable = new LinkedHashMap<>();
    ConfigKeys.ALL.forEach(key -> nameByVariable.put(key.environmentName(), key.name()));
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (!variable.startsWith(ConfigKeys.ENVIRONMENT_PREFIX)
                  || variable.equals(ConfigKeys.CONFIG_FILE_VARIABLE)) {
                return;
              }
              String name = nameByVariable.get(variable);
              if (name == null) {
                problems.add(
                    "Unknown environment variable "
                        + variable
                        + "."
                        + didYouMeanVariable(variable, nameByVariable.keySet()));
              } else {
                take(name, text, variable);
              }
            });
  }

  private static String didYouMean(String unknown, Collection<String> known) {
    return NearestName.of(unknown, known).map(name -> " Did you mean " + name + "?").orElse("");
  }

  private static String didYouMeanVariable(String unknown, Collection<String> known) {
    int prefix = ConfigKeys.ENVIRONMENT_PREFIX.length();
    return NearestName.of(
            unknown.substring(prefix), known.stream().map(name -> name.substring(prefix)).toList())
        .map(name -> " Did you mean " + ConfigKeys.ENVIRONMENT_PREFIX + name + "?")
        .orElse("");
  }

  private EngineConfig finish() {
    checkTogether();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return EngineConfig.from(new ConfigValues(texts));
  }

  private void checkTogether() {
    if (texts.get("http.certificate").isEmpty() != texts.get("http.certificateKey").isEmpty()) {
      problems.add("http.certificate and http.certificateKey must be set together.");
    }
    if (texts.get("data").isEmpty()) {
      problems.add("data must not be empty.");
    }
    String port = texts.get("http.port");
    if (!port.equals("0") && port.equals(texts.get("http.httpsPort"))) {
      problems.add("http.port and http.httpsPort must differ: " + port + ".");
    }
    String url = texts.get("database.url");
    if (!url.isEmpty() && !url.matches("postgres(ql)?://.+")) {
      problems.add("database.url must start with postgresql://.");
    }
    String publicUrl = texts.get("http.publicUrl");
    if (!publicUrl.isEmpty() && !publicUrl.matches("https?://[^\\s/]+.*")) {
      problems.add("http.publicUrl must start with https:// or http://: " + publicUrl + ".");
    }
  }
}
