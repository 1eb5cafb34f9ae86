package io.cartwright.catalog.item;

import io.cartwright.catalog.item.CatalogItem.Chosen;
import io.cartwright.money.Currency;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.Color;
import io.cartwright.wire.common.DescriptionLine;
import io.cartwright.wire.common.DescriptionLineName;
import io.cartwright.wire.common.PlainTextValue;
import io.cartwright.wire.productsv3.ConnectedModifier;
import io.cartwright.wire.productsv3.ConnectedModifierChoice;
import io.cartwright.wire.productsv3.ConnectedOption;
import io.cartwright.wire.productsv3.ConnectedOptionChoice;
import io.cartwright.wire.productsv3.FreeTextSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the options of a catalog reference as the Stores app writes them: {@code {"variantId"}}, or
 * {@code {"options": {"Size": "M"}}}; modifiers are beside the options, texts in {@code
 * customTextFields}. Options and choices go by name, in any case, or by id.
 */
final class OptionReader {
  private static final int TEXT_LENGTH_MAX = 600;

  private final List<ConnectedOption> options;
  private final List<ConnectedModifier> modifiers;
  private final Currency currency;

  OptionReader(
      List<ConnectedOption> options, List<ConnectedModifier> modifiers, Currency currency) {
    this.options = List.copyOf(options);
    this.modifiers = List.copyOf(modifiers);
    this.currency = currency;
  }

  /** What the options mean; nothing when a choice is unknown or missing, or a text is too long. */
  Chosen read(Json sent, Map<String, VariantItem> variants) {
    Map<String, Object> tree = sent == null ? Map.of() : sent.parseObject();
    Map<?, ?> named = tree.get("options") instanceof Map<?, ?> map ? map : Map.of();
    Map<?, ?> texts = tree.get("customTextFields") instanceof Map<?, ?> map ? map : Map.of();
    VariantItem variant =
        tree.get("variantId") instanceof String id && !id.isEmpty()
            ? variants.get(id.toLowerCase(Locale.ROOT))
            : byChoices(named, variants);
    if (variant == null) return Chosen.NOTHING;
    List<DescriptionLine> lines = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      lines.add(line(options.get(i), variant.choices().get(i)));
    }
    long added = 0;
    for (ConnectedModifier modifier : modifiers) {
      long one = modifier(modifier, named, texts, lines);
      if (one < 0) return Chosen.NOTHING;
      added = Math.addExact(added, one);
    }
    return new Chosen(variant, added, lines);
  }

  private VariantItem byChoices(Map<?, ?> named, Map<String, VariantItem> variants) {
    if (options.isEmpty()) return variants.values().iterator().next();
    List<String> wanted = new ArrayList<>();
    for (ConnectedOption option : options) {
      Object value = value(named, option.name(), option.id());
      ConnectedOptionChoice choice =
          option.choicesSettings().choices().stream()
              .filter(c -> matches(value, c.name(), c.choiceId()))
              .findFirst()
              .orElse(null);
      if (choice == null) return null;
      wanted.add(choice.choiceId());
    }
    return variants.values().stream()
        .filter(variant -> variant.choices().equals(wanted))
        .findFirst()
        .orElse(null);
  }

  /** What a modifier adds to the price; negative when what was sent for it cannot be. */
  private long modifier(
      ConnectedModifier modifier, Map<?, ?> named, Map<?, ?> texts, List<DescriptionLine> lines) {
    return modifier.choicesSettings() == null
        ? text(modifier, texts, lines)
        : choice(modifier, named, lines);
  }

  private long choice(ConnectedModifier modifier, Map<?, ?> named, List<DescriptionLine> lines) {
    Object value = value(named, modifier.name(), modifier.id());
    if (value == null) return Boolean.TRUE.equals(modifier.mandatory()) ? -1 : 0;
    for (ConnectedModifierChoice choice : modifier.choicesSettings().choices()) {
      if (matches(value, choice.name(), choice.choiceId())) {
        lines.add(line(modifier.name(), choice.name(), choice.colorCode()));
        return choice.addedPrice() == null ? 0 : currency.parse(choice.addedPrice());
      }
    }
    return -1;
  }

  private long text(ConnectedModifier modifier, Map<?, ?> texts, List<DescriptionLine> lines) {
    FreeTextSettings settings = modifier.freeTextSettings();
    String title = settings.title() == null ? modifier.name() : settings.title();
    Object byTitle = value(texts, title, modifier.id());
    Object value = byTitle == null ? value(texts, modifier.name(), modifier.id()) : byTitle;
    if (!(value instanceof String text) || text.isBlank()) {
      return Boolean.TRUE.equals(modifier.mandatory()) ? -1 : 0;
    }
    int max = settings.maxCharCount() == null ? TEXT_LENGTH_MAX : settings.maxCharCount();
    int min = settings.minCharCount() == null ? 0 : settings.minCharCount();
    if (text.length() > max || text.length() < min) return -1;
    lines.add(line(title, text, null));
    return settings.defaultAddedPrice() == null ? 0 : currency.parse(settings.defaultAddedPrice());
  }

  private static Object value(Map<?, ?> sent, String name, String id) {
    for (Map.Entry<?, ?> entry : sent.entrySet()) {
      if (matches(entry.getKey(), name, id)) return entry.getValue();
    }
    return null;
  }

  private static boolean matches(Object sent, String name, String id) {
    return sent instanceof String text && (text.equalsIgnoreCase(name) || text.equals(id));
  }

  private static DescriptionLine line(ConnectedOption option, String choiceId) {
    for (ConnectedOptionChoice choice : option.choicesSettings().choices()) {
      if (choice.choiceId().equals(choiceId)) {
        return line(option.name(), choice.name(), choice.colorCode());
      }
    }
    throw new IllegalStateException("a variant with an unknown choice: " + choiceId);
  }

  private static DescriptionLine line(String name, String value, String colorCode) {
    DescriptionLine.Builder line =
        DescriptionLine.builder().name(DescriptionLineName.builder().original(name).build());
    return colorCode == null
        ? line.plainText(PlainTextValue.builder().original(value).build()).build()
        : line.colorInfo(Color.builder().original(value).code(colorCode).build()).build();
  }
}
