// The purchase flow from the first visit to the order, with every amount worked out by hand.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admin, onEachHost, visitor } from '../lib/client.mjs';
import { line, Shop, unique } from '../lib/shop.mjs';
import { amounts, assertNoErrors, assertSummary, ok } from '../lib/expect.mjs';

const ADDRESS = { country: 'IS', city: 'Reykjavik', postalCode: '101', addressLine1: 'Laugavegur 1' };
const PERSON = { firstName: 'Ada', lastName: 'Byron', phone: '5551234' };

onEachHost(describe, 'Purchase flow', (host) => {
  let shop, guest, kettle, cup, coupon, delivery, rule;

  before(async () => {
    shop = new Shop(admin(host));
    await shop.pauseOtherRules();
    const { group } = await shop.tax({ country: 'IS', rate: '0.24', deliveryRate: '0.1' });
    delivery = await shop.delivery({ country: 'IS', options: [{ title: 'Post', rates: [{ amount: '7.50' }] }] });
    const fields = { taxGroupId: group._id, physicalProperties: { deliveryProfileId: delivery.profileId } };
    kettle = await shop.product({ name: unique('Kettle'), price: '19.99', quantity: 10, ...fields });
    cup = await shop.product({ name: unique('Cup'), price: '5.05', ...fields });
    rule = await shop.percentRule(20, [kettle]);
    coupon = await shop.coupon({ percentOffRate: 10, scope: { namespace: 'stores' } });
    guest = visitor(host);
  });
  after(() => shop.close());

  // Kettles 3 x 19.99 = 59.97, less 20 % (11.99) = 47.98; the coupon takes 4.80 of that and 0.51 of the cup's 5.05.
  // Delivery 7.50. Tax: 24 % of 43.18 = 10.36 and of 4.54 = 1.09, 10 % of 7.50 = 0.75.
  const EXPECTED = { subtotal: '65.02', discount: '17.30', shipping: '7.50', tax: '12.20', total: '67.42' };

  test('the visitor finds a product', async () => {
    const { items } = await guest.products.queryProducts().eq('slug', kettle.slug).find();
    assert.deepEqual(items.map((p) => p._id), [kettle._id]);
    const { product } = await guest.products.getProductBySlug(cup.slug);
    assert.equal(product.name, cup.name);
  });

  test('adds to the current cart and sees the automatic discount', async () => {
    const { cart } = await guest.currentCart.addToCurrentCart({ lineItems: [line(kettle, 3), line(cup, 1)] });
    assert.equal(cart.lineItems.length, 2);
    const estimate = await guest.currentCart.estimateCurrentCartTotals({});
    assertSummary(estimate.priceSummary, { subtotal: '65.02', discount: '11.99', total: '53.03' });
    const [found] = estimate.appliedDiscounts;
    assert.equal(found.discountRule._id, rule._id);
    assert.equal(found.discountRule.amount.amount, '11.99');
    assert.deepEqual(found.lineItemIds, [cart.lineItems[0]._id]);
  });

  test('enters a coupon', async () => {
    const cart = await guest.currentCart.updateCurrentCart({ couponCode: coupon.code.toLowerCase() });
    assert.equal(cart.appliedDiscounts[0].coupon.code, coupon.code);
    const { priceSummary } = await guest.currentCart.estimateCurrentCartTotals({});
    assertSummary(priceSummary, { subtotal: '65.02', discount: '17.30', total: '47.72' });
  });

  test('is told which rules fired and why the others did not', async () => {
    const { explanation } = ok(await guest.call('GET', '/cartwright/v1/carts/current/explain'));
    const [first, second] = explanation.lineItems.map((l) => l.rules.find((r) => r.ruleId === rule._id));
    assert.equal(first.fired, true);
    assert.deepEqual([Number(first.before), Number(first.after)], [59.97, 47.98]);
    assert.equal(second?.fired ?? false, false);
    assert.ok(second === undefined || second.reason);
    assert.ok(explanation.ruleBookVersion);
  });

  test('estimates with an address: delivery, tax and each line to the cent', async () => {
    const estimate = await guest.currentCart.estimateCurrentCartTotals({ shippingAddress: ADDRESS });
    assertSummary(estimate.priceSummary, EXPECTED);
    assertSummary(estimate.payNow, EXPECTED);
    assertSummary(estimate.payLater, {});
    assertNoErrors(estimate.calculationErrors);
    const [first, second] = estimate.calculatedLineItems.map((l) => l.pricesBreakdown);
    const names = ['fullPrice', 'priceBeforeDiscounts', 'price', 'lineItemPrice', 'totalDiscount'];
    assert.deepEqual(amounts(first, ...names, 'totalPriceBeforeTax', 'totalPriceAfterTax'), {
      fullPrice: '19.99',
      priceBeforeDiscounts: '19.99',
      price: '15.99',
      lineItemPrice: '47.98',
      totalDiscount: '16.79',
      totalPriceBeforeTax: '43.18',
      totalPriceAfterTax: '53.54',
    });
    assert.deepEqual(amounts(first.taxDetails, 'taxableAmount', 'totalTax'), { taxableAmount: '43.18', totalTax: '10.36' });
    assert.equal(Number(first.taxDetails.taxRate), 0.24);
    assert.deepEqual(amounts(second, 'totalDiscount', 'totalPriceBeforeTax', 'totalPriceAfterTax'), {
      totalDiscount: '0.51',
      totalPriceBeforeTax: '4.54',
      totalPriceAfterTax: '5.63',
    });
    assert.equal(estimate.taxSummary.totalTax.amount, '12.20');
    const [offered] = estimate.shippingInfo.carrierServiceOptions.flatMap((c) => c.shippingOptions);
    assert.equal(offered.title, 'Post');
    assert.equal(offered.cost.price.amount, '7.50');
  });

  let checkoutId, orderId;

  test('creates a checkout, once', async () => {
    const first = await guest.currentCart.createCheckoutFromCurrentCart({ channelType: 'WEB' });
    const second = await guest.currentCart.createCheckoutFromCurrentCart({ channelType: 'WEB' });
    assert.equal(first.checkoutId, second.checkoutId);
    checkoutId = first.checkoutId;
    assert.equal((await guest.currentCart.getCurrentCart()).checkoutId, checkoutId);
  });

  test('sets address and delivery', async () => {
    // The SDK rewrites the addresses it is given, so that each needs an object of its own.
    const destination = () => ({ address: { ...ADDRESS }, contactDetails: PERSON });
    const checkout = await guest.checkout.updateCheckout(checkoutId, {
      buyerInfo: { email: 'ada@example.com' },
      billingInfo: destination(),
      shippingInfo: { shippingDestination: destination() },
    });
    const [carrier] = checkout.shippingInfo.carrierServiceOptions;
    const [option] = carrier.shippingOptions;
    const chosen = await guest.checkout.updateCheckout(checkoutId, {
      shippingInfo: { selectedCarrierServiceOption: { code: option.code, carrierId: carrier.carrierId } },
    });
    const selected = chosen.shippingInfo.selectedCarrierServiceOption;
    assert.equal(selected.code, option.code);
    assert.equal(selected.title, 'Post');
    assert.equal(chosen.shippingInfo.shippingDestination.address.addressLine1, 'Laugavegur 1');
    assert.equal(chosen.billingInfo.address.addressLine1, 'Laugavegur 1');
    assertNoErrors(chosen.calculationErrors);
    assertSummary(chosen.priceSummary, EXPECTED);
  });

  test('places the order and pays with the sandbox', async () => {
    const placed = await guest.checkout.createOrder(checkoutId);
    orderId = placed.orderId;
    assert.ok(orderId);
    assert.ok(placed.paymentGatewayOrderId, 'something is to be paid now');
    const again = await guest.checkout.createOrder(checkoutId).catch((e) => e);
    assert.ok(again.orderId === orderId || again.status >= 400, 'never a second order');
    const before = await guest.orders.getOrder(orderId);
    assert.deepEqual([before.status, before.paymentStatus], ['INITIALIZED', 'NOT_PAID']);
    ok(await guest.call('POST', `/cartwright/v1/orders/${orderId}/pay`, { provider: 'sandbox', paymentToken: 'tok_approve' }));
  });

  test('reads the order back', async () => {
    const order = await guest.orders.getOrder(orderId);
    assert.deepEqual([order.status, order.paymentStatus], ['APPROVED', 'PAID']);
    assert.match(order.number, /^\d+$/);
    assert.equal(order.checkoutId, checkoutId);
    assert.equal(order.buyerInfo.email, 'ada@example.com');
    assert.deepEqual(amounts(order.priceSummary, 'subtotal', 'discount', 'shipping', 'tax', 'total'), EXPECTED);
    assert.deepEqual(order.lineItems.map((l) => [l.productName.original, l.quantity]), [[kettle.name, 3], [cup.name, 1]]);
    assert.deepEqual(amounts(order.lineItems[0], 'price', 'priceBeforeDiscounts', 'totalDiscount', 'totalPriceAfterTax'), {
      price: '15.99',
      priceBeforeDiscounts: '19.99',
      totalDiscount: '16.79',
      totalPriceAfterTax: '53.54',
    });
    assert.equal(order.shippingInfo.title, 'Post');
    assert.equal(order.shippingInfo.logistics.shippingDestination.address.country, 'IS');
    assert.equal(order.balanceSummary.balance.amount, '0.00');
    const found = await admin(host).orders.searchOrders({ filter: { number: order.number } });
    assert.deepEqual(found.orders.map((o) => o._id), [orderId]);
  });

  test('the checkout is completed, the stock taken, the uses counted', async () => {
    assert.equal((await guest.checkout.getCheckout(checkoutId)).completed, true);
    const stock = await admin(host).inventory.queryInventoryItems().eq('productId', kettle._id).find();
    assert.equal(stock.items[0].quantity, 7);
    assert.equal((await admin(host).coupons.getCoupon(coupon.id)).numberOfUsages, 1);
    assert.equal((await admin(host).discountRules.getDiscountRule(rule._id)).usageCount, 1);
  });
});
