import type {
  Overlap,
  RenewalHow,
  Rotation,
  RotationAct,
  RotationKind,
  RotationReason,
  RotationState,
  RotationStep,
  Watch,
} from '#shared/model/rotation.ts';
import { spanWords } from '#shared/text/span.ts';
import { digits, keysWord } from './counts.ts';

export const spanNames: Record<Overlap | Watch, string> = { none: 'None', ...spanWords };

export const stepNames: Record<RotationStep, string> = {
  enter: 'Enter the new key',
  create: 'Make the new key',
  regenerate: 'Give the key a new value',
  verify: 'Check the new key',
  switch: 'Switch to the new key',
  rewrite: 'Write it into files',
  reread: 'Read the files again',
  people: 'Work off the check list',
  overlap: 'Old and new key both work',
  disable: 'Switch the old key off',
  watch: 'Watch the old key',
  revoke: 'Revoke the old key',
  refuse: 'See that the old key is refused',
  undo: 'Take everything back',
};

export const runStates: Record<RotationState, string> = {
  running: 'Under way',
  waiting: 'Needs you',
  overlap: 'Overlap',
  watching: 'Watching',
  retrying: 'Trying again',
  undoing: 'Taking back',
  done: 'Done',
  undone: 'Taken back',
  failed: 'Failed',
};

export const reasonNames: Record<Exclude<RotationReason, 'planned'>, string> = {
  leak: 'Leaked',
  lost: 'Was lost',
};

export const actNames: Record<RotationAct, string> = {
  enter: 'Enter the new key',
  continue: 'Continue',
  enable: 'Re-enable the old key',
  retired: 'I have retired it in the console',
  accept: 'Accept',
  undo: 'Undo',
};

/** What is told before it is done, where it is asked about. */
export const actLeads: Record<RotationAct, string> = {
  enter: 'The value is asked for in a window of its own; this page never sees it.',
  continue: 'The rotation goes on at once: it looks again, tries again, or ends what it waits for.',
  enable: 'The service accepts the old key again, and the watch begins anew.',
  retired: 'The rotation takes your word that the old key is retired, and goes on.',
  accept:
    'The service still takes the old value. The rotation ends all the same, and the old value stays in use.',
  undo: 'Everything goes back to the old key.',
};

/** The list of runs. */
export const rotationText = {
  runs: 'Rotations',
  ended: 'Ended',
  loading: 'Loading rotations',
  emptyTitle: 'No key was rotated yet',
  emptyText:
    'Rotate a key in the rack: Keyrack replaces it everywhere it is used, and revokes the old one once the new one is seen to work.',
  count: (count: number) => `${digits(count)} under way`,
  columns: {
    key: 'Key',
    state: 'State',
    now: 'Now',
    outcome: 'What came of it',
    begun: 'Begun',
    ended: 'Ended',
  },
  written: (written: number, toWrite: number) => `${digits(written)} of ${digits(toWrite)} written`,
  ticked: (ticked: number, all: number) => `${digits(ticked)} of ${digits(all)} done`,
  goesOn: (when: string) => `goes on ${when}`,
  restart: (count: number) => `restart ${digits(count)} ${count === 1 ? 'program' : 'programs'}`,
};

/** What a key says of its run. */
export const markText = {
  rotating: 'Rotating',
  replaced: 'Replaced',
  showRun: 'Show the rotation',
  replacedUntil: (when: string) => `The old value of a key that was replaced. It goes on until ${when}.`,
};

