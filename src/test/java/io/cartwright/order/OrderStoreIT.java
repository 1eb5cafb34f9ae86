package io.cartwright.order;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Json;
import io.cartwright.wire.QuerySpec;
import io.cartwright.wire.common.AddressWithContact;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.CursorPaging;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.common.FullAddressContactDetails;
import io.cartwright.wire.common.OrderTaxInfo;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.SortOrder;
import io.cartwright.wire.discountrules.Sorting;
import io.cartwright.wire.orders.CursorSearch;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.orders.Queries;
import io.cartwright.wire.orders.SearchOrdersRequest;
import io.cartwright.wire.orders.SearchOrdersResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OrderStoreIT {
  private static final String ITEM = "0f0f0f0f-1111-4222-8333-444444444444";
  private static final int PER_STATUS = 3;

  private OrderFixture fixture;
  private final Map<OrderStatus, List<String>> idsByStatus = new HashMap<>();

  @BeforeAll
  void open() {
    fixture = new OrderFixture();
    int count = 0;
    for (OrderStatus status : OrderStatus.values()) {
      for (int i = 0; i < PER_STATUS; i++) insert(status, count++);
    }
  }

  @AfterAll
  void shut() {
    fixture.close();
  }

  private void insert(OrderStatus status, int place) {
    UUID id = UUID.randomUUID();
    fixture.clock.move(Duration.ofSeconds(1));
    Order priced = fixture.priced(UUID.randomUUID(), place + ".00", "0.00");
    Order order =
        priced.toBuilder()
            .id(id.toString())
            .number(Integer.toString(10_001 + place))
            .createdDate(fixture.clock.instant())
            .updatedDate(fixture.clock.instant())
            .status(status)
            .paymentStatus(PaymentStatusEnumPaymentStatus.NOT_PAID)
            .fulfillmentStatus(FulfillmentStatus.NOT_FULFILLED)
            .billingInfo(place % 2 == 0 ? null : contact("Ada " + place))
            .taxInfo(
                OrderTaxInfo.builder()
                    .totalTax(Price.builder().amount("1." + (10 + place)).build())
                    .build())
            .lineItems(
                List.of(
                    priced.lineItems().get(0).toBuilder()
                        .catalogReference(
                            CatalogReference.builder()
                                .appId("app")
                                .catalogItemId(place == 4 ? ITEM : "other")
                                .build())
                        .build()))
            .build();
    fixture.commit(fixture.change().insert(OrderStore.ORDERS, fixture.site, id, order));
    idsByStatus.computeIfAbsent(status, it -> new ArrayList<>()).add(id.toString());
  }

  private static AddressWithContact contact(String firstName) {
    return AddressWithContact.builder()
        .contactDetails(FullAddressContactDetails.builder().firstName(firstName).build())
        .build();
  }

  private Outcome<SearchOrdersResponse> search(CursorSearch.Builder search) {
    SearchOrdersRequest request = SearchOrdersRequest.builder().search(search.build()).build();
    return await(fixture.ask(OrderOperations.SEARCH_ORDERS, fixture.admin(), request));
  }

  private List<String> found(String filter) {
    Outcome<SearchOrdersResponse> outcome = search(CursorSearch.builder().filter(new Json(filter)));
    assertTrue(outcome.isDone(), () -> filter + ": " + outcome);
    return outcome.orNull().orders().stream().map(Order::id).toList();
  }

  private Set<String> ofStatus(OrderStatus... statuses) {
    Set<String> ids = new HashSet<>();
    for (OrderStatus status : statuses) ids.addAll(idsByStatus.get(status));
    return ids;
  }

  @Test
  void withoutAFilterTheNewestOfTheUsualStatusesComeFirst() {
    SearchOrdersResponse all = search(CursorSearch.builder()).orNull();

    assertEquals(
        ofStatus(OrderStatus.APPROVED, OrderStatus.CANCELED),
        new HashSet<>(all.orders().stream().map(Order::id).toList()));
    List<Order> sorted = new ArrayList<>(all.orders());
    sorted.sort(Comparator.comparing(Order::createdDate).reversed());
    assertEquals(sorted, all.orders());
    assertEquals(2 * PER_STATUS, all.metadata().count());
    assertFalse(all.metadata().hasNext());
  }

  @Test
  void aSearchWithoutASearchFindsTheSame() {
    SearchOrdersRequest request = SearchOrdersRequest.builder().build();
    SearchOrdersResponse all =
        await(fixture.ask(OrderOperations.SEARCH_ORDERS, fixture.admin(), request)).orNull();

    assertEquals(2 * PER_STATUS, all.orders().size());
  }

  @Test
  void aFilterByStatusFindsWhatItNamesButNeverInitialized() {
    assertEquals(ofStatus(OrderStatus.PENDING), new HashSet<>(found("{\"status\":\"PENDING\"}")));
    assertEquals(
        ofStatus(OrderStatus.REJECTED, OrderStatus.PENDING),
        new HashSet<>(found("{\"status\":{\"$in\":[\"REJECTED\",\"PENDING\"]}}")));
    assertEquals(
        ofStatus(OrderStatus.CANCELED, OrderStatus.REJECTED, OrderStatus.PENDING),
        new HashSet<>(found("{\"$and\":[{\"status\":{\"$ne\":\"APPROVED\"}}]}")));
    assertEquals(List.of(), found("{\"status\":\"INITIALIZED\"}"));
  }

  @Test
  void aValueThatReadsLikeTheFieldIsNoFilterByStatus() {
    assertEquals(List.of(), found("{\"buyerInfo.email\":\"\\\"status\\\":\"}"));
    assertEquals(
        2 * PER_STATUS, found("{\"buyerInfo.email\":{\"$ne\":\"\\\"status\\\":\"}}").size());
  }

  @Test
  void otherFiltersJoinTheUsualStatuses() {
    assertEquals(2 * PER_STATUS, found("{\"number\":{\"$gte\":\"1\"}}").size());
    assertEquals(
        List.of(idsByStatus.get(OrderStatus.APPROVED).get(1)),
        found("{\"lineItems.catalogReference.catalogItemId\":{\"$hasSome\":[\"" + ITEM + "\"]}}"));
    assertEquals(
        List.of(idsByStatus.get(OrderStatus.APPROVED).get(2)),
        found("{\"priceSummary.total.amount\":{\"$eq\":\"5.00\"}}"));
    assertEquals(
        3, found("{\"billingInfo.contactDetails.firstName\":{\"$startsWith\":\"Ada\"}}").size());
  }

  @Test
  void wrongQuestionsAreRefused() {
    assertEquals(
        "INVALID_ARGUMENT",
        code(search(CursorSearch.builder().filter(new Json("{\"nothing\":1}")))));
    assertEquals(
        "INVALID_ARGUMENT",
        code(search(CursorSearch.builder().filter(new Json("{\"shown\":\"PENDING\"}")))));
    assertEquals(
        "INVALID_ARGUMENT",
        code(search(CursorSearch.builder().filter(new Json("{\"status\":{\"$gt\":\"A\"}}")))));
    assertEquals("INVALID_ARGUMENT", code(sortedBy("checkoutId", SortOrder.ASC, 10, null)));
  }

  private Outcome<SearchOrdersResponse> sortedBy(
      String field, SortOrder order, int limit, String cursor) {
    CursorPaging paging = CursorPaging.builder().limit(limit).cursor(cursor).build();
    CursorSearch.Builder search = CursorSearch.builder().cursorPaging(paging);
    if (cursor == null) {
      search.sort(List.of(Sorting.builder().fieldName(field).order(order).build()));
    }
    return search(search);
  }

  @Test
  void everySortOfTheContractPagesThroughAllOrdersOnce() {
    Queries.ORDER_SEARCH_SPEC
        .fields()
        .forEach(
            (name, field) -> {
              if (field.sortable()) {
                assertPages(name, SortOrder.ASC);
                assertPages(name, SortOrder.DESC);
              }
            });
  }

  private void assertPages(String field, SortOrder order) {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Outcome<SearchOrdersResponse> outcome = sortedBy(field, order, 2, cursor);
      assertTrue(outcome.isDone(), () -> field + ": " + outcome);
      SearchOrdersResponse page = outcome.orNull();
      page.orders().forEach(it -> seen.add(it.id()));
      cursor = page.metadata().cursors().next();
      assertEquals(cursor != null, page.metadata().hasNext());
    } while (cursor != null && seen.size() < 100);
    assertEquals(2 * PER_STATUS, seen.size(), field);
    assertEquals(ofStatus(OrderStatus.APPROVED, OrderStatus.CANCELED), new HashSet<>(seen), field);
  }

  @Test
  void everyFilterOfTheContractIsTaken() {
    Set<String> refused = new TreeSet<>();
    for (Map.Entry<String, QuerySpec.Field> entry : Queries.ORDER_SEARCH_SPEC.fields().entrySet()) {
      boolean list = entry.getValue().allows("$hasSome") && !entry.getValue().allows("$eq");
      String condition =
          list
              ? "{\"$hasSome\":[\"x\"]}"
              : entry.getValue().allows("$exists") ? "{\"$exists\":true}" : "{\"$nin\":[]}";
      String filter = "{\"" + entry.getKey() + "\":" + condition + "}";
      if (!search(CursorSearch.builder().filter(new Json(filter))).isDone()) {
        refused.add(entry.getKey());
      }
    }
    assertEquals(Set.of(), refused);
  }

  @Test
  void aCursorOfThePageBeforeLeadsBack() {
    SearchOrdersResponse first = sortedBy("number", SortOrder.ASC, 2, null).orNull();
    SearchOrdersResponse second =
        sortedBy("number", SortOrder.ASC, 2, first.metadata().cursors().next()).orNull();
    assertNull(first.metadata().cursors().prev());
    assertNotNull(second.metadata().cursors().prev());

    SearchOrdersResponse back =
        sortedBy("number", SortOrder.ASC, 2, second.metadata().cursors().prev()).orNull();

    assertEquals(first.orders(), back.orders());
  }
}
