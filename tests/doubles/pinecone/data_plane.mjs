// SPDX-License-Identifier: GPL-3.0-or-later
// The data plane of db_data_2026-04 over one index: exact search in memory, writes that may take effect late.
import { BadFilter, filterOf, metadataFault } from './filters.mjs';
import { checkFields, invalid, Refusal } from './refusal.mjs';

const maxUpsertBytes = 2 * 1024 * 1024;
const operations = {
  'POST /vectors/upsert': 'upsert',
  'POST /vectors/delete': 'delete',
  'GET /vectors/fetch': 'fetch',
  'GET /vectors/list': 'list',
  'POST /query': 'query',
  'POST /describe_index_stats': 'stats',
};
export const writes = new Set(['upsert', 'delete']);

const namespaceOf = (name) => (name === undefined || name === '' ? '__default__' : name);
const bytewise = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function scoreOf(metric, a, b) {
  let dot = 0, squares = 0, otherSquares = 0, distance = 0;
  for (let at = 0; at < a.length; ++at) {
    dot += a[at] * b[at];
    squares += a[at] * a[at];
    otherSquares += b[at] * b[at];
    distance += (a[at] - b[at]) ** 2;
  }
  if (metric === 'euclidean') return distance;
  return metric === 'cosine' ? dot / Math.sqrt(squares * otherSquares) : dot;
}

export class DataPlane {
  /** lag: reads that do not see a write yet. */
  constructor(index, { lag, neMatchesMissing }) {
    Object.assign(this, { index, lag, neMatchesMissing });
    this.lsn = 0;         // of the last write
    this.indexedLsn = 0;  // of the last write that reads see
    this.waiting = [];
  }

  static operationOf(method, path) {
    return operations[`${method} ${path}`];
  }

  answer(operation, url, body, bodyBytes) {
    if (writes.has(operation)) {
      const [reply, change] = operation === 'upsert' ? this.upsert(body, bodyBytes) : this.remove(body);
      this.waiting.push({ lsn: ++this.lsn, change, readsLeft: this.lag });
      if (this.lag === 0) this.settle();
      return { status: 200, body: reply, headers: { 'x-pinecone-request-lsn': String(this.lsn) } };
    }
    this.settle();
    const reply = this[operation](operation === 'fetch' || operation === 'list' ? url.searchParams : body);
    return { status: 200, body: reply, headers: { 'x-pinecone-max-indexed-lsn': String(this.indexedLsn) } };
  }

  /** Lets those writes take effect that have waited long enough, in their order. */
  settle() {
    while (this.waiting.length > 0 && this.waiting[0].readsLeft <= 0) {
      const { lsn, change } = this.waiting.shift();
      change();
      this.indexedLsn = lsn;
    }
    if (this.waiting.length > 0) --this.waiting[0].readsLeft;
  }

  rows(namespace) {
    return this.index.namespaces.get(namespaceOf(namespace)) ?? new Map();
  }

  vectorOf(values, what) {
    if (!Array.isArray(values) || !values.every((one) => typeof one === 'number')) throw invalid(`${what} must be a list of numbers`);
    if (values.length !== this.index.dimension)
      throw invalid(`${what} dimension ${values.length} does not match the dimension of the index ${this.index.dimension}`);
    const vector = Float32Array.from(values);
    if (!vector.every(Number.isFinite)) throw invalid(`${what} must be finite`);
    return vector;
  }

  rowOf(vector) {
    checkFields('a vector', vector ?? {}, ['id', 'values', 'sparseValues', 'metadata']);
    if (vector.sparseValues !== undefined) throw invalid('this server has dense vectors only');
    if (typeof vector?.id !== 'string' || vector.id.length < 1 || vector.id.length > 512) throw invalid('Vector ID must have 1 to 512 characters');
    if (!/^[\x01-\x7f]*$/.test(vector.id)) throw invalid(`Vector ID must be ASCII, but got '${vector.id}'`);
    const values = this.vectorOf(vector.values, 'Vector');
    if (values.every((one) => one === 0)) throw invalid('Dense vectors must contain at least one non-zero value.');
    const fault = vector.metadata === undefined ? undefined : metadataFault(vector.metadata);
    if (fault) throw invalid(fault);
    return [vector.id, { id: vector.id, values, metadata: vector.metadata ?? {} }];
  }

  upsert(body, bodyBytes) {
    checkFields('an upsert', body, ['vectors', 'namespace']);
    if (bodyBytes > maxUpsertBytes) throw invalid(`Error, message length too large: found ${bodyBytes} bytes, the limit is: ${maxUpsertBytes} bytes`);
    if (!Array.isArray(body.vectors) || body.vectors.length < 1 || body.vectors.length > 1000) throw invalid('an upsert takes 1 to 1000 vectors');
    const rows = body.vectors.map((one) => this.rowOf(one));
    const namespace = namespaceOf(body.namespace);
    const change = () => {
      if (!this.index.namespaces.has(namespace)) this.index.namespaces.set(namespace, new Map());
      for (const [id, row] of rows) this.index.namespaces.get(namespace).set(id, row);
    };
    return [{ upsertedCount: rows.length }, change];
  }

