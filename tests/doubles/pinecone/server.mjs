// SPDX-License-Identifier: GPL-3.0-or-later
// A stand-in for Pinecone on this machine, written from its published specifications (db_control and db_data of
// 2026-04) and documents, not from our client. Node 18 or later; no packages.
//
// node server.mjs --key K [--read-only-key K] [--ready-after N] [--gone-after N] [--lag N]
//                 [--ne-missing true|false] [--faults JSON] [--hosts JSON] [--log FILE] [--parent PID]
//
// Prints "listening http://127.0.0.1:PORT", the control plane; each index has a data plane of its own, on the
// port that its `host` names. With --parent PID it ends when that is not its parent any more.
//
// --faults  {"upsert": {"kind": "status", "status": 503, "retryAfter": 1, "after": 2, "times": 3}}: the third to
//           fifth upsert fail. Operations: listIndexes createIndex describeIndex deleteIndex upsert query fetch
//           list delete stats. Kinds: status (with "echo": true it says the key back), close (nothing done),
//           vanish (done, but not answered), hang (says "hanging" here), html, garbage (half a JSON), schema (JSON of another form, or
//           "body": what to say). `times` absent: for ever.
// --hosts   {"name": "host"}: what the description of an index says instead of its own host.
// --log     one JSON line per exchange that is not a fault:
//           {"plane", "operation", "method", "path", "requestBody", "status", "responseBody"}
import { appendFileSync } from 'node:fs';
import http from 'node:http';
import { ControlPlane } from './control_plane.mjs';
import { DataPlane, writes } from './data_plane.mjs';
import { invalid, Refusal, refusalBody } from './refusal.mjs';

const options = { key: 'key', 'ready-after': '0', 'gone-after': '0', lag: '0', 'ne-missing': 'true', faults: '{}', hosts: '{}' };
for (let at = 2; at + 1 < process.argv.length; at += 2) options[process.argv[at].replace(/^--/, '')] = process.argv[at + 1];
const faults = JSON.parse(options.faults) ?? {};
const operationNames = ['listIndexes', 'createIndex', 'describeIndex', 'deleteIndex', 'upsert', 'query', 'fetch', 'list', 'delete', 'stats'];
for (const [operation, fault] of Object.entries(faults))
  if (!operationNames.includes(operation) || !['status', 'close', 'vanish', 'hang', 'html', 'garbage', 'schema'].includes(fault.kind)) {
    process.stdout.write(`no fault of kind ${fault.kind} for ${operation}\n`);
    process.exit(2);
  }
const changes = new Set([...writes, 'createIndex', 'deleteIndex']);
const maxUrlBytes = 8192;
const apiVersion = '2026-04';

const bodyOf = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** The fault that this request meets, or nothing. */
function faultOf(operation) {
  const fault = faults[operation];
  if (!fault) return undefined;
  fault.seen = (fault.seen ?? 0) + 1;
  const first = (fault.after ?? 0) + 1;
  return fault.seen >= first && (fault.times === undefined || fault.seen < first + fault.times) ? fault : undefined;
}

function checkCaller(request, operation) {
  const key = request.headers['api-key'];
  if (key !== options.key && (key === undefined || key !== options['read-only-key'])) throw new Refusal(401, 'UNAUTHENTICATED', 'Invalid API key.');
  if (key !== options.key && changes.has(operation)) throw new Refusal(403, 'FORBIDDEN', 'This API key may read only.');
  if (request.headers['x-pinecone-api-version'] !== apiVersion) throw invalid(`X-Pinecone-Api-Version must be ${apiVersion}`);
}

async function answerOf(plane, handler, operation, request, url, bytes) {
  if (!operation) throw new Refusal(404, 'NOT_FOUND', `no operation ${request.method} ${url.pathname}`);
  if (request.url.length > maxUrlBytes) throw new Refusal(414, 'INVALID_ARGUMENT', `the URL has ${request.url.length} bytes, at most ${maxUrlBytes}`);
  checkCaller(request, operation);
  let body = {};
  if (request.method === 'POST') {
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new Refusal(415, 'INVALID_ARGUMENT', 'Content-Type must be application/json');
    try {
      body = JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      throw invalid(`the body is not JSON: ${error.message}`);
    }
    if (body === null || typeof body !== 'object' || Array.isArray(body)) throw invalid('the body is not an object');
  }
  return handler.answer(operation, url, body, bytes.length);
}

function reply(response, status, text, headers = {}) {
  // No type of a body that is not there: the answer to a delete has none.
  const type = text === '' ? {} : { 'Content-Type': 'application/json' };
  response.writeHead(status, { ...type, 'Content-Length': Buffer.byteLength(text), 'X-Pinecone-Api-Version': apiVersion, ...headers });
  response.end(text);
}

function playFault(plane, fault, request, response) {
  const later = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
  if (fault.kind === 'close') return request.socket.destroy();
  if (fault.kind === 'hang') return process.stdout.write('hanging\n');
  if (fault.kind === 'html') return reply(response, fault.status ?? 200, '<!DOCTYPE html><html><body>Sign in to the hotel network</body></html>', { 'Content-Type': 'text/html' });
  if (fault.kind === 'garbage') return reply(response, 200, '{"matches": [{"id": "a", "sc');
  if (fault.kind === 'schema') return reply(response, 200, JSON.stringify(fault.body ?? { vectors: 7, matches: 'none', indexes: {}, namespaces: [] }));
  const codes = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 429: 'RESOURCE_EXHAUSTED', 503: 'UNAVAILABLE' };
  const message = fault.echo ? `refused for key ${request.headers['api-key']}` : `a fault of status ${fault.status} was asked for`;
  return reply(response, fault.status, JSON.stringify(refusalBody(plane, new Refusal(fault.status, codes[fault.status] ?? 'UNKNOWN', message))), later);
}

function logged(line) {
  if (options.log) appendFileSync(options.log, JSON.stringify(line) + '\n');
}

function serverOf(plane, handler) {
  return http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const operation = handler.constructor.operationOf(request.method, url.pathname);
    const bytes = await bodyOf(request);
    const fault = faultOf(operation);
    if (fault && fault.kind !== 'vanish') return playFault(plane, fault, request, response);
    let answer;
    try {
      answer = await answerOf(plane, handler, operation, request, url, bytes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = { status: error.status, body: refusalBody(plane, error) };
    }
    if (fault) return request.socket.destroy();
    const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
    logged({ plane, operation, method: request.method, path: request.url, requestBody: bytes.toString('utf8'), status: answer.status, responseBody: text });
    return reply(response, answer.status, text, answer.headers);
  });
}

const started = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

const control = new ControlPlane({
  readyAfter: Number(options['ready-after']),
  goneAfter: Number(options['gone-after']),
  hosts: JSON.parse(options.hosts),
  async openHost(index) {
    index.server = serverOf('data', new DataPlane(index, { lag: Number(options.lag), neMatchesMissing: options['ne-missing'] === 'true' }));
    return `127.0.0.1:${await started(index.server)}`;
  },
  async closeHost(index) {
    index.server?.close();
    index.server?.closeAllConnections();
    index.server = undefined;
  },
});
const port = await started(serverOf('control', control));
process.stdout.write(`listening http://127.0.0.1:${port}\n`);
// A test that was killed leaves no server behind.
if (options.parent)
  setInterval(() => {
    if (process.ppid !== Number(options.parent)) process.exit(0);
  }, 500);
