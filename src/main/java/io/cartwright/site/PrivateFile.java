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

/** Files that only their owner may read, written whole or not at all. */
final class PrivateFile {
  private PrivateFile() {}

  /**
   * Writes a file with mode 600: to a neighbour first, which is forced to disk and then takes the
   * file's place, so that a reader sees the old text or the new one.
   */
  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path neighbour = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new");
      try {
        restrict(neighbour);
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

  private static void restrict(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
