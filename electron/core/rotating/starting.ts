import type { RotationRequest } from '#shared/model/rotation.ts';
import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { environmentOf } from '../lifecycle/brought.ts';
import { isManagement } from '../lifecycle/consequences.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { type Chosen, choose } from './choosing.ts';
import type { RotatingDeps } from './deps.ts';
import { assertUnshared } from './needed.ts';

/** Writes down that a run begins. @throws AppError conflict where another one of this key goes on; confirmation-needed */
export async function begin(
  deps: RotatingDeps,
  request: RotationRequest,
  confirm: string | undefined,
  usage: string | null = null,
): Promise<RotationRow> {
  const { ledger, clock, newId, writers } = deps;
  const chosen = choose(deps, request);
  const { key } = chosen;
  confirmIn(environmentOf(deps, key.environmentId), `Rotating the key "${key.name}"`, confirm);
  await deps.behindLock.vault.assertOpen();
  await assertSpare(deps, chosen);
  return ledger.transaction(() => {
    const other = ledger.rotations.open().find(({ keyId }) => keyId === key.id);
    if (other !== undefined) throw goesOn(other);
    const row: RotationRow = {
      ...rowOf(chosen),
      id: newId(),
      newId: newId(),
      oldId: newId(),
      startedAt: clock.now().toISOString(),
      usage,
      writer: writers.own,
    };
    ledger.rotations.put(row);
    deps.audit('rotation begun', key.id, row.reason);
    return row;
  });
}

/** A new value in place ends the old one with the same call. @throws AppError forbidden-by-rule, storage-* */
async function assertSpare({ behindLock }: RotatingDeps, { kind, key, reason }: Chosen): Promise<void> {
  if (kind !== 'in-place') return;
  const { id: keyId, name: keyName, environmentId } = key;
  await assertUnshared(behindLock, { reason, keyId, keyName, environmentId });
  if (!(await isManagement(behindLock, key))) return;
  throw new AppError('forbidden-by-rule', {
    message: `"${key.name}" is the management credential of a connection, and its old value would die at once.`,
    next: 'Give the connection another credential, then rotate.',
  });
}

function firstStep({ kind, byHand }: Pick<Chosen, 'kind' | 'byHand'>): RotationRow['step'] {
  if (byHand) return 'enter';
  return kind === 'in-place' ? 'regenerate' : 'create';
}

function rowOf({ key, connection, kind, byHand, scopes, reason, overlap, watch }: Chosen) {
  return {
    ...{
      keyId: key.id,
      keyName: key.name,
      environmentId: key.environmentId,
      kind,
      byHand,
      reason,
      overlap,
      watch,
      scopes,
    },
    connectionId: connection?.id ?? null,
    state: 'running',
    step: firstStep({ kind, byHand }),
    oldHint: key.hint,
    newHint: null,
    oldAcknowledged: key.acknowledged,
    switchedAt: null,
    endedAt: null,
    resumeAt: null,
    until: null,
    attempts: 0,
    problem: null,
    cause: null,
    oldUsedAt: null,
    tasks: [],
    renewals: [],
    restarts: [],
    doubtedAt: null,
  } as const;
}

const goesOn = ({ keyName, id, state }: RotationRow) =>
  new AppError('conflict', {
    message: `The key "${keyName}" is being rotated already (${state}).`,
    next: `Look at that run: keyrack rotations show ${id}`,
  });
