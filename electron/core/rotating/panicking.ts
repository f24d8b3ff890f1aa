import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { environmentOf } from '../lifecycle/brought.ts';
import { holdersOf } from '../lifecycle/same-value.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { RotatingDeps } from './deps.ts';
import { incidentNoteOf, usageSince } from './incident.ts';
import type { Runner } from './running.ts';
import type { RotatingService } from './service.ts';
import { begin } from './starting.ts';

export interface Owner {
  readonly key: KeyRow;
  /** What leaked is the value that a run replaces. */
  readonly isOld: boolean;
}

/** Whose leaked key it is. @throws AppError not-found, ambiguous, storage-* */
export async function ownerOf(
  deps: RotatingDeps,
  leaked: Parameters<RotatingService['panic']>[0],
): Promise<Owner> {
  const row =
    'keyId' in leaked ? getRow('key', deps.ledger.keys, leaked.keyId) : await holderOf(deps, leaked);
  if (row.replacedBy === null) return { key: row, isOld: false };
  const isOld = deps.ledger.rotations.open().some(({ oldId }) => oldId === row.id);
  return { key: getRow('key', deps.ledger.keys, row.replacedBy), isOld };
}

async function holderOf(
  deps: RotatingDeps,
  { secret }: Extract<Parameters<RotatingService['panic']>[0], { secret: unknown }>,
): Promise<KeyRow> {
  const [owner, ...more] = await holdersOf(deps, secret);
  if (owner === undefined) {
    throw new AppError('not-found', {
      message: 'Keyrack has no key with this value.',
      next: 'Revoke it in the console of its service. Where it stands on this machine is found by: keyrack scan',
    });
  }
  if (more.length === 0) return owner;
  const names = [owner, ...more].map(({ name, id }) => `"${name}" (${id})`);
  throw new AppError('ambiguous', {
    message: `Several keys have this value: ${names.join(', ')}.`,
    next: 'Rotate each of them, by its id.',
  });
}

/** Asked before a run that goes on is ended. @throws AppError confirmation-needed */
export function confirmLeak(
  deps: RotatingDeps,
  { environmentId, name }: KeyRow,
  typed: string | undefined,
): void {
  confirmIn(environmentOf(deps, environmentId), `Replacing the leaked key "${name}"`, typed);
}

/**
 * A run that goes on must not keep a leaked value alive: without a new value it is taken back, else it is brought to
 * its end, without an overlap and without waiting for people.
 * @returns it; null: there was none. @throws AppError conflict where it cannot end now
 */
export async function endOpenRun(
  deps: RotatingDeps,
  runner: Runner,
  keyId: string,
): Promise<RotationRow | null> {
  const open = deps.ledger.rotations.open().find((run) => run.keyId === keyId);
  if (open === undefined) return null;
  const hurried = { reason: 'leak', overlap: 'none', watch: 'none' } as const;
  const on = { state: 'running', problem: null, resumeAt: null, until: null } as const;
  runner.change(open.id, (run): RotationRow => {
    if (run.step === 'undo') return { ...run, ...on };
    // Asked for a new value in place, the service may have ended the old one.
    const isForward = run.switchedAt !== null || run.step === 'regenerate';
    return isForward ? { ...run, ...on, ...hurried } : { ...run, ...on, step: 'undo', cause: null };
  });
  const { run } = await runner.advance(open.id);
  if (run.endedAt !== null) return run;
  throw new AppError('conflict', {
    message: `The key is being rotated already, and that run cannot end now. ${run.problem ?? ''}`.trim(),
    next: `Look at it, then panic again: keyrack rotations show ${run.id}`,
  });
}

/** @returns the id of the run */
export async function beginLeak(
  deps: RotatingDeps,
  key: KeyRow,
  confirm: string | undefined,
): Promise<string> {
  const usage = await usageSince(deps, key);
  return (await begin(deps, { keyId: key.id, reason: 'leak' }, confirm, usage)).id;
}

/** @throws AppError not-found */
export function noteOf({ ledger, reach }: RotatingDeps, id: string): string {
  const run = ledger.rotations.get(id);
  if (run === null) throw new AppError('not-found', { message: `There is no rotation ${id}.` });
  const connection = run.connectionId === null ? null : ledger.connections.get(run.connectionId);
  const service = connection === null ? null : reach.plugin(connection.provider).summary.name;
  const environment = ledger.environments.get(run.environmentId)?.name ?? run.environmentId;
  return incidentNoteOf(run, ledger.rotations.journal(id), { environment, service });
}
