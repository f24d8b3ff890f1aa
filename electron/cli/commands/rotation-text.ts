import type { Services } from '#core/services.ts';
import type { Rotation, RotationAct, RotationState } from '#shared/model/rotation.ts';
import { restartWords } from '#shared/text/restarting.ts';
import { keyrackLine } from '#shared/text/shell-word.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { fields } from '../table.ts';

export const STATE_WORDS: Readonly<Record<RotationState, string>> = {
  running: 'under way',
  waiting: 'waits for you',
  overlap: 'both keys work',
  watching: 'the old key is watched',
  retrying: 'is tried again',
  undoing: 'is being taken back',
  done: 'done',
  undone: 'taken back',
  failed: 'failed, and taken back',
};

/** What has to be looked at: the other states go on or have ended as planned. */
const NOT_AS_PLANNED: ReadonlySet<RotationState> = new Set(['retrying', 'undoing', 'undone', 'failed']);

export const exitOf = (rotations: readonly Pick<Rotation, 'state'>[]): number =>
  rotations.some(({ state }) => NOT_AS_PLANNED.has(state)) ? EXIT.failed : EXIT.done;

type Line = (...words: readonly string[]) => string;

/** A line to be pasted, for the home of this run. */
export const lineIn =
  ({ machine, options }: Pick<CommandContext, 'machine' | 'options'>): Line =>
  (...words) =>
    keyrackLine(words, { platform: machine.platform, home: options().home });

const MEANING: Readonly<Record<RotationAct, string>> = {
  enter: 'the new value, on stdin',
  continue: 'look again, and go on at once',
  enable: 'the old key works again, and is watched anew',
  retired: 'you have done it in the console',
  accept: 'end it though the service still takes the old value',
  undo: 'back to the old key',
};

/** To go on is to give up a time that still runs, or to retire a key that is in use: whoever pastes it knows. */
function meaningOf(act: RotationAct, { state, step }: Rotation): string {
  if (act !== 'continue') return MEANING[act];
  if (state === 'overlap') return 'end the overlap now';
  if (state === 'watching') return 'end the watch now, and retire the old key';
  if (state === 'waiting' && step === 'watch') return 'retire the old key although it is in use';
  return MEANING.continue;
}

/** Lines to be pasted for what can be done with a run now, each with what it does; the likeliest first. */
function waysOn(rotation: Rotation, line: Line): readonly string[] {
  const { id, can, state, step, tasks } = rotation;
  const places = step === 'people' ? tasks.filter(({ done }) => !done) : [];
  const inTurn = state === 'waiting' && can.includes('retired') ? ['retired', ...can] : can;
  return [
    ...places.flatMap(({ delivery }) => [
      `${line('rotations', 'copy', id, delivery)}  (the new value, once)`,
      `${line('rotations', 'tick', id, delivery)}  (that place is done)`,
    ]),
    ...[...new Set(inTurn as readonly RotationAct[])].map(
      (act) => `${line('rotations', act, id)}  (${meaningOf(act, rotation)})`,
    ),
  ];
}

const mark = (done: boolean) => (done ? '[x]' : '[ ]');

function checkList({ tasks }: Pick<Rotation, 'tasks'>): readonly string[] {
  return tasks.map(
    ({ done, target, file, server, text, delivery }) =>
      `  ${mark(done)} ${target}, ${file}, ${server} (${delivery}): ${text}`,
  );
}

function toRestart(rotation: Rotation): readonly string[] {
  const words = restartWords(rotation);
  if (words === null) return [];
  return section(
    `${words.lead}. ${words.why}`,
    rotation.restarts.map((name) => `  ${name}`),
  );
}

/** A run as people read it: what it is at, what it waits for, and what can be done. */
export function rotationText(context: CommandContext, services: Services, rotation: Rotation): string {
  const { keyName, environmentId, state, step, resumeAt, problem, oldHint, newHint, written, toWrite } =
    rotation;
  const environment = services.environments.list().find(({ id }) => id === environmentId)?.name;
  const head = fields({
    Key: keyName,
    Environment: environment ?? environmentId,
    State: rotation.endedAt === null ? `${STATE_WORDS[state]} (${step})` : STATE_WORDS[state],
    Problem: problem,
    'Goes on': resumeAt === null || rotation.endedAt !== null ? null : goesOn(context, resumeAt),
    Old: `${oldHint}…`,
    New: newHint === null ? null : `${newHint}…`,
    'Still used': rotation.oldUsedAt,
    Written: toWrite === 0 ? null : `${written} of ${toWrite}`,
    Began: rotation.startedAt,
    Ended: rotation.endedAt,
    Run: rotation.id,
  });
  return [
    head,
    ...toRestart(rotation),
    ...section('Check list:', checkList(rotation)),
    ...section(
      'To do next:',
      waysOn(rotation, lineIn(context)).map((way) => `  ${way}`),
    ),
  ].join('\n');
}

function goesOn(context: CommandContext, at: string): string {
  return `${at}, while Keyrack is open; else by: ${lineIn(context)('rotations', 'continue')}`;
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map(printable)];
