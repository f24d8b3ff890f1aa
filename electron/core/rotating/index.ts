import type { Rotation } from '#shared/model/rotation.ts';
import { orAudited } from '../auditing/failing.ts';
import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { findOne, getRow, noRow } from '../finding.ts';
import { environmentOf } from '../lifecycle/brought.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { actedOn, entered } from './acting.ts';
import { foreseen } from './attending.ts';
import { assertHeld } from './claiming.ts';
import type { RotatingDeps } from './deps.ts';
import { fenced } from './fencing.ts';
import { hasEntered } from './making.ts';
import { beginLeak, confirmLeak, endOpenRun, noteOf, ownerOf } from './panicking.ts';
import { planOf } from './planning.ts';
import { actsOf, present } from './presenting.ts';
import { runbookOf } from './runbook.ts';
import { createRunner, isDue, type Runner } from './running.ts';
import type { RotatingService, RunOptions } from './service.ts';
import { begin } from './starting.ts';
import { readForTask, ticked } from './tasks.ts';
import { inBackground } from './telling.ts';

/** Runs that ended are kept for ever; so many are listed. */
const ENDED_LISTED = 200;

/** Keys are replaced everywhere they are used. */
export function createRotating(deps: RotatingDeps): RotatingService {
  const runner = createRunner(deps);
  const goOn = onward(deps, runner);
  return {
    ...looking(deps),
    ...acting(deps, runner, goOn),
    start: ({ confirm, ...request }, options = {}) =>
      orAudited(deps.audit, { what: 'key not rotated', subject: request.keyId }, async () =>
        goOn((await begin(deps, request, confirm)).id, options),
      ),
    resume: async (signal) => {
      const now = deps.clock.now();
      const due = deps.ledger.rotations.open().filter((run) => isDue(run, now) || hasEntered(deps, run));
      let count = 0;
      for (const run of due.toReversed()) {
        // Stopped, those that were not gone on with stay as they are.
        if (signal?.aborted === true) break;
        const work = async () => inBackground(deps, runner, afterEntering(deps, runner, run), signal);
        if (await resumed(work)) count += 1;
      }
      return count;
    },
    panic: async (leaked, { confirm, ...options } = {}) => {
      const asking = { ...deps, ...deps.behindLock };
      const owner = await ownerOf(asking, leaked);
      confirmLeak(deps, owner.key, confirm);
      const ended = await endOpenRun(deps, runner, owner.key.id);
      // What leaked was the value that a run was replacing already: with its end all is done.
      const isOver = owner.isOld && ended?.state === 'done';
      const id = isOver ? ended.id : await beginLeak(asking, owner.key, confirm);
      // What went wrong stands in the note as well: whoever panics needs both.
      const rotation = await goOn(id, options).catch((error: unknown) => {
        if (error instanceof AppError) return show(deps, getRow('rotation', deps.ledger.rotations, id));
        throw error;
      });
      return { rotation, note: noteOf(deps, id) };
    },
  };
}

/** @returns the run; one whose new key was entered is past that. @throws AppError conflict */
function afterEntering(deps: RotatingDeps, runner: Runner, run: RotationRow): RotationRow {
  if (!hasEntered(deps, run)) return run;
  return runner.change(run.id, (now) => {
    const fresh = deps.ledger.keys.get(now.newId);
    return fresh !== null && hasEntered(deps, now) ? { ...now, ...entered(fresh) } : now;
  });
}

const show = ({ ledger }: RotatingDeps, run: RotationRow): Rotation =>
  present(run, ledger.keys.get(run.oldId));

type GoOn = (id: string, options: RunOptions) => Promise<Rotation>;

/** Goes on with a run; what was taken back for a failure is told by that failure. */
function onward(deps: RotatingDeps, runner: Runner): GoOn {
  return async (id, { signal, onStep }) => {
    const told = onStep === undefined ? undefined : (run: RotationRow) => onStep(show(deps, run));
    const { run, failure } = await runner.advance(id, { signal, onStep: told });
    if (failure !== null) throw takenBack(failure, run);
    return show(deps, run);
  };
}

type Looking = Pick<
  RotatingService,
  'list' | 'get' | 'find' | 'journal' | 'plan' | 'attended' | 'runbook' | 'incidentNote'
>;

function looking(deps: RotatingDeps): Looking {
  const { rotations } = deps.ledger;
  const asking = { ...deps, ...deps.behindLock };
  return {
    list: () => [...rotations.open(), ...rotations.newestEnded(ENDED_LISTED)].map((run) => show(deps, run)),
    get: (id) => show(deps, getRow('rotation', rotations, id)),
    find: (idOrKey) => show(deps, found(deps, idOrKey)),
    journal: (id) =>
      rotations.journal(getRow('rotation', rotations, id).id).map(({ rotationId: _, ...row }) => row),
    plan: (request) => planOf(asking, request),
    attended: () => foreseen(deps),
    runbook: async (request) => runbookOf(await planOf(asking, request), deps.clock.now().toISOString()),
    incidentNote: async (id) => noteOf(deps, id),
  };
}

