package io.cartwright;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.HazelcastInstance;
import io.cartwright.config.ClusterConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Vert.x as the engine runs it: alone, or as a node of a Hazelcast cluster.
 *
 * @param hazelcast null when alone
 */
record VertxStart(Vertx vertx, HazelcastInstance hazelcast) {
  private static final int START_SECONDS = 60;

  /** How long the oldest member waits for more to join before it hands out partitions. */
  private static final String JOIN_WAIT_SECONDS = "1";

  private static final String HEARTBEAT_SECONDS = "2";

  /** A member that is silent for so long, on connections that stand, is taken for gone. */
  private static final String SILENCE_MAX_SECONDS = "15";

  /**
   * Measured by operation instead, or on every message and statement, which would cost too much.
   */
  private static final Set<String> UNMEASURED =
      Set.of(
          MetricsDomain.EVENT_BUS.toCategory(),
          MetricsDomain.HTTP_SERVER.toCategory(),
          MetricsDomain.NET_SERVER.toCategory(),
          MetricsDomain.NET_CLIENT.toCategory(),
          MetricsDomain.DATAGRAM_SOCKET.toCategory(),
          "sql");

  static VertxStart start(int eventLoops, ClusterConfig cluster, Metrics metrics) throws Exception {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setPreferNativeTransport(true)
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setEnabled(true)
                    .setDisabledMetricsCategories(UNMEASURED)
                    .setLabels(EnumSet.of(Label.POOL_NAME, Label.POOL_TYPE)));
    VertxBuilder builder =
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(metrics.registry()));
    if (!cluster.enabled()) return new VertxStart(builder.build(), null);
    // Hazelcast makes its loggers before it reads a configuration.
    System.setProperty("hazelcast.logging.type", "slf4j");
    HazelcastClusterManager manager = new HazelcastClusterManager(hazelcastConfig(cluster));
    if (!cluster.host().isEmpty()) {
      options.getEventBusOptions().setHost(cluster.host());
    }
    Vertx vertx =
        builder
            .withClusterManager(manager)
            .buildClustered()
            .toCompletionStage()
            .toCompletableFuture()
            .get(START_SECONDS, TimeUnit.SECONDS);
    return new VertxStart(vertx, manager.getHazelcastInstance());
  }

  private static Config hazelcastConfig(ClusterConfig cluster) {
    Config config = ConfigUtil.loadConfig().setClusterName(cluster.name());
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", JOIN_WAIT_SECONDS);
    config.setProperty("hazelcast.heartbeat.interval.seconds", HEARTBEAT_SECONDS);
    config.setProperty("hazelcast.max.no.heartbeat.seconds", SILENCE_MAX_SECONDS);
    config.getJetConfig().setEnabled(false);
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(cluster.port() == 0 ? NetworkConfig.DEFAULT_PORT : cluster.port());
    network.setPortAutoIncrement(cluster.port() == 0);
    if (!cluster.host().isEmpty()) {
      network.setPublicAddress(cluster.host());
      network.getInterfaces().setEnabled(true).addInterface(cluster.host());
    }
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    cluster.members().forEach(join.getTcpIpConfig()::addMember);
    return config;
  }

  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
  }
}
