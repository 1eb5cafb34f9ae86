import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, visitor } from '../lib/client.mjs';
import { paid as paidBy, placed, watchFor } from '../lib/sale.mjs';
import { Shop } from '../lib/shop.mjs';
import { ok, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Money of orders', (host) => {
  const manager = admin(host);
  const shop = new Shop(manager);
  const { orders, orderBilling, orderTransactions } = manager;
  let watch;

  const unpaid = async () => {
    const buyer = visitor(host);
    return { buyer, orderId: await placed(buyer, watch) };
  };
  const paid = async (paymentToken) => {
    const buyer = visitor(host);
    const orderId = await paidBy(buyer, watch, paymentToken);
    const { orderTransactions: books } = await orderTransactions.listTransactionsForSingleOrder(orderId);
    return { buyer, orderId, paymentId: books.payments[0]._id };
  };
  const statusOf = async (orderId) => (await orders.getOrder(orderId)).paymentStatus;

  before(async () => {
    watch = await watchFor(shop);
  });
  after(() => shop.close());

  test('a refund of a line is calculated, made, and restocked', async () => {
    const { orderId, paymentId } = await paid('tok_approve');
    const lineItemId = (await orders.getOrder(orderId)).lineItems[0]._id;
    const refundItems = { lineItems: [{ lineItemId, quantity: 1 }] };
    const sum = await orderBilling.calculateRefund(orderId, { refundItems });
    assert.equal(sum.summary.total.amount, '40.00');
    const { refund } = await orderBilling.refundPayments(orderId, {
      paymentRefunds: [{ paymentId, amount: { amount: '40.00' } }],
      refundItems,
      sideEffects: { restock: { lineItems: [{ lineItemId, quantity: 1 }] } },
      customerReason: 'Too loud',
    });
    assert.equal(refund.transactions[0].refundStatus, 'SUCCEEDED');
    assert.equal(await statusOf(orderId), 'PARTIALLY_REFUNDED');
    const order = await orders.getOrder(orderId);
    assert.deepEqual([order.lineItems[0].refundQuantity, order.lineItems[0].restockQuantity], [1, 1]);
    const may = await orderBilling.getOrderRefundability(orderId);
    assert.equal(may.paymentsSummary.monetary.maxRefund.amount, '40.00');
    await refused(
      orderBilling.refundPayments(orderId, { paymentRefunds: [{ paymentId, amount: { amount: '40.01' } }] }),
      400,
      'INVALID_PAYMENT_REFUND_AMOUNT',
    );
  });

  test('the older way of refunding leads to the same books', async () => {
    const { orderId, paymentId } = await paid('tok_approve');
    const { refundabilities } = await orders.getRefundabilityStatus(orderId);
    assert.equal(refundabilities[0].refundabilityStatus, 'REFUNDABLE');
    const reply = await orders.triggerRefund(orderId, [{ paymentId, amount: { amount: '80.00' } }], {
      details: { reason: 'Broken' },
    });
    assert.equal(reply.orderTransactions.refunds[0]._id, reply.refundId);
    assert.equal(await statusOf(orderId), 'FULLY_REFUNDED');
  });

  test('money that is held is captured or voided', async () => {
    const first = await paid('tok_authorize');
    await orderBilling.captureAuthorizedPayments(first.orderId, {
      payments: [{ paymentId: first.paymentId, amount: { amount: '30.00' } }],
    });
    assert.equal(await statusOf(first.orderId), 'PARTIALLY_PAID');
    await refused(
      orderBilling.voidAuthorizedPayments(first.orderId, { paymentIds: [first.paymentId] }),
      428,
      'PAYMENT_ALREADY_CAPTURED',
    );
    const second = await paid('tok_authorize');
    await orderBilling.voidAuthorizedPayments(second.orderId, { paymentIds: [second.paymentId] });
    const third = await paid('tok_authorize');
    await orders.captureAuthorizedPayments(third.orderId, [{ paymentId: third.paymentId }]);
    assert.equal(await statusOf(third.orderId), 'PAID');
    const fourth = await paid('tok_authorize');
    const { orderTransactions: books } = await orders.voidAuthorizedPayments(fourth.orderId, [fourth.paymentId]);
    assert.equal(books.payments[0].status, 'VOIDED');
  });

  test('payments are recorded, and their statuses changed', async () => {
    const { orderId } = await unpaid();
    const { paymentsIds } = await orderTransactions.addPayments(orderId, [
      { amount: { amount: '50.00' }, status: 'PENDING', regularPaymentDetails: { offlinePayment: true } },
      { amount: { amount: '30.00' }, regularPaymentDetails: { offlinePayment: true } },
    ]);
    assert.equal(await statusOf(orderId), 'PARTIALLY_PAID');
    await orderTransactions.updatePaymentStatus({ orderId, paymentId: paymentsIds[0] }, { status: 'APPROVED' });
    assert.equal(await statusOf(orderId), 'PAID');
    await refused(
      orderTransactions.updatePaymentStatus({ orderId, paymentId: paymentsIds[0] }, { status: 'DECLINED' }),
      428,
      'STATUS_NOT_ALLOWED',
    );
    const bulk = await orderTransactions.bulkUpdatePaymentStatuses([{ orderId, paymentId: paymentsIds[1] }], {
      status: 'CANCELED',
    });
    assert.equal(bulk.bulkActionMetadata.totalSuccesses, 1);
    const { refund } = await orderBilling.refundPayments(orderId, {
      paymentRefunds: [
        { paymentId: paymentsIds[0], externalRefund: true, externalRefundInfo: { refundStatus: 'PENDING' } },
      ],
    });
    await orderTransactions.updateRefundTransaction(orderId, refund._id, {
      transaction: { paymentId: paymentsIds[0], refundStatus: 'SUCCEEDED' },
    });
    const { orderTransactions: all } = await orderTransactions.listTransactionsForMultipleOrders([orderId]);
    assert.equal(all[0].refunds[0].summary.refunded.amount, '50.00');
  });

  test('a payment gets its receipt', async () => {
    const { orderId, paymentId } = await paid('tok_approve');
    const { receipts } = await orderBilling.generateReceipts(orderId, { paymentIds: [paymentId] });
    assert.equal(receipts[0].paymentId, paymentId);
  });

  test('what is left is collected, or marked as paid', async () => {
    const { orderId } = await unpaid();
    const { status, amount } = await orders.getPaymentCollectabilityStatus(orderId);
    assert.deepEqual([status, amount.amount], ['COLLECTABLE', '80.00']);
    const { paymentGatewayOrderId } = await orders.preparePaymentCollection(orderId, { amount: '25.00' });
    assert.ok((await orders.paymentCollectionCreatePaymentGatewayOrder(orderId)).paymentGatewayOrderId);
    ok(
      await manager.call('POST', `/cartwright/v1/orders/${orderId}/pay`, {
        provider: 'sandbox',
        paymentToken: 'tok_approve',
        paymentGatewayOrderId,
      }),
    );
    await orders.recordManuallyCollectedPayment(orderId, { amount: '5.00' });
    assert.equal(await statusOf(orderId), 'PARTIALLY_PAID');
    const { order } = await orders.paymentCollectionMarkOrderAsPaid(orderId);
    assert.equal(order.paymentStatus, 'PAID');
    await refused(orders.paymentCollectionMarkOrderAsPaid(orderId), 428, 'ORDER_ALREADY_PAID');
    const bulk = await orders.paymentCollectionBulkMarkOrdersAsPaid([(await unpaid()).orderId, orderId]);
    assert.deepEqual(
      bulk.results.map((it) => it.itemMetadata.success),
      [true, false],
    );
  });

  test('an order is charged with what the buyer chose', async () => {
    const { buyer, orderId } = await unpaid();
    const intent = ok(
      await buyer.call('POST', `/cartwright/v1/orders/${orderId}/payment-intents`, {
        provider: 'sandbox',
        paymentToken: 'tok_approve',
      }),
    );
    const { paymentIntentId } = intent;
    const charge = { regularCharge: { paymentIntentId, amount: { amount: '20.00' } }, idempotencyKey: randomUUID() };
    const { payments } = await orderBilling.chargeOrder(orderId, charge);
    const again = await orderBilling.chargeOrder(orderId, charge);
    assert.equal(again.payments[0]._id, payments[0]._id);
    assert.equal(await statusOf(orderId), 'PARTIALLY_PAID');

    const saved = await unpaid();
    const prepared = await orders.preparePaymentCollection(saved.orderId, { amount: '10.00' });
    ok(
      await saved.buyer.call('POST', `/cartwright/v1/orders/${saved.orderId}/pay`, {
        provider: 'sandbox',
        paymentToken: 'tok_approve',
        paymentGatewayOrderId: prepared.paymentGatewayOrderId,
        savePaymentMethod: true,
      }),
    );
    const { payment } = await orderBilling.authorizeChargeWithSavedPaymentMethod(saved.orderId, {
      amount: { amount: '70.00' },
      currency: (await orders.getOrder(saved.orderId)).currency,
      delayedCaptureSettings: { scheduledAction: 'VOID', delayDuration: { count: 1, unit: 'DAYS' } },
    });
    assert.equal(payment.status, 'AUTHORIZED');
  });

  test('gift cards and memberships are not issued here', async () => {
    const { orderId } = await unpaid();
    const currency = (await orders.getOrder(orderId)).currency;
    await refused(
      orderBilling.redeemGiftCard(orderId, { giftCardCode: 'ABCD1234', amount: { amount: '1.00' }, currency }),
      404,
      'GIFT_CARD_NOT_FOUND',
    );
    const membership = {
      lineItemId: randomUUID(),
      membershipIdentifier: { existingMembership: { appId: randomUUID(), membershipId: 'm' } },
    };
    await refused(
      orderBilling.chargeMemberships(orderId, { memberId: randomUUID(), memberships: [membership] }),
      428,
      'MEMBERSHIP_NOT_ELIGIBLE',
    );
    await refused(orders.chargeMemberships(orderId, randomUUID(), {
        membershipCharges: [{ membershipId: 'm', appId: randomUUID(), lineItemId: randomUUID() }],
      }), 428, 'MEMBERSHIP_NOT_ELIGIBLE');
    const { paymentsIds } = await orderTransactions.addPayments(orderId, [
      {
        amount: { amount: '40.00' },
        membershipPaymentDetails: {
          membershipId: 'm',
          lineItemId: randomUUID(),
          name: { original: 'Gold' },
          providerAppId: randomUUID(),
        },
      },
    ]);
    await orderBilling.voidMemberships(orderId, { paymentIds: paymentsIds });
    assert.equal(await statusOf(orderId), 'NOT_PAID');
  });
});
