package io.cartwright;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Owners;
import io.cartwright.bus.StoredCommands;
import io.cartwright.config.EngineConfig;
import io.cartwright.gateway.Gateway;
import io.cartwright.gateway.Pages;
import io.cartwright.site.ApiKeyStore;
import io.cartwright.site.ApiKeys;
import io.cartwright.site.Certificate;
import io.cartwright.site.Credentials;
import io.cartwright.site.CredentialsFile;
import io.cartwright.site.Identities;
import io.cartwright.site.SiteRefreshVerticle;
import io.cartwright.site.SiteSetup;
import io.cartwright.site.SiteStore;
import io.cartwright.site.Sites;
import io.cartwright.site.Tokens;
import io.cartwright.store.Backlog;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Migrations;
import io.cartwright.store.Pools;
import io.cartwright.store.embedded.EmbeddedDatabase;
import io.cartwright.store.query.Queries;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One engine: wires everything together and starts it, in the order database, bus, domains,
 * gateway; stops it in the opposite order, so that accepted work is finished. Start and stop block;
 * call them from a thread of your own.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final int WAIT_SECONDS = 120;
  private static final long BACKLOG_LOOK_MS = 20;
  private static final int LINE_LENGTH_MAX = 16 * 1024;
  private static final int HEADERS_LENGTH_MAX = 32 * 1024;

  /** Closes one part of the engine. */
  private interface Closer {
    void close() throws Exception;
  }

  private final EngineConfig config;
  private final Clock clock;
  private final Ids ids;
  private final SecureRandom random = new SecureRandom();
  private final Deque<Closer> closers = new ArrayDeque<>();
  private Credentials credentials;
  private Services services;

  private Engine(EngineConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.ids = Ids.timeOrdered(clock);
  }

  /** Starts an engine on the system's clock. */
  public static Engine start(EngineConfig config) throws Exception {
    return start(config, Clock.systemUTC());
  }

  /** Starts an engine; what was started already is stopped again when a later part fails. */
  public static Engine start(EngineConfig config, Clock clock) throws Exception {
    Engine engine = new Engine(FreePorts.resolve(config), clock);
    try {
      engine.run();
      return engine;
    } catch (Exception failure) {
      engine.close();
      throw failure;
    }
  }

  /** Where the engine is reached, and by which keys. */
  public Credentials credentials() {
    return credentials;
  }

  /** What the domains share; for tests that look inside. */
  Services services() {
    return services;
  }

  private void run() throws Exception {
    DatabaseConfig database = database();
    Migrations.run(database);
    Metrics metrics = new Metrics();
    closers.push(metrics::close);
    VertxStart started = VertxStart.start(config.engine().eventLoops(), config.cluster(), metrics);
    closers.push(started::close);
    services = services(started, database, metrics);
    metrics.watch(services.committer());
    SiteSetup.Ready site = deploySites(services);
    for (Domain domain : Domains.all(services, config)) deploy(domain);
    if (started.hazelcast() != null) {
      await(services.bus().serveNode(((ClusterOwners) services.owners()).self()));
    }
    if (config.demo().enabled()) {
      await(Demo.fill(services, site.site(), site.siteIsNew(), config.http().baseUrl()));
    }
    deployGateway(services, metrics);
    writeCredentials(site);
  }

  private DatabaseConfig database() throws IOException {
    if (!config.database().embedded()) {
      return new DatabaseConfig(
          config.database().url(), config.database().user(), config.database().password());
    }
    EmbeddedDatabase embedded = EmbeddedDatabase.start(config.data(), 0);
    closers.push(embedded::close);
    return embedded.config();
  }

  private Services services(VertxStart started, DatabaseConfig database, Metrics metrics) {
    Pools pools = Pools.open(started.vertx(), database, config.database().connectionsMax());
    closers.push(() -> await(pools.close()));
    Committer committer =
        new Committer(
            pools,
            new CommitterOptions(
                CommitterOptions.STANDARD.simpleLanes(),
                config.limits().commitQueueMax(),
                CommitterOptions.STANDARD.batchMax()));
    closers.push(() -> await(committer.close()));
    Documents documents = new Documents(pools);
    Owners owners =
        started.hazelcast() == null ? Owners.LOCAL : new ClusterOwners(started.hazelcast());
    Bus bus = new Bus(started.vertx(), owners, new StoredCommands(documents));
    Sites sites = new Sites(new SiteStore(pools, committer));
    Tokens tokens = Tokens.open(config.data(), config.tokens(), clock, random, ids::next);
    ApiKeys keys = new ApiKeys(new ApiKeyStore(pools, committer), clock, random);
    return new Services(
        started.vertx(),
        bus,
        owners,
        pools,
        documents,
        new Queries(pools, tokens.secretFor("cursors")),
        committer,
        new Commits(committer),
        sites,
        tokens,
        keys,
        new Identities(tokens, keys, sites),
        clock,
        ids,
        config.http()::baseUrl);
  }

  private SiteSetup.Ready deploySites(Services s) throws Exception {
    SiteSetup setup =
        new SiteSetup(new SiteStore(s.pools(), s.committer()), s.sites(), s.keys(), clock, ids);
    SiteSetup.Ready ready = await(setup.run(new CredentialsFile(config.data()).readApiKey()));
    await(s.vertx().deployVerticle(new SiteRefreshVerticle(s.sites(), s.keys())));
    return ready;
  }

  private void deploy(Domain domain) throws Exception {
    DeploymentOptions options =
        new DeploymentOptions().setInstances(domain.single() ? 1 : config.engine().eventLoops());
    String id = await(services.vertx().deployVerticle(domain.verticle()::get, options));
    closers.push(() -> await(services.vertx().undeploy(id)));
  }

  private void deployGateway(Services s, Metrics metrics) throws Exception {
    List<Operation<?, ?>> operations = Domains.operations();
    int loops = config.engine().eventLoops();
    byte[] openApi = Gateway.openApi(operations, Main.version());
    Gateway gateway =
        new Gateway(
            s.bus(),
            s.identities(),
            operations,
            new Gateway.Limits(
                config.limits().bodyBytes(),
                Math.max(1, config.limits().inFlightMax() / loops),
                config.limits().requestsPerSecond(),
                config.limits().burst(),
                loops,
                config.engine().stopTimeout().toMillis()),
            clock,
            () -> ids.next().toString(),
            new Pages.Sources(this::ready, metrics::scrape, () -> openApi),
            Faults::answer,
            metrics::answered,
            watched(s)::behind);
    List<HttpServerOptions> listeners = listeners();
    DeploymentOptions options = new DeploymentOptions().setInstances(loops);
    String id = await(s.vertx().deployVerticle(() -> gateway.verticle(listeners), options));
    closers.push(() -> await(s.vertx().undeploy(id)));
  }

  private static Backlog watched(Services s) {
    Backlog backlog = Backlog.of(s.committer(), System.nanoTime());
    s.vertx().setPeriodic(BACKLOG_LOOK_MS, look -> backlog.look(System.nanoTime()));
    return backlog;
  }

  private Future<Boolean> ready() {
    return services.pools().ping();
  }

  private List<HttpServerOptions> listeners() {
    Certificate certificate = Certificate.prepare(config.data(), config.http(), clock, random);
    List<HttpServerOptions> listeners = new ArrayList<>();
    listeners.add(listener(config.http().port()));
    listeners.add(
        listener(config.http().httpsPort())
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(certificate.chain().toString())
                    .setKeyPath(certificate.key().toString())));
    caCertificate = certificate.ca().orElse(null);
    return listeners;
  }

  private java.nio.file.Path caCertificate;

  private HttpServerOptions listener(int port) {
    return new HttpServerOptions()
        .setHost(config.http().host())
        .setPort(port)
        .setMaxInitialLineLength(LINE_LENGTH_MAX)
        .setMaxHeaderSize(HEADERS_LENGTH_MAX)
        .setTcpNoDelay(true)
        .setTcpFastOpen(true)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true)
        .setIdleTimeout(120)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private void writeCredentials(SiteSetup.Ready site) {
    credentials =
        new Credentials(
            "http://localhost:" + config.http().port(),
            "https://localhost:" + config.http().httpsPort(),
            site.site().siteId(),
            site.site().clientId(),
            site.apiKey(),
            caCertificate);
    new CredentialsFile(config.data()).write(credentials);
  }

  /** Finishes accepted work and stops. */
  @Override
  public synchronized void close() {
    while (!closers.isEmpty()) {
      try {
        closers.pop().close();
      } catch (Exception failure) {
        LOG.warn("while stopping", failure);
      }
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
  }
}
