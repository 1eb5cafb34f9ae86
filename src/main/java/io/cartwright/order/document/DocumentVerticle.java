package io.cartwright.order.document;

import static io.cartwright.order.document.DocumentOperations.ADD_INVOICE_TO_ORDER;
import static io.cartwright.order.document.DocumentOperations.BULK_GENERATE_INVOICES;
import static io.cartwright.order.document.DocumentOperations.DOWNLOAD_DOCUMENT;
import static io.cartwright.order.document.DocumentOperations.GENERATE_INVOICE;
import static io.cartwright.order.document.DocumentOperations.LIST_INVOICES_FOR_MULTIPLE_ORDERS;
import static io.cartwright.order.document.DocumentOperations.LIST_ORDER_DOCUMENTS;

import io.cartwright.bus.BulkAnswers;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.OrdersOf;
import io.cartwright.order.OrderStore;
import io.cartwright.order.document.DocumentStore.Listed;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.OnSite;
import io.cartwright.store.Pools;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.HeadersEntry;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.common.RawHttpResponse;
import io.cartwright.wire.orderinvoices.AddInvoiceToOrderRequest;
import io.cartwright.wire.orderinvoices.AddInvoiceToOrderResponse;
import io.cartwright.wire.orderinvoices.BulkGenerateInvoicesRequest;
import io.cartwright.wire.orderinvoices.BulkGenerateInvoicesResponse;
import io.cartwright.wire.orderinvoices.BulkInvoiceResult;
import io.cartwright.wire.orderinvoices.GenerateInvoiceRequest;
import io.cartwright.wire.orderinvoices.GenerateInvoiceResponse;
import io.cartwright.wire.orderinvoices.Invoice;
import io.cartwright.wire.orderinvoices.InvoiceForOrder;
import io.cartwright.wire.orderinvoices.InvoicesForOrder;
import io.cartwright.wire.orderinvoices.ListInvoicesForMultipleOrdersRequest;
import io.cartwright.wire.orderinvoices.ListInvoicesForMultipleOrdersResponse;
import io.cartwright.wire.own.document.DocumentKind;
import io.cartwright.wire.own.document.DownloadDocumentRequest;
import io.cartwright.wire.own.document.ListOrderDocumentsRequest;
import io.cartwright.wire.own.document.ListOrderDocumentsResponse;
import io.cartwright.wire.own.document.OrderDocument;
import io.cartwright.wire.own.document.SalesDocument;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Serves invoices and receipts. */
public final class DocumentVerticle extends VerticleBase {
  private final Bus bus;
  private final DocumentStore store;
  private final InvoiceFlow invoices;
  private final DocumentLinks links;
  private final Committer committer;
  private RenderFlow render;

  /**
   * Makes one.
   *
   * @param secret makes links that nobody can guess; the same on all engines of a cluster
   * @param publicUrl what links for buyers start with; known once the engine listens
   */
  public DocumentVerticle(
      Bus bus,
      Pools pools,
      Committer committer,
      Ids ids,
      byte[] secret,
      Supplier<String> publicUrl) {
    this.bus = bus;
    this.committer = committer;
    this.store = new DocumentStore(pools);
    this.invoices = new InvoiceFlow(bus, new OrderStore(pools), store, committer, ids);
    this.links = new DocumentLinks(secret, publicUrl);
  }

  @Override
  public Future<?> start() {
    render = new RenderFlow(vertx, store, committer);
    return Future.all(
        List.of(
            bus.serve(GENERATE_INVOICE, this::generateInvoice),
            bus.serve(BULK_GENERATE_INVOICES, this::bulkGenerateInvoices),
            bus.serve(ADD_INVOICE_TO_ORDER, this::addInvoiceToOrder),
            bus.serve(LIST_INVOICES_FOR_MULTIPLE_ORDERS, this::listInvoices),
            bus.serve(LIST_ORDER_DOCUMENTS, this::listOrderDocuments),
            bus.serve(DOWNLOAD_DOCUMENT, this::downloadDocument)));
  }

