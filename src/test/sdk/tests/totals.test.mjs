import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost } from '../lib/client.mjs';
import { reference, Shop, unique } from '../lib/shop.mjs';
import { assertSummary } from '../lib/expect.mjs';

onEachHost(describe, 'Totals calculator', (host) => {
  const manager = admin(host);
  const shop = new Shop(manager);
  let desk, lamp, delivery;

  before(async () => {
    await shop.pauseOtherRules();
    await shop.tax({ country: 'SJ', rate: '0.1' });
    delivery = await shop.delivery({ country: 'SJ', options: [{ title: 'Truck', rates: [{ amount: '10.00' }] }] });
    desk = await shop.product({ name: unique('Desk'), price: '100.00' });
    lamp = await shop.product({ name: unique('Lamp'), price: '1.10' });
  });
  after(() => shop.close());

  test('calculateTotals prices what it is given, and keeps nothing', async () => {
    await shop.percentRule(25, [desk]);
    const { code } = await shop.coupon({ moneyOffAmount: 10, scope: { namespace: 'stores' } });
    const reply = await manager.totalsCalculator.calculateTotals({
      couponCode: code,
      shippingAddress: { country: 'SJ' },
      lineItems: [
        {
          _id: 'desk',
          quantity: 1,
          price: '80.00',
          catalogReference: reference(desk),
          productName: 'Desk',
          physicalProperties: { shippable: true },
          deliveryProfileId: delivery.profileId,
        },
      ],
    });
    // 80.00 less 25 % is 60.00, less 10.00 is 50.00; delivery 10.00; 10 % tax on both.
    assertSummary(reply.priceSummary, {
      subtotal: '80.00',
      discount: '30.00',
      shipping: '10.00',
      tax: '6.00',
      total: '66.00',
    });
    assert.equal(reply.calculatedLineItems[0].lineItemId, 'desk');
    assert.deepEqual(reply.appliedDiscounts.map((d) => (d.coupon ? 'coupon' : 'rule')).sort(), ['coupon', 'rule']);
    assert.equal(reply.shippingInfo.selectedCarrierServiceOption.title, 'Truck');
  });

  test('a coupon that does not exist is a calculation error', async () => {
    const reply = await manager.totalsCalculator.calculateTotals({
      couponCode: 'NOSUCHCODE',
      lineItems: [{ _id: 'a', quantity: 2, price: '1.10', catalogReference: reference(lamp) }],
    });
    assertSummary(reply.priceSummary, { subtotal: '2.20', total: '2.20' });
    assert.ok(reply.calculationErrors.couponCalculationError);
  });
});
