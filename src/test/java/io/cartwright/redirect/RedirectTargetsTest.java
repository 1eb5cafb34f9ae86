package io.cartwright.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTargetsTest {
  private final RedirectTargets targets =
      new RedirectTargets(
          "https://Shop.Example.com:8443", List.of("thanks.example.org", "*.example.net"));

  @ParameterizedTest
  @CsvSource({
    "https://shop.example.com/thanks, true",
    "https://SHOP.example.com:9/thanks?a=b, true",
    "http://localhost:3000/x, true",
    "http://127.0.0.1/x, true",
    "http://[::1]:80/x, true",
    "https://thanks.example.org, true",
    "https://a.example.net/x, true",
    "https://a.b.example.net/x, true",
    "https://example.net/x, false",
    "https://.example.net/x, false",
    "https://evilexample.net/x, false",
    "https://thanks.example.org.evil.com/x, false",
    "https://evil.com/thanks.example.org, false",
    "https://thanks.example.org@evil.com/, false",
    "https://evil.com@thanks.example.org/, false",
    "https://evil.com\\@thanks.example.org/, false",
    "//thanks.example.org/x, false",
    "/relative, false",
    "javascript:alert(1), false",
    "ftp://localhost/x, false",
    "https://, false",
  })
  void leadOnlyWhereTheSiteAllows(String url, boolean allowed) {
    assertEquals(allowed, targets.allows(url), url);
  }
}
