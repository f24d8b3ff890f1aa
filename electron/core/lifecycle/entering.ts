import { AppError, SECRET_FIELD } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { KeyRow } from '../ports/ledger.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import { refresh } from './asking.ts';
import { acceptBrought, environmentOf } from './brought.ts';
import { audited } from './by-hand.ts';
import { hintOf } from './creating.ts';
import type { Lifecycle } from './deps.ts';
import { keepRecorded } from './keeping.ts';
import { sameValueOf } from './same-value.ts';
import { connectionOf } from './ways.ts';

async function assertMissing(deps: Lifecycle, row: KeyRow): Promise<void> {
  const isHeld = row.held && (await deps.vault.readIfHeld(keyAccount(row.environmentId, row.id))) !== null;
  if (isHeld) {
    throw new AppError('forbidden-by-rule', {
      message: `Keyrack has the value of "${row.name}" already.`,
      next: 'To give the key a new value, regenerate or replace it.',
    });
  }
  if (row.status === 'ghost' || row.status === 'revoked') {
    const why = row.status === 'ghost' ? 'is gone at the service' : 'was revoked';
    throw new AppError('forbidden-by-rule', {
      message: `The key "${row.name}" ${why}: its value opens nothing.`,
      next: 'Make a new key in its place.',
    });
  }
}

/**
 * The value of a key that is listed and not held.
 * @throws AppError forbidden-by-rule, invalid-input where the hint says that it is another, refused, storage-*
 */
export async function enterKey(
  deps: Lifecycle,
  request: { readonly id: string; readonly sameValue?: boolean | undefined },
  secret: Secret,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  const { id } = request;
  const row = getRow('key', deps.ledger.keys, id);
  await deps.vault.assertOpen();
  await assertMissing(deps, row);
  if (!secret.fitsHint(row.hint)) {
    throw new AppError('invalid-input', {
      message: `This is another key: "${row.name}" is listed as ${row.hint}.`,
      next: 'Enter the value of this key, or choose the row that it belongs to.',
      field: SECRET_FIELD,
    });
  }
  const connection = row.connectionId === null ? null : connectionOf(deps, row, 'verify');
  const environment = environmentOf(deps, row.environmentId);
  // Many services do not tell that a key is no test-mode key; only its own first characters do.
  const testMode = row.testMode ? true : null;
  const sameValue = sameValueOf(request);
  const brought = { name: row.name, environment, connection, testMode, keyId: id, sameValue };
  const accepted = await acceptBrought(deps, brought, secret, signal);
  // While the service was asked, another process may have stored a value that it alone had.
  await assertMissing(deps, getRow('key', deps.ledger.keys, id));
  const entered = {
    acknowledged: true,
    testMode: accepted.testMode,
    checkedAt: accepted.checkedAt,
    hint: row.hint || (connection === null ? secret.hint() : hintOf(deps, connection.id, secret)),
  };
  const held = await keepRecorded(deps, row, secret, (kept) => {
    // As it is now: while the service was asked, another door may have edited it.
    const now = getRow('key', deps.ledger.keys, id);
    const status = now.status === 'orphan' ? 'active' : now.status;
    // Two stored at once: which value stands is looked up later, see `fingerprintHeld`.
    const isOther = now.fingerprint !== null && now.fingerprint !== kept.fingerprint;
    const isRivalled = (now.held && !row.held) || isOther;
    const changed: KeyRow = { ...now, ...entered, status, ...kept, ...(isRivalled && { fingerprint: null }) };
    deps.ledger.keys.put(changed);
    deps.audit(audited('key entered', accepted), row.id, row.name);
    return changed;
  });
  return row.status === 'orphan' ? refresh(deps, held, signal) : held;
}
