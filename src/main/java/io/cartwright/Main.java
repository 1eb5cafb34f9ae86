package io.cartwright;

import io.cartwright.config.ConfigException;
import io.cartwright.config.ConfigReader;
import io.cartwright.config.EngineConfig;
import io.cartwright.config.LogLevel;
import io.cartwright.site.Credentials;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Starts the engine, or one of its commands, from the command line. */
public final class Main {
  private static final int EXIT_CONFIG = 2;
  private static final int EXIT_START = 1;

  private static final String USAGE =
      String.join(
          System.lineSeparator(),
          "java -jar cartwright.jar [--config <file>]",
          "  starts the engine",
          "java -jar cartwright.jar " + ReplayArguments.USAGE,
          "  prices stored orders again by the rules of their time and prints each difference;",
          "  from the first instant up to the second; all sites unless one is named;",
          "  exit code 0: all equal, 1: differences, 2: failure",
          "java -jar cartwright.jar " + ImportRulesCommand.USAGE,
          "  adds discount rules to a site, all or none; each line of the file is the JSON body of",
          "  createDiscountRule; an engine that runs has them within seconds, in one step, one that",
          "  does not at its next start; the site may be left out when there is one only;",
          "  exit code 0: done, 1: refused, nothing is written, 2: failure",
          "java -jar cartwright.jar --help",
          "",
          "Settings come from the file and from environment variables CARTWRIGHT_...");

  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    boolean asksForHelp = words.contains("--help") || words.contains("-h");
    String first = words.isEmpty() ? "" : asksForHelp ? "help" : words.get(0);
    switch (first) {
      case "help" -> System.out.println(USAGE);
      case "replay" ->
          System.exit(
              ReplayCommand.run(
                  words.subList(1, words.size()), System.getenv(), System.out, System.err));
      case "import-rules" ->
          System.exit(
              ImportRulesCommand.run(
                  words.subList(1, words.size()), System.getenv(), System.out, System.err));
      default -> start(words);
    }
  }

  private static void start(List<String> words) {
    long started = System.nanoTime();
    EngineConfig config;
    try {
      config = ConfigReader.read(words, System.getenv());
    } catch (ConfigException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(EXIT_CONFIG);
      return;
    }
    LogLevel.apply(config.logging());
    try {
      Engine engine = Engine.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "stop"));
      greet(engine.credentials(), config, (System.nanoTime() - started) / 1_000_000);
    } catch (Exception failure) {
      Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
      System.err.println("Cartwright could not start: " + cause.getMessage());
      if (!(cause instanceof IOException)) failure.printStackTrace();
      System.exit(EXIT_START);
    }
  }

  /** The version of the jar; {@code development} when run from classes. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static void greet(Credentials credentials, EngineConfig config, long tookMs) {
    System.out.println(
        String.join(
            System.lineSeparator(),
            "",
            "Cartwright " + version() + " is ready after " + tookMs + " ms.",
            "  storefront API   "
                + credentials.httpsUrl()
                + "  (plain: "
                + credentials.httpUrl()
                + ")",
            "  operations       " + credentials.httpUrl() + "/api.html",
            "  health, metrics  " + credentials.httpUrl() + "/health/ready, /metrics",
            "  keys             " + config.data().resolve("credentials.json"),
            "",
            "Try: curl -s "
                + credentials.httpUrl()
                + "/oauth2/token -H 'content-type: application/json' \\",
            "  -d '{\"clientId\":\"" + credentials.clientId() + "\",\"grantType\":\"anonymous\"}'",
            "Stop with Ctrl-C; accepted work is finished first.",
            ""));
  }
}
