package io.cartwright.catalog.product;

import static io.cartwright.catalog.CatalogRefusal.COMPARE_AT_PRICE_LOWER_THAN_ACTUAL_PRICE;
import static io.cartwright.catalog.CatalogRefusal.DUPLICATE_BARCODE_ERROR;
import static io.cartwright.catalog.CatalogRefusal.DUPLICATE_VARIANT_OPTION_CHOICE;
import static io.cartwright.catalog.CatalogRefusal.INVALID_DEFAULT_VARIANT;
import static io.cartwright.catalog.CatalogRefusal.MISSING_VARIANT_OPTION_CHOICE;
import static io.cartwright.catalog.CatalogRefusal.VARIANTS_ARE_NOT_ALIGNED_WITH_PRODUCT;
import static io.cartwright.catalog.CatalogRefusal.VARIANT_ID_ALREADY_EXISTS;

import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.productsv3.ConnectedOption;
import io.cartwright.wire.productsv3.ConnectedOptionChoice;
import io.cartwright.wire.productsv3.FixedMonetaryAmount;
import io.cartwright.wire.productsv3.OptionChoice;
import io.cartwright.wire.productsv3.OptionChoiceIds;
import io.cartwright.wire.productsv3.OptionChoiceNames;
import io.cartwright.wire.productsv3.PriceInfo;
import io.cartwright.wire.productsv3.ProductType;
import io.cartwright.wire.productsv3.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks the variants of a product against its options. A product with options has variants that
 * choose one choice of each option, no two alike (not every combination needs to be sold); a
 * product without options has one variant.
 */
final class VariantRules {
  private final List<ConnectedOption> options;
  private final ProductType type;
  private final Map<String, Variant> before = new HashMap<>();
  private final Ids ids;

  VariantRules(List<ConnectedOption> options, ProductType type, List<Variant> before, Ids ids) {
    this.options = options;
    this.type = type;
    this.ids = ids;
    before.forEach(variant -> this.before.put(variant.id(), variant));
  }

  /** The variants with ids and full choices, or the first refusal. */
  Outcome<List<Variant>> check(List<Variant> sent) {
    if (options.isEmpty() && sent.size() != 1) {
      return Outcome.refused(
          INVALID_DEFAULT_VARIANT, "a product without options has exactly one variant");
    }
    List<Variant> checked = new ArrayList<>();
    Set<String> seenIds = new HashSet<>();
    Set<String> seenChoices = new HashSet<>();
    Set<String> seenBarcodes = new HashSet<>();
    for (int i = 0; i < sent.size(); i++) {
      Outcome<Variant> one = variant(sent.get(i), i);
      if (!one.isDone()) return one.retype();
      Variant variant = one.orNull();
      if (!seenIds.add(variant.id())) {
        return Outcome.refused(VARIANT_ID_ALREADY_EXISTS, "two variants have " + variant.id());
      }
      if (!seenChoices.add(choiceKey(variant))) {
        return Outcome.refused(
            DUPLICATE_VARIANT_OPTION_CHOICE, "two variants make the same choices");
      }
      if (variant.barcode() != null && !seenBarcodes.add(variant.barcode())) {
        return Outcome.refused(
            DUPLICATE_BARCODE_ERROR, "two variants have the barcode " + variant.barcode());
      }
      checked.add(variant);
    }
    return Outcome.done(checked);
  }

  private Outcome<Variant> variant(Variant sent, int index) {
    Variant known = sent.id() == null ? null : before.get(sent.id());
    List<OptionChoice> wanted =
        sent.choices() == null && known != null ? known.choices() : sent.choices();
    if (type == ProductType.DIGITAL
        ? sent.physicalProperties() != null
        : sent.digitalProperties() != null) {
      return misaligned(sent, index, "the properties do not belong to a product of type " + type);
    }
    return choices(sent, wanted == null ? List.of() : wanted, index)
        .then(choices -> price(sent.price()).map(price -> finished(sent, choices, price)));
  }

  private Variant finished(Variant sent, List<OptionChoice> choices, PriceInfo price) {
    return sent.toBuilder()
        .id(sent.id() == null ? ids.next().toString() : sent.id())
        .visible(!Boolean.FALSE.equals(sent.visible()))
        .choices(choices.isEmpty() ? null : choices)
        .price(price)
        .inventoryStatus(null)
        .media(null)
        .subscriptionPricesInfo(null)
        .build();
  }

