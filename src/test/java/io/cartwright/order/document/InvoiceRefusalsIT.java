package io.cartwright.order.document;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.code;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.order.ContractRefusals;
import io.cartwright.order.OrderChangeVerticle;
import io.cartwright.order.RefusalPage;
import io.cartwright.order.RefusalTable;
import io.cartwright.order.money.MoneyFixture;
import io.cartwright.store.Tally;
import io.cartwright.wire.orderinvoices.AddInvoiceToOrderRequest;
import io.cartwright.wire.orderinvoices.BulkGenerateInvoicesRequest;
import io.cartwright.wire.orderinvoices.GenerateInvoiceRequest;
import io.cartwright.wire.orderinvoices.Invoice;
import io.cartwright.wire.own.document.DownloadDocumentRequest;
import io.cartwright.wire.own.document.ListOrderDocumentsRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Each refusal of each operation on invoices, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class InvoiceRefusalsIT {
  private static final UUID NOWHERE = UUID.randomUUID();
  private static final String NO_KEY = "A".repeat(22);

  private MoneyFixture money;
  private RefusalTable table;

  @BeforeAll
  void open() {
    money = new MoneyFixture();
    money.orders.deploy(
        new OrderChangeVerticle(
            money.orders.bus, money.orders.pools, money.orders.committer, money.orders.ids));
    table = new RefusalTable(money.orders);
    generations();
    additions();
    files();
  }

  @AfterAll
  void shut() {
    money.close();
  }

  @TestFactory
  Stream<DynamicTest> eachIsGivenAndChangesNothing() {
    return table.tests();
  }

  @Test
  void theTableHoldsWhatTheContractNames() {
    Set<String> named = ContractRefusals.of("order-invoices");
    List<String> names = table.names();
    assertEquals(Set.of(), ContractRefusals.missing(named, names, Map.of()));
    assertEquals(Set.of(), ContractRefusals.missing(DocumentRefusal.class, names, Map.of()));
    assertEquals(
        Set.of(),
        ContractRefusals.unasked("order-invoices", names, Set.of("listInvoicesForMultipleOrders")));
    RefusalPage.check("order-invoices", names, DocumentRefusal.class);
    Set<String> sideBySide =
        RefusalPage.neighbours(names, Set.of("ORDER_NOT_FOUND"), DocumentRefusal.class);
    assertEquals(Set.of(), ContractRefusals.missing(sideBySide, table.pairs(), Map.of()));
  }

  private <Q, A> String asked(Operation<Q, A> operation, Q body) {
    return code(await(money.orders.ask(operation, money.orders.admin(), body)));
  }

  private String generate(UUID order) {
    return asked(DocumentOperations.GENERATE_INVOICE, new GenerateInvoiceRequest(order.toString()));
  }

  private String generateMany(UUID order) {
    BulkGenerateInvoicesRequest ask = new BulkGenerateInvoicesRequest(List.of(order.toString()));
    return await(
            money.orders.ask(DocumentOperations.BULK_GENERATE_INVOICES, money.orders.admin(), ask))
        .orNull()
        .results()
        .get(0)
        .itemMetadata()
        .error()
        .code();
  }

  private String add(UUID order, Invoice invoice) {
    return asked(
        DocumentOperations.ADD_INVOICE_TO_ORDER,
        new AddInvoiceToOrderRequest(order.toString(), invoice));
  }

  /** An order with as many invoices as there may be. */
  private UUID full() {
    return full(money.paid("tok_approve"));
  }

  private UUID full(UUID order) {
    Tally count = new Tally(money.orders.site, DocumentStore.COUNT, order.toString());
    money.orders.commit(money.orders.change().set(count, InvoiceFlow.INVOICES_MAX));
    return order;
  }

  private void generations() {
    String one = "generateInvoice";
    table.row(one, "ORDER_NOT_FOUND", () -> generate(NOWHERE));
    table.row(one, "ORDER_NOT_APPROVED", () -> generate(money.unpaid()));
    table.row(one, "INVOICE_LIMIT_REACHED", () -> generate(full()));
    String many = "bulkGenerateInvoices";
    table.row(many, "ORDER_NOT_FOUND", () -> generateMany(NOWHERE));
    table.row(many, "ORDER_NOT_APPROVED", () -> generateMany(money.unpaid()));
    table.row(many, "INVOICE_LIMIT_REACHED", () -> generateMany(full()));
    String unpaid = "ORDER_NOT_APPROVED";
    String limit = "INVOICE_LIMIT_REACHED";
    table.both(one, unpaid, limit, () -> generate(full(money.unpaid())));
    table.both(many, unpaid, limit, () -> generateMany(full(money.unpaid())));
  }

  private void additions() {
    String name = "addInvoiceToOrder";
    Invoice given = new Invoice("x", null);
    table.row(name, "INVALID_ARGUMENT", () -> add(money.unpaid(), new Invoice(null, null)));
    table.row(name, "ORDER_NOT_FOUND", () -> add(NOWHERE, given));
    table.row(name, "INVOICE_LIMIT_REACHED", () -> add(full(), given));
  }

  private void files() {
    Caller stranger = new Caller(money.orders.site, Role.MEMBER, UUID.randomUUID());
    table.row(
        "listOrderDocuments",
        "ORDER_NOT_FOUND",
        () ->
            code(
                await(
                    money.orders.ask(
                        DocumentOperations.LIST_ORDER_DOCUMENTS,
                        stranger,
                        new ListOrderDocumentsRequest(money.unpaid().toString())))));
    String name = "downloadDocument";
    table.row(name, "DOCUMENT_NOT_FOUND", () -> download(NOWHERE.toString()));
    table.row(
        name,
        "DOCUMENT_NOT_FOUND",
        () -> {
          UUID order = money.paid("tok_approve");
          GenerateInvoiceRequest ask = new GenerateInvoiceRequest(order.toString());
          return download(
              await(
                      money.orders.ask(
                          DocumentOperations.GENERATE_INVOICE, money.orders.admin(), ask))
                  .orNull()
                  .invoiceId());
        });
  }

  private String download(String document) {
    DownloadDocumentRequest ask = new DownloadDocumentRequest(document, NO_KEY);
    return code(
        await(money.orders.ask(DocumentOperations.DOWNLOAD_DOCUMENT, Caller.anonymous(), ask)));
  }
}
