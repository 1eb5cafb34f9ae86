import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, STORES_APP, visitor } from '../lib/client.mjs';
import { Shop, unique } from '../lib/shop.mjs';
import { refused } from '../lib/expect.mjs';

const treeReference = { appNamespace: '@wix/stores' };

onEachHost(describe, 'Categories', (host) => {
  const { categories } = admin(host);
  const shop = new Shop(admin(host));
  let category, items;

  const created = async (fields) => {
    const made = await categories.createCategory({ name: unique('Garden'), visible: true, ...fields }, { treeReference });
    shop.onClose(() => categories.deleteCategory(made._id, treeReference));
    return made;
  };
  const listed = async () => (await categories.listItemsInCategory(category._id, treeReference)).items ?? [];
  const idsOf = (list) => list.map((i) => i.catalogItemId).sort();

  before(async () => {
    category = await created();
    const made = [await shop.product({ price: '1.00' }), await shop.product({ price: '2.00' })];
    items = made.map((p) => ({ catalogItemId: p._id, appId: STORES_APP }));
  });
  after(() => shop.close());

  test('createCategory gives a slug and a revision', () => {
    assert.ok(category.slug);
    assert.equal(category.revision, '1');
    assert.equal(category.itemCounter, 0);
  });

  test('getCategory and getCategoryBySlug', async () => {
    assert.equal((await categories.getCategory(category._id, treeReference)).name, category.name);
    const reply = await visitor(host).categories.getCategoryBySlug(category.slug, treeReference);
    assert.equal(reply.category._id, category._id);
    await refused(categories.getCategory(randomUUID(), treeReference), 404, /NOT_FOUND/);
  });

  test('queryCategories pages by cursor', async () => {
    const second = await created();
    const wanted = [category._id, second._id].sort();
    let page = await categories.queryCategories({ treeReference }).in('_id', wanted).ascending('name').limit(1).find();
    const found = page.items.map((c) => c._id);
    while (page.hasNext()) {
      page = await page.next();
      found.push(...page.items.map((c) => c._id));
    }
    assert.deepEqual(found.sort(), wanted);
  });

  test('updateCategory changes the name, and wants the current revision', async () => {
    const name = unique('Terrace');
    const updated = await categories.updateCategory(category._id, { revision: category.revision, name }, { treeReference });
    assert.deepEqual([updated.name, updated.revision], [name, '2']);
    const stale = categories.updateCategory(category._id, { revision: '1', name: 'x' }, { treeReference });
    await refused(stale, 409, 'INVALID_REVISION');
  });

  test('items go in and are listed from both sides', async () => {
    const reply = await categories.bulkAddItemsToCategory(category._id, items, { treeReference });
    assert.equal(reply.bulkActionMetadata.totalSuccesses, 2);
    assert.deepEqual(idsOf(await listed()), idsOf(items));
    const { directCategoryIds } = await categories.listCategoriesForItem(items[0], { treeReference });
    assert.deepEqual(directCategoryIds.filter((id) => id === category._id), [category._id]);
    assert.equal((await categories.getCategory(category._id, treeReference)).itemCounter, 2);
  });

  test('items come out again', async () => {
    const reply = await categories.bulkRemoveItemsFromCategory(category._id, [items[0]], { treeReference });
    assert.equal(reply.bulkActionMetadata.totalSuccesses, 1);
    assert.deepEqual(idsOf(await listed()), [items[1].catalogItemId]);
  });

  test('deleteCategory removes it', async () => {
    const { _id } = await categories.createCategory({ name: unique('Short-lived') }, { treeReference });
    await categories.deleteCategory(_id, treeReference);
    await refused(categories.getCategory(_id, treeReference), 404, /NOT_FOUND/);
  });
});
