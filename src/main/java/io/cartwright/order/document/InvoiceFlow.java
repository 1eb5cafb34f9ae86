package io.cartwright.order.document;

import static io.cartwright.order.document.DocumentRefusal.INVOICE_LIMIT_REACHED;
import static io.cartwright.order.document.DocumentRefusal.ORDER_NOT_APPROVED;
import static io.cartwright.order.document.DocumentRefusal.ORDER_NOT_FOUND;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.order.Activities;
import io.cartwright.order.OrderEvents;
import io.cartwright.order.OrderStore;
import io.cartwright.order.OrderStore.Found;
import io.cartwright.order.document.DocumentStore.Listed;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.Tally;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.orderinvoices.Invoice;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.document.DocumentKind;
import io.cartwright.wire.own.document.SalesDocument;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Issues invoices. The invoice, its number, the entry in the order's diary and the event are one
 * transaction; who meets another writer of the order reads and decides again.
 */
final class InvoiceFlow {
  /** The contract's limit of the invoices of an order. */
  static final int INVOICES_MAX = 300;

  private static final int TRIES_MAX = 20;

  private final Bus bus;
  private final OrderStore orders;
  private final DocumentStore store;
  private final Committer committer;
  private final Ids ids;

  InvoiceFlow(Bus bus, OrderStore orders, DocumentStore store, Committer committer, Ids ids) {
    this.bus = bus;
    this.orders = orders;
    this.store = store;
    this.committer = committer;
    this.ids = ids;
  }

  /** Adds to the change what remembers the reply; told the id of the invoice. */
  interface Remember extends BiConsumer<Change, UUID> {}

  /**
   * The invoice of an order as it stands: the one that shows just that, or a new one. Refused, in
   * this order: ORDER_NOT_FOUND, ORDER_NOT_APPROVED, INVOICE_LIMIT_REACHED.
   */
  Future<Outcome<UUID>> generate(Call<?> call, String orderId, Remember remember) {
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        issue(call, id(orderId), found -> invoice(call, found, site), remember)));
  }

  /** Notes an invoice that was made elsewhere; one that is noted already stays as it is. */
  Future<Outcome<UUID>> add(Call<?> call, String orderId, Invoice invoice, Remember remember) {
    return issue(
        call,
        id(orderId),
        found ->
            Outcome.done(SalesDocuments.outside(found.order().value().id(), invoice, call.now())),
        remember);
  }

  private static Outcome<SalesDocument> invoice(Call<?> call, Found found, SiteSettings site) {
    Order order = found.order().value();
    return SalesDocuments.isInvoiced(order)
        ? Outcome.done(SalesDocuments.invoice(order, found.transactionsOrNull(), site, call.now()))
        : Outcome.refused(ORDER_NOT_APPROVED, "the order is " + order.status());
  }

  /** Makes the document of an order as it was found. */
  private interface Draft {
    Outcome<SalesDocument> of(Found found);
  }

  private Future<Outcome<UUID>> issue(Call<?> call, UUID orderId, Draft draft, Remember remember) {
    return orderId == null
        ? Future.succeededFuture(unknown())
        : Retries.whileStale(() -> attempt(call, orderId, draft, remember), TRIES_MAX);
  }

  private Future<Outcome<UUID>> attempt(
      Call<?> call, UUID orderId, Draft draft, Remember remember) {
    UUID siteId = call.caller().siteId();
    return Future.all(
            orders.findWithTransactions(siteId, orderId), store.ofOrders(siteId, List.of(orderId)))
        .compose(
            both -> {
              java.util.Optional<Found> found = both.resultAt(0);
              List<Listed> before = both.resultAt(1);
              if (found.isEmpty()) return Future.succeededFuture(unknown());
              return draft
                  .of(found.get())
                  .thenAwait(document -> write(call, found.get(), before, document, remember));
            });
  }

  private Future<Outcome<UUID>> write(
      Call<?> call, Found found, List<Listed> before, SalesDocument document, Remember remember) {
    Change change = Change.at(call.now());
    for (Listed known : before) {
      if (!known.fingerprint().equals(document.fingerprint())) continue;
      remember.accept(change, known.id());
      return committer.commit(change).map(done -> outcome(done, known.id()));
    }
    UUID siteId = call.caller().siteId();
    UUID id = ids.next();
    enter(change, siteId, id, replacing(document, before));
    note(change, call, found);
    remember.accept(change, id);
    return committer.commit(change).map(done -> outcome(done, id));
  }

  private static SalesDocument replacing(SalesDocument document, List<Listed> before) {
    String last = null;
    for (Listed known : before) {
      if (known.kind() == DocumentKind.INVOICE) last = known.number();
    }
    return document.kind() == DocumentKind.INVOICE
        ? document.toBuilder().replaces(last).build()
        : document;
  }

  /** The document, with the site's next number if it is an invoice of ours. */
  private static void enter(Change change, UUID siteId, UUID id, SalesDocument document) {
    change.take(
        new Tally(siteId, DocumentStore.COUNT, document.orderId()),
        1,
        0,
        INVOICES_MAX,
        INVOICE_LIMIT_REACHED);
    if (document.kind() != DocumentKind.INVOICE) {
      change.insert(DocumentStore.DOCUMENTS, siteId, id, document);
      return;
    }
    Tally numbers = new Tally(siteId, DocumentStore.NUMBERS, "");
    change.take(numbers, 1, 0, Long.MAX_VALUE, null);
    change.insertWith(
        DocumentStore.DOCUMENTS,
        siteId,
        id,
        taken ->
            document.toBuilder().number(SalesDocuments.number(taken.valueOf(numbers))).build());
  }

  private void note(Change change, Call<?> call, Found found) {
    UUID siteId = call.caller().siteId();
    Order before = found.order().value();
    Order after =
        before.toBuilder()
            .updatedDate(call.now())
            .activities(
                new Activities(before.activities(), call.now(), ids::next)
                    .add(ActivityType.INVOICE_ADDED)
                    .list())
            .build();
    long revision = found.order().revision();
    change.update(OrderStore.ORDERS, siteId, found.order().id(), revision, after);
    change.emit(OrderEvents.of(siteId, found.order(), after).updated());
  }

  /** A document of the same content that another wrote meanwhile is found at the next try. */
  private static Outcome<UUID> outcome(Committed committed, UUID id) {
    return Commits.outcome(
        committed,
        id,
        constraint ->
            constraint.equals(DocumentStore.CONTENT) ? CommonRefusal.INVALID_REVISION : null);
  }

  private static <T> Outcome<T> unknown() {
    return Outcome.refused(ORDER_NOT_FOUND, "there is no such order");
  }

  /** Null when the text is no id. */
  static UUID id(String text) {
    try {
      return text == null || text.length() != 36 ? null : UUID.fromString(text);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }
}
