// SPDX-License-Identifier: GPL-3.0-or-later
// Proves the double: Pinecone's own client does with it what it does with Pinecone.
//
// node official_client.mjs --modules FOLDER_WITH_node_modules --url http://127.0.0.1:PORT --key K
//
// Prints what it found as one JSON object and ends with 1 when anything was not as Pinecone documents it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';

const options = {};
for (let at = 2; at + 1 < process.argv.length; at += 2) options[process.argv[at].replace(/^--/, '')] = process.argv[at + 1];
const require = createRequire(path.join(path.resolve(options.modules), 'package.json'));
const { Pinecone } = require('@pinecone-database/pinecone');
const { version } = require('@pinecone-database/pinecone/package.json');

const pinecone = new Pinecone({ apiKey: options.key, controllerHostUrl: options.url });
const name = 'official';
const done = [];
const step = async (what, run) => {
  await run();
  done.push(what);
};
const records = [
  { id: 'a', values: [1, 0, 0], metadata: { kind: 'first', size: 1, good: true } },
  { id: 'b', values: [0, 1, 0], metadata: { kind: 'second', size: 2 } },
  { id: 'c', values: [0.8, 0.6, 0], metadata: { kind: 'third', size: 3, tags: ['x', 'y'] } },
];
const rejects = (run, pattern) => assert.rejects(run, (error) => pattern.test(`${error.name} ${error.message}`));

await step('list none', async () => assert.deepEqual((await pinecone.listIndexes()).indexes ?? [], []));
await step('create', async () => {
  const made = await pinecone.createIndex({ name, dimension: 3, metric: 'cosine', waitUntilReady: true, spec: { serverless: { cloud: 'aws', region: 'us-east-1' } } });
  assert.equal(made.name, name);
});
await step('create twice', () => rejects(() => pinecone.createIndex({ name, dimension: 3, spec: { serverless: { cloud: 'aws', region: 'us-east-1' } } }), /Conflict|already exists/i));
const about = await pinecone.describeIndex(name);
await step('describe', async () => {
  assert.equal(about.dimension, 3);
  assert.equal(about.metric, 'cosine');
  assert.equal(about.status.ready, true);
});
const index = pinecone.index({ name, host: `http://${about.host}` });
await step('upsert', () => index.upsert({ records }));
await step('wrong dimension', () => rejects(() => index.upsert({ records: [{ id: 'd', values: [1, 2] }] }), /dimension/));
await step('query', async () => {
  const answer = await index.query({ vector: [1, 0, 0], topK: 2, includeMetadata: true, includeValues: true });
  assert.deepEqual(answer.matches.map((one) => one.id), ['a', 'c']);
  assert.ok(Math.abs(answer.matches[1].score - 0.8) < 1e-6);
  assert.deepEqual(answer.matches[0].metadata, records[0].metadata);
  assert.deepEqual(answer.matches[0].values, [1, 0, 0]);
});
await step('filtered query', async () => {
  const ids = async (filter) => (await index.query({ vector: [1, 0, 0], topK: 10, filter })).matches.map((one) => one.id);
  assert.deepEqual(await ids({ kind: { $eq: 'second' } }), ['b']);
  assert.deepEqual(await ids({ size: { $gte: 2 } }), ['c', 'b']);
  assert.deepEqual(await ids({ $or: [{ kind: { $in: ['first'] } }, { size: { $gt: 2 } }] }), ['a', 'c']);
  assert.deepEqual(await ids({ good: { $exists: true } }), ['a']);
  assert.deepEqual(await ids({ tags: { $eq: 'x' } }), ['c']);
  await rejects(() => index.query({ vector: [1, 0, 0], topK: 1, filter: { size: { $near: 1 } } }), /filter/i);
});
await step('fetch', async () => {
  const answer = await index.fetch({ ids: ['a', 'nobody'] });
  assert.deepEqual(Object.keys(answer.records), ['a']);
});
await step('stats', async () => assert.equal((await index.describeIndexStats()).totalRecordCount, 3));
await step('list ids', async () => {
  const first = await index.listPaginated({ limit: 2 });
  assert.deepEqual(first.vectors.map((one) => one.id), ['a', 'b']);
  const second = await index.listPaginated({ limit: 2, paginationToken: first.pagination.next });
  assert.deepEqual(second.vectors.map((one) => one.id), ['c']);
});
await step('delete', async () => {
  await index.deleteOne({ id: 'a' });
  await index.deleteMany({ ids: ['b', 'nobody'] });
  assert.equal((await index.describeIndexStats()).totalRecordCount, 1);
});
await step('wrong key', () => rejects(() => new Pinecone({ apiKey: 'another', controllerHostUrl: options.url }).listIndexes(), /Authorization|API key/i));
await step('drop', () => pinecone.deleteIndex(name));
await step('describe none', () => rejects(() => pinecone.describeIndex(name), /NotFound|not found|404/i));
process.stdout.write(JSON.stringify({ client: version, done }) + '\n');
