package io.cartwright.basket;

import static io.cartwright.basket.Baskets.EMPTY;
import static io.cartwright.basket.Baskets.USD;
import static io.cartwright.basket.Baskets.item;
import static io.cartwright.basket.Baskets.reference;
import static io.cartwright.basket.Baskets.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.wire.common.CatalogOverrideFields;
import io.cartwright.wire.common.CustomLineItem;
import io.cartwright.wire.common.ItemAvailabilityStatus;
import io.cartwright.wire.common.LineItemQuantityUpdate;
import io.cartwright.wire.common.SelectedMembership;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.basket.StoredLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinesTest {
  private static final ResolvedItem MUG = item("mug", 725);
  private static final ResolvedItem PLATE = item("plate", 1250, 4, true, true);

  private static Outcome<StoredBasket> add(
      StoredBasket basket, LineRequest request, ResolvedItem item) {
    return Lines.add(
        basket, List.of(request), Collections.singletonList(item), USD, UUID::randomUUID);
  }

  private static StoredBasket with(StoredBasket basket, ResolvedItem item, int quantity) {
    return add(basket, request(item.reference(), quantity), item).orNull();
  }

  private static List<String> shown(StoredBasket basket) {
    return Lines.of(basket).stream()
        .map(line -> line.catalogReference().catalogItemId() + " x" + line.quantity())
        .toList();
  }

  private static CatalogOverrideFields priceOf(String price) {
    return CatalogOverrideFields.builder().price(price).build();
  }

  private static LineRequest overridden(String item, CatalogOverrideFields fields) {
    return new LineRequest(reference(item), 1, fields, null, null, null, null);
  }

  static Stream<Arguments> refusals() {
    StoredBasket one = with(EMPTY, MUG, 100_000);
    StoredBasket fixed =
        add(
                EMPTY,
                overridden("mug", CatalogOverrideFields.builder().fixedQuantity(true).build()),
                MUG)
            .orNull();
    StoredBasket full = EMPTY;
    for (int i = 0; i < Lines.LINES_MAX; i++) full = with(full, item("i" + i, 1), 1);
    LineRequest member =
        new LineRequest(
            reference("mug"), 1, null, new SelectedMembership("m", "app"), null, null, null);
    return Stream.of(
        arguments("ITEM_NOT_FOUND_IN_CATALOG", add(EMPTY, request("ghost", 1), null)),
        arguments(
            "ITEM_NOT_FOUND_IN_CATALOG",
            add(EMPTY, request("hidden", 1), item("hidden", 1, null, true, false))),
        arguments("CANT_ADD_SELECTED_MEMBERSHIP_FOR_NON_MEMBERSHIP_ITEM", add(EMPTY, member, MUG)),
        arguments("INVALID_ARGUMENT", add(one, request("mug", 1), MUG)),
        arguments("MAX_LINE_ITEMS_EXCEEDED", add(full, request("mug", 1), MUG)),
        arguments("LINE_ITEM_NOT_FOUND", Lines.remove(one, List.of(UUID.randomUUID().toString()))),
        arguments(
            "LINE_ITEM_NOT_FOUND",
            Lines.setQuantities(
                one, List.of(new LineItemQuantityUpdate(UUID.randomUUID().toString(), 1)))),
        arguments(
            "FIXED_QUANTITY_ITEM",
            Lines.setQuantities(
                fixed, List.of(new LineItemQuantityUpdate(fixed.lines().get(0).id(), 2)))),
        arguments(
            "INVALID_ARGUMENT",
            Facts.custom(
                CustomLineItem.builder().price("-1.00").build(), UUID.randomUUID(), USD, "c")),
        arguments(
            "INVALID_ARGUMENT",
            Facts.custom(
                CustomLineItem.builder().price("1000000000000000").build(),
                UUID.randomUUID(),
                USD,
                "c")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(String code, Outcome<?> outcome) {
    assertEquals(code, assertInstanceOf(Outcome.Refused.class, outcome).refusal().name());
  }

  @Test
  void theSameItemAgainRaisesItsLine() {
    StoredBasket twice = with(with(with(EMPTY, MUG, 2), PLATE, 1), MUG, 3);
    assertEquals(List.of("mug x5", "plate x1"), shown(twice));
  }

  @Test
  void optionsAreComparedByWhatTheySay() {
    StoredBasket basket =
        add(EMPTY, request(reference("mug", "{\"a\":1,\"b\":2}"), 1), MUG).orNull();
    StoredBasket same =
        add(basket, request(reference("mug", "{\"b\":2,\"a\":1}"), 1), MUG).orNull();
    StoredBasket other = add(same, request(reference("mug", "{\"a\":2}"), 1), MUG).orNull();
    assertEquals(List.of("mug x2", "mug x1"), shown(other));
  }

  @Test
  void anOverriddenItemHasALineOfItsOwn() {
    StoredBasket basket = with(EMPTY, MUG, 1);
    StoredBasket two = add(basket, overridden("mug", priceOf("1.00")), MUG).orNull();
    assertEquals(List.of("mug x1", "mug x1"), shown(two));
    assertEquals(100, two.lines().get(1).facts().priceMinor());
  }

  @Test
  void overridesOutliveARefresh() {
    StoredBasket basket = add(EMPTY, overridden("mug", priceOf("1.00")), MUG).orNull();
    StoredBasket refreshed = Lines.refresh(basket, List.of(item("mug", 999)), USD);
    assertEquals(100, refreshed.lines().get(0).facts().priceMinor());
  }

  @Test
  void anAddBeyondTheStockIsPartlyAvailable() {
    StoredLine line = with(EMPTY, PLATE, 9).lines().get(0);
    assertEquals(9, line.quantity());
    assertEquals(ItemAvailabilityStatus.PARTIALLY_AVAILABLE, Facts.availability(line).status());
    assertEquals(4, Facts.availability(line).quantityAvailable());
  }

  @Test
  void quantitiesAreClampedToTheStock() {
    StoredBasket basket = with(with(EMPTY, PLATE, 1), item("out", 5, 0, false, true), 1);
    List<LineItemQuantityUpdate> nine =
        basket.lines().stream().map(line -> new LineItemQuantityUpdate(line.id(), 9)).toList();
    StoredBasket set = Lines.setQuantities(basket, nine).orNull();
    assertEquals(List.of("plate x4", "out x0"), shown(set));
    assertEquals(
        ItemAvailabilityStatus.NOT_AVAILABLE, Facts.availability(set.lines().get(1)).status());
  }

  @Test
  void aRefreshTakesOverPricesAndDropsWhatIsGone() {
    StoredBasket basket = with(with(with(EMPTY, MUG, 1), PLATE, 1), item("old", 1), 1);
    List<ResolvedItem> now = new ArrayList<>(List.of(item("mug", 800)));
    now.add(null);
    now.add(item("old", 1, null, true, false));
    StoredBasket refreshed = Lines.refresh(basket, now, USD);
    assertEquals(List.of("mug x1"), shown(refreshed));
    assertEquals(800, refreshed.lines().get(0).facts().priceMinor());
  }

  @Test
  void customLinesAreNeverJoinedAndNeverRefreshed() {
    StoredLine line =
        Facts.custom(
                CustomLineItem.builder().price("3.335").quantity(2).build(),
                UUID.randomUUID(),
                USD,
                "c")
            .orNull();
    StoredBasket basket = Lines.addCustom(EMPTY, List.of(line)).orNull();
    assertEquals(334, basket.lines().get(0).facts().priceMinor());
    assertEquals(basket.lines(), Lines.refresh(basket, List.of(), USD).lines());
    assertTrue(References.toAsk(basket, List.of()).isEmpty());
  }

  @Test
  void aLoginJoinsLinesAndKeepsTheMembersCoupon() {
    StoredBasket member =
        with(EMPTY, MUG, 1).toBuilder().coupon(new StoredCoupon("1", "MINE", "n")).build();
    StoredBasket visitor =
        with(with(EMPTY, PLATE, 2), MUG, 4).toBuilder()
            .coupon(new StoredCoupon("2", "THEIRS", "n"))
            .build();
    StoredBasket merged = Lines.merge(member, visitor);
    assertEquals(List.of("mug x5", "plate x2"), shown(merged));
    assertEquals("MINE", merged.coupon().code());
    assertEquals("THEIRS", Lines.merge(EMPTY, visitor).coupon().code());
  }

  @Test
  void aLoginStopsAtTheLimits() {
    StoredBasket merged = Lines.merge(with(EMPTY, MUG, 99_999), with(EMPTY, MUG, 99_999));
    assertEquals(List.of("mug x100000"), shown(merged));
  }
}
