package io.cartwright.site;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.site.TokenClaims.SubjectType;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentTokensTest {
  private static final int MAX = 1_000;

  private final RecentTokens tokens = new RecentTokens(MAX);

  private static TokenPrint print(int n) {
    return TokenPrint.of("token " + n);
  }

  private static TokenClaims claims() {
    UUID id = UUID.randomUUID();
    Instant now = Instant.EPOCH;
    return new TokenClaims(id, id, SubjectType.VISITOR, id, now, now.plusSeconds(60), id);
  }

  @Test
  void aNewTokenIsRememberedHoweverManyCameBeforeAndHoweverOftenTheyWereUsed() {
    for (int n = 0; n < 10 * MAX; n++) {
      TokenClaims claims = claims();
      tokens.put(print(n), claims);
      for (int uses = 0; uses < 6; uses++) {
        assertSame(claims, tokens.find(print(n)));
        if (n >= 100) assertNotNull(tokens.find(print(n - 100)));
      }
      assertTrue(tokens.size() <= MAX);
    }
    assertNull(tokens.find(print(0)));
  }

  @Test
  void aTokenInUseOutlivesThoseThatAreNot() {
    TokenClaims claims = claims();
    tokens.put(print(-1), claims);
    for (int n = 0; n < 10 * MAX; n++) {
      tokens.put(print(n), claims());
      if (n % 100 == 0) assertSame(claims, tokens.find(print(-1)));
    }
    assertSame(claims, tokens.find(print(-1)));
    assertNull(tokens.find(print(1)));
  }
}
