package io.cartwright.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The account of the operating system that runs Postgres: the engine's own, or an unprivileged one
 * when the engine is root.
 *
 * <p>A folder below one that only root may enter (such as {@code /root}) is out of an unprivileged
 * account's reach; there the account is lent the right to pass by file permissions, and nothing
 * else of root's powers.
 */
final class PostgresAccount {
  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");
  private static final List<String> NAMES = List.of("postgres", "nobody");
  private static final int ROOT = 0;

  /**
   * The last one keeps access(2) from hiding the capability, which Postgres asks before it starts
   * its programs.
   */
  private static final String[] PASS_PERMISSIONS = {
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
    "--"
  };

  private final UserPrincipal owner;
  private final List<String> prefix;

  /** What a program said, and how it ended. */
  record Ended(int code, String output) {}

  private PostgresAccount(UserPrincipal owner, List<String> prefix) {
    this.owner = owner;
    this.prefix = prefix;
  }

  /**
   * Finds the account.
   *
   * @param cluster the cluster's folder; its owner stays in charge, if it exists
   * @param program a program that the account must be able to start
   */
  static PostgresAccount choose(Path cluster, Path program) throws IOException {
    if (uid(Path.of("/proc/self")) != ROOT) {
      return new PostgresAccount(null, List.of());
    }
    UserPrincipal owner = owner(cluster);
    for (List<String> prefix : launchers(owner)) {
      PostgresAccount account = new PostgresAccount(owner, prefix);
      if (account.reaches(program, cluster.getParent())) {
        return account;
      }
    }
    throw new IOException(
        ("Postgres does not run as root, and the account " + owner.getName() + " cannot reach ")
            + (cluster.getParent()
                + ". Use a data folder that it can enter (such as /var/lib/cartwright),")
            + " or start the engine as an ordinary user.");
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static UserPrincipal owner(Path cluster) throws IOException {
    if (Files.isDirectory(cluster) && uid(cluster) != ROOT) {
      return Files.getOwner(cluster);
    }
    UserPrincipalLookupService lookup = cluster.getFileSystem().getUserPrincipalLookupService();
    for (String name : NAMES) {
      try {
        return lookup.lookupPrincipalByName(name);
      } catch (UserPrincipalNotFoundException absent) {
        continue;
      }
    }
    throw new IOException("Postgres does not run as root, and there is no account named " + NAMES);
  }

  private static List<List<String>> launchers(UserPrincipal owner) throws IOException {
    List<List<String>> launchers = new ArrayList<>();
    String name = owner.getName();
    String setpriv = find("setpriv");
    if (setpriv != null) {
      List<String> drop =
          List.of(setpriv, "--reuid=" + name, "--regid=" + group(name), "--clear-groups");
      launchers.add(join(drop, "--inh-caps=-all", "--"));
      launchers.add(join(drop, PASS_PERMISSIONS));
    }
    String runuser = find("runuser");
    if (runuser != null) {
      launchers.add(List.of(runuser, "-u", name, "--"));
    }
    String su = find("su");
    if (su != null) {
      launchers.add(List.of(su, "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--"));
    }
    return launchers;
  }

  private static List<String> join(List<String> head, String... tail) {
    return Stream.concat(head.stream(), Stream.of(tail)).toList();
  }

  private static String find(String program) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  private static String group(String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
      return lines
          .map(line -> line.split(":"))
          .filter(fields -> fields.length > 3 && (fields[0].equals(name) || fields[2].equals(name)))
          .map(fields -> fields[3])
          .findFirst()
          .orElse(name);
    }
  }

  private boolean reaches(Path program, Path folder) throws IOException {
    String check = "cd \"$0\" && exec \"$1\" --version";
    return run(List.of("/bin/sh", "-c", check, folder.toString(), program.toString()), 30).code()
        == 0;
  }

  /** Makes a folder that the account alone may enter, if it is not there yet. */
  void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    own(folder);
  }

  /** Gives a file or folder to the account. */
  void own(Path path) throws IOException {
    if (owner != null && !Files.getOwner(path).equals(owner)) {
      Files.setOwner(path, owner);
    }
  }

  /**
   * Runs a program as the account and waits for its end. Variables of Postgres in our own
   * environment are kept from it.
   */
  Ended run(List<String> command, int timeoutSeconds) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(prefix.stream(), command.stream()).toList());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.directory(Path.of("/").toFile()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("gave up after " + timeoutSeconds + " s: " + command);
      }
      return new Ended(process.exitValue(), output.strip());
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + command, stopped);
    }
  }
}
