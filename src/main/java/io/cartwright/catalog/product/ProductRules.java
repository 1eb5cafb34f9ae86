package io.cartwright.catalog.product;

import static io.cartwright.catalog.CatalogRefusal.DUPLICATE_RIBBON_IN_ADDITIONAL;
import static io.cartwright.catalog.CatalogRefusal.DUPLICATE_RIBBON_IN_PRIMARY_AND_ADDITIONAL;
import static io.cartwright.catalog.CatalogRefusal.ERROR_ALL_SUBSCRIPTIONS_HIDDEN_FOR_SUBSCRIPTION_ONLY_PRODUCT;
import static io.cartwright.catalog.CatalogRefusal.INVALID_SUBSCRIPTION_DISCOUNT_AMOUNT;
import static io.cartwright.catalog.CatalogRefusal.ONLY_SPACES_STRING_ERROR;
import static io.cartwright.catalog.CatalogRefusal.RIBBON_NOT_FOUND;
import static io.cartwright.catalog.CatalogRefusal.SUBSCRIPTION_ID_ALREADY_EXISTS;

import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.productsv3.ConnectedModifier;
import io.cartwright.wire.productsv3.ConnectedOption;
import io.cartwright.wire.productsv3.ProductType;
import io.cartwright.wire.productsv3.Ribbon;
import io.cartwright.wire.productsv3.Subscription;
import io.cartwright.wire.productsv3.SubscriptionDetails;
import io.cartwright.wire.productsv3.V3Brand;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import io.cartwright.wire.productsv3.VariantsInfo;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Turns a product as a merchant wants it into one that may be stored: checked, with ids for all its
 * parts, and with the amounts that follow from its variants. The first refusal in the order of
 * {@link io.cartwright.catalog.CatalogRefusal} is the answer.
 */
final class ProductRules {
  private final UUID siteId;
  private final Ids ids;

  ProductRules(UUID siteId, Ids ids) {
    this.siteId = siteId;
    this.ids = ids;
  }

  /**
   * Checks a product.
   *
   * @param wanted the whole product as it is to be; of an update, after the merge
   * @param before the product as it stands; null for a new one
   */
  Outcome<V3Product> check(V3Product wanted, V3Product before) {
    Outcome<V3Product> missing = missing(wanted);
    if (missing != null) return missing;
    if (wanted.name().isBlank()) {
      return Outcome.refused(ONLY_SPACES_STRING_ERROR, "the name holds nothing but spaces");
    }
    List<ConnectedOption> optionsBefore = before == null ? List.of() : orEmpty(before.options());
    List<ConnectedModifier> modifiersBefore =
        before == null ? List.of() : orEmpty(before.modifiers());
    List<Variant> variantsBefore = before == null ? List.of() : before.variantsInfo().variants();
    return OptionRules.check(siteId, orEmpty(wanted.options()), optionsBefore)
        .then(
            options ->
                ModifierRules.check(siteId, orEmpty(wanted.modifiers()), modifiersBefore)
                    .then(modifiers -> ribbons(wanted, before, options, modifiers))
                    .then(
                        next ->
                            new VariantRules(options, wanted.productType(), variantsBefore, ids)
                                .check(wanted.variantsInfo().variants())
                                .map(variants -> with(next, variants))))
        .then(this::subscriptions)
        .map(ProductPrices::complete);
  }

  /** What a PATCH may have cleared although the contract requires it. */
  private static Outcome<V3Product> missing(V3Product wanted) {
    if (wanted.name() == null) return required("product.name");
    if (wanted.productType() == null) return required("product.productType");
    if (wanted.variantsInfo() == null
        || wanted.variantsInfo().variants() == null
        || wanted.variantsInfo().variants().isEmpty()) {
      return required("product.variantsInfo.variants");
    }
    if (wanted.productType() == ProductType.DIGITAL && wanted.physicalProperties() != null) {
      return Outcome.invalid(
          "product.physicalProperties",
          Violation.Rule.FIELD_NOT_ALLOWED,
          "a digital product has no physical properties");
    }
    return null;
  }

  private static Outcome<V3Product> required(String field) {
    return Outcome.invalid(field, Violation.Rule.REQUIRED_FIELD, "must be set");
  }

  private static V3Product with(V3Product product, List<Variant> variants) {
    return product.toBuilder()
        .variantsInfo(VariantsInfo.builder().variants(variants).build())
        .build();
  }

