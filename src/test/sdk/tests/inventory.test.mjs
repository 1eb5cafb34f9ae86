import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost } from '../lib/client.mjs';
import { Shop, unique } from '../lib/shop.mjs';
import { refused } from '../lib/expect.mjs';

onEachHost(describe, 'Inventory', (host) => {
  const { inventory, products } = admin(host);
  const shop = new Shop(admin(host));
  let product, item;

  before(async () => {
    product = await products.createProduct({
      name: unique('Stool'),
      productType: 'PHYSICAL',
      physicalProperties: {},
      variantsInfo: { variants: [{ price: { actualPrice: { amount: '40.00' } } }] },
    });
    shop.onClose(() => products.deleteProduct(product._id));
    const variantId = product.variantsInfo.variants[0]._id;
    item = await inventory.createInventoryItem({ productId: product._id, variantId, quantity: 5 });
  });
  after(() => shop.close());

  test('createInventoryItem tracks a quantity, once for each variant', async () => {
    assert.deepEqual([item.quantity, item.trackQuantity, item.availabilityStatus], [5, true, 'IN_STOCK']);
    const { productId, variantId } = item;
    await refused(inventory.createInventoryItem({ productId, variantId, quantity: 1 }), 409, 'ITEM_ALREADY_EXISTS');
  });

  test('getInventoryItem', async () => {
    assert.equal((await inventory.getInventoryItem(item._id)).productId, product._id);
    await refused(inventory.getInventoryItem(randomUUID()), 404, /NOT_FOUND/);
  });

  test('queryInventoryItems and searchInventoryItems', async () => {
    const { items } = await inventory.queryInventoryItems().eq('productId', product._id).gt('quantity', 4).find();
    assert.deepEqual(items.map((i) => i._id), [item._id]);
    const { inventoryItems } = await inventory.searchInventoryItems({ filter: { productId: product._id } });
    assert.deepEqual(inventoryItems.map((i) => i._id), [item._id]);
  });

  test('updateInventoryItem sets the quantity and wants the current revision', async () => {
    const updated = await inventory.updateInventoryItem(item._id, { revision: item.revision, quantity: 20 }, { reason: 'MANUAL' });
    assert.equal(updated.quantity, 20);
    assert.equal(Number(updated.revision), Number(item.revision) + 1);
    const stale = inventory.updateInventoryItem(item._id, { revision: item.revision, quantity: 1 });
    await refused(stale, 409, 'INVALID_REVISION');
  });

  test('bulk increment and decrement count up and down', async () => {
    const inventoryItemId = item._id;
    const more = await inventory.bulkIncrementInventoryItems([{ inventoryItemId, incrementBy: 4 }], { returnEntity: true });
    assert.equal(more.results[0].item.quantity, 24);
    const less = await inventory.bulkDecrementInventoryItems([{ inventoryItemId, decrementBy: 21 }], {
      restrictInventory: true,
      returnEntity: true,
    });
    assert.equal(less.results[0].item.quantity, 3);
    assert.equal(less.bulkActionMetadata.totalSuccesses, 1);
  });

  test('a restricted decrement does not go below zero', async () => {
    const reply = await inventory.bulkDecrementInventoryItems([{ inventoryItemId: item._id, decrementBy: 4 }], {
      restrictInventory: true,
    });
    assert.equal(reply.bulkActionMetadata.totalFailures, 1);
    assert.equal(reply.results[0].itemMetadata.success, false);
    assert.equal(reply.results[0].itemMetadata.error.code, 'INSUFFICIENT_INVENTORY');
    assert.equal((await inventory.getInventoryItem(item._id)).quantity, 3);
  });
});
