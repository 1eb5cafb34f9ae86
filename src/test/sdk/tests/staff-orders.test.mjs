import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { admin, onEachHost } from '../lib/client.mjs';
import { invalid, refused } from '../lib/expect.mjs';

const line = (quantity, name = 'Mug') => ({
  _id: randomUUID(),
  productName: { original: name },
  itemType: { preset: 'PHYSICAL' },
  price: { amount: '12.50' },
  quantity,
});

const given = (...lineItems) => ({
  lineItems,
  channelInfo: { type: 'POS' },
  buyerInfo: { email: 'ada@example.com' },
  currency: 'EUR',
  shippingInfo: {
    title: 'Parcel',
    logistics: { shippingDestination: { address: { country: 'GB', city: 'London' }, contactDetails: { firstName: 'Ada' } } },
  },
  billingInfo: { contactDetails: { firstName: 'Ada', lastName: 'Lovelace' } },
  priceSummary: { subtotal: { amount: '25' }, total: { amount: '25' } },
});

onEachHost(describe, 'Orders in the hands of staff', (host) => {
  const { orders, orderFulfillments, ordersSettings } = admin(host);
  const created = (...lines) => orders.createOrder(given(...(lines.length ? lines : [line(2)])));

  test('an order that was made elsewhere is recorded, approved', async () => {
    const order = await created(line(2));
    assert.deepEqual([order.status, order.paymentStatus, order.fulfillmentStatus], ['APPROVED', 'NOT_PAID', 'NOT_FULFILLED']);
    assert.equal(order.priceSummary.total.formattedAmount, '€25.00');
    assert.deepEqual((await orders.getOrder(order._id)).lineItems, order.lineItems);
    const { orders: found } = await orders.searchOrders({ filter: { number: order.number, 'channelInfo.type': 'POS' } });
    assert.deepEqual(found.map((it) => it._id), [order._id]);
    const later = { ...given(line(1)), purchasedDate: new Date(Date.now() + 3_600_000) };
    await refused(orders.createOrder(later), 400, 'PURCHASED_DATE_CANNOT_BE_IN_FUTURE');
  });

  test('staff edit what belongs to them', async () => {
    const order = await created();
    const updated = await orders.updateOrder(order._id, {
      archived: true,
      buyerInfo: { email: 'lovelace@example.com' },
      shippingInfo: { logistics: { shippingDestination: { address: { country: 'GB', city: 'Bath' } } } },
    });
    assert.deepEqual([updated.archived, updated.buyerInfo.email], [true, 'lovelace@example.com']);
    assert.equal(updated.shippingInfo.logistics.shippingDestination.address.city, 'Bath');
    assert.equal(updated.shippingInfo.logistics.shippingDestination.contactDetails.firstName, 'Ada');
    assert.ok(updated.activities.some((it) => it.activityType === 'SHIPPING_ADDRESS_EDITED'));
    await invalid(orders.updateOrder(order._id, { billingInfo: { contactDetails: null } }), 'order.billingInfo.contactDetails');
    await refused(orders.updateOrder(randomUUID(), { archived: true }), 404, 'ORDER_NOT_FOUND');

    const { order: renamed } = await orders.updateOrderLineItem(
      { _id: order._id, lineItemId: order.lineItems[0]._id },
      { productName: { original: 'Blue mug' }, quantity: 7 },
    );
    assert.deepEqual([renamed.lineItems[0].productName.original, renamed.lineItems[0].quantity], ['Blue mug', 2]);
  });

  test('many orders are changed and tagged at once', async () => {
    const [one, other] = [await created(), await created()];
    const bulk = await orders.bulkUpdateOrders(
      [
        { order: { _id: one._id, archived: true, seenByAHuman: true }, fieldMask: ['archived'] },
        { order: { _id: randomUUID(), archived: true } },
      ],
      { returnEntity: true },
    );
    assert.deepEqual([bulk.results[0].item.archived, bulk.results[0].item.seenByAHuman], [true, false]);
    assert.equal(bulk.results[1].itemMetadata.error.code, 'ORDER_NOT_FOUND');
    const tags = { assignTags: { tags: { tagIds: ['a', 'b'] } }, unassignTags: { tags: { tagIds: ['b'] } } };
    const { bulkActionMetadata } = await orders.bulkUpdateOrderTags([one._id, other._id], tags);
    assert.equal(bulkActionMetadata.totalSuccesses, 2);
    assert.deepEqual((await orders.getOrder(other._id)).tags.tags.tagIds, ['a', 'b']);
  });

  test('the diary takes comments', async () => {
    const order = await created();
    const { activityIds } = await orders.addActivities(order._id, {
      orderActivities: [{ activityType: 'MERCHANT_COMMENT', merchantComment: { message: 'call back' } }],
    });
    const { activityId } = await orders.addActivity(order._id, { merchantComment: { message: 'again' } });
    const { order: changed } = await orders.updateActivity(
      { _id: order._id, activityId },
      { merchantComment: { message: 'called' } },
    );
    assert.equal(changed.activities.at(-1).merchantComment.message, 'called');
    const { order: less } = await orders.deleteActivity({ _id: order._id, activityId: activityIds[0] });
    assert.deepEqual(less.activities.filter((it) => it.merchantComment).map((it) => it._id), [activityId]);
    const placed = less.activities.find((it) => it.activityType === 'ORDER_PLACED');
    await refused(orders.deleteActivity({ _id: order._id, activityId: placed._id }), 428, 'ACTIVITY_NOT_EDITABLE');
    await refused(orders.deleteActivity({ _id: order._id, activityId: randomUUID() }), 404, 'ACTIVITY_NOT_FOUND');
  });

  test('a canceled order stays canceled', async () => {
    const order = await created();
    const { order: canceled } = await orders.cancelOrder(order._id, { restockAllItems: true, sendOrderCanceledEmail: false });
    assert.equal(canceled.status, 'CANCELED');
    await refused(orders.cancelOrder(order._id), 428, 'ORDER_ALREADY_CANCELED');
    await refused(orders.updateOrderStatus(order._id, 'APPROVED'), 428, 'ORDER_ALREADY_CANCELED');
    const open = await created();
    assert.equal((await orders.updateOrderStatus(open._id, 'APPROVED')).order.status, 'APPROVED');
    await refused(orders.updateOrderStatus(open._id, 'PENDING'), 428, 'STATUS_NOT_ALLOWED');
  });

  test('an imported order is stored as given', async () => {
    const _id = randomUUID();
    // The SDK rewrites what it is given, so that each call needs an object of its own.
    const past = () => ({
      ...given(line(1)),
      _id,
      number: '4711',
      _createdDate: new Date('2020-02-03T04:05:06.007Z'),
      status: 'APPROVED',
      paymentStatus: 'PAID',
      fulfillmentStatus: 'FULFILLED',
    });
    const { order } = await orders.importOrder(past());
    assert.deepEqual([order._id, order.number, order.imported], [_id, '4711', true]);
    assert.deepEqual([order.paymentStatus, order.fulfillmentStatus], ['PAID', 'FULFILLED']);
    assert.equal(order._createdDate.toISOString(), '2020-02-03T04:05:06.007Z');
    const ours = await created();
    await refused(orders.importOrder({ ...past(), _id: ours._id }), 428, 'CANNOT_OVERWRITE_NON_IMPORTED_ORDER');
    assert.ok((await orders.bulkDeleteImportedOrders([_id, ours._id])).jobId);
    await refused(orders.getOrder(_id), 404, 'ORDER_NOT_FOUND');
    assert.equal((await orders.getOrder(ours._id)).number, ours.number);
  });

  test('the counter names the next number', async () => {
    const next = Number((await created()).number) + 1;
    const { oldCounter, newCounter } = await orders.setOrderNumberCounter(String(next + 10));
    assert.deepEqual([oldCounter, newCounter], [String(next), String(next + 10)]);
    assert.equal((await created()).number, String(next + 10));
    await refused(orders.setOrderNumberCounter('1'), 428, 'CANNOT_SET_LOWER_ORDER_NUMBER_COUNTER');
  });

  test('figures over orders', async () => {
    const order = await created();
    const { aggregates } = await orders.aggregateOrders({
      filter: { number: order.number },
      aggregation: { revenue: { sum: 'priceSummary.total.amount' }, byStatus: { values: 'paymentStatus' } },
    });
    assert.deepEqual(aggregates, { revenue: '25.00', byStatus: { NOT_PAID: 1 } });
  });

  test('an order is sent in two parts', async () => {
    const order = await created(line(3));
    const [{ _id: mugs }] = order.lineItems;
    const first = await orderFulfillments.createFulfillment(order._id, {
      lineItems: [{ _id: mugs, quantity: 2 }],
      trackingInfo: { trackingNumber: '1Z999', shippingProvider: 'ups' },
    });
    assert.equal(
      first.orderWithFulfillments.fulfillments[0].trackingInfo.trackingLink,
      'https://www.ups.com/track?tracknum=1Z999',
    );
    assert.equal((await orders.getOrder(order._id)).fulfillmentStatus, 'PARTIALLY_FULFILLED');
    const repeated = { lineItems: [{ _id: mugs, quantity: 1 }], trackingInfo: { trackingNumber: '1Z999', shippingProvider: 'ups' } };
    await refused(orderFulfillments.createFulfillment(order._id, repeated), 409, 'TRACKING_NUMBER_ALREADY_EXISTS');
    const tooMany = { lineItems: [{ _id: mugs, quantity: 2 }] };
    await refused(orderFulfillments.createFulfillment(order._id, tooMany), 428, 'FULFILLABLE_QUANTITY_EXCEEDED');

    const bulk = await orderFulfillments.bulkCreateFulfillments([
      { orderId: order._id, fulfillments: [{ lineItems: [{ _id: mugs }] }] },
      { orderId: randomUUID(), fulfillments: [{ lineItems: [{ _id: mugs }] }] },
    ]);
    assert.deepEqual([bulk.bulkActionMetadata.totalSuccesses, bulk.bulkActionMetadata.totalFailures], [1, 1]);
    assert.equal((await orders.getOrder(order._id)).fulfillmentStatus, 'FULFILLED');

    const updated = await orderFulfillments.updateFulfillment(
      { fulfillmentId: first.fulfillmentId, orderId: order._id },
      { fulfillment: { status: 'In_Delivery' } },
    );
    assert.equal(updated.fulfillments[0].status, 'In_Delivery');
    await orderFulfillments.deleteFulfillment({ fulfillmentId: first.fulfillmentId, orderId: order._id });
    const { orderWithFulfillments } = await orderFulfillments.listFulfillmentsForSingleOrder(order._id);
    assert.deepEqual(orderWithFulfillments.fulfillments.map((it) => it.lineItems[0].quantity), [1]);
    const { ordersWithFulfillments } = await orderFulfillments.listFulfillmentsForMultipleOrders([order._id]);
    assert.equal(ordersWithFulfillments.length, 1);
  });

  test('the settings for orders', async () => {
    const { ordersSettings: before } = await ordersSettings.getOrdersSettings();
    const { ordersSettings: changed } = await ordersSettings.updateOrdersSettings({
      inventoryUpdateTrigger: 'ON_ORDER_PAID',
      createInvoice: true,
    });
    assert.deepEqual([changed.inventoryUpdateTrigger, changed.createInvoice], ['ON_ORDER_PAID', true]);
    await ordersSettings.updateOrdersSettings({
      inventoryUpdateTrigger: before.inventoryUpdateTrigger,
      createInvoice: before.createInvoice,
    });
    const { ordersSettings: after } = await ordersSettings.getOrdersSettings();
    assert.equal(after.inventoryUpdateTrigger, before.inventoryUpdateTrigger);
  });
});
