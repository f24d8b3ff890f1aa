import { createEntryMarks, type EntryMarks } from '#core/delivering/entry-marks.ts';
import { Secret } from '#core/secret.ts';
import { hmac } from '../../electron/platform/hmac.ts';

/** @param key the ledger's, of a process that has opened the storage unless `isOpen` says otherwise */
export function fakeMarks(key = 'ledger-key', isOpen = true): EntryMarks {
  let known = isOpen;
  return createEntryMarks(
    {
      derive: async () => {
        known = true;
        return new Secret(key);
      },
      ifKnown: () => (known ? new Secret(key) : null),
    },
    hmac,
  );
}
