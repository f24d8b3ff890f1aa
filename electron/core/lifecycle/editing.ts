import type { KeyChanges } from '#shared/model/key.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { Service } from '../ports/provider.ts';
import type { Lifecycle } from './deps.ts';
import { chooseScopes, isSame } from './request.ts';
import { connectionOf, doing, serviceOf } from './ways.ts';

/** One change at the service: what is sent, and what of the row it changes. */
interface Step {
  readonly changes: Partial<KeyRow>;
  /** null: nothing is sent, the user has done it. */
  readonly send: ((signal: AbortSignal | undefined) => Promise<void>) | null;
}

interface Asked {
  readonly operation: 'edit' | 'allowIps' | 'setScopes';
  readonly changes: Partial<KeyRow>;
  /** The user's word that it was done in the console. */
  readonly done: boolean | undefined;
  readonly send: (service: Service, remoteId: string, signal: AbortSignal | undefined) => Promise<void>;
}

/** @throws AppError unsupported, steps-needed */
function stepOf(deps: Lifecycle, row: KeyRow, { operation, changes, done, send }: Asked): Step {
  const how = doing(deps, row, operation, done);
  if (how.way !== 'api') return { changes, send: null };
  return {
    changes,
    send: async (signal) => send(await serviceOf(deps, row, operation), how.remoteId, signal),
  };
}

function refusedName(deps: Lifecycle, row: KeyRow): AppError {
  const { why } = deps.reach.offer(connectionOf(deps, row, 'edit'), 'edit');
  return new AppError('unsupported', {
    message: why ?? `The service cannot rename the key "${row.name}".`,
    next: 'Another name here than there would only confuse. Describe the key, or tag it.',
    field: 'name',
  });
}

/** Name and description go together: a service that keeps no description is sent its name once more, which is no harm. */
function words(deps: Lifecycle, row: KeyRow, changes: KeyChanges): Step | Partial<KeyRow> {
  const name = changes.name ?? row.name;
  const description = changes.description ?? row.description;
  const isRenamed = name !== row.name;
  if (!isRenamed && description === row.description) return {};
  const isOnlyHere = row.connectionId === null || row.status === 'ghost';
  if (isOnlyHere) return { name, description };
  if (deps.reach.offer(connectionOf(deps, row, 'edit'), 'edit').way === null) {
    if (isRenamed) throw refusedName(deps, row);
    return { description };
  }
  return stepOf(deps, row, {
    operation: 'edit',
    changes: { name, description },
    done: changes.done,
    send: (service, id, signal) => service.edit(id, { name, description }, signal),
  });
}

function addresses(deps: Lifecycle, row: KeyRow, changes: KeyChanges): Step | null {
  const { allowedIps } = changes;
  if (allowedIps === undefined || isSame(allowedIps, row.allowedIps)) return null;
  return stepOf(deps, row, {
    operation: 'allowIps',
    changes: { allowedIps },
    done: changes.done,
    send: (service, id, signal) => service.allowIps(id, allowedIps, signal),
  });
}

function scopesStep(deps: Lifecycle, row: KeyRow, changes: KeyChanges): Step | null {
  if (changes.scopes === undefined || isSame(changes.scopes, row.scopes)) return null;
  const connection = connectionOf(deps, row, 'setScopes');
  const scopes = chooseScopes(deps, connection, changes.scopes);
  const { way, why } = deps.reach.offer(connection, 'setScopes');
  if (way === null) {
    throw new AppError('forbidden-by-rule', {
      message: why ?? `The service fixes the scopes of a key when it is made.`,
      next: 'Change scopes rotates the key: a new one with these scopes takes its place.',
      field: 'scopes',
    });
  }
  return stepOf(deps, row, {
    operation: 'setScopes',
    changes: { scopes },
    done: changes.done,
    send: (service, id, signal) => service.setScopes(id, scopes, signal),
  });
}

function apply(deps: Lifecycle, id: string, changes: Partial<KeyRow>): KeyRow {
  return deps.ledger.transaction(() => {
    const row = { ...getRow('key', deps.ledger.keys, id), ...changes };
    deps.ledger.keys.put(row);
    deps.audit('key edited', id, Object.keys(changes).join(', '));
    return row;
  });
}

/**
 * Changes what may be changed. All of it is checked before anything is sent; each change is written down as soon as
 * the service has taken it.
 * @throws AppError unsupported, steps-needed, forbidden-by-rule (scopes are fixed), the service's refusal
 */
export async function editKey(
  deps: Lifecycle,
  changes: KeyChanges,
  signal: AbortSignal | undefined,
): Promise<KeyRow> {
  const row = getRow('key', deps.ledger.keys, changes.id);
  const wording = words(deps, row, changes);
  const atService = 'send' in wording ? [wording] : [];
  const steps = [...atService, addresses(deps, row, changes), scopesStep(deps, row, changes)];
  const here: Partial<KeyRow> = {
    ...('send' in wording ? {} : wording),
    ...(changes.tags === undefined ? {} : { tags: changes.tags }),
    ...(changes.variable === undefined ? {} : { variable: changes.variable }),
    ...(changes.notes === undefined ? {} : { notes: changes.notes }),
  };
  for (const step of steps) {
    if (step === null) continue;
    const { send } = step;
    if (send !== null) await send(signal);
    apply(deps, row.id, step.changes);
  }
  if (Object.keys(here).length > 0) apply(deps, row.id, here);
  return getRow('key', deps.ledger.keys, row.id);
}
