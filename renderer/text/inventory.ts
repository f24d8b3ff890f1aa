import type { Mend } from '#shared/model/inventory.ts';
import { adoptText } from './adopting.ts';
import { common } from './common.ts';
import { keyText } from './keys.ts';
import { operationNames, replaceText } from './operation-names.ts';

const things = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What does not fit between services, storage and disk. */
export const inventoryText = {
  title: 'Inventory',
  about: 'What does not fit between services, keychain and disk, with the one step that mends it.',
  loading: 'Looking for what does not fit',
  toSection: (count: number) => `${things(count, 'thing', 'things')} to mend`,
  nothing: 'Nothing to mend',
  /** The oldest listing that counts. */
  asOf: (time: string) => `Services as listed ${time}.`,
  again: 'Look again',
  showAll: (count: number) => `Show all ${count.toLocaleString('en')}`,
  showFewer: 'Show fewer',
  /** @param time where the heading does not tell it */
  at: (connection: string | null, time: string | null) =>
    [connection ?? 'No connection any more', time].filter((part) => part !== null).join(', '),
  listed: (time: string) => `listed ${time}`,
  neverListed: 'never listed',
  unused: (time: string | null) => (time === null ? 'Never used' : `Last used ${time}`),
  sameAs: (names: string) => `Same value as ${names}`,
  otherKey: (name: string, environment: string) => `${name} in ${environment}`,
  old: (names: string, count: number) =>
    count === 1
      ? `${names} was not listed in the last day, so what is there now may differ.`
      : `${names} were not listed in the last day, so what is there now may differ.`,
  sync: 'Sync',
  unread: (count: number) => `${things(count, 'file', 'files')} not looked through`,
  unlooked: 'Files were not looked through for copies of keys.',
  of: (act: string, name: string, entry: string | null) =>
    entry === null ? `${act} ${name}` : `${act} ${name}, ${entry}`,
};

/** Each button says what its dialog does. */
export const mendNames: Record<Mend['act'], string> = {
  revoke: operationNames.revoke,
  delete: operationNames.delete,
  enter: replaceText.enterIt,
  replace: keyText.rotate,
  make: keyText.newKey,
  unexport: common.remove,
  adopt: adoptText.title,
};
