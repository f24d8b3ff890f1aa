import type { Connection } from '#shared/model/connection.ts';
import type { Environment } from '#shared/model/environment.ts';
import { durationMs, type NewKey } from '#shared/model/key.ts';
import { type Provider, readOnlyScopes } from '#shared/model/provider.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { Intent, Ledger } from '../ports/ledger.ts';

/** A key to be made, with every default filled in. */
export type KeyRequest = Omit<Intent, 'id' | 'keyId' | 'listedBefore' | 'startedAt'>;

const refuse = (message: string, next: string, field: string) =>
  new AppError('forbidden-by-rule', { message, next, field });

function assertPlaces(environment: Environment, connection: Connection): void {
  if (connection.environmentId === environment.id) return;
  throw refuse(
    `The connection "${connection.name}" belongs to another environment than "${environment.name}".`,
    'Choose a connection of this environment, or add one.',
    'connection',
  );
}

function chooseScopes(provider: Provider, wanted: readonly string[] | undefined): readonly string[] {
  const known = new Set(provider.scopes.map(({ id }) => id));
  const scopes = [...new Set(wanted ?? readOnlyScopes(provider.scopes))];
  const unknown = scopes.filter((scope) => !known.has(scope));
  if (unknown.length > 0) {
    throw new AppError('invalid-input', {
      message: `${provider.name} has no scope ${unknown.map((scope) => `"${scope}"`).join(', ')}.`,
      next: `Its scopes: ${[...known].join(', ')}.`,
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

function assertTestMode(environment: Environment, provider: Provider, testMode: boolean): void {
  if (!testMode) return;
  if (!provider.testMode) {
    throw refuse(`${provider.name} has no test mode.`, 'Make the key without test mode.', 'testMode');
  }
  if (environment.stage === 'production') {
    throw refuse(
      `"${environment.name}" is a production environment; a test-mode key has no place there.`,
      'Make it in another environment, or without test mode.',
      'testMode',
    );
  }
}

function expiry(provider: Provider, expiresIn: string | undefined, now: Date): string | null {
  if (expiresIn === undefined) return null;
  if (provider.expiry) return new Date(now.getTime() + durationMs(expiresIn)).toISOString();
  throw refuse(`${provider.name} takes no expiry for a key.`, 'Make the key without one.', 'expiresIn');
}

/**
 * Checks a request against the environment, the connection and what the provider can do.
 * @throws AppError not-found, invalid-input, unsupported, forbidden-by-rule
 */
export function completeRequest(
  ledger: Ledger,
  providerOf: (connection: Connection) => Provider,
  input: NewKey,
  now: Date,
): KeyRequest {
  const environment = getRow('environment', ledger.environments, input.environmentId);
  const connection = getRow('connection', ledger.connections, input.connectionId);
  assertPlaces(environment, connection);
  const provider = providerOf(connection);
  if (!provider.operations.includes('create')) {
    throw new AppError('unsupported', {
      message: `${provider.name} lets no program make a key.`,
      next: 'Make it in its console, then enter it here.',
    });
  }
  const testMode = input.testMode ?? false;
  assertTestMode(environment, provider, testMode);
  return {
    environmentId: environment.id,
    connectionId: connection.id,
    name: input.name,
    description: input.description ?? '',
    scopes: chooseScopes(provider, input.scopes),
    tags: input.tags ?? [],
    testMode,
    expiresAt: expiry(provider, input.expiresIn, now),
    variable: input.variable ?? provider.variable,
  };
}
