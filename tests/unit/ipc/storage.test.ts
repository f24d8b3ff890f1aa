import { expect, it } from 'vitest';
import type { Windows } from '#core/ports/windows.ts';
import { Secret } from '#core/secret.ts';
import { createFakeServices } from '#tests/fakes/services.ts';
import { storageHandlers } from '../../../electron/ipc/handlers/storage.ts';

const windows: Windows = {
  reveal: () => undefined,
  hideAll: () => undefined,
  ask: (_question, accept) => accept(new Secret('four words of mine')),
};

it.each([
  ['keychain', []],
  ['passphrase', ['four words of mine']],
] as const)(
  'leaving the key of the audit behind for the %s is what the user said, never a default',
  async (tier, secrets) => {
    const { services, asked } = createFakeServices({});
    const lock = async () => undefined;
    const handlers = storageHandlers({ storage: services.storage, windows, lock, onOpened: () => undefined });
    await handlers['storage.choose']({ tier });
    await handlers['storage.choose']({ tier, loseAuditKey: true });
    expect(asked.calls.map(({ input }) => input)).toEqual([tier, { tier, loseAuditKey: true }]);
    expect(asked.secrets).toEqual([...secrets, ...secrets]);
  },
);
