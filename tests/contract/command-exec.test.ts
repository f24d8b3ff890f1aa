import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bench, ended, inTurns, openBench } from './command/bench.ts';

const onPosix = process.platform !== 'win32';

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
const exec = (...child: readonly string[]) => bench.run(['exec', '--env', 'Empty', '--', ...child]);
const put = (name: string, content: string, mode: number) => {
  const file = join(bench.files, name);
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
};

beforeAll(async () => {
  bench = await openBench();
  for (const name of ['Empty', 'Full']) await bench.json(['env', 'add', name, '--stage', 'development']);
  for (const name of ['A', 'B']) {
    await bench.json(['key', 'add', '--env', 'Full', '--name', name, '--var', `KEY_${name}`], {
      stdin: `value of ${name}`,
    });
  }
});
afterAll(() => bench.close());

describe('the child of exec', () => {
  it('ends with its own code, each of the 256', async () => {
    const codes = Array.from({ length: 256 }, (_, code) => code);
    const results = await inTurns(codes, 2, (code) => exec('sh', '-c', `exit ${code}`));
    expect(results.map(({ code }) => code)).toEqual(codes);
    expect(results.map(({ out, err }) => out + err).join('')).toBe('');
  });

  it.runIf(onPosix)('ends by its own signal, as it would without exec', async () => {
    const child = (name: string) => ['sh', '-c', `ulimit -c 0; kill -${name} $$`];
    const names = 'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM'.split(' ');
    const results = await inTurns(names, 2, (name) => exec(...child(name)));
    const bare = await inTurns(names, 2, (name) => {
      const [program = '', ...words] = child(name);
      return ended(spawn(program, words));
    });
    expect(results).toEqual(bare);
    expect(results.map(({ signal }) => signal)).toEqual(names.map((name) => `SIG${name}`));
  });

  it.runIf(onPosix)('is this very process, so that a signal reaches it', async () => {
    const child = bench.start([
      'exec',
      '--env',
      'Empty',
      '--',
      'sh',
      '-c',
      'trap "echo got; exit 9" USR2; echo $$; while :; do sleep 0.1; done',
    ]);
    const result = ended(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGUSR2');
    expect(await result).toMatchObject({ code: 9, out: `${child.pid}\ngot\n` });
  });

  it.runIf(process.platform === 'linux')('ignores no signal that a shell would not ignore', async () => {
    const { out } = await exec('grep', 'SigIgn', '/proc/self/status');
    expect(out.trim().split(/\s+/)[1]).toBe('0000000000000000');
  });

  it('reads stdin and writes stdout byte by byte as given', async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => (index % 2 === 0 ? 65 : index / 2)));
    const { out } = await bench.run(['exec', '--env', 'Empty', '--', 'od', '-An', '-v', '-tx1'], {
      stdin: bytes,
    });
    expect(out.replace(/\s/g, '')).toBe(bytes.toString('hex'));
  });

  it('gets its words as given, and no shell looks at them', async () => {
    const words = ['a b', '$HOME', '*', '"', "'", '', '--json', '-x', ';true', 'ü🔑', '\n'];
    const { out } = await exec('printf', '[%s]', ...words);
    expect(out).toBe(words.map((word) => `[${word}]`).join(''));
  });

  it('gets the environment without what is ours', async () => {
    const given: Record<string, string> = {
      ...bench.env,
      PLAIN: 'kept',
      NODE_OPTIONS: '--no-deprecation',
      KEYRACK_ANYTHING: '1',
    };
    const { out } = await bench.run(['exec', '--env', 'Full', '--', 'env', '-0'], { env: given });
    const variables = Object.fromEntries(
      out
        .split('\0')
        .filter(Boolean)
        .map((line) => line.split(/=(.*)/s)),
    );
    expect(variables).toMatchObject({
      PLAIN: 'kept',
      NODE_OPTIONS: '--no-deprecation',
      KEY_A: 'value of A',
      KEY_B: 'value of B',
    });
    expect(Object.keys(variables).filter((name) => /^(KEYRACK_|ELECTRON_)/.test(name))).toEqual([]);
    const ours = ['KEYRACK_HOME', 'KEYRACK_ANYTHING', 'ELECTRON_RUN_AS_NODE'];
    const rest = Object.keys(given).filter((name) => !ours.includes(name));
    expect(Object.keys(variables).sort()).toEqual([...rest, 'KEY_A', 'KEY_B'].sort());
  });

  it('gets only the key that is named', async () => {
    const { out } = await bench.run(['exec', '--key', 'A=OTHER', '--', 'env']);
    expect(out).toContain('OTHER=value of A');
    expect(out).not.toContain('KEY_');
  });

  it.runIf(process.platform === 'linux')('inherits no file, socket or database of ours', async () => {
    const { out } = await bench.run(['exec', '--key', 'A', '--', 'ls', '-l', '/proc/self/fd']);
    const own = out.split('\n').filter((line) => / (\d+) -> /.exec(line)?.[1]?.match(/^[012]$/) === null);
    expect(own.join('\n')).not.toMatch(/ledger|socket:/);
  });
});

