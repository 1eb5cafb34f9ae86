package io.cartwright.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Owners;
import io.cartwright.bus.Refusal;
import io.cartwright.bus.Role;
import io.cartwright.bus.StoredCommands;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.TestDatabase;
import io.cartwright.store.query.Queries;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.tax.TaxQuestions.TaxAt;
import io.cartwright.tax.calculation.TaxCalculationVerticle;
import io.cartwright.tax.group.TaxGroupVerticle;
import io.cartwright.tax.mapping.ManualTaxMappingVerticle;
import io.cartwright.tax.region.TaxRegionVerticle;
import io.cartwright.wire.Decoded;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.cartwright.wire.own.site.BusinessAddress;
import io.cartwright.wire.own.site.StockDecrement;
import io.cartwright.wire.own.site.WeightUnit;
import io.cartwright.wire.taxgroups.TaxGroup;
import io.cartwright.wire.taxregions.TaxRegion;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The tax domain of one engine over a real database, and the settings of a site. */
public final class TaxFixture implements AutoCloseable {
  public static final String MANUAL = Calculators.MANUAL.appId();
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");

  public final UUID site;
  public final TaxCache cache;
  final DatabaseConfig database;
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus;
  private final Pools pools;
  private final Committer committer;
  private final AtomicInteger keys = new AtomicInteger();

  public TaxFixture() {
    this(TestDatabase.fresh(), UUID.randomUUID());
  }

  /** Another engine on the same database. */
  TaxFixture(TaxFixture other) {
    this(other.database, other.site);
  }

  private TaxFixture(DatabaseConfig database, UUID site) {
    this.database = database;
    this.site = site;
    pools = Pools.open(vertx, database, 4);
    committer = new Committer(pools, CommitterOptions.STANDARD);
    Documents documents = new Documents(pools);
    Queries queries = new Queries(pools, "cursor key of the tests".getBytes());
    Commits commits = new Commits(committer);
    Ids ids = UUID::randomUUID;
    bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(documents));
    cache = new TaxCache(vertx, new TaxStore(pools, documents));
    deploy(new Site());
    deploy(new TaxGroupVerticle(bus, documents, queries, commits, cache, ids));
    deploy(
        new TaxRegionVerticle(bus, documents, queries, commits, cache, ids, Calculators.BUILT_IN));
    deploy(new ManualTaxMappingVerticle(bus, documents, queries, commits, cache, ids));
    deploy(new TaxSettingsVerticle(bus, documents, commits, cache));
    deploy(new TaxCalculationVerticle(bus, cache, Calculators.BUILT_IN));
    deploy(new TaxRefreshVerticle(cache));
  }

  private void deploy(VerticleBase verticle) {
    await(vertx.deployVerticle(verticle));
  }

  /** A site in dollars whose prices are without tax. */
  private final class Site extends VerticleBase {
    @Override
    public Future<?> start() {
      return bus.serve(
          SiteQuestions.SETTINGS, call -> Future.succeededFuture(Outcome.done(settings(call))));
    }

    private SiteSettings settings(Call<SettingsWanted> call) {
      return new SiteSettings(
          call.caller().siteId(),
          1,
          "Shop",
          UUID.randomUUID(),
          "USD",
          "en",
          BusinessAddress.builder().country("US").build(),
          ZoneOffset.UTC,
          WeightUnit.KG,
          true,
          List.of(),
          false,
          StockDecrement.ON_PLACEMENT);
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Calls as an administrator, with a JSON body that passes the contract's checks. */
  public <Q, A> Outcome<A> call(Operation<Q, A> operation, String json, String... path) {
    return call(operation, CallId.minted("c" + keys.incrementAndGet()), json, path);
  }

  <Q, A> Outcome<A> call(Operation<Q, A> operation, CallId id, String json, String... path) {
    Decoded<Q> decoded =
        operation.route().decode(json.getBytes(StandardCharsets.UTF_8), List.of(path));
    if (!decoded.violations().isEmpty()) return Outcome.invalid(decoded.violations());
    Caller admin = new Caller(site, Role.ADMIN, new UUID(9, 9));
    return await(
        bus.call(operation, new Call<>(admin, id, decoded.body(), decoded.present(), NOW, "r")));
  }

  /** Calls, and expects that it is done. */
  public <Q, A> A done(Operation<Q, A> operation, String json, String... path) {
    Outcome<A> outcome = call(operation, json, path);
    assertTrue(outcome.isDone(), () -> operation + ": " + outcome);
    return outcome.orNull();
  }

  /** Calls, and expects a refusal. */
  public <Q, A> Outcome.Refused<A> refused(
      Refusal refusal, Operation<Q, A> operation, String json, String... path) {
    Outcome<A> outcome = call(operation, json, path);
    Outcome.Refused<A> refused = assertInstanceOf(Outcome.Refused.class, outcome);
    assertEquals(refusal, refused.refusal(), refused::toString);
    return refused;
  }

  /** Calls, and expects that this field is named as wrong. */
  public <Q, A> void invalid(String field, Operation<Q, A> operation, String json, String... path) {
    Outcome.Refused<A> refused = refused(CommonRefusal.INVALID_ARGUMENT, operation, json, path);
    assertEquals(field, refused.violations().get(0).field(), refused::toString);
  }

  public TaxAnswer taxAt(String country, String subdivision, String exemptGroup) {
    Address address = Address.builder().country(country).subdivision(subdivision).build();
    Call<TaxAt> call =
        new Call<>(
            Caller.system(site),
            CallId.minted("c"),
            new TaxAt(country == null ? null : address, exemptGroup),
            null,
            NOW,
            "r");
    return await(bus.call(TaxQuestions.TAX_AT, call)).orNull();
  }

  public TaxGroup group(String name) {
    return done(TaxOperations.CREATE_TAX_GROUP, "{\"taxGroup\":{\"name\":\"" + name + "\"}}")
        .taxGroup();
  }

  public TaxRegion region(String country, String subdivision, boolean included) {
    String divided = subdivision == null ? "" : ",\"subdivision\":\"" + subdivision + "\"";
    String body =
        "{\"taxRegion\":{\"country\":\"%s\"%s,\"appId\":\"%s\",\"taxIncludedInPrice\":%s}}";
    return done(TaxOperations.CREATE_TAX_REGION, body.formatted(country, divided, MANUAL, included))
        .taxRegion();
  }

  public ManualTaxMapping mapping(String regionId, String groupId, String rate) {
    return done(TaxOperations.CREATE_MANUAL_TAX_MAPPING, mappingBody(regionId, groupId, rate))
        .manualTaxMapping();
  }

  public static String mappingBody(String regionId, String groupId, String rate) {
    return "{\"manualTaxMapping\":" + mappingJson(regionId, groupId, rate) + "}";
  }

  public static String mappingJson(String regionId, String groupId, String rate) {
    return "{\"taxRegionId\":\"%s\",\"taxGroupId\":\"%s\",\"taxRate\":\"%s\",\"taxName\":\"VAT\"}"
        .formatted(regionId, groupId, rate);
  }

  /** Slugs of the site's outbox for one kind of entity, in order, and the outbox emptied. */
  public List<String> events() {
    List<String> events = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement()) {
      ResultSet rows =
          statement.executeQuery("delete from outbox where site_id = '" + site + "' returning *");
      while (rows.next()) events.add(rows.getString("entity_fqdn") + "_" + rows.getString("slug"));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return events.stream().map(e -> e.replace("wix.billing.v1.", "")).sorted().toList();
  }

  @Override
  public void close() {
    await(committer.close());
    await(pools.close());
    await(vertx.close());
  }
}
