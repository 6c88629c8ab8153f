// SPDX-License-Identifier: GPL-3.0-or-later
// JSON that keeps what JavaScript's own reader loses: 1.0 is no 1, and whole numbers have 64 bits.

/** A number that was written with a point or an exponent and is whole all the same. */
export class Real {
  constructor(value) {
    this.value = value;
  }
}

export const isNumber = (value) => typeof value === 'number' || typeof value === 'bigint' || value instanceof Real;
/** As a double. */
export const asDouble = (value) => (value instanceof Real ? value.value : Number(value));
/** Whole numbers as a BigInt; null for all else. */
export function asWhole(value) {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : null;
}
export const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Real);

function numberOf(text) {
  if (/[.eE]/.test(text) || text === '-0') {
    const value = Number(text);
    if (!Number.isFinite(value)) throw new SyntaxError(`number out of range: ${text}`);
    return Number.isInteger(value) ? new Real(value) : value;
  }
  const whole = BigInt(text);
  if (whole >= BigInt(Number.MIN_SAFE_INTEGER) && whole <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(whole);
  return whole >= -(2n ** 63n) && whole < 2n ** 64n ? whole : new Real(Number(text));
}

const stringPattern = /"(?:[^"\\\u0000-\u001f]|\\.)*"/gy;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/gy;
const spacePattern = /[ \t\r\n]*/gy;

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }
  fail(what) {
    throw new SyntaxError(`${what} at character ${this.at + 1}`);
  }
  space() {
    if (this.text.charCodeAt(this.at) <= 32) this.match(spacePattern);
  }
  take(word) {
    if (!this.text.startsWith(word, this.at)) this.fail(`expected ${word}`);
    this.at += word.length;
  }
  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) this.fail('unexpected character');
    this.at = pattern.lastIndex;
    return found[0];
  }
  string() {
    return JSON.parse(this.match(stringPattern));
  }
  value() {
    this.space();
    const first = this.text[this.at];
    let value;
    if (first === '{') value = this.object();
    else if (first === '[') value = this.list();
    else if (first === '"') value = this.string();
    else if (first === 't') this.take('true'), (value = true);
    else if (first === 'f') this.take('false'), (value = false);
    else if (first === 'n') this.take('null'), (value = null);
    else value = numberOf(this.match(numberPattern));
    this.space();
    return value;
  }
  object() {
    const object = Object.create(null);
    this.take('{');
    this.space();
    if (this.text[this.at] === '}') return ++this.at, object;
    for (;;) {
      this.space();
      const key = this.string();
      this.space();
      this.take(':');
      object[key] = this.value();
      if (this.text[this.at] !== ',') break;
      ++this.at;
    }
    this.take('}');
    return object;
  }
  list() {
    const list = [];
    this.take('[');
    this.space();
    if (this.text[this.at] === ']') return ++this.at, list;
    for (;;) {
      list.push(this.value());
      if (this.text[this.at] !== ',') break;
      ++this.at;
    }
    this.take(']');
    return list;
  }
}

export function parse(text) {
  const reader = new Reader(text);
  const value = reader.value();
  if (reader.at !== text.length) reader.fail('something follows');
  return value;
}

export function stringify(value) {
  if (value instanceof Real) {
    const text = Object.is(value.value, -0) ? '-0' : String(value.value);
    return /[.e]/.test(text) ? text : `${text}.0`;
  }
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `[${Array.from(value, stringify).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${stringify(one)}`).join(',')}}`;
}
