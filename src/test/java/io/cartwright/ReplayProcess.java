package io.cartwright;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code replay} in a JVM of its own.
 *
 * @param output standard output
 * @param errors standard error
 */
record ReplayProcess(int code, String output, String errors) {
  private static final int LIMIT_SECONDS = 120;

  static ReplayProcess run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.cartwright.Main",
                "replay"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("CARTWRIGHT_"));
    builder.environment().putAll(environment);
    Path errors = Files.createTempFile("replay", ".err");
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the replay did not end");
    }
    return new ReplayProcess(process.exitValue(), output, Files.readString(errors));
  }

  String lastLine() {
    return output.strip().lines().reduce("", (before, line) -> line);
  }
}
