package io.cartwright.order.document;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.code;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.order.OrderChangeVerticle;
import io.cartwright.order.OrderStore;
import io.cartwright.order.money.MoneyFixture;
import io.cartwright.order.money.RefundCalls;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.RawHttpResponse;
import io.cartwright.wire.orderbilling.GenerateReceiptsRequest;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orderinvoices.AddInvoiceToOrderRequest;
import io.cartwright.wire.orderinvoices.BulkGenerateInvoicesRequest;
import io.cartwright.wire.orderinvoices.BulkInvoiceResult;
import io.cartwright.wire.orderinvoices.GenerateInvoiceRequest;
import io.cartwright.wire.orderinvoices.GenerateInvoiceResponse;
import io.cartwright.wire.orderinvoices.Invoice;
import io.cartwright.wire.orderinvoices.InvoicesForOrder;
import io.cartwright.wire.orderinvoices.ListInvoicesForMultipleOrdersRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.document.DocumentKind;
import io.cartwright.wire.own.document.DownloadDocumentRequest;
import io.cartwright.wire.own.document.ListOrderDocumentsRequest;
import io.cartwright.wire.own.document.OrderDocument;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Invoices and receipts, from order to file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class InvoiceIT {
  private static final UUID NOWHERE = UUID.randomUUID();

  private MoneyFixture money;

  @BeforeAll
  void open() {
    money = new MoneyFixture();
    money.orders.deploy(
        new OrderChangeVerticle(
            money.orders.bus, money.orders.pools, money.orders.committer, money.orders.ids));
  }

  @AfterAll
  void shut() {
    money.close();
  }

  private <Q, A> Outcome<A> ask(Operation<Q, A> operation, Caller caller, Q body) {
    return await(money.orders.ask(operation, caller, body));
  }

  private <Q, A> A done(Operation<Q, A> operation, Q body) {
    Outcome<A> outcome = ask(operation, money.orders.admin(), body);
    assertTrue(outcome.isDone(), () -> operation + " " + code(outcome));
    return outcome.orNull();
  }

  private Future<Outcome<GenerateInvoiceResponse>> generating(UUID order) {
    return money.orders.ask(
        DocumentOperations.GENERATE_INVOICE,
        money.orders.admin(),
        new GenerateInvoiceRequest(order.toString()));
  }

  private String generate(UUID order) {
    return await(generating(order)).orNull().invoiceId();
  }

  private List<OrderDocument> documents(UUID order) {
    return done(
            DocumentOperations.LIST_ORDER_DOCUMENTS,
            new ListOrderDocumentsRequest(order.toString()))
        .documents();
  }

  private Outcome<RawHttpResponse> download(String url) {
    String[] parts = url.split("/");
    DownloadDocumentRequest ask =
        new DownloadDocumentRequest(parts[parts.length - 2], parts[parts.length - 1]);
    return ask(DocumentOperations.DOWNLOAD_DOCUMENT, Caller.anonymous(), ask);
  }

  private byte[] file(String url) {
    return Base64.getDecoder().decode(download(url).orNull().body());
  }

  private void change(UUID order, java.util.function.UnaryOperator<Order.Builder> with) {
    Stored<Order> stored =
        await(money.orders.documents.find(OrderStore.ORDERS, money.orders.site, order))
            .orElseThrow();
    money.orders.commit(
        money
            .orders
            .change()
            .update(
                OrderStore.ORDERS,
                money.orders.site,
                order,
                stored.revision(),
                with.apply(stored.value().toBuilder()).build()));
  }

  @Test
  void anInvoiceIsIssuedOnceUntilTheOrderChanges() {
    UUID order = money.paid("tok_approve");
    String first = generate(order);
    assertEquals(first, generate(order));
    assertEquals(
        1,
        money.orders.order(order).activities().stream()
            .filter(it -> it.type() == ActivityType.INVOICE_ADDED)
            .count());
    assertEquals("done", RefundCalls.refund(money, order, "20.00"));
    String second = generate(order);
    assertNotEquals(first, second);
    List<OrderDocument> all = documents(order);
    assertEquals(List.of(first, second), all.stream().map(OrderDocument::id).toList());
    String before = Papers.text(file(all.get(0).url()));
    String after = Papers.text(file(all.get(1).url()));
    assertTrue(before.contains("Paid $50.00") && !before.contains("Refund"), before);
    assertTrue(after.contains("Refunded -$20.00"), after);
    assertTrue(after.contains("Replaces " + all.get(0).number()), after);
  }

  @Test
  void theFileIsMadeOnceAndKept() {
    UUID order = money.paid("tok_approve");
    generate(order);
    String url = documents(order).get(0).url();
    assertTrue(url.startsWith("https://shop.example/cartwright/v1/documents/"), url);
    byte[] once = file(url);
    assertArrayEquals(once, file(url));
    assertTrue(
        download(url).orNull().headers().stream()
            .anyMatch(it -> it.value().equals("application/pdf")));
  }

  @Test
  void numbersHaveNoGapsWhateverRaces() {
    List<UUID> orders = new ArrayList<>();
    for (int i = 0; i < 8; i++) orders.add(money.paid("tok_approve"));
    UUID waiting = money.unpaid();
    List<Future<Outcome<GenerateInvoiceResponse>>> asked = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      orders.forEach(order -> asked.add(generating(order)));
      asked.add(generating(waiting));
    }
    asked.forEach(it -> await(it));
    TreeSet<Integer> numbers = new TreeSet<>();
    for (UUID order : orders) {
      List<OrderDocument> all = documents(order);
      assertEquals(1, all.size());
      numbers.add(Integer.parseInt(all.get(0).number().substring("INV-".length())));
    }
    assertEquals(8, numbers.size());
    assertEquals(7, numbers.last() - numbers.first());
  }

  @Test
  void aRepeatUnderOneKeyIsAnsweredWithTheSameInvoice() {
    UUID order = money.paid("tok_approve");
    CallId key = new CallId(UUID.randomUUID().toString(), true, 1);
    GenerateInvoiceRequest ask = new GenerateInvoiceRequest(order.toString());
    Caller admin = money.orders.admin();
    var first =
        await(money.orders.ask(DocumentOperations.GENERATE_INVOICE, admin, ask, key)).orNull();
    change(order, builder -> builder.buyerLanguage("de"));
    var again =
        await(money.orders.ask(DocumentOperations.GENERATE_INVOICE, admin, ask, key)).orNull();
    assertEquals(first, again);
    assertEquals(1, documents(order).size());
  }

  @Test
  void manyAtOnceAreAnsweredOneByOne() {
    UUID paid = money.paid("tok_approve");
    UUID unpaid = money.unpaid();
    var reply =
        done(
            DocumentOperations.BULK_GENERATE_INVOICES,
            new BulkGenerateInvoicesRequest(
                List.of(paid.toString(), unpaid.toString(), NOWHERE.toString(), "no id")));
    assertEquals(
        List.of("true", "ORDER_NOT_APPROVED", "ORDER_NOT_FOUND", "ORDER_NOT_FOUND"),
        reply.results().stream().map(InvoiceIT::word).toList());
    assertEquals(1, reply.bulkActionMetadata().totalSuccesses());
    assertEquals(3, reply.bulkActionMetadata().totalFailures());
    assertEquals(documents(paid).get(0).id(), reply.results().get(0).item().invoiceId());
  }

  private static String word(BulkInvoiceResult result) {
    return result.itemMetadata().success() ? "true" : result.itemMetadata().error().code();
  }

  @Test
  void invoicesFromElsewhereAreNotedOnce() {
    UUID order = money.unpaid();
    Invoice given = new Invoice("R-2026-7", UUID.randomUUID().toString());
    AddInvoiceToOrderRequest ask = new AddInvoiceToOrderRequest(order.toString(), given);
    assertEquals(
        List.of(given), done(DocumentOperations.ADD_INVOICE_TO_ORDER, ask).orderInvoices());
    assertEquals(
        List.of(given), done(DocumentOperations.ADD_INVOICE_TO_ORDER, ask).orderInvoices());
    OrderDocument listed = documents(order).get(0);
    assertEquals(DocumentKind.OUTSIDE, listed.kind());
    assertEquals(null, listed.url());
  }

  @Test
  void membersSeeTheInvoicesOfTheirOwnOrdersOnly() {
    UUID own = money.paid("tok_approve");
    UUID other = money.paid("tok_approve");
    String invoice = generate(own);
    generate(other);
    UUID memberId = UUID.randomUUID();
    change(
        own,
        builder ->
            builder.buyerInfo(
                new io.cartwright.wire.common.BuyerInfo(null, memberId.toString(), null, null)));
    Caller member = new Caller(money.orders.site, Role.MEMBER, memberId);
    ListInvoicesForMultipleOrdersRequest both =
        new ListInvoicesForMultipleOrdersRequest(
            List.of(other.toString(), own.toString(), NOWHERE.toString()));
    assertEquals(
        List.of(new InvoicesForOrder(own.toString(), List.of(new Invoice(invoice, null)))),
        ask(DocumentOperations.LIST_INVOICES_FOR_MULTIPLE_ORDERS, member, both)
            .orNull()
            .invoicesForOrder());
    assertEquals(
        List.of(other.toString(), own.toString()),
        done(DocumentOperations.LIST_INVOICES_FOR_MULTIPLE_ORDERS, both).invoicesForOrder().stream()
            .map(InvoicesForOrder::orderId)
            .toList());
    assertEquals(
        1,
        ask(
                DocumentOperations.LIST_ORDER_DOCUMENTS,
                member,
                new ListOrderDocumentsRequest(own.toString()))
            .orNull()
            .documents()
            .size());
  }

  @Test
  void aReceiptIsADocumentOfItsPayment() {
    UUID order = money.paid("tok_approve");
    String payment = money.payment(order);
    var made =
        money.answer(
            OrderBillingApi.GENERATE_RECEIPTS,
            new GenerateReceiptsRequest(order.toString(), List.of(payment, payment)));
    OrderDocument receipt = documents(order).get(0);
    assertEquals(made.receipts().get(0).receiptId(), receipt.id());
    assertEquals(DocumentKind.RECEIPT, receipt.kind());
    assertEquals(payment, receipt.paymentId());
    String text = Papers.text(file(receipt.url()));
    assertTrue(text.contains("Receipt"), text);
    assertTrue(text.contains("Number " + receipt.number()), text);
    assertTrue(text.contains("$50.00"), text);
  }
}
