import type { Environment } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import type { Scope } from '#shared/model/provider.ts';

/** Words of the detail's parts. */
export const factText = {
  title: 'Overview',
  rotation: 'Next rotation',
  noRotation: 'never: no policy, no expiry',
  dueByExpiry: 'because it expires',
  dueByPolicy: (environment: string, days: number) => `${environment} replaces keys after ${days} days`,
  id: 'Id in Keyrack',
  copy: (what: string) => `Copy ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
};

/** Which policy holds, said where the value is. */
export function copyPolicyWords(
  key: Pick<Key, 'acknowledged'>,
  { copyPolicy }: Pick<Environment, 'copyPolicy'>,
): string {
  if (copyPolicy === 'vault') return 'Vault: can be copied with the app passphrase.';
  return key.acknowledged
    ? 'Copy once: was copied, and stays inside now.'
    : 'Copy once: can be copied until you confirm.';
}

export const scopesPartText = {
  title: 'Scopes',
  everything:
    'This key may do everything that the service offers, and so may whoever gets hold of it. Change scopes to what its program needs.',
  none: 'No scope: the service decides what this key may do.',
};

export const accessNames: Record<Scope['access'], string> = {
  read: 'read',
  write: 'write',
  delete: 'delete',
  manage: 'manage',
};

const at = (service: string | null): string => service ?? 'The service';

export const endingText = {
  title: 'Lifecycle',
  does: {
    disable: (service: string | null) => `${at(service)} refuses it until it is enabled again.`,
    enable: (service: string | null) => `${at(service)} accepts it again.`,
    regenerate: () => 'A new value; the old one dies at once.',
    revoke: (service: string | null) => `${at(service)} refuses it from now on.`,
    delete: (service: string | null) =>
      service === null ? 'Removed from Keyrack, with its value.' : `Removed at ${service} and here.`,
  },
};

export const tagsText = {
  none: 'none',
  add: 'Add tag',
  field: 'Tag',
  remove: (tag: string) => `Remove tag ${tag}`,
};

export const notesText = {
  title: 'Notes',
  field: 'Notes',
  empty: 'Who asked for it, what it is for. Kept here alone; no secrets.',
  saving: 'Saving',
  saved: 'Saved',
  unsaved: 'Not saved yet',
  notSaved: 'Not saved.',
  undo: 'Undo',
  tooLongToPaste: (count: number) =>
    `What you pasted has ${count.toLocaleString('en')} characters, notes at most 4,000. Nothing was pasted.`,
};

export const historyText = {
  title: 'History',
  none: 'Nothing was done with it yet.',
  more: (count: number) => `Show ${count.toLocaleString('en')} more`,
  older: (count: number) => `${count.toLocaleString('en')} older entries stand in Activity.`,
};
