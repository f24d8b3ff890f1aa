import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KeyRow } from '#core/ports/ledger.ts';
import { liveKey, readerKey } from '#tests/fakes/rows.ts';
import { createFakeTerminal } from '#tests/fakes/terminal.ts';
import { type } from './command-line.ts';

const exec = (options: readonly string[], given = {}) =>
  type(['exec', ...options, '--', 'true', 'a b'], given);

describe('exec', () => {
  it('starts the program with the key in its variable, and lets go of its own files first', async () => {
    const { code, seen } = await exec(['--key', 'Reader']);
    expect(code).toBe(0);
    expect(seen.child).toMatchObject({ argv: ['true', 'a b'], env: { PLAYGROUND_API_KEY: 'reader-secret' } });
    expect(seen.child?.file).toMatch(/^\/(usr\/)?bin\/true$/);
    expect(seen.closed).toBe(1);
  });

  it('takes only what is asked for, under the name that is asked for', async () => {
    const { seen } = await exec(['--key', `${liveKey.id}=TOKEN`, '--key', 'Reader']);
    expect(seen.child?.env).toEqual({
      PATH: '/usr/bin:/bin',
      TOKEN: 'live-secret',
      PLAYGROUND_API_KEY: 'reader-secret',
    });
  });

  it('hands on the environment without what is ours', async () => {
    const env = {
      PATH: '/usr/bin:/bin',
      HOME: '/root',
      KEYRACK_HOME: '/x',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--max-old-space-size=99',
      EMPTY: '',
    };
    const { seen } = await exec(['--key', 'Reader=K'], { env });
    expect(seen.child?.env).toEqual({
      PATH: '/usr/bin:/bin',
      HOME: '/root',
      NODE_OPTIONS: '--max-old-space-size=99',
      EMPTY: '',
      K: 'reader-secret',
    });
  });

  it('finds a program of the version manager where PATH does not lead to it, and lets it find its own Node', async () => {
    const home = mkdtempSync(join(tmpdir(), 'keyrack-exec-'));
    const folder = join(home, '.nvm/versions/node/v22.14.0/bin');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'npx-of-nvm'), '#!/usr/bin/env node\n', { mode: 0o755 });
    const words = ['exec', '--key', 'Reader', '--', 'npx-of-nvm', '-y'];
    const { seen } = await type(words, { env: { PATH: '/usr/bin:/bin', HOME: home } });
    expect(seen.child).toMatchObject({ file: join(folder, 'npx-of-nvm'), argv: ['npx-of-nvm', '-y'] });
    expect(seen.child?.env.PATH).toBe(`/usr/bin:/bin:${folder}`);
    rmSync(home, { recursive: true });
  });

  it('gives every usable key of an environment by --env alone', async () => {
    const keys = [
      readerKey,
      { ...readerKey, id: 'b', name: 'revoked', status: 'revoked', variable: 'A' } as const,
      { ...readerKey, id: 'c', name: 'expired', expiresAt: '2026-11-20T11:59:59.000Z', variable: 'B' },
      { ...readerKey, id: 'd', name: 'not held', held: false, variable: 'C' },
      { ...readerKey, id: 'e', name: 'no variable', variable: null },
      liveKey,
    ];
    const { seen } = await exec(['--env', 'Development'], { keys });
    expect(seen.opened).toEqual([`${readerKey.environmentId}/${readerKey.id}`]);
  });

  it('opens no keychain where the environment has no key', async () => {
    const { code, seen } = await exec(['--env', 'Development'], { keys: [] });
    expect({ code, opened: seen.opened, started: seen.child !== null }).toEqual({
      code: 0,
      opened: [],
      started: true,
    });
  });

  it('refuses two keys with one variable, and lists them', async () => {
    const keys = [readerKey, { ...readerKey, id: 'second' }];
    for (const options of [
      ['--env', 'Development'],
      ['--key', readerKey.id, '--key', 'second'],
    ]) {
      const { code, err, seen } = await exec(options, { keys });
      expect({ code, child: seen.child, opened: seen.opened }).toEqual({ code: 2, child: null, opened: [] });
      expect(err).toContain(readerKey.id);
      expect(err).toContain('second');
    }
  });

  it('takes one key named twice as one', async () => {
    expect((await exec(['--key', 'Reader', '--key', readerKey.id])).code).toBe(0);
  });

  it('asks for the id where a name is ambiguous', async () => {
    const keys = [readerKey, { ...readerKey, id: 'second', environmentId: liveKey.environmentId }];
    const { code, err } = await exec(['--key', 'Reader'], { keys });
    expect({ code, lists: err.includes(readerKey.id) && err.includes('second') }).toEqual({
      code: 2,
      lists: true,
    });
    const { seen } = await exec(['--key', 'Reader', '--env', 'Development'], { keys });
    expect(seen.child?.env).toMatchObject({ PLAYGROUND_API_KEY: 'reader-secret' });
  });

  it('takes a name with "=" as it is', async () => {
    const keys = [{ ...readerKey, name: 'a=b' }];
    expect((await exec(['--key', 'a=b'], { keys })).seen.child?.env).toMatchObject({
      PLAYGROUND_API_KEY: 'reader-secret',
    });
    expect((await exec(['--key', 'a=b=C'], { keys })).seen.child?.env).toMatchObject({ C: 'reader-secret' });
  });

  it.each([
    [{ status: 'revoked' }, 5],
    [{ status: 'inactive' }, 5],
    [{ status: 'ghost' }, 5],
    [{ held: false }, 5],
    [{ status: 'orphan', held: false }, 5],
    [{ expiresAt: '2026-11-20T12:00:00.000Z' }, 5],
    [{ variable: null }, 2],
  ] as const)('a key that is %j ends with %i before anything starts', async (changes, code) => {
    const result = await exec(['--key', 'Reader'], { keys: [{ ...readerKey, ...changes }] });
    expect({ code: result.code, child: result.seen.child, opened: result.seen.opened }).toEqual({
      code,
      child: null,
      opened: [],
    });
    expect(result.err).toMatch(/^keyrack: [^\n]+\n$/);
  });

  it.each<[Partial<KeyRow>, string]>([
    [
      { status: 'revoked', held: false },
      `is revoked, so the service would refuse it. Use another key, or make a new one with: keyrack key replace ${readerKey.id}`,
    ],
    [{ status: 'inactive' }, `Enable it with: keyrack key enable ${readerKey.id}`],
    [{ held: false }, `Enter it with: keyrack key enter ${readerKey.id}, or`],
    [{ status: 'revoked', connectionId: null }, 'Use another key.'],
  ])(
    'says of a key that is %j what it is, and what can be done by a line that names it',
    async (row, said) => {
      const { err } = await exec(['--key', 'Reader'], { keys: [{ ...readerKey, ...row }] });
      expect(err).toContain(said);
    },
  );

  it('tells in which environment there is such a key', async () => {
    const { code, err } = await exec(['--key', 'Reader', '--env', 'Production']);
    expect([code, err]).toEqual([
      4,
      'keyrack: There is no key "Reader" in "Production". "Development" has one.\n',
    ]);
  });

  it.each([[['--key', 'nobody']], [['--key', 'Reader', '--env', 'Production']], [['--env', 'nobody']]])(
    '%j ends with 4',
    async (options) => {
      expect((await exec(options)).code).toBe(4);
    },
  );

  it('ends with 3 and one line when the keychain is locked', async () => {
    const { code, err, seen } = await exec(['--key', 'Reader'], { secrets: {} });
    expect({ code, child: seen.child }).toEqual({ code: 3, child: null });
    expect(err).toBe('keyrack: The keyring is locked. Unlock it.\n');
  });

  it('looks for the program first: 127 opens no keychain', async () => {
    const { code, seen, err } = await type(['exec', '--key', 'Reader', '--', 'no-such-program']);
    expect({ code, opened: seen.opened }).toEqual({ code: 127, opened: [] });
    expect(err).toMatch(/^keyrack: no-such-program: /);
  });

  it('tells what cannot be run from what is not there', async () => {
    expect((await type(['exec', '--key', 'Reader', '--', '/etc/passwd'])).code).toBe(126);
    expect((await type(['exec', '--key', 'Reader', '--', '/etc'])).code).toBe(126);
    expect((await type(['exec', '--key', 'Reader', '--', './nothing'])).code).toBe(127);
  });

  it.each([
    [{ code: 77 }, 77],
    [{ failed: 'ENOEXEC' }, 126],
    [{ failed: 'ENOENT' }, 127],
  ] as const)('ends as the child did: %j is %i', async (ended, code) => {
    expect((await exec(['--key', 'Reader'], { ended })).code).toBe(code);
  });

  it('says its own failures on stderr with --json too', async () => {
    const { out, err } = await type(['--json', 'exec', '--key', 'nobody', '--', 'true']);
    expect(JSON.parse(out).error.code).toBe('not-found');
    expect(err).toMatch(/^keyrack: /);
  });
});