/** One run. */
export const runText = {
  region: 'Rotation detail',
  steps: 'Steps',
  stepStates: {
    done: 'done',
    now: 'under way',
    waiting: 'waiting',
    failed: 'failed',
    undone: 'taken back',
    later: 'to come',
  },
  tasks: 'Check list',
  tasksLead: 'Keyrack cannot write to these places. Put the new key in, then tick it off.',
  copy: 'Copy new key',
  copiedOnce: 'The new key is copied once for each place.',
  noNewKey: 'There is no new key yet.',
  done: 'Done',
  doneAt: (place: string) => `Done: ${place}`,
  copyFor: (place: string) => `Copy new key for ${place}`,
  oldKey: 'Old key',
  newKey: 'New key',
  notYet: 'not there yet',
  kind: 'Way',
  overlap: 'Overlap',
  watch: 'Watch',
  begun: 'Begun',
  ended: 'Ended',
  usedAfter: (when: string) =>
    `The old key was used ${when}, after programs had the new one. Something still has it.`,
  journal: 'Journal',
  journalColumns: { at: 'Time', step: 'Step', what: 'What' },
  nothingNoted: 'Nothing is noted yet.',
  showKey: 'Show the key',
  cancelHelp: 'What was done so far is taken back.',
  goesBack: 'Goes back',
  newGoes: (hint: string) => `The new key ${hint}… is deleted at the service.`,
  newStays: 'The key has its old value again.',
  filesBack: (count: number) =>
    `${digits(count)} ${count === 1 ? 'file gets' : 'files get'} the old key back:`,
  byYou: 'You put these back yourself:',
  restartBack: (programs: readonly string[]) =>
    `Restart these afterwards, if they were started meanwhile: ${programs.join(', ')}`,
  nothingBack: 'Nothing was written yet.',
};

export const kindNames: Record<RotationKind, string> = {
  replace: 'A new key beside the old one',
  'in-place': 'A new value for the same key',
};

/** A rotation that is planned. */
export const startText = {
  lost: 'Replace lost key',
  planning: 'Looking at what would happen',
  bring: (service: string | null) =>
    service === null
      ? 'You make the new value where the key comes from, and enter it in a window of its own.'
      : `You make the new key in the console of ${service}, and enter it in a window of its own.`,
  lead: {
    replace:
      'A new key takes the place of this one everywhere. The old one goes on until the new one is seen to work.',
    'in-place':
      'The key gets a new value. The old value stops at once: from then on the rotation only goes forward.',
  } satisfies Record<RotationKind, string>,
  overlap: 'Overlap',
  overlapHelp: 'How long the old key goes on beside the new one.',
  watch: 'Watch',
  watchHelp: 'How long the old key is switched off, and can come back, before it is revoked.',
  attended: (why: string) => `A person is needed: ${why}`,
  deliveries: 'Where it is delivered',
  noDeliveries: 'Keyrack has delivered it nowhere.',
  restarts: (programs: readonly string[]) => `Restart afterwards: ${programs.join(', ')}`,
  quitFirst: (program: string) => `Quit ${program} first: it writes its file over ours.`,
  diff: 'Changes',
  diffOf: (file: string) => `Changes of ${file}`,
  console: 'In the console',
  rehearse: 'Rehearse',
  rehearsed: 'Step by step',
  onFailure: 'If it fails:',
  runbook: 'Save runbook',
  waiting: 'Still looking at what would happen.',
  scopes: 'Scopes of the new key',
};

export const howNames: Record<RenewalHow, string> = {
  nothing: 'Nothing to do',
  rewrite: 'Keyrack writes it',
  person: 'You do it',
  skip: 'Left as it is',
};

/** Several keys, one after the other. */
export const bulkRotateText = {
  lead: 'They are replaced one after the other. What needs a person waits for you in the Rotation view.',
  takes: (count: number) => `${keysWord(count)} will be rotated`,
  columns: { key: 'Key', way: 'Way', person: 'Person' },
  needed: 'Needed',
  notNeeded: 'Not needed',
  submit: (count: number) => `Rotate ${keysWord(count)}`,
  begun: (count: number) => `${keysWord(count)} rotated or under way`,
  show: 'Show rotations',
  cancelHelp: 'The one that is under way goes on; the next is not begun.',
};

/** A key that somebody else has. */
export const panicText = {
  lead: 'Keyrack replaces a leaked key at once, with no overlap: the old value is revoked as soon as the programs have the new one.',
  find: 'Find the key',
  findHelp: 'By its name, variable or beginning.',
  noneFound: 'No key fits.',
  enter: 'Enter the leaked value',
  enterHelp:
    'If you have the value and do not know whose it is, enter it: it is compared in a window of its own, and not kept.',
  unknown: 'No key here has this value. Revoke it where it comes from.',
  other: 'Another key',
  noOverlap:
    'A new key takes its place everywhere, and the old value is revoked as soon as the programs have the new one.',
  submit: 'Replace it now',
  running: 'It is being replaced.',
  ended: (name: string, state: Rotation['state']) =>
    state === 'done'
      ? `${name} is replaced, and the old value is refused.`
      : `The rotation of ${name} goes on.`,
  note: 'Incident note',
  saveNote: 'Save note',
};
