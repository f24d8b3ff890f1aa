import { describe, expect, it } from 'vitest';
import type { Parted, UninstallPlan, UninstallRequest } from '#core/uninstalling/service.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

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
  live: [
    { id: entry.id, name: 'CI', environment: 'Live', connection: 'Unizo', baseUrl: 'https://api.unizo.ai' },
  ],
  productions: ['Live', 'Shop'],
};
const DONE: Parted = { ...entry, done: true, message: null, next: null };
const LEFT: Parted = { ...entry, done: false, message: 'It was changed.', next: 'Put it back.' };

const NAMED = ['--confirm', 'Live', '--confirm', 'Shop'];

function world(parted: readonly Parted[] = [DONE], isThere = true) {
  const seen: { part: UninstallRequest[]; finished: (readonly string[])[] } = { part: [], finished: [] };
  const given = {
    services: {
      uninstalling: {
        plan: async () => PLAN,
        part: async (request: UninstallRequest, { onStep }: { onStep: (next: typeof entry) => void }) => {
          seen.part.push(request);
          onStep(entry);
          return parted;
        },
        removeSecrets: async () => 2,
      },
    },
    uninstaller: {
      home: HOME,
      isThere: () => isThere,
      assertAlone: () => undefined,
      strays: async () => ['other/home'],
      finish: async (strays: readonly string[]) => {
        seen.finished.push(strays);
        return [];
      },
    },
  };
  return { seen, given };
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
    expect(seen).toEqual({ part: [], finished: [] });
  });

  it.each([[[]], [['--yes']], [['--yes', '--confirm', 'Live']], [NAMED]])(
    'does nothing with %j alone where nobody can be asked, and names every production environment',
    async (words) => {
      const { seen, given } = world();
      const { code, err } = await type(['uninstall', ...words], given);
      expect([code, err]).toEqual([2, expect.stringContaining('--yes --confirm "Live" --confirm "Shop"')]);
      expect(seen.part).toEqual([]);
    },
  );

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
    const { given } = world([], false);
    expect(await type(['uninstall', '--yes', ...NAMED], given)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing to remove'),
    });
  });

  it.each([
    [['--dry-run'], 'home,deliveries,secrets,live,productions,strays'],
    [['--yes', ...NAMED], 'home,removed,deliveries,secrets,kept,strays,live'],
  ])('prints one document with %j', async (words, members) => {
    const { given } = world();
    const { out } = await type(['--json', 'uninstall', ...words], given);
    expect(Object.keys(JSON.parse(out)).join()).toBe(members);
  });
});