describe('a child that cannot be started', () => {
  const failures: readonly (readonly [string, number, () => string])[] = [
    ['is not there', 127, () => 'no-such-program-of-keyrack'],
    ['is not there as a path', 127, () => join(bench.files, 'nothing')],
    ['may not be run', 126, () => put('plain', 'text', 0o644)],
    ['is a folder', 126, () => bench.files],
    ['has no known format', 126, () => put('no-shebang', 'echo never\n', 0o755)],
    ['has an interpreter that is not there', 127, () => put('lost', '#!/no/such/interpreter\n', 0o755)],
    ['is cut off', 126, () => put('torn', '\x7fELF', 0o755)],
    ['is empty', 126, () => put('nothing-in-it', '', 0o755)],
  ];
  it.each(failures)('because it %s ends with %i', async (_, code, file) => {
    const result = await bench.run(['exec', '--key', 'A', '--', file()]);
    expect(result).toMatchObject({
      code,
      signal: null,
      out: '',
      err: expect.stringMatching(/^keyrack: [^\n]+\n$/),
    });
    expect(result.err).not.toContain('value of A');
  });

  it('is not told from one that ends so itself', async () => {
    expect((await exec('sh', '-c', 'no-such-program-of-keyrack')).code).toBe(127);
  });
});

describe('the keychain of exec', () => {
  it('is asked without a prompt: locked, exec and headers end at once, with one line', async () => {
    await bench.keyring.lock();
    try {
      for (const args of [
        ['exec', '--key', 'A', '--', 'true'],
        ['headers', '--key', 'A'],
        ['exec', '--env', 'Full', '--', 'true'],
      ]) {
        const { code, out, err } = await bench.run(args);
        expect([code, out, err]).toEqual([3, '', expect.stringMatching(/^keyrack: [^\n]*lock[^\n]*\n$/)]);
      }
      expect((await exec('true')).code).toBe(0);
      expect((await bench.run(['key', 'list'])).code).toBe(0);
    } finally {
      await bench.keyring.unlock();
    }
    expect((await bench.run(['exec', '--key', 'A', '--', 'true'])).code).toBe(0);
  });

  it('may be out of reach: exit 3, and lists still work', async () => {
    const env = { ...bench.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    expect(await bench.run(['exec', '--key', 'A', '--', 'true'], { env })).toMatchObject({
      code: 3,
      out: '',
    });
    expect((await bench.run(['key', 'list'], { env })).code).toBe(0);
    expect((await bench.run(['status'], { env })).code).toBe(0);
  });
});

describe('the passphrase storage', () => {
  it('opens for other commands by unlock, and closes by lock', async () => {
    const home = join(bench.files, 'sealed-home');
    const env = { ...bench.env, KEYRACK_HOME: home, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const passphrase = 'correct horse battery\n';
    expect(await bench.run(['env', 'list'], { env })).toMatchObject({ code: 0 });
    const early = await bench.run(['exec', '--env', 'nobody', '--', 'true'], { env });
    expect(early.code).toBe(4);
    expect(
      await bench.json(['init', '--storage', 'passphrase', '--passphrase-fd', '3'], { env, passphrase }),
    ).toMatchObject({ tier: 'passphrase' });
    await bench.json(['env', 'add', 'Sealed', '--stage', 'development'], { env });
    const add = ['key', 'add', '--env', 'Sealed', '--name', 'S', '--var', 'S'];
    expect((await bench.run(add, { env, stdin: 'sealed-value' })).code).toBe(3);
    expect((await bench.run(['unlock', '--passphrase-fd', '3'], { env, passphrase: 'wrong\n' })).code).toBe(
      3,
    );
    try {
      expect(
        await bench.json(['unlock', '--for', '1h', '--passphrase-fd', '3'], { env, passphrase }),
      ).toMatchObject({
        state: 'ready',
        agentUntil: expect.stringMatching(/Z$/),
      });
      await bench.json(add, { env, stdin: 'sealed-value' });
      expect(await bench.run(['exec', '--key', 'S', '--', 'printenv', 'S'], { env })).toMatchObject({
        code: 0,
        out: 'sealed-value\n',
      });
    } finally {
      expect(await bench.json(['lock'], { env })).toMatchObject({ state: 'locked' });
    }
    await delay(200);
    expect((await bench.run(['exec', '--key', 'S', '--', 'true'], { env })).code).toBe(3);
    expect(readFileSync(join(home, 'vault.json'), 'utf8')).not.toContain('horse');
  });
});
