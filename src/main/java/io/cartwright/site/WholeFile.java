package io.cartwright.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that are written whole or not at all: to a neighbour first, which is forced to disk and
 * then takes the file's place, so that a reader sees the old text or the new one.
 */
final class WholeFile {
  private WholeFile() {}

  /** Writes a file that only its owner may read: mode 600. */
  static void writePrivate(Path file, String text) {
    write(file, text, "rw-------");
  }

  /** Writes a file that everybody may read: mode 644. */
  static void writePublic(Path file, String text) {
    write(file, text, "rw-r--r--");
  }

  private static void write(Path file, String text, String mode) {
    try {
      Files.createDirectories(file.getParent());
      Path neighbour = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new");
      try {
        setMode(neighbour, mode);
        try (FileChannel out = FileChannel.open(neighbour, Set.of(StandardOpenOption.WRITE))) {
          ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
          out.force(true);
        }
        Files.move(
            neighbour, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(neighbour);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot write " + file, failed);
    }
  }

  private static void setMode(Path file, String mode) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
  }
}
