// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the double with the service's own client and says what came back, so that the double is held against
// something that nobody here wrote.
//
// node official_client.mjs --modules FOLDER_WITH_node_modules --url http://127.0.0.1:PORT [--key K] [--without "check,check"]
//
// Prints one line per check and ends with 1 when one failed.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';

const options = {};
for (let at = 2; at + 1 < process.argv.length; at += 2) options[process.argv[at].replace(/^--/, '')] = process.argv[at + 1];
const require = createRequire(path.join(path.resolve(options.modules), 'package.json'));
const { QdrantClient } = require('@qdrant/js-client-rest');
const client = new QdrantClient({ url: options.url, apiKey: options.key, checkCompatibility: false });

let failures = 0;
const without = (options.without ?? '').split(',');
async function check(name, body) {
  if (without.includes(name)) return;
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (error) {
    ++failures;
    console.log(`FAILED ${name}: ${error.stack}`);
  }
}

async function refused(promise, status) {
  const error = await promise.then(() => null, (one) => one);
  assert.notEqual(error, null, 'it was accepted');
  assert.equal(error.status, status);
  return error;
}

const uuid = '5c56c793-69f3-4fbf-87e6-c4bf54c28c26';
await check('version', async () => assert.equal((await client.versionInfo()).version, '1.19.0'));
await check('create', async () => assert.equal(await client.createCollection('c', { vectors: { size: 2, distance: 'Euclid' }, hnsw_config: { m: 8, ef_construct: 50 }, metadata: { by: 'test' } }), true));
await check('duplicate', async () => refused(client.createCollection('c', { vectors: { size: 2, distance: 'Dot' } }), 409));
await check('bad distance', async () => refused(client.createCollection('d', { vectors: { size: 2, distance: 'Near' } }), 400));
await check('exists', async () => {
  assert.deepEqual(await client.collectionExists('c'), { exists: true });
  assert.deepEqual(await client.collectionExists('d'), { exists: false });
});
await check('list', async () => assert.deepEqual(await client.getCollections(), { collections: [{ name: 'c' }] }));
await check('upsert', async () => {
  const points = [
    { id: 1, vector: [0, 0], payload: { city: 'Bern', size: 3, 'a.b': true } },
    { id: 2, vector: [3, 4], payload: { city: 'Rome', size: 2.5 } },
    { id: uuid, vector: [1, 0] },
  ];
  assert.equal((await client.upsert('c', { wait: true, points })).status, 'completed');
});
await check('bad dimension', async () => {
  const error = await refused(client.upsert('c', { wait: true, points: [{ id: 9, vector: [1, 2, 3] }] }), 400);
  assert.match(error.data.status.error, /dimension/);
});
await check('bad id', async () => refused(client.upsert('c', { wait: true, points: [{ id: 'nine', vector: [1, 2] }] }), 400));
await check('query', async () => {
  const { points } = await client.query('c', { query: [0, 0], limit: 3, with_payload: true });
  assert.deepEqual(points.map((point) => point.id), [1, uuid, 2]);
  assert.deepEqual(points.map((point) => point.score), [0, 1, 5]);
  assert.equal(points[0].payload.city, 'Bern');
});
await check('query with filter', async () => {
  const idsOf = async (filter) => (await client.query('c', { query: [0, 0], filter })).points.map((point) => point.id);
  assert.deepEqual(await idsOf({ must: [{ key: 'city', match: { value: 'Rome' } }] }), [2]);
  assert.deepEqual(await idsOf({ must: [{ key: 'size', range: { gte: 2.5, lt: 3 } }] }), [2]);
  assert.deepEqual(await idsOf({ must_not: [{ key: 'city', match: { any: ['Rome', 'Oslo'] } }] }), [1, uuid]);
  assert.deepEqual(await idsOf({ must: [{ is_empty: { key: 'city' } }] }), [uuid]);
  assert.deepEqual(await idsOf({ should: [{ key: '"a.b"', match: { value: true } }, { has_id: [2] }] }), [1, 2]);
});
await check('query by id', async () => assert.deepEqual((await client.query('c', { query: 1, limit: 1 })).points.map((point) => point.id), [uuid]));
await check('bad limit', async () => refused(client.query('c', { query: [0, 0], limit: 0 }), 422));
await check('count', async () => assert.deepEqual(await client.count('c', { exact: true }), { count: 3 }));
await check('scroll', async () => {
  const first = await client.scroll('c', { limit: 2, with_vector: true });
  assert.deepEqual(first.points.map((point) => point.id), [1, 2]);
  assert.deepEqual(first.points[1].vector, [3, 4]);
  assert.equal(first.next_page_offset, uuid);
  const last = await client.scroll('c', { limit: 2, offset: first.next_page_offset });
  assert.deepEqual(last.points.map((point) => point.id), [uuid]);
  assert.equal(last.next_page_offset, null);
});
await check('retrieve', async () => {
  const points = await client.retrieve('c', { ids: [2, 7, uuid], with_payload: ['size'] });
  assert.deepEqual(points.map((point) => point.id), [2, uuid]);
  assert.deepEqual(points[0].payload, { size: 2.5 });
});
await check('info', async () => {
  const info = await client.getCollection('c');
  assert.equal(info.status, 'green');
  assert.equal(info.points_count, 3);
  assert.deepEqual(info.config.params.vectors, { size: 2, distance: 'Euclid' });
  assert.equal(info.config.hnsw_config.m, 8);
  assert.deepEqual(info.config.metadata, { by: 'test' });
});
await check('cosine', async () => {
  await client.createCollection('cosine', { vectors: { size: 2, distance: 'Cosine' } });
  await client.upsert('cosine', { wait: true, points: [{ id: 1, vector: [3, 4] }, { id: 2, vector: [-5, 0] }] });
  const { points } = await client.query('cosine', { query: [30, 40], with_vector: true });
  assert.deepEqual(points.map((point) => point.id), [1, 2]);
  assert.ok(Math.abs(points[0].score - 1) < 1e-6 && Math.abs(points[1].score + 0.6) < 1e-6);
  assert.ok(Math.abs(points[0].vector[0] - 0.6) < 1e-6);
});
await check('replace', async () => {
  await client.upsert('c', { wait: true, points: [{ id: 1, vector: [9, 9], payload: { only: 1 } }] });
  assert.deepEqual((await client.retrieve('c', { ids: [1] }))[0].payload, { only: 1 });
});
await check('delete', async () => {
  await client.delete('c', { wait: true, points: [2, 77] });
  assert.deepEqual(await client.count('c', { exact: true }), { count: 2 });
});
await check('drop', async () => {
  assert.equal(await client.deleteCollection('c'), true);
  assert.equal(await client.deleteCollection('c'), false);
});
await check('not found', async () => {
  await refused(client.getCollection('c'), 404);
  await refused(client.query('c', { query: [0, 0] }), 404);
});
if (options.key !== undefined)
  await check('wrong key', async () => refused(new QdrantClient({ url: options.url, apiKey: 'wrong', checkCompatibility: false }).getCollections(), 401));
process.exit(failures > 0 ? 1 : 0);
