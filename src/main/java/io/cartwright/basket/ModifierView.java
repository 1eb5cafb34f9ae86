package io.cartwright.basket;

import io.cartwright.money.Currency;
import io.cartwright.wire.common.ItemModifier;
import io.cartwright.wire.common.ModifierGroup;
import io.cartwright.wire.common.V1ItemModifier;
import io.cartwright.wire.common.V1ModifierGroup;
import java.util.ArrayList;
import java.util.List;

/** The modifiers of a custom line, as carts and checkouts show them. */
public final class ModifierView {
  private ModifierView() {}

  /** The groups with their prices in the basket's currency; null for none. */
  public static List<ModifierGroup> groups(
      List<V1ModifierGroup> groups, Prices prices, Currency currency) {
    if (groups == null) return null;
    List<ModifierGroup> shown = new ArrayList<>(groups.size());
    for (V1ModifierGroup group : groups) {
      List<ItemModifier> modifiers = new ArrayList<>(group.modifiers().size());
      for (V1ItemModifier modifier : group.modifiers()) {
        modifiers.add(
            ItemModifier.builder()
                .id(modifier.id())
                .quantity(modifier.quantity())
                .label(modifier.label())
                .details(modifier.details())
                .price(
                    modifier.price() == null ? null : prices.of(currency.parse(modifier.price())))
                .build());
      }
      shown.add(new ModifierGroup(group.id(), group.name(), modifiers));
    }
    return shown;
  }
}
