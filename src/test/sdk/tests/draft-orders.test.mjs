import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { admin, onEachHost } from '../lib/client.mjs';
import { refused } from '../lib/expect.mjs';

const custom = (name, amount, quantity) => ({
  productName: { original: name },
  itemType: { preset: 'PHYSICAL' },
  price: { amount },
  quantity,
});

onEachHost(describe, 'Draft orders', (host) => {
  const { draftOrders, orders } = admin(host);

  test('an order is made from scratch', async () => {
    const { calculatedDraftOrder } = await draftOrders.createEmptyDraftOrder();
    const id = calculatedDraftOrder.draftOrder._id;
    await draftOrders.addLineItemsToDraftOrder(id, { customLineItems: [custom('Mug', '10', 3)] });
    await draftOrders.setBuyerInfo(id, { buyerInfo: { email: 'ada@example.com' } });
    await draftOrders.createCustomAdditionalFees(id, { customAdditionalFees: [{ name: 'Wrap', price: { amount: '2' }, applyToDraftOrder: true }] });
    await draftOrders.createCustomDiscounts(id, { discounts: [{ discountType: 'GLOBAL', percentage: '10', applyToDraftOrder: true }] });
    const { calculatedDraftOrder: shown } = await draftOrders.getDraftOrder(id);
    assert.equal(shown.draftOrder.priceSummary.total.amount, '29.00');
    const { createdOrder, committedDraftOrder } = await draftOrders.createOrderFromDraft(id);
    assert.deepEqual([createdOrder.status, createdOrder.paymentStatus, committedDraftOrder.status], ['APPROVED', 'NOT_PAID', 'COMMITTED']);
    assert.equal((await orders.getOrder(createdOrder._id)).priceSummary.total.amount, '29.00');
    await refused(draftOrders.deleteDraftOrder(id), 428, 'DRAFT_ORDER_CANNOT_BE_DELETED');
    await refused(draftOrders.setTaxExemption(id, { taxExempt: true }), 428, 'DRAFT_ORDER_ALREADY_COMMITTED');
  });

  test('an order is edited', async () => {
    const first = await draftOrders.createEmptyDraftOrder();
    const made = first.calculatedDraftOrder.draftOrder._id;
    await draftOrders.addLineItemsToDraftOrder(made, { customLineItems: [custom('Mug', '10', 3)] });
    const { createdOrder } = await draftOrders.createOrderFromDraft(made);
    assert.equal((await draftOrders.getOrderDraftabilityStatus(createdOrder._id)).orderDraftable, true);
    const { calculatedDraftOrder } = await draftOrders.createDraftOrder({ sourceOrderId: createdOrder._id });
    const id = calculatedDraftOrder.draftOrder._id;
    const [{ lineItem }] = calculatedDraftOrder.draftOrder.lineItems;
    await draftOrders.updateLineItems(id, [{ lineItemId: lineItem._id, newQuantity: 2 }]);
    await draftOrders.addLineItemsToDraftOrder(id, { customLineItems: [custom('Cup', '7.50', 1)] });
    const { orderAfterCommit } = await draftOrders.commitDraftOrder(id, { reason: 'as told' });
    assert.deepEqual(orderAfterCommit.lineItems.map((it) => it.quantity), [2, 1]);
    assert.equal(orderAfterCommit.priceSummary.total.amount, '27.50');
    await refused(draftOrders.getDraftOrder(randomUUID()), 404, 'DRAFT_ORDER_DOES_NOT_EXIST');
  });
});
