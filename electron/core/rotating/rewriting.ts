import type { Renewal } from '#shared/model/rotation.ts';
import { AppError } from '../errors.ts';
import type { RotationRow } from '../ports/rotations.ts';
import type { Secret } from '../secret.ts';
import { accounts } from './accounts.ts';
import { next, type Outcome, type Patch, type RotatingDeps, type Step } from './deps.ts';
import { later } from './timing.ts';

/** The old value; null: Keyrack has not got it. */
export const oldValue = ({ vault }: RotatingDeps, run: RotationRow): Promise<Secret | null> =>
  vault.readIfHeld(accounts(run).old);

/** Also where it is written, and its program has to take it in again. */
export const needsPerson = ({ how, afterwards }: Renewal): boolean =>
  how === 'person' || afterwards !== undefined;

export const taskOf = (renewal: Renewal): RotationRow['tasks'][number] => ({
  delivery: renewal.delivery,
  target: renewal.target,
  file: renewal.file,
  server: renewal.server,
  text: renewal.afterwards ?? renewal.text,
  done: false,
  copied: false,
});

/** Programs that keep the value of before until they are restarted, each once. */
export const restartsOf = (renewals: readonly Renewal[]): string[] => [
  ...new Set(renewals.flatMap(({ restart }) => restart ?? [])),
];

type Surveyed = Pick<RotationRow, 'renewals' | 'tasks' | 'restarts'>;

/** Which deliveries are written, and which a person sees to: as they stand now, not as they stood when it was planned. */
async function surveyed(deps: RotatingDeps, run: RotationRow): Promise<Surveyed> {
  const known = new Map(run.renewals.map((each) => [each.delivery, each]));
  const ticked = new Map(run.tasks.map((each) => [each.delivery, each]));
  const all = await deps.renewing.plan(run.keyId);
  const isLeft = ({ delivery }: Renewal) => known.get(delivery)?.left === true;
  const fresh = all.filter((each) => each.how === 'rewrite' && !known.has(each.delivery));
  const lost = new Set(all.filter(({ how }) => how !== 'rewrite').map(({ delivery }) => delivery));
  // What nothing was written into yet, and no program can write any more, is a person's, or nobody's. A write that failed
  // may have failed behind the file: taken back, it has to be known.
  const kept = run.renewals.filter(
    ({ delivery, state, change, again }) =>
      state !== 'open' || change !== null || again === true || !lost.has(delivery),
  );
  return {
    renewals: [...kept, ...fresh.map(({ delivery }) => ({ delivery, change: null, state: 'open' }) as const)],
    tasks: all
      .filter((each) => needsPerson(each) || isLeft(each))
      .map((each) => ticked.get(each.delivery) ?? taskOf(each)),
    // What is delivered no more may still run with the old value.
    restarts: [...new Set([...run.restarts, ...restartsOf(all)])],
  };
}

const marked = (
  { renewals }: RotationRow,
  delivery: string,
  changes: Partial<RotationRow['renewals'][number]>,
): Patch => ({
  renewals: renewals.map((each) => (each.delivery === delivery ? { ...each, ...changes } : each)),
});

/** Without those that were left to a person. */
export const ownRenewals = ({ renewals }: Pick<RotationRow, 'renewals'>): RotationRow['renewals'] =>
  renewals.filter(({ left }) => left !== true);

const AGAIN_MS = 60_000;

interface Failed {
  readonly delivery: string;
  readonly error: unknown;
}

/** Of a leaked key no file is worth that it goes on working. A storage that is locked stops all of them. */
function isPassedOver({ reason }: RotationRow, error: unknown): error is AppError {
  if (reason !== 'leak' || !(error instanceof AppError)) return false;
  return !error.code.startsWith('storage-') && error.code !== 'cancelled';
}

const whatFailed = (renewal: RotationRow['renewals'][number] | undefined): string =>
  renewal === undefined || renewal.change === null
    ? 'It could not be written'
    : 'It was written, and is not seen there';

/** A file may be in the way for a moment only. @returns null: it was tried twice */
function behindTheOthers(run: RotationRow, { delivery, error }: Failed): Outcome | null {
  const failed = run.renewals.find((each) => each.delivery === delivery);
  if (!isPassedOver(run, error) || failed === undefined || failed.again) return null;
  const others = run.renewals.filter((each) => each !== failed);
  const text = `${whatFailed(failed)}: ${error.message} It is tried once more behind the others.`;
  return next('rewrite', text, { renewals: [...others, { ...failed, again: true }] });
}

/** What cannot be written is a person's. */
function leftToPerson(
  { ledger }: RotatingDeps,
  run: RotationRow,
  { delivery, error }: Failed,
): Outcome | null {
  const row = ledger.deliveries.get(delivery);
  if (!isPassedOver(run, error) || row === null) return null;
  const { target, file, server } = row;
  const failed = run.renewals.find((each) => each.delivery === delivery);
  const text = `${whatFailed(failed)}: ${error.message} Put the new value there by hand, or export the key again.`;
  const task = { delivery, target, file, server, text, done: false, copied: false };
  return next('rewrite', text, {
    ...marked(run, delivery, { state: 'checked', left: true }),
    tasks: [...run.tasks.filter((each) => each.delivery !== delivery), task],
  });
}

/** A client that has to be quit first, or a file that somebody writes just now: looked at again, and told. */
function whenItIsFree(deps: RotatingDeps, error: unknown, patch: Patch = {}): Outcome {
  if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
  const problem = [error.message, error.next].filter(Boolean).join(' ');
  const resumeAt = later(deps.clock.now(), AGAIN_MS);
  return { go: 'wait', state: 'retrying', text: problem, patch: { ...patch, problem, resumeAt } };
}

