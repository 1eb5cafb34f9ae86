package io.cartwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.config.EngineConfig;
import io.cartwright.config.HttpConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
  @TempDir Path data;
  private final SettableClock clock = new SettableClock(Instant.now());

  private io.cartwright.site.Certificate prepare(String... hostNames) {
    HttpConfig http = EngineConfig.of(Map.of("http.hostNames", String.join(",", hostNames))).http();
    return io.cartwright.site.Certificate.prepare(data, http, clock, new SecureRandom());
  }

  private static List<X509Certificate> read(Path file) throws Exception {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    return found.stream().map(X509Certificate.class::cast).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "www.wixapis.com",
        "edge.wixapis.com",
        "shop.example.com"
      })
  void clientThatTrustsTheCaAcceptsTheServer(String host) throws Exception {
    var made = prepare("shop.example.com");
    try (SSLServerSocket server =
        (SSLServerSocket)
            serverContext(made)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerOnce(server));
      answering.start();
      try (java.net.Socket plain =
              new java.net.Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
          SSLSocket client =
              (SSLSocket)
                  clientContext(made)
                      .getSocketFactory()
                      .createSocket(plain, host, server.getLocalPort(), true)) {
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        client.startHandshake();
        assertEquals(42, client.getInputStream().read());
      }
      answering.join();
    }
  }

  private static void answerOnce(SSLServerSocket server) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write(42);
    } catch (IOException closed) {
      throw new java.io.UncheckedIOException(closed);
    }
  }

  private static SSLContext serverContext(io.cartwright.site.Certificate made) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var keys = PemFile.loadOrCreateKeyPair(made.key(), new SecureRandom());
    Certificate[] chain = read(made.chain()).toArray(Certificate[]::new);
    store.setKeyEntry("server", keys.getPrivate(), new char[0], chain);
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext clientContext(io.cartwright.site.Certificate made) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", read(made.ca().orElseThrow()).get(0));
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void servesHttp2() throws Exception {
    var made = prepare();
    Vertx vertx = Vertx.vertx();
    try {
      HttpServerOptions options =
          new HttpServerOptions()
              .setSsl(true)
              .setUseAlpn(true)
              .setKeyCertOptions(
                  new PemKeyCertOptions()
                      .addCertPath(made.chain().toString())
                      .addKeyPath(made.key().toString()));
      HttpServer server =
          vertx
              .createHttpServer(options)
              .requestHandler(request -> request.response().end("ok"))
              .listen(0)
              .toCompletionStage()
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
      URI address = URI.create("https://localhost:" + server.actualPort() + "/");
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .sslContext(clientContext(made))
              .build()
              .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertEquals("ok", answer.body());
      assertEquals(HttpClient.Version.HTTP_2, answer.version());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void keptUntilItIsNearItsEnd() throws Exception {
    var made = prepare("2001:db8::7");
    X509Certificate first = read(made.chain()).get(0);
    assertEquals(first, read(prepare("2001:db8::7").chain()).get(0));
    clock.advance(Duration.ofDays(359));
    assertEquals(first, read(prepare().chain()).get(0));
    clock.advance(Duration.ofDays(2));
    X509Certificate second = read(prepare().chain()).get(0);
    assertNotEquals(first, second);
    assertEquals(read(made.ca().orElseThrow()).get(0), read(made.chain()).get(1));
  }

  @Test
  void caIsRenewedBeforeItCannotCoverAServer() throws Exception {
    var made = prepare();
    X509Certificate first = read(made.ca().orElseThrow()).get(0);
    clock.advance(Duration.ofDays(3650 - 380));
    prepare();
    X509Certificate second = read(made.ca().orElseThrow()).get(0);
    assertNotEquals(first, second);
    read(made.chain()).get(0).verify(second.getPublicKey());
    assertEquals(second, read(made.chain()).get(1));
  }

  @Test
  void newHostNameMakesANewCertificateUnderTheSameCa() throws Exception {
    var made = prepare();
    X509Certificate ca = read(made.ca().orElseThrow()).get(0);
    X509Certificate first = read(made.chain()).get(0);
    X509Certificate second = read(prepare("shop.example.com", "10.1.2.3").chain()).get(0);
    assertNotEquals(first, second);
    assertEquals(ca, read(made.ca().orElseThrow()).get(0));
    assertTrue(second.getSubjectAlternativeNames().toString().contains("10.1.2.3"));
    assertEquals(second, read(prepare().chain()).get(0), "more names than needed do no harm");
  }

  @Test
  void damagedCertificateIsMadeAnew() throws Exception {
    var made = prepare();
    Files.writeString(made.chain(), "not a certificate");
    assertEquals(2, read(prepare().chain()).size());
  }

  @Test
  void keysAreForTheirOwnerOnly() throws Exception {
    var made = prepare();
    for (Path file : List.of(made.key(), made.key().resolveSibling("ca-key.pem"))) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void certificatesAreForEverybody() throws Exception {
    var made = prepare();
    for (Path file : List.of(made.chain(), made.ca().orElseThrow())) {
      assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void configuredCertificateIsTakenAsItIs() {
    HttpConfig http =
        EngineConfig.of(Map.of("http.certificate", "/c.pem", "http.certificateKey", "/k.pem"))
            .http();
    var made = io.cartwright.site.Certificate.prepare(data, http, clock, new SecureRandom());
    assertEquals(Path.of("/c.pem"), made.chain());
    assertEquals(Optional.empty(), made.ca());
  }
}
