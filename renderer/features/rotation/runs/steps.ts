import {
  ROTATION_STEPS,
  type Rotation,
  type RotationJournalRow,
  type RotationState,
  type RotationStep,
} from '#shared/model/rotation.ts';

export type StepState = 'done' | 'now' | 'waiting' | 'failed' | 'undone' | 'later';

export interface Step {
  readonly step: RotationStep;
  readonly state: StepState;
  /** What the journal says of it last; null: nothing. */
  readonly text: string | null;
}

const replaces = ({ kind }: Rotation): boolean => kind === 'replace';

/** Steps that a run will come to, as far as it says itself; the others stand in its journal once they were begun. */
const COMES_TO: Readonly<Record<RotationStep, (run: Rotation) => boolean>> = {
  enter: () => false,
  create: () => false,
  regenerate: () => false,
  verify: () => true,
  switch: () => true,
  rewrite: ({ toWrite }) => toWrite > 0,
  reread: ({ toWrite }) => toWrite > 0,
  people: ({ tasks }) => tasks.length > 0,
  overlap: (run) => replaces(run) && run.overlap !== 'none',
  disable: () => false,
  watch: (run) => replaces(run) && run.watch !== 'none',
  revoke: replaces,
  refuse: replaces,
  undo: () => false,
};

const OF_JOURNAL: Record<RotationJournalRow['state'], StepState> = {
  begun: 'now',
  done: 'done',
  failed: 'failed',
  waiting: 'waiting',
  undone: 'undone',
};

/** What goes on at the step that a run is at. */
const OF_RUN: Record<RotationState, StepState> = {
  running: 'now',
  waiting: 'waiting',
  overlap: 'now',
  watching: 'now',
  retrying: 'waiting',
  undoing: 'now',
  done: 'done',
  undone: 'undone',
  failed: 'failed',
};

/** @param journal null: it is not read yet. @returns the steps of a run in their order, each as it stands */
export function stepsOf(run: Rotation, journal: readonly RotationJournalRow[] | null): readonly Step[] {
  const newest = new Map((journal ?? []).map((row) => [row.step, row]));
  const at = ROTATION_STEPS.indexOf(run.step);
  return ROTATION_STEPS.flatMap((step, index): Step[] => {
    const row = newest.get(step);
    const text = row?.text ?? null;
    if (index === at) return [{ step, state: OF_RUN[run.state], text }];
    if (row !== undefined) return [{ step, state: passed(row.state, index < at), text }];
    // Of a run that goes back nobody knows how far it had come until its journal is read.
    const isKnown = index > at || (journal === null && run.step !== 'undo');
    const comes = run.endedAt === null && isKnown && COMES_TO[step](run);
    return comes ? [{ step, state: index > at ? 'later' : 'done', text }] : [];
  });
}

/** A step that was begun and is behind us is over, whatever cut its last word off. */
const passed = (state: RotationJournalRow['state'], isBehind: boolean): StepState =>
  state === 'begun' && isBehind ? 'done' : OF_JOURNAL[state];
