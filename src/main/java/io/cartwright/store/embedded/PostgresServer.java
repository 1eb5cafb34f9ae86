package io.cartwright.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts and stops the server of one cluster, and clears up after a server or an engine that was
 * killed.
 */
final class PostgresServer {
  private static final String MAJOR_VERSION = "18";
  private static final int INIT_TIMEOUT_SECONDS = 300;
  private static final int START_TIMEOUT_SECONDS = 600;
  private static final int STOP_TIMEOUT_SECONDS = 60;
  private static final int LEFTOVER_WAIT_MS = 30_000;
  private static final int LEFTOVER_POLL_MS = 20;
  private static final int NOTED_PORT = 3;
  private static final int LOG_TAIL_LINES = 15;
  private static final long LOG_KEPT_BYTES = 10_000_000;

  private final Path programs;

  /** Most bytes of a Unix socket's path on Linux; elsewhere a few less. */
  private static final int SOCKET_PATH_MAX = 100;

  private final Path cluster;
  private final Path run;
  private final Path log;
  private final PostgresAccount account;

  PostgresServer(Path home) throws IOException {
    programs = PostgresBinaries.unpack(home).resolve("bin");
    cluster = home.resolve("data");
    run = home.resolve("run");
    log = run.resolve("postgres.log");
    account = PostgresAccount.choose(cluster, programs.resolve("postgres"));
    account.makeFolder(run);
  }

  /**
   * Makes the cluster if there is none. It is made aside and moved into place, so that a start that
   * was cut off is repeated.
   *
   * @param durable false skips the final sync to disk, for tests
   */
  void init(String user, String password, boolean durable) throws IOException {
    if (Files.exists(cluster)) {
      String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
      if (!version.equals(MAJOR_VERSION)) {
        throw new IOException(
            cluster + " is of Postgres " + version + ", this engine brings " + MAJOR_VERSION);
      }
      return;
    }
    Path made = run.resolve("data.new");
    PostgresBinaries.delete(made);
    Path passwordFile = run.resolve("password.new");
    Files.deleteIfExists(passwordFile);
    OwnerOnly.write(passwordFile, password);
    account.own(passwordFile);
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("initdb").toString());
    command.addAll(
        List.of(
            "--pgdata", made.toString(), "--username", user, "--pwfile", passwordFile.toString()));
    command.addAll(
        List.of("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-instructions"));
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    if (!durable) {
      command.add("--no-sync");
    }
    try {
      succeed(account.run(command, INIT_TIMEOUT_SECONDS), "initdb");
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    Files.move(made, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the server and waits until it answers; returns the process id of its head. */
  long start(String user, int port, Map<String, String> extra) throws IOException {
    Files.writeString(cluster.resolve("postgresql.conf"), configuration(port, extra));
    Files.writeString(
        cluster.resolve("pg_hba.conf"),
        "host all %1$s 127.0.0.1/32 scram-sha-256\nlocal all %1$s scram-sha-256\n".formatted(user));
    if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
      Files.move(log, run.resolve("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
    String timeout = Integer.toString(START_TIMEOUT_SECONDS);
    succeed(
        control(START_TIMEOUT_SECONDS, "start", "-l", log.toString(), "-w", "-t", timeout),
        "the start of Postgres");
    return headPid();
  }

  /**
   * Stops the server: sessions are cut off, what was committed is safe. Does nothing when it does
   * not run.
   */
  void stop() throws IOException {
    if (headPid() <= 0 || !isOurs(headPid())) {
      return;
    }
    String timeout = Integer.toString(STOP_TIMEOUT_SECONDS);
    if (control(STOP_TIMEOUT_SECONDS, "stop", "-m", "fast", "-w", "-t", timeout).code() != 0) {
      control(STOP_TIMEOUT_SECONDS, "stop", "-m", "immediate", "-w", "-t", timeout);
    }
  }

  /**
   * Ends what an earlier engine left behind. The server's note of its process id is removed only
   * when no process works in the cluster any more: process ids are used again, and Postgres would
   * take a stranger for itself.
   */
  void clearLeftovers() throws IOException {
    stop();
    long deadline = System.nanoTime() + LEFTOVER_WAIT_MS * 1_000_000L;
    while (isInUse()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("processes of an earlier Postgres still work in " + cluster);
      }
      try {
        Thread.sleep(LEFTOVER_POLL_MS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while an earlier Postgres ended", stopped);
      }
    }
    Files.deleteIfExists(cluster.resolve("postmaster.pid"));
  }

  private PostgresAccount.Ended control(int timeoutSeconds, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("pg_ctl").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-s", "-D", cluster.toString()));
    return account.run(command, timeoutSeconds + 10);
  }

  private void succeed(PostgresAccount.Ended ended, String what) throws IOException {
    if (ended.code() != 0) {
      throw new IOException(what + " failed: " + ended.output() + "\n" + logTail());
    }
  }

  private String logTail() throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
  }

  private long headPid() throws IOException {
    Path note = cluster.resolve("postmaster.pid");
    if (!Files.exists(note)) {
      return -1;
    }
    List<String> lines = Files.readAllLines(note);
    try {
      return lines.isEmpty() ? -1 : Long.parseLong(lines.get(0).strip());
    } catch (NumberFormatException torn) {
      return -1;
    }
  }

  /** The port that the server in a folder has noted; 0 when it has noted none. */
  static int portOf(Path home) throws IOException {
    Path note = home.resolve("data").resolve("postmaster.pid");
    if (!Files.exists(note)) {
      return 0;
    }
    List<String> lines = Files.readAllLines(note);
    try {
      return lines.size() <= NOTED_PORT ? 0 : Integer.parseInt(lines.get(NOTED_PORT).strip());
    } catch (NumberFormatException torn) {
      return 0;
    }
  }

  private boolean isInUse() throws IOException {
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      return processes.anyMatch(process -> isOurs(process.pid()));
    }
  }

  /** True for processes that work in our cluster, as all of a server's do. */
  private boolean isOurs(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(cluster);
    } catch (IOException gone) {
      return false;
    }
  }

  /** The folder of the server's Unix socket; null when its path cannot be one. */
  Path sockets() {
    String path = run.toString();
    int length = path.getBytes(StandardCharsets.UTF_8).length + "/.s.PGSQL.65535".length();
    return length > SOCKET_PATH_MAX || path.contains(",") || path.contains("\"") ? null : run;
  }

  private String configuration(int port, Map<String, String> extra) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", sockets() == null ? "" : run.toString());
    settings.put("unix_socket_permissions", "0700");
    settings.put("max_connections", "50");
    settings.put("shared_buffers", "128MB");
    settings.put("fsync", "on");
    settings.put("full_page_writes", "on");
    settings.put("synchronous_commit", "on");
    settings.put("max_wal_size", "4GB");
    settings.put("deadlock_timeout", "200ms");
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_line_prefix", "%m [%p] ");
    settings.putAll(extra);
    StringBuilder text =
        new StringBuilder("# Written at each start. Put settings of your own into ../local.conf\n");
    settings.forEach(
        (name, value) ->
            text.append(name).append(" = '").append(value.replace("'", "''")).append("'\n"));
    return text.append("include_if_exists = '../local.conf'\n").toString();
  }
}
