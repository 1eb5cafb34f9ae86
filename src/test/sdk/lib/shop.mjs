// A small shop that a test makes for itself and clears away again: products, rules, coupons, tax and delivery that no
// other test knows of, so that amounts can be worked out by hand.
import { randomUUID } from 'node:crypto';
import { STORES_APP } from './client.mjs';

/** A name that no other test, and no earlier run, has used. */
export function unique(word) {
  return `${word} ${randomUUID().slice(0, 8)}`;
}

/** The reference of a product, as a cart line names it. */
export function reference(product, variantId) {
  const found = { appId: STORES_APP, catalogItemId: product._id };
  return variantId ? { ...found, options: { variantId } } : found;
}

export function line(product, quantity, variantId) {
  return { catalogReference: reference(product, variantId), quantity };
}

/** A discount's scope that covers exactly these products. */
export function itemsScope(...products) {
  return {
    id: `specific_${STORES_APP}`,
    type: 'CATALOG_ITEM',
    catalogItemFilter: { catalogAppId: STORES_APP, catalogItemIds: products.map((p) => p._id) },
  };
}

export class Shop {
  #undo = [];

  constructor(admin) {
    this.admin = admin;
  }

  /** Has `undo` run when the shop is closed, in the reverse of this order. */
  onClose(undo) {
    this.#undo.push(undo);
  }

  async close() {
    const failures = [];
    for (const undo of this.#undo.reverse()) {
      await undo().catch((e) => failures.push(e));
    }
    this.#undo = [];
    if (failures.length) {
      throw new AggregateError(failures, `could not clear away: ${failures.map((f) => f.message)}`);
    }
  }

  /** Switches every rule off that is on now, so that only the test's own ones price its carts. */
  async pauseOtherRules() {
    const { discountRules } = this.admin;
    let page = await discountRules.queryDiscountRules().eq('active', true).limit(100).find();
    const found = [...page.items];
    while (page.hasNext()) {
      page = await page.next();
      found.push(...page.items);
    }
    for (const rule of found) {
      const paused = await discountRules.updateDiscountRule(rule._id, { revision: rule.revision, active: false });
      this.onClose(() =>
        discountRules.updateDiscountRule(rule._id, { revision: paused.revision, active: true }),
      );
    }
  }

  /** A product with one variant, in stock without a limit unless `quantity` is given. */
  async product({ name = unique('Thing'), price, quantity, weight, ...fields }) {
    const variant = {
      price: { actualPrice: { amount: price } },
      inventoryItem: quantity === undefined ? { inStock: true } : { quantity },
    };
    if (weight !== undefined) {
      variant.physicalProperties = { weight };
    }
    const { product, inventoryResults } = await this.admin.products.createProductWithInventory(
      { name, productType: 'PHYSICAL', physicalProperties: {}, variantsInfo: { variants: [variant] }, ...fields },
      { returnEntity: true },
    );
    this.onClose(() => this.admin.products.deleteProduct(product._id));
    return { ...product, inventoryItemId: inventoryResults?.results?.[0]?.itemMetadata?._id };
  }

  async rule(discount, { trigger, name = unique('Rule'), ...fields } = {}) {
    const rule = await this.admin.discountRules.createDiscountRule({
      name,
      ...(trigger && { trigger }),
      discounts: { values: [discount] },
      ...fields,
    });
    this.onClose(() => this.admin.discountRules.deleteDiscountRule(rule._id));
    return rule;
  }

  /** A percentage off the given products. */
  percentRule(percentage, products, fields) {
    return this.rule(
      {
        targetType: 'SPECIFIC_ITEMS',
        specificItemsInfo: { scopes: [itemsScope(...products)] },
        discountType: 'PERCENTAGE',
        percentage,
      },
      fields,
    );
  }

  /** A coupon for everything in the store, unless `specification` says otherwise. Answers `{id, code}`. */
  async coupon(specification) {
    const code = 'T' + randomUUID().slice(0, 12).toUpperCase();
    const { _id } = await this.admin.coupons.createCoupon({
      name: unique('Coupon'),
      code,
      startTime: String(Date.now() - 60_000),
      ...specification,
    });
    this.onClose(() => this.admin.coupons.deleteCoupon(_id));
    return { id: _id, code };
  }

  /** Has tax of `rate` on the lines of a new tax group and `deliveryRate` on delivery, in one country. */
  async tax({ country, included = false, rate, deliveryRate = rate }) {
    const { taxCalculation, taxGroups, taxRegions, manualTaxMappings } = this.admin;
    const { taxCalculatorDetails } = await taxCalculation.listTaxCalculators();
    const region = await taxRegions.createTaxRegion({
      country,
      appId: taxCalculatorDetails[0].appId,
      taxIncludedInPrice: included,
    });
    this.onClose(() => taxRegions.deleteTaxRegion(region._id));
    const group = await taxGroups.createTaxGroup({ name: unique('Group') });
    this.onClose(() => taxGroups.deleteTaxGroup(group._id));
    const { taxGroups: defaults } = await taxGroups.listDefaultTaxGroups();
    const rates = [[group, rate], ...defaults.map((g) => [g, deliveryRate])];
    for (const [taxGroup, taxRate] of rates) {
      const mapping = await manualTaxMappings.createManualTaxMapping({
        taxGroupId: taxGroup._id,
        taxRegionId: region._id,
        taxRate,
        taxName: 'VAT',
        taxType: 'VAT',
        jurisdiction: country,
        jurisdictionType: 'COUNTRY',
      });
      this.onClose(() => manualTaxMappings.deleteManualTaxMapping(mapping._id));
    }
    return { region, group };
  }

  /** A delivery profile of its own for one country. `options` = [{title, rates}]. Answers `{profileId, regionId, options}`. */
  async delivery({ country, options }) {
    const { deliveryProfile, shippingOptions } = this.admin;
    const profile = await deliveryProfile.createDeliveryProfile({
      name: unique('Delivery'),
      deliveryRegions: [{ name: unique('Region'), active: true, destinations: [{ countryCode: country }] }],
    });
    this.onClose(() => deliveryProfile.deleteDeliveryProfile(profile._id));
    const [region] = profile.deliveryRegions;
    const made = [];
    for (const option of options) {
      const shippingOption = await shippingOptions.createShippingOption({
        deliveryRegionIds: [region._id],
        estimatedDeliveryTime: '2 days',
        ...option,
      });
      this.onClose(() => shippingOptions.deleteShippingOption(shippingOption._id));
      made.push(shippingOption);
    }
    return { profileId: profile._id, regionId: region._id, options: made };
  }
}
