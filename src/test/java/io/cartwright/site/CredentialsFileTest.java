package io.cartwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {
  private static final Credentials SOME =
      new Credentials(
          "http://localhost:8080",
          "https://localhost:8443",
          new UUID(1, 1),
          new UUID(2, 2),
          "CWK.\"quoted\"",
          Path.of("ca.pem"));

  @TempDir Path data;

  @Test
  void holdsWhatAClientNeedsForItsOwnerOnly() throws Exception {
    CredentialsFile file = new CredentialsFile(data.resolve("new/folder"));
    file.write(SOME);
    Map<String, Object> tree = Json.parseText(Files.readString(file.path())).parseObject();
    assertEquals(
        List.of("httpUrl", "httpsUrl", "siteId", "clientId", "apiKey", "caCertificate"),
        List.copyOf(tree.keySet()));
    assertEquals("https://localhost:8443", tree.get("httpsUrl"));
    assertEquals(Path.of("ca.pem").toAbsolutePath().toString(), tree.get("caCertificate"));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    assertFalse(SOME.toString().contains("quoted"), "the key is shown");
  }

  @Test
  void isReplacedAsAWholeAndLeavesNothingBehind() throws Exception {
    CredentialsFile file = new CredentialsFile(data);
    file.write(SOME);
    file.write(
        new Credentials("http://a", "https://a", new UUID(1, 1), new UUID(2, 2), "CWK.b", null));
    assertEquals(Optional.of("CWK.b"), file.readApiKey());
    assertFalse(Files.readString(file.path()).contains("caCertificate"));
    try (var files = Files.list(data)) {
      assertEquals(List.of(file.path()), files.toList());
    }
  }

  @Test
  void missingOrDamagedFileHasNoKey() throws Exception {
    CredentialsFile file = new CredentialsFile(data);
    assertTrue(file.readApiKey().isEmpty());
    for (String damaged : List.of("", "{", "[]", "{\"apiKey\":7}", "{\"apiKey\":null}")) {
      Files.writeString(file.path(), damaged);
      assertTrue(file.readApiKey().isEmpty(), damaged);
    }
  }
}
