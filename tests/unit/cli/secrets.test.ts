import { describe, expect, it } from 'vitest';
import { production, readerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const ADD = ['key', 'add', '--env', 'Development', '--name', 'K', '--var', 'V'];

describe('a secret on its way in', () => {
  it.each([
    ['abc\n', 'abc'],
    ['abc\r\n', 'abc'],
    ['abc\n\n', 'abc\n'],
    [' abc ', ' abc '],
    ['a\nb\n', 'a\nb'],
    ['abc', 'abc'],
  ])('%j on stdin is kept as %j', async (stdin, kept) => {
    const { code, asked, out, err } = await type(ADD, { terminal: createFakeTerminal({ stdin }) });
    expect({ code, secrets: asked.secrets }).toEqual({ code: 0, secrets: [kept] });
    expect(out + err).not.toContain('abc');
  });

  it.each(['', '\n', '\r\n', 'a\0b'])('%j on stdin is refused', async (stdin) => {
    const { code, asked } = await type(ADD, { terminal: createFakeTerminal({ stdin }) });
    expect({ code, secrets: asked.secrets }).toEqual({ code: 2, secrets: [] });
  });

  it('is asked for on a terminal, hidden', async () => {
    const { asked, terminal } = await type(ADD, { terminal: createFakeTerminal({ answers: ['typed'] }) });
    expect(asked.secrets).toEqual(['typed']);
    expect(terminal.questions).toEqual(["hidden The key's secret: "]);
  });

  it('is not asked for before the rest of the line is right', async () => {
    const terminal = createFakeTerminal({ answers: [] });
    expect((await type([...ADD, '--surplus'], { terminal })).code).toBe(2);
    expect(
      (await type(['key', 'add', '--env', 'nobody', '--name', 'K', '--var', 'V'], { terminal })).code,
    ).toBe(4);
    expect(terminal.questions).toEqual([]);
  });

  it('is taken by a connection whose provider wants one, and by no other', async () => {
    const given = { terminal: createFakeTerminal({ stdin: 'cred\n' }) };
    const add = ['connection', 'add', '--env', 'Development', '--provider'];
    expect((await type([...add, 'acme'], given)).asked.secrets).toEqual(['cred']);
    expect((await type([...add, 'playground'], given)).asked.secrets).toEqual([]);
    expect((await type([...add, 'nobody'], given)).code).toBe(4);
  });
});

describe('passphrases', () => {
  it('are typed twice when new', async () => {
    const terminal = createFakeTerminal({ answers: ['open sesame', 'open sesame'] });
    const { code, asked } = await type(['init', '--storage', 'passphrase'], { terminal });
    expect({ code, asked }).toMatchObject({ code: 0, asked: { secrets: ['open sesame'] } });
    expect(terminal.questions).toEqual([
      expect.stringMatching(/^hidden /),
      expect.stringMatching(/^hidden /),
    ]);
  });

  it('are refused when the two entries differ', async () => {
    const terminal = createFakeTerminal({ answers: ['one', 'two'] });
    const { code, asked } = await type(['init', '--storage', 'passphrase'], { terminal });
    expect({ code, calls: asked.calls }).toEqual({ code: 2, calls: [] });
  });

  it('are read from a descriptor, without its line break', async () => {
    const terminal = createFakeTerminal({ descriptors: { 3: 'from fd\n' } });
    const { asked } = await type(['init', '--storage', 'keychain', '--passphrase-fd', '3'], { terminal });
    expect(asked.secrets).toEqual(['from fd']);
  });

  it('may be left out for the keychain', async () => {
    const { code, asked } = await type(['init', '--storage', 'keychain']);
    expect({ code, asked }).toEqual({
      code: 0,
      asked: { secrets: [], calls: [{ method: 'storage.choose', input: 'keychain' }] },
    });
    const terminal = createFakeTerminal({ answers: [''] });
    expect((await type(['init', '--storage', 'keychain'], { terminal })).asked.secrets).toEqual([]);
  });

  it('may be those of a storage that leaves the key of the audit behind', async () => {
    const { asked } = await type(['init', '--storage', 'keychain', '--lose-audit-key']);
    expect(asked.calls).toEqual([
      { method: 'storage.choose', input: { tier: 'keychain', loseAuditKey: true } },
    ]);
  });

  it('open the storage for as long as was said', async () => {
    const status = async () =>
      ({
        tier: 'passphrase',
        chosen: true,
        state: 'locked',
        reason: 'It is locked.',
        presence: true,
        appLocked: false,
        keychain: { state: 'unavailable', reason: 'none' },
      }) as const;
    const terminal = createFakeTerminal({ descriptors: { 3: 'pass' } });
    const given = { terminal, services: { storage: { status } } };
    const { asked, seen } = await type(['unlock', '--for', '2h', '--passphrase-fd', '3'], given);
    expect({ secrets: asked.secrets, ms: seen.agentMs }).toEqual({ secrets: ['pass'], ms: 7_200_000 });
    expect((await type(['unlock', '--for', 'ever'], given)).code).toBe(2);
    expect((await type(['unlock'], { services: { storage: { status } } })).code).toBe(2);
  });
});

describe('what destroys', () => {
  const acts = [
    ['key', 'delete', 'Reader'],
    ['env', 'remove', 'Development'],
    ['connection', 'remove', 'Playground'],
  ] as const;

  it.each(acts)('%s %s is refused without --yes where nobody can be asked', async (...argv) => {
    const { code, asked, err } = await type(argv);
    expect({ code, calls: asked.calls }).toEqual({ code: 2, calls: [] });
    expect(err).toContain('--yes');
  });

  it.each(acts)('%s %s goes on with --yes', async (...argv) => {
    expect((await type([...argv, '--yes'])).asked.calls).toHaveLength(1);
  });

  it.each(acts)('%s %s asks on a terminal, and no means no', async (...argv) => {
    for (const answer of ['', 'n', 'yess']) {
      const { code, asked } = await type(argv, { terminal: createFakeTerminal({ answers: [answer] }) });
      expect({ code, calls: asked.calls }).toEqual({ code: 1, calls: [] });
    }
    expect((await type(argv, { terminal: createFakeTerminal({ answers: ['y'] }) })).asked.calls).toHaveLength(
      1,
    );
  });

  it('names what will stop working', async () => {
    const { err } = await type(['key', 'delete', 'Reader'], {
      terminal: createFakeTerminal({ answers: ['n'] }),
    });
    expect(err).toContain(readerKey.deliveries[0]?.file);
  });

  it("asks for the environment's name in production", async () => {
    const terminal = createFakeTerminal({ answers: ['Production'] });
    const { asked } = await type(['key', 'delete', 'Live'], { terminal });
    expect(asked.calls[0]?.input).toMatchObject({ confirm: 'Production' });
    const empty = createFakeTerminal({ answers: [''] });
    expect((await type(['key', 'delete', 'Live'], { terminal: empty })).asked.calls).toEqual([]);
  });

  it('runs nothing that the name of an environment holds where the words are pasted', async () => {
    const find = () => ({ ...production, name: '$(touch x)' });
    const { code, err } = await type(['env', 'remove', 'x'], { services: { environments: { find } } });
    expect([code, err]).toEqual([2, expect.stringContaining("Add --yes --confirm '$(touch x)'.")]);
  });

  it('hands --confirm on beside --yes', async () => {
    const { asked } = await type(['env', 'remove', 'Production', '--yes', '--confirm', 'Production']);
    expect(asked.calls[0]?.input).toEqual({ id: production.id, confirm: 'Production' });
    expect((await type(['env', 'remove', 'Production', '--confirm', 'Production'])).code).toBe(2);
  });
});
