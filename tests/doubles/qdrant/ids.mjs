// SPDX-License-Identifier: GPL-3.0-or-later
// Ids of points: whole numbers of 64 bits without sign, or UUIDs in any spelling.
import { asWhole } from './json.mjs';

export class BadId extends Error {}

/** The id as replies spell it. */
export function idOf(value) {
  const whole = asWhole(value);
  if (whole !== null && whole >= 0n && whole < 2n ** 64n) return value;
  if (typeof value === 'string') {
    const digits = value.replace(/^urn:uuid:/i, '').replace(/^\{(.*)\}$/, '$1');
    const plain = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(digits) || /^[0-9a-f]{32}$/i.test(digits);
    if (plain) return digits.replaceAll('-', '').toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
  throw new BadId(`value ${typeof value === 'string' ? JSON.stringify(value) : String(value)} is not a valid point ID, valid values are either an unsigned integer or a UUID`);
}

/** For maps, and for their order: numbers first. */
export function idKey(value) {
  const id = idOf(value);
  return typeof id === 'string' ? `u${id}` : `n${String(id).padStart(20, '0')}`;
}
