import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { ERROR_CODES } from '#shared/ipc/errors.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { EXIT_CODES } from '../../../electron/cli/exit-codes.ts';
import { type } from './command-line.ts';

const CODES: Record<number, readonly string[]> = {
  2: ['invalid-input', 'ambiguous', 'confirmation-needed'],
  3: ['storage-unchosen', 'storage-locked', 'storage-unavailable', 'audit-key-closed', 'wrong-passphrase'],
  4: ['not-found'],
  5: [
    'presence-needed',
    'presence-unset',
    'forbidden-by-rule',
    'same-value-elsewhere',
    'not-held',
    'unsupported',
    'steps-needed',
    'refused',
    'unauthorized',
    'rate-limited',
    'file-refused',
  ],
  6: ['name-taken', 'conflict', 'same-value-here'],
};

describe('exit codes', () => {
  it.each(ERROR_CODES)('%s ends with the code of its kind', async (code) => {
    const expected = Number(Object.entries(CODES).find(([, codes]) => codes.includes(code))?.[0] ?? 1);
    const list = () => {
      throw new AppError(code, { message: 'It failed.', next: 'Do this.' });
    };
    const { code: exit, err } = await type(['env', 'list'], { services: { environments: { list } } });
    expect(EXIT_CODES[code]).toBe(expected);
    expect(exit).toBe(expected);
    expect(err).toBe('keyrack: It failed. Do this.\n');
  });
});

describe('a wrong command line', () => {
  it.each([
    [['kye'], "Unknown command 'kye' (Did you mean key?). See: keyrack --help"],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish, powershell. See:'],
    [
      [
        'key',
        'create',
        '--env',
        'Development',
        '--connection',
        'Playground',
        '--name',
        'K',
        '--ip',
        '999.1.1.1',
      ],
      '--ip cannot be used as given. Write an address or a range, like 203.0.113.7 or 10.0.0.0/8.',
    ],
  ])('%j says what is wanted', async (argv, said) => {
    const { code, err } = await type(argv);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });

  it.each([
    [[], 'List them with: keyrack --help'],
    [['nonsense'], 'See: keyrack --help'],
    [['key'], 'List them with: keyrack key --help'],
    [['key', 'create', '--env', 'key'], 'See: keyrack key create --help'],
  ])('%j names the help that is about it', async (argv, words) => {
    expect((await type(argv)).err.trimEnd().endsWith(words)).toBe(true);
  });

  it.each([
    [['nonsense']],
    [['env']],
    [['env', 'nonsense']],
    [['env', 'add']],
    [['env', 'add', 'Dev']],
    [['env', 'add', 'Dev', '--stage', 'nonsense']],
    [['env', 'add', 'Dev', '--stage', 'custom', '--colour', 'red']],
    [['env', 'add', '', '--stage', 'custom']],
    [['env', 'add', 'x'.repeat(500), '--stage', 'custom']],
    [['env', 'add', 'a\nb', '--stage', 'custom']],
    [['env', 'list', 'surplus']],
    [['env', 'list', '--nonsense']],
    [['key', 'create', '--env', 'Development']],
    [['key', 'add', '--env', 'Development', '--name', 'K', '--var', '1X']],
    [
      [
        'key',
        'create',
        '--env',
        'Development',
        '--connection',
        'Playground',
        '--name',
        'K',
        '--expires',
        '6m',
      ],
    ],
    [['init']],
    [['init', '--storage', 'cloud']],
    [['init', '--storage', 'passphrase']],
    [['init', '--storage', 'passphrase', '--passphrase-fd', 'x']],
    [['init', '--storage', 'passphrase', '--passphrase-fd', '1']],
    [['exec', '--', 'true']],
    [['exec', '--key', 'Reader']],
    [['exec', '--key', 'Reader', '--']],
    [['exec', '--key', 'Reader', 'true']],
    [['exec', '--key', 'Reader=1X', '--', 'true']],
    [['headers', '--key', 'Reader', '--header', 'no place']],
    [['headers', '--key', 'Reader', '--header', 'Bad Name: {}']],
    [['export', 'claude-desktop', '--env', 'Development']],
    [['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', '--set', 'novalue']],
    [['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', '--mechanism', 'magic']],
    [['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', '--command', "'open"]],
    [
      [
        'export',
        'claude-desktop',
        '--env',
        'Development',
        '--key',
        'Reader',
        '--command',
        'a',
        '--url',
        'https://x',
      ],
    ],
    [['export', 'claude-desktop', '--env', 'Development', '--key', 'Reader', '--server', 'a b']],
    [['--home']],
  ])('%j ends with 2, one line on stderr, and one document with --json', async (argv) => {
    const plain = await type(argv);
    expect({ code: plain.code, out: plain.out }).toEqual({ code: 2, out: '' });
    expect(plain.err).toMatch(/^(Usage:[\s\S]*)?keyrack: [^\n]+\n$/);
    const json = await type(['--json', ...argv]);
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toEqual({
      error: { code: 'invalid-input', message: expect.any(String), next: expect.any(String) },
    });
    expect(plain.asked.calls).toEqual([]);
  });

  it('says which command was probably meant', async () => {
    expect((await type(['evn', 'list'])).err).toContain('env');
  });
});

