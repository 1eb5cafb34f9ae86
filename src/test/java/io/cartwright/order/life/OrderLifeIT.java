package io.cartwright.order.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.order.life.LifeShop.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The life of orders: 1,000 moves drawn by chance, allowed and not, on an order of a whole engine,
 * beside {@link LifeModel}. After each the order, its payments, refunds and parcels, the ledger and
 * the shelves are what the model says; a move that is refused is refused as the model says, and
 * changes nothing. {@code -Dcartwright.long=true} draws many more, {@code -Dcartwright.seed=7} one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1_800)
class OrderLifeIT {
  private static final int MOVES = 1_000;
  private static final int SEEDS_LONG = 60;
  private static final int TRACE_SHOWN = 15;

  private LifeShop shop;

  @BeforeAll
  void open() throws Exception {
    shop = new LifeShop();
  }

  @AfterAll
  void shut() throws Exception {
    shop.close();
  }

  static LongStream seeds() {
    Long one = Long.getLong("cartwright.seed");
    if (one != null) return LongStream.of(one);
    return LongStream.rangeClosed(1, Boolean.getBoolean("cartwright.long") ? SEEDS_LONG : 2);
  }

  /** How often each move is drawn, beside the others. */
  private static List<Consumer<LifeMoney>> moves() {
    Map<Consumer<LifeMoney>, Integer> often = new LinkedHashMap<>();
    often.put(LifeMoves::lead, 3);
    often.put(LifeMoves::edit, 5);
    often.put(LifeMoves::send, 10);
    often.put(LifeMoves::track, 6);
    often.put(LifeMoves::unsend, 6);
    often.put(LifeMoves::unknown, 2);
    often.put(LifeMoney::pay, 8);
    often.put(LifeMoney::confirm, 5);
    often.put(LifeMoney::enter, 8);
    often.put(LifeMoney::correct, 8);
    often.put(LifeMoney::capture, 8);
    often.put(LifeMoney::release, 3);
    often.put(LifeMoney::refund, 20);
    often.put(LifeMoney::trigger, 6);
    often.put(LifeMoney::arrive, 4);
    often.put(LifeMoney::decide, 5);
    often.put(LifeMoney::dispute, 3);
    often.put(LifeMoney::charge, 6);
    List<Consumer<LifeMoney>> all = new ArrayList<>();
    often.forEach((move, times) -> all.addAll(java.util.Collections.nCopies(times, move)));
    return all;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyMoveLeadsWhereItShould(long seed) throws Exception {
    Random random = new Random(seed);
    LifeModel[] model = new LifeModel[1];
    String order = shop.placed(model);
    LifeMoney life = new LifeMoney(shop, order, model[0], random);
    List<Consumer<LifeMoney>> moves = moves();
    Shown before = shop.shown(order);
    int done = 0;
    int refused = 0;
    for (int made = 0; made < MOVES; ) {
      int known = life.trace.size();
      boolean late = made > MOVES * 3 / 4 && life.rarely(40);
      if (late) life.cancel();
      else life.oneOf(moves).accept(life);
      if (life.trace.size() == known) continue;
      made++;
      String why = why(seed, life);
      assertEquals(life.expected, life.said, why);
      Shown after = shop.shown(order);
      assertEquals(lines(life.model.facts()), lines(shop.facts(after, life.model)), why);
      if (life.said.equals("200")) {
        done++;
      } else {
        refused++;
        boolean leavesTrace = life.said.equals("428 PAYMENT_ERROR");
        if (!leavesTrace) assertEquals(before, after, why);
      }
      before = after;
    }
    assertTrue(done > MOVES / 10 && refused > MOVES / 10, done + " done, " + refused + " refused");
  }

  private static String lines(Map<String, String> facts) {
    StringBuilder lines = new StringBuilder();
    facts.forEach((name, value) -> lines.append(name).append(": ").append(value).append('\n'));
    return lines.toString();
  }

  private static String why(long seed, LifeMoves life) {
    List<String> trace = life.trace;
    int from = Math.max(0, trace.size() - TRACE_SHOWN);
    return "seed %d, move %d of order %s:%n%s%n"
        .formatted(
            seed, trace.size(), life.order, String.join("\n", trace.subList(from, trace.size())));
  }
}
