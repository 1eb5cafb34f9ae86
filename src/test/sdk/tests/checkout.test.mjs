import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, visitor } from '../lib/client.mjs';
import { line, Shop, unique } from '../lib/shop.mjs';
import { assertSummary, invalid, ok, refused } from '../lib/expect.mjs';

// The SDK rewrites the addresses it is given, so that each needs an object of its own.
const home = () => ({
  address: { country: 'NO', city: 'Oslo', postalCode: '0150', addressLine1: 'Karl Johans gate 1' },
  contactDetails: { firstName: 'Liv', lastName: 'Berg' },
});

onEachHost(describe, 'Checkout', (host) => {
  const manager = admin(host);
  const shop = new Shop(manager);
  const guest = visitor(host);
  let sofa, cushion, fields, id;

  const started = (lines, fields) => guest.checkout.createCheckout({ channelType: 'WEB', lineItems: lines, ...fields });
  const ready = (lines, fields) =>
    started(lines, {
      checkoutInfo: { buyerInfo: { email: 'liv@example.com' }, billingInfo: home(), shippingInfo: { shippingDestination: home() } },
      ...fields,
    });

  before(async () => {
    await shop.pauseOtherRules();
    const { group } = await shop.tax({ country: 'NO', rate: '0.25', included: true });
    const { profileId } = await shop.delivery({
      country: 'NO',
      options: [
        { title: 'Slow', rates: [{ amount: '5.00' }] },
        { title: 'Fast', rates: [{ amount: '20.00' }] },
      ],
    });
    fields = { taxGroupId: group._id, physicalProperties: { deliveryProfileId: profileId } };
    sofa = await shop.product({ name: unique('Sofa'), price: '500.00', quantity: 3, ...fields });
    cushion = await shop.product({ name: unique('Cushion'), price: '12.50', ...fields });
    id = (await started([line(cushion, 2)]))._id;
  });
  after(() => shop.close());

  test('createCheckout, without a cart', async () => {
    const checkout = await guest.checkout.getCheckout(id);
    assert.deepEqual([checkout.channelType, checkout.completed], ['WEB', false]);
    assert.ok(checkout.createdBy.visitorId);
    assert.equal(checkout.lineItems[0].lineItemPrice.amount, '25.00');
    assertSummary(checkout.priceSummary, { subtotal: '25.00', total: '25.00' });
    const astray = { channelType: 'WEB', lineItems: [line(cushion, 1)], couponCode: 'NOSUCHCODE' };
    await refused(guest.checkout.createCheckout(astray), 404, 'ERROR_COUPON_DOES_NOT_EXIST');
    await refused(manager.checkout.getCheckout(randomUUID()), 404, /NOT_FOUND/);
  });

  test('channelType must say something', async () => {
    await invalid(
      guest.checkout.createCheckout({ channelType: 'UNSPECIFIED', lineItems: [line(cushion, 1)] }),
      'options.channelType',
    );
  });

  test('prices that include tax: the summary is net, the lines are as displayed', async () => {
    const checkout = await guest.checkout.updateCheckout(id, { shippingInfo: { shippingDestination: home() } });
    assert.equal(checkout.taxIncludedInPrice, true);
    // 25.00 holds 5.00 of tax, delivery of 5.00 holds 1.00.
    assertSummary(checkout.priceSummary, { subtotal: '20.00', shipping: '4.00', tax: '6.00', total: '30.00' });
    const [item] = checkout.lineItems;
    assert.deepEqual(
      [item.price, item.totalPriceBeforeTax, item.totalPriceAfterTax, item.taxDetails.totalTax].map((p) => p.amount),
      ['12.50', '20.00', '25.00', '5.00'],
    );
    assert.equal(item.taxDetails.taxableAmount.amount, '20.00');
  });

  test('updateCheckout: first option by default, another by choice, an unknown one refused', async () => {
    const { shippingInfo } = await guest.checkout.getCheckout(id);
    assert.equal(shippingInfo.selectedCarrierServiceOption.title, 'Slow');
    const [carrier] = shippingInfo.carrierServiceOptions;
    const fast = carrier.shippingOptions.find((o) => o.title === 'Fast');
    const select = (code) =>
      guest.checkout.updateCheckout(id, {
        shippingInfo: { selectedCarrierServiceOption: { code, carrierId: carrier.carrierId } },
      });
    const checkout = await select(fast.code);
    assertSummary(checkout.priceSummary, { subtotal: '20.00', shipping: '16.00', tax: '9.00', total: '45.00' });
    assert.equal(checkout.shippingInfo.shippingDestination.address.city, 'Oslo');
    await refused(select('no-such-code'), 404, 'SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND');
  });

  test('updateCheckout merges, and clears with null', async () => {
    const noted = await guest.checkout.updateCheckout(id, { buyerNote: 'third floor', buyerInfo: { email: 'liv@example.com' } });
    assert.equal(noted.buyerNote, 'third floor');
    const cleared = await guest.checkout.updateCheckout(id, { buyerNote: null });
    assert.equal(cleared.buyerNote ?? undefined, undefined);
    assert.equal(cleared.buyerInfo.email, 'liv@example.com');
    const moved = await guest.checkout.updateCheckout(id, { shippingInfo: { shippingDestination: { address: { city: 'Bergen' } } } });
    assert.deepEqual(
      [moved.shippingInfo.shippingDestination.address.city, moved.shippingInfo.shippingDestination.address.country],
      ['Bergen', 'NO'],
    );
  });

  test('addToCheckout, updateLineItemsQuantity, removeLineItems', async () => {
    const { checkout: added } = await guest.checkout.addToCheckout(id, { lineItems: [line(sofa, 1)] });
    assert.equal(added.lineItems.length, 2);
    const sofaLine = added.lineItems.find((l) => l.productName.original === sofa.name);
    const { checkout: more } = await guest.checkout.updateLineItemsQuantity(id, [{ _id: sofaLine._id, quantity: 2 }]);
    assert.equal(more.lineItems.find((l) => l._id === sofaLine._id).lineItemPrice.amount, '1000.00');
    const { checkout: less } = await guest.checkout.removeLineItems(id, [sofaLine._id]);
    assert.deepEqual(less.lineItems.map((l) => l.productName.original), [cushion.name]);
  });

  test('a coupon goes on and off', async () => {
    const { code } = await shop.coupon({ percentOffRate: 10, scope: { namespace: 'stores' } });
    const checkout = await guest.checkout.updateCheckout(id, {}, { couponCode: code });
    assert.equal(checkout.appliedDiscounts.find((d) => d.coupon).coupon.amount.amount, '2.50');
    const { checkout: without } = await guest.checkout.removeCoupon(id);
    assert.deepEqual((without.appliedDiscounts ?? []).filter((d) => d.coupon), []);
    await refused(guest.checkout.updateCheckout(id, {}, { couponCode: 'NOSUCHCODE' }), 404, 'ERROR_COUPON_DOES_NOT_EXIST');
  });

  test('removeGiftCard on a checkout without one changes nothing', async () => {
    const { checkout } = await guest.checkout.removeGiftCard(id);
    assert.equal(checkout.giftCard ?? undefined, undefined);
    await refused(guest.checkout.updateCheckout(id, {}, { giftCardCode: 'NOSUCHCARD' }), 404, /^GIFT_CARD_/);
  });

  test('checkout urls, and one of the merchant\'s own', async () => {
    const { checkoutUrl } = await guest.checkout.getCheckoutUrl(id);
    assert.ok(checkoutUrl.includes(id));
    await guest.checkout.updateCheckout(id, {}, { overrideCheckoutUrl: 'https://shop.example.com/pay' });
    assert.equal((await guest.checkout.getCheckoutUrl(id)).checkoutUrl, 'https://shop.example.com/pay');
    assert.equal((await guest.checkout.getWixCheckoutUrl(id)).checkoutUrl, checkoutUrl);
    await guest.checkout.removeOverrideCheckoutUrl(id);
    assert.equal((await guest.checkout.getCheckoutUrl(id)).checkoutUrl, checkoutUrl);
  });

  test('getCheckoutByCartId', async () => {
    const buyer = visitor(host);
    const { cart } = await buyer.currentCart.addToCurrentCart({ lineItems: [line(cushion, 1)] });
    const { checkoutId } = await buyer.currentCart.createCheckoutFromCurrentCart({ channelType: 'WEB' });
    const { checkout } = await buyer.checkout.getCheckoutByCartId(cart._id);
    assert.equal(checkout._id, checkoutId);
  });

  test('a visitor cannot reach the checkout of another', async () => {
    await refused(visitor(host).checkout.getCheckout(id), 404, /_NOT_FOUND$/);
    await refused(visitor(host).checkout.createOrder(id), 404, /_NOT_FOUND$/);
  });

  test('markCheckoutAsCompleted', async () => {
    const { _id } = await started([line(cushion, 1)]);
    await manager.checkout.markCheckoutAsCompleted(_id);
    assert.equal((await manager.checkout.getCheckout(_id)).completed, true);
    await refused(manager.checkout.addToCheckout(_id, { lineItems: [line(cushion, 1)] }), 428, 'CHECKOUT_IS_COMPLETE');
  });

  test('markCheckoutAsCompletedAndRedirectToUrl wants a token of ours', async () => {
    await refused(guest.checkout.markCheckoutAsCompletedAndRedirectToUrl('forged'), 401, 'UNAUTHENTICATED_TOKEN');
  });

  describe('placing', () => {
    test('an empty checkout is refused', async () => {
      const { _id, lineItems } = await ready([line(cushion, 1)]);
      await guest.checkout.removeLineItems(_id, [lineItems[0]._id]);
      await refused(guest.checkout.createOrder(_id), 428, 'EMPTY_CHECKOUT');
    });

    test('one without delivery is refused', async () => {
      const { _id } = await started([line(cushion, 1)], { checkoutInfo: { billingInfo: home(), buyerInfo: { email: 'a@example.com' } } });
      const error = await guest.checkout.createOrder(_id).catch((e) => e);
      assert.equal(error.status, 428, error.message);
    });

    test('more than the stock is refused, and the stock is as before', async () => {
      const scarce = await shop.product({ price: '1.00', quantity: 1, ...fields });
      const { _id } = await ready([line(scarce, 1)]);
      const first = await ready([line(scarce, 1)]);
      assert.ok((await guest.checkout.createOrder(first._id)).orderId);
      await refused(guest.checkout.createOrder(_id), 428, /OUT_OF_STOCK$/);
      const { items } = await manager.inventory.queryInventoryItems().eq('productId', scarce._id).find();
      assert.equal(items[0].quantity, 0);
    });

    test('the last one, wanted twice at once, makes one order', async () => {
      const last = await shop.product({ price: '1.00', quantity: 1, ...fields });
      const both = [await ready([line(last, 1)]), await ready([line(last, 1)])];
      const replies = await Promise.allSettled(both.map((c) => guest.checkout.createOrder(c._id)));
      assert.deepEqual(replies.map((r) => r.status).sort(), ['fulfilled', 'rejected']);
    });

    test('the same checkout placed five times at once makes one order', async () => {
      const { _id } = await ready([line(cushion, 1)]);
      const replies = await Promise.allSettled(Array.from({ length: 5 }, () => guest.checkout.createOrder(_id)));
      const orders = new Set(replies.filter((r) => r.status === 'fulfilled').map((r) => r.value.orderId));
      assert.equal(orders.size, 1, JSON.stringify(replies.map((r) => r.reason?.details ?? r.value)));
    });

    test('a price that changed since the buyer saw it is refused, and then shown', async () => {
      const rising = await shop.product({ price: '10.00', ...fields });
      const { _id, priceSummary } = await ready([line(rising, 1)]);
      const variants = rising.variantsInfo.variants.map((v) => ({ ...v, price: { actualPrice: { amount: '11.00' } } }));
      await manager.products.updateProduct(rising._id, { revision: rising.revision, variantsInfo: { variants } });
      await refused(guest.checkout.createOrder(_id), 428, 'CHECKOUT_CHANGED');
      const seen = await guest.checkout.getCheckout(_id);
      assert.equal(Number(seen.priceSummary.total.amount), Number(priceSummary.total.amount) + 1);
      assert.ok((await guest.checkout.createOrder(_id)).orderId);
    });

    test('a total of nothing is an approved order at once', async () => {
      const { profileId } = await shop.delivery({ country: 'NO', options: [{ title: 'Free', rates: [{ amount: '0' }] }] });
      const free = await shop.product({ price: '0', physicalProperties: { deliveryProfileId: profileId } });
      const { _id } = await ready([line(free, 1)]);
      const { orderId, paymentGatewayOrderId } = await guest.checkout.createOrder(_id);
      assert.equal(paymentGatewayOrderId ?? undefined, undefined);
      const order = await guest.orders.getOrder(orderId);
      assert.deepEqual([order.status, order.paymentStatus], ['APPROVED', 'PAID']);
    });

    test('createOrderAndCharge takes a token', async () => {
      const { _id } = await ready([line(cushion, 1)]);
      const { orderId } = await guest.checkout.createOrderAndCharge(_id, { paymentToken: 'tok_approve' });
      assert.equal((await guest.orders.getOrder(orderId)).paymentStatus, 'PAID');
      const other = await ready([line(cushion, 1)]);
      const declined = guest.checkout.createOrderAndCharge(other._id, { paymentToken: 'tok_decline' });
      await refused(declined, 428, 'PAYMENT_ERROR');
    });

    test('explain tells what made the total', async () => {
      const { _id } = await ready([line(cushion, 1)]);
      const explained = ok(await guest.call('GET', `/cartwright/v1/checkouts/${_id}/explain`));
      assert.ok(explained);
    });
  });
});
