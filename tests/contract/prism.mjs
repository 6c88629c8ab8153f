// SPDX-License-Identifier: GPL-3.0-or-later
// Stoplight's Prism as a proxy before a server: whatever does not follow the OpenAPI document is refused, a
// request with 422 and an answer with 500, whoever talks through it.
//
// node prism.mjs --modules FOLDER_WITH_node_modules --spec FILE.json|FILE.yaml --upstream http://127.0.0.1:PORT
//                --violations lines.jsonl [--hosts-spec FILE] [--anything SCHEMA,SCHEMA]
//                [--only REGULAR_EXPRESSION]
//
// Prints "listening on PORT" on loopback. Each violation is a line {"method", "path", "status", "violations"} of the
// file. With --hosts-spec, a host on loopback that an answer names gets a Prism of its own, for that document.
// --anything names schemas that are not looked into: Prism cannot resolve those that hold themselves.
// --only names the paths that are there; a call of another one is a violation. A large document takes its time.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer as listenOn } from 'node:http';
import path from 'node:path';

const options = {};
for (let at = 2; at + 1 < process.argv.length; at += 2) options[process.argv[at].replace(/^--/, '')] = process.argv[at + 1];
const require = createRequire(path.join(path.resolve(options.modules), 'package.json'));
const { getHttpOperationsFromSpec } = require('@stoplight/prism-http');
const { createServer } = require('@stoplight/prism-http-server');
const { createLogger } = require('@stoplight/prism-core');
const ofPrism = createRequire(require.resolve('@stoplight/prism-http'));
const Ajv = ofPrism('ajv').default ?? ofPrism('ajv');
const ajv = new Ajv({ allowUnionTypes: true, strict: false, logger: false });
(ofPrism('ajv-formats').default ?? ofPrism('ajv-formats'))(ajv);

// Not `enum: [null]`: Prism adds a null of its own, and refuses a list that has two.
const onlyNull = { type: 'string', nullable: true, maxLength: 0 };

/** A bare {nullable: true} stands for null; without a `type` beside it AJV refuses the whole schema. */
function typed(node) {
  if (Array.isArray(node)) return node.map(typed);
  if (node === null || typeof node !== 'object') return node;
  const made = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, typed(value)]));
  return made.nullable === true && !('type' in made) ? { ...made, ...onlyNull } : made;
}

function documentOf(file) {
  const text = readFileSync(file, 'utf8');
  const document = typed(file.endsWith('.json') ? JSON.parse(text) : require('yaml').parse(text, { maxAliasCount: -1 }));
  delete document.servers;
  for (const name of Object.keys(document.paths)) if (!new RegExp(options.only ?? '').test(name)) delete document.paths[name];
  for (const name of (options.anything ?? '').split(',').filter((one) => one !== '')) document.components.schemas[name] = {};
  return document;
}

/** What cannot be compiled Prism lets pass without a word. */
function refuseWhatIsNotValidated(operations) {
  for (const operation of operations)
    for (const { schema } of [operation.request?.body, ...operation.responses].flatMap((one) => one?.contents ?? []))
      if (schema !== undefined) ajv.compile({ ...schema, __bundled__: operation.__bundled__ });
}

async function prismBefore(upstream, file) {
  const operations = await getHttpOperationsFromSpec(documentOf(file));
  refuseWhatIsNotValidated(operations);
  const server = createServer(operations, {
    cors: false,
    components: { logger: createLogger('proxy', { level: 'silent' }) },
    config: {
      isProxy: true, upstream: new URL(upstream), upstreamProxy: undefined, mock: { dynamic: false },
      checkSecurity: true, validateRequest: true, validateResponse: true, errors: true,
    },
  });
  return server.listen(0, '127.0.0.1');
}

const hosts = new Map();
/** The text with each host on loopback replaced by the port of its own Prism. */
async function throughPrism(text) {
  for (const [, host] of text.matchAll(/"host":"(127\.0\.0\.1:\d+)"/g))
    if (!hosts.has(host)) hosts.set(host, `127.0.0.1:${await noting(`http://${host}`, options['hosts-spec'])}`);
  return text.replace(/"host":"(127\.0\.0\.1:\d+)"/g, (_, host) => `"host":"${hosts.get(host)}"`);
}

/** Prism tells violations in a header and in problems of its own: they are noted, and passed on as they are. */
async function forward(prism, request, reply) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const headers = { ...request.headers };
  for (const hop of ['host', 'connection', 'content-length', 'transfer-encoding', 'expect']) delete headers[hop];
  const body = pieces.length > 0 ? Buffer.concat(pieces) : undefined;
  const answer = await fetch(prism + request.url, { method: request.method, headers, body });
  let text = await answer.text();
  const violations = answer.headers.get('sl-violations');
  if (violations !== null || (answer.headers.get('content-type') ?? '').includes('problem+json'))
    appendFileSync(options.violations, `${JSON.stringify({ method: request.method, path: request.url, status: answer.status, violations: violations ?? text })}\n`);
  if (options['hosts-spec'] !== undefined) text = await throughPrism(text);
  const type = answer.headers.get('content-type');
  reply.writeHead(answer.status, { ...(type === null ? {} : { 'content-type': type }), 'content-length': Buffer.byteLength(text) });
  reply.end(text);
}

async function noting(upstream, file) {
  const prism = await prismBefore(upstream, file);
  const server = listenOn((request, reply) => forward(prism, request, reply).catch((error) => reply.destroy(error)));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

writeFileSync(options.violations, '');
console.log(`listening on ${await noting(options.upstream, options.spec)}`);