describe('headers', () => {
  it('prints one JSON object', async () => {
    expect(await type(['headers', '--key', 'Reader'])).toMatchObject({
      code: 0,
      out: '{"Authorization":"Bearer reader-secret"}\n',
      err: '',
    });
    const own = await type(['headers', '--key', 'Reader', '--header', 'X-Api-Key:{}']);
    expect(JSON.parse(own.out)).toEqual({ 'X-Api-Key': 'reader-secret' });
  });

  it('takes the secret as it is, whatever a replacement would make of it', async () => {
    const secret = '$& $1 "quoted" {}';
    const { out } = await type(['headers', '--key', 'Reader'], { secrets: { [readerKey.id]: secret } });
    expect(JSON.parse(out)).toEqual({ Authorization: `Bearer ${secret}` });
  });

  it('never prints to a terminal', async () => {
    const { code, out, seen } = await type(['headers', '--key', 'Reader'], {
      terminal: createFakeTerminal({ stdoutIsTty: true }),
    });
    expect({ code, out, opened: seen.opened }).toEqual({ code: 5, out: '', opened: [] });
  });

  it.each(['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'schlüssel€'])(
    'refuses the secret %j, and does not repeat it',
    async (secret) => {
      const { code, out, err } = await type(['headers', '--key', 'Reader'], {
        secrets: { [readerKey.id]: secret },
      });
      expect({ code, out, leaks: err.includes(secret) }).toEqual({ code: 5, out: '', leaks: false });
    },
  );

  it('refuses a template that would begin a second header', async () => {
    expect((await type(['headers', '--key', 'Reader', '--header', 'A: {}\r\nB: x'])).code).toBe(2);
  });
});
