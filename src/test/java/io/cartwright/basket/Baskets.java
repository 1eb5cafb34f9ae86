package io.cartwright.basket;

import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.money.Currency;
import io.cartwright.pricing.Evaluator;
import io.cartwright.pricing.RuleBook;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.PhysicalProperties;
import io.cartwright.wire.common.ProductName;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Baskets and items for tests. */
public final class Baskets {
  public static final Currency USD = Currency.of("USD");
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");
  public static final StoredBasket EMPTY =
      StoredBasket.builder().buyer(StoredBuyer.builder().visitorId("v").build()).build();

  private Baskets() {}

  public static CatalogReference reference(String item) {
    return reference(item, null);
  }

  public static CatalogReference reference(String item, String options) {
    return new CatalogReference(
        item, CatalogQuestions.STORES_APP_ID, options == null ? null : new Json(options));
  }

  public static LineRequest request(String item, int quantity) {
    return request(reference(item), quantity);
  }

  public static LineRequest request(CatalogReference reference, int quantity) {
    return new LineRequest(reference, quantity, null, null, null, null, null);
  }

  /** An item with plenty in stock. */
  public static ResolvedItem item(String id, long priceMinor) {
    return item(id, priceMinor, null, true, true);
  }

  public static ResolvedItem item(
      String id, long priceMinor, Integer stock, boolean inStock, boolean visible) {
    return new ResolvedItem(
        reference(id),
        stock == null ? null : new UUID(1, id.hashCode()),
        stock,
        inStock,
        visible,
        priceMinor,
        priceMinor,
        Set.of(),
        id,
        ProductName.builder().original("Item " + id).build(),
        null,
        null,
        List.of(),
        PhysicalProperties.builder().shippable(true).weight(0.5).build(),
        ItemType.builder().preset(ItemTypePreset.PHYSICAL).build(),
        null,
        null);
  }

  /** A basket of these items, one unit each unless told by quantity. */
  public static StoredBasket of(Map<ResolvedItem, Integer> items) {
    StoredBasket basket = EMPTY;
    for (Map.Entry<ResolvedItem, Integer> entry : items.entrySet()) {
      basket =
          Lines.add(
                  basket,
                  List.of(request(entry.getKey().reference(), entry.getValue())),
                  List.of(entry.getKey()),
                  USD,
                  UUID::randomUUID)
              .orNull();
    }
    return basket;
  }

  /** A basket priced by what others are said to have answered. */
  public static Priced priced(PriceAsk ask, Answers answers) {
    var input = PricingInput.of(ask, answers, Set.of(), NOW);
    return new Priced(
        ask.basket(), input, new Evaluator().price(answers.rules().book(), input), answers);
  }

  /** A basket priced without any rules. */
  public static Priced priced(StoredBasket basket) {
    Answers answers =
        new Answers(new Rules(RuleBook.empty(1), Limits.NONE), null, null, null, null, null, null);
    var input = PricingInput.of(PriceAsk.linesOf(basket, USD), answers, Set.of(), NOW);
    return new Priced(basket, input, new Evaluator().price(answers.rules().book(), input), answers);
  }
}
