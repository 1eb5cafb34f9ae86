package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The official SDK, unmodified and pinned, buys from an engine in a JVM of its own: runs {@code
 * src/test/sdk} with Node.
 *
 * <p>Needs Node 20 and npm. Without them the test is skipped with one line, or fails when the
 * system property {@code cartwright.require-all} is true. Packages are installed once under {@code
 * target/sdk-suite} and again only when the lock file has changed. The whole report is kept in
 * {@code target/sdk-suite/report.txt}. The tests in a browser need Chromium besides, and are
 * skipped or fail without it in the same way.
 */
class SdkSuiteIT {

  private static final int NODE_MIN = 20;
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration SUITE_LIMIT = Duration.ofMinutes(15);
  private static final int CLOSING_LINES = 40;

  private static final Path SOURCES = Path.of("src/test/sdk").toAbsolutePath();
  private static final Path OPERATIONS =
      Path.of("src/build/contract/operations.json").toAbsolutePath();
  private static final Path WORK = Path.of("target/sdk-suite").toAbsolutePath();
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
  private static final Pattern FAILED = Pattern.compile("\\s*✖ (.+?)(?: \\([\\d.]+ms\\))?");

  @Test
  void sdkSuitePasses() throws Exception {
    Optional<String> missing = missingTool();
    missing.ifPresent(SdkSuiteIT::skipOrFail);
    copySources();
    install();
    try (EngineProcess engine = EngineProcess.start(WORK.resolve("engine"), START_LIMIT)) {
      Result result =
          run(
              List.of("node", "run.mjs"),
              Map.of(
                  "CARTWRIGHT_CREDENTIALS", engine.credentials().toString(),
                  "CARTWRIGHT_OPERATIONS", OPERATIONS.toString(),
                  "CARTWRIGHT_REQUIRE_ALL", System.getProperty("cartwright.require-all", "false"),
                  "NO_COLOR", "1"),
              SUITE_LIMIT);
      Files.write(WORK.resolve("report.txt"), result.lines());
      result.lines().stream()
          .filter(line -> line.contains("not run:"))
          .forEach(System.out::println);
      result.closing(CLOSING_LINES).forEach(System.out::println);
      if (!result.failures().isEmpty()) {
        fail(
            String.join("\n  ", result.failures())
                + "\nfailed; the whole report is in "
                + WORK.resolve("report.txt"));
      }
      assertEquals(0, result.status(), "exit status of the suite");
    }
  }

  private static void skipOrFail(String reason) {
    String line = "SDK suite not run: " + reason;
    System.out.println(line);
    if (Boolean.getBoolean("cartwright.require-all")) {
      fail(line);
    }
    assumeTrue(false, line);
  }

  private static Optional<String> missingTool() {
    Optional<String> node = firstLine("node", "--version");
    Matcher version = VERSION.matcher(node.orElse(""));
    if (!version.matches() || Integer.parseInt(version.group(1)) < NODE_MIN) {
      return Optional.of("needs Node " + NODE_MIN + " or later, found " + node.orElse("none"));
    }
    return firstLine("npm", "--version").isPresent()
        ? Optional.empty()
        : Optional.of("needs npm, found none");
  }

  private static Optional<String> firstLine(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (BufferedReader out = process.inputReader()) {
        String line = out.readLine();
        return process.waitFor() == 0 ? Optional.ofNullable(line) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copySources() throws IOException {
    for (String folder : List.of("lib", "tests")) {
      deleteTree(WORK.resolve(folder));
    }
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file :
          files.filter(f -> !SOURCES.relativize(f).startsWith("node_modules")).toList()) {
        Path target = WORK.resolve(SOURCES.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void install() throws Exception {
    Path marker = WORK.resolve("node_modules/.installed-from");
    String lock = sha256(WORK.resolve("package-lock.json"));
    if (Files.exists(marker) && Files.readString(marker).equals(lock)) {
      return;
    }
    List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Result result = run(command, Map.of(), INSTALL_LIMIT);
    if (result.status() != 0) {
      result.closing(CLOSING_LINES).forEach(System.out::println);
      fail("npm ci failed with status " + result.status());
    }
    Files.writeString(marker, lock);
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Result run(List<String> command, Map<String, String> environment, Duration limit)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(WORK.toFile());
    builder.redirectErrorStream(true).environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> lines = new ArrayList<>();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(() -> process.inputReader().lines().forEach(lines::add));
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      fail(command + " took longer than " + limit.toMinutes() + " minutes");
    }
    reading.get(10, TimeUnit.SECONDS);
    return new Result(process.exitValue(), List.copyOf(lines));
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(SdkSuiteIT::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a run wrote and how it ended. */
  private record Result(int status, List<String> lines) {

    List<String> closing(int count) {
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** Names of the tests that failed and of the operations that were not called. */
    List<String> failures() {
      return lines.stream()
          .map(FAILED::matcher)
          .filter(Matcher::matches)
          .map(m -> m.group(1))
          .filter(name -> !name.equals("failing tests:"))
          .distinct()
          .toList();
    }
  }
}
