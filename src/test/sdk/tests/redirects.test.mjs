import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, credentials, onEachHost, visitor } from '../lib/client.mjs';
import { line, Shop } from '../lib/shop.mjs';

onEachHost(describe, 'Redirects', (host) => {
  const shop = new Shop(admin(host));
  const guest = visitor(host);
  let checkoutId;

  before(async () => {
    const thing = await shop.product({ price: '3.00' });
    await guest.currentCart.addToCurrentCart({ lineItems: [line(thing, 1)] });
    ({ checkoutId } = await guest.currentCart.createCheckoutFromCurrentCart({ channelType: 'WEB' }));
  });
  after(() => shop.close());

  const session = (callbacks, id = checkoutId) =>
    guest.redirects.createRedirectSession({ ecomCheckout: { checkoutId: id }, callbacks });

  test('createRedirectSession leads to the hosted checkout', async () => {
    const { redirectSession } = await session({
      thankYouPageUrl: 'http://localhost:3000/thanks',
      postFlowUrl: `${credentials.httpsUrl}/cart`,
    });
    assert.match(redirectSession._id, /^[0-9a-f-]{36}$/);
    const url = new URL(redirectSession.fullUrl);
    assert.ok(url.href);
    const { endpoint } = redirectSession.urlDetails;
    assert.ok(redirectSession.fullUrl.startsWith(endpoint), `${redirectSession.fullUrl} starts with ${endpoint}`);
  });

  test('callbacks lead only where the site allows', async () => {
    const error = await session({ postFlowUrl: 'https://evil.example.com/' }).catch((e) => e);
    assert.ok(error.status >= 400 && error.status < 500, error.message);
  });

  test('an unknown checkout is refused', async () => {
    const error = await session({ postFlowUrl: 'http://localhost:3000/' }, randomUUID()).catch((e) => e);
    assert.equal(error.status, 404, error.message);
  });
});
