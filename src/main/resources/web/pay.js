'use strict';
const NAMES = { stripe: 'Stripe' };
const STANDS = ['PAID', 'HELD', 'EXPIRED', 'VOIDED'];
const ENDED = ['OFFLINE', 'PENDING'];
const part = (id) => document.getElementById(id);
const link = new URLSearchParams(location.search).get('r') || 'none';
const address = '/cartwright/v1/payment-requests/' + encodeURIComponent(link);

/** The first language of the buyer's browser, then of the order, that the page has words in. */
function tongue(ofOrder) {
  const wanted = [...navigator.languages, ofOrder || 'en'];
  return wanted.find((tag) => WORDS[tag.toLowerCase().split('-')[0]]) || 'en';
}

let language;
let word;

function speak(tag) {
  language = tag;
  const words = WORDS[tag.toLowerCase().split('-')[0]];
  word = (key) => words[key];
  document.documentElement.lang = tag;
  document.documentElement.dir = /^(ar|he)/i.test(tag) ? 'rtl' : 'ltr';
  document.title = word('title');
  document.querySelectorAll('[data-word]').forEach((one) => { one.textContent = word(one.dataset.word); });
}

function amount(request) {
  try {
    const form = new Intl.NumberFormat(language, { style: 'currency', currency: request.currency });
    return form.format(request.amount);
  } catch (unknownCurrency) {
    return request.amount + ' ' + request.currency;
  }
}

async function call(path, init) {
  const reply = await fetch(path, { cache: 'no-store', ...init });
  const body = await reply.json();
  if (reply.ok) return body;
  const error = body.details && body.details.applicationError;
  const code = error ? error.code : 'wrong';
  throw new Error(word(code) || word(code.replace('ORDER_PAYMENT_REQUEST_', '')) || word('wrong'));
}

function chosen() {
  const provider = part('provider').value;
  part('sandbox').hidden = provider !== 'sandbox';
  part('other').hidden = provider === 'sandbox' || provider === 'manual';
  part('token').required = !part('other').hidden;
  return provider;
}

function show(request) {
  speak(tongue(request.language));
  document.title = request.title;
  part('title').textContent = request.title;
  part('seller').textContent = [request.seller, request.orderNumber && word('order') + ' ' + request.orderNumber]
    .filter(Boolean).join(' · ');
  part('amount').textContent = amount(request);
  part('amount').hidden = false;
  part('description').textContent = request.description || '';
  const open = request.status === 'UNPAID';
  part('form').hidden = !open;
  const due = request.expirationDate && new Date(request.expirationDate).toLocaleString(language);
  const dueText = due ? word('due').replace('{date}', due) : '';
  part('message').textContent = STANDS.includes(request.status) ? word(request.status) : dueText;
  const providers = (request.providers || []).map((name) => new Option(NAMES[name] || word(name) || name, name));
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
  if (ENDED.includes(ended.outcome) && ended.status !== 'PAID') {
    part('message').textContent = word(ended.outcome);
    part('form').hidden = true;
  }
}

function tell(error) {
  part('message').textContent = error.message;
}

part('provider').addEventListener('change', chosen);
part('form').addEventListener('submit', (event) => {
  event.preventDefault();
  part('pay').disabled = true;
  part('message').textContent = word('paying');
  pay().catch(tell)
    .finally(() => { part('pay').disabled = false; });
});
speak(tongue());
call(address).then(show).catch(tell);
