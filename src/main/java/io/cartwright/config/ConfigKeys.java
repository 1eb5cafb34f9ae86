package io.cartwright.config;

import static io.cartwright.config.ConfigKey.Kind.BOOLEAN;
import static io.cartwright.config.ConfigKey.Kind.LIST;
import static io.cartwright.config.ConfigKey.Kind.PATH;
import static io.cartwright.config.ConfigKey.Kind.SECRET;
import static io.cartwright.config.ConfigKey.Kind.TEXT;
import static io.cartwright.config.ConfigKey.choice;
import static io.cartwright.config.ConfigKey.duration;
import static io.cartwright.config.ConfigKey.integer;
import static io.cartwright.config.ConfigKey.of;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every setting of the engine, declared once, in the order of the file and of the docs. */
public final class ConfigKeys {
  /** What the names of all overriding environment variables start with. */
  public static final String ENVIRONMENT_PREFIX = "CARTWRIGHT_";

  /** Variable that names the configuration file; not itself a setting. */
  public static final String CONFIG_FILE_VARIABLE = "CARTWRIGHT_CONFIG";

  /** All settings. */
  public static final List<ConfigKey> ALL =
      List.of(
          of(
              PATH,
              "data",
              ".cartwright",
              "Folder for everything the engine keeps outside an external database: the embedded"
                  + " database, keys, certificates, credentials.json."),
          of(TEXT, "http.host", "0.0.0.0", "Address that HTTP and HTTPS listen on."),
          integer("http.port", 8080, 0, 65535, "Port for plain HTTP. 0 takes any free port."),
          integer(
                  "http.httpsPort",
                  8443,
                  0,
                  65535,
                  "Port for HTTPS, which the official SDK needs. 0 takes any free port.")
              .withEnvironmentName("CARTWRIGHT_HTTPS_PORT"),
          of(
              TEXT,
              "http.publicUrl",
              "",
              "Address under which buyers reach this engine, such as https://shop.example.com; links"
                  + " to checkout pages start with it. Empty: http://localhost with the HTTP"
                  + " port."),
          of(
              LIST,
              "http.hostNames",
              "",
              "Further host names and IP addresses that the engine's own certificate is made out"
                  + " to, beside localhost and the public API hosts of the SDK."),
          of(
              PATH,
              "http.certificate",
              "",
              "PEM file with a certificate chain to use in place of the engine's own."
                  + " http.certificateKey must be set too."),
          of(PATH, "http.certificateKey", "", "PEM file with the PKCS#8 key of http.certificate."),
          of(
              TEXT,
              "database.url",
              "",
              "PostgreSQL to use, such as postgresql://db.example.com:5432/cartwright. Empty: an"
                  + " embedded one, kept in the data folder."),
          of(TEXT, "database.user", "", "User of the external database."),
          of(SECRET, "database.password", "", "Password of the external database."),
          integer(
              "database.connectionsMax", 16, 2, 500, "Connections that the engine opens at most."),
          of(
              BOOLEAN,
              "cluster.enabled",
              "false",
              "Whether this engine joins others, and shares the work with them."),
          of(TEXT, "cluster.name", "cartwright", "Only engines of the same name join each other."),
          of(TEXT, "cluster.host", "", "Address for traffic between engines. Empty: chosen."),
          integer("cluster.port", 5701, 0, 65535, "Port for traffic between engines."),
          of(LIST, "cluster.members", "", "Some other engines, as host:port, to find the rest by."),
          integer(
              "limits.bodyBytes", 1_048_576, 1024, 67_108_864, "Largest request body, in bytes."),
          integer(
              "limits.jsonDepth", 64, 8, 512, "Deepest nesting of objects and lists in a body."),
          integer(
              "limits.requestsPerSecond",
              200,
              0,
              1_000_000,
              "Requests that one caller may send each second, after its burst. 0: no limit."),
          integer(
              "limits.burst",
              400,
              1,
              1_000_000,
              "Requests that one caller may send at once before requestsPerSecond counts."),
          integer(
              "limits.inFlightMax",
              10_000,
              1,
              1_000_000,
              "Requests in work at once; further ones are answered 503 with Retry-After."),
          integer(
              "limits.commitQueueMax",
              20_000,
              1,
              1_000_000,
              "Changes waiting to be committed; further ones are answered 503 with Retry-After."),
          integer("engine.eventLoops", 0, 0, 1024, "Event-loop threads. 0: one for each core."),
          duration(
              "engine.stopTimeout",
              "30s",
              "0ms",
              "10m",
              "How long a stop waits for accepted requests to finish."),
          duration(
              "checkout.abandonedAfter",
              "1h",
              "1s",
              "365d",
              "A checkout without a change for this long, and not completed, is abandoned."),
          duration(
              "payment.payWithin",
              "1h",
              "1s",
              "365d",
              "An order that is not paid within this time is canceled, and gives back what it"
                  + " took."),
          duration(
              "payment.callTimeout",
              "4s",
              "10ms",
              "4500ms",
              "Longest wait for one answer of a payment provider; a payment waits for two."),
          duration(
              "payment.healAfter",
              "1m",
              "10s",
              "1d",
              "Age from which a provider is asked what became of a payment without an end."),
          duration(
              "payment.sandboxDelay",
              "0ms",
              "0ms",
              "1m",
              "How long the sandbox takes for each answer."),
          of(
              SECRET,
              "payment.stripeSecretKey",
              "",
              "Secret key of a Stripe account. Empty: Stripe is not offered. Give it as an"
                  + " environment variable; it is never logged."),
          of(
              SECRET,
              "payment.stripeWebhookSecret",
              "",
              "Secret by which Stripe signs its notifications. Empty: none is taken as genuine."),
          of(TEXT, "payment.stripeUrl", "https://api.stripe.com", "Address of Stripe's API."),
          of(
              PATH,
              "tokens.keyFile",
              "",
              "PEM file with the P-256 key pair that signs tokens; made when missing. Engines that"
                  + " serve the same sites need the same. Empty: keys/tokens.pem in the data"
                  + " folder."),
          duration(
              "tokens.accessLifetime", "4h", "1s", "30d", "How long an access token is valid."),
          duration(
              "tokens.refreshLifetime",
              "365d",
              "1m",
              "3650d",
              "How long a visitor's or member's refresh token is valid."),
          choice(
              "logging.level",
              "info",
              List.of("error", "warn", "info", "debug", "trace"),
              "Least severe level of log lines that are written."),
          of(
              BOOLEAN,
              "demo.enabled",
              "true",
              "Whether a first start fills the site with demo products and discount rules."),
          of(
              BOOLEAN,
              "outbound.allowPrivateAddresses",
              "false",
              "Whether calls to plugins and webhooks may go to loopback, private and link-local"
                  + " addresses. For development only."));

  /** All settings by name, in declared order. */
  public static final Map<String, ConfigKey> BY_NAME = byName();

  private ConfigKeys() {}

  private static Map<String, ConfigKey> byName() {
    Map<String, ConfigKey> found = new LinkedHashMap<>();
    ALL.forEach(key -> found.put(key.name(), key));
    return found;
  }
}
