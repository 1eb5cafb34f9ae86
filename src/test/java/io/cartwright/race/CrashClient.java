package io.cartwright.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Calls an engine that may be gone, and that is reached elsewhere once it is back. */
final class CrashClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final int AWAY = 503;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private volatile JsonNode credentials;

  /** Reads where the engine is, and by which keys. */
  void follow(Path file) throws IOException {
    credentials = JSON.readTree(file.toFile());
  }

  String credential(String name) {
    return credentials.get(name).asText();
  }

  /**
   * Calls the engine; null when it did not say what became of the call.
   *
   * @param key the Idempotency-Key, or null
   * @param body null for GET
   */
  Answer call(String path, String authorization, String key, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(credential("httpUrl") + path)).timeout(LIMIT);
    if (authorization != null) request.header("authorization", authorization);
    if (key != null) request.header("Idempotency-Key", key);
    if (body != null) {
      request.header("content-type", "application/json").POST(BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<byte[]> reply =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return reply.statusCode() == AWAY
          ? null
          : new Answer(reply.statusCode(), JSON.readTree(reply.body()));
    } catch (IOException unknown) {
      return null;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** Calls an engine that is there. */
  Answer sure(String path, String authorization, String body) {
    Answer answer = call(path, authorization, null, body);
    if (answer == null || !answer.ok()) throw new AssertionError(path + ": " + answer);
    return answer;
  }
}
