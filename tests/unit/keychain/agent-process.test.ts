import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyAccount } from '#core/ports/secret-store.ts';
import type { StorageTiers } from '#core/ports/storage.ts';
import { Secret } from '#core/secret.ts';
import { memoryStore } from '#tests/fakes/memory-store.ts';
import { startAgentProcess } from '../../../electron/keychain/agent-process.ts';
import { createStorageTiers } from '../../../electron/keychain/index.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { openHome } from '../../../electron/platform/home.ts';
import { createPrivateFiles } from '../../../electron/platform/private-files.ts';

const PASSPHRASE = new Secret('correct horse battery');
const HOUR = 3_600_000;
const account = keyAccount('env', 'key');

let home: string;
let children: ChildProcess[];

beforeEach(async () => {
  home = openHome(mkdtempSync(join(tmpdir(), 'keyrack-home-')));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

const tiers = ({ serve = false } = {}): StorageTiers =>
  createStorageTiers({
    home,
    serve,
    files: createPrivateFiles(home),
    clock: systemClock,
    holdsSecrets: () => false,
    keychain: memoryStore(),
  });

function spawnChild() {
  const script = join(import.meta.dirname, 'agent-child.ts');
  const child = spawn(process.execPath, [script, home], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  children.push(child);
  return child;
}

async function readValue(): Promise<string> {
  const found = await (await tiers().store()).read(account);
  return found.state === 'present' ? found.secret.expose() : found.state;
}

const state = async () => (await tiers().status()).state;

test('serves other processes until it is locked', async () => {
  await tiers().choose('passphrase', PASSPHRASE);
  const child = spawnChild();
  const until = await startAgentProcess(child, { passphrase: PASSPHRASE, forMs: HOUR });
  expect(Date.parse(until ?? '')).toBeGreaterThan(Date.now());
  await (await tiers().store()).write(account, new Secret('value'));
  expect(await readValue()).toBe('value');
  await tiers().lock();
  await once(child, 'exit');
  expect(await state()).toBe('locked');
});

test('the passphrase is not on the command line, nor in the environment', async () => {
  await tiers().choose('passphrase', PASSPHRASE);
  const child = spawnChild();
  await startAgentProcess(child, { passphrase: PASSPHRASE, forMs: HOUR });
  for (const name of ['cmdline', 'environ']) {
    expect(readFileSync(`/proc/${child.pid}/${name}`, 'utf8')).not.toContain('horse');
  }
});

test('a wrong passphrase is said to whoever starts it, and leaves no process and no socket', async () => {
  await tiers().choose('passphrase', PASSPHRASE);
  const child = spawnChild();
  const exited = once(child, 'exit');
  const starting = startAgentProcess(child, { passphrase: new Secret('something else'), forMs: HOUR });
  await expect(starting).rejects.toMatchObject({ code: 'wrong-passphrase', field: 'passphrase' });
  await exited;
  expect(existsSync(join(home, 'agent.sock'))).toBe(false);
});

test('where nothing is under a passphrase there is nothing to unlock', async () => {
  const starting = startAgentProcess(spawnChild(), { passphrase: PASSPHRASE, forMs: HOUR });
  await expect(starting).rejects.toMatchObject({ code: 'unsupported' });
});

test('while the open app serves the vault it stays the only holder of the key, so a lock reaches it', async () => {
  const app = tiers({ serve: true });
  await app.choose('passphrase', PASSPHRASE);
  const child = spawnChild();
  const exited = once(child, 'exit');
  expect(await startAgentProcess(child, { passphrase: PASSPHRASE, forMs: HOUR })).toBe(null);
  await exited;
  await tiers().lock();
  expect((await app.status()).state).toBe('locked');
});

test('serves for a week at most', async () => {
  await tiers().choose('passphrase', PASSPHRASE);
  const starting = startAgentProcess(spawnChild(), { passphrase: PASSPHRASE, forMs: 169 * HOUR });
  await expect(starting).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a program that ends without a word is an agent that did not start', async () => {
  const child = spawn(process.execPath, ['-e', '0'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const starting = startAgentProcess(child, { passphrase: PASSPHRASE, forMs: HOUR });
  await expect(starting).rejects.toMatchObject({ code: 'storage-unavailable' });
});

test('ends at a signal and takes its socket along; killed, its socket does not count', async () => {
  await tiers().choose('passphrase', PASSPHRASE);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const child = spawnChild();
    await startAgentProcess(child, { passphrase: PASSPHRASE, forMs: HOUR });
    expect(await state()).toBe('ready');
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    expect(await state()).toBe('locked');
    expect(existsSync(join(home, 'agent.sock'))).toBe(signal === 'SIGKILL');
  }
});
