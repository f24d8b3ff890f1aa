import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startSession } from '../../scripts/session.mjs';

const run = promisify(execFile);
const script = join(import.meta.dirname, '..', '..', 'scripts', 'session.mjs');

test('a session has an unlocked keyring, and a home that is not the caller’s', async () => {
  const { env, stop } = await startSession();
  try {
    const store = spawn('secret-tool', ['store', '--label=contract', 'kind', 'session'], { env });
    store.stdin.end('a value');
    expect(await once(store, 'close')).toEqual([0, null]);
    expect((await run('secret-tool', ['lookup', 'kind', 'session'], { env })).stdout).toBe('a value');
    expect(env.HOME).not.toBe(process.env.HOME);
    expect(env.DBUS_SESSION_BUS_ADDRESS).not.toBe(process.env.DBUS_SESSION_BUS_ADDRESS);
    await expect(run('secret-tool', ['lookup', 'kind', 'session'])).rejects.toThrow();
  } finally {
    await stop();
  }
  expect(existsSync(env.HOME ?? '')).toBe(false);
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'a session that gets %s leaves no process behind',
  async (signal) => {
    // A minute is longer than the test may take: the command ends with its session or the test fails.
    const show = 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec sleep 60';
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const session = spawn(process.execPath, [script, 'sh', '-c', show], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [address] = (await once(session.stdout, 'data')) as [Buffer];
    const folder = address.toString().trim().replace('unix:path=', '').replace('/bus', '');
    session.kill(signal);
    await once(session, 'exit');
    await expect.poll(() => processesNaming(folder), { timeout: 10_000 }).toEqual([]);
    // After SIGKILL nobody is left to remove its folder.
    rmSync(folder, { recursive: true, force: true });
  },
);

test('the command of a session decides its exit code', async () => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const session = spawn(process.execPath, [script, 'sh', '-c', 'exit 7'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = text(session.stdout);
  expect(await once(session, 'exit')).toEqual([7, null]);
  expect(await output).toBe('');
});

/** Processes that name the folder in their words or their environment, read from /proc: a bare machine has no `ps`. */
function processesNaming(folder: string): readonly string[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.filter((number) =>
    ['cmdline', 'environ'].some((part) => readProcess(number, part).includes(folder)),
  );
}

function readProcess(number: string, part: string): string {
  try {
    return readFileSync(join('/proc', number, part), 'utf8');
  } catch {
    // It has ended since, or belongs to somebody else.
    return '';
  }
}
