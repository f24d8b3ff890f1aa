import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { plan, readerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

describe('export', () => {
  it('says what npm knows of a package before an export, on stderr', async () => {
    const message = 'some-server is not in the registry.';
    const check = async (command: readonly string[]) => {
      asked.push(command);
      return [{ package: 'some-server', state: 'missing', message } as const];
    };
    const asked: (readonly string[])[] = [];
    const words = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader'];
    const own = await type([...words, '--check-package', '--json', '--yes'], {
      services: { packages: { check } },
    });
    expect([own.code, own.err.split('\n')[0], JSON.parse(own.out).mode]).toEqual([0, message, '0600']);
    await type([...words, '--check-package', '--dry-run', '--command', 'npx -y it'], {
      services: { packages: { check } },
    });
    expect(asked).toEqual([[], ['npx', '-y', 'it']]);
    await type([...words, '--command', 'npx -y it'], { services: { packages: { check } } });
    expect(asked).toHaveLength(2);
    const none = await type([...words, '--check-package', '--url', 'https://x.example/mcp']);
    expect([none.code, none.err]).toEqual([0, expect.stringContaining('nothing to check')]);
  });

  it.each(['missing', 'no-version'] as const)(
    'a package that nobody has is no target without a yes: %s',
    async (state) => {
      const packages = { check: async () => [{ package: 'it', state, message: 'it is not there.' }] };
      const words = [
        'export',
        'claude-desktop',
        '--env',
        'Development',
        '--key',
        'Reader',
        '--check-package',
      ];
      const exported = async (terminal = createFakeTerminal(), more: readonly string[] = []) => {
        const { code, asked } = await type([...words, ...more], { services: { packages }, terminal });
        return [code, asked.calls.some(({ method }) => method === 'delivering.export')];
      };
      expect(await exported()).toEqual([2, false]);
      expect(await exported(createFakeTerminal({ answers: ['n'] }))).toEqual([1, false]);
      expect(await exported(createFakeTerminal({ answers: ['y'] }))).toEqual([0, true]);
      expect(await exported(undefined, ['--yes'])).toEqual([0, true]);
      expect(await exported(undefined, ['--dry-run'])).toEqual([0, false]);
    },
  );

  it('what npm could not tell stops nothing', async () => {
    const check = async () => [{ package: 'it', state: 'unknown', message: 'npm is not there.' } as const];
    const words = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', '--check-package'];
    expect((await type(words, { services: { packages: { check } } })).code).toBe(0);
  });

  it('says how to copy a key that the client asks for', async () => {
    const words = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader'];
    const copy = `keyrack key copy ${readerKey.id}`;
    const asking = { delivering: { plan: async () => ({ ...plan, mechanism: 'input' as const }) } };
    expect((await type(words, { services: asking })).err).toContain(copy);
    expect((await type(words)).err).not.toContain(copy);
  });

  it.each<[string, string, string]>([
    ['launch', 'Give the command that starts it.', 'starts it. It is given with --command, or --url.'],
    ['launch', 'Such as: npx -y <package>', '<package> (given with --command, or --url)\n'],
    ['mechanism', 'Choose: inline.', 'Choose: --mechanism inline.'],
    ['file', 'Name the file, such as .env.', 'such as .env. It is given with --file.'],
    ['repository', 'Name it as owner/repository.', 'owner/repository. It is given with --repo.'],
    ['call', 'Write it with --query.', 'Write it with --query.\n'],
    ['keyId', 'Deliver another key.', 'Deliver another key.\n'],
  ])('a failure that is about %s names the option that mends it', async (field, next, said) => {
    const plan = async () => {
      throw new AppError('invalid-input', { message: 'It cannot be done.', next, field });
    };
    const words = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader'];
    const given = { services: { delivering: { plan } } };
    const { code, err } = await type(words, given);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
    const { out } = await type([...words, '--json'], given);
    expect(JSON.parse(out).error.next).toBe(err.trim().replace('keyrack: It cannot be done. ', ''));
  });

  it('prints the document in place of writing it, with what it is not on stderr', async () => {
    const words = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', '--stdout'];
    const { code, out, err, asked } = await type(words);
    expect([code, out, err]).toEqual([0, '{}\n', 'Nothing was written.\n']);
    expect(asked.calls.map(({ method }) => method)).toEqual(['delivering.document']);
    const told = await type([...words, '--json', '--quiet']);
    expect([JSON.parse(told.out).text, told.err]).toEqual(['{}\n', '']);
    for (const more of [['--file', 'x'], ['--scope', 'user'], ['--dry-run'], ['--gitignore']]) {
      const refused = await type([...words, ...more]);
      expect([refused.code, refused.err, refused.asked.calls]).toEqual([
        2,
        expect.stringContaining(`${more[0]} is for a file`),
        [],
      ]);
    }
  });
});
