package io.cartwright.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aRoundThatFailsIsFollowedByAnother() throws Exception {
    var begun = new LinkedBlockingQueue<Integer>();
    var rounds = new ArrayList<Supplier<Future<?>>>();
    rounds.add(() -> Future.failedFuture("on purpose"));
    rounds.add(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    rounds.add(Future::succeededFuture);
    rounds.add(() -> Promise.promise().future());
    Rounds.begin(
        vertx,
        PAUSE,
        "do what fails",
        () -> {
          int number = begun.size();
          begun.add(number);
          return rounds.get(number).get();
        });
    for (int i = 0; begun.size() < rounds.size() && i < 1_000; i++) Thread.sleep(10);
    assertEquals(List.of(0, 1, 2, 3), List.copyOf(begun));
  }

  @Test
  void aRoundWaitsForTheOneBefore() throws Exception {
    var begun = new LinkedBlockingQueue<Promise<Void>>();
    Rounds.begin(
        vertx,
        PAUSE,
        "wait",
        () -> {
          Promise<Void> end = Promise.promise();
          begun.add(end);
          return end.future();
        });
    Promise<Void> first = begun.poll(10, TimeUnit.SECONDS);
    assertNull(begun.poll(20 * PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    first.complete();
    assertNotNull(begun.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void eachHasItsTurnAlsoWhenOneFails() throws Exception {
    var steps = new ArrayList<Integer>();
    Rounds.inTurn(
            List.of(1, 2, 3, 4),
            "step to",
            number -> number,
            number -> {
              steps.add(number);
              if (number == 2) throw new IllegalStateException("on purpose");
              return number == 3 ? Future.failedFuture("on purpose") : Future.succeededFuture();
            })
        .await(10, TimeUnit.SECONDS);
    assertEquals(List.of(1, 2, 3, 4), steps);
  }
}
