import type { Environment } from '#shared/model/environment.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { statusAt } from '../key-status.ts';
import type { KeyRow, Ledger } from '../ports/ledger.ts';

/** A key that may be delivered, and where it belongs. */
export interface Admitted {
  readonly key: KeyRow;
  readonly environment: Environment;
}

/**
 * The rules on which key may go out.
 * @throws AppError not-found, not-held, forbidden-by-rule (another environment's key, not active, test mode in production)
 */
export function admit(ledger: Ledger, ids: { keyId: string; environmentId: string }, now: Date): Admitted {
  const environment = getRow('environment', ledger.environments, ids.environmentId);
  const key = getRow('key', ledger.keys, ids.keyId);
  const name = `"${key.name}"`;
  if (key.environmentId !== environment.id) {
    const home = ledger.environments.get(key.environmentId)?.name ?? 'another environment';
    throw forbidden(
      `The key ${name} belongs to ${home}, not to ${environment.name}.`,
      `Choose a key of ${environment.name}.`,
    );
  }
  if (key.replacedBy !== null) {
    throw forbidden(`${name} is a value that a rotation replaces.`, 'Choose the key that it belongs to.');
  }
  if (!key.held) {
    throw new AppError('not-held', {
      message: `Keyrack does not have the value of ${name}, so nothing can use it from here.`,
      next: 'Make a new key, or enter the value of this one.',
    });
  }
  const status = statusAt(key, now);
  if (status !== 'active') {
    throw forbidden(
      `The key ${name} is ${status}: what it is delivered to would fail.`,
      'Choose an active key.',
    );
  }
  if (key.testMode && environment.stage === 'production') {
    throw forbidden(
      `The key ${name} is a test-mode key and ${environment.name} is production.`,
      'Make a key without test mode for production.',
    );
  }
  return { key, environment };
}

const forbidden = (message: string, next: string) =>
  new AppError('forbidden-by-rule', { message, next, field: 'keyId' });
