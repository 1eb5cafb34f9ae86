package io.cartwright.site;

import io.cartwright.config.HttpConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The TLS material that HTTPS is served with.
 *
 * <p>Unless the configuration names a certificate, the engine is its own authority: it makes a CA
 * at first start, which clients are told to trust, and signs a server certificate with it, which it
 * renews when that comes near its end, when a host name is missing in it, or when the CA has
 * changed. All of it lives in {@code tls/} in the data folder.
 *
 * @param chain PEM file with the server certificate and what signed it
 * @param key PEM file with the PKCS#8 key of the server certificate
 * @param ca PEM file that clients must trust; empty where the certificate is not of our making
 */
public record Certificate(Path chain, Path key, Optional<Path> ca) {
  /**
   * Names that every certificate of ours is made out to: here, and the hosts that the SDK insists
   * on.
   */
  static final List<String> NAMES =
      List.of("localhost", "127.0.0.1", "::1", "www.wixapis.com", "edge.wixapis.com");

  static final Duration CA_LIFETIME = Duration.ofDays(3650);
  static final Duration SERVER_LIFETIME = Duration.ofDays(390);

  /** A certificate with less than this left is made anew at the next start. */
  static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private static final String FOLDER = "tls";

  /** Makes or renews what is needed and says where it is. Blocks on files. */
  public static Certificate prepare(Path data, HttpConfig http, Clock clock, SecureRandom random) {
    if (http.certificate().isPresent()) {
      return new Certificate(
          http.certificate().get(), http.certificateKey().orElseThrow(), Optional.empty());
    }
    Path folder = data.resolve(FOLDER).toAbsolutePath();
    Certificate made =
        new Certificate(
            folder.resolve("server.pem"),
            folder.resolve("server-key.pem"),
            Optional.of(folder.resolve("ca.pem")));
    try {
      made.renew(new CertificateMaker(clock, random), namesFor(http), clock.instant(), random);
      return made;
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException("Cannot make a certificate in " + folder, failed);
    }
  }

  private static List<String> namesFor(HttpConfig http) {
    List<String> names = new ArrayList<>(NAMES);
    http.hostNames().stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names;
  }

  private void renew(CertificateMaker maker, List<String> names, Instant now, SecureRandom random)
      throws GeneralSecurityException {
    Path caFile = ca.orElseThrow();
    KeyPair caKeys = PemFile.loadOrCreateKeyPair(caFile.resolveSibling("ca-key.pem"), random);
    X509Certificate authority = readFirst(caFile).orElse(null);
    if (authority == null || !isSound(authority, caKeys, now)) {
      authority = maker.authority(caKeys, CA_LIFETIME);
      WholeFile.writePublic(caFile, pem(authority));
    }
    KeyPair serverKeys = PemFile.loadOrCreateKeyPair(key, random);
    X509Certificate server = readFirst(chain).orElse(null);
    boolean usable =
        server != null
            && server.getPublicKey().equals(serverKeys.getPublic())
            && isSignedBy(server, authority)
            && lasts(server, now)
            && namesOf(server)
                .containsAll(names.stream().map(CertificateMaker::canonical).toList());
    if (!usable) {
      X509Certificate fresh =
          maker.server(serverKeys.getPublic(), authority, caKeys, names, SERVER_LIFETIME);
      WholeFile.writePublic(chain, pem(fresh) + pem(authority));
    }
  }

  private static boolean isSound(X509Certificate authority, KeyPair keys, Instant now) {
    return authority.getPublicKey().equals(keys.getPublic())
        && authority.getNotAfter().toInstant().isAfter(now.plus(SERVER_LIFETIME))
        && !authority.getNotBefore().toInstant().isAfter(now);
  }

  private static boolean lasts(X509Certificate server, Instant now) {
    return server.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE))
        && !server.getNotBefore().toInstant().isAfter(now);
  }

  private static boolean isSignedBy(X509Certificate server, X509Certificate authority) {
    try {
      server.verify(authority.getPublicKey());
      return server.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
    } catch (GeneralSecurityException foreign) {
      return false;
    }
  }

  /** The host names and addresses a certificate is made out to, in canonical form. */
  private static Set<String> namesOf(X509Certificate server) throws CertificateException {
    Set<String> names = new HashSet<>();
    Collection<List<?>> entries = server.getSubjectAlternativeNames();
    if (entries != null) {
      entries.forEach(entry -> names.add(CertificateMaker.canonical((String) entry.get(1))));
    }
    return names;
  }

  private static Optional<X509Certificate> readFirst(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] text =
          Files.readString(file, StandardCharsets.US_ASCII).getBytes(StandardCharsets.US_ASCII);
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(text)));
    } catch (CertificateException damaged) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + file, unreadable);
    }
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return PemFile.block("CERTIFICATE", certificate.getEncoded());
  }
}
