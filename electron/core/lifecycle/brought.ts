import type { Environment } from '#shared/model/environment.ts';
import { AppError, SECRET_FIELD } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { ConnectionRow } from '../ports/ledger.ts';
import type { Secret } from '../secret.ts';
import type { Lifecycle } from './deps.ts';
import { assertNoTestKey } from './request.ts';
import { assertNewValue, type SameValue } from './same-value.ts';
import { isByApi } from './ways.ts';

/** A value that the user brought, and what was said of it. */
export interface Brought {
  readonly name: string;
  readonly environment: Environment;
  readonly connection: ConnectionRow | null;
  /** null: nothing was said. */
  readonly testMode: boolean | null;
  /** The row that it is for; null: a new one. */
  readonly keyId: string | null;
  readonly sameValue: SameValue;
}

export interface Accepted {
  readonly testMode: boolean;
  /** The service was asked just now and takes it; null: it was not asked, or did not say. */
  readonly checkedAt: string | null;
}

const wrong = (message: string, next: string) =>
  new AppError('invalid-input', { message, next, field: SECRET_FIELD });

/** @returns whether it is a test-mode key. @throws AppError forbidden-by-rule, invalid-input */
function judgeMode(deps: Lifecycle, { environment, connection, testMode }: Brought, secret: Secret): boolean {
  const plugin = connection === null ? null : deps.reach.plugin(connection.provider);
  const looks = plugin?.isTestKey(secret) ?? null;
  // It may be one of another service than the one that it was said to be of.
  assertNoTestKey(
    environment,
    testMode === true || (looks ?? deps.reach.beginning(secret)?.testMode) === true,
  );
  if (looks !== null && testMode !== null && looks !== testMode) {
    throw wrong(
      looks
        ? 'By its first characters this is a test-mode key, and the key was said to be none.'
        : 'By its first characters this is no test-mode key, and the key was said to be one.',
      'Correct test mode, or enter the other key.',
    );
  }
  return looks ?? testMode ?? false;
}

/** Offline is not "rejected": the user cannot see the value again, so what could not be checked is kept. */
async function verifyBrought(
  deps: Lifecycle,
  { connection, name }: Brought,
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (connection === null || !isByApi(deps, connection, 'verify')) return false;
  try {
    const verdict = await (await deps.reach.service(connection)).verify(secret, signal);
    if (verdict.is === 'invalid') {
      throw new AppError('refused', {
        message: `The key "${name}" is not kept: ${verdict.message}`,
        next: verdict.next ?? 'Copy the whole key from the console, and enter it again.',
        field: SECRET_FIELD,
      });
    }
    return verdict.is !== 'unknown';
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'refused' || error.code === 'cancelled') throw error;
    return false;
  }
}

/**
 * The rules for a value that comes from the user.
 * @throws AppError invalid-input, forbidden-by-rule, same-value-here, same-value-elsewhere; refused where the service says that it is no key; storage-*
 */
export async function acceptBrought(
  deps: Lifecycle,
  brought: Brought,
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<Accepted> {
  if (!secret.isPlausible) {
    throw wrong(
      'This cannot be a key: a key has 8 to 8192 printable characters and no space.',
      'Copy the whole key, and nothing else.',
    );
  }
  const testMode = judgeMode(deps, brought, secret);
  await deps.vault.assertOpen();
  await assertNewValue(deps, brought, secret);
  const verified = await verifyBrought(deps, brought, secret, signal);
  return { testMode, checkedAt: verified ? deps.clock.now().toISOString() : null };
}

export function environmentOf(deps: Lifecycle, id: string): Environment {
  return getRow('environment', deps.ledger.environments, id);
}
