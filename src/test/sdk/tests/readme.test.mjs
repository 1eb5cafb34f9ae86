// The programs of the documents, run as they stand there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const HERE = dirname(fileURLToPath(import.meta.url));
const { CARTWRIGHT_CREDENTIALS, CARTWRIGHT_OPERATIONS } = process.env;
const contract = CARTWRIGHT_OPERATIONS ? dirname(CARTWRIGHT_OPERATIONS) : join(HERE, '../../../build/contract');

/** Runs the program of a page, given by its path in the project; answers the page and what was printed. */
function runFrom(path) {
  const page = readFileSync(join(contract, '../../..', path), 'utf8');
  const code = page.match(/```js\n([\s\S]*?)```/)[1];
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-readme-'));
  const script = join(HERE, '..', `readme-${process.pid}.mjs`); // beside node_modules
  try {
    mkdirSync(join(folder, '.cartwright'));
    copyFileSync(CARTWRIGHT_CREDENTIALS, join(folder, '.cartwright/credentials.json'));
    writeFileSync(script, code);
    const run = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    return { page, printed: run.stdout };
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(script, { force: true });
  }
}

test('the purchase in the README goes through', () => {
  assert.match(runFrom('README.md').printed, /^order [0-9a-f-]{36} \$\d+\.\d\d APPROVED$/m);
});

test('the walk after the sale prints what its page says', () => {
  const { page, printed } = runFrom('src/docs/after-the-sale.md');
  const shown = page.match(/```text\n([\s\S]*?)```/)[1];
  const withoutFigures = (text) => text.replace(/\d[\d.,]*/g, '#'); // other tests change rules, tax and numbers meanwhile
  assert.equal(withoutFigures(printed), withoutFigures(shown));
});
