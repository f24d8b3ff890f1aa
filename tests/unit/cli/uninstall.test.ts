import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Parted, UninstallPlan, UninstallRequest } from '#core/uninstalling/service.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import type { Uninstaller } from '../../../electron/cli/uninstaller.ts';
import { fakeUninstaller, type } from './command-line.ts';

const HOME = '/home/u/.config/keyrack';
const entry = {
  id: '6b0f0f43-3c0e-4f3c-8f0f-0a6f3e7f3a11',
  target: 'cursor',
  file: '/home/u/.cursor/mcp.json',
  server: 'notes',
  state: 'intact',
  mechanism: 'launcher',
  parting: 'value',
} as const;
const PLAN: UninstallPlan = {
  deliveries: [entry],
  secrets: 2,
  held: ['CI', 'Mail'],
  live: [
    {
      ...{ id: entry.id, name: 'CI', environment: 'Live', connection: 'Unizo', lost: false },
      baseUrl: 'https://api.unizo.ai',
    },
  ],
  productions: ['Live', 'Shop'],
};
const DONE: Parted = { ...entry, done: true, message: null, next: null };
const LEFT: Parted = { ...entry, done: false, message: 'It was changed.', next: 'Put it back.' };

const NAMED = ['--confirm', 'Live', '--confirm', 'Shop'];

interface Seen {
  part: UninstallRequest[];
  finished: Parameters<Uninstaller['finish']>[0]['strays'][];
  steps: string[];
}

function world(parted: readonly Parted[] = [DONE], changes: Partial<Uninstaller> = {}, plan = PLAN) {
  const seen: Seen = { part: [], finished: [], steps: [] };
  const uninstalling = {
    plan: async () => plan,
    part: async (request: UninstallRequest, { onStep }: { onStep: (next: typeof entry) => void }) => {
      seen.part.push(request);
      onStep(entry);
      return parted;
    },
    removeSecrets: async () => 2,
    live: () => plan.live,
  };
  const uninstaller: Uninstaller = {
    ...fakeUninstaller,
    home: HOME,
    isThere: () => true,
    assertAlone: () => void seen.steps.push('alone?'),
    begin: () => {
      seen.steps.push('begun');
      return () => void seen.steps.push('ended');
    },
    preview: async (look) => look(uninstalling),
    strays: async () => ['other/home'],
    finish: async ({ strays, onRemoving }) => {
      seen.finished.push(strays);
      onRemoving();
      return [];
    },
    ...changes,
  };
  return { seen, given: { services: { uninstalling }, uninstaller } };
}

