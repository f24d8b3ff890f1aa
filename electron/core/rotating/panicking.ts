import { AppError } from '../errors.ts';
import { holdersOf } from '../lifecycle/same-value.ts';
import type { RotatingDeps } from './deps.ts';
import { incidentNoteOf } from './incident.ts';
import type { RotatingService } from './service.ts';

/** Whose leaked key it is. @throws AppError not-found, ambiguous, storage-* */
export async function ownerOf(
  deps: RotatingDeps,
  leaked: Parameters<RotatingService['panic']>[0],
): Promise<string> {
  if ('keyId' in leaked) return leaked.keyId;
  const [owner, ...more] = await holdersOf(deps, leaked.secret);
  if (owner === undefined) {
    throw new AppError('not-found', {
      message: 'Keyrack has no key with this value.',
      next: 'Revoke it in the console of its service. Where it stands on this machine is found by: keyrack scan',
    });
  }
  if (more.length === 0) return owner.replacedBy ?? owner.id;
  const names = [owner, ...more].map(({ name, id }) => `"${name}" (${id})`);
  throw new AppError('ambiguous', {
    message: `Several keys have this value: ${names.join(', ')}.`,
    next: 'Rotate each of them, by its id.',
  });
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
