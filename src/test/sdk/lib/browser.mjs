// A real browser: Debian's Chromium, led by Playwright.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PROGRAM = process.env.CARTWRIGHT_CHROMIUM ?? '/usr/bin/chromium';
const REQUIRED = process.env.CARTWRIGHT_REQUIRE_ALL === 'true';

/** Why there is no browser; false when there is one, or when there must be. */
export const noBrowser = !existsSync(PROGRAM) && !REQUIRED && `not run: needs ${PROGRAM}`;

export const launch = () => chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox'] });

/**
 * A window of a buyer who reads `locale`. What the browser complains of is gathered in `complaints`, violations of the
 * page's content policy among it.
 */
export async function windowOf(browser, locale) {
  const context = await browser.newContext({ locale });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective}`));
  });
  return { page, complaints, close: () => context.close() };
}
