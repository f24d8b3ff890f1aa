import type { KeyAct } from '#shared/model/key.ts';
import { digits, keysWord } from './counts.ts';

const DONE: Record<KeyAct, string> = {
  disable: 'disabled',
  enable: 'enabled',
  revoke: 'revoked',
  delete: 'deleted',
};

const LEADS: Record<KeyAct, string> = {
  disable: 'Their services stop accepting them until they are enabled again.',
  enable: 'Their services accept them again.',
  revoke:
    'Their services stop accepting them at once, for good. Whatever uses them stops at its next request.',
  delete: 'They are deleted at their services and here. Whatever uses them stops at its next request.',
};

/** What is done to several keys. */
export const bulkText = {
  region: 'Selected keys',
  selected: (count: number) => `${digits(count)} selected`,
  clear: 'Clear selection',
  exportList: 'Export metadata',
  asCsv: 'As CSV',
  asJson: 'As JSON',
  exportCsv: 'Export metadata as CSV',
  exportJson: 'Export metadata as JSON',
  exported: (file: string) => `Written to ${file}`,
  subject: keysWord,
  submit: (verb: string, count: number) => `${verb} ${keysWord(count)}`,
  lead: (act: KeyAct) => LEADS[act],
  takes: (act: KeyAct, count: number) => `${keysWord(count)} will be ${DONE[act]}`,
  leaves: (count: number) => `${keysWord(count)} left out`,
  byHand: 'This is done in the console, one key at a time.',
  nothing: 'None of these keys can be taken.',
  more: (count: number) => `and ${digits(count)} more`,
  stops: 'Stops working',
  nothingStops: 'Keyrack has delivered none of them.',
  delivered: (program: string, key: string) => `${program}, by the key ${key}`,
  asking: (asked: number, all: number) => `Looking at ${digits(asked)} of ${digits(all)}`,
  waiting: 'Still looking at what would stop working.',
  severalProductions: (names: readonly string[]) =>
    `These keys are of ${names.length} production environments (${names.join(', ')}). Select keys of one of them at a time.`,
  progress: (done: number, all: number) => `${digits(done)} of ${digits(all)}`,
  doneCount: (act: KeyAct, count: number) => `${keysWord(count)} ${DONE[act]}`,
  failedCount: (count: number) => `${keysWord(count)} failed`,
  untouched: (count: number) => `${keysWord(count)} not begun`,
  again: 'Try again',
};

/** A cell that is edited where it stands. */
export const inlineText = {
  refused: (why: string) => `Not saved. ${why}`,
  again: 'Edit again',
};
