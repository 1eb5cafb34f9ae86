import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, visitor } from '../lib/client.mjs';
import { line, Shop, unique } from '../lib/shop.mjs';
import { invalid, refused } from '../lib/expect.mjs';

onEachHost(describe, 'Delivery profiles', (host) => {
  const { deliveryProfile } = admin(host);
  const shop = new Shop(admin(host));
  let profile, carrier;

  const region = (...countries) => ({
    name: unique('Region'),
    active: true,
    destinations: countries.map((countryCode) => ({ countryCode })),
  });
  const named = (list, name) => list.find((r) => r.name === name);
  const read = () => deliveryProfile.getDeliveryProfile(profile._id);

  before(async () => {
    profile = await deliveryProfile.createDeliveryProfile({ name: unique('Bulky'), deliveryRegions: [region('FO')] });
    shop.onClose(() => deliveryProfile.deleteDeliveryProfile(profile._id));
    carrier = (await deliveryProfile.listInstalledDeliveryCarriers()).installedDeliveryCarriers[0];
  });
  after(() => shop.close());

  test('createDeliveryProfile', async () => {
    assert.deepEqual([profile.default ?? false, profile.revision], [false, '1']);
    assert.ok(profile.deliveryRegions[0]._id);
    assert.equal((await read()).name, profile.name);
  });

  test('listInstalledDeliveryCarriers names at least our own', () => {
    assert.ok(carrier._id);
    assert.ok(carrier.displayName);
  });

  test('queryDeliveryProfiles finds the default and pages', async () => {
    const { items } = await deliveryProfile.queryDeliveryProfiles().eq('default', true).find();
    assert.equal(items.length, 1);
    const found = await deliveryProfile.queryDeliveryProfiles().eq('name', profile.name).limit(1).find();
    assert.deepEqual(found.items.map((p) => p._id), [profile._id]);
    await refused(deliveryProfile.deleteDeliveryProfile(items[0]._id), 428, 'DEFAULT_DELIVERY_PROFILE_CANNOT_BE_DELETED');
  });

  test('updateDeliveryProfile renames it', async () => {
    const { revision } = await read();
    const name = unique('Heavy');
    const updated = await deliveryProfile.updateDeliveryProfile(profile._id, { revision, name });
    assert.equal(updated.name, name);
    assert.equal(updated.deliveryRegions.length, 1);
    await refused(deliveryProfile.updateDeliveryProfile(profile._id, { revision, name }), 409, 'INVALID_REVISION');
  });

  test('regions are added, changed and removed, and never overlap', async () => {
    const added = region('GL', 'SJ');
    const { deliveryProfile: withTwo } = await deliveryProfile.addDeliveryRegion(profile._id, added, {
      revision: (await read()).revision,
    });
    const made = named(withTwo.deliveryRegions, added.name);
    await refused(deliveryProfile.addDeliveryRegion(profile._id, region('SJ')), 409, 'DESTINATIONS_COLLISION');
    const identifiers = { deliveryProfileId: profile._id, deliveryRegionId: made._id };
    const name = unique('North');
    const changed = await deliveryProfile.updateDeliveryRegion(identifiers, { name, destinations: [{ countryCode: 'GL' }] });
    assert.deepEqual(named(changed.deliveryProfile.deliveryRegions, name).destinations.map((d) => d.countryCode), ['GL']);
    const found = await deliveryProfile.getDeliveryProfileByDeliveryRegionId(made._id);
    assert.equal(found.deliveryProfile._id, profile._id);
    const { deliveryProfile: withOne } = await deliveryProfile.removeDeliveryRegion(identifiers);
    assert.equal(withOne.deliveryRegions.length, 1);
    await refused(deliveryProfile.getDeliveryProfileByDeliveryRegionId(made._id), 404, 'DELIVERY_REGION_NOT_FOUND');
  });

  test('carriers are added to a region, changed and removed', async () => {
    const regionId = profile.deliveryRegions[0]._id;
    const appId = carrier._id;
    const carriers = ({ deliveryProfile: p }) => p.deliveryRegions[0].deliveryCarriers ?? [];
    const present = carriers({ deliveryProfile: await read() }).some((c) => c.appId === appId);
    if (present) {
      await deliveryProfile.removeDeliveryCarrier(regionId, { appId });
    }
    const backupRate = { title: 'Fallback', amount: '9.50', active: true };
    const added = await deliveryProfile.addDeliveryCarrier(regionId, { deliveryCarrier: { appId, backupRate } });
    assert.equal(Number(carriers(added).find((c) => c.appId === appId).backupRate.amount), 9.5);
    const again = deliveryProfile.addDeliveryCarrier(regionId, { deliveryCarrier: { appId, backupRate } });
    await refused(again, 409, 'CARRIER_ALREADY_EXISTS_IN_REGION');
    const charges = [{ description: 'Handling', amount: '1.25' }];
    const changed = await deliveryProfile.updateDeliveryCarrier(regionId, {
      deliveryCarrier: { appId, additionalCharges: charges },
    });
    const found = carriers(changed).find((c) => c.appId === appId);
    assert.equal(found.additionalCharges[0].description, 'Handling');
    assert.equal(found.backupRate.title, 'Fallback');
    const listed = await deliveryProfile.listDeliveryCarriers(profile._id, { appIds: [appId] });
    assert.equal(listed.results[0].deliveryCarrierMetadata.success, true);
    assert.equal(listed.results[0].deliveryCarrierDetails.displayName, carrier.displayName);
    const removed = await deliveryProfile.removeDeliveryCarrier(regionId, { appId });
    assert.ok(!carriers(removed).some((c) => c.appId === appId));
    const unknown = { appId: randomUUID(), backupRate };
    await refused(
      deliveryProfile.addDeliveryCarrier(regionId, { deliveryCarrier: unknown }),
      428,
      'UNKNOWN_DELIVERY_CARRIER',
    );
  });

  test('a row of a carrier is switched on and off', async () => {
    const { regionId, options } = await shop.delivery({
      country: 'FO',
      options: [{ title: 'Boat', rates: [{ amount: '3.00' }] }],
    });
    assert.ok(regionId);
    const rowId = options[0]._id;
    await deliveryProfile.setDeliveryCarrierActiveStatus(carrier._id, { rowId, active: false });
    await deliveryProfile.updateCarrierSettings(carrier._id, { rowId, active: true });
    const nowhere = deliveryProfile.setDeliveryCarrierActiveStatus(randomUUID(), { rowId, active: true });
    await refused(nowhere, 404, 'DELIVERY_CARRIER_NOT_FOUND');
  });

  test('getDeliveryDestinationProperties lists countries', async () => {
    const { restOfWorld, countries } = await deliveryProfile.getDeliveryDestinationProperties();
    assert.ok(restOfWorld);
    assert.ok(Array.isArray(countries));
  });

  test('updateExtendedFields keeps the revision', async () => {
    const { revision } = await read();
    const namespaceData = { zone: 7 };
    await deliveryProfile.updateExtendedFields(profile._id, '@acme/maps', { namespaceData });
    const after = await read();
    assert.deepEqual(after.extendedFields.namespaces['@acme/maps'], namespaceData);
    assert.equal(after.revision, revision);
  });

  test('deleteDeliveryProfile', async () => {
    const { _id } = await deliveryProfile.createDeliveryProfile({ name: unique('Gone'), deliveryRegions: [] });
    await deliveryProfile.deleteDeliveryProfile(_id);
    await refused(deliveryProfile.getDeliveryProfile(_id), 404, /NOT_FOUND/);
  });
});

