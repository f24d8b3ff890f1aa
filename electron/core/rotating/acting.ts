import type { RotationAct } from '#shared/model/rotation.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { perform } from '../lifecycle/acting.ts';
import { retirementOf } from '../lifecycle/retiring.ts';
import { doing } from '../lifecycle/ways.ts';
import type { KeyRow } from '../ports/ledger.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { Secret } from '../secret.ts';
import type { Patch, RotatingDeps } from './deps.ts';
import { takeEntered } from './making.ts';
import { assertOldLives } from './old-lives.ts';
import { takeRegenerated } from './regenerating.ts';
import { forgetOld, markRetired } from './retiring.ts';
import { later, spanMs } from './timing.ts';
import { assertCanUndo, forgetNew } from './undoing.ts';
import { connectionOfKey } from './ways.ts';

/** What a person's act makes of a run: where it goes on. */
export type Acted = Patch & { readonly step: RotationRow['step'] };

const ON = { state: 'running', problem: null, resumeAt: null, attempts: 0 } as const;

async function enter(
  deps: RotatingDeps,
  run: RotationRow,
  secret: Secret | null,
  signal: AbortSignal | undefined,
): Promise<Acted> {
  if (secret === null)
    throw new AppError('invalid-input', { message: 'Enter the new key.', field: 'secret' });
  if (run.kind === 'in-place') {
    const { hint } = await takeRegenerated(deps, run, secret, signal);
    return { ...ON, step: 'verify', newHint: hint, switchedAt: deps.clock.now().toISOString() };
  }
  return entered(await takeEntered(deps, run, secret, signal));
}

/** @param fresh the row under which the new key is kept */
export const entered = ({ hint }: KeyRow): Acted => ({ ...ON, step: 'verify', newHint: hint });

/** A person has looked: a time that runs is over, and what was seen is accepted. */
function goOn(run: RotationRow, now: Date): Acted {
  const ends = run.state === 'overlap' || run.state === 'watching';
  // What was given out by hand was put back.
  if (run.step === 'undo') return { ...ON, attempts: run.attempts, step: 'undo', tasks: [] };
  const hasLooked = run.state === 'waiting' || run.state === 'retrying';
  if (run.step === 'watch' && hasLooked) return { ...ON, step: 'revoke', until: null };
  return { ...ON, attempts: run.attempts, step: run.step, ...(ends ? { until: now.toISOString() } : {}) };
}

const AGAIN_MS = 24 * 3_600_000;

/** Something that Keyrack does not know uses the old key: it works again, and there is time to find out what. */
async function enable(deps: RotatingDeps, run: RotationRow, signal: AbortSignal | undefined): Promise<Acted> {
  const old = getRow('key', deps.ledger.keys, run.oldId);
  await perform(deps, old, 'enable', doing(deps, old, 'enable', undefined), signal);
  const until = later(deps.clock.now(), Math.max(spanMs(run.overlap), AGAIN_MS));
  const overlap = run.overlap === 'none' ? '24h' : run.overlap;
  return { ...ON, step: 'overlap', overlap, until };
}

async function retired(deps: RotatingDeps, run: RotationRow): Promise<Acted> {
  if (run.step === 'undo') {
    await forgetNew(deps, run);
    return { ...ON, step: 'undo' };
  }
  const old = deps.ledger.keys.get(run.oldId);
  const connection = old === null ? null : connectionOfKey(deps, old);
  markRetired(deps, run, (connection === null ? null : retirementOf(deps, connection)) ?? 'revoke');
  return { ...ON, step: 'refuse' };
}

/** @throws AppError forbidden-by-rule, what the act itself throws */
export async function actedOn(
  deps: RotatingDeps,
  run: RotationRow,
  { act, secret, signal }: { act: RotationAct; secret: Secret | null; signal: AbortSignal | undefined },
): Promise<Acted | 'ended'> {
  switch (act) {
    case 'enter':
      return enter(deps, run, secret, signal);
    case 'continue':
      return goOn(run, deps.clock.now());
    case 'enable':
      return enable(deps, run, signal);
    case 'retired':
      return retired(deps, run);
    case 'accept':
      await forgetOld(deps, run);
      return 'ended';
    case 'undo':
      assertCanUndo(run);
      await assertOldLives(deps, run, signal);
      return { ...ON, step: 'undo', until: null, cause: null };
  }
}
