import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, member, onEachHost, visitor } from '../lib/client.mjs';
import { itemsScope, line, Shop, unique } from '../lib/shop.mjs';
import { assertSummary, invalid, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Discount rules', (host) => {
  const { discountRules } = admin(host);
  const shop = new Shop(admin(host));
  let bag, hat, tie;

  before(async () => {
    await shop.pauseOtherRules();
    bag = await shop.product({ name: unique('Bag'), price: '10.00' });
    hat = await shop.product({ name: unique('Hat'), price: '3.35' });
    tie = await shop.product({ name: unique('Tie'), price: '20.00' });
  });
  after(() => shop.close());

  test('createDiscountRule and getDiscountRule', async () => {
    const rule = await shop.percentRule(15.5, [tie], { name: 'Spring' });
    assert.deepEqual([rule.active, rule.status, rule.revision], [true, 'LIVE', '1']);
    const read = await discountRules.getDiscountRule(rule._id);
    assert.equal(read.discounts.values[0].percentage, 15.5);
    assert.equal(read.usageCount ?? 0, 0);
    await refused(discountRules.getDiscountRule(randomUUID()), 404, /NOT_FOUND/);
  });

  test('status follows the time window', async () => {
    const at = (days) => new Date(Date.now() + days * 86_400_000);
    const start = at(1);
    const later = await shop.percentRule(5, [tie], { activeTimeInfo: { start, end: at(2) } });
    const over = await shop.percentRule(5, [tie], { activeTimeInfo: { start: at(-2), end: at(-1) } });
    assert.deepEqual([later.status, over.status], ['PENDING', 'EXPIRED']);
    assert.equal(later.activeTimeInfo.start.getTime(), start.getTime());
  });

  test('updateDiscountRule changes what is sent and wants the current revision', async () => {
    const trigger = { triggerType: 'ITEM_QUANTITY_RANGE', itemQuantityRange: { from: 2, scopes: [itemsScope(tie)] } };
    const rule = await shop.percentRule(10, [tie], { trigger });
    const name = unique('Renamed');
    const updated = await discountRules.updateDiscountRule(rule._id, { revision: rule.revision, name, trigger: null });
    assert.deepEqual([updated.name, updated.revision], [name, '2']);
    assert.equal(updated.trigger ?? undefined, undefined);
    assert.equal(updated.discounts.values[0].percentage, 10);
    await refused(discountRules.updateDiscountRule(rule._id, { revision: '1', name: 'x' }), 409, 'INVALID_REVISION');
  });

  test('deleteDiscountRule', async () => {
    const value = { targetType: 'SPECIFIC_ITEMS', specificItemsInfo: { scopes: [itemsScope(tie)] } };
    const { _id } = await discountRules.createDiscountRule({
      name: 'Short-lived',
      active: false,
      discounts: { values: [{ ...value, discountType: 'FIXED_AMOUNT', fixedAmount: '1' }] },
    });
    await discountRules.deleteDiscountRule(_id);
    await refused(discountRules.getDiscountRule(_id), 404, /NOT_FOUND/);
  });

  test('queryDiscountRules filters, sorts and pages', async () => {
    const word = unique('Page');
    const made = [];
    for (let n = 0; n < 5; n++) {
      made.push((await shop.percentRule(1, [tie], { name: `${word} ${n}`, active: n > 0 }))._id);
    }
    let page = await discountRules.queryDiscountRules().startsWith('name', word).descending('name').limit(2).find();
    const found = [];
    for (;;) {
      found.push(...page.items.map((r) => r._id));
      if (!page.hasNext()) {
        break;
      }
      page = await page.next();
    }
    assert.deepEqual(found, [...made].reverse());
    const { items } = await discountRules.queryDiscountRules().startsWith('name', word).ne('active', true).find();
    assert.deepEqual(items.map((r) => r._id), [made[0]]);
    const raw = await discountRules.queryDiscountRules({ filter: { _id: { $in: made.slice(0, 3) } }, cursorPaging: { limit: 2 } });
    assert.deepEqual([raw.discountRules.length, raw.pagingMetadata.count], [2, 2]);
    assert.ok(raw.pagingMetadata.cursors.next);
  });

  test('violations name the field', async () => {
    const values = [{ targetType: 'SPECIFIC_ITEMS', discountType: 'PERCENTAGE', percentage: 101 }];
    await invalid(discountRules.createDiscountRule({ name: 'Too much', discounts: { values } }), 'discountRule.discounts.values.percentage');
    await invalid(discountRules.createDiscountRule({ name: 'x'.repeat(51), discounts: { values: [] } }), 'discountRule.name');
  });

  describe('price a cart', () => {
    const value = (fields, ...products) => ({
      targetType: 'SPECIFIC_ITEMS',
      specificItemsInfo: { scopes: [itemsScope(...products)] },
      ...fields,
    });
    const estimate = async (client, ...lines) => {
      await client.currentCart.addToCurrentCart({ lineItems: lines });
      return client.currentCart.estimateCurrentCartTotals({});
    };
    const quote = (...lines) => estimate(visitor(host), ...lines);
    // Each case makes its own shop, so that its rules are gone before the next.
    const rules = (title, body) =>
      test(title, async () => {
        const own = new Shop(admin(host));
        try {
          await body(own);
        } finally {
          await own.close();
        }
      });

    rules('a fixed amount comes off each unit, and a line does not go below zero', async (own) => {
      await own.rule(value({ discountType: 'FIXED_AMOUNT', fixedAmount: '4.00' }, bag, hat));
      // Bags 2 x 4.00 off, the hat's 3.35 is gone.
      const { priceSummary } = await quote(line(bag, 2), line(hat, 1));
      assertSummary(priceSummary, { subtotal: '23.35', discount: '11.35', total: '12.00' });
    });

    rules('a fixed price lowers but never raises', async (own) => {
      await own.rule(value({ discountType: 'FIXED_PRICE', fixedPrice: '5.00' }, bag, hat));
      const { priceSummary } = await quote(line(bag, 3), line(hat, 1));
      assertSummary(priceSummary, { subtotal: '33.35', discount: '15.00', total: '18.35' });
    });

    rules('percentages stack, each on what the former left', async (own) => {
      await own.percentRule(20, [bag]);
      await own.percentRule(20, [bag]);
      const { priceSummary } = await quote(line(bag, 1));
      assertSummary(priceSummary, { subtotal: '10.00', discount: '3.60', total: '6.40' });
    });

    rules('a percentage rounds what it takes off, half up, for the line', async (own) => {
      await own.percentRule(50, [hat]);
      // 3 x 3.35 = 10.05; half is 5.025, so 5.03 off.
      const { priceSummary } = await quote(line(hat, 3));
      assertSummary(priceSummary, { subtotal: '10.05', discount: '5.03', total: '5.02' });
    });

    rules('a subtotal range includes both ends', async (own) => {
      const subtotalRange = { from: '20.00', to: '30.00', scopes: [itemsScope(bag)] };
      await own.percentRule(10, [bag], { trigger: { triggerType: 'SUBTOTAL_RANGE', subtotalRange } });
      const discounts = [];
      for (const quantity of [1, 2, 3, 4]) {
        discounts.push((await quote(line(bag, quantity), line(hat, 5))).priceSummary.discount.amount);
      }
      assert.deepEqual(discounts, ['0.00', '2.00', '3.00', '0.00']);
    });

    rules('quantity, and, or', async (own) => {
      const atLeast = (product, from) => ({
        triggerType: 'ITEM_QUANTITY_RANGE',
        itemQuantityRange: { from, scopes: [itemsScope(product)] },
      });
      const triggers = [atLeast(bag, 2), atLeast(hat, 2)];
      await own.percentRule(10, [bag], { trigger: { triggerType: 'AND', and: { triggers } } });
      await own.percentRule(10, [hat], { trigger: { triggerType: 'OR', or: { triggers } } });
      const off = async (...lines) => (await quote(...lines)).priceSummary.discount.amount;
      assert.equal(await off(line(bag, 2), line(hat, 1)), '0.34'); // only OR: 10 % of 3.35
      assert.equal(await off(line(bag, 2), line(hat, 2)), '2.67'); // 2.00 and 0.67
      assert.equal(await off(line(bag, 1), line(hat, 1)), '0.00');
    });

    rules('a rule for members is for those members', async (own) => {
      const memberId = randomUUID();
      const customerEligibility = {
        eligibilityType: 'INDIVIDUAL_MEMBERS',
        individualMembersInfo: { memberIds: [memberId] },
      };
      await own.percentRule(30, [bag], { trigger: { triggerType: 'CUSTOMER_ELIGIBILITY', customerEligibility } });
      assertSummary((await quote(line(bag, 1))).priceSummary, { subtotal: '10.00', total: '10.00' });
      const { priceSummary } = await estimate(await member(host, memberId), line(bag, 1));
      assertSummary(priceSummary, { subtotal: '10.00', discount: '3.00', total: '7.00' });
    });

    rules('so many for a set price', async (own) => {
      const quantityBased = { configurations: [{ quantity: 3, price: '25.00' }] };
      await own.rule(value({ discountType: 'QUANTITY_BASED', quantityBased }, bag));
      // Two sets of three for 25.00 each, one bag at its price.
      const { priceSummary } = await quote(line(bag, 7));
      assertSummary(priceSummary, { subtotal: '70.00', discount: '10.00', total: '60.00' });
    });

    rules('buy two bags, get a hat', async (own) => {
      const buyXGetYInfo = {
        customerBuys: { minimumQuantity: 2, scopes: [itemsScope(bag)] },
        customerGets: { quantity: 1, scopes: [itemsScope(hat)] },
        limit: 1,
      };
      await own.rule({ targetType: 'BUY_X_GET_Y', buyXGetYInfo, discountType: 'PERCENTAGE', percentage: 100 });
      assertSummary((await quote(line(bag, 4), line(hat, 2))).priceSummary, {
        subtotal: '46.70',
        discount: '3.35',
        total: '43.35',
      });
      assertSummary((await quote(line(bag, 1), line(hat, 1))).priceSummary, { subtotal: '13.35', total: '13.35' });
    });

    rules('only the lowest-priced item', async (own) => {
      await own.percentRule(50, [bag, hat], { settings: { appliesTo: 'LOWEST_PRICED_ITEM' } });
      // One hat: half of 3.35 is 1.675, so 1.68 off.
      const { priceSummary } = await quote(line(bag, 2), line(hat, 2));
      assertSummary(priceSummary, { subtotal: '26.70', discount: '1.68', total: '25.02' });
    });

    rules('a rule outside its time takes nothing, nor does one that is off', async (own) => {
      await own.percentRule(50, [bag], { activeTimeInfo: { start: new Date(Date.now() + 86_400_000) } });
      await own.percentRule(50, [bag], { active: false });
      assertSummary((await quote(line(bag, 1))).priceSummary, { subtotal: '10.00', total: '10.00' });
    });
  });
});
