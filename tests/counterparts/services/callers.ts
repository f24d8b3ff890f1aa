import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import type { AuthStyle, Problem, Route, ServiceDescription } from './description.ts';
import type { KeyTable, StoredKey } from './keys.ts';
import { problem } from './strictness.ts';

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

function secretIn(style: AuthStyle, headers: IncomingHttpHeaders): string | null {
  const value = one(headers[style.header]) ?? '';
  const { scheme, secretOf = (text: string) => text } = style;
  if (scheme === undefined) return secretOf(value);
  return value.startsWith(`${scheme} `) ? secretOf(value.slice(scheme.length + 1)) : null;
}

const STATES: Readonly<Record<StoredKey['state'], Problem | null>> = {
  active: null,
  inactive: problem('inactive', 401, 'API key inactive'),
  revoked: problem('revoked', 401, 'API key revoked'),
  suspended: problem('suspended', 401, 'API key suspended'),
  expired: problem('expired', 401, 'API key expired'),
};

function isAllowed(ranges: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    const kind = isIPv6(net) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(net, kind);
    else list.addSubnet(net, Number(bits), kind);
  }
  return ranges.length === 0 || list.check(address);
}

function judge(key: StoredKey, now: number): Problem | null {
  if (key.expiresAt !== null && key.expiresAt <= now) return STATES.expired;
  return STATES[key.state];
}

interface Question {
  readonly route: Route;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
  readonly live: readonly string[];
  readonly keys: KeyTable;
  readonly now: number;
}

function headOf(service: ServiceDescription, question: Question): string | Problem {
  const { route, headers, live } = question;
  const styles = Object.entries(service.styles);
  const sent = [...new Set(styles.map(([, { header }]) => header))].filter(
    (name) => headers[name] !== undefined,
  );
  if (sent.length > 1) return problem('no credential', 401, 'More than one credential was sent.');
  const right = styles.find(
    ([name, { header }]) => route.styles.includes(name) && live.includes(name) && header === sent[0],
  )?.[1];
  if (right === undefined) return problem('no credential', 401, 'Authentication required');
  for (const [name, form] of Object.entries(right.with ?? {})) {
    if (!form.test(one(headers[name]) ?? ''))
      return problem('malformed', 400, `The header ${name} is missing or wrong.`);
  }
  return secretIn(right, headers) ?? problem('no credential', 401, 'Authentication required');
}

/** @returns who asks; null where the path asks nobody's name */
export function callerOf(
  service: ServiceDescription,
  question: Question,
): { caller: StoredKey | null } | Problem {
  const { route, headers, keys, now, address } = question;
  if (route.styles.length === 0) {
    const told = Object.values(service.styles).some(({ header }) => headers[header] !== undefined);
    return told ? problem('malformed', 400, 'No credential is wanted here.') : { caller: null };
  }
  const secret = headOf(service, question);
  if (typeof secret !== 'string') return secret;
  const caller = keys.bySecret(secret);
  if (caller === null) return problem('invalid', 401, 'Invalid API key');
  const refused = judge(caller, now) ?? service.judge?.(caller) ?? null;
  if (refused !== null) return refused;
  if (!isAllowed(caller.allowedIps, address)) {
    return problem('address not allowed', 403, 'IP address not allowed for this API key');
  }
  if (route.scope !== undefined && !caller.scopes.includes(route.scope)) {
    return problem('scope missing', 403, 'Insufficient permissions for the requested resource');
  }
  return { caller };
}
