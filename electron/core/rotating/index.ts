import type { Rotation, RotationRequest } from '#shared/model/rotation.ts';
import { orAudited } from '../auditing/failing.ts';
import { confirmIn } from '../confirming.ts';
import { AppError } from '../errors.ts';
import { findOne, getRow } from '../finding.ts';
import { environmentOf } from '../lifecycle/brought.ts';
import { holdersOf } from '../lifecycle/same-value.ts';
import type { RotationRow } from '../ports/rotations.ts';
import { keyAccount } from '../ports/secret-store.ts';
import { actedOn } from './acting.ts';
import type { RotatingDeps } from './deps.ts';
import { incidentNoteOf, usageSince } from './incident.ts';
import { type Chosen, choose, planOf } from './planning.ts';
import { actsOf, present } from './presenting.ts';
import { runbookOf } from './runbook.ts';
import { createRunner, isDue, type Progress } from './running.ts';
import type { RotatingService, RunOptions } from './service.ts';

/** Runs that ended are kept for ever; so many are listed. */
const ENDED_LISTED = 200;

/** Keys are replaced everywhere they are used. */
export function createRotating(deps: RotatingDeps): RotatingService {
  const { ledger, clock } = deps;
  const runner = createRunner(deps);
  const get = (id: string) => getRow('rotation', ledger.rotations, id);
  const show = (run: RotationRow): Rotation => present(run, ledger.keys.get(run.oldId));
  const progress = ({ signal, onStep }: RunOptions): Progress => ({
    signal,
    onStep: onStep === undefined ? undefined : (run) => onStep(show(run)),
  });

  /** Goes on with a run; what was taken back for a failure is told by that failure. */
  const goOn = async (id: string, options: RunOptions): Promise<Rotation> => {
    const { run, failure } = await runner.advance(id, progress(options));
    if (failure !== null) throw takenBack(failure, run);
    return show(run);
  };

  const start: RotatingService['start'] = async ({ confirm, ...request }, options = {}) => {
    const attempt = { what: 'key not rotated', subject: request.keyId };
    return orAudited(deps.audit, attempt, async () =>
      goOn((await begin(deps, request, confirm)).id, options),
    );
  };

  const note: RotatingService['incidentNote'] = async (id) => {
    const run = get(id);
    const connection = run.connectionId === null ? null : ledger.connections.get(run.connectionId);
    const service = connection === null ? null : deps.reach.plugin(connection.provider).summary.name;
    const environment = ledger.environments.get(run.environmentId)?.name ?? run.environmentId;
    return incidentNoteOf(run, ledger.rotations.journal(id), { environment, service });
  };

  return {
    list: () => [...ledger.rotations.open(), ...ledger.rotations.newestEnded(ENDED_LISTED)].map(show),
    get: (id) => show(get(id)),
    find: (idOrKey) => show(found(deps, idOrKey)),
    journal: (id) => ledger.rotations.journal(get(id).id).map(({ rotationId: _, ...row }) => row),
    plan: (request) => planOf(deps, request),
    runbook: async (request) => runbookOf(await planOf(deps, request), clock.now().toISOString()),
    start,
    act: async ({ id, act }, secret, options = {}) => {
      const run = get(id);
      assertCan(run, act, actsOf(run, ledger.keys.get(run.oldId)));
      const acted = await orAudited(deps.audit, { what: `rotation: not ${act}`, subject: run.keyId }, () =>
        deps.session.errand(() => actedOn(deps, run, { act, secret, signal: options.signal })),
      );
      runner.change(id, (now) => record(deps, now, act, acted));
      return goOn(id, options);
    },
    tick: async (id, delivery) => {
      const done = (run: RotationRow) => ({
        ...run,
        tasks: run.tasks.map((task) => (task.delivery === delivery ? { ...task, done: true } : task)),
      });
      const run = runner.change(id, (now) => {
        const ticked = done(now);
        const isOver = ticked.step === 'people' && ticked.tasks.every((task) => task.done);
        return isOver ? { ...ticked, state: 'running', problem: null } : ticked;
      });
      return run.state === 'running' ? goOn(id, {}) : show(run);
    },
    readForTask: async (id, delivery) => {
      const run = get(id);
      const task = run.tasks.find((each) => each.delivery === delivery);
      if (task === undefined || task.copied || run.switchedAt === null)
        throw notForCopy(task?.copied === true);
      const key = getRow('key', ledger.keys, run.keyId);
      const secret = await deps.vault.read(keyAccount(key.environmentId, key.id), `the key "${key.name}"`);
      ledger.transaction(() => {
        const now = get(id);
        const tasks = now.tasks.map((each) =>
          each.delivery === delivery ? { ...each, copied: true } : each,
        );
        ledger.rotations.put({ ...now, tasks });
        deps.audit('key copied', key.id, `for ${task.target} ${task.file}`);
      });
      return secret;
    },
    resume: async (signal) => {
      const due = ledger.rotations.open().filter((run) => isDue(run, clock.now()));
      let count = 0;
      for (const { id } of due.toReversed()) {
        if (await resumed(() => runner.advance(id, { signal }))) count += 1;
      }
      return count;
    },
    panic: async (leaked, { confirm, ...options } = {}) => {
      const key = getRow('key', ledger.keys, await ownerOf(deps, leaked));
      const usage = await usageSince(deps, key);
      const run = await begin(deps, { keyId: key.id, reason: 'leak' }, confirm, usage);
      // What went wrong stands in the note as well: whoever panics needs both.
      const rotation = await goOn(run.id, options).catch((error: unknown) => {
        if (error instanceof AppError) return show(get(run.id));
        throw error;
      });
      return { rotation, note: await note(run.id) };
    },
    incidentNote: note,
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

/** Writes down that a run begins. @throws AppError conflict where another one of this key goes on; confirmation-needed */
async function begin(
  deps: RotatingDeps,
  request: RotationRequest,
  confirm: string | undefined,
  usage: string | null = null,
): Promise<RotationRow> {
  const { ledger, clock, newId, writers } = deps;
  const chosen = choose(deps, request);
  const { key } = chosen;
  confirmIn(environmentOf(deps, key.environmentId), `Rotating the key "${key.name}"`, confirm);
  await deps.vault.assertOpen();
  return ledger.transaction(() => {
    const other = ledger.rotations.open().find(({ keyId }) => keyId === key.id);
    if (other !== undefined) throw goesOn(other);
    const row: RotationRow = {
      ...rowOf(chosen),
      id: newId(),
      scopes: request.scopes ?? null,
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

function rowOf({ key, connection, kind, byHand, reason, overlap, watch }: Chosen) {
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
    },
    connectionId: connection?.id ?? null,
    state: 'running',
    step: byHand ? 'enter' : kind === 'in-place' ? 'regenerate' : 'create',
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
  } as const;
}

const goesOn = ({ keyName, id, state }: RotationRow) =>
  new AppError('conflict', {
    message: `The key "${keyName}" is being rotated already (${state}).`,
    next: `Look at that run: keyrack rotations show ${id}`,
  });

/** Whose leaked key it is. @throws AppError not-found, ambiguous, storage-* */
async function ownerOf(deps: RotatingDeps, leaked: Parameters<RotatingService['panic']>[0]): Promise<string> {
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
  deps.ledger.rotations.note({
    rotationId: now.id,
    at,
    step: now.step,
    state: 'done',
    text: WORDS[act] ?? act,
  });
  deps.audit(`rotation: ${act}`, now.keyId);
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
    : 'The old key works; what was begun is still being taken back, see: keyrack rotations';
  const { message, next, field } = failure;
  return new AppError(failure.code, {
    message: `${message} ${now}`,
    ...(next === null ? {} : { next }),
    ...(field === null ? {} : { field }),
    cause: failure,
  });
}

const notForCopy = (wasCopied: boolean) =>
  new AppError('forbidden-by-rule', {
    message: wasCopied
      ? 'The new key was copied for this place already.'
      : 'There is no new key to copy for this place now.',
    next: 'Export the key there, or copy it from its row.',
  });