  remove(body) {
    checkFields('a delete', body, ['ids', 'deleteAll', 'namespace', 'filter']);
    const rows = this.index.namespaces.get(namespaceOf(body.namespace));
    if (!rows) throw new Refusal(404, 'NOT_FOUND', 'Namespace not found');
    const ways = [body.ids !== undefined, body.deleteAll === true, body.filter !== undefined].filter(Boolean).length;
    if (ways !== 1) throw invalid('a delete takes one of ids, deleteAll and filter');
    if (body.deleteAll) return [{}, () => rows.clear()];
    if (body.filter !== undefined) {
      const passes = this.filter(body.filter);
      return [{}, () => [...rows.values()].filter((one) => passes(one.metadata)).forEach((one) => rows.delete(one.id))];
    }
    if (!Array.isArray(body.ids) || body.ids.length < 1 || body.ids.length > 1000) throw invalid('a delete takes 1 to 1000 ids');
    return [{}, () => body.ids.forEach((id) => rows.delete(id))];
  }

  filter(node) {
    try {
      return filterOf(node, this);
    } catch (error) {
      if (error instanceof BadFilter) throw invalid(`Invalid filter: ${error.message}`);
      throw error;
    }
  }

  query(body) {
    checkFields('a query', body, ['namespace', 'topK', 'filter', 'includeValues', 'includeMetadata', 'vector', 'id']);
    if (!Number.isInteger(body.topK) || body.topK < 1 || body.topK > 10000) throw invalid('topK must be between 1 and 10000');
    const rows = this.rows(body.namespace);
    if ((body.id === undefined) === (body.vector === undefined)) throw invalid('a query takes either vector or id');
    const vector = body.vector === undefined ? rows.get(body.id)?.values : this.vectorOf(body.vector, 'Vector');
    const passes = body.filter === undefined ? () => true : this.filter(body.filter);
    const { metric } = this.index;
    const sign = metric === 'euclidean' ? 1 : -1;
    const scored = vector === undefined ? [] : [...rows.values()].filter((row) => passes(row.metadata)).map((row) => ({ row, score: scoreOf(metric, vector, row.values) }));
    scored.sort((a, b) => sign * (a.score - b.score) || bytewise(a.row.id, b.row.id));
    const matches = scored.slice(0, body.topK).map(({ row, score }) => ({
      id: row.id,
      score: Math.fround(score),
      values: body.includeValues ? [...row.values] : [],
      ...(body.includeMetadata ? { metadata: row.metadata } : {}),
    }));
    return { results: [], matches, namespace: namespaceOf(body.namespace), usage: { readUnits: 5 } };
  }

  fetch(parameters) {
    const ids = parameters.getAll('ids');
    if (ids.length < 1 || ids.length > 1000) throw invalid('a fetch takes 1 to 1000 ids');
    if (ids.some((id) => id.includes(' '))) throw invalid('ids must not contain spaces');
    const rows = this.rows(parameters.get('namespace') ?? undefined);
    const found = ids.filter((id) => rows.has(id)).map((id) => [id, { ...rows.get(id), values: [...rows.get(id).values] }]);
    return { vectors: Object.fromEntries(found), namespace: namespaceOf(parameters.get('namespace') ?? undefined), usage: { readUnits: 1 } };
  }

  list(parameters) {
    const limit = Number(parameters.get('limit') ?? 100);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid('limit must be between 1 and 100');
    let after;
    if (parameters.has('paginationToken')) {
      try {
        after = JSON.parse(Buffer.from(parameters.get('paginationToken'), 'base64').toString('utf8')).skip_past;
      } catch {
        throw invalid('Invalid pagination token');
      }
    }
    const namespace = parameters.get('namespace') ?? undefined;
    const prefix = parameters.get('prefix') ?? '';
    const ids = [...this.rows(namespace).keys()].filter((id) => id.startsWith(prefix) && (after === undefined || bytewise(id, after) > 0)).sort(bytewise);
    const page = ids.slice(0, limit);
    const next = ids.length > limit ? { pagination: { next: Buffer.from(JSON.stringify({ skip_past: page.at(-1), prefix })).toString('base64') } } : {};
    return { vectors: page.map((id) => ({ id })), ...next, namespace: namespaceOf(namespace), usage: { readUnits: 1 } };
  }

  stats(body) {
    checkFields('a question for statistics', body, ['filter']);
    if (body.filter !== undefined) throw invalid('Serverless indexes do not support describing index stats with metadata filtering');
    const namespaces = Object.fromEntries([...this.index.namespaces].filter(([, rows]) => rows.size > 0).map(([name, rows]) => [name, { vectorCount: rows.size }]));
    const total = Object.values(namespaces).reduce((sum, one) => sum + one.vectorCount, 0);
    return { namespaces, dimension: this.index.dimension, indexFullness: 0, totalVectorCount: total, metric: this.index.metric, vectorType: 'dense' };
  }
}
