package io.cartwright;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartwright.store.DatabaseConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One engine of a cluster, in a JVM of its own, and a client of it. */
final class ClusterNode implements AutoCloseable {
  private static final Path FOLDER = Path.of("target", "cluster-it");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EngineProcess process;
  private final JsonNode credentials;

  /** A status and a body. */
  record Answer(int status, JsonNode body) {
    JsonNode at(String pointer) {
      return body.at(pointer);
    }

    Answer ok() {
      if (status != 200) throw new IllegalStateException(status + " " + body);
      return this;
    }
  }

  private ClusterNode(EngineProcess process) throws IOException {
    this.process = process;
    this.credentials = JSON.readTree(process.credentials().toFile());
  }

  /** Starts the engine that listens for others on the n-th of the ports. */
  static ClusterNode start(int n, List<Integer> ports, DatabaseConfig database)
      throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>();
    settings.put("CARTWRIGHT_DATABASE_URL", database.url());
    settings.put("CARTWRIGHT_DATABASE_USER", database.user());
    settings.put("CARTWRIGHT_DATABASE_PASSWORD", database.password());
    settings.put("CARTWRIGHT_CLUSTER_ENABLED", "true");
    settings.put("CARTWRIGHT_CLUSTER_NAME", "cluster-it-" + ports.get(0));
    settings.put("CARTWRIGHT_CLUSTER_HOST", "127.0.0.1");
    settings.put("CARTWRIGHT_CLUSTER_PORT", String.valueOf(ports.get(n)));
    settings.put(
        "CARTWRIGHT_CLUSTER_MEMBERS",
        ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
    settings.put(
        "CARTWRIGHT_TOKENS_KEY_FILE", FOLDER.resolve("tokens.pem").toAbsolutePath().toString());
    settings.put("CARTWRIGHT_LIMITS_REQUESTS_PER_SECOND", "0");
    return new ClusterNode(
        EngineProcess.start(FOLDER.resolve("engine" + n), START_LIMIT, settings));
  }

  static List<Integer> freePorts(int count) throws IOException {
    List<Integer> ports = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    for (int i = 0; i < count; i++) held.add(new ServerSocket(0));
    for (ServerSocket socket : held) {
      ports.add(socket.getLocalPort());
      socket.close();
    }
    return ports;
  }

  String siteId() {
    return credentials.get("siteId").asText();
  }

  String apiKey() {
    return credentials.get("apiKey").asText();
  }

  /** A new visitor's access token. */
  String visitor() {
    return call(
            "POST",
            "/oauth2/token",
            null,
            "{\"clientId\":\""
                + credentials.get("clientId").asText()
                + "\",\"grantType\":\"anonymous\"}")
        .ok()
        .at("/access_token")
        .asText();
  }

  /** Logs a visitor in. */
  String login(String visitor, UUID memberId) {
    return call(
            "POST",
            "/oauth2/token",
            visitor + "," + apiKey(),
            "{\"grant_type\":\"authorized_client\",\"scope\":\"offline_access\",\"member_id\":\""
                + memberId
                + "\"}")
        .ok()
        .at("/access_token")
        .asText();
  }

  Answer call(String verb, String path, String authorization, String body) {
    return later(verb, path, authorization, body).join();
  }

  CompletableFuture<Answer> later(String verb, String path, String authorization, String body) {
    Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));
    if (authorization != null) headers.put("authorization", authorization);
    byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    String url = credentials.get("httpUrl").asText() + path;
    return TestHttp.send(verb, url, headers, bytes, ANSWER_LIMIT)
        .thenApply(reply -> new Answer(reply.status(), TestEngine.tree(reply.body())));
  }

  /** Has the engine hang: its connections stand, and it answers nothing. */
  void suspend() throws IOException, InterruptedException {
    process.suspend();
  }

  /** Ends the engine as a power cut would. */
  void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
