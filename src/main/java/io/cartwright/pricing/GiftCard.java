package io.cartwright.pricing;

/**
 * A gift card that pays a part.
 *
 * @param balanceMinor what is on it
 * @param requestedMinor the most that the buyer wants to take from it; null: all
 */
public record GiftCard(long balanceMinor, Long requestedMinor) {
  public GiftCard {
    if (balanceMinor < 0 || (requestedMinor != null && requestedMinor < 0)) {
      throw new IllegalArgumentException("negative gift card amount");
    }
  }
}
