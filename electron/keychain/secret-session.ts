import { isUtf8 } from 'node:buffer';
import type { Bus } from './session-bus.ts';

export const SERVICE = 'org.freedesktop.secrets';
export const ROOT_OBJECT = {
  destination: SERVICE,
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
} as const;

/** The keyring ends it with the connection. */
const sessions = new WeakMap<Bus, Promise<string>>();

/**
 * SECURITY: "plain", so a value crosses the user's own socket as it is. Whoever can read that socket can ask the keyring
 * for the value itself; the other algorithm keeps it from nobody, and takes longer than all else of a start.
 * @returns the path of the session in which the keyring hands out values on this connection
 */
export function sessionOf(bus: Bus): Promise<string> {
  const session = sessions.get(bus) ?? openSession(bus);
  sessions.set(bus, session);
  return session;
}

async function openSession(bus: Bus): Promise<string> {
  const body = ['plain', ['s', '']];
  const [, session] = await bus.call({ ...ROOT_OBJECT, member: 'OpenSession', signature: 'sv', body });
  if (typeof session !== 'string') throw new Error('the Secret Service gave no session');
  return session;
}

/**
 * @param paths of items in an open collection
 * @returns the values by path; of what is locked or gone by now, or is no text, none
 */
export async function openSecrets(bus: Bus, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  const body = [paths, await sessionOf(bus)];
  const [found] = await bus.call({ ...ROOT_OBJECT, member: 'GetSecrets', signature: 'aoo', body });
  const pairs: readonly unknown[] = Array.isArray(found) ? found : [];
  return new Map(pairs.flatMap(pairOf));
}

/** `{o(oayays)}`: the path, and session, parameters, value and content type. */
function pairOf(pair: unknown): [string, string][] {
  const [path, secret] = Array.isArray(pair) ? pair : [];
  const value: unknown = Array.isArray(secret) ? secret[2] : undefined;
  return typeof path === 'string' && Buffer.isBuffer(value) && isUtf8(value)
    ? [[path, value.toString()]]
    : [];
}
