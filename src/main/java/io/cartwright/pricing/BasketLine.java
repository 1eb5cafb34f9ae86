package io.cartwright.pricing;

import java.util.Set;

/**
 * One line of a basket, with what the catalog says about it. Amounts are minor units of the
 * basket's currency, for one unit.
 *
 * @param id line id, unique in the basket
 * @param appId catalog app; null for a custom line
 * @param catalogItemId catalog item; null for a custom line
 * @param collectionIds collections (categories) of the item
 * @param unitPriceMinor catalog price after the catalog's own discount, without modifiers
 * @param fullPriceMinor catalog price before the catalog's own discount, without modifiers
 * @param modifiersMinor what the chosen modifiers add
 * @param quantity units, 1 to 100,000
 * @param payment when the line is paid
 * @param depositMinor paid now with {@link PaymentOption#DEPOSIT_ONLINE}; null: the line is paid
 *     now in full
 * @param taxGroup key into {@link TaxFacts#ratesByGroup}; null: the default group
 * @param weightE6 millionths of the site's weight unit
 * @param shippable takes part in delivery
 * @param subscription is paid again and again
 * @param freeTrial a subscription of which nothing is paid before the trial ends
 * @param giftCardItem is a gift card, which no coupon pays for
 */
public record BasketLine(
    String id,
    String appId,
    String catalogItemId,
    Set<String> collectionIds,
    long unitPriceMinor,
    long fullPriceMinor,
    long modifiersMinor,
    int quantity,
    PaymentOption payment,
    Long depositMinor,
    String taxGroup,
    long weightE6,
    boolean shippable,
    boolean subscription,
    boolean freeTrial,
    boolean giftCardItem) {
  /** Most units of a line. */
  public static final int QUANTITY_MAX = 100_000;

  /** Most millionths of a weight unit that one unit weighs: a hundred thousand. */
  public static final long WEIGHT_MAX_E6 = 100_000_000_000L;

  /** When a line is paid. */
  public enum PaymentOption {
    FULL_PAYMENT_ONLINE,
    FULL_PAYMENT_OFFLINE,
    /** A membership pays the unit price; the modifiers are paid now. */
    MEMBERSHIP,
    DEPOSIT_ONLINE,
    /** A membership pays everything; the line costs nothing. */
    MEMBERSHIP_OFFLINE,
    /** A membership pays the unit price; the modifiers are paid later. */
    MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER
  }

  public BasketLine {
    appId = SharedTexts.shared(appId);
    collectionIds = IdSet.copyOf(collectionIds == null ? Set.of() : collectionIds);
    payment = payment == null ? PaymentOption.FULL_PAYMENT_ONLINE : payment;
    if (id == null || quantity < 1 || quantity > QUANTITY_MAX) {
      throw new IllegalArgumentException("line " + id + " with quantity " + quantity);
    }
    if (unitPriceMinor < 0 || fullPriceMinor < 0 || modifiersMinor < 0 || weightE6 < 0) {
      throw new IllegalArgumentException("negative amount on line " + id);
    }
    if (unitPriceMinor > Basket.TOTAL_MAX_MINOR
        || fullPriceMinor > Basket.TOTAL_MAX_MINOR
        || modifiersMinor > Basket.TOTAL_MAX_MINOR
        || weightE6 > WEIGHT_MAX_E6) {
      throw new IllegalArgumentException("amount out of range on line " + id);
    }
    if (depositMinor != null && depositMinor < 0) {
      throw new IllegalArgumentException("negative deposit on line " + id);
    }
  }

  /**
   * What one unit costs before all discounts: the unit price unless a membership pays it, and the
   * modifiers.
   */
  public long baseUnitMinor() {
    return switch (payment) {
      case FULL_PAYMENT_ONLINE, FULL_PAYMENT_OFFLINE, DEPOSIT_ONLINE ->
          unitPriceMinor + modifiersMinor;
      case MEMBERSHIP, MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER -> modifiersMinor;
      case MEMBERSHIP_OFFLINE -> 0;
    };
  }

  /** A line paid now in full, to be completed by the builder's setters. */
  public static Builder builder(String id, long unitPriceMinor, int quantity) {
    return new Builder(id, unitPriceMinor, quantity);
  }

  /** Collects what a line is not by default. */
  public static final class Builder {
    private final String id;
    private final long unitPriceMinor;
    private final int quantity;
    private String appId;
    private String catalogItemId;
    private Set<String> collectionIds = Set.of();
    private Long fullPriceMinor;
    private long modifiersMinor;
    private PaymentOption payment = PaymentOption.FULL_PAYMENT_ONLINE;
    private Long depositMinor;
    private String taxGroup;
    private long weightE6;
    private boolean shippable;
    private boolean subscription;
    private boolean freeTrial;
    private boolean giftCardItem;

    private Builder(String id, long unitPriceMinor, int quantity) {
      this.id = id;
      this.unitPriceMinor = unitPriceMinor;
      this.quantity = quantity;
    }

    /** Names the catalog item; without it the line is a custom line. */
    public Builder item(String appId, String catalogItemId) {
      this.appId = appId;
      this.catalogItemId = catalogItemId;
      return this;
    }

    public Builder collections(Set<String> value) {
      collectionIds = value;
      return this;
    }

    /** Price before the catalog's own discount; by default the unit price. */
    public Builder fullPrice(long minor) {
      fullPriceMinor = minor;
      return this;
    }

    public Builder modifiers(long minor) {
      modifiersMinor = minor;
      return this;
    }

    public Builder payment(PaymentOption value) {
      payment = value;
      return this;
    }

    public Builder deposit(Long minor) {
      depositMinor = minor;
      return this;
    }

    public Builder taxGroup(String value) {
      taxGroup = value;
      return this;
    }

    public Builder weightE6(long value) {
      weightE6 = value;
      return this;
    }

    public Builder shippable(boolean value) {
      shippable = value;
      return this;
    }

    public Builder subscription(boolean value) {
      subscription = value;
      return this;
    }

    public Builder freeTrial(boolean value) {
      freeTrial = value;
      return this;
    }

    public Builder giftCardItem(boolean value) {
      giftCardItem = value;
      return this;
    }

    public BasketLine build() {
      return new BasketLine(
          id,
          appId,
          catalogItemId,
          collectionIds,
          unitPriceMinor,
          fullPriceMinor == null ? unitPriceMinor : fullPriceMinor,
          modifiersMinor,
          quantity,
          payment,
          depositMinor,
          taxGroup,
          weightE6,
          shippable,
          subscription,
          freeTrial,
          giftCardItem);
    }
  }
}
