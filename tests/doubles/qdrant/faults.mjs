// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong on purpose. A fault is {"operation", "kind", "after", "times", ...}: from the call number
// `after` (0: the first) of that operation on, `times` calls (none given: all) are served so:
//   status       {"status", "headers", "body"}   a refusal
//   close        the connection ends without a reply
//   applied      the call is carried out, then the connection ends without a reply
//   hang         no reply ever
//   slow         the reply comes after {"ms"}
//   html         200 with a page
//   garbage      no HTTP at all
//   body         200 with {"body"} (JSON) instead of the answer
export class Faults {
  constructor(list) {
    this.list = list.map((fault) => ({ after: 0, times: Infinity, ...fault, seen: 0 }));
  }

  /** The fault of this call, or nothing. Every call counts. */
  next(operation) {
    let found;
    for (const fault of this.list) {
      if (fault.operation !== operation && fault.operation !== '*') continue;
      const at = fault.seen++;
      if (!found && at >= fault.after && at < fault.after + fault.times) found = fault;
    }
    return found;
  }
}

/** Returns true when the fault has answered in the place of the service. */
export function served(fault, response, socket) {
  switch (fault?.kind) {
    case 'status':
      response.writeHead(fault.status, { 'Content-Type': 'application/json', ...(fault.headers ?? {}) });
      response.end(fault.body ?? JSON.stringify({ status: { error: 'Service internal error: on purpose' }, time: 0 }));
      return true;
    case 'close':
      socket.destroy();
      return true;
    case 'hang':
      return true;
    case 'html':
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<!DOCTYPE html><html><body>Sign in first</body></html>');
      return true;
    case 'garbage':
      socket.end('this is not HTTP\r\n\r\n');
      return true;
    case 'body':
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(fault.body));
      return true;
    default:
      return false;
  }
}
