package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftFixture.NOWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Operation;
import io.cartwright.order.ContractRefusals;
import io.cartwright.order.OrderFixture;
import java.util.ArrayList;
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

  private static final String STATE =
      """
      select 'drafts ' || coalesce(sum(hashtext(id::text || revision || doc)::bigint), 0)
        from draft_order
      union all select 'orders ' || coalesce(sum(hashtext(id::text || revision || doc)::bigint), 0)
        from orders
      union all select 'events ' || count(*) from outbox
      union all select 'stock ' || count(*) || ' ' || coalesce(sum(delta), 0) from stock_movement
      union all select 'tally ' || coalesce(sum(hashtext(kind || key || value)::bigint), 0)
        from tally
      union all select 'priced ' || count(*) from order_pricing
      order by 1""";

  private final List<DraftRow> rows = new ArrayList<>();
  private DraftFixture shop;
  private String committed;

  @BeforeAll
  void open() {
    shop = new DraftFixture();
    shop.sells("mug", 1_000, 100);
    shop.made("'catalogLineItems':[" + DraftFixture.catalogLine("mug", 2) + "]");
    committed = shop.base.column("select id from draft_order where status = 'COMMITTED'").get(0);
    rows.addAll(new StartRows(shop, committed).all());
    rows.addAll(new LineRows(shop).all());
    rows.addAll(new PartRows(shop).all());
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  @TestFactory
  Stream<DynamicTest> eachIsGivenAndChangesNothing() {
    return rows.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> give(row)));
  }

  private void give(DraftRow row) {
    String body = row.body().get();
    List<String> before = shop.base.column(STATE);
    row.begin().run();
    try {
      assertEquals(row.code(), OrderFixture.code(shop.ask(row.operation(), body)));
    } finally {
      row.end().run();
    }
    assertEquals(before, shop.base.column(STATE));
  }

  private static Stream<Operation<?, ?>> changesOfOpenDrafts() {
    Set<Operation<?, ?>> others =
        Set.of(
            DraftOperations.CREATE_DRAFT_ORDER,
            DraftOperations.CREATE_EMPTY_DRAFT_ORDER,
            DraftOperations.DELETE_DRAFT_ORDER);
    return DraftOperations.ALL.stream().filter(Operation::write).filter(it -> !others.contains(it));
  }

  /** Every change of a draft that is not there, and of one that is committed. */
  @TestFactory
  Stream<DynamicTest> noChangeIsMadeOfWhatIsNotOpen() {
    return changesOfOpenDrafts()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.address(),
                    () -> {
                      assertEquals("DRAFT_ORDER_DOES_NOT_EXIST", change(operation, NOWHERE));
                      List<String> before = shop.base.column(STATE);
                      assertEquals("DRAFT_ORDER_ALREADY_COMMITTED", change(operation, committed));
                      assertEquals(before, shop.base.column(STATE));
                    }));
  }

  private String change(Operation<?, ?> operation, String draft) {
    String body =
        "{'draftOrderId':'%s','id':'%s','namespace':'n','lineItemChanges':[],'customLineItems':[{'quantity':1}]}";
    return OrderFixture.code(shop.ask(operation, body.formatted(draft, draft)));
  }

  @Test
  void theTableHoldsWhatTheContractNames() {
    List<String> table = new ArrayList<>(rows.stream().map(DraftRow::name).toList());
    changesOfOpenDrafts()
        .map(operation -> operation.route().operation())
        .forEach(
            name -> {
              table.add(name + " DRAFT_ORDER_DOES_NOT_EXIST");
              table.add(name + " DRAFT_ORDER_ALREADY_COMMITTED");
            });
    Set<String> named = ContractRefusals.of("draft-orders");
    assertEquals(Set.of(), ContractRefusals.missing(named, table, NEVER));
    assertEquals(Set.of(), ContractRefusals.wrong(named, table, NEVER));
    assertEquals(Set.of(), ContractRefusals.missing(DraftRefusal.class, table, Map.of()));
  }
}