/** Looked at just before it is written: its owner may have put another value there meanwhile. */
async function isStillWritten(
  { renewing }: RotatingDeps,
  { delivery, change, again }: RotationRow['renewals'][number],
): Promise<boolean> {
  if (change !== null || again === true) return true;
  const now = await renewing.planOne(delivery);
  return now === null || now.how === 'rewrite';
}

/** A word in front of "file": where some are on the check list, it is the others that are spoken of. */
const other = ({ tasks }: Pick<RotationRow, 'tasks'>): string => (tasks.length === 0 ? '' : 'other ');

/**
 * One delivery at a time, so that the journal knows each. All of them are looked at where none is left to be written: at
 * first, and at the end for what was exported meanwhile.
 */
export const rewrite: Step = async (deps, run) => {
  const first = run.renewals.find(({ state }) => state === 'open');
  const isKnown = first !== undefined && (await isStillWritten(deps, first));
  const patch = isKnown ? {} : await surveyed(deps, run);
  const current = { ...run, ...patch };
  // What is to be written is known before it is: only so can it be taken back where the write fails behind the file.
  const known = new Set(run.renewals.map(({ delivery }) => delivery));
  if (current.renewals.some(({ delivery }) => !known.has(delivery)))
    return next('rewrite', 'Which files hold the value is written down.', patch);
  const open = current.renewals.find(({ state }) => state === 'open');
  if (open === undefined) {
    const text =
      ownRenewals(current).length === 0
        ? `No ${other(current)}file holds the value.`
        : `Every ${other(current)}file has the new value.`;
    return next('reread', text, patch);
  }
  if (deps.ledger.deliveries.get(open.delivery) === null) {
    const gone = current.renewals.filter(({ delivery }) => delivery !== open.delivery);
    return next('rewrite', 'A delivery was taken back meanwhile.', { ...patch, renewals: gone });
  }
  try {
    const { change, text } = await deps.renewing.renew(open.delivery, await oldValue(deps, run));
    // Written before and not seen there, nor to be written now: to read it at once again would go round for ever.
    if (change === null && open.change !== null)
      await deps.renewing.check(open.delivery, await oldValue(deps, run));
    const written = marked(current, open.delivery, { state: 'written', change: change ?? open.change });
    return next('rewrite', text, { ...patch, ...written });
  } catch (error) {
    const failed = { delivery: open.delivery, error };
    return (
      behindTheOthers(current, failed) ?? leftToPerson(deps, current, failed) ?? whenItIsFree(deps, error)
    );
  }
};

/** So often it is written again at once: some program writes over it, or the place keeps no value. */
const AT_ONCE = 2;

const failedBefore = ({ ledger }: RotatingDeps, { id }: RotationRow, text: string): number =>
  ledger.rotations.journal(id).filter((row) => row.step === 'reread' && row.text === text).length;

/** All of them are read again once all are written: what was written first may have been written over since. */
export const reread: Step = async (deps, run) => {
  const open = run.renewals.find(({ state }) => state !== 'checked');
  if (open === undefined) {
    const text =
      ownRenewals(run).length === 0
        ? `There is no ${other(run)}file to read.`
        : `Every ${other(run)}file has the new value.`;
    return next('people', text);
  }
  if (open.state === 'open') return next('rewrite', 'It is written once more.');
  const delivery = deps.ledger.deliveries.get(open.delivery);
  if (delivery === null) {
    const renewals = run.renewals.filter((each) => each.delivery !== open.delivery);
    return next('reread', 'A delivery was taken back meanwhile.', { renewals });
  }
  try {
    await deps.renewing.check(open.delivery, await oldValue(deps, run));
  } catch (error) {
    const isMissed = error instanceof AppError && (error.code === 'conflict' || isPassedOver(run, error));
    if (!isMissed) throw error;
    const again = marked(run, open.delivery, { state: 'open' });
    // Somebody wrote over it, or it cannot be seen: once more, and seen again.
    if (failedBefore(deps, run, error.message) < AT_ONCE) return next('rewrite', error.message, again);
    const left = leftToPerson(deps, run, { delivery: open.delivery, error });
    return left ?? whenItIsFree(deps, error, again);
  }
  return next(
    'reread',
    `${delivery.file} has the new value.`,
    marked(run, open.delivery, { state: 'checked' }),
  );
};

/**
 * Before the old key ends: a file that was restored since, or written over by its program, has the old value again.
 * @param until of the overlap that follows; null: it is as long as before, as programs may have read the file
 * @returns null: no file has it
 */
export async function backAgain(
  deps: RotatingDeps,
  run: RotationRow,
  until: string | null,
): Promise<Outcome | null> {
  if (run.reason === 'leak') return null;
  const old = await oldValue(deps, run);
  for (const { delivery } of run.renewals) {
    if (!(await deps.renewing.isBack(delivery, old))) continue;
    const file = deps.ledger.deliveries.get(delivery)?.file ?? '';
    const text = `The old value stands in ${file} again, and is replaced once more before the old key ends.`;
    return next('rewrite', text, { ...marked(run, delivery, { state: 'open' }), until });
  }
  return null;
}

/** Whoever has a leaked key has it now: nobody is waited for. */
export const people: Step = async (_deps, run) => {
  const open = run.tasks.filter(({ done }) => !done);
  if (open.length === 0) return next('overlap', 'Every place has the new key.');
  const problem = `${open.length === 1 ? 'One place needs' : `${open.length} places need`} a person: see the check list.`;
  if (run.reason === 'leak') return next('overlap', `${problem} The leaked key does not wait for that.`);
  return { go: 'wait', state: 'waiting', text: problem, patch: { problem } };
};
