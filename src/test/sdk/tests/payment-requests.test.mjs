import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, credentials, onEachHost, visitor } from '../lib/client.mjs';
import { placed, watchFor } from '../lib/sale.mjs';
import { Shop } from '../lib/shop.mjs';
import { ok, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Payment requests', (host) => {
  const manager = admin(host);
  const shop = new Shop(manager);
  const { orderPaymentRequests: requests, orders } = manager;
  let watch;

  const asking = (orderId, amount, more) => ({ orderId, amount: { amount }, title: 'Deposit', ...more });
  const created = (orderId, amount, more) =>
    requests.createOrderPaymentRequest({ orderPaymentRequest: asking(orderId, amount, more) });
  /** Calls the engine as a browser behind the link would: with no token. */
  const byLink = async (url, path = '', body) => {
    const token = new URL(url).searchParams.get('r');
    const reply = await fetch(`https://www.wixapis.com/cartwright/v1/payment-requests/${token}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: reply.status, body: await reply.json() };
  };
  const pay = (url, paymentToken = 'tok_approve') => byLink(url, '/pay', { provider: 'sandbox', paymentToken });
  const urlOf = async (id) => (await requests.getOrderPaymentRequestUrl(id)).orderPaymentRequestUrl;

  before(async () => {
    watch = await watchFor(shop);
  });
  after(() => shop.close());

  test('a buyer pays a request by its link, and the order follows', async () => {
    const orderId = await placed(visitor(host), watch);
    const request = await created(orderId, '30', { description: 'Before we send it' });
    assert.deepEqual([request.status, request.amount.amount, request.orderId], ['UNPAID', '30.00', orderId]);
    const url = await urlOf(request._id);
    assert.equal(new URL(url).hostname, new URL(credentials.httpUrl).hostname);
    const page = await fetch(new URL(new URL(url).pathname, 'https://www.wixapis.com'));
    assert.equal(page.status, 200);
    assert.match(await page.text(), /pay\.js/);

    const seen = ok(await byLink(url));
    assert.deepEqual([seen.title, seen.amount, seen.status], ['Deposit', '30.00', 'UNPAID']);
    assert.ok(seen.providers.includes('sandbox'));
    assert.equal((await pay(url, 'tok_decline')).body.details.applicationError.code, 'PAYMENT_ERROR');
    assert.deepEqual(ok(await pay(url)), { outcome: 'APPROVED', status: 'PAID' });
    assert.equal((await pay(url)).body.details.applicationError.code, 'ORDER_PAYMENT_REQUEST_PAID');

    const order = await orders.getOrder(orderId);
    assert.deepEqual([order.status, order.paymentStatus], ['APPROVED', 'PARTIALLY_PAID']);
    assert.equal(order.balanceSummary.balance.amount, '50.00');
    assert.equal((await requests.getOrderPaymentRequest(request._id)).status, 'PAID');
    await refused(requests.deleteOrderPaymentRequest(request._id), 428, 'CANNOT_DELETE_PAID_ORDER_PAYMENT_REQUEST');
    await refused(created(orderId, '50.01'), 400, 'INVALID_AMOUNT');

    const rest = await created(orderId, '50');
    const { paymentResponseToken } = await requests.chargeOrderPaymentRequest(rest._id, {
      paymentToken: 'tok_approve',
    });
    assert.equal(paymentResponseToken, 'APPROVED');
    assert.equal((await orders.getOrder(orderId)).paymentStatus, 'PAID');
  });

  test('a request is changed, found, voided and deleted', async () => {
    const orderId = await placed(visitor(host), watch);
    const request = await created(orderId, '30');
    const changed = await requests.updateOrderPaymentRequest(request._id, { title: 'First part', description: 'Soon' });
    assert.deepEqual([changed.title, changed.description], ['First part', 'Soon']);
    await refused(
      requests.updateOrderPaymentRequest(request._id, { amount: { amount: '31' } }),
      428,
      'CANNOT_UPDATE_ORDER_PAYMENT_REQUEST_AMOUNT',
    );
    const { orderPaymentRequest } = await requests.updateExtendedFields(request._id, '@acme/app', {
      namespaceData: { desk: 7 },
    });
    assert.deepEqual(orderPaymentRequest.extendedFields.namespaces['@acme/app'], { desk: 7 });
    const { items } = await requests.queryOrderPaymentRequests().eq('orderId', orderId).find();
    assert.deepEqual(
      items.map((it) => [it._id, it.title]),
      [[request._id, 'First part']],
    );
    const url = await urlOf(request._id);
    await requests.voidOrderPaymentRequest(request._id);
    assert.equal((await requests.getOrderPaymentRequest(request._id)).status, 'VOIDED');
    assert.equal((await pay(url)).body.details.applicationError.code, 'ORDER_PAYMENT_REQUEST_VOIDED');
    await requests.deleteOrderPaymentRequest(request._id);
    await refused(requests.getOrderPaymentRequest(request._id), 404, 'ORDER_PAYMENT_REQUEST_NOT_FOUND');
    assert.equal((await byLink(url)).status, 404);
  });

  test('requests of many orders are made at once', async () => {
    const orderId = await placed(visitor(host), watch);
    const { results, bulkActionMetadata } = await requests.bulkCreateOrderPaymentRequests(
      [asking(orderId, '30'), asking(orderId, '81'), asking(randomUUID(), '1')],
      { returnEntity: true },
    );
    assert.deepEqual(
      results.map((it) => it.itemMetadata.error?.code),
      [undefined, 'INVALID_AMOUNT', 'ORDER_NOT_FOUND'],
    );
    assert.deepEqual([bulkActionMetadata.totalSuccesses, bulkActionMetadata.totalFailures], [1, 2]);
    assert.equal(results[0].item.orderPaymentRequest.status, 'UNPAID');
    assert.equal(ok(await byLink(results[0].item.orderPaymentRequestUrl)).amount, '30.00');
  });
});
