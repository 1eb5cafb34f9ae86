// Which operations of the contract a run has called: every fetch leaves one line in a journal, and the journal is read
// against operations.json when the run is over.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const JOURNAL = process.env.CARTWRIGHT_SDK_CALLS;

/** Notes one answered call. `host` is the kind of host that the client was made for. */
export function note(host, method, path, status) {
  if (JOURNAL) {
    appendFileSync(JOURNAL, JSON.stringify({ host, method, path, status }) + '\n');
  }
}

function segments(path) {
  return path.split('/').filter(Boolean);
}

function routesOf(operation) {
  const verbs = [operation.httpMethod];
  if (operation.longQueryFallback) {
    verbs.push(operation.longQueryFallback.split(' ')[0]);
  }
  const paths = {
    public: operation.publicPath ?? operation.customHostPath,
    own: operation.customHostPath ?? operation.publicPath,
  };
  return ['public', 'own'].flatMap((host) =>
    verbs.map((verb) => ({ operation, host, verb, segments: segments(paths[host]) })),
  );
}

function fits(route, call, parts) {
  return (
    route.host === call.host &&
    route.verb === call.method &&
    route.segments.length === parts.length &&
    route.segments.every((s, i) => s.startsWith('{') || s === parts[i])
  );
}

function literalsFirst(a, b) {
  for (let i = 0; i < a.segments.length; i++) {
    const difference = Number(a.segments[i].startsWith('{')) - Number(b.segments[i].startsWith('{'));
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** Reads the journal: a map from `module.operation` to the statuses that each kind of host was answered with. */
export function readJournal(file, operations) {
  const routes = operations.filter((o) => o.publicPath || o.customHostPath).flatMap(routesOf);
  const seen = new Map();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  for (const call of lines.map((line) => JSON.parse(line))) {
    const parts = segments(call.path);
    const [route] = routes.filter((r) => fits(r, call, parts)).sort(literalsFirst);
    if (!route) {
      continue;
    }
    const name = `${route.operation.module}.${route.operation.operation}`;
    const hosts = seen.get(name) ?? { own: new Set(), public: new Set() };
    hosts[call.host].add(call.status);
    seen.set(name, hosts);
  }
  return seen;
}
