// Errors as the SDK throws them, and what the edge answers to calls that are not of the contract.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { admin, credentials, onEachHost, visitor } from '../lib/client.mjs';
import { invalid, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Errors', (host) => {
  const manager = admin(host);

  test('an application error has a code of text, a request id and the status', async () => {
    const error = await refused(manager.orders.getOrder(randomUUID()), 404, 'ORDER_NOT_FOUND');
    assert.ok(error.requestId);
    assert.equal(error.details.requestId, error.requestId);
    assert.ok(error.details.applicationError.description);
    assert.equal(JSON.parse(error.message).details.applicationError.code, 'ORDER_NOT_FOUND');
  });

  test('a path parameter that is no id is a violation', async () => {
    await invalid(manager.checkout.getCheckout('no-guid'), '_id');
  });

  test('violations name the argument of the SDK', async () => {
    const guest = visitor(host);
    const catalogReference = { appId: 'a', catalogItemId: 'x'.repeat(37) };
    await invalid(
      guest.currentCart.addToCurrentCart({ lineItems: [{ quantity: 1, catalogReference }] }),
      'options.lineItems.catalogReference.catalogItemId',
    );
    await invalid(
      guest.currentCart.addToCurrentCart({ lineItems: [{ quantity: 100001, catalogReference: { appId: 'a', catalogItemId: 'b' } }] }),
      'options.lineItems.quantity',
    );
    await invalid(guest.currentCart.updateCurrentCart({ cartInfo: { buyerNote: 'n'.repeat(1001) } }), 'options.cartInfo.buyerNote');
  });

  test('an unknown enum value is a violation', async () => {
    await invalid(
      visitor(host).checkout.createCheckout({ channelType: 'CARRIER_PIGEON', lineItems: [] }),
      'options.channelType',
    );
  });

  test('text where a number belongs is a 400', async () => {
    const lineItems = [{ quantity: 'many', catalogReference: { appId: 'a', catalogItemId: 'b' } }];
    const error = await visitor(host).currentCart.addToCurrentCart({ lineItems }).catch((e) => e);
    assert.equal(error.status, 400, error.message);
  });

  test('an unknown path is ROUTE_NOT_FOUND', async () => {
    const lost = await manager.call('GET', '/no/such/path');
    assert.deepEqual([lost.status, lost.body.details.applicationError.code], [404, 'ROUTE_NOT_FOUND']);
    assert.ok(lost.headers.get('x-wix-request-id'));
  });

  test('a broken body is a 400', async () => {
    const base = host === 'own' ? credentials.httpsUrl : 'https://www.wixapis.com';
    const path = host === 'own' ? '/_api/ecom-orders/v1/orders/search' : '/ecom/v1/orders/search';
    const headers = { 'Content-Type': 'application/json' };
    const reply = await manager.fetchWithAuth(base + path, { method: 'POST', headers, body: '{"search":' });
    assert.equal(reply.status, 400);
    assert.ok((await reply.json()).details);
  });
});
