import type { Rotation } from '#shared/model/rotation.ts';
import type { Finding } from '../context.ts';
import { type OpenPatient, ok, orWell, problem, warning } from './finding.ts';

/** Rotations that stand still: for a person, or because the service or the storage refuses. */
export function checkRotations({ services }: Pick<OpenPatient, 'services'>): readonly Finding[] {
  const open = services.rotating.list().filter(({ endedAt }) => endedAt === null);
  return orWell(
    open.flatMap(found),
    ok('rotations', open.length === 0 ? 'None goes on.' : `${open.length} under way, as planned.`),
  );
}

function found({ id, keyName, state, step, problem: why }: Rotation): readonly Finding[] {
  const of = `The rotation of "${keyName}" (${id})`;
  const show = `keyrack rotations show ${id}`;
  if (state === 'waiting' && step === 'refuse') {
    const message = `${of} is not done: the service still accepts the old value. ${why ?? ''}`.trim();
    return [problem('rotations', message, show)];
  }
  if (state === 'waiting') return [warning('rotations', `${of} waits for you. ${why ?? ''}`.trim(), show)];
  if (state !== 'retrying') return [];
  const message = `${of} could not ${step === 'revoke' ? 'retire the old key' : 'go on'} yet, and is tried again. ${why ?? ''}`;
  return [warning('rotations', message.trim(), `keyrack rotations continue ${id}`)];
}
