package io.cartwright;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An engine in a JVM of its own, on free ports, with its data in a folder that is emptied before
 * the first start and kept by a restart.
 */
public final class EngineProcess implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Pattern HTTP_URL = Pattern.compile("\"httpUrl\"\\s*:\\s*\"([^\"]+)\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path folder;
  private final Map<String, String> environment;
  private final Process process;

  private EngineProcess(Path folder, Map<String, String> environment, Process process) {
    this.folder = folder;
    this.environment = environment;
    this.process = process;
  }

  /**
   * Starts an engine and waits until it is ready. Its log goes to {@code engine.log} in the folder.
   */
  public static EngineProcess start(Path folder, Duration limit)
      throws IOException, InterruptedException {
    return start(folder, limit, Map.of());
  }

  /** Like {@link #start(Path, Duration)}, with further settings as environment variables. */
  public static EngineProcess start(Path folder, Duration limit, Map<String, String> environment)
      throws IOException, InterruptedException {
    SdkSuiteIT.deleteTree(folder);
    return launch(folder, limit, environment);
  }

  /** Starts an engine that has ended once more, on its data. */
  public EngineProcess restart(Duration limit) throws IOException, InterruptedException {
    return launch(folder, limit, environment);
  }

  /** Starts an engine that has ended once more, and ends it after so long, ready or not. */
  public void restartAndKill(Duration after) throws IOException, InterruptedException {
    EngineProcess engine = launch(folder, environment);
    Thread.sleep(after.toMillis());
    engine.kill();
  }

  private static EngineProcess launch(Path folder, Duration limit, Map<String, String> environment)
      throws IOException, InterruptedException {
    EngineProcess engine = launch(folder, environment);
    try {
      engine.awaitReady(limit, folder.resolve("engine.log"));
      return engine;
    } catch (IOException | InterruptedException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static EngineProcess launch(Path folder, Map<String, String> environment)
      throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path log = folder.resolve("engine.log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(java, "-Xmx1g", "-cp", classPath, "io.cartwright.Main"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("CARTWRIGHT_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "CARTWRIGHT_HTTP_PORT", "0",
                "CARTWRIGHT_HTTPS_PORT", "0",
                "CARTWRIGHT_DATA", data.toString()));
    builder.environment().putAll(environment);
    return new EngineProcess(folder, environment, builder.start());
  }

  /** The file that tells a client how to reach this engine. */
  public Path credentials() {
    return data().resolve("credentials.json");
  }

  /** The engine's data folder. */
  public Path data() {
    return folder.resolve("data");
  }

  /** Has the process stand still until it is killed. */
  public void suspend() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start().waitFor();
  }

  /** Ends the engine as a power cut would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void awaitReady(Duration limit, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the engine ended:\n" + Files.readString(log));
      }
      if (isReady()) {
        return;
      }
      Thread.sleep(POLL.toMillis());
    }
    throw new IllegalStateException("the engine was not ready in time:\n" + Files.readString(log));
  }

  private boolean isReady() throws InterruptedException {
    try {
      Matcher url = HTTP_URL.matcher(Files.readString(credentials()));
      if (!url.find()) {
        return false;
      }
      // The file may be of the life before: who listens there now may never answer.
      HttpRequest ready =
          HttpRequest.newBuilder(URI.create(url.group(1) + "/health/ready"))
              .timeout(ANSWER_LIMIT)
              .build();
      return HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops the engine as SIGTERM does; false when it did not end in time by itself. */
  public boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Stops the engine and waits for it. */
  @Override
  public void close() throws InterruptedException {
    if (!stop()) {
      kill();
    }
  }
}
