// SPDX-License-Identifier: GPL-3.0-or-later
// A stand-in for Qdrant's REST interface, written from its published specification (OpenAPI, 1.19).
//
// node server.mjs [--port 0] [--key K] [--read-only-key K] [--traffic FILE] [--faults JSON] [--version 1.19.0]
//                 [--index-polls N]
//
// Prints "listening on PORT". Each exchange becomes one line of FILE: {"method", "path", "requestBody", "status",
// "responseBody"}; those that a fault answered are left out. A graph is ready after N looks at its collection.
import { appendFileSync } from 'node:fs';
import http from 'node:http';
import { parse, stringify } from './json.mjs';
import { Collection, Refused } from './collection.mjs';
import { BadFilter } from './filters.mjs';
import { BadId } from './ids.mjs';
import { Faults, served } from './faults.mjs';

const options = { port: '0', version: '1.19.0', 'index-polls': '0' };
for (let at = 2; at + 1 < process.argv.length; at += 2) options[process.argv[at].replace(/^--/, '')] = process.argv[at + 1];
const faults = new Faults(JSON.parse(options.faults ?? '[]'));
const collections = new Map();

function collectionOf(name) {
  const collection = collections.get(name);
  if (!collection) throw new Refused(404, `Not found: Collection \`${name}\` doesn't exist!`);
  return collection;
}

function create(name, body) {
  if (/[<>:"/\\|?*\0\u001f]/.test(name) || name.length > 255) throw new Refused(422, `Validation error in path parameters: [collection_name: collection name cannot contain such characters]`);
  if (collections.has(name)) throw new Refused(409, `Wrong input: Collection \`${name}\` already exists!`);
  collections.set(name, new Collection(body, Number(options['index-polls'])));
  return true;
}

const written = (operationId) => ({ operation_id: operationId, status: 'completed' });
const text = (body) => ({ text: body });
/** By "METHOD template": its name, what it changes, and what it answers. */
const operations = {
  'GET /': ['version', false, () => ({ raw: { title: 'qdrant - vector search engine', version: options.version } })],
  'GET /healthz': ['healthz', false, () => text('healthz check passed')],
  'GET /readyz': ['readyz', false, () => text('all shards are ready')],
  'GET /livez': ['livez', false, () => text('healthz check passed')],
  'GET /collections': ['list', false, () => ({ collections: [...collections.keys()].map((name) => ({ name })) })],
  'GET /collections/{c}': ['info', false, (name) => collectionOf(name).info()],
  'GET /collections/{c}/exists': ['exists', false, (name) => ({ exists: collections.has(name) })],
  'PUT /collections/{c}': ['create', true, create],
  'PATCH /collections/{c}': ['update', true, (name, body) => collectionOf(name).update(body)],
  'DELETE /collections/{c}': ['drop', true, (name) => collections.delete(name)],
  'PUT /collections/{c}/points': ['upsert', true, (name, body) => written(collectionOf(name).upsert(body))],
  'POST /collections/{c}/points': ['retrieve', false, (name, body) => collectionOf(name).retrieve(body)],
  'POST /collections/{c}/points/delete': ['delete', true, (name, body) => written(collectionOf(name).remove(body))],
  'POST /collections/{c}/points/scroll': ['scroll', false, (name, body) => collectionOf(name).scroll(body)],
  'POST /collections/{c}/points/count': ['count', false, (name, body) => collectionOf(name).count(body)],
  'POST /collections/{c}/points/query': ['query', false, (name, body) => collectionOf(name).query(body)],
};
const openPaths = ['/', '/healthz', '/readyz', '/livez'];

/** Plain text, as the service answers to keys. */
function keyRefusal(request, path, changes) {
  if (options.key === undefined || openPaths.includes(path)) return null;
  const given = request.headers['api-key'] ?? /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
  if (given === undefined) return [401, 'Must provide an API key or an Authorization bearer token'];
  if (given === options.key) return null;
  if (given !== options['read-only-key']) return [401, 'Invalid API key or JWT'];
  return changes ? [403, 'Forbidden: Global write access is required'] : null;
}

function route(method, path) {
  const parts = /^\/collections\/([^/]+)(\/.*)?$/.exec(path);
  const template = parts ? `/collections/{c}${parts[2] ?? ''}` : path;
  return { operation: operations[`${method} ${template}`], name: parts ? decodeURIComponent(parts[1]) : '' };
}

function answer(operation, name, body) {
  const started = performance.now();
  const time = () => (performance.now() - started) / 1000;
  try {
    const result = operation[2](name, body === '' ? {} : parse(body));
    if (result?.text !== undefined) return [200, result.text, 'text/plain'];
    if (result?.raw !== undefined) return [200, stringify(result.raw), 'application/json'];
    return [200, stringify({ result, status: 'ok', time: time() }), 'application/json'];
  } catch (error) {
    const known = { SyntaxError: 400, BadFilter: 400, BadId: 400 };
    const status = error instanceof Refused ? error.status : error instanceof BadFilter || error instanceof BadId ? 400 : known[error.name] ?? 500;
    const message = error instanceof Refused ? error.message : status === 400 ? `Format error in JSON body: ${error.message}` : `Service internal error: ${error.stack}`;
    return [status, stringify({ status: { error: message }, time: time() }), 'application/json'];
  }
}

function log(request, requestBody, status, responseBody) {
  if (options.traffic) appendFileSync(options.traffic, JSON.stringify({ method: request.method, path: request.url, requestBody, status, responseBody }) + '\n');
}

function serve(request, response, body) {
  const path = new URL(request.url, 'http://127.0.0.1').pathname;
  const { operation, name } = route(request.method, path);
  const fault = faults.next(operation?.[0] ?? 'unknown');
  if (served(fault, response, request.socket)) return;
  const refusal = keyRefusal(request, path, operation?.[1] ?? true);
  let reply;
  if (refusal) reply = [...refusal, 'text/plain'];
  else if (!operation) reply = [404, '', 'text/plain'];
  else reply = answer(operation, name, body);
  log(request, body, reply[0], reply[1]);
  if (fault?.kind === 'applied') return request.socket.destroy();
  const send = () => {
    response.writeHead(reply[0], { 'Content-Type': reply[2] });
    response.end(reply[1]);
  };
  if (fault?.kind === 'slow') setTimeout(send, fault.ms);
  else send();
}

const server = http.createServer((request, response) => {
  const chunks = [];
  let size = 0;
  request.on('data', (chunk) => {
    size += chunk.length;
    chunks.push(chunk);
  });
  request.on('end', () => {
    if (size > 32 << 20) {
      response.writeHead(413, { 'Content-Type': 'application/json' });
      return response.end(stringify({ status: { error: 'Payload error: JSON payload has exceeded the limit' }, time: 0 }));
    }
    return serve(request, response, Buffer.concat(chunks).toString('utf8'));
  });
});
server.keepAliveTimeout = 30000;
server.listen(Number(options.port), '127.0.0.1', () => process.stdout.write(`listening on ${server.address().port}\n`));
