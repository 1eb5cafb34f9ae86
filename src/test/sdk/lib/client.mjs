// Clients of the official SDK for one running engine, in every way that the SDK can be pointed at a host of one's own.
import { createClient, ApiKeyStrategy, OAuthStrategy } from '@wix/sdk';
import {
  cart,
  checkout,
  currentCart,
  deliveryProfile,
  discountRules,
  draftOrders,
  manualTaxMappings,
  orderBilling,
  orderFulfillments,
  orderInvoices,
  orderPaymentRequests,
  orderTransactions,
  orders,
  ordersSettings,
  shippingOptions,
  taxCalculation,
  taxGroups,
  taxRegions,
  taxSettings,
  totalsCalculator,
} from '@wix/ecom';
import { inventoryItemsV3, productsV3 } from '@wix/stores';
import { redirects } from '@wix/redirects';
import { categories } from '@wix/categories';
import * as coupons from '@wix/marketing_coupons';
import { readFileSync } from 'node:fs';
import { note } from './calls.mjs';

/** What the engine wrote at its start. */
export const credentials = JSON.parse(readFileSync(process.env.CARTWRIGHT_CREDENTIALS, 'utf8'));

/**
 * `own`: the SDK is given the engine as its host and uses the paths of custom hosts.
 * `public`: the SDK keeps its public hosts and paths, and `fetch` leads them to the engine.
 */
export const HOSTS = (process.env.CARTWRIGHT_SDK_HOSTS ?? 'own,public').split(',');

export const STORES_APP = '215238eb-22a5-4c36-9e7b-e7c08025e04e';

const ENGINE = new URL(credentials.httpsUrl);
const PUBLIC_HOSTS = new Set(['www.wixapis.com', 'edge.wixapis.com']);
const MODULES = {
  cart,
  categories,
  checkout,
  coupons,
  currentCart,
  deliveryProfile,
  discountRules,
  draftOrders,
  inventory: inventoryItemsV3,
  manualTaxMappings,
  orderBilling,
  orderFulfillments,
  orderInvoices,
  orderPaymentRequests,
  orderTransactions,
  orders,
  ordersSettings,
  products: productsV3,
  redirects,
  shippingOptions,
  taxCalculation,
  taxGroups,
  taxRegions,
  taxSettings,
  totalsCalculator,
};

const nativeFetch = globalThis.fetch;

async function send(host, url, init) {
  const response = await nativeFetch(url, init);
  note(host, init?.method ?? 'GET', url.pathname, response.status);
  return response;
}

function toEngine(address, init) {
  const url = new URL(address);
  if (!PUBLIC_HOSTS.has(url.hostname)) {
    throw new Error(`A client of the public host asked for ${url}`);
  }
  return send('public', new URL(url.pathname + url.search, ENGINE), init);
}

function onlyEngine(address, init) {
  const url = new URL(address);
  if (url.host !== ENGINE.host) {
    throw new Error(`A client of the engine's own host asked for ${url}`);
  }
  return send('own', url, init);
}

// The token calls of OAuthStrategy know neither `fetch` nor `apiBaseUrl`: they take the global fetch to the public host.
globalThis.fetch = (address, init) => toEngine(address, init);

const HOST_OPTIONS = {
  own: { host: { apiBaseUrl: ENGINE.host }, useCDN: false, fetch: onlyEngine },
  public: { fetch: toEngine },
};

function client(host, auth) {
  const made = createClient({ auth, modules: MODULES, ...HOST_OPTIONS[host] });
  const base = host === 'own' ? ENGINE.origin : 'https://www.wixapis.com';
  /** Calls a path of ours, outside the contract, with the client's own authorization. Answers `{status, body}`. */
  made.call = async (method, path, body) => {
    const init = { method, headers: { 'Content-Type': 'application/json' } };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
    }
    const response = await made.fetchWithAuth(base + path, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return made;
}

/** The administrator, by API key. */
export function admin(host, { apiKey = credentials.apiKey, siteId = credentials.siteId } = {}) {
  return client(host, ApiKeyStrategy({ apiKey, siteId }));
}

/** A new visitor, or the one that `tokens` belong to. The SDK asks for the tokens itself, with the first call. */
export function visitor(host, tokens) {
  return client(host, OAuthStrategy({ clientId: credentials.clientId, tokens }));
}

/** A member: a visitor's token and the API key are exchanged for the member's tokens. */
export async function member(host, memberId) {
  const guest = visitor(host);
  guest.auth.setTokens(await guest.auth.generateVisitorTokens());
  return visitor(host, await guest.auth.getMemberTokensForExternalLogin(memberId, credentials.apiKey));
}

/** Runs `suite` once for each kind of host. */
export function onEachHost(describe, title, suite) {
  for (const host of HOSTS) {
    describe(`${title} [${host} host]`, () => suite(host));
  }
}
