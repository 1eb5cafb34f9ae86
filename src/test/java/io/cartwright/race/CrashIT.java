package io.cartwright.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.EngineProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Shoppers buy while the engine or its Postgres is killed at random moments, or the engine is
 * stopped. When it is back, by itself or by a restart, all that was answered is there, once, and
 * nothing is there by halves. {@code -Dcartwright.long=true} kills each of them ten times, {@code
 * -Dcartwright.seed} repeats the moments of a run.
 */
@Timeout(1_200)
class CrashIT {
  private static final Path FOLDER = Path.of("target", "crash-it");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final long WAIT_LIMIT_NS = Duration.ofSeconds(40).toNanos();
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

  /** The compiler of a JVM that lives for seconds is the quick one. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "CARTWRIGHT_LIMITS_REQUESTS_PER_SECOND",
          "0",
          "JAVA_TOOL_OPTIONS",
          "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

  private static final int SHOPPERS = 8;
  private static final int KILLS = Boolean.getBoolean("cartwright.long") ? 10 : 3;

  /** Answers that each shopper waits for before and after what happens. */
  private static final int ANSWERS = 8;

  private static final int MOMENT_MAX_MS = 300;

  /** About how long a start or a recovery takes: a second blow falls within it. */
  private static final int RECOVERY_MS = 2_500;

  private static final long SEED = Long.getLong("cartwright.seed", System.nanoTime());
  private static final int POLL_MS = 20;

  private static final CrashClient CLIENT = new CrashClient();
  private static final List<CrashShopper> SHOPPING = new ArrayList<>();
  private static final Random RANDOM = new Random(SEED);
  private static EngineProcess engine;
  private static CrashDatabase database;

  /** What happens to the engine while the shoppers shop. */
  private interface Disaster {
    void strike() throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    System.out.println("CrashIT: -Dcartwright.seed=" + SEED);
    engine = EngineProcess.start(FOLDER, START_LIMIT, SETTINGS);
    database = new CrashDatabase(engine.data());
    CLIENT.follow(engine.credentials());
    String item = item();
    for (int i = 0; i < SHOPPERS; i++) SHOPPING.add(new CrashShopper(CLIENT, item));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (engine != null) engine.close();
  }

  private static String item() {
    String product =
        """
        {"product":{"name":"Brick","productType":"PHYSICAL","physicalProperties":{},"variantsInfo":\
        {"variants":[{"price":{"actualPrice":{"amount":"3.10"}},\
        "inventoryItem":{"quantity":90000}}]}}}""";
    Answer made =
        CLIENT.sure("/stores/v3/products-with-inventory", CLIENT.credential("apiKey"), product);
    return "{\"appId\":\"%s\",\"catalogItemId\":\"%s\"}"
        .formatted(STORES, made.text("/product/id"));
  }

  @Test
  void whatWasAnsweredOutlivesKillsAndStops() throws Exception {
    for (int i = 0; i < KILLS; i++) {
      boolean twice = i % 3 == 1;
      boolean both = i % 3 == 2;
      during(() -> killEngine(twice, both));
      during(() -> killDatabase(twice));
    }
    during(
        () -> {
          assertTrue(engine.stop(), "stops by itself");
          assertTrue(database.isDown(), "stops its Postgres");
          restart();
        });
  }

  /**
   * Kills the engine, and starts it again.
   *
   * @param twice kills it again while it starts
   * @param both kills its Postgres with it
   */
  private static void killEngine(boolean twice, boolean both) throws Exception {
    if (both) database.kill();
    engine.kill();
    if (twice) engine.restartAndKill(Duration.ofMillis(RANDOM.nextInt(RECOVERY_MS)));
    restart();
  }

  /**
   * Kills Postgres, and leaves the rest to the engine.
   *
   * @param twice kills it again while it recovers
   */
  private static void killDatabase(boolean twice) throws Exception {
    database.kill();
    if (!twice) return;
    Thread.sleep(RANDOM.nextInt(RECOVERY_MS));
    database.kill();
  }

  private static void restart() throws IOException, InterruptedException {
    Map<String, String> before = new HashMap<>();
    for (String name : List.of("apiKey", "siteId", "clientId")) {
      before.put(name, CLIENT.credential(name));
    }
    engine = engine.restart(START_LIMIT);
    CLIENT.follow(engine.credentials());
    before.forEach((name, value) -> assertEquals(value, CLIENT.credential(name), name));
  }

  /** Has shoppers shop before, while and after something happens, and looks at what is left. */
  private static void during(Disaster disaster) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(SHOPPERS);
    try {
      List<Future<?>> shopping = new ArrayList<>();
      for (CrashShopper shopper : SHOPPING) {
        shopping.add(threads.submit(() -> shop(shopper, over)));
      }
      awaitAnswers(shopping);
      Thread.sleep(RANDOM.nextInt(MOMENT_MAX_MS));
      disaster.strike();
      awaitAnswers(shopping);
      over.set(true);
      for (Future<?> done : shopping) done.get(WAIT_LIMIT_NS, TimeUnit.NANOSECONDS);
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
    check();
  }

  private static Void shop(CrashShopper shopper, AtomicBoolean over) throws InterruptedException {
    shopper.run(over::get);
    long end = System.nanoTime() + WAIT_LIMIT_NS;
    shopper.settle(() -> System.nanoTime() > end);
    return null;
  }

  /** Waits until each shopper has been answered some more; ends at once when one of them fails. */
  private static void awaitAnswers(List<Future<?>> shopping) throws Exception {
    List<Integer> wanted = SHOPPING.stream().map(s -> s.answered() + ANSWERS).toList();
    await(
        "all shoppers are served",
        () -> {
          for (int i = 0; i < SHOPPERS; i++) {
            if (shopping.get(i).isDone()) return true;
            if (SHOPPING.get(i).answered() < wanted.get(i)) return false;
          }
          return true;
        });
    for (Future<?> one : shopping) if (one.isDone()) one.get();
  }

  private static void await(String what, BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + WAIT_LIMIT_NS;
    while (!done.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.sleep(POLL_MS);
    }
  }

  private static void check() throws Exception {
    Map<String, String> orders = new HashMap<>();
    for (CrashShopper shopper : SHOPPING) {
      shopper.check();
      orders.putAll(shopper.orders());
    }
    assertFalse(orders.isEmpty());
    Books books = database.books();
    assertEquals(orders, books.orders(), "orders by checkout");
    books.check();
    String path = "/ecom/v1/orders/" + orders.values().iterator().next();
    CLIENT.sure(path, CLIENT.credential("apiKey"), null);
  }
}
