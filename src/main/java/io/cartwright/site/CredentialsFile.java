package io.cartwright.site;

import io.cartwright.wire.Json;
import io.cartwright.wire.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code credentials.json} in the data folder: what a client needs, for the owner's eyes only.
 * Blocks on files.
 */
public final class CredentialsFile {
  private static final String NAME = "credentials.json";
  private static final String API_KEY = "apiKey";

  private final Path file;

  public CredentialsFile(Path data) {
    this.file = data.resolve(NAME);
  }

  /** Where the file is. */
  public Path path() {
    return file;
  }

  /** Replaces the file as a whole. */
  public void write(Credentials credentials) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("httpUrl", credentials.httpUrl());
    tree.put("httpsUrl", credentials.httpsUrl());
    tree.put("siteId", credentials.siteId().toString());
    tree.put("clientId", credentials.clientId().toString());
    tree.put(API_KEY, credentials.apiKey());
    if (credentials.caCertificate() != null) {
      tree.put("caCertificate", credentials.caCertificate().toAbsolutePath().toString());
    }
    StringBuilder text = new StringBuilder("{");
    tree.forEach(
        (name, value) ->
            text.append(text.length() == 1 ? "\n" : ",\n")
                .append("  \"" + name + "\": " + Json.of(value).text()));
    WholeFile.writePrivate(file, text.append("\n}\n").toString());
  }

  /** The API key that an earlier start has left; empty when the file is missing or damaged. */
  public Optional<String> readApiKey() {
    try {
      return Files.exists(file)
          ? Optional.ofNullable(Json.parseText(Files.readString(file)).parseObject().get(API_KEY))
              .filter(String.class::isInstance)
              .map(String.class::cast)
          : Optional.empty();
    } catch (MalformedJson damaged) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + file, unreadable);
    }
  }
}