  /** One choice for each option, in the order of the options. */
  private Outcome<List<OptionChoice>> choices(
      Variant variant, List<OptionChoice> wanted, int index) {
    Map<String, ConnectedOptionChoice> byOption = new HashMap<>();
    for (OptionChoice choice : wanted) {
      ConnectedOption option = optionOf(choice);
      ConnectedOptionChoice found = option == null ? null : choiceOf(option, choice);
      if (found == null) {
        return options.isEmpty() && before.isEmpty()
            ? Outcome.refused(
                INVALID_DEFAULT_VARIANT, "the variant of a product without options has no choices")
            : misaligned(variant, index, "a choice is not among the product's options");
      }
      if (byOption.put(option.id(), found) != null) {
        return Outcome.refused(
            DUPLICATE_VARIANT_OPTION_CHOICE,
            "variant " + index + " chooses twice for option " + option.name());
      }
    }
    List<OptionChoice> complete = new ArrayList<>();
    for (ConnectedOption option : options) {
      ConnectedOptionChoice chosen = byOption.get(option.id());
      if (chosen == null) {
        return Outcome.refused(
            MISSING_VARIANT_OPTION_CHOICE,
            "variant " + index + " makes no choice for option " + option.name());
      }
      complete.add(choice(option, chosen));
    }
    return Outcome.done(complete);
  }

  private ConnectedOption optionOf(OptionChoice choice) {
    OptionChoiceIds byId = choice.optionChoiceIds();
    OptionChoiceNames byName = choice.optionChoiceNames();
    for (ConnectedOption option : options) {
      boolean named =
          byId != null && byId.optionId() != null
              ? byId.optionId().equals(option.id())
              : byName != null
                  && byName.optionName() != null
                  && OptionRules.fold(byName.optionName()).equals(OptionRules.fold(option.name()));
      if (named) return option;
    }
    return null;
  }

  private static ConnectedOptionChoice choiceOf(ConnectedOption option, OptionChoice choice) {
    OptionChoiceIds byId = choice.optionChoiceIds();
    OptionChoiceNames byName = choice.optionChoiceNames();
    for (ConnectedOptionChoice candidate : option.choicesSettings().choices()) {
      boolean named =
          byId != null && byId.choiceId() != null
              ? byId.choiceId().equals(candidate.choiceId())
              : byName != null
                  && byName.choiceName() != null
                  && OptionRules.fold(byName.choiceName())
                      .equals(OptionRules.fold(candidate.name()));
      if (named) return candidate;
    }
    return null;
  }

  private static OptionChoice choice(ConnectedOption option, ConnectedOptionChoice chosen) {
    return OptionChoice.builder()
        .optionChoiceIds(
            OptionChoiceIds.builder().optionId(option.id()).choiceId(chosen.choiceId()).build())
        .optionChoiceNames(
            OptionChoiceNames.builder()
                .optionName(option.name())
                .choiceName(chosen.name())
                .renderType(option.optionRenderType())
                .build())
        .build();
  }

  private static Outcome<PriceInfo> price(PriceInfo sent) {
    String actual = sent == null || sent.actualPrice() == null ? null : sent.actualPrice().amount();
    if (actual == null) {
      return Outcome.invalid(
          "product.variantsInfo.variants.price.actualPrice.amount",
          Violation.Rule.REQUIRED_FIELD,
          "must be set");
    }
    String compareAt = sent.compareAtPrice() == null ? null : sent.compareAtPrice().amount();
    if (compareAt != null && new BigDecimal(compareAt).compareTo(new BigDecimal(actual)) < 0) {
      return Outcome.refused(
          COMPARE_AT_PRICE_LOWER_THAN_ACTUAL_PRICE, compareAt + " is less than " + actual);
    }
    return Outcome.done(
        PriceInfo.builder()
            .actualPrice(amount(actual))
            .compareAtPrice(compareAt == null ? null : amount(compareAt))
            .build());
  }

  static FixedMonetaryAmount amount(String text) {
    return FixedMonetaryAmount.builder().amount(text).build();
  }

  private static <T> Outcome<T> misaligned(Variant variant, int index, String why) {
    Map<String, Object> data = new HashMap<>();
    data.put("errorDescription", why);
    if (variant.id() != null) data.put("variantId", variant.id());
    return Outcome.refused(
        VARIANTS_ARE_NOT_ALIGNED_WITH_PRODUCT,
        "variant " + index + ": " + why,
        Json.of(Map.of("variants", List.of(data))));
  }

  /** What tells a variant from the others of its product. */
  private static String choiceKey(Variant variant) {
    return variant.choices() == null
        ? ""
        : variant.choices().stream()
            .map(OptionChoice::optionChoiceIds)
            .filter(Objects::nonNull)
            .map(OptionChoiceIds::choiceId)
            .collect(Collectors.joining(","));
  }
}
