package io.cartwright.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.order.OrderFixture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class GuardedProviderTest {
  private static final ChargeRequest REQUEST =
      new ChargeRequest(
          UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "1.00", "USD", "token");

  private Vertx vertx;

  @BeforeAll
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  void shut() {
    OrderFixture.await(vertx.close());
  }

  /** Answers each charge as it is told to, and counts them. */
  private static final class ToldProvider implements PaymentProvider {
    private final Supplier<Future<ProviderAnswer>> answer;
    private int asked;

    ToldProvider(Supplier<Future<ProviderAnswer>> answer) {
      this.answer = answer;
    }

    @Override
    public String name() {
      return "told";
    }

    @Override
    public Future<ProviderAnswer> charge(ChargeRequest request) {
      asked++;
      return answer.get();
    }

    @Override
    public Future<ProviderAnswer> authorize(ChargeRequest request) {
      return charge(request);
    }

    @Override
    public Future<ProviderAnswer> status(UUID siteId, UUID key) {
      return answer.get();
    }

    @Override
    public Future<ProviderAnswer> undo(UUID siteId, UUID key) {
      return answer.get();
    }

    @Override
    public Future<ProviderAnswer> capture(MoveRequest request) {
      return answer.get();
    }

    @Override
    public Future<ProviderAnswer> cancel(MoveRequest request) {
      return answer.get();
    }

    @Override
    public Future<ProviderAnswer> refund(MoveRequest request) {
      return answer.get();
    }

    @Override
    public Future<ProviderAnswer> status(MoveRequest request) {
      return answer.get();
    }

    @Override
    public Future<Optional<ProviderNews>> parse(String payload, String signature) {
      return Future.succeededFuture(Optional.empty());
    }
  }

  private GuardedProvider guarded(ToldProvider provider, int callsMax, int failuresMax) {
    PaymentSettings settings =
        new PaymentSettings(
            Duration.ofMillis(100),
            callsMax,
            failuresMax,
            Duration.ofMillis(300),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ZERO);
    return new GuardedProvider(vertx, provider, settings);
  }

  private static ProviderAnswer.State charge(GuardedProvider provider) {
    return OrderFixture.await(provider.charge(REQUEST)).state();
  }

  @Test
  void anAnswerIsHandedOn() {
    ProviderAnswer declined = new ProviderAnswer(ProviderAnswer.State.DECLINED, "ref", "no");
    ToldProvider provider = new ToldProvider(() -> Future.succeededFuture(declined));

    assertEquals(declined, OrderFixture.await(guarded(provider, 10, 10).charge(REQUEST)));
  }

  @Test
  void whatFailsInAnyWayIsUnknown() {
    ToldProvider late = new ToldProvider(() -> Promise.<ProviderAnswer>promise().future());
    ToldProvider failing = new ToldProvider(() -> Future.failedFuture("broken"));
    ToldProvider throwing =
        new ToldProvider(
            () -> {
              throw new IllegalStateException("broken");
            });

    assertEquals(ProviderAnswer.State.UNKNOWN, charge(guarded(late, 10, 10)));
    assertEquals(ProviderAnswer.State.UNKNOWN, charge(guarded(failing, 10, 10)));
    assertEquals(ProviderAnswer.State.UNKNOWN, charge(guarded(throwing, 10, 10)));
  }

  @Test
  void aProviderThatFailsTooOftenIsLeftAloneForAWhile() {
    boolean[] broken = {true};
    ToldProvider provider =
        new ToldProvider(
            () ->
                broken[0]
                    ? Future.failedFuture("broken")
                    : Future.succeededFuture(ProviderAnswer.of(ProviderAnswer.State.APPROVED)));
    GuardedProvider guarded = guarded(provider, 10, 3);
    for (int i = 0; i < 3; i++) {
      assertEquals(ProviderAnswer.State.UNKNOWN, charge(guarded));
    }
    assertEquals(ProviderAnswer.State.NOT_SENT, charge(guarded));
    assertEquals(3, provider.asked);
    ProviderAnswer status = OrderFixture.await(guarded.status(REQUEST.siteId(), REQUEST.key()));
    assertEquals(ProviderAnswer.State.UNKNOWN, status.state());

    broken[0] = false;
    OrderFixture.await(
        Future.<Void>future(promise -> vertx.setTimer(600, timer -> promise.complete())));

    assertEquals(ProviderAnswer.State.APPROVED, charge(guarded));
  }

  @Test
  void onlySoManyCallsRunAtATime() {
    ToldProvider provider = new ToldProvider(() -> Promise.<ProviderAnswer>promise().future());
    GuardedProvider guarded = guarded(provider, 2, 100);
    List<Future<ProviderAnswer>> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) calls.add(guarded.charge(REQUEST));

    List<ProviderAnswer> answers = OrderFixture.awaitAll(calls);

    assertEquals(
        3,
        answers.stream().filter(answer -> answer.state() == ProviderAnswer.State.NOT_SENT).count());
    assertEquals(2, provider.asked);
    assertEquals(ProviderAnswer.State.UNKNOWN, charge(guarded));
  }
}
