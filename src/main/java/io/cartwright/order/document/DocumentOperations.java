package io.cartwright.order.document;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.common.RawHttpResponse;
import io.cartwright.wire.orderinvoices.AddInvoiceToOrderRequest;
import io.cartwright.wire.orderinvoices.AddInvoiceToOrderResponse;
import io.cartwright.wire.orderinvoices.BulkGenerateInvoicesRequest;
import io.cartwright.wire.orderinvoices.BulkGenerateInvoicesResponse;
import io.cartwright.wire.orderinvoices.GenerateInvoiceRequest;
import io.cartwright.wire.orderinvoices.GenerateInvoiceResponse;
import io.cartwright.wire.orderinvoices.ListInvoicesForMultipleOrdersRequest;
import io.cartwright.wire.orderinvoices.ListInvoicesForMultipleOrdersResponse;
import io.cartwright.wire.orderinvoices.OrderInvoicesApi;
import io.cartwright.wire.own.document.DocumentApi;
import io.cartwright.wire.own.document.DownloadDocumentRequest;
import io.cartwright.wire.own.document.ListOrderDocumentsRequest;
import io.cartwright.wire.own.document.ListOrderDocumentsResponse;
import java.util.List;

/** The contract's operations on invoices, and ours on all documents of orders. */
public final class DocumentOperations {
  public static final Operation<GenerateInvoiceRequest, GenerateInvoiceResponse> GENERATE_INVOICE =
      Operation.of(OrderInvoicesApi.GENERATE_INVOICE).allow(Role.ADMIN).writes();

  public static final Operation<BulkGenerateInvoicesRequest, BulkGenerateInvoicesResponse>
      BULK_GENERATE_INVOICES =
          Operation.of(OrderInvoicesApi.BULK_GENERATE_INVOICES).allow(Role.ADMIN).writes();

  /** Notes an invoice that was made elsewhere. */
  public static final Operation<AddInvoiceToOrderRequest, AddInvoiceToOrderResponse>
      ADD_INVOICE_TO_ORDER =
          Operation.of(OrderInvoicesApi.ADD_INVOICE_TO_ORDER).allow(Role.ADMIN).writes();

  /** Members see those of their own orders. */
  public static final Operation<
          ListInvoicesForMultipleOrdersRequest, ListInvoicesForMultipleOrdersResponse>
      LIST_INVOICES_FOR_MULTIPLE_ORDERS =
          Operation.of(OrderInvoicesApi.LIST_INVOICES_FOR_MULTIPLE_ORDERS)
              .allow(Role.ADMIN, Role.MEMBER);

  /** Buyers see those of their own orders; answers with links. */
  public static final Operation<ListOrderDocumentsRequest, ListOrderDocumentsResponse>
      LIST_ORDER_DOCUMENTS =
          Operation.of(DocumentApi.LIST_ORDER_DOCUMENTS)
              .allow(Role.ADMIN, Role.MEMBER, Role.VISITOR);

  /** For whoever has the link: browsers show no token. */
  public static final Operation<DownloadDocumentRequest, RawHttpResponse> DOWNLOAD_DOCUMENT =
      Operation.of(DocumentApi.DOWNLOAD_DOCUMENT).allow(Role.ANONYMOUS);

  public static final List<Operation<?, ?>> ALL =
      List.of(
          GENERATE_INVOICE,
          BULK_GENERATE_INVOICES,
          ADD_INVOICE_TO_ORDER,
          LIST_INVOICES_FOR_MULTIPLE_ORDERS,
          LIST_ORDER_DOCUMENTS,
          DOWNLOAD_DOCUMENT);

  private DocumentOperations() {}
}
