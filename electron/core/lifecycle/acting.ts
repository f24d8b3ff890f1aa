import type { KeyAct, KeyActRequest } from '#shared/model/key.ts';
import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { Service } from '../ports/provider.ts';
import { keyAccount } from '../ports/secret-store.ts';
import type { Secret } from '../secret.ts';
import { environmentOf } from './brought.ts';
import type { Lifecycle } from './deps.ts';
import { NOT_HELD } from './keeping.ts';
import { connectionOf, type Doing, doing, isByApi, serviceOf } from './ways.ts';

const WORDS: Record<KeyAct, { readonly doing: string; readonly done: string }> = {
  disable: { doing: 'Disabling', done: 'disabled' },
  enable: { doing: 'Enabling', done: 'enabled' },
  revoke: { doing: 'Revoking', done: 'revoked' },
  delete: { doing: 'Deleting', done: 'deleted' },
};

/** Value, then row: whatever fails, what is left can be deleted again. */
async function forget(deps: Lifecycle, row: KeyRow, act: KeyAct): Promise<null> {
  await deps.vault.remove(keyAccount(row.environmentId, row.id));
  deps.ledger.transaction(() => {
    deps.audit(`key ${WORDS[act].done}`, row.id, row.name);
    deps.ledger.keys.remove(row.id);
  });
  return null;
}

/** The row as it is in the ledger now: it may have been edited while the service was asked. */
function put(deps: Lifecycle, row: KeyRow, changes: Partial<KeyRow>, what?: string): KeyRow {
  return deps.ledger.transaction(() => {
    const changed = { ...(deps.ledger.keys.get(row.id) ?? row), ...changes };
    deps.ledger.keys.put(changed);
    if (what !== undefined) deps.audit(what, row.id, row.name);
    return changed;
  });
}

/** The service said yes: what that means here. @returns null where the row went too */
async function settle(deps: Lifecycle, row: KeyRow, act: KeyAct, { offer }: Doing): Promise<KeyRow | null> {
  if (act === 'disable' || act === 'enable') {
    return put(deps, row, { status: act === 'disable' ? 'inactive' : 'active' }, `key ${WORDS[act].done}`);
  }
  if (act === 'delete' || !offer.keepsRow) return forget(deps, row, act);
  // First what is true at the service, then the value that opens nothing any more.
  put(deps, row, { status: 'revoked' }, 'key revoked');
  await deps.vault.remove(keyAccount(row.environmentId, row.id));
  return put(deps, row, { ...NOT_HELD, acknowledged: true });
}

export const CALLS: Record<
  KeyAct,
  (service: Service, remoteId: string, signal?: AbortSignal) => Promise<void>
> = {
  disable: (service, id, signal) => service.disable(id, signal),
  enable: (service, id, signal) => service.enable(id, signal),
  revoke: (service, id, signal) => service.revoke(id, signal),
  delete: (service, id, signal) => service.delete(id, signal),
};

/** A key that should open nothing any more is tried once; one that still opens something is worth a warning. */
async function warnIfAccepted(deps: Lifecycle, row: KeyRow, value: Secret | null): Promise<void> {
  if (value === null || !isByApi(deps, connectionOf(deps, row, 'verify'), 'verify')) return;
  try {
    const { is } = await (await serviceOf(deps, row, 'verify')).verify(value);
    if (is === 'valid' || is === 'valid, scope missing') {
      deps.audit('warning: the service still accepts the key', row.id, row.name);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** Does it at the service, or takes the user's word, and then here. Nothing changes here before the service said yes. */
export async function perform(
  deps: Lifecycle,
  row: KeyRow,
  act: KeyAct,
  how: Doing,
  signal: AbortSignal | undefined,
): Promise<KeyRow | null> {
  const ends = act === 'revoke' || act === 'delete';
  const value = ends && row.held ? await deps.vault.readIfHeld(keyAccount(row.environmentId, row.id)) : null;
  if (how.way === 'api') {
    await CALLS[act](await serviceOf(deps, row, act), how.remoteId, signal);
  }
  if (act === 'revoke') await warnIfAccepted(deps, row, value);
  return settle(deps, row, act, how);
}

/** Local keys and ghosts are nowhere but here. @throws AppError forbidden-by-rule for what cannot be done to a ghost */
export function isOnlyHere(row: KeyRow, act: KeyAct): boolean {
  if (row.connectionId === null) return act === 'delete';
  if (row.status !== 'ghost') return false;
  if (act === 'delete') return true;
  throw new AppError('forbidden-by-rule', {
    message: `The key "${row.name}" is gone at the service.`,
    next: 'Delete its row here, or make a new key in its place.',
  });
}

/**
 * Disables, enables, revokes or deletes a key.
 * @returns null where the row went
 * @throws AppError steps-needed, confirmation-needed, unsupported, the service's refusal, storage-*
 */
export async function actOn(
  deps: Lifecycle,
  { id, act, confirm, done }: KeyActRequest,
  signal?: AbortSignal,
): Promise<KeyRow | null> {
  const row = getRow('key', deps.ledger.keys, id);
  const how = isOnlyHere(row, act) ? null : doing(deps, row, act, done);
  const words = WORDS[act];
  if (act !== 'enable') {
    confirmIn(environmentOf(deps, row.environmentId), `${words.doing} the key "${row.name}"`, confirm);
  }
  if (act === 'delete' || act === 'revoke') await deps.vault.assertOpen();
  return how === null ? forget(deps, row, act) : perform(deps, row, act, how, signal);
}
