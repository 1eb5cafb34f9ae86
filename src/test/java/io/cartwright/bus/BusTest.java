package io.cartwright.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.wire.common.AddToCartResponse;
import io.cartwright.wire.currentcart.AddToCurrentCartRequest;
import io.cartwright.wire.currentcart.CurrentCartApi;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bus of a node that owns nothing. */
class BusTest {
  private static final String OTHER = "other-node";
  private static final AddToCurrentCartRequest ASK = AddToCurrentCartRequest.builder().build();
  private static final AddToCartResponse REPLY = AddToCartResponse.builder().build();

  private static final Operation<AddToCurrentCartRequest, AddToCartResponse> ADD =
      Operation.of(CurrentCartApi.ADD_TO_CURRENT_CART)
          .allow(Role.VISITOR)
          .keyedBy((caller, body) -> "key")
          .writes();
  private static final Operation<Promise<String>, String> INTERNAL =
      Operation.<Promise<String>, String>internal("ecom.test.internal")
          .keyedBy((caller, body) -> "key");
  private static final Operation<Changed, Changed> FORGET = Changed.topic("ecom.test.forget");

  private final Vertx vertx = Vertx.vertx();
  private final List<Consumer<String>> goneListeners = new ArrayList<>();
  private final Bus bus =
      new Bus(
          vertx,
          new Owners() {
            @Override
            public String nodeOf(String key) {
              return OTHER;
            }

            @Override
            public void onGone(Consumer<String> listener) {
              goneListeners.add(listener);
            }
          },
          (caller, key) -> Future.succeededFuture(Optional.empty()));
  private final List<CallId> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private <Q, A> void serve(Operation<Q, A> operation, Handler<Q, A> handler) throws Exception {
    await(
        vertx.deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return bus.serve(operation, handler);
              }
            }));
  }

  private static <Q> Call<Q> call(Q body) {
    Caller caller = new Caller(UUID.randomUUID(), Role.VISITOR, UUID.randomUUID());
    return new Call<>(caller, CallId.minted("minted"), body, null, Instant.EPOCH, "request");
  }

  @Test
  void whatHasNoCodecIsServedHere() throws Exception {
    serve(INTERNAL, call -> Future.succeededFuture(Outcome.done("here")));
    assertEquals("here", await(bus.call(INTERNAL, call(Promise.promise()))).orNull());
  }

  @Test
  void aCommandThatItsOwnerDoesNotTakeIsServedHere() throws Exception {
    serve(ADD, this::add);
    assertTrue(await(bus.call(ADD, call(ASK))).isDone());
    assertEquals(List.of(new CallId("sent/minted", true, 0)), handled);
  }

  /** The owner has taken the command and dies: its repeat here looks whether it was done. */
  @Test
  void aCommandWhoseOwnerIsGoneIsSentAgainAtOnce() throws Exception {
    await(bus.serveNode(OTHER));
    serve(
        ADD,
        call -> {
          if (!call.id().first()) return add(call);
          handled.add(call.id());
          goneListeners.forEach(listener -> listener.accept(OTHER));
          return Promise.<Outcome<AddToCartResponse>>promise().future();
        });
    long startNanos = System.nanoTime();
    assertTrue(await(bus.call(ADD, call(ASK))).isDone());
    assertTrue(System.nanoTime() - startNanos < TimeUnit.SECONDS.toNanos(1));
    assertEquals(
        List.of(new CallId("sent/minted", true, 0, true), new CallId("sent/minted", true, 0)),
        handled);
  }

  @Test
  void anOwnerThatIsOnlySlowIsWaitedFor() throws Exception {
    await(bus.serveNode(OTHER));
    serve(ADD, call -> vertx.timer(3, TimeUnit.SECONDS).compose(done -> add(call)));
    assertTrue(await(bus.call(ADD, call(ASK))).isDone());
    assertEquals(List.of(new CallId("sent/minted", true, 0, true)), handled);
  }

  /** As a process that was stopped: its connections stand, and nothing comes back. */
  @Test
  void anOwnerThatHangsIsWaitedForOnce() throws Exception {
    await(bus.serveNode("this-node"));
    vertx.eventBus().<Envelope>consumer("ecom.node." + OTHER, message -> {});
    serve(ADD, this::add);
    long startNanos = System.nanoTime();
    assertTrue(await(bus.call(ADD, call(ASK))).isDone());
    long firstNanos = System.nanoTime();
    assertTrue(firstNanos - startNanos < TimeUnit.SECONDS.toNanos(4));
    assertTrue(await(bus.call(ADD, call(ASK))).isDone());
    assertTrue(System.nanoTime() - firstNanos < TimeUnit.SECONDS.toNanos(1));
  }

  private Future<Outcome<AddToCartResponse>> add(Call<AddToCurrentCartRequest> call) {
    handled.add(call.id());
    return Future.succeededFuture(Outcome.done(REPLY));
  }

  @Test
  void theOwnerIsToldWhatOthersChanged() throws Exception {
    await(bus.serveNode(OTHER));
    List<Changed> told = new CopyOnWriteArrayList<>();
    serve(
        FORGET,
        call -> {
          told.add(call.body());
          return Future.succeededFuture(Outcome.done(call.body()));
        });
    Changed changed = new Changed("key", UUID.randomUUID(), UUID.randomUUID());
    assertFalse(bus.owns("key"));
    await(bus.tell(FORGET, call(null), changed));
    assertEquals(List.of(changed), told);
  }

  @Test
  void anOwnerThatDoesNotHearFailsNobody() throws Exception {
    Changed changed = new Changed("key", UUID.randomUUID(), UUID.randomUUID());
    await(bus.tell(FORGET, call(null), changed));
  }
}
