// Runs the suite: node run.mjs [test file name...]
// Needs CARTWRIGHT_CREDENTIALS (path of credentials.json) or CARTWRIGHT_DATA (the engine's data folder).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJournal } from './lib/calls.mjs';
import { missingCalls, requiredOperations } from './lib/required.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

function credentialsFile() {
  const { CARTWRIGHT_CREDENTIALS, CARTWRIGHT_DATA } = process.env;
  const file = CARTWRIGHT_CREDENTIALS ?? (CARTWRIGHT_DATA && join(CARTWRIGHT_DATA, 'credentials.json'));
  if (!file || !existsSync(file)) {
    console.error('Set CARTWRIGHT_CREDENTIALS or CARTWRIGHT_DATA to a started engine; nothing found at ' + file);
    process.exit(2);
  }
  return file;
}

function operationsFile() {
  const candidates = [process.env.CARTWRIGHT_OPERATIONS, join(HERE, '../../build/contract/operations.json')];
  return candidates.find((file) => file && existsSync(file));
}

function testFiles(wanted) {
  const all = readdirSync(join(HERE, 'tests')).filter((name) => name.endsWith('.test.mjs')).sort();
  const chosen = wanted.length ? all.filter((name) => wanted.some((w) => name.startsWith(w))) : all;
  if (chosen.length === 0) {
    console.error(`No test file starts with ${wanted.join(' or ')}`);
    process.exit(2);
  }
  return chosen.map((name) => join(HERE, 'tests', name));
}

function runTests(files, credentials, journal) {
  const { caCertificate } = JSON.parse(readFileSync(credentials, 'utf8'));
  const environment = { ...process.env, CARTWRIGHT_CREDENTIALS: credentials, CARTWRIGHT_SDK_CALLS: journal };
  if (caCertificate) {
    environment.NODE_EXTRA_CA_CERTS = caCertificate;
  }
  const options = ['--test', '--test-concurrency=1', '--test-reporter=spec', '--test-reporter-destination=stdout'];
  return spawnSync(process.execPath, [...options, ...files], { env: environment, stdio: 'inherit' }).status ?? 1;
}

function checkCalls(journal) {
  const { operations } = JSON.parse(readFileSync(operationsFile(), 'utf8'));
  const required = requiredOperations(operations);
  const missing = missingCalls(required, readJournal(journal, operations));
  console.log(`\n${required.length} operations required through two kinds of host, ${missing.length} calls missing`);
  missing.forEach((line) => console.log('✖ not called: ' + line));
  return missing.length === 0 ? 0 : 1;
}

const wanted = process.argv.slice(2);
const journal = join(mkdtempSync(join(tmpdir(), 'cartwright-sdk-')), 'calls.jsonl');
const tests = runTests(testFiles(wanted), credentialsFile(), journal);
const calls = wanted.length ? 0 : checkCalls(journal);
process.exit(tests || calls);
