package io.cartwright.site;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens that were minted or verified lately; any thread may ask.
 *
 * <p>Two generations: who is asked for goes to the young one, and when that is full it becomes the
 * old one, whose rest is forgotten. So a token that was just used is always remembered, however
 * many came before it: each visitor's token is used a few times soon after it was minted, and a
 * cache that prefers what was used most would keep those of visitors who are gone.
 */
final class RecentTokens {
  private final int generationMax;
  private volatile Map<TokenPrint, TokenClaims> young = new ConcurrentHashMap<>();
  private volatile Map<TokenPrint, TokenClaims> old = Map.of();

  /**
   * Remembers none yet.
   *
   * @param max tokens that are remembered at most, at least 2; the half of it that was used last
   *     always is
   */
  RecentTokens(int max) {
    generationMax = max / 2;
  }

  /** The claims of a token; null when it is not remembered. */
  TokenClaims find(TokenPrint token) {
    TokenClaims known = young.get(token);
    if (known != null) return known;
    known = old.get(token);
    if (known != null) put(token, known);
    return known;
  }

  void put(TokenPrint token, TokenClaims claims) {
    Map<TokenPrint, TokenClaims> to = young;
    to.put(token, claims);
    if (to.size() >= generationMax) age(to);
  }

  private synchronized void age(Map<TokenPrint, TokenClaims> full) {
    if (young != full) return;
    old = full;
    young = new ConcurrentHashMap<>();
  }

  /** Tokens that are remembered; one that is in both generations counts twice. */
  int size() {
    return young.size() + old.size();
  }
}
