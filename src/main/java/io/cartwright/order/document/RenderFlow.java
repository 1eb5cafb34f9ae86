package io.cartwright.order.document;

import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.OnSite;
import io.cartwright.wire.own.document.SalesDocument;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;

/**
 * Makes the files of documents, each once. Setting type takes a worker for tens of milliseconds;
 * two that ask for a new file at once may both make it, and get the same.
 */
final class RenderFlow {
  private static final String WORKERS = "documents";
  private static final int WORKERS_MAX = 2;

  private final DocumentStore store;
  private final Committer committer;
  private final WorkerExecutor workers;

  RenderFlow(Vertx vertx, DocumentStore store, Committer committer) {
    this.store = store;
    this.committer = committer;
    this.workers = vertx.createSharedWorkerExecutor(WORKERS, WORKERS_MAX);
  }

  /** The file that is kept; made and kept first when there is none. */
  Future<byte[]> file(OnSite<SalesDocument> found, Instant now) {
    return store
        .file(found.siteId(), found.stored().id())
        .compose(kept -> kept.map(Future::succeededFuture).orElseGet(() -> make(found, now)));
  }

  private Future<byte[]> make(OnSite<SalesDocument> found, Instant now) {
    SalesDocument document = found.stored().value();
    return workers
        .executeBlocking(
            () -> SheetPdf.of(SheetOfDocument.of(document), document.issuedDate()), false)
        .compose(
            pdf ->
                committer
                    .commit(
                        Change.at(now)
                            .insert(DocumentStore.FILES, found.siteId(), found.stored().id(), pdf))
                    .compose(
                        committed ->
                            committed.ok()
                                ? Future.succeededFuture(pdf)
                                : store
                                    .file(found.siteId(), found.stored().id())
                                    .map(kept -> kept.orElse(pdf))));
  }

  Future<Void> close() {
    return workers.close();
  }
}
