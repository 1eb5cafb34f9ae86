'use strict';
const NAMES = { manual: 'Cash or bank transfer', sandbox: 'Test card', stripe: 'Stripe' };
const STANDS = {
  PAID: 'This request is paid. Thank you.',
  HELD: 'The amount is held on your card. The seller collects it, or lets it go.',
  EXPIRED: 'This request has expired. Please ask the seller for another.',
  VOIDED: 'The seller has taken this request back.',
};
const ENDED = {
  OFFLINE: 'Thank you. Please pay the seller directly.',
  PENDING: 'Your payment is being processed. This page may be closed.',
};
const REFUSED = {
  PAYMENT_ERROR: 'The payment was declined. Nothing was charged.',
  PAYMENT_PROVIDER_UNAVAILABLE: 'The payment provider cannot be reached. Nothing was charged.',
  CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS: 'Another payment of this order is still being processed.',
  CHECKOUT_ALREADY_PAID: 'Less than this is left to pay of the order. Please ask the seller.',
  ORDER_PAYMENT_REQUEST_HELD: 'The amount is held already. Nothing more was charged.',
  ORDER_CANCELED: 'The order was canceled.',
  ORDER_PAYMENT_REQUEST_NOT_FOUND: 'This link leads to no payment request.',
};
const part = (id) => document.getElementById(id);
const link = new URLSearchParams(location.search).get('r') || 'none';
const address = '/cartwright/v1/payment-requests/' + encodeURIComponent(link);

async function call(path, init) {
  const reply = await fetch(path, { cache: 'no-store', ...init });
  const body = await reply.json();
  if (reply.ok) return body;
  const error = body.details && body.details.applicationError;
  throw new Error((error && REFUSED[error.code]) || body.message || 'Something went wrong.');
}

function chosen() {
  const provider = part('provider').value;
  part('sandbox').hidden = provider !== 'sandbox';
  part('other').hidden = provider === 'sandbox' || provider === 'manual';
  part('token').required = !part('other').hidden;
  return provider;
}

function show(request) {
  document.title = request.title;
  part('title').textContent = request.title;
  part('seller').textContent = [request.seller, request.orderNumber && 'Order ' + request.orderNumber]
    .filter(Boolean).join(' · ');
  part('amount').textContent = request.formattedAmount || request.amount + ' ' + request.currency;
  part('amount').hidden = false;
  part('description').textContent = request.description || '';
  const open = request.status === 'UNPAID';
  part('form').hidden = !open;
  part('message').textContent = STANDS[request.status] || (request.expirationDate
    ? 'To be paid by ' + new Date(request.expirationDate).toLocaleString() + '.' : '');
  const providers = (request.providers || []).map((name) => new Option(NAMES[name] || name, name));
  part('provider').replaceChildren(...providers);
  const online = (request.providers || []).find((name) => name !== 'manual');
  if (online) part('provider').value = online;
  chosen();
}

async function pay() {
  const provider = chosen();
  const paymentToken = provider === 'sandbox' ? part('card').value
    : provider === 'manual' ? undefined : part('token').value;
  const ended = await call(address + '/pay', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ provider, paymentToken }),
  });
  show(await call(address));
  if (ENDED[ended.outcome] && ended.status !== 'PAID') {
    part('message').textContent = ENDED[ended.outcome];
    part('form').hidden = true;
  }
}

part('provider').addEventListener('change', chosen);
part('form').addEventListener('submit', (event) => {
  event.preventDefault();
  part('pay').disabled = true;
  part('message').textContent = 'Paying…';
  pay().catch((error) => { part('message').textContent = error.message; })
    .finally(() => { part('pay').disabled = false; });
});
call(address).then(show).catch((error) => { part('message').textContent = error.message; });
