import type { ErrorCode } from '../ipc/errors.ts';
import type { ActivityProblem } from '../model/activity.ts';
import type { ActivityKind } from '../model/activity-kinds.ts';

/** Words of what was done, by which it is of a kind; what failed is of the last kind alone. */
export const KIND_WORDS: Readonly<Record<Exclude<ActivityKind, 'failed'>, readonly string[]>> = {
  created: ['created', 'added', 'made by hand', 'entered', 'duplicated', 'found'],
  seen: ['shown', 'copied'],
  delivered: ['exported', 'undone', 'delivery tested'],
  changed: [
    'edited',
    'enabled',
    'disabled',
    'regenerated',
    'renewed',
    'replaced',
    'listed',
    'ordered',
    'archived',
    'snoozed',
    'reviewed',
  ],
  ended: ['revoked', 'deleted', 'removed', 'lost', 'still accepts'],
  storage: ['storage', 'passphrase'],
};

/** `key not created` failed; `key entered, not checked by the service` did not. */
export const isFailure = (what: string): boolean => / not /.test(what) && !/, not /.test(what);

const SAID: Readonly<Record<string, string>> = {
  'key shown': 'Key shown once',
  'key unexported': 'Key taken out of a file',
  'key not unexported': 'Key not taken out of a file',
  'warning: the service still accepts the key': 'The service still accepts the ended key',
  'regenerate did not happen': 'Regenerating did not happen',
};

/** @returns what was done, as a line begins with it; what is not known is said as it is */
export const whatWords = (what: string): string =>
  SAID[what] ?? `${what.charAt(0).toUpperCase()}${what.slice(1)}`;

const CODE_WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  'invalid-input': 'what was entered did not fit',
  cancelled: 'cancelled',
  'not-found': 'not found',
  'name-taken': 'the name was taken',
  conflict: 'something else had changed it',
  'storage-unchosen': 'no storage was chosen',
  'storage-locked': 'the storage was locked',
  'storage-unavailable': 'the storage could not be used',
  'audit-key-closed': 'the storage with the key of the audit was closed',
  'wrong-passphrase': 'wrong passphrase',
  'presence-unset': 'no app passphrase was set',
  'forbidden-by-rule': 'refused by a rule',
  'not-held': 'Keyrack did not have the value',
  unsupported: 'not possible there',
  refused: 'refused by the service',
  unauthorized: 'the service refused the credential',
  'rate-limited': 'the service asked to wait',
  'service-failed': 'the service failed',
  network: 'the service was not reached',
  tls: 'no secure connection',
  'outcome-unknown': 'the answer was lost',
  'file-refused': 'the file was refused',
  'file-failed': 'the file could not be written',
  internal: 'a fault inside Keyrack',
};

const codeWords = new Map<string, string>(Object.entries(CODE_WORDS));

/** @returns a detail with the code that it ends with in words */
export function detailWords(detail: string): string {
  const [, before = '', code = ''] = /^(.*: )?([a-z-]+)$/s.exec(detail) ?? [];
  const words = codeWords.get(code);
  return words === undefined ? detail : `${before}${words}`;
}

const rows = ({ from, to }: ActivityProblem): string =>
  from === to || to === null ? `Row ${from}` : `Rows ${from} to ${to}`;

/** @returns what is wrong with the audit, and what can be done about it */
export function problemWords(problem: ActivityProblem): { readonly message: string; readonly next: string } {
  const compare = 'Compare with an earlier export, and treat the keys it names as seen by others.';
  switch (problem.kind) {
    case 'edited':
      return { message: `${rows(problem)} was changed outside Keyrack.`, next: compare };
    case 'missing':
      return { message: `${rows(problem)} cannot be found: removed outside Keyrack.`, next: compare };
    case 'cut':
      return { message: `${rows(problem)} cannot be found: the newest rows were cut off.`, next: compare };
    case 'unchained':
      return {
        message: `${rows(problem)} without a mark: put in, or stripped of it, outside Keyrack.`,
        next: compare,
      };
    case 'rewritten':
      return {
        message: `${rows(problem)} and those before it were written anew outside Keyrack.`,
        next: compare,
      };
    case 'anchor-lost':
      return {
        message:
          'The keychain no longer knows how many rows there were, so missing newest rows would not show.',
        next: 'Restore the keychain item of this ledger from a copy of the keychain, if you have one.',
      };
    case 'key-lost':
      return {
        message: 'The keychain no longer has the key of this ledger, so its rows cannot be judged.',
        next: 'Restore the keychain item of this ledger from a copy of the keychain, if you have one.',
      };
  }
}
