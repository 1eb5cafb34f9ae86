import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, visitor } from '../lib/client.mjs';
import { line, Shop, unique } from '../lib/shop.mjs';
import { assertSummary, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Cart by id', (host) => {
  const manager = admin(host);
  const shop = new Shop(manager);
  const guest = visitor(host);
  let pen, ink, id;

  const cart = () => guest.cart.getCart(id);

  before(async () => {
    await shop.pauseOtherRules();
    pen = await shop.product({ name: unique('Pen'), price: '2.50' });
    ink = await shop.product({ name: unique('Ink'), price: '6.00' });
  });
  after(() => shop.close());

  test('createCart', async () => {
    const made = await guest.cart.createCart({ lineItems: [line(pen, 2)], cartInfo: { buyerNote: 'a gift' } });
    id = made._id;
    assert.equal(made.lineItems[0].quantity, 2);
    assert.equal(made.buyerNote, 'a gift');
    await refused(guest.cart.createCart({}), 400, 'CANT_CREATE_CART_WITHOUT_ITEMS');
  });

  test('getCart, by the owner and by the administrator', async () => {
    assert.equal((await cart())._id, id);
    assert.equal((await manager.cart.getCart(id)).buyerInfo.visitorId, (await cart()).buyerInfo.visitorId);
    await refused(manager.cart.getCart(randomUUID()), 404, /NOT_FOUND/);
  });

  test('addToCart: lines from the catalog, and lines of the administrator\'s own', async () => {
    const { cart: added } = await guest.cart.addToCart(id, { lineItems: [line(ink, 1)] });
    assert.equal(added.lineItems.length, 2);
    const { cart: wrapped } = await manager.cart.addToCart(id, {
      customLineItems: [
        { quantity: 2, price: '1.25', productName: { original: 'Gift wrap' }, itemType: { preset: 'SERVICE' } },
      ],
    });
    const custom = wrapped.lineItems.find((l) => l.productName.original === 'Gift wrap');
    assert.deepEqual([custom.price.amount, custom.quantity, custom.customLineItem], ['1.25', 2, true]);
  });

  test('updateLineItemsQuantity', async () => {
    const [first] = (await cart()).lineItems;
    const { cart: changed } = await guest.cart.updateLineItemsQuantity(id, [{ _id: first._id, quantity: 4 }]);
    assert.equal(changed.lineItems[0].quantity, 4);
  });

  test('estimateTotals', async () => {
    const { priceSummary, cart: priced, currency } = await guest.cart.estimateTotals(id, {});
    assertSummary(priceSummary, { subtotal: '18.50', total: '18.50' });
    assert.equal(priced._id, id);
    assert.equal(currency, priced.currency);
  });

  test('updateCart and removeCoupon', async () => {
    const { id: couponId, code } = await shop.coupon({ moneyOffAmount: 2, scope: { namespace: 'stores' } });
    const updated = await guest.cart.updateCart(id, { couponCode: code, cartInfo: { buyerNote: null } });
    assert.equal(updated.appliedDiscounts[0].coupon._id, couponId);
    assert.equal(updated.buyerNote ?? undefined, undefined);
    const { priceSummary } = await guest.cart.estimateTotals(id, {});
    assertSummary(priceSummary, { subtotal: '18.50', discount: '2.00', total: '16.50' });
    const { cart: without } = await guest.cart.removeCoupon(id);
    assert.deepEqual(without.appliedDiscounts ?? [], []);
  });

  test('removeBusinessLocation', async () => {
    const businessLocationId = randomUUID();
    const { cart: added } = await guest.cart.addToCart(id, { lineItems: [line(ink, 1)], businessLocationId });
    assert.equal(added.businessLocationId, businessLocationId);
    const other = { lineItems: [line(ink, 1)], businessLocationId: randomUUID() };
    await refused(guest.cart.addToCart(id, other), 428, 'CART_IS_ALREADY_ASSOCIATED_WITH_DIFFERENT_LOCATION');
    const { cart: without } = await guest.cart.removeBusinessLocation(id);
    assert.equal(without.businessLocationId ?? undefined, undefined);
  });

  test('removeLineItems', async () => {
    const { lineItems } = await cart();
    const custom = lineItems.find((l) => l.customLineItem);
    const { cart: without } = await manager.cart.removeLineItems(id, [custom._id]);
    assert.equal(without.lineItems.length, lineItems.length - 1);
  });

  test('createCheckout and getCartByCheckoutId', async () => {
    const { checkoutId } = await guest.cart.createCheckout(id, { channelType: 'WEB' });
    assert.equal((await cart()).checkoutId, checkoutId);
    const found = await guest.cart.getCartByCheckoutId(checkoutId);
    assert.equal((found.cart ?? found)._id, id);
    const again = await guest.cart.createCheckout(id, { channelType: 'WEB' });
    assert.equal(again.checkoutId, checkoutId);
  });

  test('an unknown product is refused or left out, never sold', async () => {
    const ghost = { _id: randomUUID() };
    const reply = await guest.cart.addToCart(id, { lineItems: [line(ghost, 1)] }).catch((e) => e);
    if (reply instanceof Error) {
      assert.ok(reply.status >= 400 && reply.status < 500, reply.message);
    }
    assert.ok(!(await cart()).lineItems.some((l) => l.catalogReference?.catalogItemId === ghost._id));
  });

  test('deleteCart', async () => {
    await guest.cart.deleteCart(id);
    await refused(guest.cart.getCart(id), 404, /NOT_FOUND/);
  });
});
