package io.cartwright.discount;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Owners;
import io.cartwright.bus.Role;
import io.cartwright.bus.StoredCommands;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.CouponFor;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.discount.DiscountQuestions.RulesAsOf;
import io.cartwright.discount.DiscountQuestions.RulesFor;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.discount.DiscountQuestions.UsedUp;
import io.cartwright.discount.coupon.CouponStore;
import io.cartwright.discount.rule.RuleBookCache;
import io.cartwright.discount.rule.RuleBookVerticle;
import io.cartwright.discount.rule.RuleStore;
import io.cartwright.discount.rule.RuleVersionStore;
import io.cartwright.discount.rule.RulesAsOfFlow;
import io.cartwright.discount.rule.RulesAsOfVerticle;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Tally;
import io.cartwright.store.query.Queries;
import io.cartwright.wire.Decoded;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One node's discounts over a real database, without HTTP. */
public final class DiscountFixture implements AutoCloseable {
  /** A clock that stands still until it is moved. */
  public static final class StoppedClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

    public void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  public final UUID siteId;
  public final StoppedClock clock;
  public final RuleBookCache books;
  public final Committer committer;
  private final Vertx vertx = Vertx.vertx();
  private final Pools pools;
  public final Bus bus;

  /** A node of its own, on a new site. */
  public DiscountFixture(DatabaseConfig database) {
    this(database, UUID.randomUUID(), new StoppedClock());
  }

  /** A further node of the same site. */
  public DiscountFixture(DatabaseConfig database, UUID siteId, StoppedClock clock) {
    this.siteId = siteId;
    this.clock = clock;
    pools = Pools.open(vertx, database, 4);
    committer = new Committer(pools, CommitterOptions.STANDARD);
    Documents documents = new Documents(pools);
    Queries queries = new Queries(pools, "a key for tests".getBytes(StandardCharsets.UTF_8));
    bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(documents));
    RuleStore rules = new RuleStore(pools, documents, queries);
    books = new RuleBookCache(vertx, rules, clock);
    DiscountVerticle.Shared shared =
        new DiscountVerticle.Shared(
            rules,
            books,
            new RulesAsOfFlow(vertx, new RuleVersionStore(pools), books::bookAt),
            new CouponStore(documents, queries));
    Ids ids = Ids.timeOrdered(clock);
    await(vertx.deployVerticle(new RuleBookVerticle(books)));
    await(vertx.deployVerticle(new RulesAsOfVerticle(bus, shared.rulesAsOf())));
    await(
        vertx.deployVerticle(
            () -> new DiscountVerticle(bus, new Commits(committer), ids, shared),
            new DeploymentOptions().setInstances(2)));
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Calls an operation as an administrator, with a JSON body (apostrophes for quotes). */
  public <Q, A> Outcome<A> call(Operation<Q, A> operation, String json, String... pathValues) {
    return await(send(operation, CallId.minted("c"), json, pathValues));
  }

  /** As {@link #call}, with an Idempotency-Key. */
  public <Q, A> Outcome<A> callOnce(Operation<Q, A> operation, String key, String json) {
    return await(send(operation, new CallId(key, true, json.hashCode()), json));
  }

  public <Q, A> Future<Outcome<A>> send(
      Operation<Q, A> operation, CallId id, String json, String... pathValues) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Decoded<Q> decoded = operation.route().decode(body, List.of(pathValues));
    if (!decoded.violations().isEmpty()) {
      return Future.succeededFuture(Outcome.invalid(decoded.violations()));
    }
    Caller admin = new Caller(siteId, Role.ADMIN, new UUID(9, 9));
    return bus.call(
        operation, new Call<>(admin, id, decoded.body(), decoded.present(), clock.instant(), "r"));
  }

  /** Calls an operation that must be done. */
  public <Q, A> A done(Operation<Q, A> operation, String json, String... pathValues) {
    Outcome<A> outcome = call(operation, json, pathValues);
    if (outcome.isDone()) return outcome.orNull();
    throw new AssertionError(String.valueOf(outcome));
  }

  /** The code of a refusal; "" when done. */
  public static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().name() : "";
  }

  /** The first field that a refusal names. */
  public static String field(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused && !refused.violations().isEmpty()
        ? refused.violations().get(0).field()
        : code(outcome);
  }

  public Rules rulesFor() {
    Caller system = Caller.system(siteId);
    Instant now = clock.instant();
    return await(
            bus.call(
                DiscountQuestions.RULES_FOR,
                new Call<>(system, CallId.minted("c"), new RulesFor(now), null, now, "r")))
        .orNull();
  }

  /** Those of some rules that are used up, by all or by a buyer. */
  public Set<String> usedUp(String buyerKey, String... ruleIds) {
    Limits limits = rulesFor().limits();
    Map<String, UsageLimit> asked = new HashMap<>();
    for (String id : ruleIds) {
      if (limits.of(id) != null) asked.put(id, limits.of(id));
    }
    Instant now = clock.instant();
    UsedUp ask = new UsedUp(buyerKey, asked, now);
    Caller system = Caller.system(siteId);
    return await(
            bus.call(
                DiscountQuestions.USED_UP,
                new Call<>(system, CallId.minted("c"), ask, null, now, "r")))
        .orNull();
  }

  /** The rules as they stood. */
  public Outcome<Rules> rulesAsOf(Long version, Instant instant) {
    Caller system = Caller.system(siteId);
    return await(
        bus.call(
            DiscountQuestions.RULES_AS_OF,
            new Call<>(
                system,
                CallId.minted("c"),
                new RulesAsOf(version, instant),
                null,
                clock.instant(),
                "r")));
  }

  public Outcome<CouponAnswer> couponFor(String code, String buyerKey) {
    Caller system = Caller.system(siteId);
    Instant now = clock.instant();
    return await(
        bus.call(
            DiscountQuestions.COUPON_FOR,
            new Call<>(
                system, CallId.minted("c"), new CouponFor(code, buyerKey, now), null, now, "r")));
  }

  /** Counts a use, as the placement of an order does. */
  public void use(String kind, String key) {
    Change change =
        Change.at(clock.instant())
            .take(new Tally(siteId, kind, key), 1, Long.MIN_VALUE, Long.MAX_VALUE, null);
    assertEquals(true, await(committer.commit(change)).ok());
  }

  /** Waits until something is so, as other threads bring it about. */
  public static void eventually(Duration within, java.util.function.BooleanSupplier so)
      throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("not within " + within);
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    vertx.deploymentIDs().forEach(id -> await(vertx.undeploy(id)));
    await(committer.close());
    await(pools.close());
    await(vertx.close());
  }
}