  @Override
  public Future<?> stop() {
    return render.close();
  }

  private Future<Outcome<GenerateInvoiceResponse>> generateInvoice(
      Call<GenerateInvoiceRequest> call) {
    return invoices
        .generate(
            call,
            call.body().orderId(),
            (change, id) -> Commits.remember(GENERATE_INVOICE, call, change, generated(id)))
        .map(outcome -> outcome.map(DocumentVerticle::generated));
  }

  private static GenerateInvoiceResponse generated(UUID id) {
    return new GenerateInvoiceResponse(id.toString());
  }

  /** One after the other; each by itself is done or refused. */
  private Future<Outcome<BulkGenerateInvoicesResponse>> bulkGenerateInvoices(
      Call<BulkGenerateInvoicesRequest> call) {
    List<String> orderIds = call.body().orderIds();
    Future<List<BulkInvoiceResult>> all = Future.succeededFuture(new ArrayList<>());
    for (int i = 0; i < orderIds.size(); i++) {
      int index = i;
      String orderId = orderIds.get(i);
      all =
          all.compose(
              results ->
                  invoices
                      .generate(call, orderId, (change, id) -> {})
                      .map(
                          outcome -> {
                            results.add(result(orderId, index, outcome));
                            return results;
                          }));
    }
    return all.compose(
        results -> {
          long good = results.stream().filter(it -> it.itemMetadata().success()).count();
          BulkGenerateInvoicesResponse reply =
              new BulkGenerateInvoicesResponse(results, BulkAnswers.metadata(good, results.size()));
          Change change = Change.at(call.now());
          Commits.remember(BULK_GENERATE_INVOICES, call, change, reply);
          return committer.commit(change).map(done -> Outcome.done(reply));
        });
  }

  private static BulkInvoiceResult result(String orderId, int index, Outcome<UUID> outcome) {
    InvoiceForOrder made =
        outcome.isDone() ? new InvoiceForOrder(orderId, outcome.orNull().toString()) : null;
    return new BulkInvoiceResult(
        new ItemMetadata(orderId, index, outcome.isDone(), BulkAnswers.error(outcome)), made);
  }

  /** Refused, in this order: an invoice without an id; ORDER_NOT_FOUND; INVOICE_LIMIT_REACHED. */
  private Future<Outcome<AddInvoiceToOrderResponse>> addInvoiceToOrder(
      Call<AddInvoiceToOrderRequest> call) {
    AddInvoiceToOrderRequest ask = call.body();
    Invoice given = ask.invoiceInfo();
    if (given.id() == null || given.id().isBlank()) {
      return Future.succeededFuture(
          Outcome.invalid("invoiceInfo.id", Violation.Rule.REQUIRED_FIELD, "must be given"));
    }
    UUID siteId = call.caller().siteId();
    UUID orderId = InvoiceFlow.id(ask.orderId());
    List<UUID> wanted = orderId == null ? List.of() : List.of(orderId);
    return store
        .ofOrders(siteId, wanted)
        .compose(
            before ->
                invoices
                    .add(
                        call,
                        ask.orderId(),
                        given,
                        (change, id) ->
                            Commits.remember(
                                ADD_INVOICE_TO_ORDER, call, change, added(before, given)))
                    .compose(
                        outcome ->
                            outcome.thenAwait(
                                id ->
                                    store
                                        .ofOrders(siteId, wanted)
                                        .map(after -> Outcome.done(added(after, given))))));
  }

  private static AddInvoiceToOrderResponse added(List<Listed> listed, Invoice given) {
    List<Invoice> all = new ArrayList<>(shown(listed));
    if (!all.contains(given)) all.add(given);
    return new AddInvoiceToOrderResponse(all);
  }

  private static List<Invoice> shown(List<Listed> listed) {
    return listed.stream()
        .filter(Listed::isInvoice)
        .map(it -> it.outside() == null ? new Invoice(it.id().toString(), null) : it.outside())
        .toList();
  }

