// SPDX-License-Identifier: GPL-3.0-or-later
// One collection in memory: points, search by looking at each of them, pages, what the service says of it.
import { asDouble, asWhole, isNumber, isObject } from './json.mjs';
import { idKey, idOf } from './ids.mjs';
import { pathOf, predicateOf } from './filters.mjs';

/** A refusal with its status. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const wrong = (message) => new Refused(400, `Wrong input: ${message}`);

export function wholeOf(value, least, what) {
  const whole = asWhole(value);
  if (whole === null || whole < BigInt(least)) throw new Refused(422, `Validation error in JSON body: [${what}: value ${String(value)} invalid, must be ${least} or larger]`);
  return Number(whole);
}

function normalised(vector) {
  let length = 0;
  for (const x of vector) length = Math.fround(length + Math.fround(x * x));
  if (length < 1.1920929e-7 || Math.abs(length - 1) <= 1e-6) return vector;
  const norm = Math.fround(Math.sqrt(length));
  return vector.map((x) => Math.fround(x / norm));
}

/** The sum over all places, in double precision. */
function summed(a, b, term) {
  let sum = 0;
  for (let i = 0; i < a.length; ++i) sum += term(a[i], b[i]);
  return sum;
}
const dot = (a, b) => summed(a, b, (x, y) => x * y);
const scores = {
  Cosine: dot,
  Dot: dot,
  Euclid: (a, b) => Math.sqrt(summed(a, b, (x, y) => (x - y) * (x - y))),
  Manhattan: (a, b) => summed(a, b, (x, y) => Math.abs(x - y)),
};

/** true, false, names to keep, {include} or {exclude}; of paths the first step alone. */
function selected(payload, selector) {
  if (selector == null || selector === false) return undefined;
  if (selector === true) return payload;
  const include = Array.isArray(selector) ? selector : selector.include;
  const names = new Set((include ?? selector.exclude).map((path) => pathOf(path)[0].key));
  return Object.assign(Object.create(null), Object.fromEntries(Object.entries(payload).filter(([name]) => names.has(name) === (include !== undefined))));
}

export class Collection {
  constructor(body, indexPolls) {
    const params = body.vectors;
    if (!isObject(params) || !('size' in params)) throw wrong('this double knows collections with one vector alone');
    this.size = wholeOf(params.size, 1, 'vectors.size');
    if (this.size > 65536) throw new Refused(422, 'Validation error in JSON body: [vectors.size: must be at most 65536]');
    if (!Object.hasOwn(scores, params.distance)) throw new Refused(400, `Format error in JSON body: unknown variant \`${String(params.distance)}\``);
    this.distance = params.distance;
    this.hnsw = { m: 16, ef_construct: 100, full_scan_threshold: 10000, max_indexing_threads: 0, on_disk: false };
    for (const [name, value] of Object.entries(body.hnsw_config ?? {}))
      if (value !== null) this.hnsw[name] = typeof value === 'boolean' ? value : wholeOf(value, name === 'ef_construct' ? 4 : 0, `hnsw_config.${name}`);
    this.optimizers = { deleted_threshold: 0.2, vacuum_min_vector_number: 1000, default_segment_number: 0, flush_interval_sec: 5, indexing_threshold: 20000 };
    this.metadata = body.metadata ?? null;
    this.points = new Map();
    this.version = 0;
    this.indexPolls = indexPolls;
    this.pollsLeft = 0;
    this.update(body);
  }

  vectorOf(value) {
    if (!Array.isArray(value) || !value.every(isNumber)) throw new Refused(400, 'Format error in JSON body: data did not match any variant of untagged enum VectorStruct');
    if (value.length !== this.size) throw wrong(`Vector dimension error: expected dim: ${this.size}, got ${value.length}`);
    const vector = Float32Array.from(value, asDouble);
    return this.distance === 'Cosine' ? normalised(vector) : vector;
  }

  upsert(body) {
    if (!Array.isArray(body.points)) throw new Refused(400, 'Format error in JSON body: expected a list of points');
    const ready = body.points.map((point) => {
      if (point.payload != null && !isObject(point.payload)) throw new Refused(400, 'Format error in JSON body: payload is no object');
      return { id: idOf(point.id), vector: this.vectorOf(point.vector), payload: point.payload ?? Object.create(null) };
    });
    ++this.version;
    for (const point of ready) this.points.set(idKey(point.id), { ...point, version: this.version });
    this.pollsLeft = this.indexPolls;
    return this.version;
  }

