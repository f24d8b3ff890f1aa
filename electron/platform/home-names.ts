import { isLeftover } from './leftover-name.ts';

export const LEDGER = 'ledger.db';
export const VAULT = 'vault.json';
export const CODE = 'code';
export const CHROMIUM = 'chromium';
export const SEALED = 'sealed';
/** In `sealed`: which item of the keychain holds the key of this home (keychain/sealed-files.ts). */
export const DATA_KEY = 'data-key.id';
/** Stands while the home is being removed (uninstall-mark.ts). */
export const MARK = 'uninstalling';
/** Every home has these from its first moment on, and `sealed` before all else. */
export const OWN_FOLDERS = [SEALED, 'backups', 'logs'] as const;

interface Named {
  readonly match: RegExp;
  /** A folder: which names in it are ours; `all`: whoever has the folder has all that is in it; null: it is a file. */
  readonly holds: RegExp | 'all' | null;
}

const file = (match: RegExp): Named => ({ match, holds: null });

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * Everything that Keyrack makes in a home, in the order in which it is removed. The ledger says what is still to be done,
 * so it stays until the rest is gone. What is not here is somebody else's: a new file of a home gets its row here first
 * (tests/contract/command-uninstall-home.test.ts).
 */
const NAMES: readonly Named[] = [
  { match: /^chromium$/, holds: 'all' },
  // Node names it by its version, processor, a hash of itself and the user.
  { match: /^code$/, holds: /^v\d+\.\d+\.\d+\S*-[0-9a-f]{8}(?:-\d+)?$/ },
  { match: /^logs$/, holds: /^\d{4}-\d{2}-\d{2}\.log$/ },
  file(/^preferences(?:\.broken-\d+)?\.json(?:\.tmp-[0-9a-f]+)?$/),
  file(/^playground\.db(?:-(?:shm|wal|journal))?$/),
  { match: /^backups$/, holds: /^[0-9a-f]{16}-\d{8}$/ },
  {
    match: /^sealed$/,
    holds: new RegExp(`^(?:data-key\\.id|${UUID}(?:-proxy)?|${UUID}(?:-audit)?\\.ledger)$`, 'i'),
  },
  file(/^agent\.sock(?:\.\d+)?$/),
  file(/^ledger\.db\.before-\d+(?:-journal)?$/),
  file(/^ledger\.db-(?:shm|wal|journal)$/),
  file(/^ledger\.db$/),
  file(/^vault\.json$/),
  file(/^uninstalling$/),
];

const LEFT: Named = { match: /^/, holds: null };

/** @returns what a name in a home stands for; null: Keyrack does not make it */
export const namedIn = (name: string): Named | null =>
  NAMES.find(({ match }) => match.test(name)) ?? (isLeftover(name) ? LEFT : null);

/** Lower goes first. */
export const orderOf = (name: string): number => NAMES.findIndex(({ match }) => match.test(name));

/** @returns whether Keyrack makes a file or folder of this name in that folder of a home */
export const isOursIn = ({ holds }: Named, name: string): boolean =>
  holds === 'all' || (holds?.test(name) ?? false) || isLeftover(name);

/** What a browser has in its folder of users, and the app never. */
const OF_A_BROWSER = /^(?:Default|First Run|Guest Profile|System Profile|Profile \d+)$/;

/** @param names in a folder called chromium. @returns whether that is a browser's */
export const isOfBrowser = (names: readonly string[]): boolean =>
  names.some((name) => OF_A_BROWSER.test(name));
