import { pass, refuse, type Step, stop, unauthorized } from './replies.ts';

/** A request as it came, its body whole. */
export interface Incoming {
  readonly method: string;
  /** The request target, unparsed. */
  readonly target: string;
  /** Names in lower case, each with all its values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
  /** The caller's address. */
  readonly from: string;
}

const only = (incoming: Incoming, name: string): string | null => {
  const values = incoming.headers[name] ?? [];
  return values.length === 1 ? (values[0] ?? null) : null;
};
const SINGLE = ['host', 'authorization', 'content-type', 'origin', 'content-length'];

/**
 * SECURITY: a page in a browser can reach this port. It cannot choose Host (so a rebound name shows) and cannot hide
 * Origin (tests/unit/playground/strictness).
 */
export function checkOrigin(incoming: Incoming, port: number): Step<null> {
  if (SINGLE.some((name) => (incoming.headers[name] ?? []).length > 1)) {
    return stop(refuse(400, 'repeated_header', 'A header is there twice.'));
  }
  if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(only(incoming, 'host') ?? '')) {
    return stop(refuse(421, 'wrong_host', 'Playground answers to 127.0.0.1 and localhost only.'));
  }
  if ((incoming.headers.origin ?? []).length > 0) {
    return stop(refuse(403, 'origin_refused', 'Playground does not serve pages in a browser.'));
  }
  return pass(null);
}

export function checkTarget(incoming: Incoming): Step<URL> {
  const base = 'http://127.0.0.1';
  const text = `${base}${incoming.target}`;
  // Only as a parser leaves it: no "..", no full URL, no fragment that two readers could take differently.
  if (incoming.target.startsWith('/') && URL.canParse(text) && new URL(text).href === text)
    return pass(new URL(text));
  return stop(refuse(400, 'bad_target', 'The request target has to be a plain path.'));
}

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** RFC 6750 section 2.1; the other two ways, in a body and in a query, are refused as unknown. */
export function readBearer(incoming: Incoming): Step<string> {
  const token = BEARER.exec(only(incoming, 'authorization') ?? '')?.[1];
  if (token !== undefined) return pass(token);
  return stop(unauthorized('credential_missing', 'Send the header: Authorization: Bearer <credential>'));
}

const JSON_TYPE = /^application\/json(?:;\s*charset=utf-8)?$/i;

export function checkNoBody(incoming: Incoming): Step<null> {
  if (incoming.body.length === 0) return pass(null);
  return stop(refuse(400, 'unexpected_body', 'This request takes no body.'));
}

export function readJson(incoming: Incoming): Step<unknown> {
  if (
    incoming.headers['content-encoding'] !== undefined ||
    !JSON_TYPE.test(only(incoming, 'content-type') ?? '')
  ) {
    return stop(refuse(415, 'wrong_content_type', 'Send the body as application/json, in UTF-8.'));
  }
  try {
    return pass(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(incoming.body)));
  } catch {
    return stop(refuse(400, 'invalid_json', 'The body is not JSON in UTF-8.'));
  }
}
