import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditedStorage } from '#core/auditing/storage.ts';
import { AppError } from '#core/errors.ts';
import type { StorageTiers } from '#core/ports/storage.ts';
import { Secret } from '#core/secret.ts';
import { type AuditWorld, createAuditWorld } from './audit-world.ts';

let world: AuditWorld;
let process: ReturnType<AuditWorld['start']>;
beforeEach(() => {
  world = createAuditWorld();
  process = world.start();
});
afterEach(() => world.end());

const audited = (changes: Partial<StorageTiers> = {}) => {
  const storage = { ...world.storage, ...changes };
  return auditedStorage({ storage, ...process });
};
const written = () => process.activity.newest(100, {}).map(({ what, detail }) => [what, detail]);
const phrase = new Secret('four words of mine');
const refuse = async () => {
  throw new AppError('wrong-passphrase', { message: 'That is not the passphrase.' });
};

describe('what opens and closes the storage', () => {
  it('is written down once, and chained from the first time that it is open', async () => {
    const storage = audited();
    await storage.choose('keychain', null);
    await storage.setPresence(phrase);
    await storage.changePresence(phrase, new Secret('four other words'));
    await storage.lock();
    await storage.unlock(phrase);
    expect(written()).toEqual([
      ['storage unlocked', null],
      ['storage locked', null],
      ['app passphrase changed', null],
      ['app passphrase set', null],
      ['storage chosen', 'keychain'],
    ]);
    expect(await process.activity.verify()).toMatchObject({ valid: true, rows: 5, chained: 5 });
  });

  it.each([
    ['storage not chosen', 'passphrase: wrong-passphrase', 'choose'],
    ['app passphrase not set', 'wrong-passphrase', 'setPresence'],
    ['app passphrase not changed', 'wrong-passphrase', 'changePresence'],
    ['storage not unlocked', 'wrong-passphrase', 'unlock'],
  ] as const)(
    'and fails stands there as "%s", with its code and no word of it',
    async (what, detail, method) => {
      const storage = audited({ [method]: refuse });
      const tries = {
        choose: () => storage.choose('passphrase', phrase),
        setPresence: () => storage.setPresence(phrase),
        changePresence: () => storage.changePresence(phrase, phrase),
        unlock: () => storage.unlock(phrase),
      };
      await expect(tries[method]()).rejects.toMatchObject({ code: 'wrong-passphrase' });
      expect(written()).toEqual([[what, detail]]);
    },
  );

  it('by the wrong app passphrase stands there too, and the right one does not', async () => {
    const storage = audited();
    await world.storage.setPresence(phrase);
    expect(await storage.checkPresence(phrase)).toBe(true);
    expect(await storage.checkPresence(new Secret('guess'))).toBe(false);
    expect(written()).toEqual([['app passphrase not accepted', 'wrong-passphrase']]);
  });
});
