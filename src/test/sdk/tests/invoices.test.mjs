import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, credentials, member, onEachHost, visitor } from '../lib/client.mjs';
import { paid, placed, watchFor } from '../lib/sale.mjs';
import { Shop } from '../lib/shop.mjs';
import { ok, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Invoices', (host) => {
  const manager = admin(host);
  const shop = new Shop(manager);
  const { orderBilling, orderInvoices, orderTransactions } = manager;
  let watch;

  const documents = async (who, orderId) =>
    ok(await who.call('GET', `/cartwright/v1/orders/${orderId}/documents`)).documents;
  const onEngine = (url) => fetch(new URL(new URL(url).pathname, 'https://www.wixapis.com'));

  before(async () => {
    watch = await watchFor(shop);
  });
  after(() => shop.close());

  test('an invoice is issued, listed and downloaded as PDF by its buyer', async () => {
    const buyer = await member(host, randomUUID());
    const orderId = await paid(buyer, watch);
    const { invoiceId } = await orderInvoices.generateInvoice(orderId);
    assert.equal((await orderInvoices.generateInvoice(orderId)).invoiceId, invoiceId);
    const listed = await buyer.orderInvoices.listInvoicesForMultipleOrders([orderId]);
    assert.deepEqual(
      listed.invoicesForOrder.map((it) => [it.orderId, it.invoicesInfo.map((one) => one._id ?? one.id)]),
      [[orderId, [invoiceId]]],
    );
    const [document] = await documents(buyer, orderId);
    assert.match(document.number, /^INV-\d{5}$/);
    const reply = await onEngine(document.url);
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('content-type'), 'application/pdf');
    const file = Buffer.from(await reply.arrayBuffer());
    assert.equal(file.subarray(0, 5).toString(), '%PDF-');
    const stranger = await visitor(host).call('GET', `/cartwright/v1/orders/${orderId}/documents`);
    assert.deepEqual([stranger.status, stranger.body.details.applicationError.code], [404, 'ORDER_NOT_FOUND']);
    const forged = await onEngine(document.url.replace(/[^/]+$/, 'A'.repeat(22)));
    assert.equal(forged.status, 404);
  });

  test('invoices of many orders are made at once, and those from elsewhere are noted', async () => {
    const buyer = visitor(host);
    const orderId = await paid(buyer, watch);
    const waiting = await placed(visitor(host), watch);
    const { results, bulkActionMetadata } = await orderInvoices.bulkGenerateInvoices([orderId, waiting, randomUUID()]);
    assert.deepEqual(
      results.map((it) => it.itemMetadata.error?.code),
      [undefined, 'ORDER_NOT_APPROVED', 'ORDER_NOT_FOUND'],
    );
    assert.deepEqual([bulkActionMetadata.totalSuccesses, bulkActionMetadata.totalFailures], [1, 2]);
    const { orderInvoices: all } = await orderInvoices.addInvoiceToOrder(orderId, {
      _id: 'R-2026-1',
      appId: randomUUID(),
    });
    assert.deepEqual(
      all.map((one) => one._id ?? one.id),
      [results[0].item.invoiceId, 'R-2026-1'],
    );
    await refused(orderInvoices.generateInvoice(waiting), 428, 'ORDER_NOT_APPROVED');
    await refused(orderInvoices.generateInvoice(randomUUID()), 404, 'ORDER_NOT_FOUND');
  });

  test('a receipt is a document too', async () => {
    const orderId = await paid(visitor(host), watch);
    const { orderTransactions: books } = await orderTransactions.listTransactionsForSingleOrder(orderId);
    const paymentId = books.payments[0]._id;
    const { receipts } = await orderBilling.generateReceipts(orderId, { paymentIds: [paymentId] });
    const [document] = await documents(manager, orderId);
    assert.deepEqual([document.kind, document.id, document.paymentId], ['RECEIPT', receipts[0].receiptId, paymentId]);
    assert.equal((await onEngine(document.url)).headers.get('content-type'), 'application/pdf');
    assert.equal(new URL(document.url).hostname, new URL(credentials.httpUrl).hostname);
  });
});