  private Outcome<V3Product> ribbons(
      V3Product wanted,
      V3Product before,
      List<ConnectedOption> options,
      List<ConnectedModifier> modifiers) {
    List<Ribbon> known = new ArrayList<>();
    if (before != null) {
      known.addAll(orEmpty(before.additionalRibbons()));
      if (before.ribbon() != null) known.add(before.ribbon());
    }
    Outcome<Ribbon> primary =
        wanted.ribbon() == null ? Outcome.done(null) : ribbon(wanted.ribbon(), known);
    if (!primary.isDone()) return primary.retype();
    List<Ribbon> additional = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Ribbon sent : orEmpty(wanted.additionalRibbons())) {
      Outcome<Ribbon> one = ribbon(sent, known);
      if (!one.isDone()) return one.retype();
      String id = one.orNull().id();
      Json data = Json.of(Map.of("ribbonIds", List.of(id)));
      if (!seen.add(id)) {
        return Outcome.refused(DUPLICATE_RIBBON_IN_ADDITIONAL, "ribbon " + id + " twice", data);
      }
      if (primary.orNull() != null && id.equals(primary.orNull().id())) {
        return Outcome.refused(
            DUPLICATE_RIBBON_IN_PRIMARY_AND_ADDITIONAL, "ribbon " + id + " twice", data);
      }
      additional.add(one.orNull());
    }
    return Outcome.done(
        wanted.toBuilder()
            .name(wanted.name().strip())
            .visible(!Boolean.FALSE.equals(wanted.visible()))
            .visibleInPos(!Boolean.FALSE.equals(wanted.visibleInPos()))
            .options(options.isEmpty() ? null : options)
            .modifiers(modifiers.isEmpty() ? null : modifiers)
            .brand(brand(wanted.brand()))
            .ribbon(primary.orNull())
            .additionalRibbons(additional.isEmpty() ? null : additional)
            .build());
  }

  private Outcome<Ribbon> ribbon(Ribbon sent, List<Ribbon> known) {
    if (sent.name() != null && !sent.name().isBlank()) {
      String id = CatalogIds.ofName(siteId, "ribbon", sent.name()).toString();
      return Outcome.done(Ribbon.builder().id(id).name(sent.name().strip()).build());
    }
    return known.stream()
        .filter(ribbon -> ribbon.id().equals(sent.id()))
        .findFirst()
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(RIBBON_NOT_FOUND, "no ribbon has the id " + sent.id()));
  }

  /** Brands, like options, are the same when their names are. */
  private V3Brand brand(V3Brand sent) {
    if (sent == null || sent.name() == null || sent.name().isBlank()) return sent;
    String id = CatalogIds.ofName(siteId, "brand", sent.name()).toString();
    return V3Brand.builder().id(id).name(sent.name().strip()).build();
  }

  private Outcome<V3Product> subscriptions(V3Product product) {
    SubscriptionDetails details = product.subscriptionDetails();
    if (details == null || details.subscriptions() == null) return Outcome.done(product);
    Set<String> seen = new HashSet<>();
    List<Subscription> checked = new ArrayList<>();
    for (Subscription sent : details.subscriptions()) {
      String id = sent.id() == null ? ids.next().toString() : sent.id();
      if (!seen.add(id)) {
        return Outcome.refused(SUBSCRIPTION_ID_ALREADY_EXISTS, "two subscriptions have " + id);
      }
      checked.add(sent.toBuilder().id(id).visible(!Boolean.FALSE.equals(sent.visible())).build());
    }
    boolean only = Boolean.FALSE.equals(details.allowOneTimePurchases());
    if (only && checked.stream().noneMatch(Subscription::visible)) {
      return Outcome.refused(
          ERROR_ALL_SUBSCRIPTIONS_HIDDEN_FOR_SUBSCRIPTION_ONLY_PRODUCT,
          "the product could not be bought at all");
    }
    BigDecimal lowest = ProductPrices.lowest(product);
    boolean tooMuchOff =
        checked.stream()
            .filter(s -> s.discount() != null && s.discount().amountOff() != null)
            .anyMatch(s -> new BigDecimal(s.discount().amountOff()).compareTo(lowest) > 0);
    if (tooMuchOff) {
      return Outcome.refused(
          INVALID_SUBSCRIPTION_DISCOUNT_AMOUNT, "more off than the lowest price, " + lowest);
    }
    return Outcome.done(
        product.toBuilder()
            .subscriptionDetails(details.toBuilder().subscriptions(checked).build())
            .build());
  }

  static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
