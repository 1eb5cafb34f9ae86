package io.cartwright.catalog.product;

import static io.cartwright.catalog.CatalogRefusal.ADD_CUSTOMIZATION_CHOICES_FAILED;
import static io.cartwright.catalog.CatalogRefusal.CHOICE_NOT_EXIST;
import static io.cartwright.catalog.CatalogRefusal.CUSTOMIZATION_NOT_EXIST;
import static io.cartwright.catalog.CatalogRefusal.DUPLICATE_PRODUCT_OPTIONS;
import static io.cartwright.catalog.CatalogRefusal.MODIFIER_CHOICE_NAME_AND_TYPE_REQUIRED;
import static io.cartwright.catalog.CatalogRefusal.MODIFIER_NAME_AND_TYPE_REQUIRED;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.wire.Violation;
import io.cartwright.wire.productsv3.ConnectedModifier;
import io.cartwright.wire.productsv3.ConnectedModifierChoice;
import io.cartwright.wire.productsv3.FreeTextSettings;
import io.cartwright.wire.productsv3.ModifierChoicesSettings;
import io.cartwright.wire.productsv3.ModifierRenderType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Checks the modifiers of a product (what a buyer may ask for beside the variant) and gives ids.
 */
final class ModifierRules {
  private ModifierRules() {}

  /** The modifiers with ids and keys, or the first refusal. */
  static Outcome<List<ConnectedModifier>> check(
      UUID siteId, List<ConnectedModifier> sent, List<ConnectedModifier> before) {
    List<ConnectedModifier> checked = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConnectedModifier modifier : sent) {
      ConnectedModifier known =
          before.stream()
              .filter(m -> modifier.id() != null && modifier.id().equals(m.id()))
              .findFirst()
              .orElse(null);
      Outcome<ConnectedModifier> one = modifier(siteId, modifier, known);
      if (!one.isDone()) return one.retype();
      if (!names.add(OptionRules.fold(one.orNull().name()))) {
        return Outcome.refused(
            DUPLICATE_PRODUCT_OPTIONS, "two modifiers are named " + one.orNull().name());
      }
      checked.add(one.orNull());
    }
    return Outcome.done(checked);
  }

  private static Outcome<ConnectedModifier> modifier(
      UUID siteId, ConnectedModifier sent, ConnectedModifier known) {
    String name = sent.name() != null ? sent.name() : known == null ? null : known.name();
    ModifierRenderType type =
        sent.modifierRenderType() != null
            ? sent.modifierRenderType()
            : known == null ? null : known.modifierRenderType();
    if (name == null || name.isBlank() || type == null) {
      return sent.id() != null && known == null
          ? Outcome.refused(CUSTOMIZATION_NOT_EXIST, "no modifier has the id " + sent.id())
          : Outcome.refused(
              MODIFIER_NAME_AND_TYPE_REQUIRED, "a modifier needs name and modifierRenderType");
    }
    String id = CatalogIds.ofName(siteId, "modifier", type + "/" + name).toString();
    if (sent.id() != null && known == null && !sent.id().equals(id)) {
      return Outcome.refused(CUSTOMIZATION_NOT_EXIST, "no modifier has the id " + sent.id());
    }
    String kept = known == null ? id : known.id();
    ConnectedModifier.Builder next =
        sent.toBuilder()
            .id(kept)
            .name(name)
            .key(name)
            .modifierRenderType(type)
            .mandatory(Boolean.TRUE.equals(sent.mandatory()));
    return switch (type) {
      case FREE_TEXT -> freeText(sent, known, name, next);
      case TEXT_CHOICES, SWATCH_CHOICES -> choices(siteId, kept, sent, known, next);
    };
  }

  private static Outcome<ConnectedModifier> freeText(
      ConnectedModifier sent,
      ConnectedModifier known,
      String name,
      ConnectedModifier.Builder next) {
    FreeTextSettings settings =
        sent.freeTextSettings() != null
            ? sent.freeTextSettings()
            : known != null && known.freeTextSettings() != null
                ? known.freeTextSettings()
                : FreeTextSettings.builder().build();
    String title = settings.title() == null ? name : settings.title();
    return Outcome.done(
        next.freeTextSettings(settings.toBuilder().title(title).key(title).build()).build());
  }

  private static Outcome<ConnectedModifier> choices(
      UUID siteId,
      String modifierId,
      ConnectedModifier sent,
      ConnectedModifier known,
      ConnectedModifier.Builder next) {
    List<ConnectedModifierChoice> before = choicesOf(known);
    List<ConnectedModifierChoice> wanted =
        sent.choicesSettings() == null ? before : choicesOf(sent);
    if (wanted.isEmpty()) {
      return Outcome.invalid(
          "product.modifiers.choicesSettings.choices",
          Violation.Rule.REQUIRED_FIELD,
          "a modifier with choices needs at least one choice");
    }
    List<ConnectedModifierChoice> checked = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConnectedModifierChoice choice : wanted) {
      Outcome<ConnectedModifierChoice> one = choice(siteId, modifierId, choice, before);
      if (!one.isDone()) return one.retype();
      if (!names.add(OptionRules.fold(one.orNull().name()))) {
        return Outcome.refused(
            ADD_CUSTOMIZATION_CHOICES_FAILED, "two choices are named " + one.orNull().name());
      }
      checked.add(one.orNull());
    }
    return Outcome.done(
        next.choicesSettings(ModifierChoicesSettings.builder().choices(checked).build()).build());
  }

  private static Outcome<ConnectedModifierChoice> choice(
      UUID siteId,
      String modifierId,
      ConnectedModifierChoice sent,
      List<ConnectedModifierChoice> before) {
    ConnectedModifierChoice known =
        before.stream()
            .filter(c -> sent.choiceId() != null && sent.choiceId().equals(c.choiceId()))
            .findFirst()
            .orElse(null);
    String name = sent.name() != null ? sent.name() : known == null ? null : known.name();
    var type =
        sent.choiceType() != null ? sent.choiceType() : known == null ? null : known.choiceType();
    if (name == null || name.isBlank() || type == null) {
      return sent.choiceId() != null && known == null
          ? Outcome.refused(CHOICE_NOT_EXIST, "no choice has the id " + sent.choiceId())
          : Outcome.refused(
              MODIFIER_CHOICE_NAME_AND_TYPE_REQUIRED, "a choice needs name and choiceType");
    }
    String id = CatalogIds.ofName(siteId, "choice", modifierId + "/" + name).toString();
    if (sent.choiceId() != null && known == null && !sent.choiceId().equals(id)) {
      return Outcome.refused(CHOICE_NOT_EXIST, "no choice has the id " + sent.choiceId());
    }
    return Outcome.done(
        sent.toBuilder()
            .choiceId(known == null ? id : known.choiceId())
            .name(name)
            .key(name)
            .choiceType(type)
            .build());
  }

  private static List<ConnectedModifierChoice> choicesOf(ConnectedModifier modifier) {
    return modifier == null
            || modifier.choicesSettings() == null
            || modifier.choicesSettings().choices() == null
        ? List.of()
        : modifier.choicesSettings().choices();
  }
}
