package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftFixture.NOWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Operation;
import io.cartwright.order.ContractRefusals;
import io.cartwright.order.OrderFixture;
import io.cartwright.order.RefusalPage;
import io.cartwright.order.RefusalTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Refusals of the operations on drafts, each asked of a draft that gives it. None of them changes
 * anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class DraftRefusalsIT {
  /** What the contract names and nothing can give, with the reason. */
  private static final Map<String, String> NEVER =
      Map.of(
          "addLineItemsToDraftOrder CATALOG_ITEM_PAYMENT_OPTION_UNSUPPORTED",
          "no item of a catalog has a payment option of its own",
          "createDraftOrder CATALOG_ITEM_PAYMENT_OPTION_UNSUPPORTED",
          "no item of a catalog has a payment option of its own",
          "createDraftOrder NOT_AUTHORIZED_TO_READ_DRAFT_ORDERS",
          "whoever may make drafts may read them",
          "createCustomDiscounts DISCOUNT_NOT_FOUND",
          "the call names no discount that is there already");

  private RefusalTable table;
  private DraftFixture shop;
  private String committed;

  @BeforeAll
  void open() {
    shop = new DraftFixture();
    shop.sells("mug", 1_000, 100);
    shop.made("'catalogLineItems':[" + DraftFixture.catalogLine("mug", 2) + "]");
    committed = shop.base.column("select id from draft_order where status = 'COMMITTED'").get(0);
    table = new RefusalTable(shop.base);
    Stream.of(
            new StartRows(shop, committed).all(),
            new LineRows(shop).all(),
            new PartRows(shop).all(),
            new BothRows(shop, committed).all())
        .flatMap(List::stream)
        .forEach(this::add);
    changesOfOpenDrafts().forEach(this::notOpen);
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  @TestFactory
  Stream<DynamicTest> eachIsGivenAndChangesNothing() {
    return table.tests();
  }

  private void add(DraftRow row) {
    if (row.other() == null) table.row(row.operationName(), row.code(), () -> given(row));
    else table.both(row.operationName(), row.code(), row.other(), () -> given(row));
  }

  private String given(DraftRow row) {
    String body = row.body().get();
    row.begin().run();
    try {
      return OrderFixture.code(shop.ask(row.operation(), body));
    } finally {
      row.end().run();
    }
  }

  private static Stream<Operation<?, ?>> changesOfOpenDrafts() {
    Set<Operation<?, ?>> others =
        Set.of(
            DraftOperations.CREATE_DRAFT_ORDER,
            DraftOperations.CREATE_EMPTY_DRAFT_ORDER,
            DraftOperations.DELETE_DRAFT_ORDER);
    return DraftOperations.ALL.stream().filter(Operation::write).filter(it -> !others.contains(it));
  }

  /** No draft is changed that is not there, or is committed. */
  private void notOpen(Operation<?, ?> operation) {
    String name = operation.route().operation();
    table.row(name, "DRAFT_ORDER_DOES_NOT_EXIST", () -> change(operation, NOWHERE));
    table.row(name, "DRAFT_ORDER_ALREADY_COMMITTED", () -> change(operation, committed));
  }

  private String change(Operation<?, ?> operation, String draft) {
    String body =
        "{'draftOrderId':'%s','id':'%s','namespace':'n','lineItemChanges':[],'customLineItems':[{'quantity':1}]}";
    return OrderFixture.code(shop.ask(operation, body.formatted(draft, draft)));
  }

  @Test
  void theTableHoldsWhatTheContractNames() {
    List<String> names = table.names();
    Set<String> named = ContractRefusals.of("draft-orders");
    assertEquals(Set.of(), ContractRefusals.missing(named, names, NEVER));
    assertEquals(Set.of(), ContractRefusals.wrong(named, names, NEVER));
    assertEquals(Set.of(), ContractRefusals.missing(DraftRefusal.class, names, Map.of()));
    assertEquals(
        Set.of(), ContractRefusals.unasked("draft-orders", names, Set.of("queryDraftOrders")));
    RefusalPage.check("draft-orders", names, DraftRefusal.class);
    Set<String> sideBySide =
        RefusalPage.neighbours(names, Set.of("DRAFT_ORDER_DOES_NOT_EXIST"), DraftRefusal.class);
    assertEquals(Set.of(), ContractRefusals.missing(sideBySide, table.pairs(), BothRows.APART));
    assertEquals(Set.of(), ContractRefusals.wrong(sideBySide, table.pairs(), BothRows.APART));
  }
}
