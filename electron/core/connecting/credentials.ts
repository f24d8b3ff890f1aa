import type { NewConnection, ProxySetting } from '#shared/model/connection.ts';
import type { CredentialPart } from '#shared/model/provider.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRow } from '../ports/ledger.ts';
import { type Account, connectionAccount, proxyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import type { ConnectionSecrets } from '../services.ts';
import type { Connecting } from './deps.ts';
import { inferredIn } from './settings.ts';

/** @returns what the user has to enter for a connection of these settings; empty where nothing in use needs it */
export function neededParts(
  { reach }: Pick<Connecting, 'reach'>,
  { provider, baseUrl, params }: Pick<NewConnection, 'provider' | 'baseUrl' | 'params'>,
): readonly CredentialPart[] {
  const { summary } = reach.plugin(provider);
  if (reach.builtIn(provider, baseUrl) !== null) return [];
  const inferred = inferredIn(summary, params);
  return reach.needsCredential({ provider, inferred }) ? summary.credentialParts : [];
}

/** @returns the management credential of a new connection; null where it needs none. @throws AppError invalid-input */
export async function chooseCredential(
  { reach }: Pick<Connecting, 'reach'>,
  input: NewConnection,
  label: string,
  given: Secret | null | undefined,
): Promise<Secret | null> {
  const builtIn = reach.builtIn(input.provider, input.baseUrl);
  if (builtIn !== null) return builtIn.mintCredential(label);
  const needed = neededParts({ reach }, input).length > 0;
  if (needed !== (given === null || given === undefined)) return given ?? null;
  const { name } = reach.plugin(input.provider).summary;
  throw needed ? missingCredential(name) : uselessCredential(name);
}

export const missingCredential = (name: string) =>
  new AppError('invalid-input', {
    message: `A connection to ${name} needs its management credential.`,
    next: 'Enter it in the window, or hand it to the command on stdin (connection edit: with --credential).',
    field: 'credential',
  });

export const uselessCredential = (name: string) =>
  new AppError('invalid-input', {
    message: `Nothing in use of ${name} needs a management credential, so none is kept.`,
    next: 'Leave it out, or switch the inferred ways on.',
    field: 'credential',
  });

/** @throws AppError invalid-input, field `proxyPassword` */
export function checkProxyPassword(proxy: ProxySetting | null, { proxyPassword }: ConnectionSecrets): void {
  if (proxyPassword === undefined || proxyPassword === null || (proxy !== null && proxy.user !== null))
    return;
  throw new AppError('invalid-input', {
    message: "A proxy's password goes with a proxy and its user.",
    next: 'Enter both, or leave the password out.',
    field: 'proxyPassword',
  });
}

/** null: taken away. */
type Writes = readonly (readonly [Account, Secret | null])[];

/** @param id of the connection. @returns what changes in the storage; a secret that was not given stays as it is */
export function writesOf(id: string, secrets: ConnectionSecrets): Writes {
  const { credential, proxyPassword } = secrets;
  const writes: [Account, Secret | null | undefined][] = [
    [connectionAccount(id), credential],
    [proxyAccount(id), proxyPassword],
  ];
  return writes.flatMap(([account, secret]) => (secret === undefined ? [] : [[account, secret] as const]));
}

/** Changes secrets and then records it; where that fails they are as they were. */
export async function changeRecorded(deps: Connecting, writes: Writes, record: () => void): Promise<void> {
  const { vault, ledger } = deps;
  const put = (account: Account, secret: Secret | null) =>
    secret === null ? vault.remove(account) : vault.write(account, secret);
  const before: [Account, Secret | null][] = [];
  try {
    for (const [account, secret] of writes) {
      before.push([account, await vault.readIfHeld(account)]);
      await put(account, secret);
    }
    ledger.transaction(record);
  } catch (error) {
    for (const [account, secret] of before) await put(account, secret);
    throw error;
  }
}

/** SECURITY: a proxy's password goes to the proxy that it was entered for, not to another one. */
export function keptPassword(
  old: ConnectionRow,
  next: ProxySetting | null,
  given: ConnectionSecrets,
): ConnectionSecrets {
  if (given.proxyPassword !== undefined || old.proxy === null) return given;
  const same = next !== null && next.url === old.proxy.url && next.user === old.proxy.user;
  return same || old.proxy.user === null ? given : { ...given, proxyPassword: null };
}
