import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, STORES_APP } from '../lib/client.mjs';
import { Shop, unique } from '../lib/shop.mjs';
import { invalid, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Tax', (host) => {
  const { manualTaxMappings, taxCalculation, taxGroups, taxRegions, taxSettings } = admin(host);
  const shop = new Shop(admin(host));
  let calculator;

  const group = async () => {
    const made = await taxGroups.createTaxGroup({ name: unique('Group') });
    shop.onClose(() => taxGroups.deleteTaxGroup(made._id));
    return made;
  };
  const region = async (country, fields) => {
    const made = await taxRegions.createTaxRegion({ country, appId: calculator, ...fields });
    shop.onClose(() => taxRegions.deleteTaxRegion(made._id));
    return made;
  };

  before(async () => {
    calculator = (await taxCalculation.listTaxCalculators()).taxCalculatorDetails[0].appId;
  });
  after(() => shop.close());

  test('listTaxCalculators names the manual one', async () => {
    const { taxCalculatorDetails } = await taxCalculation.listTaxCalculators();
    assert.ok(taxCalculatorDetails.length >= 1);
    assert.ok(taxCalculatorDetails[0].displayName);
  });

  describe('groups', () => {
    test('are created, read, renamed and deleted', async () => {
      const made = await taxGroups.createTaxGroup({ name: unique('Books') });
      assert.equal((await taxGroups.getTaxGroup(made._id)).name, made.name);
      const name = unique('Papers');
      const renamed = await taxGroups.updateTaxGroup(made._id, { name, revision: made.revision });
      assert.deepEqual([renamed.name, renamed.revision], [name, '2']);
      await refused(taxGroups.updateTaxGroup(made._id, { name, revision: made.revision }), 409, 'INVALID_REVISION');
      await taxGroups.deleteTaxGroup(made._id);
      await refused(taxGroups.getTaxGroup(made._id), 404, /NOT_FOUND/);
    });

    test('are queried by name', async () => {
      const [one, two] = [await group(), await group()];
      const { items } = await taxGroups.queryTaxGroups().in('name', [one.name, two.name]).ascending('name').find();
      assert.deepEqual(items.map((g) => g.name), [one.name, two.name].sort());
    });

    test('have defaults, by app', async () => {
      const { taxGroups: defaults } = await taxGroups.listDefaultTaxGroups();
      assert.ok(defaults.length >= 1);
      const { results } = await taxGroups.listDefaultTaxGroupsByAppIds([STORES_APP, randomUUID()]);
      assert.equal(results[0].taxGroupMetadata.success, true);
      assert.ok(defaults.some((g) => g._id === results[0].taxGroup._id));
      assert.equal(results[1].taxGroupMetadata.success, false);
      const renamed = taxGroups.updateTaxGroup(defaults[0]._id, { name: 'x', revision: defaults[0].revision });
      await refused(renamed, 428, 'ILLEGAL_UPDATE_ON_SYSTEM_DEFINED_TAX_GROUP');
    });
  });

  describe('regions', () => {
    test('are created, read, updated and deleted', async () => {
      const made = await taxRegions.createTaxRegion({ country: 'MC', appId: calculator, taxIncludedInPrice: true });
      assert.equal((await taxRegions.getTaxRegion(made._id)).taxIncludedInPrice, true);
      const updated = await taxRegions.updateTaxRegion(made._id, { revision: made.revision, taxIncludedInPrice: false });
      assert.deepEqual([updated.taxIncludedInPrice, updated.country, updated.revision], [false, 'MC', '2']);
      await taxRegions.deleteTaxRegion(made._id);
      await refused(taxRegions.getTaxRegion(made._id), 404, /NOT_FOUND/);
    });

    test('exist once for each country and subdivision', async () => {
      await region('SM');
      await refused(taxRegions.createTaxRegion({ country: 'SM', appId: calculator }), 409, 'ALREADY_EXISTS');
    });

    test('are created in bulk', async () => {
      await region('VA');
      const list = ['AD', 'VA'].map((country) => ({ country, appId: calculator }));
      const { results, bulkActionMetadata } = await taxRegions.bulkCreateTaxRegion(list, { returnEntity: true });
      assert.deepEqual([bulkActionMetadata.totalSuccesses, bulkActionMetadata.totalFailures], [1, 1]);
      assert.equal(results[0].item.country, 'AD');
      assert.equal(results[1].itemMetadata.error.code, 'ALREADY_EXISTS');
      await taxRegions.deleteTaxRegion(results[0].item._id);
    });

    test('are queried by country', async () => {
      const made = await region('FO');
      const { items } = await taxRegions.queryTaxRegions().eq('country', 'FO').find();
      assert.deepEqual(items.map((r) => r._id), [made._id]);
    });

    test('need a country that exists', async () => {
      await invalid(taxRegions.createTaxRegion({ country: 'QQ', appId: calculator }), 'taxRegion.country');
    });
  });

  describe('mappings', () => {
    let taxGroup, taxRegion, mapping;

    before(async () => {
      taxGroup = await group();
      taxRegion = await region('LI');
      mapping = await manualTaxMappings.createManualTaxMapping({
        taxGroupId: taxGroup._id,
        taxRegionId: taxRegion._id,
        taxRate: '0.081',
        taxName: 'MWST',
        taxType: 'VAT',
        jurisdiction: 'Liechtenstein',
        jurisdictionType: 'COUNTRY',
      });
    });

    test('createManualTaxMapping, once for a group and a region', async () => {
      const { taxGroupId, taxRegionId } = mapping;
      assert.equal(Number(mapping.taxRate), 0.081);
      const again = manualTaxMappings.createManualTaxMapping({ taxGroupId, taxRegionId, taxRate: '0.1' });
      await refused(again, 409, 'MANUAL_TAX_MAPPING_ALREADY_EXISTS');
      const nowhere = manualTaxMappings.createManualTaxMapping({ taxGroupId, taxRegionId: randomUUID(), taxRate: '0.1' });
      await refused(nowhere, 404, 'TAX_REGION_ID_NOT_FOUND');
    });

    test('get, query and list', async () => {
      assert.equal((await manualTaxMappings.getManualTaxMapping(mapping._id)).taxName, 'MWST');
      const { items } = await manualTaxMappings.queryManualTaxMappings().eq('taxRegionId', taxRegion._id).find();
      assert.deepEqual(items.map((m) => m._id), [mapping._id]);
      const all = await manualTaxMappings.listManualTaxMappings();
      assert.ok(all.manualTaxMappings.some((m) => m._id === mapping._id));
    });

    test('updateManualTaxMapping', async () => {
      const changes = { revision: mapping.revision, taxRate: '0.026', description: 'reduced' };
      const updated = await manualTaxMappings.updateManualTaxMapping(mapping._id, changes);
      assert.deepEqual([Number(updated.taxRate), updated.description, updated.taxName], [0.026, 'reduced', 'MWST']);
      mapping = updated;
    });

    test('exempt groups are assigned and unassigned', async () => {
      const exemptGroupId = randomUUID();
      const manualTaxMappingId = mapping._id;
      const assigned = await manualTaxMappings.bulkAssignExemptOverrides({
        assignOverrides: [{ manualTaxMappingId, exemptGroupOverrides: [{ exemptGroupId, rate: '0.01' }] }],
        returnEntity: true,
      });
      const [rate] = assigned.results[0].item.exemptRates;
      assert.deepEqual([rate.taxExemptGroupId, Number(rate.taxRate)], [exemptGroupId, 0.01]);
      const unassigned = await manualTaxMappings.bulkUnassignExemptOverrides(
        [{ manualTaxMappingId, exemptGroupIds: [exemptGroupId] }],
        { returnEntity: true },
      );
      assert.deepEqual(unassigned.results[0].item.exemptRates ?? [], []);
    });

    test('updateExtendedFields keeps the revision', async () => {
      const before = await manualTaxMappings.getManualTaxMapping(mapping._id);
      const namespaceData = { note: 'checked', count: 3 };
      await manualTaxMappings.updateExtendedFields(mapping._id, '@acme/audit', { namespaceData });
      const after = await manualTaxMappings.getManualTaxMapping(mapping._id);
      assert.deepEqual(after.extendedFields.namespaces['@acme/audit'], namespaceData);
      assert.equal(after.revision, before.revision);
    });

    test('bulkCreateManualTaxMappings answers for each', async () => {
      const other = await group();
      const list = [other, taxGroup].map((g) => ({ taxGroupId: g._id, taxRegionId: taxRegion._id, taxRate: '0.05' }));
      const reply = await manualTaxMappings.bulkCreateManualTaxMappings(list, { returnEntity: true });
      assert.deepEqual(reply.results.map((r) => r.itemMetadata.success), [true, false]);
      await manualTaxMappings.deleteManualTaxMapping(reply.results[0].item._id);
    });

    test('deleteManualTaxMapping', async () => {
      await manualTaxMappings.deleteManualTaxMapping(mapping._id);
      await refused(manualTaxMappings.getManualTaxMapping(mapping._id), 404, /NOT_FOUND/);
    });
  });

  test('settings say whether prices include tax for new regions', async () => {
    const { taxSettings: before } = await taxSettings.getTaxSettings();
    const flag = !before.taxIncludedInItemPrices;
    await taxSettings.upsertTaxSettings({ taxIncludedInItemPrices: flag });
    assert.equal((await taxSettings.getTaxSettings()).taxSettings.taxIncludedInItemPrices, flag);
    await taxSettings.upsertTaxSettings({ taxIncludedInItemPrices: !flag });
    assert.equal((await taxSettings.getTaxSettings()).taxSettings.taxIncludedInItemPrices, !flag);
  });

  describe('calculation', () => {
    const lineOf = (id, price, taxGroupId, fields) => ({
      id,
      price,
      quantity: 1,
      taxGroupId,
      addressIndex: { singleAddress: 0 },
      ...fields,
    });
    const calculate = (country, lineItems) =>
      taxCalculation.calculateTax({ currency: 'USD', addresses: [{ country }], lineItems });

    test('adds tax to prices without it', async () => {
      const { group: taxGroup } = await shop.tax({ country: 'GL', rate: '0.075' });
      const reply = await calculate('GL', [lineOf('a', '19.99', taxGroup._id), lineOf('b', '0.06', taxGroup._id)]);
      // 19.99 x 7.5 % = 1.49925, 0.06 x 7.5 % = 0.0045
      assert.deepEqual(reply.lineItemTaxDetails.map((d) => Number(d.taxSummary.taxAmount)), [1.5, 0]);
      assert.equal(Number(reply.taxSummary.totalTax), 1.5);
      const [row] = reply.taxSummary.aggregatedTaxBreakdown;
      assert.deepEqual([row.taxName, Number(row.rate), Number(row.aggregatedTaxAmount)], ['VAT', 0.075, 1.5]);
    });

    test('takes tax out of prices with it', async () => {
      const { group: taxGroup } = await shop.tax({ country: 'MT', rate: '0.18', included: true });
      const reply = await calculate('MT', [lineOf('a', '10.00', taxGroup._id, { taxIncludedInPrice: true })]);
      // 10.00 x 0.18 / 1.18 = 1.525...
      assert.equal(Number(reply.lineItemTaxDetails[0].taxSummary.taxAmount), 1.53);
      assert.equal(Number(reply.lineItemTaxDetails[0].taxSummary.taxableAmount), 8.47);
    });

    test('is zero where there is no region', async () => {
      const reply = await calculate('AQ', [lineOf('a', '10.00')]);
      assert.equal(Number(reply.taxSummary.totalTax), 0);
    });

    test('refuses an address index that leads nowhere', async () => {
      const astray = calculate('GL', [lineOf('a', '10.00', undefined, { addressIndex: { singleAddress: 2 } })]);
      await refused(astray, 400, 'INVALID_LINE_ITEM_ADDRESS_INDEX');
    });
  });
});
