// SPDX-License-Identifier: GPL-3.0-or-later
// The control plane of db_control_2026-04: serverless indexes of dense vectors, made, described, removed.
import { checkFields, invalid, Refusal } from './refusal.mjs';

const metrics = ['cosine', 'euclidean', 'dotproduct'];
const regions = { aws: ['us-east-1', 'us-west-2', 'eu-west-1'], gcp: ['us-central1', 'europe-west4'], azure: ['eastus2'] };

function serverlessOf(spec) {
  const keys = spec && typeof spec === 'object' ? Object.keys(spec) : [];
  if (keys.length !== 1 || keys[0] !== 'serverless') throw invalid('this server has serverless indexes only');
  checkFields('a serverless spec', spec.serverless, ['cloud', 'region', 'read_capacity', 'source_collection', 'schema']);
  const { cloud, region } = spec.serverless;
  if (typeof cloud !== 'string' || typeof region !== 'string') throw new Refusal(422, 'UNPROCESSABLE_ENTITY', 'missing field `cloud` or `region`');
  if (!regions[cloud]?.includes(region)) throw new Refusal(404, 'NOT_FOUND', `Resource cloud: ${cloud} region: ${region} not found.`);
  return { cloud, region };
}

function checkNew(body) {
  checkFields('an index', body, ['name', 'dimension', 'metric', 'deletion_protection', 'tags', 'spec', 'vector_type']);
  if (typeof body.name !== 'string') throw new Refusal(422, 'UNPROCESSABLE_ENTITY', 'missing field `name`');
  if (!/^[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?$/.test(body.name))
    throw invalid('Name must be 1-45 lowercase alphanumeric characters or hyphens, and must not begin or end with a hyphen.');
  if ((body.vector_type ?? 'dense') !== 'dense') throw invalid('this server has dense indexes only');
  if (!Number.isInteger(body.dimension) || body.dimension < 1 || body.dimension > 20000) throw invalid('Dimension must be between 1 and 20000');
  if (body.metric !== undefined && !metrics.includes(body.metric)) throw invalid(`Metric must be one of ${metrics.join(', ')}`);
}

export class ControlPlane {
  /**
   * openHost(index) starts the index's data plane and gives its address; closeHost(index) ends it.
   * readyAfter: descriptions until an index is ready; goneAfter: descriptions until a removed one is gone.
   */
  constructor({ readyAfter, goneAfter, openHost, closeHost, hosts }) {
    Object.assign(this, { readyAfter, goneAfter, openHost, closeHost, hosts });
    this.indexes = new Map();
  }

  static operationOf(method, path) {
    if (path === '/indexes') return { GET: 'listIndexes', POST: 'createIndex' }[method];
    if (/^\/indexes\/[^/]+$/.test(path)) return { GET: 'describeIndex', DELETE: 'deleteIndex' }[method];
    return undefined;
  }

  async answer(operation, url, body) {
    const name = decodeURIComponent(url.pathname.slice('/indexes/'.length));
    if (operation === 'listIndexes') return { status: 200, body: { indexes: [...this.indexes.values()].map((one) => this.modelOf(one)) } };
    if (operation === 'createIndex') return this.create(body);
    const index = this.indexes.get(name);
    if (!index) throw new Refusal(404, 'NOT_FOUND', `Resource ${name} not found`);
    return operation === 'describeIndex' ? this.describe(index) : this.remove(index);
  }

  modelOf(index) {
    const serverless = { ...index.serverless, read_capacity: { mode: 'OnDemand', status: { state: 'Ready' } } };
    const state = index.removed ? 'Terminating' : index.describesLeft > 0 ? 'Initializing' : 'Ready';
    return {
      name: index.name,
      dimension: index.dimension,
      metric: index.metric,
      host: this.hosts?.[index.name] ?? index.host,
      deletion_protection: index.protection,
      spec: { serverless },
      status: { ready: state === 'Ready', state },
      vector_type: 'dense',
    };
  }

  async create(body) {
    checkNew(body);
    const serverless = serverlessOf(body.spec);
    if (this.indexes.has(body.name)) throw new Refusal(409, 'ALREADY_EXISTS', 'Resource already exists.');
    const index = {
      name: body.name,
      dimension: body.dimension,
      metric: body.metric ?? 'cosine',
      protection: body.deletion_protection ?? 'disabled',
      serverless,
      describesLeft: this.readyAfter,
      namespaces: new Map(),
    };
    this.indexes.set(index.name, index);
    index.host = await this.openHost(index);
    return { status: 201, body: this.modelOf(index) };
  }

  async describe(index) {
    if (index.removed && index.describesLeft-- <= 0) {
      this.indexes.delete(index.name);
      throw new Refusal(404, 'NOT_FOUND', `Resource ${index.name} not found`);
    }
    const reply = { status: 200, body: this.modelOf(index) };
    if (!index.removed && index.describesLeft > 0) --index.describesLeft;
    return reply;
  }

  async remove(index) {
    if (index.protection === 'enabled')
      throw new Refusal(403, 'FORBIDDEN', 'Deletion protection is enabled for this index. Disable deletion protection before retrying.');
    await this.closeHost(index);
    if (this.goneAfter === 0) this.indexes.delete(index.name);
    index.removed = true;
    index.describesLeft = this.goneAfter;
    return { status: 202, body: undefined };
  }
}