describe('options of every command', () => {
  it.each([
    [['--json', 'env', 'list']],
    [['env', '--json', 'list']],
    [['env', 'list', '--json']],
    [['--home', '/x', 'env', 'list', '--json']],
    [['--home=/x', 'env', '--quiet', 'list', '--yes', '--json']],
  ])('are taken before and after the name: %j', async (argv) => {
    const { code, out } = await type(argv);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(2);
  });

  it('hand the home on, wherever it stands', async () => {
    expect((await type(['env', 'list', '--home', '/x'])).seen.home).toBe('/x');
    expect((await type(['--home', '/x', 'env', 'list'])).seen.home).toBe('/x');
  });

  it('leave the words of the child alone', async () => {
    const { seen, out } = await type([
      'exec',
      '--key',
      'Reader',
      '--',
      'true',
      '--json',
      '--home',
      '/x',
      '--help',
    ]);
    expect(seen.child?.argv).toEqual(['true', '--json', '--home', '/x', '--help']);
    expect(out).toBe('');
  });

  it('keep messages away with --quiet, never failures', async () => {
    const argv = ['key', 'create', '--env', 'Development', '--connection', 'Playground', '--name', 'K'];
    expect((await type(argv)).err).toMatch(/open Keyrack; to copy it: keyrack key copy [0-9a-f-]{36}/);
    expect((await type(['--quiet', ...argv])).err).toBe('');
    expect((await type(['--quiet', 'env', 'edit', 'nobody'])).err).toContain('nobody');
  });
});

describe('help', () => {
  it.each([[['--help']], [['help']], [['-h']]])('%j names every command and ends with 0', async (argv) => {
    const { code, out } = await type(argv);
    expect(code).toBe(0);
    for (const name of [
      'init',
      'unlock',
      'lock',
      'status',
      'doctor',
      'env',
      'provider',
      'connection',
      'key',
      'exec',
      'headers',
      'targets',
      'export',
      'unexport',
      'undo',
      'uninstall',
      'playground',
    ])
      expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  it.each([[['help', 'exec']], [['exec', '--help']], [['key', 'create', '--help']]])(
    '%j ends with 0',
    async (argv) => {
      expect(await type(argv)).toMatchObject({
        code: 0,
        err: '',
        out: expect.stringContaining('Usage: keyrack'),
      });
    },
  );

  it('prints the version', async () => {
    expect(await type(['--version'])).toMatchObject({ code: 0, out: '0.1.0\n' });
  });
});

describe('an unexpected error', () => {
  it('is told without its message, which could hold anything', async () => {
    const list = () => {
      throw new TypeError('value hunter2 is not a function');
    };
    const { code, out, err } = await type(['env', 'list', '--json'], {
      services: { environments: { list } },
      terminal: createFakeTerminal(),
    });
    expect(code).toBe(1);
    expect(out + err).not.toContain('hunter2');
    expect(JSON.parse(out).error.code).toBe('internal');
  });
});
