import type { Environment } from '#shared/model/environment.ts';
import { durationMs, type NewKey } from '#shared/model/key.ts';
import { type Provider, readOnlyScopes } from '#shared/model/provider.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow, Intent } from '../ports/ledger.ts';
import type { Lifecycle } from './deps.ts';
import { isByApi, offered } from './ways.ts';

/** A key to be made, with every default filled in. */
export type KeyRequest = Omit<Intent, 'id' | 'kind' | 'keyId' | 'listedBefore' | 'startedAt'>;

/** Whether two lists without doubles have the same members. */
export const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

const refuse = (message: string, next: string, field: string) =>
  new AppError('forbidden-by-rule', { message, next, field });

function assertPlaces(environment: Environment, connection: ConnectionRow): void {
  if (connection.environmentId === environment.id) return;
  throw refuse(
    `The connection "${connection.name}" belongs to another environment than "${environment.name}".`,
    'Choose a connection of this environment, or add one.',
    'connection',
  );
}

/** @throws AppError invalid-input, field `scopes` */
export function chooseScopes(
  deps: Lifecycle,
  connection: ConnectionRow,
  wanted: readonly string[] | undefined,
): readonly string[] {
  const provider = deps.reach.plugin(connection.provider).summary;
  const known = new Set(provider.scopes.map(({ id }) => id));
  const scopes = [...new Set(wanted ?? readOnlyScopes(provider.scopes))];
  // Where the manifest leaves the catalogue to the service, the service judges.
  const isOpen = known.size === 0 && isByApi(deps, connection, 'scopes');
  const unknown = isOpen ? [] : scopes.filter((scope) => !known.has(scope));
  if (unknown.length > 0) {
    throw new AppError('invalid-input', {
      message: `${provider.name} has no scope ${unknown.map((scope) => `"${scope}"`).join(', ')}.`,
      next: known.size === 0 ? 'Choose none.' : `Its scopes: ${[...known].join(', ')}.`,
      field: 'scopes',
    });
  }
  if (scopes.length === 0 && provider.scopesRequired) {
    throw new AppError('invalid-input', {
      message: `${provider.name} makes no key without a scope.`,
      next: 'Choose at least one scope.',
      field: 'scopes',
    });
  }
  return scopes;
}

/** @throws AppError forbidden-by-rule where a test-mode key would come into production */
export function assertNoTestKey(environment: Environment, testMode: boolean): void {
  if (!testMode || environment.stage !== 'production') return;
  throw refuse(
    `"${environment.name}" is a production environment; a test-mode key has no place there.`,
    'Make it in another environment, or without test mode.',
    'testMode',
  );
}

function assertTestMode(environment: Environment, provider: Provider, testMode: boolean): void {
  if (testMode && !provider.testMode) {
    throw refuse(`${provider.name} has no test mode.`, 'Make the key without test mode.', 'testMode');
  }
  assertNoTestKey(environment, testMode);
}

function expiry(provider: Provider, expiresIn: string | undefined, now: Date): string | null {
  if (expiresIn === undefined) return null;
  if (provider.expiry === 'asked') return new Date(now.getTime() + durationMs(expiresIn)).toISOString();
  throw refuse(
    provider.expiry === 'assigned'
      ? `${provider.name} chooses itself when a key expires.`
      : `${provider.name} takes no expiry for a key.`,
    'Make the key without one.',
    'expiresIn',
  );
}

/** @throws AppError forbidden-by-rule, field `allowedIps` */
function chooseIps(
  deps: Lifecycle,
  connection: ConnectionRow,
  wanted: readonly string[] | undefined,
): readonly string[] {
  if (wanted === undefined || wanted.length === 0) return [];
  const { way, why } = deps.reach.offer(connection, 'allowIps');
  if (way !== null) return [...new Set(wanted)];
  const { name } = deps.reach.plugin(connection.provider).summary;
  throw refuse(
    why ?? `${name} cannot limit the addresses of a key.`,
    'Make the key without address ranges.',
    'allowedIps',
  );
}

/** The connection that a request is about. @throws AppError not-found */
export const connectionFor = (deps: Lifecycle, input: Pick<NewKey, 'connectionId'>): ConnectionRow =>
  getRow('connection', deps.ledger.connections, input.connectionId);

/**
 * Checks a request against the environment, the connection and what the provider can do, whichever way it is done.
 * @throws AppError not-found, invalid-input, unsupported, forbidden-by-rule
 */
export function completeRequest(deps: Lifecycle, input: NewKey): KeyRequest {
  const environment = getRow('environment', deps.ledger.environments, input.environmentId);
  const connection = connectionFor(deps, input);
  assertPlaces(environment, connection);
  offered(deps, connection, 'create');
  const provider = deps.reach.plugin(connection.provider).summary;
  const testMode = input.testMode ?? false;
  assertTestMode(environment, provider, testMode);
  return {
    environmentId: environment.id,
    connectionId: connection.id,
    name: input.name,
    description: input.description ?? '',
    scopes: chooseScopes(deps, connection, input.scopes),
    tags: input.tags ?? [],
    testMode,
    expiresAt: expiry(provider, input.expiresIn, deps.clock.now()),
    variable: input.variable ?? provider.variable,
    allowedIps: chooseIps(deps, connection, input.allowedIps),
  };
}
