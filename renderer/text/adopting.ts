import type { PlaintextRow } from '#shared/model/adoption.ts';
import { digits } from './counts.ts';

/** Secrets that stand in the files of programs in the clear. */
export const plaintextText = {
  open: 'Find plaintext keys',
  title: 'Plaintext keys',
  close: 'Close plaintext keys',
  intro: 'Secrets that stand in a program’s file in the clear. Nothing is changed by looking.',
  table: 'Plaintext keys',
  columns: { entry: 'Entry', name: 'Read as', hint: 'Hint', actions: 'Adopt' },
  places: {
    variable: 'Variable',
    header: 'Header',
    argument: 'Argument',
  } satisfies Record<PlaintextRow['place'], string>,
  count: (count: number) => `${digits(count)} in the clear`,
  looking: 'Looking at the file',
  again: 'Look again',
  nothing: 'No secret stands in the clear in this file.',
  noFile: 'There is no such file.',
  nameFile: 'Name the file to look at.',
  mode: (mode: string) => `mode ${mode}`,
};

export const adoptText = {
  title: 'Adopt',
  from: (entry: string, name: string) => (entry === name ? name : `${name} of ${entry}`),
  name: 'Name',
  held: (name: string) => `The value is a key already: ${name}. That one is delivered.`,
  nameHelp: 'What the key is called here.',
  variable: 'Variable',
  variableHelp: 'The name by which programs read the key.',
  remove: 'Take the line out of the file',
  removeHelp: 'Programs that read the file no longer find it. They get the key by keyrack exec.',
  sameValue: 'The value is kept though another environment has it too.',
  submit: 'Adopt',
  done: (name: string, target: string) => `Adopted from ${target}: ${name}`,
};
