// SPDX-License-Identifier: GPL-3.0-or-later
// The two planes say no in two forms: ErrorResponse of db_control, rpcStatus of db_data.

export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const rpcCodes = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  FORBIDDEN: 7,
  RESOURCE_EXHAUSTED: 8,
  QUOTA_EXCEEDED: 8,
  UNKNOWN: 2,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
};

export function refusalBody(plane, refusal) {
  if (plane === 'control') return { error: { code: refusal.code, message: refusal.message }, status: refusal.status };
  return { code: rpcCodes[refusal.code] ?? 2, message: refusal.message, details: [] };
}

export const invalid = (message) => new Refusal(400, 'INVALID_ARGUMENT', message);

/** The documents name every field: one of another name is a mistake. */
export function checkFields(what, object, known) {
  const odd = Object.keys(object).find((name) => !known.includes(name));
  if (odd !== undefined) throw invalid(`${what} has no field "${odd}"`);
}
