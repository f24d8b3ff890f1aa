import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bench, COMMAND, ended, openBench, ROOT } from './command/bench.ts';

// The first third may be shown as a hint; what is looked for begins behind it.
const LOOKED_FOR = 'canary-6c5b4a3f2e1d0c';
const CANARY = `hint-of-it-${LOOKED_FOR}`;
const PASSPHRASE = `pass ${LOOKED_FOR}`;

// Each test starts many processes, on a machine that may be busy; what hangs is still found.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.json(['env', 'add', 'Dev', '--stage', 'development']);
});
afterAll(() => bench.close());

/** Command lines and environments of all processes, looked at as fast as this machine can. */
function watchProcesses() {
  const seen = { arguments: new Set<string>(), environments: new Set<string>() };
  let isOver = false;
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const watching = (async () => {
    while (!isOver) {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        seen.arguments.add(read(`/proc/${pid}/cmdline`));
        seen.environments.add(read(`/proc/${pid}/environ`));
      }
      await delay(5);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return seen;
  };
}

const holds = (texts: Iterable<string>) => [...texts].filter((text) => text.includes(LOOKED_FOR));

describe.runIf(process.platform === 'linux')('a secret', () => {
  it('is on no command line, and in no environment but the child that asked for it', async () => {
    const stop = watchProcesses();
    await bench.json(['key', 'add', '--env', 'Dev', '--name', 'Canary', '--var', 'CANARY_KEY'], {
      stdin: CANARY,
    });
    const home = join(bench.files, 'sealed');
    const env = { ...bench.env, KEYRACK_HOME: home };
    await bench.json(['init', '--storage', 'passphrase', '--passphrase-fd', '3'], {
      env,
      passphrase: PASSPHRASE,
    });
    await bench.json(['unlock', '--passphrase-fd', '3'], { env, passphrase: PASSPHRASE });
    await bench.run(['headers', '--key', 'Canary']);
    await bench.run(['exec', '--key', 'Canary=X', '--', 'sleep', '0.3']);
    await bench.run(['lock'], { env });
    const seen = await stop();
    expect([...seen.arguments].some((line) => line.includes('agent-process'))).toBe(true);
    expect(holds(seen.arguments)).toEqual([]);
    expect(holds(seen.environments)).not.toEqual([]);
    expect(holds(seen.environments).every((text) => text.includes(`X=${CANARY}`))).toBe(true);
    expect(holds(seen.environments).every((text) => !text.includes('ELECTRON_RUN_AS_NODE'))).toBe(true);
  });

  it('is in no file of the home, and in no output but that of headers', async () => {
    const id = ((await bench.json(['key', 'show', 'Canary'])) as { id: string }).id;
    const outputs: string[] = [];
    for (const args of [
      ['key', 'list'],
      ['key', 'show', id],
      ['key', 'show', id, '--json'],
      ['status'],
      ['doctor'],
      [
        'export',
        'claude-desktop',
        '--env',
        'Dev',
        '--key',
        id,
        '--command',
        'x',
        '--file',
        join(bench.files, 'c.json'),
      ],
      [
        'export',
        'claude-desktop',
        '--env',
        'Dev',
        '--key',
        id,
        '--command',
        'x',
        '--mechanism',
        'inline',
        '--dry-run',
      ],
      ['key', 'verify', id],
      ['headers', '--key', id, '--header', 'x'],
      ['exec', '--key', id, '--', '/etc/passwd'],
    ]) {
      const { out, err } = await bench.run(args);
      outputs.push(out, err);
    }
    expect(holds(outputs)).toEqual([]);
    const files = readdirSync(bench.home, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const holding = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(CANARY));
    expect(holding.map(({ name }) => name)).toEqual([]);
    expect(
      await bench.keyring.lookup(`${((await bench.json(['env', 'list'])) as { id: string }[])[0]?.id}/${id}`),
    ).toBe(CANARY);
  });

  it('is typed hidden on a terminal', async () => {
    const words = `"${process.execPath}" "${COMMAND}" key add --env Dev --name Typed --var TYPED`;
    const child = spawn('script', ['-qec', words, '/dev/null'], { env: { ...bench.env, SHELL: '/bin/sh' } });
    const result = ended(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    // The value of another key of this environment would be a duplicate.
    const typed = `${CANARY}-typed`;
    child.stdin.write(`${typed}\r`);
    const { code, out } = await result;
    expect([code, out.includes("The key's secret: "), out.includes(LOOKED_FOR)]).toEqual([0, true, false]);
    expect(await bench.run(['exec', '--key', 'Typed', '--', 'printenv', 'TYPED'])).toMatchObject({
      out: `${typed}\n`,
    });
  });

  it('is not printed to a terminal by headers', async () => {
    const words = `"${process.execPath}" "${COMMAND}" headers --key Canary`;
    const child = spawn('script', ['-qec', words, '/dev/null'], { env: { ...bench.env, SHELL: '/bin/sh' } });
    child.stdin.end();
    const { code, out } = await ended(child);
    expect([code, out.includes(LOOKED_FOR), out.includes('keyrack: ')]).toEqual([5, false, true]);
  });
});

describe.runIf(process.platform === 'linux')(
  'a program that knows only HOME, LOGNAME, PATH, SHELL, TERM, USER',
  () => {
    /** A namespace where this user's bus is the bench's: the user's own is out of reach. */
    async function inNamespace(words: readonly string[]) {
      const uid = process.getuid?.() ?? 0;
      const bus = join(bench.keyring.folder, 'bus');
      const setUp = [
        'mount -t tmpfs tmpfs /run',
        `mkdir -p /run/user/${uid}`,
        `: > /run/user/${uid}/bus`,
        `mount --bind "${bus}" /run/user/${uid}/bus`,
        'exec env -i "$@"',
      ].join(' && ');
      const own = uid === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
      const environment = {
        HOME: bench.files,
        LOGNAME: 'me',
        PATH: process.env.PATH ?? '',
        SHELL: '/bin/sh',
        TERM: 'dumb',
        USER: 'me',
      };
      const assignments = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
      const child = spawn('unshare', [...own, '-m', 'sh', '-c', setUp, 'sh', ...assignments, ...words]);
      child.stdin.end();
      return ended(child);
    }

    it('finds the bus, and gets the key', async () => {
      // As a launcher entry starts it: the Node of the machine, our file, and --home.
      const { launcher } = { launcher: ['node', COMMAND, '--home', bench.home] };
      const child = await inNamespace([...launcher, 'exec', '--key', 'Canary=K', '--', 'env']);
      expect([child.code, child.err]).toEqual([0, '']);
      const names = child.out
        .trim()
        .split('\n')
        .map((line) => line.split('=')[0]);
      expect(names.filter((name) => name !== '_').sort()).toEqual([
        'HOME',
        'K',
        'LOGNAME',
        'PATH',
        'SHELL',
        'TERM',
        'USER',
      ]);
      expect(child.out).toContain(`K=${CANARY}`);
      const headers = await inNamespace([...launcher, 'headers', '--key', 'Canary']);
      expect(JSON.parse(headers.out)).toEqual({ Authorization: `Bearer ${CANARY}` });
    });

    it('is an MCP server that a real client starts from what Keyrack has written', async () => {
      const file = join(bench.files, 'client.json');
      const server = join(ROOT, 'tests/counterparts/mcp-server.ts');
      const words = `env ELECTRON_RUN_AS_NODE=1 "${process.execPath}" "${server}" MCP_KEY`;
      const exporting = [
        'export',
        'claude-desktop',
        '--env',
        'Dev',
        '--key',
        'Canary=MCP_KEY',
        '--server',
        'counterpart',
      ];
      await bench.json([...exporting, '--command', words, '--file', file]);
      const client = join(ROOT, 'tests/counterparts/mcp-client.ts');
      const answer = await inNamespace([
        'ELECTRON_RUN_AS_NODE=1',
        process.execPath,
        client,
        file,
        'counterpart',
      ]);
      expect([answer.code, answer.err]).toEqual([0, '']);
      const { hash, variables } = JSON.parse(answer.out);
      expect(hash).toBe(createHash('sha256').update(CANARY).digest('hex'));
      expect(variables).not.toContain('DBUS_SESSION_BUS_ADDRESS');
    });
  },
);
