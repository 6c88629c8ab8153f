// SPDX-License-Identifier: GPL-3.0-or-later
// Holds exchanges against an OpenAPI 3.0 document, both ways.
//
// node validate_openapi.mjs --modules FOLDER_WITH_node_modules --spec FILE.json|FILE.yaml --traffic lines.jsonl
//                           [--base /prefix]
//
// Each line of the traffic is {"method", "path", "requestBody", "status", "responseBody"}; bodies are the bytes
// as text, empty where there was none. `base` is left out of paths before they are looked up. Prints
// {"checked", "operations", "violations": [{line, where, message}]} and ends with 1 when there is a violation, or
// nothing to check.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const options = { base: '' };
for (let at = 2; at + 1 < process.argv.length; at += 2) options[process.argv[at].replace(/^--/, '')] = process.argv[at + 1];
const require = createRequire(path.join(path.resolve(options.modules), 'package.json'));
const Ajv = require('ajv').default ?? require('ajv');
const addFormats = require('ajv-formats').default ?? require('ajv-formats');

/** OpenAPI 3.0's `nullable` as JSON Schema has it; AJV refuses it where no `type` stands beside it. */
function jsonSchema(node) {
  if (Array.isArray(node)) return node.map(jsonSchema);
  if (node === null || typeof node !== 'object') return node;
  const { nullable, discriminator, example, ...rest } = node;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, key === 'enum' || key === 'default' ? value : jsonSchema(value)]));
  if (nullable !== true) return schema;
  // A bare {nullable: true} stands for null; beside anything else null is one more alternative.
  const says = Object.keys(schema).filter((key) => key !== 'description' && key !== 'default');
  return says.length === 0 ? { type: 'null' } : { anyOf: [schema, { type: 'null' }] };
}

function readDocument(file) {
  const text = readFileSync(file, 'utf8');
  return jsonSchema(file.endsWith('.json') ? JSON.parse(text) : require('yaml').parse(text, { maxAliasCount: -1 }));
}

const document = readDocument(options.spec);
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
for (const format of ['uint', 'uint8', 'uint16', 'uint32', 'uint64']) ajv.addFormat(format, { type: 'number', validate: (value) => Number.isInteger(value) && value >= 0 });
ajv.addSchema({ $id: 'spec', components: document.components });

function resolved(node) {
  if (!node?.$ref) return node;
  return node.$ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

/** References to the document's components work in schemas that stand in paths. */
function rebased(node) {
  if (Array.isArray(node)) return node.map(rebased);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === '$ref' && typeof value === 'string' ? value.replace(/^#/, 'spec#') : rebased(value)]));
}

const compiled = new Map();
function errorsOf(schema, value) {
  if (!compiled.has(schema)) compiled.set(schema, ajv.compile(rebased(schema)));
  const validate = compiled.get(schema);
  return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath || '(top)'} ${error.message} ${JSON.stringify(error.params)}`);
}

const methods = ['get', 'put', 'post', 'patch', 'delete'];
const templates = Object.entries(document.paths).map(([template, item]) => ({
  template,
  item,
  pattern: new RegExp('^' + template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '([^/]+)') + '$'),
  names: [...template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]),
}))
  // Fixed paths win over those with holes.
  .sort((a, b) => a.names.length - b.names.length);

/** A parameter is text; what its schema asks for decides how it is read. */
function parameterValue(schema, texts) {
  const type = resolved(schema)?.type;
  if (type === 'array') return texts;
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(texts[0]) ? Number(texts[0]) : texts[0];
  if (type === 'boolean') return texts[0] === 'true' ? true : texts[0] === 'false' ? false : texts[0];
  return texts[0];
}

function checkParameters(found, operation, url, values, report) {
  const known = [...(found.item.parameters ?? []), ...(operation.parameters ?? [])].map(resolved);
  for (const parameter of known) {
    const name = `${parameter.in} ${parameter.name}`;
    const texts = parameter.in === 'path' ? [decodeURIComponent(values[found.names.indexOf(parameter.name)])] : parameter.in === 'query' ? url.searchParams.getAll(parameter.name) : null;
    if (texts === null) continue;
    if (texts.length === 0) {
      if (parameter.required) report(name, 'is required');
      continue;
    }
    for (const message of errorsOf(parameter.schema, parameterValue(parameter.schema, texts))) report(name, message);
  }
  for (const name of new Set(url.searchParams.keys()))
    if (!known.some((parameter) => parameter.in === 'query' && parameter.name === name)) report(`query ${name}`, 'is not in the document');
}

function checkBody(content, text, where, report) {
  const json = content?.['application/json'];
  if (!json) return;
  let body;
  try {
    body = JSON.parse(text);
  } catch (error) {
    report(where, `not JSON: ${error.message}`);
    return;
  }
  if (json.schema) for (const message of errorsOf(json.schema, body)) report(where, message);
}

function checkRequest(operation, exchange, report) {
  const text = exchange.requestBody ?? '';
  const declared = resolved(operation.requestBody);
  if (!declared && text !== '') report('request', 'has a body where the document has none');
  if (!declared) return;
  if (text !== '') checkBody(declared.content, text, 'request', report);
  else if (declared.required) report('request', 'has no body');
}

function checkResponse(operation, exchange, report) {
  const status = String(exchange.status);
  const declared = resolved(operation.responses[status] ?? operation.responses[`${status[0]}XX`] ?? operation.responses.default);
  if (!declared) return report('response', `status ${status} is not in the document`);
  const text = exchange.responseBody ?? '';
  // Refusals before the service itself is reached (of a key, say) are plain text.
  if (exchange.status >= 400 && (text === '' || text[0] !== '{')) return undefined;
  return checkBody(declared.content, text, 'response', report);
}

const result = { checked: 0, operations: [], violations: [] };
const operations = new Set();
function check(exchange, line) {
  const url = new URL(exchange.path, 'http://127.0.0.1');
  const report = (where, message) => void result.violations.push({ line, method: exchange.method, path: exchange.path, status: exchange.status, where, message });
  if (!url.pathname.startsWith(options.base)) return report('path', `is not below ${options.base}`);
  const local = url.pathname.slice(options.base.length);
  const method = exchange.method.toLowerCase();
  const found = templates.find((one) => methods.includes(method) && one.item[method] && one.pattern.test(local));
  if (!found) return report('path', 'is not in the document');
  ++result.checked;
  operations.add(`${exchange.method} ${found.template}`);
  const operation = found.item[method];
  // A refused request may be one that breaks the document.
  if (exchange.status < 400) {
    checkParameters(found, operation, url, found.pattern.exec(local).slice(1), report);
    checkRequest(operation, exchange, report);
  }
  return checkResponse(operation, exchange, report);
}

readFileSync(options.traffic, 'utf8').split('\n').forEach((line, index) => {
  if (line.trim() !== '') check(JSON.parse(line), index + 1);
});
result.operations = [...operations].sort();
process.stdout.write(JSON.stringify(result, null, 1) + '\n');
process.exit(result.violations.length > 0 || result.checked === 0 ? 1 : 0);
