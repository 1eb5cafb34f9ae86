package io.cartwright.basket;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.money.Currency;
import io.cartwright.pricing.BasketLine;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.CatalogOverrideFields;
import io.cartwright.wire.common.CommonImage;
import io.cartwright.wire.common.CustomLineItem;
import io.cartwright.wire.common.Image;
import io.cartwright.wire.common.ItemAvailabilityInfo;
import io.cartwright.wire.common.ItemAvailabilityStatus;
import io.cartwright.wire.common.PaymentOption;
import io.cartwright.wire.common.PaymentOptionType;
import io.cartwright.wire.common.V1ItemModifier;
import io.cartwright.wire.common.V1ModifierGroup;
import io.cartwright.wire.own.basket.CustomFacts;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Facts of a line: what the catalog says, or what an administrator said of a custom line. */
public final class Facts {
  private static final Set<PaymentOptionType> MEMBERSHIP_KINDS =
      Set.of(
          PaymentOptionType.MEMBERSHIP,
          PaymentOptionType.MEMBERSHIP_OFFLINE,
          PaymentOptionType.MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER);

  private Facts() {}

  /**
   * The catalog's facts, with the overrides in their place.
   *
   * @param overrides null: none
   */
  static ItemFacts of(ResolvedItem item, CatalogOverrideFields overrides, Currency currency) {
    ItemFacts.Builder facts =
        ItemFacts.builder()
            .priceMinor(item.priceMinor())
            .fullPriceMinor(item.fullPriceMinor())
            .productName(item.productName())
            .url(item.url())
            .image(item.image())
            .descriptionLines(item.descriptionLines().isEmpty() ? null : item.descriptionLines())
            .physicalProperties(item.physicalProperties())
            .itemType(item.itemType())
            .rootCatalogItemId(item.rootCatalogItemId())
            .taxGroupId(item.taxGroupId())
            .deliveryProfileId(item.deliveryProfileId())
            .collectionIds(sorted(item.collectionIds()))
            .inventoryItemId(
                item.inventoryItemId() == null ? null : item.inventoryItemId().toString())
            .quantityAvailable(item.quantityAvailable())
            .soldOut(item.inStock() ? null : true);
    if (overrides != null) override(facts, item, overrides, currency);
    return facts.build();
  }

  /** In one order, so that equal facts are equal documents; null when there are none. */
  private static List<String> sorted(Set<String> ids) {
    return switch (ids.size()) {
      case 0 -> null;
      case 1 -> List.of(ids.iterator().next());
      default -> ids.stream().sorted().toList();
    };
  }

  private static void override(
      ItemFacts.Builder facts, ResolvedItem item, CatalogOverrideFields by, Currency currency) {
    if (by.price() != null) {
      long price = currency.parse(by.price());
      facts.priceMinor(price).fullPriceMinor(price);
    }
    if (by.fullPrice() != null) facts.fullPriceMinor(currency.parse(by.fullPrice()));
    if (by.productName() != null) facts.productName(by.productName());
    if (by.descriptionLines() != null) facts.descriptionLines(by.descriptionLines());
    if (by.physicalProperties() != null) facts.physicalProperties(by.physicalProperties());
    if (by.image() != null) facts.image(image(by.image()));
    if (by.paymentOption() != null) facts.paymentOption(by.paymentOption());
    if (by.depositAmount() != null) facts.depositMinor(currency.parse(by.depositAmount()));
    facts.savePaymentMethod(by.savePaymentMethod()).fixedQuantity(by.fixedQuantity());
  }

  /**
   * A custom line as an administrator describes it. Refuses amounts that are negative or that this
   * currency cannot hold, naming the field below {@code path}.
   */
  public static Outcome<StoredLine> custom(
      CustomLineItem item, UUID id, Currency currency, String path) {
    try {
      return Outcome.done(customLine(item, id, currency));
    } catch (IllegalArgumentException e) {
      return Outcome.invalid(path, Violation.Rule.FORMAT, e.getMessage());
    }
  }

  private static StoredLine customLine(CustomLineItem item, UUID id, Currency currency) {
    long price = Amounts.parse(item.price(), currency);
    return StoredLine.builder()
        .id(id.toString())
        .quantity(item.quantity() == null ? 1 : item.quantity())
        .catalogReference(item.catalogReference())
        .facts(customItem(item, price, currency))
        .custom(customFacts(item))
        .taxableAddress(item.taxableAddress())
        .inventoryAppId(item.inventoryAppId())
        .build();
  }

