// SPDX-License-Identifier: GPL-3.0-or-later
// Holds exchanges against an OpenAPI 3.0 document, both ways.
//
// node validate.mjs --modules FOLDER_WITH_node_modules --spec openapi.yml --traffic lines.jsonl
//
// Each line of the traffic is {"method", "path", "requestBody", "status", "responseBody"}; bodies are the bytes
// as text, empty where there was none. Prints {"checked", "outside", "violations": [{line, where, message}]} and
// ends with 1 when there is a violation.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const options = {};
for (let at = 2; at + 1 < process.argv.length; at += 2) options[process.argv[at].replace(/^--/, '')] = process.argv[at + 1];
const require = createRequire(path.join(path.resolve(options.modules), 'package.json'));
const Ajv = require('ajv').default ?? require('ajv');
const addFormats = require('ajv-formats').default ?? require('ajv-formats');
const yaml = require('yaml');

// Later replies of the same interface that the document does not describe yet; they are counted, not checked.
const outsidePaths = [
  /^\/jobs\/[^/]+\/results\/probabilities\/aggregated$/,
  /^\/jobs\/[^/]+\/artifacts\/[^/]+$/,
];

/** OpenAPI 3.0's `nullable` as JSON Schema has it; AJV refuses it where no `type` stands beside it. */
function jsonSchema(node) {
  if (Array.isArray(node)) return node.map(jsonSchema);
  if (node === null || typeof node !== 'object') return node;
  const { nullable, discriminator, example, ...rest } = node;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, key === 'enum' ? value : jsonSchema(value)]));
  if (nullable !== true) return schema;
  return { anyOf: [schema, { type: 'null' }] };
}

const document = jsonSchema(yaml.parse(readFileSync(options.spec, 'utf8'), { maxAliasCount: -1 }));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
ajv.addFormat('unix-timestamp', true);
ajv.addSchema({ $id: 'spec', components: document.components });

const base = new URL(document.servers[0].url).pathname.replace(/\/$/, '');

function resolved(node) {
  if (!node?.$ref) return node;
  return node.$ref.slice(2).split('/').reduce((at, key) => at[key], document);
}

/** References to the document's components work in schemas that stand in paths. */
function rebased(node) {
  if (Array.isArray(node)) return node.map(rebased);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) =>
    [key, key === '$ref' && typeof value === 'string' ? value.replace(/^#/, 'spec#') : rebased(value)]));
}

const compiled = new Map();
function errorsOf(schema, value) {
  if (!compiled.has(schema)) compiled.set(schema, ajv.compile(rebased(schema)));
  const validate = compiled.get(schema);
  return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath || '(top)'} ${error.message} ${JSON.stringify(error.params)}`);
}

const templates = Object.keys(document.paths)
  .map((template) => ({ template, pattern: new RegExp('^' + template.replace(/\{[^}]+\}/g, '([^/]+)') + '$'),
    names: [...template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]) }))
  // Fixed paths win over those with holes: /jobs/estimate is no job.
  .sort((a, b) => a.names.length - b.names.length);

/** A parameter is text; what its schema asks for decides how it is read. */
function parameterValue(schema, texts) {
  const type = resolved(schema)?.type;
  if (type === 'array') return texts;
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(texts[0]) ? Number(texts[0]) : texts[0];
  if (type === 'boolean') return texts[0] === 'true' ? true : texts[0] === 'false' ? false : texts[0];
  return texts[0];
}

function parsed(text, report, where) {
  if (text === undefined || text === null || text === '') return undefined;
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    report(where, `not JSON: ${error.message}`);
    return undefined;
  }
}

function checkParameters(operation, match, query, report) {
  const known = (operation.parameters ?? []).map(resolved);
  for (const parameter of known) {
    if (parameter.in === 'path') {
      const text = decodeURIComponent(match.values[match.names.indexOf(parameter.name)]);
      for (const message of errorsOf(parameter.schema, parameterValue(parameter.schema, [text]))) report(`path ${parameter.name}`, message);
    }
    if (parameter.in !== 'query') continue;
    const texts = query.getAll(parameter.name);
    if (texts.length === 0) {
      if (parameter.required) report(`query ${parameter.name}`, 'is required');
      continue;
    }
    for (const message of errorsOf(parameter.schema, parameterValue(parameter.schema, texts))) report(`query ${parameter.name}`, message);
  }
  for (const name of new Set(query.keys()))
    if (!known.some((parameter) => parameter.in === 'query' && parameter.name === name)) report(`query ${name}`, 'is not in the document');
}

function checkRequest(operation, exchange, report) {
  const body = parsed(exchange.requestBody, report, 'request');
  if (!operation.requestBody) {
    if (body !== undefined) report('request', 'has a body where the document has none');
    return;
  }
  if (body === undefined) {
    if (operation.requestBody.required) report('request', 'has no body');
    return;
  }
  for (const message of errorsOf(operation.requestBody.content['application/json'].schema, body)) report('request', message);
}

function checkResponse(operation, exchange, report) {
  const declared = resolved(operation.responses[String(exchange.status)]);
  if (!declared && exchange.status < 400) report('response', `status ${exchange.status} is not in the document`);
  const body = parsed(exchange.responseBody, report, 'response');
  const schema = declared?.content?.['application/json']?.schema;
  if (schema) {
    for (const message of errorsOf(schema, body)) report('response', message);
  } else if (exchange.status >= 400) {
    const name = body && 'validation' in body ? 'BadRequestError' : 'Error';
    for (const message of errorsOf(document.components.schemas[name], body)) report('response', message);
  }
}

const result = { checked: 0, outside: 0, violations: [] };
const lines = readFileSync(options.traffic, 'utf8').split('\n');
lines.forEach((line, index) => {
  if (line.trim() === '') return;
  const exchange = JSON.parse(line);
  const url = new URL(exchange.path, 'http://127.0.0.1');
  const report = (where, message) => result.violations.push({ line: index + 1, method: exchange.method, path: exchange.path, status: exchange.status, where, message });
  if (!url.pathname.startsWith(base + '/')) return report('path', `is not below ${base}`);
  const local = url.pathname.slice(base.length);
  if (outsidePaths.some((pattern) => pattern.test(local))) {
    ++result.outside;
    return;
  }
  const found = templates.find((one) => one.pattern.test(local) && document.paths[one.template][exchange.method.toLowerCase()]);
  if (!found) return report('path', 'is not in the document');
  ++result.checked;
  const operation = document.paths[found.template][exchange.method.toLowerCase()];
  // A refused request may be one that breaks the document.
  if (exchange.status < 400) {
    checkParameters(operation, { names: found.names, values: found.pattern.exec(local).slice(1) }, url.searchParams, report);
    checkRequest(operation, exchange, report);
  }
  checkResponse(operation, exchange, report);
});
process.stdout.write(JSON.stringify(result, null, 1) + '\n');
process.exit(result.violations.length > 0 ? 1 : 0);
