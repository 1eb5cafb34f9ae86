package io.cartwright.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the engine is reached.
 *
 * @param host address to listen on
 * @param port plain HTTP; 0 takes any free port
 * @param httpsPort HTTPS; 0 takes any free port
 * @param publicUrl what links for buyers start with, without a slash at the end; empty when not set
 * @param hostNames further names for the engine's own certificate
 * @param certificate certificate chain to use in place of the engine's own; its key is then set too
 * @param certificateKey key of that certificate
 */
public record HttpConfig(
    String host,
    int port,
    int httpsPort,
    Optional<String> publicUrl,
    List<String> hostNames,
    Optional<Path> certificate,
    Optional<Path> certificateKey) {

  public HttpConfig {
    hostNames = List.copyOf(hostNames);
  }

  /** What links start with: the public URL, else this machine's name for itself. */
  public String baseUrl() {
    return publicUrl.orElse("http://localhost:" + port);
  }

  HttpConfig withPorts(int http, int https) {
    return new HttpConfig(host, http, https, publicUrl, hostNames, certificate, certificateKey);
  }

  static HttpConfig from(ConfigValues values) {
    return new HttpConfig(
        values.text("http.host"),
        values.integer("http.port"),
        values.integer("http.httpsPort"),
        Optional.of(values.text("http.publicUrl").replaceAll("/+$", "")).filter(u -> !u.isEmpty()),
        values.list("http.hostNames"),
        values.path("http.certificate"),
        values.path("http.certificateKey"));
  }
}
