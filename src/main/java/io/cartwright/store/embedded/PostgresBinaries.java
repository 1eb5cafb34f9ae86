package io.cartwright.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the programs of Postgres for this machine, once. */
final class PostgresBinaries {
  private static final int EXECUTABLE_BITS = 0111;

  private PostgresBinaries() {}

  /** The folder with the programs, a child of {@code parent}, unpacked if it is not there yet. */
  static Path unpack(Path parent) throws IOException {
    URL archive = archive();
    String name = "server-" + fingerprint(archive);
    Path folder = parent.resolve(name);
    if (!Files.isDirectory(folder)) {
      Path unfinished = parent.resolve(name + "." + ProcessHandle.current().pid());
      try (InputStream in = archive.openStream()) {
        extract(in, unfinished);
      }
      if (Files.isDirectory(folder)) {
        delete(unfinished);
      } else {
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return folder;
  }

  private static URL archive() {
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
    URL archive =
        PostgresBinaries.class.getResource("/postgres-" + system + "-" + machine + ".txz");
    if (archive == null) {
      throw new IllegalStateException(
          ("there is no embedded Postgres for " + system + " on " + arch)
              + ": configure the URL of an external database");
    }
    return archive;
  }

  private static String fingerprint(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection jar) {
      try (var file = jar.getJarFile()) {
        return Long.toHexString(file.getEntry(jar.getEntryName()).getCrc());
      }
    }
    return Long.toHexString(connection.getContentLengthLong());
  }

  private static void extract(InputStream in, Path target) throws IOException {
    delete(target);
    directory(target);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        place(tar, entry, path);
      }
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      directory(path);
      return;
    }
    directory(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      boolean executable = (entry.getMode() & EXECUTABLE_BITS) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void directory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      if (!Files.isDirectory(path.getParent())) {
        directory(path.getParent());
      }
      Files.createDirectory(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Deletes a folder and all in it; does nothing when it is not there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
