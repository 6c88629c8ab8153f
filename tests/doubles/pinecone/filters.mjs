// SPDX-License-Identifier: GPL-3.0-or-later
// Metadata and the filters on it, as Pinecone's documents describe them.

export class BadFilter extends Error {}

const kinds = ['string', 'number', 'boolean'];
const kindOf = (value) => (kinds.includes(typeof value) ? typeof value : 'other');

/** What stands in a field as a list, a text list being as many values. */
const valuesOf = (held) => (Array.isArray(held) ? held : [held]);

function scalar(operator, value, allowed) {
  if (!allowed.includes(kindOf(value)))
    throw new BadFilter(`the ${operator} operator must be followed by ${allowed.join(' or ')}, got ${JSON.stringify(value)}`);
  return value;
}

function list(operator, value) {
  if (!Array.isArray(value) || value.length === 0 || value.length > 10000)
    throw new BadFilter(`the ${operator} operator must be followed by a list of 1 to 10000 values`);
  return value.map((one) => scalar(operator, one, ['string', 'number']));
}

const orders = {
  $gt: (a, b) => a > b,
  $gte: (a, b) => a >= b,
  $lt: (a, b) => a < b,
  $lte: (a, b) => a <= b,
};

/** One operator on one field as a function of the metadata. */
function condition(field, operator, value, settings) {
  const has = (metadata) => Object.hasOwn(metadata, field);
  if (operator === '$exists') {
    const wanted = scalar(operator, value, ['boolean']);
    return (metadata) => has(metadata) === wanted;
  }
  if (operator === '$eq' || operator === '$ne') {
    const wanted = scalar(operator, value, kinds);
    const equal = (metadata) => valuesOf(metadata[field]).some((one) => one === wanted);
    if (operator === '$eq') return (metadata) => has(metadata) && equal(metadata);
    return (metadata) => (has(metadata) ? !equal(metadata) : settings.neMatchesMissing);
  }
  if (operator === '$in' || operator === '$nin') {
    const wanted = new Set(list(operator, value));
    const among = (metadata) => valuesOf(metadata[field]).some((one) => wanted.has(one));
    if (operator === '$in') return (metadata) => has(metadata) && among(metadata);
    return (metadata) => (has(metadata) ? !among(metadata) : settings.neMatchesMissing);
  }
  const order = orders[operator];
  if (!order) throw new BadFilter(`${operator} is not a valid operator`);
  const bound = scalar(operator, value, ['number']);
  return (metadata) => typeof metadata[field] === 'number' && order(metadata[field], bound);
}

/**
 * A filter as a function of the metadata. `settings.neMatchesMissing`: whether $ne and $nin hold where there is
 * no such field, on which the documents are silent; a client must come out right either way.
 */
export function filterOf(node, settings) {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) throw new BadFilter('a filter must be an object');
  const parts = Object.entries(node).map(([key, value]) => {
    if (key === '$and' || key === '$or') {
      if (!Array.isArray(value) || value.length === 0) throw new BadFilter(`${key} must be followed by a non-empty list`);
      const operands = value.map((one) => filterOf(one, settings));
      if (key === '$and') return (metadata) => operands.every((one) => one(metadata));
      return (metadata) => operands.some((one) => one(metadata));
    }
    if (key.startsWith('$')) throw new BadFilter(`${key} is not a valid operator here`);
    if (kindOf(value) !== 'other') return condition(key, '$eq', value, settings);
    if (value === null || Array.isArray(value)) throw new BadFilter(`field ${key} needs an operator`);
    const operators = Object.entries(value);
    if (operators.length === 0) throw new BadFilter(`field ${key} needs an operator`);
    const all = operators.map(([operator, operand]) => condition(key, operator, operand, settings));
    return (metadata) => all.every((one) => one(metadata));
  });
  return (metadata) => parts.every((one) => one(metadata));
}

const maxMetadataBytes = 40960;

/** What is wrong with the metadata of one vector, or nothing. */
export function metadataFault(metadata) {
  if (metadata === null || typeof metadata !== 'object' || Array.isArray(metadata)) return 'metadata must be an object';
  for (const [key, value] of Object.entries(metadata)) {
    if (key.startsWith('$')) return `metadata key ${key} must not start with $`;
    const isTextList = Array.isArray(value) && value.every((one) => typeof one === 'string');
    if (kindOf(value) === 'other' && !isTextList)
      return `metadata value must be a string, number, boolean or list of strings, got '${JSON.stringify(value)}' for field '${key}'`;
  }
  const bytes = Buffer.byteLength(JSON.stringify(metadata));
  if (bytes > maxMetadataBytes) return `metadata size is ${bytes} bytes, which exceeds the limit of ${maxMetadataBytes} bytes per vector`;
  return undefined;
}
