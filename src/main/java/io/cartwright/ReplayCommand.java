package io.cartwright;

import io.cartwright.basket.kept.OrderPricing;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Owners;
import io.cartwright.bus.StoredCommands;
import io.cartwright.config.ConfigException;
import io.cartwright.config.ConfigReader;
import io.cartwright.config.EngineConfig;
import io.cartwright.config.LogLevel;
import io.cartwright.config.LoggingConfig;
import io.cartwright.discount.rule.RuleVersionStore;
import io.cartwright.discount.rule.RulesAsOfFlow;
import io.cartwright.discount.rule.RulesAsOfVerticle;
import io.cartwright.pricing.Evaluator;
import io.cartwright.replay.Difference;
import io.cartwright.replay.ReplayFlow;
import io.cartwright.replay.ReplayStore;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * {@code replay}: prices stored orders again by the rules of their time, and prints where they come
 * out differently. It needs the database only: the one of an engine that runs, else it starts the
 * embedded one for itself. Orders are read by pages in the order of their time, and the book of a
 * version is made from the one before.
 */
final class ReplayCommand {
  /** All orders came out as they were. */
  static final int EXIT_EQUAL = 0;

  /** Some came out differently. */
  static final int EXIT_DIFFERENT = 1;

  /** Not all orders could be priced again. */
  static final int EXIT_FAILED = 2;

  private static final int PAGE = 500;
  private static final int CONNECTIONS = 2;
  private static final int WAIT_SECONDS = 300;

  private final ReplayArguments arguments;
  private final PrintStream out;
  private Vertx vertx;
  private Bus bus;
  private ReplayStore store;
  private ReplayFlow replays;
  private long equal;
  private long different;
  private long failed;

  private ReplayCommand(ReplayArguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  /** Runs the command; blocks. Answers the exit code. */
  static int run(
      List<String> words, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      ReplayArguments arguments = ReplayArguments.read(words);
      EngineConfig config = ConfigReader.read(arguments.config(), environment);
      LogLevel.apply(new LoggingConfig("WARN"));
      return CommandDatabase.use(config, new ReplayCommand(arguments, out)::run);
    } catch (ConfigException | IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
    } catch (Exception failure) {
      Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
      err.println("The replay failed: " + cause.getMessage());
    }
    return EXIT_FAILED;
  }

  private int run(DatabaseConfig database) throws Exception {
    vertx = Vertx.vertx();
    Pools pools = Pools.open(vertx, database, CONNECTIONS);
    try {
      bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(new Documents(pools)));
      store = new ReplayStore(pools);
      replays = new ReplayFlow(bus, store, new Evaluator());
      RulesAsOfFlow rules =
          new RulesAsOfFlow(vertx, new RuleVersionStore(pools), RulesAsOfFlow.Current.NONE);
      await(vertx.deployVerticle(new RulesAsOfVerticle(bus, rules)));
      List<UUID> sites =
          arguments.site() == null ? await(store.sites()) : List.of(arguments.site());
      for (UUID site : sites) site(site);
    } finally {
      await(pools.close());
      await(vertx.close());
    }
    out.printf(
        "%d orders priced again: %d equal, %d different, %d failed%n",
        equal + different + failed, equal, different, failed);
    if (failed > 0) return EXIT_FAILED;
    return different > 0 ? EXIT_DIFFERENT : EXIT_EQUAL;
  }

  private void site(UUID site) throws Exception {
    UUID after = new UUID(0, 0);
    List<OrderPricing> page;
    do {
      page = await(store.page(site, after, arguments.from(), arguments.to(), PAGE));
      for (OrderPricing order : page) {
        replay(order);
        after = order.orderId();
      }
    } while (page.size() == PAGE);
  }

  private void replay(OrderPricing order) throws Exception {
    Caller system = Caller.system(order.siteId());
    CallId id = CallId.minted(order.orderId().toString());
    Call<OrderPricing> call = new Call<>(system, id, order, null, order.instant(), "replay");
    Outcome<List<Difference>> outcome = await(replays.replay(call, order));
    if (outcome instanceof Outcome.Refused<?> refused) {
      failed++;
      out.printf("%s %s failed: %s%n", order.siteId(), order.orderId(), refused.description());
      return;
    }
    List<Difference> differences = outcome.orNull();
    if (differences.isEmpty()) {
      equal++;
      return;
    }
    different++;
    for (Difference each : differences) {
      out.printf(
          "%s %s %s: then %s, now %s%n",
          order.siteId(), order.orderId(), each.path(), shown(each.then()), shown(each.now()));
    }
  }

  private static String shown(String json) {
    return json == null ? "nothing" : json;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
  }
}
