package io.cartwright.catalog.product;

import static io.cartwright.catalog.CatalogRefusal.ADD_CUSTOMIZATION_CHOICES_FAILED;
import static io.cartwright.catalog.CatalogRefusal.CHOICE_NOT_EXIST;
import static io.cartwright.catalog.CatalogRefusal.CUSTOMIZATION_NOT_EXIST;
import static io.cartwright.catalog.CatalogRefusal.DUPLICATE_PRODUCT_OPTIONS;
import static io.cartwright.catalog.CatalogRefusal.PRODUCT_OPTION_CHOICE_NAME_AND_TYPE_REQUIRED;
import static io.cartwright.catalog.CatalogRefusal.PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.wire.Violation;
import io.cartwright.wire.productsv3.ChoicesSettings;
import io.cartwright.wire.productsv3.ConnectedOption;
import io.cartwright.wire.productsv3.ConnectedOptionChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Checks the options of a product and gives them ids. Options of one site with the same name and
 * render type are the same option, and have the same id in every product; so are their choices.
 */
final class OptionRules {
  private OptionRules() {}

  /**
   * The options with ids and keys, or the first refusal.
   *
   * @param before options that the product has: they may be named by id alone
   */
  static Outcome<List<ConnectedOption>> check(
      UUID siteId, List<ConnectedOption> sent, List<ConnectedOption> before) {
    List<ConnectedOption> checked = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConnectedOption option : sent) {
      Outcome<ConnectedOption> one = option(siteId, option, known(before, option.id()));
      if (!one.isDone()) return one.retype();
      ConnectedOption done = one.orNull();
      if (!names.add(fold(done.name()))) {
        return Outcome.refused(DUPLICATE_PRODUCT_OPTIONS, "two options are named " + done.name());
      }
      checked.add(done);
    }
    return Outcome.done(checked);
  }

  private static Outcome<ConnectedOption> option(
      UUID siteId, ConnectedOption sent, ConnectedOption known) {
    String name = sent.name() != null ? sent.name() : known == null ? null : known.name();
    var type =
        sent.optionRenderType() != null
            ? sent.optionRenderType()
            : known == null ? null : known.optionRenderType();
    if (name == null || name.isBlank() || type == null) {
      return sent.id() != null && known == null
          ? Outcome.refused(CUSTOMIZATION_NOT_EXIST, "no option has the id " + sent.id())
          : Outcome.refused(
              PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED, "an option needs name and optionRenderType");
    }
    String id = CatalogIds.ofName(siteId, "option", type + "/" + name).toString();
    if (sent.id() != null && known == null && !sent.id().equals(id)) {
      return Outcome.refused(CUSTOMIZATION_NOT_EXIST, "no option has the id " + sent.id());
    }
    String kept = known == null ? id : known.id();
    return choices(siteId, kept, sent.choicesSettings(), known)
        .map(
            choices ->
                sent.toBuilder()
                    .id(kept)
                    .name(name)
                    .optionRenderType(type)
                    .key(name)
                    .choicesSettings(ChoicesSettings.builder().choices(choices).build())
                    .build());
  }

  private static Outcome<List<ConnectedOptionChoice>> choices(
      UUID siteId, String optionId, ChoicesSettings sent, ConnectedOption known) {
    List<ConnectedOptionChoice> before =
        known == null || known.choicesSettings() == null
            ? List.of()
            : known.choicesSettings().choices();
    List<ConnectedOptionChoice> wanted =
        sent == null || sent.choices() == null ? before : sent.choices();
    if (wanted.isEmpty()) {
      return Outcome.invalid(
          "product.options.choicesSettings.choices",
          Violation.Rule.REQUIRED_FIELD,
          "an option needs at least one choice");
    }
    List<ConnectedOptionChoice> checked = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConnectedOptionChoice choice : wanted) {
      Outcome<ConnectedOptionChoice> one = choice(siteId, optionId, choice, before);
      if (!one.isDone()) return one.retype();
      if (!names.add(fold(one.orNull().name()))) {
        return Outcome.refused(
            ADD_CUSTOMIZATION_CHOICES_FAILED, "two choices are named " + one.orNull().name());
      }
      checked.add(one.orNull());
    }
    return Outcome.done(checked);
  }

  private static Outcome<ConnectedOptionChoice> choice(
      UUID siteId,
      String optionId,
      ConnectedOptionChoice sent,
      List<ConnectedOptionChoice> before) {
    ConnectedOptionChoice known =
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
              PRODUCT_OPTION_CHOICE_NAME_AND_TYPE_REQUIRED, "a choice needs name and choiceType");
    }
    String id = CatalogIds.ofName(siteId, "choice", optionId + "/" + name).toString();
    if (sent.choiceId() != null && known == null && !sent.choiceId().equals(id)) {
      return Outcome.refused(CHOICE_NOT_EXIST, "no choice has the id " + sent.choiceId());
    }
    return Outcome.done(
        sent.toBuilder()
            .choiceId(known == null ? id : known.choiceId())
            .name(name)
            .key(name)
            .choiceType(type)
            .colorCode(
                sent.colorCode() == null && known != null ? known.colorCode() : sent.colorCode())
            .build());
  }

  private static ConnectedOption known(List<ConnectedOption> before, String id) {
    return before.stream()
        .filter(option -> id != null && id.equals(option.id()))
        .findFirst()
        .orElse(null);
  }

  /** Names are compared without case. */
  static String fold(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