  /** In the order of the question; orders that the caller does not see are left out. */
  private Future<Outcome<ListInvoicesForMultipleOrdersResponse>> listInvoices(
      Call<ListInvoicesForMultipleOrdersRequest> call) {
    Set<UUID> wanted = new LinkedHashSet<>();
    call.body().orderIds().stream()
        .map(InvoiceFlow::id)
        .filter(Objects::nonNull)
        .forEach(wanted::add);
    return bus.ask(OrderQuestions.READ, call, new OrdersOf(wanted))
        .compose(
            readable ->
                readable.thenAwait(
                    orders ->
                        store
                            .ofOrders(call.caller().siteId(), orders.keySet())
                            .map(
                                listed ->
                                    Outcome.done(
                                        new ListInvoicesForMultipleOrdersResponse(
                                            wanted.stream()
                                                .filter(orders::containsKey)
                                                .map(id -> ofOrder(id, listed))
                                                .toList())))));
  }

  private static InvoicesForOrder ofOrder(UUID orderId, List<Listed> listed) {
    return new InvoicesForOrder(
        orderId.toString(),
        shown(listed.stream().filter(it -> it.orderId().equals(orderId)).toList()));
  }

  private Future<Outcome<ListOrderDocumentsResponse>> listOrderDocuments(
      Call<ListOrderDocumentsRequest> call) {
    UUID orderId = UUID.fromString(call.body().orderId());
    UUID siteId = call.caller().siteId();
    return bus.ask(OrderQuestions.READ, call, new OrdersOf(Set.of(orderId)))
        .compose(
            readable ->
                readable
                    .then(
                        orders ->
                            orders.containsKey(orderId)
                                ? Outcome.done(orderId)
                                : Outcome.<UUID>refused(
                                    DocumentRefusal.ORDER_NOT_FOUND, "there is no such order"))
                    .thenAwait(
                        id ->
                            store
                                .ofOrders(siteId, List.of(id))
                                .map(
                                    listed ->
                                        Outcome.done(
                                            new ListOrderDocumentsResponse(
                                                listed.stream()
                                                    .map(it -> linked(siteId, it))
                                                    .toList())))));
  }

  private OrderDocument linked(UUID siteId, Listed listed) {
    boolean ours = listed.kind() != DocumentKind.OUTSIDE;
    return OrderDocument.builder()
        .id(listed.id().toString())
        .kind(listed.kind())
        .number(ours ? listed.number() : listed.outside().id())
        .paymentId(listed.paymentId() == null ? null : listed.paymentId().toString())
        .issuedDate(listed.issued())
        .url(ours ? links.url(siteId, listed.id()) : null)
        .build();
  }

  private Future<Outcome<RawHttpResponse>> downloadDocument(Call<DownloadDocumentRequest> call) {
    UUID id = UUID.fromString(call.body().documentId());
    return store
        .byId(id)
        .compose(
            found -> {
              for (OnSite<SalesDocument> one : found) {
                boolean ours = one.stored().value().kind() != DocumentKind.OUTSIDE;
                if (ours && links.opens(one.siteId(), id, call.body().key())) {
                  return render.file(one, call.now()).map(pdf -> Outcome.done(reply(one, pdf)));
                }
              }
              return Future.succeededFuture(
                  Outcome.refused(
                      DocumentRefusal.DOCUMENT_NOT_FOUND, "there is no document at this link"));
            });
  }

  private static RawHttpResponse reply(OnSite<SalesDocument> found, byte[] pdf) {
    String name = found.stored().value().number().replaceAll("[^A-Za-z0-9-]", "_") + ".pdf";
    return RawHttpResponse.builder()
        .statusCode(200)
        .headers(
            List.of(
                new HeadersEntry("content-type", "application/pdf"),
                new HeadersEntry("content-disposition", "inline; filename=\"" + name + "\""),
                new HeadersEntry("cache-control", "private, max-age=3600"),
                new HeadersEntry("referrer-policy", "no-referrer"),
                new HeadersEntry("x-content-type-options", "nosniff")))
        .body(Base64.getEncoder().encodeToString(pdf))
        .build();
  }
}
