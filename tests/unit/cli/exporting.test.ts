import { describe, expect, it } from 'vitest';
import { type } from './command-line.ts';

describe('export', () => {
  it('says what npm knows of a package before an export, on stderr, and refuses nothing', async () => {
    const message = 'some-server is not in the registry.';
    const check = async (command: readonly string[]) => {
      asked.push(command);
      return [{ package: 'some-server', state: 'missing', message } as const];
    };
    const asked: (readonly string[])[] = [];
    const words = ['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader'];
    const own = await type([...words, '--check-package', '--json'], { services: { packages: { check } } });
    expect([own.code, own.err.split('\n')[0], JSON.parse(own.out).mode]).toEqual([0, message, '0600']);
    await type([...words, '--check-package', '--command', 'npx -y it'], {
      services: { packages: { check } },
    });
    expect(asked).toEqual([[], ['npx', '-y', 'it']]);
    await type([...words, '--command', 'npx -y it'], { services: { packages: { check } } });
    expect(asked).toHaveLength(2);
    const none = await type([...words, '--check-package', '--url', 'https://x.example/mcp']);
    expect([none.code, none.err]).toEqual([0, expect.stringContaining('nothing to check')]);
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
