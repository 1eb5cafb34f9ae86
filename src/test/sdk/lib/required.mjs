// The operations that every run has to call through both kinds of host: whole modules, and parts of others.
const WHOLE = {
  cart: 12,
  'current-cart': 9,
  checkout: 16,
  'draft-orders': 24,
  'order-fulfillments': 6,
  'order-invoices': 4,
  'order-payment-requests': 10,
  'orders-settings': 2,
  'order-billing': 11,
  orders: 28,
  'discount-rules': 5,
  'marketing/coupons': 7,
  'totals-calculator': 1,
  redirects: 1,
  'shipping-options': 8,
  'delivery-profile': 18,
  'tax-groups': 7,
  'tax-regions': 6,
  'manual-tax-mappings': 10,
  'tax-calculation': 2,
  'tax-settings': 2,
};

const PARTS = {
  // The SDK's updatePayments takes no arguments, so that no call of it can name an order.
  'order-transactions': [
    'addPayments',
    'bulkUpdatePaymentStatuses',
    'listTransactionsForMultipleOrders',
    'listTransactionsForSingleOrder',
    'updatePaymentStatus',
    'updateRefundTransaction',
  ],
  'stores/products-v-3': [
    'createProduct',
    'createProductWithInventory',
    'bulkCreateProducts',
    'bulkCreateProductsWithInventory',
    'getProduct',
    'getProductBySlug',
    'updateProduct',
    'deleteProduct',
    'queryProducts',
    'searchProducts',
    'countProducts',
  ],
  'stores/inventory-items-v-3': [
    'createInventoryItem',
    'getInventoryItem',
    'queryInventoryItems',
    'searchInventoryItems',
    'updateInventoryItem',
    'bulkIncrementInventoryItems',
    'bulkDecrementInventoryItems',
  ],
  categories: [
    'createCategory',
    'getCategory',
    'getCategoryBySlug',
    'queryCategories',
    'updateCategory',
    'deleteCategory',
    'bulkAddItemsToCategory',
    'bulkRemoveItemsFromCategory',
    'listItemsInCategory',
    'listCategoriesForItem',
  ],
};

// A browser operation answers with a redirect, so that the SDK never sees a 200.
// Gift cards and memberships are refused, since nobody issues them.
const NEVER_200 = new Set([
  'checkout.markCheckoutAsCompletedAndRedirectToUrl',
  'order-billing.chargeMemberships',
  'order-billing.redeemGiftCard',
  'orders.chargeMemberships',
]);

/** Names of the required operations, as `module.operation`. */
export function requiredOperations(operations) {
  const names = [];
  for (const [module, count] of Object.entries(WHOLE)) {
    const own = operations.filter((o) => o.module === module);
    if (own.length !== count) {
      throw new Error(`operations.json holds ${own.length} operations of ${module}, not ${count}`);
    }
    names.push(...own.map((o) => `${module}.${o.operation}`));
  }
  for (const [module, list] of Object.entries(PARTS)) {
    names.push(...list.map((operation) => `${module}.${operation}`));
  }
  return names;
}

/** Says what is missing: one line for each operation that no client of a kind of host got a 200 from. */
export function missingCalls(required, seen) {
  const lines = [];
  for (const name of required) {
    for (const host of ['own', 'public']) {
      const statuses = seen.get(name)?.[host] ?? new Set();
      const answered = NEVER_200.has(name) ? statuses.size > 0 && !statuses.has(501) : statuses.has(200);
      if (!answered) {
        const got = statuses.size ? `only ${[...statuses].join(', ')}` : 'never called';
        lines.push(`${name} (${host} host): ${got}`);
      }
    }
  }
  return lines;
}
