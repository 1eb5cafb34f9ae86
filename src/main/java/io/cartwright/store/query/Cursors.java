package io.cartwright.store.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads cursors: opaque tokens that hold the query and a position in it, signed for one
 * site and table, so that a cursor cannot be made up, changed, or used elsewhere.
 */
final class Cursors {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 16;
  private static final JsonFactory JSON = new JsonFactory();

  private final SecretKeySpec key;

  /**
   * What a cursor holds.
   *
   * @param position the sort values of the row to go on from, as text; null for a missing value
   * @param backward true when the page before the row is wanted
   */
  record Cursor(
      String filter,
      List<Sort> sort,
      String search,
      boolean anyWord,
      List<String> position,
      boolean backward) {}

  Cursors(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  String write(UUID siteId, String table, Cursor cursor) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      json.writeString(cursor.filter());
      json.writeStartArray();
      for (Sort sort : cursor.sort()) {
        json.writeString((sort.descending() ? "-" : "+") + sort.field());
      }
      json.writeEndArray();
      json.writeString(cursor.search());
      json.writeBoolean(cursor.anyWord());
      json.writeStartArray();
      for (String value : cursor.position()) {
        json.writeString(value);
      }
      json.writeEndArray();
      json.writeBoolean(cursor.backward());
      json.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    byte[] token = Arrays.copyOf(signature(siteId, table, body), SIGNATURE_BYTES + body.length);
    System.arraycopy(body, 0, token, SIGNATURE_BYTES, body.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The cursor of a token; null when we did not write it for this site and table. */
  Cursor read(UUID siteId, String table, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    if (bytes.length <= SIGNATURE_BYTES) {
      return null;
    }
    byte[] body = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
    byte[] signature = Arrays.copyOf(bytes, SIGNATURE_BYTES);
    if (!MessageDigest.isEqual(
        signature, Arrays.copyOf(signature(siteId, table, body), SIGNATURE_BYTES))) {
      return null;
    }
    try {
      return parse((List<?>) JsonTree.read(new String(body, StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static Cursor parse(List<?> parts) {
    List<Sort> sort = new ArrayList<>();
    for (Object each : (List<?>) parts.get(1)) {
      String text = (String) each;
      sort.add(new Sort(text.substring(1), text.charAt(0) == '-'));
    }
    List<String> position = new ArrayList<>();
    for (Object value : (List<?>) parts.get(4)) {
      position.add((String) value);
    }
    return new Cursor(
        (String) parts.get(0),
        sort,
        (String) parts.get(2),
        (Boolean) parts.get(3),
        position,
        (Boolean) parts.get(5));
  }

  private byte[] signature(UUID siteId, String table, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((siteId + " " + table + " ").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
