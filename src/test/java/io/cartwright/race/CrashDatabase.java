package io.cartwright.race;

import io.cartwright.store.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The embedded Postgres of an engine in a process of its own, looked at and killed beside it. */
final class CrashDatabase {
  private static final int PORT_LINE = 3;

  private final Path postgres;

  CrashDatabase(Path data) {
    postgres = data.resolve("postgres");
  }

  /** Its books; where it listens is looked up anew, as it is elsewhere after a restart. */
  Books books() throws IOException {
    String port = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(PORT_LINE);
    return new Books(
        new DatabaseConfig(
            "postgresql://127.0.0.1:" + port.strip() + "/cartwright",
            "cartwright",
            Files.readString(postgres.resolve("password")).strip()));
  }

  /** Has Postgres stand still, its head and all its processes, until it is killed. */
  void suspend() throws IOException, InterruptedException {
    String head = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(0).strip();
    String stop = "kill -STOP " + head + " $(cat /proc/" + head + "/task/*/children)";
    new ProcessBuilder("/bin/sh", "-c", stop).start().waitFor();
  }

  /** Ends Postgres as a power cut would: its head and all its processes. */
  void kill() throws IOException, InterruptedException {
    if (isDown()) return;
    List<String> lines = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
    String head = lines.isEmpty() ? "" : lines.get(0).strip();
    if (!isPostgres(head)) return;
    String kill = "kill -9 " + head + " $(cat /proc/" + head + "/task/*/children)";
    new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor();
  }

  /** The number that a killed server leaves behind may be another's by now. */
  private static boolean isPostgres(String process) {
    try {
      return Files.readString(Path.of("/proc", process, "comm")).startsWith("postgres");
    } catch (IOException gone) {
      return false;
    }
  }

  /** True when Postgres was shut down. */
  boolean isDown() {
    return !Files.exists(postgres.resolve("data/postmaster.pid"));
  }
}
