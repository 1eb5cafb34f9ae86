import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, visitor } from '../lib/client.mjs';
import { Shop, unique } from '../lib/shop.mjs';
import { invalid, refused } from '../lib/expect.mjs';

const simple = (price, fields) => ({
  name: unique('Lamp'),
  productType: 'PHYSICAL',
  physicalProperties: {},
  variantsInfo: { variants: [{ price: { actualPrice: { amount: price } } }] },
  ...fields,
});

onEachHost(describe, 'Products', (host) => {
  const { products } = admin(host);
  const shop = new Shop(admin(host));
  const created = async (product) => {
    const made = await products.createProduct(product);
    shop.onClose(() => products.deleteProduct(made._id));
    return made;
  };

  after(() => shop.close());

  test('createProduct gives an id, a slug, a revision, dates and a price range', async () => {
    const product = await created(simple('12.50'));
    assert.match(product._id, /^[0-9a-f-]{36}$/);
    assert.equal(product.revision, '1');
    assert.ok(product.slug);
    assert.ok(product._createdDate instanceof Date);
    assert.equal(product.actualPriceRange.minValue.amount, '12.50');
    assert.equal(product.variantsInfo.variants.length, 1);
    assert.equal(product.visible, true);
  });

  test('getProduct adds the fields that are asked for', async () => {
    const { _id } = await created(simple('3.00'));
    const plain = await products.getProduct(_id);
    assert.equal(plain.currency, undefined);
    const full = await products.getProduct(_id, { fields: ['CURRENCY', 'URL'] });
    assert.match(full.currency, /^[A-Z]{3}$/);
    assert.ok(full.url);
  });

  test('getProductBySlug finds it, also for a visitor', async () => {
    const { _id, slug } = await created(simple('3.00'));
    assert.equal((await visitor(host).products.getProductBySlug(slug)).product._id, _id);
  });

  test('options and choices make variants', async () => {
    const choice = (name) => ({ choiceType: 'CHOICE_TEXT', name });
    const size = (choiceName) => [
      { optionChoiceNames: { optionName: 'Size', choiceName, renderType: 'TEXT_CHOICES' } },
    ];
    const product = await created(
      simple('0', {
        options: [
          { name: 'Size', optionRenderType: 'TEXT_CHOICES', choicesSettings: { choices: [choice('Small'), choice('Large')] } },
        ],
        variantsInfo: {
          variants: [
            { choices: size('Small'), price: { actualPrice: { amount: '10.00' } } },
            { choices: size('Large'), price: { actualPrice: { amount: '14.00' } } },
          ],
        },
      }),
    );
    const { options, variantsInfo, actualPriceRange } = await products.getProduct(product._id);
    assert.deepEqual(options[0].choicesSettings.choices.map((c) => c.name), ['Small', 'Large']);
    assert.equal(new Set(variantsInfo.variants.map((v) => v._id)).size, 2);
    const { optionChoiceIds } = variantsInfo.variants[1].choices[0];
    assert.equal(optionChoiceIds.optionId, options[0]._id);
    assert.equal(optionChoiceIds.choiceId, options[0].choicesSettings.choices[1].choiceId);
    assert.deepEqual([actualPriceRange.minValue.amount, actualPriceRange.maxValue.amount], ['10.00', '14.00']);
  });

  test('createProductWithInventory makes the stock too', async () => {
    const product = simple('5.00');
    product.variantsInfo.variants[0].inventoryItem = { quantity: 8 };
    const reply = await products.createProductWithInventory(product, { returnEntity: true });
    shop.onClose(() => products.deleteProduct(reply.product._id));
    assert.equal(reply.inventoryResults.bulkActionMetadata.totalSuccesses, 1);
    const { items } = await admin(host).inventory.queryInventoryItems().eq('productId', reply.product._id).find();
    assert.deepEqual(items.map((i) => i.quantity), [8]);
  });

  test('updateProduct changes what is sent, clears with null, and keeps the rest', async () => {
    const product = await created(simple('5.00', { plainDescription: '<p>Bright</p>', brand: { name: 'Lux' } }));
    const updated = await products.updateProduct(product._id, { revision: product.revision, name: 'Lamp II', brand: null });
    assert.equal(updated.name, 'Lamp II');
    assert.equal(updated.revision, '2');
    const read = await products.getProduct(product._id, { fields: ['PLAIN_DESCRIPTION'] });
    assert.equal(read.brand ?? undefined, undefined);
    assert.equal(read.plainDescription, '<p>Bright</p>');
    assert.equal(read.variantsInfo.variants[0].price.actualPrice.amount, '5.00');
  });

  test('a stale revision is a conflict', async () => {
    const product = await created(simple('5.00'));
    await products.updateProduct(product._id, { revision: '1', name: 'first' });
    await refused(products.updateProduct(product._id, { revision: '1', name: 'second' }), 409, 'INVALID_REVISION');
    assert.equal((await products.getProduct(product._id)).name, 'first');
  });

  test('deleteProduct removes it', async () => {
    const { _id } = await products.createProduct(simple('5.00'));
    await products.deleteProduct(_id);
    await refused(products.getProduct(_id), 404, /NOT_FOUND/);
    await refused(products.getProduct(randomUUID()), 404, /NOT_FOUND/);
  });

  test('bulkCreateProducts answers for each, good and bad', async () => {
    const taken = await created(simple('1.00', { slug: 'lamp-' + randomUUID() }));
    const reply = await products.bulkCreateProducts(
      [simple('1.00'), simple('2.00', { slug: taken.slug }), simple('3.00')],
      { returnEntity: true },
    );
    assert.deepEqual(reply.results.map((r) => [r.itemMetadata.originalIndex, r.itemMetadata.success]), [
      [0, true],
      [1, false],
      [2, true],
    ]);
    assert.equal(reply.results[1].itemMetadata.error.code, 'DUPLICATE_SLUG_ERROR');
    assert.deepEqual([reply.bulkActionMetadata.totalSuccesses, reply.bulkActionMetadata.totalFailures], [2, 1]);
    for (const index of [0, 2]) {
      const { _id } = reply.results[index].item;
      assert.equal(_id, reply.results[index].itemMetadata._id);
      shop.onClose(() => products.deleteProduct(_id));
    }
  });

  test('bulkCreateProductsWithInventory makes products and stock', async () => {
    const list = [simple('1.00'), simple('2.00')];
    list.forEach((p, i) => (p.variantsInfo.variants[0].inventoryItem = { quantity: i + 1 }));
    const reply = await products.bulkCreateProductsWithInventory(list, { returnEntity: true });
    assert.equal(reply.productResults.bulkActionMetadata.totalSuccesses, 2);
    assert.equal(reply.inventoryResults.bulkActionMetadata.totalSuccesses, 2);
    reply.productResults.results.forEach((r) => shop.onClose(() => products.deleteProduct(r.itemMetadata._id)));
  });

  test('a slug is taken once', async () => {
    const { slug } = await created(simple('1.00', { slug: 'only-' + randomUUID() }));
    await refused(products.createProduct(simple('1.00', { slug })), 409, 'DUPLICATE_SLUG_ERROR');
  });

  test('a name that is too long is a violation of its field', async () => {
    const violation = await invalid(products.createProduct(simple('1.00', { name: 'x'.repeat(81) })), 'product.name');
    assert.equal(violation.violatedRule, 'MAX_LENGTH');
  });

  describe('found', () => {
    const word = 'Zq' + randomUUID().slice(0, 8);
    const slug = (n) => `${word.toLowerCase()}-${n}`;
    let ids;

    before(async () => {
      ids = [];
      for (let n = 1; n <= 5; n++) {
        ids.push((await created(simple(`${n}.00`, { name: `${word} ${n}`, slug: slug(n), visible: n !== 5 })))._id);
      }
    });

    test('queryProducts pages by cursor and keeps filter and order', async () => {
      let page = await products.queryProducts().startsWith('slug', word.toLowerCase()).descending('slug').limit(2).find();
      const found = page.items.map((p) => p._id);
      assert.equal(page.items.length, 2);
      while (page.hasNext()) {
        page = await page.next();
        found.push(...page.items.map((p) => p._id));
      }
      assert.deepEqual(found, [...ids].reverse());
      const back = await page.prev();
      assert.equal(back.items.length, 2);
    });

    test('queryProducts hides invisible ones from visitors', async () => {
      const { items } = await visitor(host).products.queryProducts().startsWith('slug', word.toLowerCase()).find();
      assert.deepEqual(items.map((p) => p._id).sort(), ids.slice(0, 4).sort());
    });

    test('queryProducts refuses a field that cannot be filtered by', async () => {
      const error = await products.queryProducts({ filter: { noSuchField: 1 } }).catch((e) => e);
      assert.equal(error.status, 400);
    });

    test('searchProducts filters by price and sorts', async () => {
      const { products: found } = await products.searchProducts({
        filter: { slug: { $startsWith: word.toLowerCase() }, 'actualPriceRange.minValue.amount': { $gte: '2', $lt: '5' } },
        sort: [{ fieldName: 'actualPriceRange.minValue.amount', order: 'DESC' }],
      });
      assert.deepEqual(found.map((p) => p._id), [ids[3], ids[2], ids[1]]);
    });

    test('searchProducts finds words in names', async () => {
      const { products: found } = await products.searchProducts({ search: { expression: word, fields: ['name'] } });
      assert.deepEqual(found.map((p) => p._id).sort(), [...ids].sort());
    });

    test('countProducts counts', async () => {
      const filter = { slug: { $startsWith: word.toLowerCase() } };
      assert.equal((await products.countProducts({ filter, returnNonVisibleProducts: true })).count, 5);
      assert.equal((await products.countProducts({ filter: { ...filter, visible: true } })).count, 4);
    });

    test('a query too long for an address travels as POST', async () => {
      const filler = Array.from({ length: 150 }, () => randomUUID());
      const { products: found } = await products.searchProducts({ filter: { _id: { $in: [...filler, ids[0]] } } });
      assert.deepEqual(found.map((p) => p._id), [ids[0]]);
    });
  });
});
