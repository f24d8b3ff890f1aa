import type { ImportFormat, ImportRow } from '#shared/model/import.ts';
import { digits, keysWord } from './counts.ts';

const values = (count: number): string => `${digits(count)} ${count === 1 ? 'value' : 'values'}`;
const NAMES_TOLD = 6;

/** Keys of a file that another program wrote. */
export const importText = {
  title: 'Import',
  subject: 'Keys from another program’s file',
  file: 'File',
  choose: 'Choose a file',
  chooseAnother: 'Choose another file',
  format: 'Read as',
  formats: {
    told: 'What it looks like',
    dotenv: '.env file',
    '1password': '1Password CSV',
    bitwarden: 'Bitwarden JSON, not encrypted',
  } satisfies Record<ImportFormat | 'told', string>,
  intro: 'A .env file, the CSV of 1Password, or the unencrypted JSON of Bitwarden.',
  note: 'The file is read outside of this page. Only names and the beginnings of values come here.',
  reading: 'Reading the file',
  table: 'Values of the file',
  columns: { pick: 'Import', name: 'Name and hint', state: 'State' },
  pick: (name: string) => `Import ${name}`,
  picked: (count: number, all: number) => `${digits(count)} of ${digits(all)} selected`,
  pickKeys: 'Select keys',
  pickAll: 'Select all new',
  pickNone: 'Select none',
  states: {
    new: 'New',
    held: 'Held',
    twice: 'Stands here twice',
    elsewhere: 'In use elsewhere',
    unclear: 'Unclear',
  } satisfies Record<ImportRow['state'], string>,
  other: 'By its looks a login or a setting, no key.',
  elsewhere: (count: number) =>
    `${digits(count)} selected ${count === 1 ? 'value is' : 'values are'} in use in another environment: a leak in one would be a leak in both.`,
  submit: (count: number) => `Import ${keysWord(count)}`,
  nothingPicked: 'Select at least one value.',
  progress: (done: number, of: number) => `${digits(done)} of ${digits(of)}`,
  running: 'Keeping the keys',
  imported: (count: number) => `${keysWord(count)} imported.`,
  cancelled: (count: number) => `Cancelled. ${keysWord(count)} imported so far; they stay.`,
  heldBefore: (count: number) => `${values(count)} ${count === 1 ? 'was' : 'were'} held already.`,
  left: (names: readonly string[]) => {
    const more = names.length - NAMES_TOLD;
    const told = names.slice(0, NAMES_TOLD).join(', ');
    return `Not imported: ${more > 0 ? `${told} and ${digits(more)} more` : told}.`;
  },
  stillThere: 'The values still stand in the clear in this file.',
  wouldLose: (count: number) =>
    `${values(count)} in it ${count === 1 ? 'is' : 'are'} no key here and would be lost with it, so Keyrack does not delete it.`,
  passedOver: (things: readonly string[]) =>
    `The file also holds what is not imported: ${things.join(', ')}.`,
  wouldLoseOthers: (things: readonly string[]) =>
    `It also holds what is not imported: ${things.join(', ')}. Keyrack does not delete it: do that yourself, once you have it elsewhere.`,
  isLink: (real: string) => `It is a link to ${real}. Keyrack does not delete it: delete both yourself.`,
  wouldLoseNothing: 'Each value in it is a key here now. Addresses, folders and tags in it are not kept.',
  deleteFile: 'Delete the file',
  keepFile: 'Keep the file',
  deleteForGood: 'Delete for good',
  sure: 'Delete this file? It does not go to the recycle bin.',
  deleted: 'The file is deleted. Copies of it, in backups or a recycle bin, are not.',
};
