// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions on payloads, as the specification's schemas Filter and Condition describe them.
import { asDouble, asWhole, isNumber, isObject } from './json.mjs';
import { idKey } from './ids.mjs';

export class BadFilter extends Error {}

/** `a.b`, `"a b".c`, `list[]`, `list[0]` as steps. */
export function pathOf(text) {
  const steps = [];
  const pattern = /(?:^|\.)(?:([\p{Alphabetic}\p{N}_-]+)|"([^"\\]*)")|\[(\d*)\]/uy;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const found = pattern.exec(text);
    if (!found || (start === 0 && found[3] !== undefined)) throw new BadFilter(`Invalid json path: \`${text}\``);
    if (found[3] !== undefined) steps.push(found[3] === '' ? { all: true } : { index: Number(found[3]) });
    else steps.push({ key: found[1] ?? found[2] });
  }
  if (steps.length === 0) throw new BadFilter('Invalid json path: it is empty');
  return steps;
}

export function valuesAt(payload, steps) {
  let values = [payload];
  for (const step of steps) {
    const next = [];
    for (const value of values) {
      if (step.key !== undefined) {
        if (isObject(value) && step.key in value) next.push(value[step.key]);
      } else if (Array.isArray(value)) {
        if (step.all) next.push(...value);
        else if (step.index < value.length) next.push(value[step.index]);
      }
    }
    values = next;
  }
  return values;
}

function same(stored, wanted) {
  if (typeof stored === 'string' || typeof stored === 'boolean') return stored === wanted;
  const whole = asWhole(stored);
  return whole !== null && whole === asWhole(wanted);
}

function matchOf(match) {
  if (!isObject(match)) throw new BadFilter('match is no object');
  if ('value' in match) {
    const wanted = match.value;
    if (typeof wanted !== 'string' && typeof wanted !== 'boolean' && asWhole(wanted) === null)
      throw new BadFilter('data did not match any variant of untagged enum ValueVariants');
    return (stored) => same(stored, wanted);
  }
  if ('any' in match || 'except' in match) {
    const list = match.any ?? match.except;
    const uniform = Array.isArray(list) && (list.every((one) => typeof one === 'string') || list.every((one) => asWhole(one) !== null));
    if (!uniform) throw new BadFilter('data did not match any variant of untagged enum AnyVariants');
    const isIn = (stored) => list.some((one) => same(stored, one));
    return 'any' in match ? isIn : (stored) => stored !== null && !isIn(stored);
  }
  if (typeof match.text === 'string') return (stored) => typeof stored === 'string' && stored.includes(match.text);
  throw new BadFilter('data did not match any variant of untagged enum Match');
}

function rangeOf(range) {
  if (!isObject(range)) throw new BadFilter('range is no object');
  const tests = { lt: (a, b) => a < b, lte: (a, b) => a <= b, gt: (a, b) => a > b, gte: (a, b) => a >= b };
  const bounds = [];
  for (const [name, bound] of Object.entries(range)) {
    if (!(name in tests)) throw new BadFilter(`unknown bound ${name}`);
    if (bound === null) continue;
    if (!isNumber(bound)) throw new BadFilter('data did not match any variant of untagged enum RangeInterface');
    bounds.push([tests[name], asDouble(bound)]);
  }
  return (stored) => isNumber(stored) && bounds.every(([test, bound]) => test(asDouble(stored), bound));
}

const isEmpty = (values) => values.every((value) => value === null || (Array.isArray(value) && value.length === 0));

function fieldCondition(condition) {
  const steps = pathOf(condition.key);
  const found = (point) => valuesAt(point.payload, steps);
  /** A list in a field stands for its elements. */
  const elements = (point) => found(point).flatMap((value) => (Array.isArray(value) ? value : [value]));
  if (condition.is_empty != null) return (point) => isEmpty(found(point)) === condition.is_empty;
  if (condition.is_null != null) return (point) => found(point).includes(null) === condition.is_null;
  const tests = [];
  if (condition.match != null) tests.push(matchOf(condition.match));
  if (condition.range != null) tests.push(rangeOf(condition.range));
  const known = ['key', 'match', 'range', 'is_empty', 'is_null'];
  const other = Object.keys(condition).find((name) => !known.includes(name) && condition[name] != null);
  if (other) throw new BadFilter(`this double does not know ${other}`);
  if (tests.length === 0) throw new BadFilter(`Validation error: no condition on ${condition.key}`);
  return (point) => elements(point).some((value) => tests.some((test) => test(value)));
}

function conditionOf(condition) {
  if (!isObject(condition)) throw new BadFilter('a condition is no object');
  if (typeof condition.key === 'string') return fieldCondition(condition);
  if (condition.is_empty) {
    const steps = pathOf(condition.is_empty.key);
    return (point) => isEmpty(valuesAt(point.payload, steps));
  }
  if (condition.is_null) {
    const steps = pathOf(condition.is_null.key);
    return (point) => valuesAt(point.payload, steps).includes(null);
  }
  if (condition.has_id) {
    const keys = new Set(condition.has_id.map(idKey));
    return (point) => keys.has(idKey(point.id));
  }
  return predicateOf(condition);
}

const listOf = (clause) => (clause == null ? [] : Array.isArray(clause) ? clause : [clause]).map(conditionOf);

/** A function of a point. */
export function predicateOf(filter) {
  if (filter == null) return () => true;
  if (!isObject(filter)) throw new BadFilter('the filter is no object');
  const known = ['must', 'should', 'must_not', 'min_should'];
  const unknown = Object.keys(filter).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new BadFilter(`unknown field \`${unknown}\``);
  const must = listOf(filter.must);
  const should = listOf(filter.should);
  const mustNot = listOf(filter.must_not);
  const least = filter.min_should == null ? null : { tests: listOf(filter.min_should.conditions), count: Number(filter.min_should.min_count) };
  return (point) =>
    must.every((test) => test(point)) &&
    (should.length === 0 || should.some((test) => test(point))) &&
    !mustNot.some((test) => test(point)) &&
    (least === null || least.tests.filter((test) => test(point)).length >= least.count);
}
