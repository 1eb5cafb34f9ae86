// The first purchase of the README, run as it stands there.
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

test('the purchase in the README goes through', () => {
  const readme = readFileSync(join(contract, '../../../README.md'), 'utf8');
  const code = readme.match(/```js\n([\s\S]*?)```/)[1];
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-readme-'));
  const script = join(HERE, '..', `readme-${process.pid}.mjs`); // beside node_modules
  try {
    mkdirSync(join(folder, '.cartwright'));
    copyFileSync(CARTWRIGHT_CREDENTIALS, join(folder, '.cartwright/credentials.json'));
    writeFileSync(script, code);
    const run = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stdout, /^order [0-9a-f-]{36} \$\d+\.\d\d APPROVED$/m);
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(script, { force: true });
  }
});