function acting(
  deps: RotatingDeps,
  runner: Runner,
  goOn: GoOn,
): Pick<RotatingService, 'act' | 'tick' | 'readForTask'> {
  return {
    act: async ({ id, act, confirm }, secret, options = {}) => {
      const { keyId } = getRow('rotation', deps.ledger.rotations, id);
      await orAudited(deps.audit, { what: `rotation: not ${act}`, subject: keyId }, () =>
        runner.hold(id, async (run) => {
          assertCan(run, act, actsOf(run, deps.ledger.keys.get(run.oldId)));
          confirmEnding(deps, run, act, confirm);
          const { signal } = options;
          const own = fenced(deps, id);
          const acted = await deps.session.errand(() => actedOn(own, run, { act, secret, signal }));
          // As it is now: a window may have copied a value of the check list since.
          return record(deps, getRow('rotation', deps.ledger.rotations, id), act, acted);
        }),
      );
      return goOn(id, options);
    },
    tick: async (id, delivery) => {
      const { tasks } = getRow('rotation', deps.ledger.rotations, id);
      if (!tasks.some((task) => task.delivery === delivery)) throw noRow('delivery', delivery);
      const run = runner.change(id, (now) => ticked(now, delivery));
      return run.state === 'running' ? goOn(id, {}) : show(deps, run);
    },
    readForTask: (id, delivery) => readForTask({ ...deps, ...deps.behindLock }, id, delivery),
  };
}

/** Never fails for one run: its journal says what went wrong. */
async function resumed(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function found(deps: RotatingDeps, idOrKey: string): RotationRow {
  const byId = deps.ledger.rotations.get(idOrKey);
  if (byId !== null) return byId;
  const open = deps.ledger.rotations.open();
  const ofKey = open.find(({ keyId }) => keyId === idOrKey);
  if (ofKey !== undefined) return ofKey;
  const named = findOne(
    'rotation',
    open.map(({ id, keyName }) => ({ id, name: keyName })),
    idOrKey,
  );
  return getRow('rotation', deps.ledger.rotations, named.id);
}

/** What ends a key, the old or the new one, sooner than was agreed to. @throws AppError confirmation-needed */
function confirmEnding(
  deps: RotatingDeps,
  { environmentId, keyName, state, step }: RotationRow,
  act: string,
  typed: string | undefined,
): void {
  const isEarly = act === 'continue' && (state === 'overlap' || state === 'watching' || step === 'watch');
  if (!isEarly && act !== 'undo' && act !== 'accept') return;
  const words = act === 'undo' ? 'Taking back the rotation' : 'Ending the rotation';
  confirmIn(environmentOf(deps, environmentId), `${words} of the key "${keyName}"`, typed);
}

function assertCan(run: RotationRow, act: string, can: readonly string[]): void {
  if (can.includes(act)) return;
  throw new AppError('forbidden-by-rule', {
    message: `The rotation of "${run.keyName}" is at "${run.step}" (${run.state}): that cannot be done now.`,
    next: can.length === 0 ? 'It has ended.' : `Possible now: ${can.join(', ')}.`,
  });
}

function record(
  deps: RotatingDeps,
  now: RotationRow,
  act: string,
  acted: Awaited<ReturnType<typeof actedOn>>,
): RotationRow {
  const at = deps.clock.now().toISOString();
  const row = { rotationId: now.id, at, step: now.step, state: 'done', text: WORDS[act] ?? act } as const;
  deps.ledger.transaction(() => {
    assertHeld(deps, now.id);
    deps.ledger.rotations.note(row);
    deps.audit(`rotation: ${act}`, now.keyId);
  });
  if (acted !== 'ended') return { ...now, ...acted };
  return { ...now, state: 'done', endedAt: at, resumeAt: null, until: null };
}

const WORDS: Readonly<Record<string, string>> = {
  enter: 'The new value was entered and is kept.',
  continue: 'Somebody asked to go on.',
  enable: 'The old key was switched on again.',
  retired: 'Somebody says that it was done in the console.',
  accept: 'Somebody knows that the service still accepts the old value, and ends the run.',
  undo: 'Somebody asked to take it back.',
};

function takenBack(failure: AppError, { state, endedAt }: RotationRow): AppError {
  const isBack = endedAt !== null && state !== 'done';
  const now = isBack
    ? 'Everything is as it was before: the old key works.'
    : 'The old key works. What was begun is still being taken back: the list of rotations tells how far it is.';
  const { message, next, field } = failure;
  return new AppError(failure.code, {
    message: `${message} ${now}`,
    ...(next === null ? {} : { next }),
    ...(field === null ? {} : { field }),
    cause: failure,
  });
}
