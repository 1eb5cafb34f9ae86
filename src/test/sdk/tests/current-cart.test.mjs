import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, visitor } from '../lib/client.mjs';
import { line, Shop, unique } from '../lib/shop.mjs';
import { amounts, assertSummary, invalid, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Current cart', (host) => {
  const shop = new Shop(admin(host));
  let mug, plate, guest;

  before(async () => {
    await shop.pauseOtherRules();
    mug = await shop.product({ name: unique('Mug'), price: '7.25' });
    plate = await shop.product({ name: unique('Plate'), price: '11.00', quantity: 4 });
    guest = visitor(host);
  });
  after(() => shop.close());

  test('there is none before the first add', async () => {
    const nobody = visitor(host);
    await refused(nobody.currentCart.getCurrentCart(), 404, /NOT_FOUND/);
    await refused(nobody.currentCart.estimateCurrentCartTotals({}), 404, /NOT_FOUND/);
  });

  test('addToCurrentCart makes it and takes name, price and image from the catalog', async () => {
    const { cart } = await guest.currentCart.addToCurrentCart({ lineItems: [line(mug, 2)] });
    const [item] = cart.lineItems;
    assert.equal(item.productName.original, mug.name);
    assert.equal(item.catalogReference.catalogItemId, mug._id);
    assert.equal(item.availability.status, 'AVAILABLE');
    assert.equal(item.itemType.preset, 'PHYSICAL');
    assert.deepEqual(amounts(item, 'price', 'fullPrice', 'priceBeforeDiscounts'), {
      price: '7.25',
      fullPrice: '7.25',
      priceBeforeDiscounts: '7.25',
    });
    assert.match(item.price.formattedAmount, /7[.,]25/);
    assert.equal(cart.currency, cart.conversionCurrency);
    assert.ok(cart.purchaseFlowId);
    assert.ok(cart._createdDate instanceof Date);
  });

  test('the same reference again raises the quantity of its line', async () => {
    const { cart } = await guest.currentCart.addToCurrentCart({ lineItems: [line(mug, 1), line(plate, 1)] });
    assert.deepEqual(cart.lineItems.map((l) => [l.catalogReference.catalogItemId, l.quantity]), [
      [mug._id, 3],
      [plate._id, 1],
    ]);
  });

  test('getCurrentCart reads it back', async () => {
    assert.equal((await guest.currentCart.getCurrentCart()).lineItems.length, 2);
  });

  test('quantities are absolute and clamped to the stock', async () => {
    const { lineItems } = await guest.currentCart.getCurrentCart();
    const { cart } = await guest.currentCart.updateCurrentCartLineItemQuantity([
      { _id: lineItems[0]._id, quantity: 5 },
      { _id: lineItems[1]._id, quantity: 9 },
    ]);
    assert.deepEqual(cart.lineItems.map((l) => l.quantity), [5, 4]);
  });

  test('updateCurrentCart merges what is sent and clears with null', async () => {
    const address = { country: 'US', city: 'Boston', addressLine1: '1 Main St' };
    const changed = await guest.currentCart.updateCurrentCart({
      cartInfo: { buyerNote: 'ring twice', contactInfo: { address }, overrideCheckoutUrl: 'https://shop.example.com/pay' },
    });
    assert.equal(changed.buyerNote, 'ring twice');
    assert.equal(changed.contactInfo.address.addressLine1, '1 Main St');
    const merged = await guest.currentCart.updateCurrentCart({
      cartInfo: { buyerNote: null, contactInfo: { address: { city: 'Salem' } } },
    });
    assert.equal(merged.buyerNote ?? undefined, undefined);
    assert.equal(merged.overrideCheckoutUrl, 'https://shop.example.com/pay');
    const { city, country } = merged.contactInfo.address;
    assert.deepEqual([city, country], ['Salem', 'US']);
    assert.equal(merged.lineItems.length, 2);
  });

  test('estimateCurrentCartTotals leaves out what it is told to', async () => {
    const { priceSummary, shippingInfo } = await guest.currentCart.estimateCurrentCartTotals({
      calculateShipping: false,
      calculateTax: false,
    });
    assertSummary(priceSummary, { subtotal: '80.25', total: '80.25' });
    assert.deepEqual(shippingInfo?.carrierServiceOptions ?? [], []);
  });

  test('removeCouponFromCurrentCart', async () => {
    const { code } = await shop.coupon({ moneyOffAmount: 1, scope: { namespace: 'stores' } });
    await guest.currentCart.updateCurrentCart({ couponCode: code });
    const { cart } = await guest.currentCart.removeCouponFromCurrentCart();
    assert.deepEqual(cart.appliedDiscounts ?? [], []);
  });

  test('removeLineItemsFromCurrentCart', async () => {
    const { lineItems } = await guest.currentCart.getCurrentCart();
    const { cart } = await guest.currentCart.removeLineItemsFromCurrentCart([lineItems[0]._id]);
    assert.deepEqual(cart.lineItems.map((l) => l._id), [lineItems[1]._id]);
  });

  test('createCheckoutFromCurrentCart carries lines and flow over, and is repeatable', async () => {
    const { checkoutId } = await guest.currentCart.createCheckoutFromCurrentCart({ channelType: 'WEB' });
    const [cart, checkout] = [await guest.currentCart.getCurrentCart(), await guest.checkout.getCheckout(checkoutId)];
    assert.equal(checkout.cartId, cart._id);
    assert.equal(checkout.purchaseFlowId, cart.purchaseFlowId);
    assert.deepEqual(checkout.lineItems.map((l) => [l.productName.original, l.quantity]), [[plate.name, 4]]);
    await guest.currentCart.updateCurrentCartLineItemQuantity([{ _id: cart.lineItems[0]._id, quantity: 2 }]);
    const again = await guest.currentCart.createCheckoutFromCurrentCart({ channelType: 'WEB' });
    assert.equal(again.checkoutId, checkoutId);
    assert.equal((await guest.checkout.getCheckout(checkoutId)).lineItems[0].quantity, 2);
  });

  test('two adds at once are both there', async () => {
    const busy = visitor(host);
    await busy.currentCart.addToCurrentCart({ lineItems: [line(mug, 1)] });
    await Promise.all(Array.from({ length: 8 }, () => busy.currentCart.addToCurrentCart({ lineItems: [line(mug, 1)] })));
    const { lineItems } = await busy.currentCart.getCurrentCart();
    assert.deepEqual(lineItems.map((l) => l.quantity), [9]);
  });

  test('a wrong quantity is a violation, and nothing has changed', async () => {
    const before = await guest.currentCart.getCurrentCart();
    const violation = await invalid(
      guest.currentCart.addToCurrentCart({ lineItems: [line(mug, 0)] }),
      'options.lineItems.quantity',
    );
    assert.equal(violation.violatedRule, 'MIN');
    assert.deepEqual((await guest.currentCart.getCurrentCart()).lineItems.length, before.lineItems.length);
  });

  test('a visitor may not set prices of its own', async () => {
    const price = '0.01';
    const custom = { quantity: 1, price, productName: { original: 'Cheap' }, itemType: { preset: 'PHYSICAL' } };
    await refused(guest.currentCart.addToCurrentCart({ customLineItems: [custom] }), 403, /./);
    const override = { ...line(mug, 1), catalogOverrideFields: { price } };
    await refused(guest.currentCart.addToCurrentCart({ lineItems: [override] }), 403, /./);
  });

  test('deleteCurrentCart', async () => {
    await guest.currentCart.deleteCurrentCart();
    await refused(guest.currentCart.getCurrentCart(), 404, /NOT_FOUND/);
  });
});
