import { beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '#shared/ipc/client.ts';
import { chooseStorage, goOnWithoutAuditKey } from '../../../../renderer/state/storage-actions.ts';
import { getState } from '../../../../renderer/state/store.ts';

const CLOSED: Result<never> = {
  ok: false,
  error: { code: 'audit-key-closed', message: 'It is closed.', next: null },
};

let asked: unknown[];
let answer: Result<unknown>;
beforeEach(() => {
  asked = [];
  answer = CLOSED;
  const call = async (_: string, input: unknown) => {
    asked.push(input);
    return JSON.stringify(answer);
  };
  vi.stubGlobal('window', { bridge: { call } });
  return () => vi.unstubAllGlobals();
});

test.each(['keychain', 'passphrase'] as const)(
  'going on without the key of the audit chooses what was refused: %s',
  async (tier) => {
    expect(await chooseStorage(tier)).toBe(false);
    expect(getState().storageProblem?.code).toBe('audit-key-closed');
    answer = { ok: true, value: {} };
    expect(await goOnWithoutAuditKey()).toBe(true);
    expect(asked).toEqual([{ tier }, { tier, loseAuditKey: true }]);
    expect(getState()).toMatchObject({ storageProblem: null, refusedTier: null });
  },
);

test('where nothing was refused there is nothing to go on with', async () => {
  expect(await goOnWithoutAuditKey()).toBe(false);
  expect(asked).toEqual([]);
});
