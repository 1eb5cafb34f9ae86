import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, noBrowser, windowOf } from '../lib/browser.mjs';
import { admin, visitor } from '../lib/client.mjs';
import { placed, watchFor } from '../lib/sale.mjs';
import { Shop } from '../lib/shop.mjs';

// What the page says of a paid, an expired and an unknown request, in the languages that invoices are written in.
const SAID = {
  en: ['This request is paid', 'This request has expired', 'leads to no payment request'],
  de: ['Diese Anforderung ist bezahlt', 'ist abgelaufen', 'keiner Zahlungsanforderung'],
  fr: ['Cette demande est payée', 'a expiré', 'aucune demande de paiement'],
  es: ['Esta solicitud está pagada', 'ha caducado', 'ninguna solicitud de pago'],
  it: ['Questa richiesta è pagata', 'è scaduta', 'nessuna richiesta di pagamento'],
  pt: ['Este pedido está pago', 'expirou', 'nenhum pedido de pagamento'],
  nl: ['Dit verzoek is betaald', 'is verlopen', 'geen betaalverzoek'],
  pl: ['Ta prośba jest opłacona', 'wygasła', 'żadnej prośby o płatność'],
  ru: ['Запрос оплачен', 'истёк', 'нет запроса на оплату'],
  he: ['הבקשה שולמה', 'תוקף הבקשה פג', 'אינו מוביל לבקשת תשלום'],
  ar: ['تم دفع هذا الطلب', 'انتهت صلاحية', 'أي طلب دفع'],
};

if (noBrowser) console.log(`Tests in a browser ${noBrowser}`);

describe('The payment page in a browser', { skip: noBrowser }, () => {
  const manager = admin('own');
  const shop = new Shop(manager);
  const { orderPaymentRequests: requests, orders } = manager;
  let browser;
  let watch;

  before(async () => {
    watch = await watchFor(shop);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await shop.close();
  });

  async function requested(more) {
    const orderId = await placed(visitor('own'), watch);
    const asked = { orderId, amount: { amount: '80' }, title: 'Two watches', description: 'With care', ...more };
    const { _id } = await requests.createOrderPaymentRequest({ orderPaymentRequest: asked });
    return { id: _id, orderId, url: (await requests.getOrderPaymentRequestUrl(_id)).orderPaymentRequestUrl };
  }

  /** Opens a page and leaves it with `look`; the browser must not complain of anything but refused calls. */
  async function open(url, locale, look) {
    const window = await windowOf(browser, locale);
    try {
      const reply = await window.page.goto(url);
      await look(window.page, reply);
      const wrong = window.complaints.filter((text) => !/status of 4\d\d/.test(text));
      assert.deepEqual(wrong, [], `the browser complains of ${url}`);
    } finally {
      await window.close();
    }
  }

  const says = async (page, text) => {
    await page.getByRole('status').filter({ hasText: text }).waitFor({ timeout: 10_000 });
  };

  test('a buyer pays, the order is paid, and the page says so when it is opened again', async () => {
    const { id, orderId, url } = await requested();
    await open(url, 'en-US', async (page) => {
      await page.getByRole('heading', { name: 'Two watches' }).waitFor();
      assert.equal(await page.locator('#amount').textContent(), '$80.00');
      assert.equal(await page.locator('#description').textContent(), 'With care');
      await page.locator('#card').selectOption('tok_approve');
      await page.getByRole('button', { name: 'Pay' }).click();
      await says(page, 'This request is paid');
      assert.equal(await page.locator('#form').isVisible(), false);
    });
    assert.equal((await requests.getOrderPaymentRequest(id)).status, 'PAID');
    const order = await orders.getOrder(orderId);
    assert.deepEqual([order.status, order.paymentStatus], ['APPROVED', 'PAID']);
    await open(url, 'en-US', async (page) => {
      await says(page, 'This request is paid');
      assert.equal(await page.locator('#form').isVisible(), false);
    });
  });

  test('a declined card is said, and another is taken', async () => {
    const { orderId, url } = await requested();
    await open(url, 'en-US', async (page) => {
      await page.locator('#card').selectOption('tok_decline');
      await page.getByRole('button', { name: 'Pay' }).click();
      await says(page, 'The payment was declined. Nothing was charged.');
      await page.locator('#card').selectOption('tok_approve');
      await page.getByRole('button', { name: 'Pay' }).click();
      await says(page, 'This request is paid');
    });
    assert.equal((await orders.getOrder(orderId)).paymentStatus, 'PAID');
  });

  test('paid, expired and unknown requests are told in the language of the browser', async () => {
    const paid = await requested();
    await requests.chargeOrderPaymentRequest(paid.id, { paymentToken: 'tok_approve' });
    const expired = await requested({ expirationDate: new Date(Date.now() - 60_000) });
    assert.equal((await requests.getOrderPaymentRequest(expired.id)).status, 'EXPIRED');
    const unknown = new URL('/pay.html?r=nothing', paid.url).href;
    for (const [locale, texts] of Object.entries(SAID)) {
      for (const [i, url] of [paid.url, expired.url, unknown].entries()) {
        await open(url, locale, async (page) => {
          await says(page, texts[i]);
          assert.equal(await page.locator('#form').isVisible(), false, `${locale} ${url} has nothing to pay`);
          const html = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
          assert.deepEqual(html, [locale, ['he', 'ar'].includes(locale) ? 'rtl' : 'ltr']);
        });
      }
    }
  });

  test('a browser in a language that has no words gets those of the shop', async () => {
    const { url } = await requested();
    await open(url, 'fi-FI', async (page) => {
      await page.getByRole('button', { name: 'Pay' }).waitFor();
    });
  });

  test('nothing runs on the page but what the engine serves', async () => {
    const { url } = await requested({ title: '<img src=x onerror=alert(1)>' });
    await open(url, 'en-US', async (page, reply) => {
      const policy = reply.headers()['content-security-policy'];
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /script-src 'self';/);
      assert.doesNotMatch(policy, /unsafe/);
      await page.getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
    });
    for (const path of ['/', '/api.html']) {
      await open(new URL(path, url).href, 'en-US', (page) => page.waitForLoadState('networkidle'));
    }
    const window = await windowOf(browser, 'en-US');
    await window.page.goto(url);
    const ran = await window.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
      return globalThis.ran === true;
    });
    assert.equal(ran, false, 'a script in the page is not run');
    assert.ok(window.complaints.some((text) => text.includes('script-src')), window.complaints.join('\n'));
    await window.close();
  });
});
