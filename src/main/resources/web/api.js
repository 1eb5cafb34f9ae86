'use strict';
const list = document.getElementById('list');
const filter = document.getElementById('filter');

function element(name, text, className) {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  if (className) node.className = className;
  return node;
}

function fields(page, ref) {
  const schema = page.components.schemas[ref.split('/').pop()];
  const names = schema && schema.properties ? schema.properties : {};
  return Object.entries(names).map(([name, field]) => {
    const type = field.$ref ? field.$ref.split('/').pop()
      : field.type === 'array' ? 'list of ' + (field.items.$ref ? field.items.$ref.split('/').pop() : field.items.type)
      : field.enum ? field.enum.join(' | ') : field.type || 'any';
    return name + ': ' + type + (field.readOnly ? ' (read-only)' : '');
  }).join('\n');
}

function describe(page, verb, path, operation) {
  const box = element('details');
  const head = element('summary');
  head.append(element('span', verb.toUpperCase(), 'verb'), element('span', path, 'path'),
    element('span', operation.operationId, 'name'));
  box.append(head);
  box.addEventListener('toggle', () => {
    if (!box.open || box.dataset.filled) return;
    box.dataset.filled = '1';
    const body = element('div');
    body.append(element('p', 'Callers: ' + operation['x-callers'].join(', ') +
      ' · bus address: ' + operation['x-bus-address'], 'tag'));
    if (operation.requestBody) {
      body.append(element('strong', 'Request'),
        element('pre', fields(page, operation.requestBody.content['application/json'].schema.$ref)));
    }
    body.append(element('strong', 'Reply'),
      element('pre', fields(page, operation.responses['200'].content['application/json'].schema.$ref)));
    if (operation['x-error-codes']) {
      body.append(element('strong', 'Error codes'), element('pre', operation['x-error-codes'].join('\n')));
    }
    box.append(body);
  });
  return box;
}

function show(page) {
  const wanted = filter.value.trim().toLowerCase();
  const byTag = new Map();
  for (const [path, verbs] of Object.entries(page.paths)) {
    for (const [verb, operation] of Object.entries(verbs)) {
      if (operation.operationId.endsWith('.ownHost')) continue;
      const text = (path + ' ' + operation.operationId + ' ' + operation.tags[0]).toLowerCase();
      if (wanted && !text.includes(wanted)) continue;
      if (!byTag.has(operation.tags[0])) byTag.set(operation.tags[0], []);
      byTag.get(operation.tags[0]).push(describe(page, verb, path, operation));
    }
  }
  list.replaceChildren();
  for (const tag of [...byTag.keys()].sort()) {
    list.append(element('h2', tag), ...byTag.get(tag));
  }
  if (!byTag.size) list.append(element('p', 'No operation matches.'));
}

fetch('/openapi.json').then((reply) => reply.json()).then((page) => {
  filter.addEventListener('input', () => show(page));
  show(page);
});
