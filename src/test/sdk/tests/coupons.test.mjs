import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, visitor } from '../lib/client.mjs';
import { line, Shop, unique } from '../lib/shop.mjs';
import { assertSummary, refused } from '../lib/expect.mjs';

const EVERYTHING = { namespace: 'stores' };

onEachHost(describe, 'Coupons', (host) => {
  const { coupons } = admin(host);
  const shop = new Shop(admin(host));
  let pan, pot;

  const specification = (fields) => ({
    name: unique('Coupon'),
    code: 'C' + randomUUID().slice(0, 12).toUpperCase(),
    startTime: String(Date.now() - 1000),
    scope: EVERYTHING,
    moneyOffAmount: 5,
    ...fields,
  });

  before(async () => {
    await shop.pauseOtherRules();
    pan = await shop.product({ name: unique('Pan'), price: '30.00' });
    pot = await shop.product({ name: unique('Pot'), price: '9.99' });
  });
  after(() => shop.close());

  test('createCoupon and getCoupon', async () => {
    const { id, code } = await shop.coupon({ percentOffRate: 12.5, scope: EVERYTHING, usageLimit: 3 });
    const coupon = await coupons.getCoupon(id);
    assert.equal(coupon.specification.code, code);
    assert.equal(coupon.specification.percentOffRate, 12.5);
    assert.equal(coupon.specification.active, true);
    assert.equal(coupon.numberOfUsages, 0);
    assert.equal(coupon.expired, false);
    await refused(coupons.getCoupon(randomUUID()), 404, /NOT_FOUND/);
  });

  test('a code is taken once, whatever its case', async () => {
    const { code } = await shop.coupon({ moneyOffAmount: 1, scope: EVERYTHING });
    await refused(coupons.createCoupon(specification({ code: code.toLowerCase() })), 409, 'COUPON_CODE_ALREADY_EXISTS');
  });

  test('updateCoupon changes the amount, not the kind', async () => {
    const { id } = await shop.coupon({ moneyOffAmount: 5, scope: EVERYTHING });
    await coupons.updateCoupon(id, { moneyOffAmount: 7.25, usageLimit: 10 });
    const { specification: read } = await coupons.getCoupon(id);
    assert.deepEqual([read.moneyOffAmount, read.usageLimit], [7.25, 10]);
    await coupons.updateCoupon(id, { usageLimit: null });
    assert.equal((await coupons.getCoupon(id)).specification.usageLimit ?? undefined, undefined);
    const error = await coupons.updateCoupon(id, { freeShipping: true }).catch((e) => e);
    assert.ok([400, 409, 428].includes(error.status), `the kind stays: ${error.message}`);
  });

  test('queryCoupons takes filter and sort as text, and an offset', async () => {
    const word = unique('Offset');
    const made = [];
    for (let n = 0; n < 3; n++) {
      made.push((await shop.coupon({ name: `${word} ${n}`, moneyOffAmount: 1, scope: EVERYTHING })).id);
    }
    const filter = JSON.stringify({ 'specification.name': { $startsWith: word } });
    const sort = JSON.stringify({ 'specification.name': 'desc' });
    const page = (offset) => coupons.queryCoupons({ filter, sort, paging: { limit: 2, offset } });
    const [first, second] = [await page(0), await page(2)];
    const ids = [...first.coupons, ...second.coupons].map((c) => c._id);
    assert.deepEqual(ids, [...made].reverse());
    assert.equal(first.totalResults, 3);
  });

  test('bulk create and bulk delete answer for each', async () => {
    const list = [specification(), specification({ code: 'WAY-TOO-LONG-A-CODE-FOR-A-COUPON' }), specification()];
    const reply = await coupons.bulkCreateCoupons(list, { returnFullEntity: true });
    assert.deepEqual(reply.results.map((r) => r.itemMetadata.success), [true, false, true]);
    const ids = [0, 2].map((i) => reply.results[i].itemMetadata._id);
    const removed = await coupons.bulkDeleteCoupons([...ids, randomUUID()]);
    assert.deepEqual(removed.results.slice(0, 2).map((r) => r.success), [true, true]);
    await refused(coupons.getCoupon(ids[0]), 404, /NOT_FOUND/);
  });

  test('deleteCoupon', async () => {
    const { _id } = await coupons.createCoupon(specification());
    await coupons.deleteCoupon(_id);
    await refused(coupons.getCoupon(_id), 404, /NOT_FOUND/);
  });

  describe('on a cart', () => {
    const cartOf = async (...lines) => {
      const guest = visitor(host);
      await guest.currentCart.addToCurrentCart({ lineItems: lines });
      return guest;
    };
    const withCoupon = async (fields, ...lines) => {
      const { code } = await shop.coupon({ ...(fields.freeShipping ? {} : { scope: EVERYTHING }), ...fields });
      const guest = await cartOf(...lines);
      await guest.currentCart.updateCurrentCart({ couponCode: code });
      return guest.currentCart.estimateCurrentCartTotals({});
    };

    test('money off is shared over the lines by their price', async () => {
      const estimate = await withCoupon({ moneyOffAmount: 10 }, line(pan, 1), line(pot, 1));
      assertSummary(estimate.priceSummary, { subtotal: '39.99', discount: '10.00', total: '29.99' });
      // 10.00 x 30.00 / 39.99 = 7.5018..., the rest goes to the pot.
      const off = estimate.calculatedLineItems.map((l) => l.pricesBreakdown.totalDiscount.amount);
      assert.deepEqual(off, ['7.50', '2.50']);
    });

    test('money off never takes more than there is', async () => {
      const { priceSummary } = await withCoupon({ moneyOffAmount: 50 }, line(pot, 1));
      assertSummary(priceSummary, { subtotal: '9.99', discount: '9.99', total: '0.00' });
    });

    test('a percentage is taken for each line', async () => {
      const { priceSummary } = await withCoupon({ percentOffRate: 15 }, line(pan, 1), line(pot, 3));
      // 4.50, and 15 % of 29.97 = 4.4955
      assertSummary(priceSummary, { subtotal: '59.97', discount: '9.00', total: '50.97' });
    });

    test('of one product only', async () => {
      const scope = { namespace: 'stores', group: { name: 'product', entityId: pot._id } };
      const { priceSummary } = await withCoupon({ percentOffRate: 10, scope }, line(pan, 1), line(pot, 1));
      assertSummary(priceSummary, { subtotal: '39.99', discount: '1.00', total: '38.99' });
    });

    test('a fixed price for each unit', async () => {
      const scope = { namespace: 'stores', group: { name: 'product', entityId: pan._id } };
      const { priceSummary } = await withCoupon({ fixedPriceAmount: 19.5, scope }, line(pan, 2));
      assertSummary(priceSummary, { subtotal: '60.00', discount: '21.00', total: '39.00' });
    });

    test('buy two, get one', async () => {
      const { priceSummary } = await withCoupon({ buyXGetY: { x: 2, y: 1 } }, line(pan, 2), line(pot, 2));
      // Four units make one set of three: one pot is free.
      assertSummary(priceSummary, { subtotal: '79.98', discount: '9.99', total: '69.99' });
    });

    test('one item only', async () => {
      const { priceSummary } = await withCoupon({ percentOffRate: 50, limitedToOneItem: true }, line(pan, 1), line(pot, 2));
      // Half of one pot: 4.995, so 5.00.
      assertSummary(priceSummary, { subtotal: '49.98', discount: '5.00', total: '44.98' });
    });

    test('a minimum that is met exactly is enough; one that is not is a calculation error', async () => {
      const met = await withCoupon({ moneyOffAmount: 3, scope: undefined, minimumSubtotal: 30 }, line(pan, 1));
      assertSummary(met.priceSummary, { subtotal: '30.00', discount: '3.00', total: '27.00' });
      const missed = await withCoupon({ moneyOffAmount: 3, scope: undefined, minimumSubtotal: 30.01 }, line(pan, 1));
      assertSummary(missed.priceSummary, { subtotal: '30.00', total: '30.00' });
      assert.ok(missed.calculationErrors.couponCalculationError);
    });

    test('another coupon takes the place of the first, and it can be removed', async () => {
      const [one, two] = [
        await shop.coupon({ moneyOffAmount: 1, scope: EVERYTHING }),
        await shop.coupon({ moneyOffAmount: 2, scope: EVERYTHING }),
      ];
      const guest = await cartOf(line(pan, 1));
      await guest.currentCart.updateCurrentCart({ couponCode: one.code });
      const cart = await guest.currentCart.updateCurrentCart({ couponCode: two.code });
      assert.deepEqual(cart.appliedDiscounts.map((d) => d.coupon._id ?? d.coupon.id), [two.id]);
      const { cart: without } = await guest.currentCart.removeCouponFromCurrentCart();
      assert.deepEqual(without.appliedDiscounts ?? [], []);
    });

    test('codes that cannot be used are refused when they are set', async () => {
      const guest = await cartOf(line(pan, 1));
      const set = (couponCode) => guest.currentCart.updateCurrentCart({ couponCode });
      const made = async (fields) => (await shop.coupon({ moneyOffAmount: 1, scope: EVERYTHING, ...fields })).code;
      const hour = 3_600_000;
      await refused(set('NOSUCHCODE'), 404, 'ERROR_COUPON_DOES_NOT_EXIST');
      await refused(set(await made({ active: false })), 428, 'ERROR_COUPON_IS_DISABLED');
      const ended = { startTime: String(Date.now() - 2 * hour), expirationTime: String(Date.now() - hour) };
      await refused(set(await made(ended)), 428, 'ERROR_COUPON_HAS_EXPIRED');
      await refused(set(await made({ startTime: String(Date.now() + hour) })), 428, 'ERROR_COUPON_IS_NOT_ACTIVE_YET');
    });
  });
});
