import type { ChangeRecord } from '../ports/ledger.ts';

/** What a change did, for the list of changes. */
export const CHANGE_WORDS: Record<ChangeRecord['kind'], (target: string, server: string) => string> = {
  export: (target, server) => `Exported to ${target} as ${server}`,
  adopt: (target, server) => `Adopted ${server} in ${target}`,
  restore: (target, server) => `Restored ${server} in ${target}`,
  keep: (target, server) => `Kept ${server} in ${target} as somebody changed it`,
  unexport: (target, server) => `Removed ${server} from ${target}`,
  rotate: (target, server) => `Replaced the value of ${server} in ${target}`,
  'rotate-back': (target, server) => `Put the earlier value of ${server} back in ${target}`,
  undo: (target, server) => `Undone: ${server} in ${target}`,
  deleted: (target, server) => `Deleted the file of ${server} for ${target}`,
};

/** The same for the audit. */
export const CHANGE_AUDIT: Record<ChangeRecord['kind'], string> = {
  export: 'key exported',
  restore: 'entry restored',
  adopt: 'key adopted',
  keep: 'changed entry kept',
  unexport: 'key unexported',
  deleted: 'file deleted',
  rotate: 'value replaced',
  'rotate-back': 'earlier value put back',
  undo: 'change undone',
};
