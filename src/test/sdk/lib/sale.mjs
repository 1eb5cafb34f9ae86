// Orders of a watch that the post brings for nothing, placed and paid as a buyer would: the start of every test of what
// comes after the sale.
import { ok } from './expect.mjs';
import { line, unique } from './shop.mjs';

const home = () => ({
  address: { country: 'CH', city: 'Zürich', postalCode: '8001', addressLine1: 'Bahnhofstrasse 1' },
  contactDetails: { firstName: 'Mileva', lastName: 'Marić' },
});

/** A watch of 40.00 with delivery; other rules are off until the shop is closed. */
export async function watchFor(shop) {
  await shop.pauseOtherRules();
  const { profileId } = await shop.delivery({ country: 'CH', options: [{ title: 'Post', rates: [{ amount: '0' }] }] });
  return shop.product({
    name: unique('Watch'),
    price: '40.00',
    quantity: 500,
    physicalProperties: { deliveryProfileId: profileId },
  });
}

/** The id of an order of two watches, 80.00, that the buyer has not paid. */
export async function placed(buyer, watch) {
  const { _id } = await buyer.checkout.createCheckout({
    channelType: 'WEB',
    lineItems: [line(watch, 2)],
    checkoutInfo: {
      buyerInfo: { email: 'mileva@example.com' },
      billingInfo: home(),
      shippingInfo: { shippingDestination: home() },
    },
  });
  return (await buyer.checkout.createOrder(_id)).orderId;
}

/** The id of an order of two watches that the buyer has paid in the sandbox. */
export async function paid(buyer, watch, paymentToken = 'tok_approve') {
  const orderId = await placed(buyer, watch);
  const body = { provider: 'sandbox', paymentToken };
  ok(await buyer.call('POST', `/cartwright/v1/orders/${orderId}/pay`, body));
  return orderId;
}
