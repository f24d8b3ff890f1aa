import type { Command } from 'commander';
import { confirmIn } from '#core/confirming.ts';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import type { Rotation, RotationAct } from '#shared/model/rotation.ts';
import { restartWords } from '#shared/text/restarting.ts';
import { confirmDestruction } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import { given } from '../input.ts';
import { showList } from '../list.ts';
import { printable } from '../printable.ts';
import type { Column } from '../table.ts';
import { copyOut } from './key-copying.ts';
import { showRotations } from './rotating.ts';
import { readNewValue, watched } from './rotation-running.ts';
import { exitOf, rotationText, STATE_WORDS } from './rotation-text.ts';

interface Confirmed {
  readonly confirm?: string;
}

const CONFIRM = ['--confirm <name>', "the environment's name, in production"] as const;

export function registerRotations(program: Command, context: CommandContext): void {
  const group = program
    .command('rotations')
    .description('list the rotations that go on')
    .option('--all', 'those that have ended too')
    .action(({ all }: { readonly all?: true }) => listRotations(context, all === true));
  group
    .command('show <run>')
    .description('show a rotation, what it waits for, and its journal')
    .action((run: string) => showRotation(context, run));
  group
    .command('continue [run]')
    .description('go on at once: look again, try again, end the overlap; without RUN with all that are due')
    .option(...CONFIRM)
    .action((run: string | undefined, options: Confirmed) =>
      run === undefined ? continueDue(context) : act(context, 'continue', run, options),
    );
  for (const [name, { text }] of Object.entries(ACTS)) {
    group
      .command(`${name} <run>`)
      .description(text)
      .option(...CONFIRM)
      .action((run: string, options: Confirmed) => act(context, name as Plain, run, options));
  }
  group
    .command('enter <run>')
    .description('give the new value that you made in the console; it is read from stdin')
    .option(...CONFIRM)
    .action((run: string, options: Confirmed) => enter(context, run, options));
  group
    .command('tick <run> <delivery>')
    .description('say that a place of the check list has the new value')
    .action((run: string, delivery: string) => tick(context, run, delivery));
  group
    .command('copy <run> <delivery>')
    .description('put the new value on the clipboard for a place of the check list: once for each')
    .action((run: string, delivery: string) => copyForTask(context, run, delivery));
}

type Plain = Exclude<RotationAct, 'enter' | 'continue'>;

const ACTS: Readonly<Record<Plain, { readonly text: string }>> = {
  undo: { text: 'go back to the old key; files get it back, and the new key is deleted' },
  enable: { text: 'switch the old key on again, and watch it anew' },
  retired: { text: 'say that you have done in the console what the rotation asks for' },
  accept: { text: 'end a rotation though the service still accepts the old value' },
};

const COLUMNS = ({ environments }: Services): readonly Column<Rotation>[] => {
  const names = new Map(environments.list().map(({ id, name }) => [id, name]));
  return [
    { title: 'STATE', text: ({ state }) => STATE_WORDS[state] },
    { title: 'KEY', text: ({ keyName }) => keyName },
    { title: 'ENVIRONMENT', text: ({ environmentId }) => names.get(environmentId) ?? environmentId },
    { title: 'STEP', text: ({ step }) => step },
    { title: 'GOES ON', text: ({ resumeAt, endedAt }) => (endedAt === null && resumeAt) || '-' },
    { title: 'RESTART', text: restartsText },
    { title: 'RUN', text: ({ id }) => id },
    { title: 'PROBLEM', text: ({ problem }) => problem ?? '-' },
  ];
};

/** Of one that is over its own page tells. */
const restartsText = (run: Rotation): string =>
  run.endedAt === null && restartWords(run) !== null ? run.restarts.join(', ') : '-';

async function listRotations(context: CommandContext, all: boolean): Promise<void> {
  const services = await context.services();
  const listed = services.rotating.list();
  showList(context, {
    rows: all ? listed : listed.filter(({ endedAt }) => endedAt === null),
    shape: (row) => row,
    columns: COLUMNS(services),
    empty: all ? 'No key was rotated yet.' : 'No rotation goes on.',
  });
}

/** A run by its id, or by its key: the one that goes on, else the newest that ended. @throws AppError not-found, ambiguous */
function chooseRun({ rotating }: Services, idOrKey: string): Rotation {
  try {
    return rotating.find(idOrKey);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    const word = idOrKey.normalize('NFC');
    const ended = rotating.list().filter(({ endedAt }) => endedAt !== null);
    const newest = ended.find(({ keyId, keyName }) => keyId === word || keyName.normalize('NFC') === word);
    if (newest === undefined) throw error;
    return newest;
  }
}

async function showRotation(context: CommandContext, idOrKey: string): Promise<void> {
  const services = await context.services();
  const rotation = chooseRun(services, idOrKey);
  const journal = services.rotating.journal(rotation.id);
  context.show({ ...rotation, journal }, () =>
    [
      rotationText(context, services, rotation),
      '',
      'Journal:',
      ...journal.map(({ at, step, state, text }) => printable(`  ${at}  ${step}, ${state}: ${text}`)),
    ].join('\n'),
  );
}

