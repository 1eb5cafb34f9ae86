package io.cartwright.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * All settings of one engine, checked.
 *
 * @param data folder for what the engine keeps outside an external database; absolute
 */
public record EngineConfig(
    Path data,
    HttpConfig http,
    DatabaseConfig database,
    ClusterConfig cluster,
    LimitsConfig limits,
    EngineSettings engine,
    CheckoutConfig checkout,
    PaymentConfig payment,
    TokensConfig tokens,
    LoggingConfig logging,
    DemoConfig demo,
    OutboundConfig outbound) {

  /** The defaults, changed by some values under their dotted names; all checks apply. */
  public static EngineConfig of(Map<String, String> values) {
    return ConfigReader.of(values);
  }

  /** The same settings with ports that are known: links are made before a server listens. */
  public EngineConfig withPorts(int port, int httpsPort) {
    return new EngineConfig(
        data,
        http.withPorts(port, httpsPort),
        database,
        cluster,
        limits,
        engine,
        checkout,
        payment,
        tokens,
        logging,
        demo,
        outbound);
  }

  static EngineConfig from(ConfigValues values) {
    return new EngineConfig(
        values.path("data").orElseThrow(),
        HttpConfig.from(values),
        new DatabaseConfig(
            values.text("database.url"),
            values.text("database.user"),
            values.text("database.password"),
            values.integer("database.connectionsMax")),
        new ClusterConfig(
            values.bool("cluster.enabled"),
            values.text("cluster.name"),
            values.text("cluster.host"),
            values.integer("cluster.port"),
            values.list("cluster.members")),
        LimitsConfig.from(values),
        EngineSettings.from(values),
        new CheckoutConfig(values.duration("checkout.abandonedAfter")),
        new PaymentConfig(
            values.duration("payment.payWithin"),
            values.duration("payment.callTimeout"),
            values.duration("payment.healAfter"),
            values.duration("payment.sandboxDelay"),
            new StripeConfig(
                values.text("payment.stripeSecretKey"),
                values.text("payment.stripeWebhookSecret"),
                values.text("payment.stripeUrl"))),
        new TokensConfig(
            values.path("tokens.keyFile"),
            values.duration("tokens.accessLifetime"),
            values.duration("tokens.refreshLifetime")),
        new LoggingConfig(values.text("logging.level")),
        new DemoConfig(values.bool("demo.enabled")),
        new OutboundConfig(values.bool("outbound.allowPrivateAddresses")));
  }
}
