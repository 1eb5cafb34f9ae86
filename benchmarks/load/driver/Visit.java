import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What one session of the driver remembers between its requests. */
final class Visit {
  String token;
  String checkout;
  String item;
  int status;
  boolean failed;

  /** When the request was due, on {@link System#nanoTime()}'s scale. */
  long dueNanos;

  long firstDueNanos;
  long sentNanos;
  final ByteArrayOutputStream body = new ByteArrayOutputStream(2048);

  /** The text after {@code "name":"}, in the last answer's body. */
  String field(String name) {
    String text = body.toString(StandardCharsets.UTF_8);
    int from = text.indexOf("\"" + name + "\":\"");
    if (from < 0) return null;
    from += name.length() + 4;
    return text.substring(from, text.indexOf('"', from));
  }
}
