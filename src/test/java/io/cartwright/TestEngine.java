package io.cartwright;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartwright.config.EngineConfig;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A whole engine in the tests' own JVM, on a database of its own in the shared Postgres, with demo
 * data; started once for all test classes that ask for it.
 */
public final class TestEngine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static TestEngine shared;

  private final Engine engine;
  private final DatabaseConfig database;

  /** An answer: status, and the body as a tree; null when it is no JSON. */
  public record Answer(int status, JsonNode body, TestHttp.Reply raw) {
    /** The application error's code, or null. */
    String code() {
      JsonNode code = body == null ? null : body.at("/details/applicationError/code");
      return code == null || code.isMissingNode() ? null : code.asText();
    }

    JsonNode at(String pointer) {
      return body.at(pointer);
    }
  }

  private TestEngine(Engine engine, DatabaseConfig database) {
    this.engine = engine;
    this.database = database;
  }

  /** The engine that tests share; tests keep to visitors and entities of their own. */
  public static synchronized TestEngine shared() {
    if (shared == null) {
      shared = start(Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(shared.engine::close));
    }
    return shared;
  }

  /** An engine with further settings; the caller closes it. */
  public static TestEngine start(Map<String, String> settings) {
    return start(TestDatabase.fresh(), settings);
  }

  /** An engine on a database that others may use too; the caller closes it. */
  public static TestEngine start(DatabaseConfig database, Map<String, String> settings) {
    return start(database, settings, Clock.systemUTC());
  }

  /** An engine on a clock of the test's own; the caller closes it. */
  public static TestEngine start(
      DatabaseConfig database, Map<String, String> settings, Clock clock) {
    try {
      Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "engine");
      Map<String, String> all = new HashMap<>();
      all.put("data", data.toString());
      all.put("http.host", "127.0.0.1");
      all.put("http.port", "0");
      all.put("http.httpsPort", "0");
      all.put("database.url", database.url());
      all.put("database.user", database.user());
      all.put("database.password", database.password());
      all.put("limits.requestsPerSecond", "0");
      all.putAll(settings);
      return new TestEngine(Engine.start(EngineConfig.of(all), clock), database);
    } catch (Exception failure) {
      throw new IllegalStateException("the engine did not start", failure);
    }
  }

  public Engine engine() {
    return engine;
  }

  /** The engine's database. */
  public DatabaseConfig database() {
    return database;
  }

  /** One number from the engine's database. */
  public long number(String sql) {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  public void close() {
    engine.close();
  }

  public String apiKey() {
    return engine.credentials().apiKey();
  }

  /** A new visitor's access token. */
  public String visitor() {
    String body =
        "{\"clientId\":\"" + engine.credentials().clientId() + "\",\"grantType\":\"anonymous\"}";
    return call("POST", "/oauth2/token", null, body).at("/access_token").asText();
  }

  /** A member's access token, by API key. */
  public String member(UUID memberId) {
    String body =
        "{\"grant_type\":\"authorized_client\",\"scope\":\"offline_access\",\"member_id\":\""
            + memberId
            + "\"}";
    return call("POST", "/oauth2/token", visitor() + "," + apiKey(), body)
        .at("/access_token")
        .asText();
  }

  public Answer call(String verb, String path, String authorization, String body) {
    return call(
        verb,
        path,
        authorization,
        body == null ? null : body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        Map.of());
  }

  public Answer call(
      String verb, String path, String authorization, byte[] body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    if (body != null) all.put("content-type", "application/json");
    if (authorization != null) all.put("authorization", authorization);
    String url = engine.credentials().httpUrl() + path;
    TestHttp.Reply reply = TestHttp.send(verb, url, all, body, LIMIT).join();
    return new Answer(reply.status(), tree(reply.body()), reply);
  }

  public static JsonNode tree(byte[] body) {
    try {
      return body.length == 0 ? null : JSON.readTree(body);
    } catch (IOException noJson) {
      return null;
    }
  }
}
