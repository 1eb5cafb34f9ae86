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

  test('a draft is filled part by part, found and thrown away', async () => {
    const begun = await draftOrders.createDraftOrder({ draftOrder: { customLineItems: [custom('Mug', '10', 2)] } });
    const id = begun.calculatedDraftOrder.draftOrder._id;
    const address = { address: { country: 'US', city: 'Albany' }, contactDetails: { firstName: 'Ada', lastName: 'Byron' } };
    const shown = (reply) => reply.calculatedDraftOrder.draftOrder;
    await draftOrders.setBillingInfo(id, { billingInfo: address });
    await draftOrders.setRecipientInfo(id, { recipientInfo: address });
    const workshop = randomUUID();
    await draftOrders.setBusinessLocation(id, { businessLocation: { _id: workshop } });
    const sent = await draftOrders.setShippingInfo(id, { shippingInfo: { title: 'Truck', cost: { price: { amount: '5' } } } });
    assert.equal(shown(sent).priceSummary.shipping.amount, '5.00');
    const exempt = shown(await draftOrders.setTaxExemption(id, { taxExempt: true }));
    assert.equal(exempt.priceSummary.total.amount, '25.00');
    assert.equal(exempt.recipientInfo.recipientInfo.contactDetails.firstName, 'Ada');
    assert.equal(exempt.businessLocationDetails.businessLocation._id, workshop);
    const deposit = shown(await draftOrders.setDeposit(id, { depositDetails: { percentage: '20' } }));
    assert.equal(deposit.depositDetails.priceSummary.total.amount, '5.00');
    const extended = await draftOrders.updateExtendedFields(id, '@shop/notes', { namespaceData: { shelf: 'B7' } });
    assert.equal(extended.draftOrder.extendedFields.namespaces['@shop/notes'].shelf, 'B7');
    const { items } = await draftOrders.queryDraftOrders().eq('status', 'DRAFT').limit(100).find();
    assert.ok(items.some((it) => it._id === id));
    await draftOrders.deleteDraftOrder(id);
    await refused(draftOrders.getDraftOrder(id), 404, 'DRAFT_ORDER_DOES_NOT_EXIST');
  });

  test('discounts and fees are made, set to apply or not, and deleted', async () => {
    const begun = await draftOrders.createDraftOrder({ draftOrder: { customLineItems: [custom('Mug', '10', 2)] } });
    const id = begun.calculatedDraftOrder.draftOrder._id;
    const total = (reply) => reply.calculatedDraftOrder.draftOrder.priceSummary.total.amount;
    const off = await draftOrders.createCustomDiscounts(id, { discounts: [{ discountType: 'GLOBAL', percentage: '10' }] });
    assert.equal(total(off), '20.00');
    const discountId = off.calculatedDraftOrder.draftOrder.discounts[0].discount._id;
    assert.equal(total(await draftOrders.setDiscounts(id, [{ _id: discountId, applied: true }])), '18.00');
    const fees = await draftOrders.createCustomAdditionalFees(id, { customAdditionalFees: [{ name: 'Wrap', price: { amount: '2' } }] });
    const feeId = fees.calculatedDraftOrder.draftOrder.additionalFees[0].additionalFee._id;
    assert.equal(total(await draftOrders.setAdditionalFees(id, [{ _id: feeId, applied: true }])), '20.00');
    assert.equal(total(await draftOrders.deleteCustomDiscounts(id, [discountId])), '22.00');
    assert.equal(total(await draftOrders.deleteCustomAdditionalFees(id, [feeId])), '20.00');
    const { createdOrder } = await draftOrders.createOrderFromDraft(id, { reason: 'told by phone' });
    assert.equal(createdOrder.priceSummary.total.amount, '20.00');
    const last = (await orders.getOrder(createdOrder._id)).activities.at(-1);
    assert.equal(last.draftOrderChangesApplied.reason, 'told by phone');
  });
});