async function continueDue(context: CommandContext): Promise<void> {
  const services = await context.services();
  const { rotating } = services;
  const before = rotating.list().filter(({ endedAt }) => endedAt === null);
  const continued = await rotating.resume(context.signal());
  const rotations = before.map(({ id }) => rotating.get(id));
  context.show({ continued, rotations }, () =>
    [
      continued === 0 ? whyNone(rotations) : `Went on with ${continued}.`,
      ...rotations.map((each) => `\n${rotationText(context, services, each)}`),
    ].join('\n'),
  );
  context.exitWith(exitOf(rotations));
}

const whyNone = (rotations: readonly Rotation[]): string =>
  rotations.some(({ state }) => state === 'running' || state === 'undoing')
    ? 'Another window or command is at work. If it hangs, try again in 15 minutes.'
    : 'Nothing is due.';

/** What the act ends for good; null: nothing. */
function endedBy(wanted: RotationAct, { state, step, keyName }: Rotation): string | null {
  if (wanted === 'undo') return `Take the rotation of "${keyName}" back, and delete its new key`;
  if (wanted === 'accept')
    return `End the rotation of "${keyName}" though the service still accepts the old value`;
  if (wanted !== 'continue') return null;
  if (state === 'overlap') return `End the overlap of "${keyName}"; its old key is switched off or retired`;
  return step === 'watch' ? `Retire the old key of "${keyName}" now` : null;
}

/** Whoever has the key that ends, as far as that is known. */
function stoppedBy(wanted: RotationAct, { tasks, restarts }: Rotation): readonly string[] {
  if (wanted === 'accept') return [];
  if (wanted === 'continue') return restarts.map((name) => `${name}, unless restarted since`);
  return [
    // Whoever gave a place the new key has to give it the old one again.
    ...tasks
      .filter(({ done }) => done)
      .map(({ target, file, server }) => `${target}, ${file}, ${server}: it has the new key`),
    ...restarts.map((name) => `${name}, if started meanwhile: that has the new key`),
  ];
}

interface Ending extends Confirmed {
  readonly wanted: RotationAct;
  readonly ends: string;
}

/** @returns the environment's name as typed. @throws AppError confirmation-needed, cancelled */
async function confirmEnd(
  context: CommandContext,
  { environments }: Services,
  rotation: Rotation,
  { wanted, ends, confirm }: Ending,
): Promise<string | undefined> {
  const { environmentId, keyName } = rotation;
  const environment = environments.find(environmentId);
  const typed = await confirmDestruction(context, {
    act: ends,
    environment,
    stops: stoppedBy(wanted, rotation),
    confirm,
  });
  const doing = wanted === 'undo' ? 'Taking back' : 'Ending';
  confirmIn(environment, `${doing} the rotation of the key "${keyName}"`, typed);
  return typed;
}

async function act(
  context: CommandContext,
  wanted: RotationAct,
  idOrKey: string,
  options: Confirmed,
): Promise<void> {
  const services = await context.services();
  const { rotating } = services;
  const rotation = chooseRun(services, idOrKey);
  const ends = rotation.can.includes(wanted) ? endedBy(wanted, rotation) : null;
  const confirm =
    ends === null
      ? options.confirm
      : await confirmEnd(context, services, rotation, { ends, wanted, ...options });
  const watch = watched(context, services, rotating.journal(rotation.id).length);
  const after = await rotating.act(given({ id: rotation.id, act: wanted, confirm }), null, watch);
  showRotations(context, services, [after]);
  // Here that is what was asked for.
  if (wanted === 'undo' && after.state === 'undone') context.exitWith(exitOf([]));
}

async function enter(context: CommandContext, idOrKey: string, { confirm }: Confirmed): Promise<void> {
  const services = await context.services();
  const { rotating } = services;
  const rotation = chooseRun(services, idOrKey);
  // What cannot be entered now is told before anybody is asked for it.
  if (!rotation.can.includes('enter')) return act(context, 'enter', rotation.id, given({ confirm }));
  const key = services.keys.get(rotation.keyId);
  const secret = await readNewValue(context, services, key, { kind: rotation.kind, scopes: key.scopes });
  const watch = watched(context, services, rotating.journal(rotation.id).length);
  const request = given({ id: rotation.id, act: 'enter' as const, confirm });
  showRotations(context, services, [await rotating.act(request, secret, watch)]);
}

/** @throws AppError not-found */
function taskOf({ tasks, keyName }: Rotation, delivery: string) {
  const found = tasks.find((task) => task.delivery === delivery);
  if (found !== undefined) return found;
  throw new AppError('not-found', {
    message: `The check list of "${keyName}" has no delivery "${delivery}".`,
    next:
      tasks.length === 0
        ? 'It has no places.'
        : `Choose one of: ${tasks.map((task) => `${task.delivery} (${task.target}, ${task.file})`).join(', ')}.`,
  });
}

async function tick(context: CommandContext, idOrKey: string, delivery: string): Promise<void> {
  const services = await context.services();
  const rotation = chooseRun(services, idOrKey);
  taskOf(rotation, delivery);
  showRotations(context, services, [await services.rotating.tick(rotation.id, delivery)]);
}

async function copyForTask(context: CommandContext, idOrKey: string, delivery: string): Promise<void> {
  const services = await context.services();
  const rotation = chooseRun(services, idOrKey);
  taskOf(rotation, delivery);
  await copyOut(context, { id: rotation.keyId, name: rotation.keyName }, () =>
    services.rotating.readForTask(rotation.id, delivery),
  );
}
