import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, member, onEachHost, visitor } from '../lib/client.mjs';
import { line, Shop, unique } from '../lib/shop.mjs';
import { amounts, eventually, ok, refused } from '../lib/expect.mjs';

// The SDK rewrites the addresses it is given, so that each needs an object of its own.
const home = () => ({
  address: { country: 'CH', city: 'Bern', postalCode: '3011', addressLine1: 'Kramgasse 49' },
  contactDetails: { firstName: 'Mileva', lastName: 'Maric' },
});

onEachHost(describe, 'Orders and payment', (host) => {
  const manager = admin(host);
  const shop = new Shop(manager);
  let watch;

  const placed = async (buyer, email = 'mileva@example.com') => {
    const { _id } = await buyer.checkout.createCheckout({
      channelType: 'WEB',
      lineItems: [line(watch, 1)],
      checkoutInfo: { buyerInfo: { email }, billingInfo: home(), shippingInfo: { shippingDestination: home() } },
    });
    return (await buyer.checkout.createOrder(_id)).orderId;
  };
  const pay = (buyer, orderId, body) => buyer.call('POST', `/cartwright/v1/orders/${orderId}/pay`, body);
  const sandbox = (paymentToken) => ({ provider: 'sandbox', paymentToken });

  before(async () => {
    await shop.pauseOtherRules();
    const { profileId } = await shop.delivery({ country: 'CH', options: [{ title: 'Post', rates: [{ amount: '7.00' }] }] });
    watch = await shop.product({ name: unique('Watch'), price: '80.00', physicalProperties: { deliveryProfileId: profileId } });
  });
  after(() => shop.close());

  test('an unpaid order is INITIALIZED and in no search', async () => {
    const buyer = visitor(host);
    const orderId = await placed(buyer);
    const order = await buyer.orders.getOrder(orderId);
    assert.deepEqual([order.status, order.paymentStatus], ['INITIALIZED', 'NOT_PAID']);
    const { orders } = await manager.orders.searchOrders({ filter: { number: order.number } });
    assert.deepEqual(orders, []);
  });

  test('paying offline approves it, not paid', async () => {
    const buyer = visitor(host);
    const orderId = await placed(buyer);
    ok(await pay(buyer, orderId, { provider: 'manual' }));
    const order = await buyer.orders.getOrder(orderId);
    assert.deepEqual([order.status, order.paymentStatus], ['APPROVED', 'NOT_PAID']);
    assert.deepEqual(amounts(order.priceSummary, 'subtotal', 'shipping', 'total'), {
      subtotal: '80.00',
      shipping: '7.00',
      total: '87.00',
    });
    assert.equal(order.balanceSummary.balance.amount, '87.00');
    const { address } = order.shippingInfo.logistics.shippingDestination;
    assert.deepEqual([address.addressLine1, address.city, address.country], ['Kramgasse 49', 'Bern', 'CH']);
    assert.equal(order.billingInfo.contactDetails.lastName, 'Maric');
  });

  test('a card that is approved pays it, once', async () => {
    const buyer = visitor(host);
    const orderId = await placed(buyer);
    ok(await pay(buyer, orderId, sandbox('tok_approve')));
    const order = await buyer.orders.getOrder(orderId);
    assert.deepEqual([order.status, order.paymentStatus], ['APPROVED', 'PAID']);
    await pay(buyer, orderId, sandbox('tok_approve'));
    assert.equal((await buyer.orders.getOrder(orderId)).balanceSummary.paid.amount, '87.00');
  });

  test('a card that is declined leaves it unpaid, and another may follow', async () => {
    const buyer = visitor(host);
    const orderId = await placed(buyer);
    await pay(buyer, orderId, sandbox('tok_decline'));
    assert.notEqual((await buyer.orders.getOrder(orderId)).paymentStatus, 'PAID');
    ok(await pay(buyer, orderId, sandbox('tok_approve')));
    assert.equal((await buyer.orders.getOrder(orderId)).paymentStatus, 'PAID');
  });

  for (const [approve, status, paymentStatus] of [
    [true, 'APPROVED', 'PAID'],
    [false, 'REJECTED', 'DECLINED'],
  ]) {
    test(`a pending card leaves it pending, until its notification makes it ${status}`, async () => {
      const buyer = visitor(host);
      const orderId = await placed(buyer);
      ok(await pay(buyer, orderId, sandbox('tok_pending')));
      const order = await buyer.orders.getOrder(orderId);
      assert.deepEqual([order.status, order.paymentStatus], ['PENDING', 'PENDING']);
      ok(await manager.call('POST', '/cartwright/v1/payments/sandbox/confirm', { orderId, approve }));
      const after = await eventually(
        () => buyer.orders.getOrder(orderId),
        (o) => o.status !== 'PENDING',
      );
      assert.deepEqual([after.status, after.paymentStatus], [status, paymentStatus]);
    });
  }

  test('an authorized card approves it without paying', async () => {
    const buyer = visitor(host);
    const orderId = await placed(buyer);
    ok(await pay(buyer, orderId, sandbox('tok_authorize')));
    const order = await buyer.orders.getOrder(orderId);
    assert.equal(order.status, 'APPROVED');
    assert.equal(order.balanceSummary.authorized.amount, '87.00');
  });

  test('only the buyer and administrators read and pay it', async () => {
    const buyer = visitor(host);
    const orderId = await placed(buyer);
    await refused(visitor(host).orders.getOrder(orderId), 404, /_NOT_FOUND$/);
    const { status } = await pay(visitor(host), orderId, sandbox('tok_approve'));
    assert.equal(status, 404);
    assert.equal((await manager.orders.getOrder(orderId))._id, orderId);
    await refused(manager.orders.getOrder(randomUUID()), 404, 'ORDER_NOT_FOUND');
  });

  test('a member reads its own order', async () => {
    const memberId = randomUUID();
    const buyer = await member(host, memberId);
    const orderId = await placed(buyer);
    ok(await pay(buyer, orderId, { provider: 'manual' }));
    assert.equal((await (await member(host, memberId)).orders.getOrder(orderId)).buyerInfo.memberId, memberId);
  });

  test('numbers go up by one or more, and are never given twice', async () => {
    const buyer = visitor(host);
    const numbers = [];
    for (const orderId of [await placed(buyer), await placed(buyer), await placed(buyer)]) {
      numbers.push(Number((await buyer.orders.getOrder(orderId)).number));
    }
    assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b));
    assert.ok(numbers[0] >= 10001);
  });

  test('searchOrders filters, sorts by default by date, and pages with the filter in the cursor', async () => {
    const email = `${randomUUID()}@example.com`;
    const ids = [];
    for (let n = 0; n < 3; n++) {
      const buyer = visitor(host);
      ids.unshift(await placed(buyer, email));
      ok(await pay(buyer, ids[0], { provider: 'manual' }));
    }
    const filter = { 'buyerInfo.email': email };
    const first = await manager.orders.searchOrders({ filter, cursorPaging: { limit: 2 } });
    assert.deepEqual(first.orders.map((o) => o._id), ids.slice(0, 2));
    assert.equal(first.metadata.hasNext, true);
    const second = await manager.orders.searchOrders({ cursorPaging: { cursor: first.metadata.cursors.next, limit: 2 } });
    assert.deepEqual(second.orders.map((o) => o._id), ids.slice(2));
    assert.equal(second.metadata.hasNext, false);
    const sort = [{ fieldName: 'number', order: 'ASC' }];
    const sorted = await manager.orders.searchOrders({ filter: { ...filter, paymentStatus: 'NOT_PAID' }, sort });
    assert.deepEqual(sorted.orders.map((o) => o._id), [...ids].reverse());
  });
});
