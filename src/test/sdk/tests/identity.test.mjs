import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, member, onEachHost, visitor } from '../lib/client.mjs';
import { itemsScope, line, Shop } from '../lib/shop.mjs';
import { refused } from '../lib/expect.mjs';

onEachHost(describe, 'Identities', (host) => {
  let shop, thing;

  before(async () => {
    shop = new Shop(admin(host));
    thing = await shop.product({ price: '10.00' });
  });
  after(() => shop.close());

  test('a visitor keeps its cart, and two visitors have two carts', async () => {
    const [one, two] = [visitor(host), visitor(host)];
    await one.currentCart.addToCurrentCart({ lineItems: [line(thing, 1)] });
    await two.currentCart.addToCurrentCart({ lineItems: [line(thing, 2)] });
    const [first, second] = [await one.currentCart.getCurrentCart(), await two.currentCart.getCurrentCart()];
    assert.notEqual(first._id, second._id);
    assert.notEqual(first.buyerInfo.visitorId, second.buyerInfo.visitorId);
    assert.deepEqual([first.lineItems[0].quantity, second.lineItems[0].quantity], [1, 2]);
  });

  test('the same refresh token is the same visitor with the same cart', async () => {
    const first = visitor(host);
    const { cart } = await first.currentCart.addToCurrentCart({ lineItems: [line(thing, 3)] });
    const { refreshToken, accessToken } = first.auth.getTokens();
    assert.equal(refreshToken.role, 'visitor');
    const expired = { accessToken: { ...accessToken, expiresAt: 1 }, refreshToken };
    const later = visitor(host, expired);
    const again = await later.currentCart.getCurrentCart();
    assert.equal(again._id, cart._id);
    assert.equal(again.buyerInfo.visitorId, cart.buyerInfo.visitorId);
    assert.ok(later.auth.getTokens().accessToken.expiresAt > Date.now() / 1000);
    assert.equal(later.auth.getTokens().refreshToken.value, refreshToken.value);
  });

  test('a member by API key has a cart of its own, with the member in it', async () => {
    const memberId = randomUUID();
    const someone = await member(host, memberId);
    assert.equal(someone.auth.loggedIn(), true);
    const { cart } = await someone.currentCart.addToCurrentCart({ lineItems: [line(thing, 1)] });
    assert.equal(cart.buyerInfo.memberId, memberId);
    assert.equal(cart.buyerInfo.visitorId, undefined);
    const elsewhere = await member(host, memberId);
    assert.equal((await elsewhere.currentCart.getCurrentCart())._id, cart._id);
  });

  test('a visitor cannot reach the cart of another, nor what is for administrators', async () => {
    const owner = visitor(host);
    const { cart } = await owner.currentCart.addToCurrentCart({ lineItems: [line(thing, 1)] });
    await refused(visitor(host).cart.getCart(cart._id), 404, /_NOT_FOUND$/);
    const value = { targetType: 'SPECIFIC_ITEMS', discountType: 'PERCENTAGE', percentage: 99 };
    value.specificItemsInfo = { scopes: [itemsScope(thing)] };
    await refused(owner.discountRules.createDiscountRule({ name: 'mine', discounts: { values: [value] } }), 403, /./);
    await refused(owner.orders.searchOrders({}), 403, /./);
  });

  test('an administrator has no current cart', async () => {
    await refused(admin(host).currentCart.getCurrentCart(), 403, /./);
  });

  test('a wrong API key and a wrong token are 401', async () => {
    await refused(admin(host, { apiKey: 'no such key' }).orders.searchOrders({}), 401, /./);
    const forged = { accessToken: { value: 'forged', expiresAt: 4_000_000_000 }, refreshToken: { value: 'r', role: 'visitor' } };
    await refused(visitor(host, forged).currentCart.getCurrentCart(), 401, /./);
  });

  test('an API key does not open another site', async () => {
    await refused(admin(host, { siteId: randomUUID() }).orders.searchOrders({}), 403, /./);
  });
});