onEachHost(describe, 'Shipping options', (host) => {
  const { shippingOptions, deliveryProfile } = admin(host);
  const shop = new Shop(admin(host));
  let delivery, option;

  before(async () => {
    await shop.pauseOtherRules();
    delivery = await shop.delivery({
      country: 'FO',
      options: [{ title: 'Van', rates: [{ amount: '4.00' }] }],
    });
    [option] = delivery.options;
  });
  after(() => shop.close());

  test('createShippingOption and getShippingOption', async () => {
    const read = await shippingOptions.getShippingOption(option._id);
    assert.equal(read.title, 'Van');
    assert.equal(Number(read.rates[0].amount), 4);
    assert.deepEqual(read.deliveryRegionIds, [delivery.regionId]);
    await refused(shippingOptions.getShippingOption(randomUUID()), 404, /NOT_FOUND/);
  });

  test('needs at least one rate', async () => {
    const without = { title: 'Free?', deliveryRegionIds: [delivery.regionId], rates: [] };
    await invalid(shippingOptions.createShippingOption(without), 'shippingOption.rates');
  });

  test('queryShippingOptions by region, in one parameter and in a long one', async () => {
    const { items } = await shippingOptions.queryShippingOptions().hasSome('deliveryRegionIds', [delivery.regionId]).find();
    assert.deepEqual(items.map((o) => o._id), [option._id]);
    const many = [option._id, ...Array.from({ length: 150 }, () => randomUUID())];
    const long = await shippingOptions.queryShippingOptions().in('_id', many).limit(10).find();
    assert.deepEqual(long.items.map((o) => o._id), [option._id]);
  });

  test('updateShippingOption replaces the rates and clears with null', async () => {
    const rates = [{ amount: '6.00', conditions: [] }];
    const updated = await shippingOptions.updateShippingOption(option._id, {
      revision: option.revision,
      estimatedDeliveryTime: null,
      rates,
    });
    assert.equal(Number(updated.rates[0].amount), 6);
    assert.equal(updated.estimatedDeliveryTime ?? undefined, undefined);
    assert.equal(updated.title, 'Van');
    const stale = shippingOptions.updateShippingOption(option._id, { revision: option.revision, title: 'x' });
    await refused(stale, 409, 'INVALID_REVISION');
    option = updated;
  });

  test('a region is added and removed', async () => {
    const { deliveryProfile: profile } = await deliveryProfile.addDeliveryRegion(delivery.profileId, {
      name: 'More',
      active: true,
      destinations: [{ countryCode: 'GL' }],
    });
    const other = profile.deliveryRegions.find((r) => r.name === 'More')._id;
    const added = await shippingOptions.addDeliveryRegion(option._id, other, { revision: option.revision });
    assert.deepEqual([...added.shippingOption.deliveryRegionIds].sort(), [delivery.regionId, other].sort());
    const { revision } = added.shippingOption;
    const removed = await shippingOptions.removeDeliveryRegion(option._id, other, { revision });
    assert.deepEqual(removed.shippingOption.deliveryRegionIds, [delivery.regionId]);
  });

  test('updateExtendedFields', async () => {
    const namespaceData = { colour: 'blue' };
    const reply = await shippingOptions.updateExtendedFields(option._id, '@acme/vans', { namespaceData });
    assert.deepEqual(reply.shippingOption.extendedFields.namespaces['@acme/vans'], namespaceData);
  });

  test('conditions choose the rate: the lowest of those that hold, times the quantity where it says so', async () => {
    const when = (type, operator, value) => ({ type, operator, value });
    const { profileId } = await shop.delivery({
      country: 'SJ',
      options: [
        {
          title: 'By price',
          rates: [
            { amount: '8.00' },
            { amount: '5.00', conditions: [when('BY_TOTAL_PRICE', 'GTE', '30')] },
            { amount: '0', conditions: [when('BY_TOTAL_PRICE', 'GTE', '100')] },
          ],
        },
        { title: 'By piece', rates: [{ amount: '1.50', multiplyByQuantity: true }] },
        {
          title: 'By weight',
          rates: [
            { amount: '2.00', conditions: [when('BY_TOTAL_WEIGHT', 'LTE', '1')] },
            { amount: '9.00', conditions: [when('BY_TOTAL_WEIGHT', 'GT', '1'), when('BY_TOTAL_QUANTITY', 'GTE', '2')] },
          ],
        },
        { title: 'Never', rates: [{ amount: '1.00', conditions: [when('BY_TOTAL_QUANTITY', 'GT', '50')] }] },
      ],
    });
    const sack = await shop.product({ price: '10.00', weight: 0.5, physicalProperties: { deliveryProfileId: profileId } });
    const guest = visitor(host);
    const offered = async (quantity) => {
      const { cart } = await guest.currentCart.getCurrentCart().then(
        (c) => guest.currentCart.updateCurrentCartLineItemQuantity([{ _id: c.lineItems[0]._id, quantity }]),
        () => guest.currentCart.addToCurrentCart({ lineItems: [line(sack, quantity)] }),
      );
      assert.equal(cart.lineItems[0].quantity, quantity);
      const { shippingInfo } = await guest.currentCart.estimateCurrentCartTotals({ shippingAddress: { country: 'SJ' } });
      const all = shippingInfo.carrierServiceOptions.flatMap((c) => c.shippingOptions);
      return Object.fromEntries(all.map((o) => [o.title, o.cost.price.amount]));
    };
    assert.deepEqual(await offered(2), { 'By price': '8.00', 'By piece': '3.00', 'By weight': '2.00' });
    assert.deepEqual(await offered(3), { 'By price': '5.00', 'By piece': '4.50', 'By weight': '9.00' });
    assert.deepEqual(await offered(10), { 'By price': '0.00', 'By piece': '15.00', 'By weight': '9.00' });
  });

  test('deleteShippingOption', async () => {
    const { _id } = await shippingOptions.createShippingOption({
      title: 'Short-lived',
      deliveryRegionIds: [delivery.regionId],
      rates: [{ amount: '1.00' }],
    });
    await shippingOptions.deleteShippingOption(_id);
    await refused(shippingOptions.getShippingOption(_id), 404, /NOT_FOUND/);
  });
});
