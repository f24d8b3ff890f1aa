import type { DueRow } from '#shared/model/policy.ts';
import type { Rotation } from '#shared/model/rotation.ts';
import { AppError } from '../errors.ts';
import { getRow } from '../finding.ts';
import { isWorkedOn } from '../rotating/claiming.ts';
import type { PolicyDeps } from './deps.ts';
import { readyRows } from './due-rows.ts';
import { dateStamp } from './local-days.ts';
import { prescriptions } from './prescribing.ts';
import { firstTime, isItsTime } from './unattended-times.ts';

/** Nothing was decided about the key then, so that it is tried again as soon as it can be. */
const PASSING: ReadonlySet<string> = new Set(['cancelled', 'storage-locked', 'storage-unavailable']);

/** @returns what replaces keys whose time has come, one after the other, each once for each of its times */
export function createUnattended(deps: PolicyDeps): (signal?: AbortSignal) => Promise<number> {
  const { clock, vault, notifier } = deps;
  let closedToldOn: string | null = null;
  const isOpen = async (waiting: readonly DueRow[]): Promise<boolean> => {
    try {
      await vault.assertOpen();
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const today = dateStamp(clock.now());
      if (closedToldOn === today) return false;
      closedToldOn = today;
      const keys = waiting.map(({ name }) => `"${name}"`).join(', ');
      notifier.notify({
        title: 'Keys wait to be replaced',
        body: `${keys}: ${sentence(error)}`,
        keyId: null,
      });
      return false;
    }
  };
  return async (signal) => {
    const ready = readyRows(deps, clock.now());
    if (ready.length === 0 || othersRun(deps) || !(await isOpen(ready))) return 0;
    let started = 0;
    for (const row of ready) {
      if (signal?.aborted === true) break;
      if (claim(deps, row) && (await replace(deps, row, signal))) started += 1;
    }
    return started;
  };
}

/** As the ledger has it now: another process may have tried, or somebody may have changed the policy. */
function isReady({ ledger }: PolicyDeps, { keyId, dueAt, why }: DueRow, now: Date): boolean {
  const key = ledger.keys.get(keyId);
  const time = key === null ? null : (prescriptions(ledger)(key)?.unattendedAt ?? null);
  if (time === null || ledger.rotations.open().some((run) => run.keyId === keyId)) return false;
  const tried = ledger.reminders.tries().find((each) => each.keyId === keyId) ?? null;
  return isItsTime({ time, first: firstTime({ dueAt, why }, time), tried }, now);
}

/** Somebody is in the middle of a run: never two at a time. */
const othersRun = (deps: PolicyDeps): boolean =>
  deps.ledger.rotations.open().filter((run) => isWorkedOn(deps, run)).length > 0;

/** Whichever process writes the try down first has it. */
function claim(deps: PolicyDeps, row: DueRow): boolean {
  const { ledger, clock } = deps;
  return ledger.transaction(() => {
    const now = clock.now();
    if (!isReady(deps, row, now)) return false;
    ledger.reminders.putTry({ keyId: row.keyId, at: now.toISOString(), attended: null });
    return true;
  });
}

async function replace(deps: PolicyDeps, row: DueRow, signal: AbortSignal | undefined): Promise<boolean> {
  const { ledger, clock, rotating } = deps;
  const { keyId } = row;
  try {
    const request = { keyId, reason: 'planned' } as const;
    const { attended } = await rotating().plan(request);
    if (attended !== null) {
      ledger.reminders.putTry({ keyId, at: clock.now().toISOString(), attended });
      tell(deps, row, 'needs you to be replaced', attended);
      return false;
    }
    // The policy is the consent: in production it was given for the key or its environment.
    const confirm = getRow('environment', ledger.environments, row.environmentId).name;
    const run = await rotating().start({ ...request, confirm }, { signal });
    const problem = problemOf(run);
    if (problem !== null) tell(deps, row, 'is not replaced yet', problem);
    return true;
  } catch (error) {
    const failure = error instanceof AppError ? error : unexpected(deps, error);
    if (PASSING.has(failure.code)) ledger.reminders.dropTry(keyId);
    if (failure.code !== 'cancelled') tell(deps, row, 'was not replaced', sentence(failure));
    return false;
  }
}

function unexpected({ log }: PolicyDeps, error: unknown): AppError {
  log.error('replacing unattended failed', error);
  return new AppError('internal', {
    message: 'Something went wrong that Keyrack did not expect; its log has it.',
  });
}

const problemOf = ({ state, problem }: Rotation): string | null =>
  problem ?? (state === 'failed' ? 'The run failed; its journal says why.' : null);

const sentence = ({ message, next }: AppError): string => [message, next].filter(Boolean).join(' ');

function tell({ notifier }: PolicyDeps, { name, keyId }: DueRow, what: string, body: string): void {
  notifier.notify({ title: `The key "${name}" ${what}`, body, keyId });
}