describe('uninstall', () => {
  it('lists all of it, and does nothing, with --dry-run', async () => {
    const { seen, given } = world();
    const { code, out } = await type(['uninstall', '--plaintext', '--dry-run'], given);
    expect(code).toBe(0);
    for (const words of [
      '"notes" (cursor): replaced by the value itself in /home/u/.cursor/mcp.json',
      'WARNING: these values then stand in the files',
      'storage of secrets: 2.',
      HOME,
      '--strays',
      'any more: 1',
      '"CI" of Live, at Unizo (https://api.unizo.ai)',
    ])
      expect(out).toContain(words);
    expect(seen).toEqual({ part: [], finished: [], steps: [] });
  });

  it.each([[[]], [['--yes']], [['--yes', '--confirm', 'Live']], [NAMED]])(
    'does nothing with %j alone where nobody can be asked, and names every production environment',
    async (words) => {
      const { seen, given } = world();
      const { code, err } = await type(['uninstall', ...words], given);
      expect([code, err]).toEqual([2, expect.stringContaining('--yes --confirm Live --confirm Shop')]);
      expect(seen.part).toEqual([]);
    },
  );

  it('runs nothing that the name of an environment holds where the words are pasted', async () => {
    const { given } = world([DONE], {}, { ...PLAN, productions: ['Live $(touch x)'] });
    const { err } = await type(['uninstall'], given);
    expect(err).toContain("--yes --confirm 'Live $(touch x)'.");
  });

  it('warns of values in files, also where nobody is asked', async () => {
    const { err } = await type(['uninstall', '--plaintext', '--yes', ...NAMED], world().given);
    expect(err).toMatch(/^WARNING: these values then stand in the files/m);
  });

  it('asks for the name of each production environment on a terminal, and then once more', async () => {
    const { seen, given } = world();
    const terminal = createFakeTerminal({ answers: ['Shop', 'y'] });
    const { code } = await type(['uninstall', '--confirm', 'Live'], { ...given, terminal });
    expect(code).toBe(0);
    expect(seen.part).toEqual([{ plaintext: false, confirm: ['Live', 'Shop'] }]);
    expect(terminal.written.err).toContain('cannot be undone');
  });

  it('a no changes nothing', async () => {
    const { seen, given } = world();
    const terminal = createFakeTerminal({ answers: ['Live', 'Shop', 'n'] });
    const { code } = await type(['uninstall'], { ...given, terminal });
    expect([code, seen.part]).toEqual([1, []]);
  });

  it('removes strays only where that was asked for', async () => {
    const { seen, given } = world();
    await type(['uninstall', '--yes', ...NAMED], given);
    await type(['uninstall', '--yes', ...NAMED, '--strays'], given);
    expect(seen.finished).toEqual([[], ['other/home']]);
  });

  it('keeps the home while something is left, says why, and fails', async () => {
    const { seen, given } = world([LEFT]);
    const { code, out } = await type(['uninstall', '--yes', ...NAMED], given);
    expect([code, seen.finished]).toEqual([1, []]);
    expect(out).toContain('Left: It was changed. Put it back.');
    expect(out).toContain(`${HOME} is kept`);
  });

  it('ends well where there is nothing', async () => {
    const { given } = world([], { isThere: () => false });
    expect(await type(['uninstall', '--yes', ...NAMED], given)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing to remove'),
    });
  });

  it.each([
    [['--dry-run'], 'home,ledger,tier,deliveries,secrets,held,live,productions,sealed,strays'],
    [['--yes', ...NAMED], 'home,removed,deliveries,secrets,lost,kept,keychainLeft,strays,live'],
  ])('prints one document with %j', async (words, members) => {
    const { given } = world();
    const { out } = await type(['--json', 'uninstall', ...words], given);
    expect(Object.keys(JSON.parse(out)).join()).toBe(members);
  });

  it('looks whether the app is open before and after the question, behind the mark', async () => {
    const { seen, given } = world();
    await type(['uninstall', '--yes', ...NAMED], given);
    expect(seen.steps).toEqual(['alone?', 'begun', 'alone?', 'ended']);
  });

  it('takes the mark away again where it fails', async () => {
    const finish = () => Promise.reject(new AppError('conflict', { message: 'Keyrack is open.' }));
    const { seen, given } = world([DONE], { finish });
    const { code, err } = await type(['uninstall', '--yes', ...NAMED], given);
    expect([code, seen.steps.at(-1)]).toEqual([6, 'ended']);
    expect(err).not.toContain('Removing /');
  });

  it('is not done while something in the home is left', async () => {
    const { given } = world([DONE], { finish: async () => [`${HOME}/notes.txt`] });
    const { code, out } = await type(['uninstall', '--yes', ...NAMED], given);
    expect([code, out]).toEqual([1, expect.stringContaining(`did not make it: ${HOME}/notes.txt`)]);
    expect(out).not.toContain('is out of this machine');
  });

  it('says so where the items of the keychain cannot be listed', async () => {
    const { given } = world([DONE], { strays: async () => null });
    const { code, out } = await type(['uninstall', '--yes', ...NAMED], given);
    expect([code, out]).toEqual([0, expect.stringContaining('cannot be listed here')]);
  });

  it('names a key whose answer was lost among those that may live', async () => {
    const lost = PLAN.live.map((key) => ({ ...key, lost: true }));
    const { given } = world([DONE], {}, { ...PLAN, live: lost });
    const { out } = await type(['uninstall', '--dry-run'], given);
    expect(out).toContain('may have been made, the answer was lost');
  });

  describe('without its ledger', () => {
    const gone = { hasLedger: () => false };
    const hidden: readonly [string, Partial<Uninstaller>][] = [
      ['sealed files', { ...gone, sealed: async () => ['one'], strays: async () => [] }],
      ['items in the keychain', { ...gone, strays: async () => ['a/b'] }],
      ['a keychain that names nothing', { ...gone, strays: async () => null }],
    ];
    it.each(hidden)('refuses over %s, and says how', async (_, changes) => {
      const { seen, given } = world([], changes);
      const { code, err } = await type(['uninstall', '--yes'], given);
      expect([code, seen.finished, seen.steps]).toEqual([6, [], ['alone?']]);
      expect(err).toContain('--without-ledger');
      expect(await type(['uninstall', '--yes', '--without-ledger'], given)).toMatchObject({ code: 0 });
    });

    it('names what is lost with it', async () => {
      const { given } = world([], { ...gone, sealed: async () => ['one', 'two'] });
      const { code, out } = await type(['--json', 'uninstall', '--yes', '--without-ledger'], given);
      expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ lost: ['one', 'two'] })]);
    });

    it.each<[string, Partial<Uninstaller>]>([
      ['holds nothing', { ...gone, strays: async () => [] }],
      ['a killed run had come that far', { ...gone, isResumed: () => true }],
    ])('goes on where it %s', async (_, changes) => {
      const { seen, given } = world([], changes);
      expect(await type(['uninstall', '--yes'], given)).toMatchObject({ code: 0 });
      expect([seen.part, seen.finished]).toEqual([[], [[]]]);
    });
  });

  describe('without the storage', () => {
    const locked = (tier: 'keychain' | 'passphrase') => ({
      storage: async () => ({ ...(await fakeUninstaller.storage()), tier, state: 'locked' as const }),
      strays: async () => [],
    });
    const WORDS = ['--json', 'uninstall', '--yes', '--without-storage', ...NAMED];

    it('names what is lost, and leaves the files as they are', async () => {
      const { seen, given } = world([], locked('passphrase'));
      const { code, out } = await type(WORDS, given);
      expect([code, seen.part, seen.finished]).toEqual([1, [], [[]]]);
      expect(JSON.parse(out)).toMatchObject({
        ...{ removed: false, lost: ['CI', 'Mail'], secrets: 0, keychainLeft: false },
        deliveries: [{ done: false, message: expect.stringContaining(entry.file) }],
      });
    });

    it('is all removed where nothing was delivered, but for what a keychain has', async () => {
      const bare = { ...PLAN, deliveries: [] };
      const under = world([], locked('passphrase'), bare);
      expect(await type(WORDS, under.given)).toMatchObject({ code: 0 });
      const chain = world([], locked('keychain'), bare);
      expect(await type(WORDS, chain.given)).toMatchObject({ code: 1 });
    });

    it('is refused while the storage is open', async () => {
      const { seen, given } = world();
      expect(await type(WORDS, given)).toMatchObject({ code: 5 });
      expect(seen.finished).toEqual([]);
    });
  });
});
