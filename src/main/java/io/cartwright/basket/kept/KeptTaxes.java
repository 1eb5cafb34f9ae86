package io.cartwright.basket.kept;

import static io.cartwright.basket.kept.Compact.amount;
import static io.cartwright.basket.kept.Compact.flag;
import static io.cartwright.basket.kept.Compact.list;
import static io.cartwright.basket.kept.Compact.read;

import io.cartwright.pricing.TaxFacts;
import io.cartwright.pricing.TaxFacts.TaxRate;
import io.cartwright.wire.own.pricing.KeptTaxFacts;
import io.cartwright.wire.own.pricing.KeptTaxGroup;
import io.cartwright.wire.own.pricing.KeptTaxRate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tax rules of a basket as they are kept, and back. */
final class KeptTaxes {
  private KeptTaxes() {}

  /** Null for no region. */
  static KeptTaxFacts kept(TaxFacts tax) {
    if (tax.equals(TaxFacts.NONE)) return null;
    List<String> groups = tax.ratesByGroup().keySet().stream().sorted().toList();
    return new KeptTaxFacts(
        flag(tax.taxIncluded()),
        flag(tax.exempt()),
        list(
            groups,
            group -> new KeptTaxGroup(group, list(tax.ratesByGroup().get(group), KeptTaxes::kept))),
        tax.defaultGroup(),
        tax.shippingGroup());
  }

  static TaxFacts facts(KeptTaxFacts kept) {
    if (kept == null) return TaxFacts.NONE;
    Map<String, List<TaxRate>> rates = new HashMap<>();
    if (kept.groups() != null) {
      for (KeptTaxGroup group : kept.groups()) {
        rates.put(group.group(), read(group.rates(), KeptTaxes::rate));
      }
    }
    return new TaxFacts(
        flag(kept.taxIncluded()),
        flag(kept.exempt()),
        rates,
        kept.defaultGroup(),
        kept.shippingGroup());
  }

  static KeptTaxRate kept(TaxRate rate) {
    return new KeptTaxRate(
        rate.name(),
        amount(rate.rateE6()),
        rate.type(),
        rate.jurisdiction(),
        rate.jurisdictionType());
  }

  private static TaxRate rate(KeptTaxRate kept) {
    return new TaxRate(
        kept.name(),
        amount(kept.rateE6()),
        kept.type(),
        kept.jurisdiction(),
        kept.jurisdictionType());
  }
}
