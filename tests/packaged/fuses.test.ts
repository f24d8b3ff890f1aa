import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Built by the step `packaged`: as a release is, and as Playwright needs it. */
const RELEASE = process.env.RELEASE_APP ?? '';
const TEST_BUILD = process.env.PACKAGED_APP ?? '';
const forRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const { ENABLE: on, DISABLE: off } = FuseState;
const WANTED = {
  [FuseV1Options.RunAsNode]: off,
  [FuseV1Options.EnableCookieEncryption]: on,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
  [FuseV1Options.EnableNodeCliInspectArguments]: off,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
  [FuseV1Options.OnlyLoadAppFromAsar]: on,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
};

const wire = async (app: string) => {
  const fuses = await getCurrentFuseWire(app);
  return Object.fromEntries(Object.keys(WANTED).map((fuse) => [fuse, fuses[Number(fuse) as FuseV1Options]]));
};

describe('the fuses', () => {
  it('of a release are all as they should be', async () => {
    expect(await wire(RELEASE)).toEqual(WANTED);
  });

  it('of the test build differ in the one that Playwright needs', async () => {
    expect(await wire(TEST_BUILD)).toEqual({ ...WANTED, [FuseV1Options.EnableNodeCliInspectArguments]: on });
  });
});

describe('a release', () => {
  let folder: string;
  let app: ChildProcess | null = null;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyrack-'));
  });
  afterEach(async () => {
    if (app !== null && app.exitCode === null && app.signalCode === null) {
      app.kill('SIGKILL');
      await once(app, 'exit');
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Starts it and waits until it has made its ledger: the app itself runs. @returns what it printed so far */
  async function start(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<() => string> {
    let printed = '';
    const home = join(folder, 'home');
    app = spawn(RELEASE, [...forRoot, ...args], { env: { ...process.env, KEYRACK_HOME: home, ...env } });
    for (const stream of [app.stdout, app.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
    }
    for (let tries = 0; tries < 200 && !existsSync(join(home, 'ledger.db')); tries += 1) await delay(100);
    expect(existsSync(join(home, 'ledger.db')), printed).toBe(true);
    return () => printed;
  }

  it('is the app also where it is told to be Node', async () => {
    const printed = await start(['-e', 'process.stdout.write("ran as Node")'], { ELECTRON_RUN_AS_NODE: '1' });
    expect(printed()).not.toContain('ran as Node');
  });

  it('loads nothing that NODE_OPTIONS names', async () => {
    const proof = join(folder, 'loaded');
    writeFileSync(join(folder, 'hook.cjs'), `require('node:fs').writeFileSync(${JSON.stringify(proof)}, '')`);
    await start([], { NODE_OPTIONS: `--require ${join(folder, 'hook.cjs')}` });
    expect(existsSync(proof)).toBe(false);
  });

  it('opens no inspector, neither by argument nor by signal', async () => {
    const printed = await start(['--inspect=0', '--inspect-brk=0'], {});
    app?.kill('SIGUSR1');
    await delay(500);
    expect(printed()).not.toContain('Debugger listening');
  });
});
