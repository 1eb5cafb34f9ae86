package io.cartwright.shipping;

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
import io.cartwright.shipping.DeliveryQuestions.DeliverTo;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.shipping.offer.OfferVerticle;
import io.cartwright.shipping.option.OptionOperations;
import io.cartwright.shipping.option.OptionVerticle;
import io.cartwright.shipping.profile.DefaultProfileFlow;
import io.cartwright.shipping.profile.ProfileOperations;
import io.cartwright.shipping.profile.ProfileVerticle;
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
import io.cartwright.wire.Decoded;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.own.site.BusinessAddress;
import io.cartwright.wire.own.site.StockDecrement;
import io.cartwright.wire.own.site.WeightUnit;
import io.cartwright.wire.shippingoptions.ShippingOption;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One node's delivery over a real database, without HTTP. */
public final class ShippingFixture implements AutoCloseable {
  public final UUID siteId;
  public volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");
  public final Bus bus;
  public volatile String currency = "USD";
  private final DatabaseConfig database;
  private final Vertx vertx = Vertx.vertx();
  private final Pools pools;
  private final Committer committer;

  /** A node of its own, on a new site. */
  public ShippingFixture(DatabaseConfig database) {
    this(database, UUID.randomUUID());
  }

  /** A further node of the same site. */
  public ShippingFixture(DatabaseConfig database, UUID siteId) {
    this.siteId = siteId;
    this.database = database;
    pools = Pools.open(vertx, database, 4);
    committer = new Committer(pools, CommitterOptions.STANDARD);
    Documents documents = new Documents(pools);
    Queries queries = new Queries(pools, "a key for tests".getBytes(StandardCharsets.UTF_8));
    bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(documents));
    Ids ids = Ids.timeOrdered(Clock.systemUTC());
    DeliveryStore store = new DeliveryStore(pools, documents, queries);
    DeliveryCache cache = new DeliveryCache(vertx, store);
    DeliveryWriteFlow writes = new DeliveryWriteFlow(new Commits(committer), cache);
    DefaultProfileFlow sites = new DefaultProfileFlow(bus, cache, committer, ids);
    DeploymentOptions two = new DeploymentOptions().setInstances(2);
    await(vertx.deployVerticle(() -> new Settings(), two));
    await(vertx.deployVerticle(new DeliveryRefreshVerticle(cache)));
    await(vertx.deployVerticle(() -> new ProfileVerticle(bus, store, writes, sites, ids), two));
    await(vertx.deployVerticle(() -> new OptionVerticle(bus, store, writes, cache, ids), two));
    await(vertx.deployVerticle(() -> new OfferVerticle(bus, sites), two));
  }

  private final class Settings extends VerticleBase {
    @Override
    public Future<?> start() {
      return bus.serve(SiteQuestions.SETTINGS, this::settings);
    }

    private Future<Outcome<SiteSettings>> settings(Call<SettingsWanted> call) {
      BusinessAddress address =
          BusinessAddress.builder().country("US").subdivision("US-NY").city("New York").build();
      return Future.succeededFuture(
          Outcome.done(
              new SiteSettings(
                  siteId,
                  1,
                  "Shop",
                  siteId,
                  currency,
                  "en",
                  address,
                  ZoneId.of("UTC"),
                  WeightUnit.KG,
                  true,
                  List.of(),
                  false,
                  StockDecrement.ON_PLACEMENT)));
    }
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Calls an operation as an administrator, with a JSON body (apostrophes for quotes). */
  public <Q, A> Outcome<A> call(Operation<Q, A> operation, String json, String... pathValues) {
    return await(send(operation, CallId.minted("c"), json, pathValues));
  }

  public <Q, A> Future<Outcome<A>> send(
      Operation<Q, A> operation, CallId id, String json, String... pathValues) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Decoded<Q> decoded = operation.route().decode(body, List.of(pathValues));
    if (!decoded.violations().isEmpty()) {
      return Future.succeededFuture(Outcome.invalid(decoded.violations()));
    }
    Caller admin = new Caller(siteId, Role.ADMIN, new UUID(9, 9));
    return bus.call(operation, new Call<>(admin, id, decoded.body(), decoded.present(), now, "r"));
  }

  /** Calls an operation that must be done. */
  public <Q, A> A done(Operation<Q, A> operation, String json, String... pathValues) {
    Outcome<A> outcome = call(operation, json, pathValues);
    if (outcome.isDone()) return outcome.orNull();
    throw new AssertionError(String.valueOf(outcome));
  }

  /** A new profile of regions, each the countries or subdivisions of a text such as "US-NY CA". */
  public DeliveryProfile profile(String name, String... regions) {
    List<String> all = new ArrayList<>();
    for (String region : regions) all.add(region(region));
    String json = "{'deliveryProfile':{'name':'%s','deliveryRegions':[%s]}}";
    return done(
            ProfileOperations.CREATE_DELIVERY_PROFILE, json.formatted(name, String.join(",", all)))
        .deliveryProfile();
  }

  /** A region as JSON; no places mean the rest of the world. */
  public static String region(String places) {
    List<String> destinations = new ArrayList<>();
    for (String place : places.isEmpty() ? new String[0] : places.split(" ")) {
      String country = place.substring(0, 2);
      destinations.add(
          place.length() == 2
              ? "{'countryCode':'%s'}".formatted(country)
              : "{'countryCode':'%s','subdivisions':['%s']}".formatted(country, place));
    }
    String name = ("Region " + places).substring(0, Math.min(200, 7 + places.length()));
    return "{'name':'%s','destinations':[%s]}".formatted(name, String.join(",", destinations));
  }

  /** The site's default profile. */
  public DeliveryProfile defaultProfile() {
    return done(ProfileOperations.QUERY_DELIVERY_PROFILES, "{'query':{'filter':{'default':true}}}")
        .deliveryProfiles()
        .get(0);
  }

  /** A new shipping option in regions, with its rates as JSON. */
  public ShippingOption option(String title, String rates, String... regionIds) {
    now = now.plusSeconds(1);
    String json =
        "{'shippingOption':{'title':'%s','deliveryRegionIds':[%s],'rates':[%s]}}"
            .formatted(title, quoted(regionIds), rates);
    return done(OptionOperations.CREATE_SHIPPING_OPTION, json).shippingOption();
  }

  public static String quoted(String... texts) {
    return texts.length == 0 ? "" : "'" + String.join("','", texts) + "'";
  }

  /** Asks what can be delivered; lines are written as "id" or "id:profile". */
  public DeliveryAnswer deliver(String country, String subdivision, String... lines) {
    List<DeliverTo.Line> asked = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(":");
      asked.add(new DeliverTo.Line(parts[0], parts.length == 1 ? null : parts[1]));
    }
    Address address =
        country == null
            ? null
            : Address.builder().country(country).subdivision(subdivision).build();
    Call<DeliverTo> call =
        new Call<>(
            new Caller(siteId, Role.VISITOR, new UUID(1, 1)),
            CallId.minted("c"),
            new DeliverTo(address, asked, null, null),
            null,
            now,
            "r");
    return await(bus.call(DeliveryQuestions.DELIVER_TO, call)).orNull();
  }

  /** The titles of what is offered. */
  public List<String> titles(String country, String subdivision, String... lines) {
    return deliver(country, subdivision, lines).delivery().options().stream()
        .map(option -> option.title())
        .toList();
  }

  /** The slugs of all events of an entity, in order. */
  public List<String> events(String entityId) {
    String sql =
        "select slug from outbox where site_id = '%s' and entity_id = '%s' order by id"
            .formatted(siteId, entityId);
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> slugs = new ArrayList<>();
      while (rows.next()) slugs.add(rows.getString(1));
      return slugs;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The code of a refusal; "" when done. */
  public static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().name() : "";
  }

  /** The first field that a refusal names, else its code. */
  public static String field(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused && !refused.violations().isEmpty()
        ? refused.violations().get(0).field()
        : code(outcome);
  }

  @Override
  public void close() {
    vertx.deploymentIDs().forEach(id -> await(vertx.undeploy(id)));
    await(committer.close());
    await(pools.close());
    await(vertx.close());
  }
}
