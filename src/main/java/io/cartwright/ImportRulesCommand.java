package io.cartwright;

import io.cartwright.bus.Ids;
import io.cartwright.config.ConfigException;
import io.cartwright.config.ConfigReader;
import io.cartwright.config.EngineConfig;
import io.cartwright.config.LogLevel;
import io.cartwright.config.LoggingConfig;
import io.cartwright.discount.rule.RuleImportFlow;
import io.cartwright.discount.rule.RuleImportStore;
import io.cartwright.discount.rule.RuleStore;
import io.cartwright.site.SiteStore;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.query.Queries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * {@code import-rules}: adds the discount rules of a file to a site, all or none. It needs the
 * database only, as {@code replay} does.
 */
final class ImportRulesCommand {
  static final String USAGE = "import-rules <file> [--site <id>] [--config <file>]";
  static final int EXIT_DONE = 0;

  /** Nothing was written. */
  static final int EXIT_REFUSED = 1;

  static final int EXIT_FAILED = 2;

  private static final int CONNECTIONS = 2;

  /** A key that signs nothing: the command hands out no pages. */
  private static final byte[] NO_CURSORS = {1};

  private static final int WAIT_MINUTES = 60;

  /**
   * What is asked for.
   *
   * @param site null: the only one
   * @param config the words that name the configuration
   */
  private record Arguments(Path file, UUID site, List<String> config) {
    static Arguments read(List<String> words) {
      Path file = null;
      UUID site = null;
      List<String> config = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (!word.startsWith("--") && file == null) {
          file = Path.of(word);
          continue;
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (!List.of("--site", "--config").contains(name)) {
          throw new IllegalArgumentException(
              "Unknown argument: " + word + ". Known: " + USAGE + ".");
        }
        if (equals < 0 && i + 1 == words.size()) {
          throw new IllegalArgumentException(name + " needs a value.");
        }
        String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
        if (name.equals("--site")) {
          site = ReplayArguments.site(value);
        } else {
          config.addAll(List.of(name, value));
        }
      }
      if (file == null) throw new IllegalArgumentException("No file is named: " + USAGE + ".");
      return new Arguments(file, site, List.copyOf(config));
    }
  }

  private final Arguments arguments;
  private final PrintStream out;
  private final PrintStream err;

  private ImportRulesCommand(Arguments arguments, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  /** Runs the command; blocks. Answers the exit code. */
  static int run(
      List<String> words, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      Arguments arguments = Arguments.read(words);
      if (!Files.isReadable(arguments.file())) {
        throw new IllegalArgumentException(arguments.file() + " cannot be read.");
      }
      EngineConfig config = ConfigReader.read(arguments.config(), environment);
      LogLevel.apply(new LoggingConfig("WARN"));
      return CommandDatabase.use(config, new ImportRulesCommand(arguments, out, err)::run);
    } catch (ConfigException | IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
    } catch (Exception failure) {
      Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
      err.println("The import failed: " + cause.getMessage());
    }
    return EXIT_FAILED;
  }

  private int run(DatabaseConfig database) throws Exception {
    Vertx vertx = Vertx.vertx();
    Pools pools = Pools.open(vertx, database, CONNECTIONS);
    try {
      UUID site = site(pools);
      Clock clock = Clock.systemUTC();
      RuleStore rules = new RuleStore(pools, new Documents(pools), new Queries(pools, NO_CURSORS));
      RuleImportFlow imports =
          new RuleImportFlow(
              vertx, rules, new RuleImportStore(pools), clock, Ids.timeOrdered(clock));
      return told(site, await(imports.run(site, () -> Files.lines(arguments.file()))));
    } finally {
      await(pools.close());
      await(vertx.close());
    }
  }

  private UUID site(Pools pools) throws Exception {
    Committer none = new Committer(pools, CommitterOptions.STANDARD);
    List<UUID> sites =
        await(new SiteStore(pools, none).loadAll()).stream().map(site -> site.id()).toList();
    if (arguments.site() == null && sites.size() == 1) return sites.get(0);
    if (arguments.site() == null) {
      throw new IOException("there are " + sites.size() + " sites: name one with --site");
    }
    if (!sites.contains(arguments.site())) {
      throw new IOException("there is no site " + arguments.site());
    }
    return arguments.site();
  }

  private int told(UUID site, RuleImportFlow.Report report) {
    for (RuleImportFlow.Problem problem : report.problems()) {
      String line = problem.line() == 0 ? "" : "line " + problem.line() + ": ";
      String field = problem.field().isEmpty() ? "" : problem.field() + " ";
      err.println(line + field + problem.description());
    }
    if (!report.problems().isEmpty()) {
      err.println("Nothing is imported.");
      return EXIT_REFUSED;
    }
    out.printf("%d rules added to site %s%n", report.rules(), site);
    return EXIT_DONE;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(WAIT_MINUTES, TimeUnit.MINUTES);
  }
}