  private static ItemFacts customItem(CustomLineItem item, long price, Currency currency) {
    return ItemFacts.builder()
        .priceMinor(price)
        .fullPriceMinor(
            item.fullPrice() == null ? price : Amounts.parse(item.fullPrice(), currency))
        .productName(item.productName())
        .url(item.url())
        .image(item.media() == null ? null : image(item.media()))
        .descriptionLines(item.descriptionLines())
        .physicalProperties(item.physicalProperties())
        .itemType(item.itemType())
        .rootCatalogItemId(item.rootCatalogItemId())
        .taxGroupId(item.taxGroupId())
        .deliveryProfileId(item.deliveryProfileId())
        .quantityAvailable(item.quantityAvailable())
        .paymentOption(
            item.paymentOption() == null ? null : new PaymentOption(item.paymentOption()))
        .depositMinor(
            item.depositAmount() == null ? null : Amounts.parse(item.depositAmount(), currency))
        .fixedQuantity(item.fixedQuantity())
        .modifiersMinor(modifiers(whole(item.modifierGroups()), currency))
        .subscriptionOptionInfo(item.subscriptionOptionInfo())
        .build();
  }

  private static CustomFacts customFacts(CustomLineItem item) {
    return CustomFacts.builder()
        .priceDescription(item.priceDescription())
        .serviceProperties(item.serviceProperties())
        .priceUndetermined(item.priceUndetermined())
        .policies(item.policies())
        .membersOnly(item.membersOnly())
        .modifierGroups(whole(item.modifierGroups()))
        .digitalFile(item.digitalFile())
        .build();
  }

  /** The groups, each with a list of modifiers; null when there are none. */
  private static List<V1ModifierGroup> whole(List<V1ModifierGroup> groups) {
    if (groups == null) return null;
    return groups.stream()
        .map(
            group ->
                group.modifiers() == null ? group.toBuilder().modifiers(List.of()).build() : group)
        .toList();
  }

  /** What the modifiers add to one unit; null without modifiers. */
  private static Long modifiers(List<V1ModifierGroup> groups, Currency currency) {
    if (groups == null) return null;
    long sum = 0;
    for (V1ModifierGroup group : groups) {
      for (V1ItemModifier modifier : group.modifiers()) {
        if (modifier.price() == null) continue;
        int quantity = modifier.quantity() == null ? 1 : modifier.quantity();
        sum = Amounts.plus(sum, Amounts.parse(modifier.price(), currency), quantity);
      }
    }
    return sum;
  }

  private static CommonImage image(Image image) {
    return CommonImage.builder()
        .id(image.id())
        .height(image.height())
        .width(image.width())
        .altText(image.altText())
        .filename(image.filename())
        .build();
  }

  /** How many units may be bought; null: no limit. */
  static Integer available(ItemFacts facts) {
    if (Boolean.TRUE.equals(facts.soldOut())) return 0;
    return facts.quantityAvailable() == null ? null : Math.max(0, facts.quantityAvailable());
  }

  /** Whether the line can be bought as it stands. */
  public static ItemAvailabilityInfo availability(StoredLine line) {
    Integer available = available(line.facts());
    ItemAvailabilityStatus status;
    if (available == null || available >= Math.max(1, line.quantity())) {
      status = ItemAvailabilityStatus.AVAILABLE;
    } else if (available == 0) {
      status = ItemAvailabilityStatus.NOT_AVAILABLE;
    } else {
      status = ItemAvailabilityStatus.PARTIALLY_AVAILABLE;
    }
    return new ItemAvailabilityInfo(status, available);
  }

  /** When the line is paid; by default now. */
  public static PaymentOptionType payment(StoredLine line) {
    PaymentOption option = line.facts().paymentOption();
    return option == null || option.value() == null
        ? PaymentOptionType.FULL_PAYMENT_ONLINE
        : option.value();
  }

  /** True when a membership may pay for the line. */
  static boolean paidByMembership(ItemFacts facts) {
    return facts.paymentOption() != null
        && MEMBERSHIP_KINDS.contains(facts.paymentOption().value());
  }

  /** True when the line has to be delivered. */
  public static boolean shippable(StoredLine line) {
    return line.facts().physicalProperties() != null
        && Boolean.TRUE.equals(line.facts().physicalProperties().shippable());
  }

  /** The payment option in the words of pricing. */
  static BasketLine.PaymentOption pricingOption(PaymentOptionType type) {
    return switch (type) {
      case FULL_PAYMENT_ONLINE -> BasketLine.PaymentOption.FULL_PAYMENT_ONLINE;
      case FULL_PAYMENT_OFFLINE -> BasketLine.PaymentOption.FULL_PAYMENT_OFFLINE;
      case MEMBERSHIP -> BasketLine.PaymentOption.MEMBERSHIP;
      case DEPOSIT_ONLINE -> BasketLine.PaymentOption.DEPOSIT_ONLINE;
      case MEMBERSHIP_OFFLINE -> BasketLine.PaymentOption.MEMBERSHIP_OFFLINE;
      case MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER ->
          BasketLine.PaymentOption.MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER;
    };
  }
}