  remove(body) {
    ++this.version;
    if (Array.isArray(body.points)) for (const id of body.points) this.points.delete(idKey(id));
    else {
      const test = predicateOf(body.filter);
      for (const [key, point] of this.points) if (test(point)) this.points.delete(key);
    }
    return this.version;
  }

  shown(point, body, standard) {
    const record = { id: point.id };
    const payload = selected(point.payload, body.with_payload ?? standard);
    if (payload !== undefined) record.payload = payload;
    if (body.with_vector === true) record.vector = point.vector;
    return record;
  }

  retrieve(body) {
    if (!Array.isArray(body.ids)) throw new Refused(400, 'Format error in JSON body: missing field `ids`');
    const found = [];
    for (const key of new Set(body.ids.map(idKey))) if (this.points.has(key)) found.push(this.shown(this.points.get(key), body, true));
    return found;
  }

  scroll(body) {
    const limit = body.limit == null ? 10 : wholeOf(body.limit, 1, 'limit');
    const start = body.offset == null ? '' : idKey(body.offset);
    const test = predicateOf(body.filter);
    const keys = [...this.points.keys()].sort().filter((key) => key >= start && test(this.points.get(key)));
    const next = keys[limit];
    return {
      points: keys.slice(0, limit).map((key) => this.shown(this.points.get(key), body, true)),
      next_page_offset: next === undefined ? null : this.points.get(next).id,
    };
  }

  count(body) {
    const test = predicateOf(body.filter);
    return { count: [...this.points.values()].filter(test).length };
  }

  query(body) {
    const limit = body.limit == null ? 10 : wholeOf(body.limit, 1, 'limit');
    const offset = body.offset == null ? 0 : wholeOf(body.offset, 0, 'offset');
    if (body.params?.hnsw_ef != null) wholeOf(body.params.hnsw_ef, 1, 'params.hnsw_ef');
    const wanted = isObject(body.query) ? body.query.nearest : body.query;
    let query;
    if (Array.isArray(wanted)) query = this.vectorOf(wanted);
    else {
      const point = this.points.get(idKey(wanted));
      if (!point) throw new Refused(404, `Not found: No point with id ${String(wanted)} found`);
      query = point.vector;
    }
    const score = scores[this.distance];
    const test = predicateOf(body.filter);
    const found = [];
    for (const point of this.points.values()) if (point.vector !== query || Array.isArray(wanted)) if (test(point)) found.push({ point, score: Math.fround(score(query, point.vector)) });
    const sign = this.distance === 'Cosine' || this.distance === 'Dot' ? -1 : 1;
    found.sort((a, b) => sign * (a.score - b.score));
    return { points: found.slice(offset, offset + limit).map((hit) => ({ ...this.shown(hit.point, body, false), score: hit.score, version: hit.point.version })) };
  }

  /** Settings that are given replace those that are there. */
  update(body) {
    for (const [name, value] of Object.entries(body.optimizers_config ?? {}))
      if (value !== null) this.optimizers[name] = name === 'deleted_threshold' ? asDouble(value) : wholeOf(value, 0, `optimizers_config.${name}`);
    this.pollsLeft = this.indexPolls;
    return true;
  }

  /** A graph is built where it is not switched off and the vectors take more than the threshold (in kB). */
  wantsGraph() {
    const threshold = this.optimizers.indexing_threshold;
    return this.hnsw.m > 0 && threshold > 0 && (this.points.size * this.size * 4) / 1024 > threshold;
  }

  /** Each look at a collection that is being indexed brings it nearer to its end. */
  info() {
    const isIndexed = this.wantsGraph();
    const busy = isIndexed && this.pollsLeft > 0;
    const done = this.indexPolls === 0 ? 1 : (this.indexPolls - this.pollsLeft) / this.indexPolls;
    const indexed = isIndexed ? Math.floor(this.points.size * done) : 0;
    if (busy) --this.pollsLeft;
    return {
      status: busy ? 'yellow' : 'green',
      optimizer_status: 'ok',
      indexed_vectors_count: indexed,
      points_count: this.points.size,
      segments_count: 2,
      config: {
        params: { vectors: { size: this.size, distance: this.distance }, shard_number: 1, replication_factor: 1, write_consistency_factor: 1, on_disk_payload: true },
        hnsw_config: this.hnsw,
        optimizer_config: this.optimizers,
        wal_config: { wal_capacity_mb: 32, wal_segments_ahead: 0 },
        quantization_config: null,
        ...(this.metadata === null ? {} : { metadata: this.metadata }),
      },
      payload_schema: {},
    };
  }
}
