import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Makes the wire records from the contract data, and compiles them. This launcher compares a hash
 * of all that goes in with the stamp of the last run, and only when they differ compiles the
 * generator proper (package {@code wiregen}) and runs it.
 *
 * <p>Arguments: folder of the contract data, folder of this file, folder for the sources, folder
 * for the classes. The hand-written runtime lies in {@code ../wire} and is compiled together with
 * what is generated.
 */
public final class WireGenerator {
  private WireGenerator() {}

  public static void main(String[] args) throws Exception {
    Path contract = Path.of(args[0]);
    Path generator = Path.of(args[1]);
    Path runtime = generator.resolveSibling("wire");
    Path sources = Path.of(args[2]);
    Path classes = Path.of(args[3]);
    Path stamp = sources.resolve("stamp");
    String hash = hash(List.of(contract, generator, runtime));
    if (Files.isDirectory(classes) && Files.exists(stamp) && Files.readString(stamp).equals(hash)) {
      return;
    }
    delete(sources);
    delete(classes);
    // Maven copies the classes here and never removes one that is gone.
    delete(classes.resolveSibling("classes").resolve("io/cartwright/wire"));
    Files.createDirectories(sources);
    Files.createDirectories(classes);
    Path tool = Files.createTempDirectory("wiregen");
    try {
      compile(generator.resolve("wiregen"), tool);
      try (URLClassLoader loader = new URLClassLoader(new URL[] {tool.toUri().toURL()})) {
        loader
            .loadClass("wiregen.Generate")
            .getMethod("run", Path.class, Path.class, Path.class, Path.class)
            .invoke(null, contract, runtime, sources, classes);
      }
    } finally {
      delete(tool);
    }
    Files.writeString(stamp, hash);
  }

  private static void compile(Path folder, Path to) throws IOException {
    String[] fixed = {
      "-d", to.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path")
    };
    String[] files = files(folder).stream().map(Path::toString).toArray(String[]::new);
    String[] all = Stream.of(fixed, files).flatMap(Stream::of).toArray(String[]::new);
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, all) != 0) {
      throw new IllegalStateException("the wire generator does not compile");
    }
  }

  private static String hash(List<Path> folders) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
