import { describe, expect, it } from 'vitest';
import { usesInWords } from '#shared/model/other-uses.ts';
import { claudeDesktop } from '#tests/fakes/rows.ts';
import { type } from './command-line.ts';

const exported = (...options: readonly string[]) =>
  type(['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', ...options]);

describe('an export that cannot be asked for', () => {
  it.each<[readonly string[], readonly string[]]>([
    [
      ['--url', 'http://mcp.example.com/'],
      ['--url cannot be used', 'Use https: over http'],
    ],
    [
      ['--url', 'nonsense'],
      ['--url cannot be used', 'Write a whole address'],
    ],
    [
      ['--url', 'https://x.example/', '--header', 'none'],
      ['--header cannot be used', 'Write one header with {}'],
    ],
    [
      ['--set', '1X=2'],
      ['--set cannot be used', 'Use letters, digits and underscores'],
    ],
    [
      ['--set', `FOO=${'x'.repeat(5_000)}`],
      ['--set cannot be used', 'at most 4000'],
    ],
    [['--set', 'FOO=1', '--set', 'FOO=2'], ['--set names FOO twice.']],
    [['--set', 'FOO=1', '--set', 'FOO='], ['--set names FOO twice.']],
  ])('says what is wrong with %j', async (options, said) => {
    const { code, err, asked } = await exported(...options);
    expect({ code, calls: asked.calls }).toEqual({ code: 2, calls: [] });
    for (const words of said) expect(err).toContain(words);
    expect(err).not.toContain('Invalid input');
  });
});

describe('the places of a key in words', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and 1 more'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b and 3 more'],
  ])('of %j are %j', (uses, words) => {
    expect(usesInWords(uses, (use) => use)).toBe(words);
  });
});

it('targets says where a file goes that a program imports', async () => {
  const importFile = '/home/u/keyrack-exports/n8n-<name>.json';
  const targets = () => [{ ...claudeDesktop, id: 'n8n', importFile }];
  const { out } = await type(['targets'], { services: { delivering: { targets } } });
  expect(out).toContain(importFile);
});

describe('adopt', () => {
  const listed = (...options: readonly string[]) =>
    type(['adopt', 'claude-desktop', ...options], {
      services: {
        adopting: { find: async () => ({ file: '/p/none', mode: null, found: [] }) },
      },
    });

  it('says that there is no such file, and fails where it was named', async () => {
    expect(await listed()).toMatchObject({ code: 0, out: 'There is no file /p/none.\n' });
    const { code, err } = await listed('--file', '/p/none');
    expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining('There is no file /p/none.') });
  });
});
